package io.shoutu.sensor;

import io.shoutu.api.store.UnitOfWork;
import io.shoutu.sensor.domain.Judge;
import io.shoutu.sensor.domain.ReadingStore;
import io.shoutu.sensor.domain.SpoolCodec;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;

/**
 * The commit of a batch (入账): one transaction with a spool row of what is new, what is parked, and what the rules say.
 *
 * <p>The row is also how a commit whose answer was lost is known again: a batch keeps its row's number however often it is tried, and
 * every commit has a row. If the row stands with the same bytes the batch is stored, and memory follows; a commit still on its way in
 * the database makes the second one wait at the row's key and fail. So nothing is stored twice and no alarm raised twice.
 */
final class Committing {
    private final UnitOfWork work;
    private final ReadingStore store;
    private final Judge judge;
    private final History history;
    private final Clock clock;
    private final SpoolCodec spool = new SpoolCodec();
    final Sorter sorted;

    Committing(UnitOfWork work, ReadingStore store, Judge judge, History history, Clock clock) {
        this.work = work;
        this.store = store;
        this.judge = judge;
        this.history = history;
        this.clock = clock;
        this.sorted = new Sorter(history);
    }

    /** Stores a batch, or finds it stored. On the committing thread. */
    void commit(Batch batch) {
        Instant now = clock.instant();
        sorted.sort(batch.arrivals, now.toEpochMilli());
        if (sorted.isEmpty()) {
            return;
        }
        byte[] body = spool.encode(sorted.fresh);
        history.turn().lock();
        try {
            if (batch.tried && stored(batch, body)) {
                history.committed(batch.row, sorted.changed, sorted.fresh.size(), now.toEpochMilli());
                judge.foundStored(sorted.fresh);
                return;
            }
            if (batch.row == 0) {
                batch.row = history.nextRow();
            }
            batch.tried = true;
            long row = batch.row;
            work.execute(tx -> {
                tx.afterCommit(() -> history.committed(row, sorted.changed, sorted.fresh.size(), now.toEpochMilli()));
                store.spool(tx, row, body);
                store.park(tx, row, sorted.refused);
                for (long id : sorted.mended) {
                    store.unpark(tx, id);
                }
                if (!sorted.fresh.isEmpty()) {
                    judge.judge(tx, sorted.fresh, sorted::arrived, now);
                }
            });
        } finally {
            history.turn().unlock();
        }
    }

    /** Whether an earlier try was committed after all. A row of somebody else under that number means taking another number. */
    private boolean stored(Batch batch, byte[] body) {
        byte[] there = work.run(tx -> store.spooled(tx, batch.row));
        if (there != null && !Arrays.equals(there, body)) {
            batch.row = 0;
            return false;
        }
        return there != null;
    }
}
