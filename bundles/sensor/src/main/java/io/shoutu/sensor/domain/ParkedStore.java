package io.shoutu.sensor.domain;

import io.shoutu.api.Page;
import io.shoutu.api.store.Tx;
import java.util.List;

/** What people do with parked messages (暂存件处置): mended or discarded, and what each was before. */
public interface ParkedStore {
    /** What was done (处置). */
    enum Act implements io.shoutu.api.Term {
        MENDED("已修正"), DISCARDED("已作废");

        private final String label;

        Act(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /**
     * One thing done.
     *
     * @param before the parked message as it was before
     * @param note why
     * @param at epoch milliseconds
     * @param by account
     */
    record Done(Act act, Parked before, String note, long at, String by) {}

    /** How many are parked for one reason (暂存数). */
    record Tally(Reason reason, long number) {}

    /** How many are parked for each reason, of one device or (null) of all. */
    List<Tally> counts(Tx tx, String device);

    /** Puts another payload in the place of the one that waits; false where the message is gone. */
    boolean replace(Tx tx, long id, byte[] payload);

    void add(Tx tx, Done done);

    /** Newest first; of one message, or (null) of all. */
    Page<Done> done(Tx tx, Long id, String cursor, int limit);
}
