package io.shoutu.responsibility.domain.township;

import io.shoutu.api.store.Tx;
import java.util.List;
import java.util.Optional;

/** Where offices, their staff and the figures of accidents are kept (基层力量库). */
public interface TownshipStore {
    /**
     * Keeps an office; version 0 is new.
     *
     * @throws io.shoutu.api.Problem.Stale where somebody else kept another one since
     */
    void keep(Tx tx, Office office);

    Optional<Office> office(Tx tx, String unit);

    /** By unit. */
    List<Office> offices(Tx tx);

    /** Keeps somebody; the same id again replaces the row. */
    void keep(Tx tx, Staff staff);

    /** Those who left too, by unit, post and first day. */
    List<Staff> staff(Tx tx);

    /** Adds a revision; none is overwritten. */
    void add(Tx tx, AccidentMonth month);

    /** All revisions of the months of these years, by month and revision. */
    List<AccidentMonth> months(Tx tx, int first, int last);
}
