package io.shoutu.sensor;

import io.shoutu.api.store.Tx;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Taking turns at the desk (轮流上台): the first act in a transaction takes the desk, the end of that transaction gives it back.
 * What is prepared meanwhile lies in the {@link Draft}.
 *
 * <p>A rollback may be none: where the answer to a commit was lost, the rows stand. What was written in such a transaction is doubtful
 * until somebody has compared memory with the rows.
 */
final class Turns {
    private static final long PATIENCE_SECONDS = 30;

    /** Fair, so that a stream of readings does not keep a person waiting. */
    private final ReentrantLock desk = new ReentrantLock(true);
    private final Watches watches;
    private final AlarmBook book;
    private final Circumstances circumstances;
    /** Rules whose rows may differ from memory; true where memory is known to be behind. */
    private final Map<String, Boolean> doubts = new ConcurrentHashMap<>();
    private boolean quietDoubted;
    /** Of whoever has the desk, or null. */
    private Draft draft;

    Turns(Circumstances circumstances, AlarmBook book) {
        this.circumstances = circumstances;
        this.watches = circumstances.watches;
        this.book = book;
    }

    /** The draft of this transaction where it has the desk, else null. */
    Draft held(Tx tx) {
        return desk.isHeldByCurrentThread() && draft != null && draft.tx == tx ? draft : null;
    }

    /** Takes the desk for this transaction; taken already, it answers the same draft. */
    Draft take(Tx tx) {
        Draft held = held(tx);
        if (held != null) {
            return held;
        }
        lock();
        Draft mine = new Draft(tx, book, circumstances);
        draft = mine;
        tx.afterCommit(() -> giveBack(mine, true));
        tx.afterRollback(() -> giveBack(mine, false));
        return mine;
    }

    /** Whether what is silent may differ from memory; asked by whoever has the desk. */
    boolean quietDoubted() {
        return quietDoubted;
    }

    void quietKnown() {
        quietDoubted = false;
    }

    /** What is doubtful now, by rule. */
    Map<String, Boolean> doubts() {
        return doubts;
    }

    /** Memory is behind the rows of this rule. */
    void behind(String rule) {
        doubts.put(rule, true);
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
                mine.others.forEach(Runnable::run);
            } else {
                mine.changes.stream().filter(next -> next.written).forEach(next -> doubts.putIfAbsent(next.rule.id(), false));
                quietDoubted |= !mine.others.isEmpty();
            }
        } finally {
            mine.close();
            draft = null;
            desk.unlock();
        }
    }
}
