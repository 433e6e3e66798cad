package io.shoutu.sensor;

import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.sensor.domain.ReadingStore;
import io.shoutu.sensor.domain.ReadingStore.Chunk;
import io.shoutu.sensor.domain.ReadingStore.Newest;
import io.shoutu.sensor.domain.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The packer (打包): takes what was spooled away into chunks of its series, in one transaction of its own; before, it makes parked items of what commits
 * could not use.
 *
 * <p>It reads and computes everything before its first write, so that whoever asks waits only for the writing. It writes other rows
 * than a commit does, so neither ever waits for the other in the database. A pass that fails leaves the rows where they were and is
 * done again.
 */
public final class Packer {
    /** Readings in a full chunk. */
    public static final int FULL = 600;
    private static final int SETTLED_AT_ONCE = 1_000;

    private final UnitOfWork work;
    private final ReadingStore store;
    private final History history;
    private volatile long passes;
    private volatile long nanos;
    private volatile long longest;

    public Packer(UnitOfWork work, ReadingStore store, History history) {
        this.work = work;
        this.store = store;
        this.history = history;
    }

    /** What one pass writes. */
    private static final class Plan {
        private final List<Chunk> fresh = new ArrayList<>();
        private final List<Chunk> rewritten = new ArrayList<>();
        /** One for each line of the pass; null where it stands as before. */
        private final List<Newest> newest = new ArrayList<>();
    }

    /**
     * Packs all that is stored by now; answers how many spool rows it took away.
     *
     * @throws io.shoutu.api.store.StoreFailure where the store failed; the same pass is tried again by the next call
     */
    public synchronized int pack() {
        while (work.run(tx -> store.settle(tx, SETTLED_AT_ONCE)) >= SETTLED_AT_ONCE) {
            // The next ones.
        }
        History.Pass now = history.close();
        if (now == null) {
            return 0;
        }
        long begun = System.nanoTime();
        now.lines().sort(Comparator.comparingInt(line -> line.series.number()));
        Plan written = work.run(tx -> {
            store.alone(tx);
            Plan plan = new Plan();
            for (Line line : now.lines()) {
                plan(tx, line, plan);
            }
            store.rewrite(tx, plan.rewritten);
            store.add(tx, plan.fresh);
            store.renew(tx, plan.newest.stream().filter(Objects::nonNull).toList());
            store.unspool(tx, now.rows());
            return plan;
        });
        history.packed(now, written.newest);
        long took = System.nanoTime() - begun;
        passes++;
        nanos += took;
        longest = Math.max(longest, took);
        return now.rows().size();
    }

    private void plan(Tx tx, Line line, Plan plan) {
        int series = line.series.number();
        // Only this thread changes what is being packed, and only after the commit.
        Run run = line.packing;
        long head = line.head;
        int place = 0;
        while (place < run.size() && head != Line.NONE && run.at(place) < head) {
            place = late(tx, series, run, place, plan);
        }
        if (place == run.size()) {
            // Only what is older than the newest chunk: where the series stands has not changed.
            plan.newest.add(null);
            return;
        }
        Run rest = place == 0 ? run : run.part(place, run.size());
        if (head != Line.NONE) {
            Chunk known = store.chunk(tx, series, head);
            if (known == null) {
                throw new IllegalStateException("newest chunk " + head + " of series " + series + " is gone");
            }
            rest = Run.merged(known.run(), rest);
        }
        int last = rest.size() - 1;
        plan.newest.add(new Newest(series, cut(series, rest, head != Line.NONE, plan), rest.last(), rest.value(last), rest.flags(last), rest.attributes(last)));
    }

    /** Puts readings that belong before the newest chunk into the one that covers them; answers the first place beyond it. */
    private int late(Tx tx, int series, Run run, int place, Plan plan) {
        Chunk covering = store.covering(tx, series, run.at(place));
        long next = store.following(tx, series, covering == null ? run.at(place) : covering.first());
        int end = run.from(next);
        Run late = run.part(place, end);
        Run whole = covering == null ? late : Run.merged(covering.run(), late);
        boolean known = covering != null;
        int parts = (whole.size() + FULL - 1) / FULL;
        for (int i = 0; i < parts; i++) {
            Run part = whole.part((int) ((long) whole.size() * i / parts), (int) ((long) whole.size() * (i + 1) / parts));
            (known && i == 0 ? plan.rewritten : plan.fresh).add(Chunk.of(series, part, true));
        }
        return end;
    }

    /** Cuts full chunks off; what remains is the newest chunk, whose first time is answered. */
    private static long cut(int series, Run run, boolean known, Plan plan) {
        boolean first = known;
        int begin = 0;
        while (run.size() - begin > FULL) {
            (first ? plan.rewritten : plan.fresh).add(Chunk.of(series, run.part(begin, begin + FULL), true));
            first = false;
            begin += FULL;
        }
        (first ? plan.rewritten : plan.fresh).add(Chunk.of(series, begin == 0 ? run : run.part(begin, run.size()), run.size() - begin == FULL));
        return run.at(begin);
    }

    public long passes() {
        return passes;
    }

    public double seconds() {
        return nanos / 1e9;
    }

    public double longestSeconds() {
        return longest / 1e9;
    }
}
