package io.shoutu.supervision.domain;

import io.shoutu.api.Page;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.Subject;
import io.shoutu.api.store.Tx;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where instruments are kept (督办库). */
public interface InstrumentStore {
    /**
     * What to list, newest first; null matches everything.
     *
     * @param open true for those not ended, false for ended ones
     * @param text part of the title, the number of the record or of the paper
     * @param addressee e.g. {@code unit:yjj}
     * @param year of the day it went out
     */
    record Query(String kind, Flow flow, State state, Boolean open, Boolean overdue, String text, String addressee, String enterprise, Subject about, Integer year, String cursor, int limit) {
        public Query {
            limit = Math.max(1, Math.min(500, limit));
        }

        public static Query newest(int limit) {
            return new Query(null, null, null, null, null, null, null, null, null, null, null, limit);
        }
    }

    /** Figures of a year by kind (督办统计). */
    record Count(String kind, long issued, long answered, long onTime, long overdue, long open) {}

    /** All versions of all kinds, in the county's order, the latest version of each first. */
    List<Kind> kinds(Tx tx);

    /** All versions of all limits. */
    List<TimeLimit> limits(Tx tx);

    void add(Tx tx, Instrument fresh, Place place);

    /** Keeps it after a move, its new deeds too. @throws io.shoutu.api.Problem.Stale where somebody was quicker */
    Instrument keep(Tx tx, Instrument after);

    /** Notes that it was reminded of today; its version stays. */
    void chased(Tx tx, String number, LocalDate today);

    Optional<Instrument> find(Tx tx, String number);

    Optional<Place> place(Tx tx, String number);

    Page<Instrument> list(Tx tx, Query query, Whom whom);

    /** Those that wait in one of these states, the earliest deadline first; {@code addressees} narrows to those addressed so, null to none. */
    Page<Instrument> waiting(Tx tx, Set<State> states, Set<Flow> flows, Set<String> addressees, Whom whom, int limit);

    /** Those whose clock runs and that were not reminded of today, by number. */
    List<Instrument> toChase(Tx tx, LocalDate today, String after, int limit);

    /** Papers about a record, newest first. */
    List<Instrument> about(Tx tx, Subject about);

    /** Figures of the papers that went out in a year, within the scope. */
    List<Count> counts(Tx tx, int year, Whom whom);

    /** Papers to this addressee that went out, or missed a deadline, in a year; withdrawn ones left out. */
    List<Instrument> weighing(Tx tx, String addressee, int year);

    /** The paper taken over under this reference, or empty. */
    Optional<String> referred(Tx tx, String reference);

    void refer(Tx tx, String number, String reference);
}
