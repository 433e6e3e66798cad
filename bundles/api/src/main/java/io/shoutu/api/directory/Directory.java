package io.shoutu.api.directory;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The directory (名录) of the county.
 *
 * <p>Putting the same key again replaces the row and tells {@code directory.changed}; an identical row changes nothing and tells nothing.
 */
@ProviderType
public interface Directory {
    Optional<Area> area(AreaCode code);

    /** The areas directly below, or the top ones for null, by code. */
    List<Area> areasBelow(AreaCode parent);

    Optional<Unit> unit(String id);

    List<Unit> units();

    Optional<Person> person(String id);

    /** The person who signs in with this account. */
    Optional<Person> personOfAccount(String account);

    List<Person> people();

    /** Who holds which position in the unit on that day. */
    List<Position> positions(String unit, LocalDate day);

    Optional<Enterprise> enterprise(CreditCode code);

    /**
     * Enterprises by credit code.
     *
     * @param area only inside this division, or null
     * @param text part of the name or code, or null
     * @param cursor {@code next} of the page before, or null
     */
    Page<Enterprise> enterprises(AreaCode area, String text, String cursor, int limit);

    /** The same, and of these only what lies inside the scope: the rest is neither listed nor counted. */
    Page<Enterprise> enterprises(Scope scope, AreaCode area, String text, String cursor, int limit);

    void put(Area area, Actor by);

    void put(Unit unit, Actor by);

    void put(Person person, Actor by);

    void put(Position position, Actor by);

    void put(Enterprise enterprise, Actor by);
}
