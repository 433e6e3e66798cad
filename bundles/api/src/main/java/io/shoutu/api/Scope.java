package io.shoutu.api;

import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import java.util.Set;

/**
 * The scope (数据范围) of an actor: where in the county his roles hold, down to the single record.
 *
 * <p>A record is inside when any one line fits: its area lies in one of the areas, its department is one of the units, or its
 * enterprise is one of the enterprises. A record whose place is wholly unknown is inside only for those who see everything.
 * What lies outside is answered as if it did not exist: 404, absent from lists and from counts.
 *
 * @param everywhere no limit; the other three are then empty
 * @param areas divisions, each with all that lies inside it
 * @param units ids of departments and townships as in the directory
 * @param enterprises credit codes
 */
public record Scope(boolean everywhere, Set<AreaCode> areas, Set<String> units, Set<CreditCode> enterprises) {
    public static final Scope EVERYWHERE = new Scope(true, Set.of(), Set.of(), Set.of());
    public static final Scope NOWHERE = new Scope(false, Set.of(), Set.of(), Set.of());

    public Scope {
        areas = everywhere ? Set.of() : Set.copyOf(areas);
        units = everywhere ? Set.of() : Set.copyOf(units);
        enterprises = everywhere ? Set.of() : Set.copyOf(enterprises);
    }

    /** Whether a record at this place is inside; what is not known of it is null. */
    public boolean admits(AreaCode area, String unit, CreditCode enterprise) {
        return everywhere || area != null && areas.stream().anyMatch(a -> a.contains(area)) || unit != null && units.contains(unit)
                || enterprise != null && enterprises.contains(enterprise);
    }
}
