package io.shoutu.sensor.domain;

import io.shoutu.api.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The judge (判定): applies the rules in force to readings.
 *
 * <p>{@link #judge} is called in the transaction that stores the readings, on the one committing thread, with the readings in the order of
 * arrival. What it remembers changes only after the commit; a rollback leaves no trace. {@link #foresee} says beforehand what will come of
 * readings that wait while the store is away; nothing it says is remembered beyond {@link #caughtUp}.
 */
public interface Judge {
    /** When each of a list of readings arrived, by our clock. */
    @FunctionalInterface
    interface Arrived {
        /** Epoch milliseconds of the reading at that place. */
        long at(int place);
    }

    /**
     * @param stored readings stored with this transaction: neither duplicates nor conflicts; late ones included
     * @param arrived when they arrived; an alarm was raised when its reading came, however long the store was away
     * @param now the moment of this attempt
     */
    void judge(Tx tx, List<Reading> stored, Arrived arrived, Instant now);

    /**
     * Whether an alarm may come of these, so that their commit should not wait for company. Asked by whichever thread they came on, before they are judged: a hint, and
     * either answer is safe.
     */
    default boolean pressing(List<Reading> readings) {
        return false;
    }

    /**
     * These were stored by a commit whose answer was lost: what judging them came to stands in the store and is found there before the
     * next judging.
     */
    default void foundStored(List<Reading> stored) {
        // A judge without memory has nothing to find.
    }

    /**
     * Judges in memory alone what arrived while the store is away, to be shown as not yet recorded. Called with each reading once, in the
     * order of arrival, again and again while it is away.
     *
     * @param arrived readings newer than all of their series before
     * @param waiting ids of devices that have something unanswered: they may be silent because of us
     * @param away why nothing is recorded, in Chinese; null where the store is back and what waits is being stored
     */
    default void foresee(List<Reading> readings, Arrived arrived, Set<String> waiting, String away) {
        // A judge that cannot foresee shows nothing.
    }

    /**
     * Everything that was foreseen is stored.
     *
     * @param deaf whether senders had to wait meanwhile, so that no silence of theirs means anything
     */
    default void caughtUp(boolean deaf) {
        // Nothing was foreseen.
    }
}
