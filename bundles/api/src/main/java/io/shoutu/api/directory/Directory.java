package io.shoutu.api.directory;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The directory (名录) of the county.
 *
 * <p>Putting the same key again replaces the row and tells {@code directory.changed}; an identical row changes nothing and tells nothing.
 * Nothing is ever deleted: what ends is closed with its last day, and {@code put} neither closes nor reopens. A closed row is refused new
 * entries below it.
 */
@ProviderType
public interface Directory {
    Optional<Area> area(AreaCode code);

    /** The areas directly below, or the top ones for null, by code. */
    List<Area> areasBelow(AreaCode parent);

    /** All areas, those that were closed too, by code. */
    List<Area> areas();

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

    /** Enterprises by credit code. */
    Page<Enterprise> enterprises(EnterpriseQuery query);

    /** All positions ever held in the unit, or by the person where no unit is given, the newest first. */
    List<Position> history(String unit, String person);

    Optional<Cell> cell(String code);

    /** The grid cells inside a division, all for null, by code. */
    List<Cell> cells(AreaCode inside);

    /** Who ever looked after the node of the grid, or what the person looked after where no node is given; the newest first. */
    List<GridPost> posts(String node, String person);

    void put(Area area, Actor by);

    void put(Unit unit, Actor by);

    void put(Person person, Actor by);

    void put(Position position, Actor by);

    void put(Enterprise enterprise, Actor by);

    void put(Cell cell, Actor by);

    /** Who looks after a node; the same node, role, person and first day again changes the last day. */
    void put(GridPost post, Actor by);

    /**
     * Hands a position over (交接): who holds it is released on the day before, the new holder takes it. The rows of the old holder stay.
     *
     * @throws io.shoutu.api.Problem.IllegalMove code {@code position-held} where the same person holds it already
     */
    void handOver(Position to, Actor by);

    /** Hands a node of the grid over, as {@link #handOver(Position, Actor)}. */
    void handOver(GridPost to, Actor by);

    /**
     * Closes an entry (关闭、撤销、离任) with its last day; its rows and its history stay.
     *
     * @param subject {@code area/…}, {@code unit/…}, {@code person/…}, {@code enterprise/…} or {@code cell/…}
     * @param successor where what lies in an area or a unit goes, as the same kind's number; null only where nothing open lies in it
     * @param reason what people read later; needed
     * @throws io.shoutu.api.Problem.IllegalMove code {@code closed} where it is closed already, {@code not-empty} where something open lies in
     *     it and nobody said where it goes; the text counts what lies there
     */
    void close(Subject subject, LocalDate lastDay, String successor, String reason, Actor by);

    /** Takes a closing back (恢复). {@link io.shoutu.api.Problem.IllegalMove} code {@code open} where it is not closed. */
    void reopen(Subject subject, String reason, Actor by);
}
