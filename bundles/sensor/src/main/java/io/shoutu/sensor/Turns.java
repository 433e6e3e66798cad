package io.shoutu.sensor;

import io.shoutu.api.store.Tx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Taking turns at the desk (轮流上台): the first act in a transaction takes the desk, the end of that transaction gives it back.
 * What is prepared meanwhile lies in the {@link Draft}.
 */
final class Turns {
    private static final long PATIENCE_SECONDS = 30;

    /** Fair, so that a stream of readings does not keep a person waiting. */
    private final ReentrantLock desk = new ReentrantLock(true);
    private final Watches watches;
    /** Of whoever has the desk, or null. */
    private Draft draft;

    Turns(Watches watches) {
        this.watches = watches;
    }

    /** Takes the desk for this transaction; taken already, it answers the same draft. */
    Draft take(Tx tx) {
        if (desk.isHeldByCurrentThread() && draft != null && draft.tx == tx) {
            return draft;
        }
        lock();
        Draft mine = new Draft(tx);
        draft = mine;
        tx.afterCommit(() -> giveBack(mine, true));
        tx.afterRollback(() -> giveBack(mine, false));
        return mine;
    }

    /** Does something short while nobody else has the desk. */
    <T> T alone(Supplier<T> act) {
        lock();
        try {
            return act.get();
        } finally {
            desk.unlock();
        }
    }

    private void lock() {
        try {
            if (!desk.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the alarm desk was busy for " + PATIENCE_SECONDS + " s: " + desk);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the alarm desk", e);
        }
    }

    private void giveBack(Draft mine, boolean committed) {
        try {
            if (committed) {
                watches.keep(mine);
            }
        } finally {
            mine.close();
            draft = null;
            desk.unlock();
        }
    }
}
