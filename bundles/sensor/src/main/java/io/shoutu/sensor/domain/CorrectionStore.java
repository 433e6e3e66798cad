package io.shoutu.sensor.domain;

import io.shoutu.api.Page;
import io.shoutu.api.store.Tx;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where corrections are kept, with the readings as they were, and the times still to be judged afterwards (更正库). */
public interface CorrectionStore {

    /** Readings of one correction before and after it, by time. */
    record Part(Run before, Run after) {}

    /**
     * A time to be judged afterwards (待补判).
     *
     * @param correction number of the correction that changed it, or empty where readings came late
     * @param touched counts how often readings came for it
     */
    record Slot(int series, long from, long to, String correction, int touched) {}

    /** Writes a correction and its readings, in parts of up to 600. */
    void add(Tx tx, Correction correction, List<Part> parts);

    Optional<Correction> find(Tx tx, String number);

    /** Newest first; of one series, or (null) of all; only of these series, or (null) all. */
    Page<Correction> list(Tx tx, Integer series, Set<Integer> within, String cursor, int limit);

    /** Its parts by time. */
    List<Part> parts(Tx tx, String number);

    /** The parts of every correction of this series that may hold readings of that time, oldest correction first. */
    List<Part> partsOf(Tx tx, int series, long from, long to);

    /** Notes a time that is to be judged afterwards, or that something came for it once more. */
    void note(Tx tx, int series, long from, long to, String correction);

    List<Slot> slots(Tx tx, int limit);

    /** Takes a slot away where nothing came for it since; answers whether it did. */
    boolean done(Tx tx, Slot slot);
}
