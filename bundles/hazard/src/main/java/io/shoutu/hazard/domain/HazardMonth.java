package io.shoutu.hazard.domain;

import io.shoutu.api.Scope;
import io.shoutu.api.store.Tx;
import java.time.LocalDate;
import java.util.List;

/** What the monthly table of hazards counts (隐患月报计数), by area. */
public interface HazardMonth {
    /**
     * One area.
     *
     * @param area division code, or null where it is not known
     * @param found registered in the period, without those that were none or duplicates
     * @param major of these
     * @param closed of these, closed by now: the cohort, whenever it was closed
     * @param due deadlines (as extended) that lie in the period
     * @param inTime of these, closed on or before the deadline
     * @param inTimeAtFirst of these, closed on or before the first deadline
     * @param overdue open and past a deadline that lay no later than the period
     * @param recurring found in the period and recurring
     */
    record Row(String area, long found, long major, long closed, long due, long inTime, long inTimeAtFirst, long overdue, long recurring) {}

    List<Row> count(Tx tx, LocalDate from, LocalDate to, Scope scope);
}
