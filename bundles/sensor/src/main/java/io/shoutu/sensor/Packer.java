package io.shoutu.sensor;

import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.sensor.domain.ReadingStore;
import io.shoutu.sensor.domain.ReadingStore.Chunk;
import io.shoutu.sensor.domain.ReadingStore.Newest;
import io.shoutu.sensor.domain.ReadingStore.Sheaf;
import io.shoutu.sensor.domain.Run;
import io.shoutu.sensor.domain.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The packer (打包): takes what was spooled away, in one transaction of its own; before, it makes parked items of what commits could not use.
 *
 * <p>What a pass brings for the series of one shelf goes into chunks where it is much, else into one sheaf for them all; sheaves are bound into chunks, shelf by
 * shelf, once enough lies there. So a chunk is written for hundreds of readings, however many series there are.
 *
 * <p>It reads and computes everything before its first write, so that whoever asks waits only for the writing. It writes other rows
 * than a commit does, so neither ever waits for the other in the database. A pass that fails leaves the rows where they were and is
 * done again.
 */
public final class Packer {
    /** Readings in a full chunk. */
    public static final int FULL = 600;
    /** A newest chunk of so many is closed: what comes after it begins another, and it is not read and written again. */
    private static final int CLOSED = FULL / 2;
    private static final int SETTLED_AT_ONCE = 1_000;
    /** Readings bound after one pass: what is more waits for the next, so that no pass has to wait long. */
    private static final long BOUND_AT_ONCE = 1_000_000;

    private final UnitOfWork work;
    private final ReadingStore store;
    private final History history;
    private final int enough;
    private final int sheaves;
    private volatile long passes;
    private volatile long nanos;
    private volatile long longest;
    private volatile long chunks;

    public Packer(UnitOfWork work, ReadingStore store, History history) {
        this(work, store, history, 48_000, 16);
    }

    /**
     * @param enough readings of a shelf for which its chunks are written, three quarters of it to five quarters: not all shelves at the same time
     * @param sheaves that may lie on a shelf before some are laid together
     */
    Packer(UnitOfWork work, ReadingStore store, History history, int enough, int sheaves) {
        this.work = work;
        this.store = store;
        this.history = history;
        this.enough = enough;
        this.sheaves = sheaves;
    }

    /** What one transaction writes. */
    private static final class Plan {
        private final List<Chunk> fresh = new ArrayList<>();
        private final List<Chunk> rewritten = new ArrayList<>();
        private final List<Line> lines = new ArrayList<>();
        /** One for each line; null where it stands as before. */
        private final List<Newest> newest = new ArrayList<>();
        private final List<Sheaf> cleared = new ArrayList<>();
        private final List<Sheaf> laid = new ArrayList<>();
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
        long begun = System.nanoTime();
        History.Pass now = history.close();
        if (now != null) {
            Map<Shelf, List<Line>> shelves = new LinkedHashMap<>();
            now.lines().forEach(line -> shelves.computeIfAbsent(line.shelf, any -> new ArrayList<>()).add(line));
            move(List.copyOf(shelves.keySet()), (tx, plan) -> shelves.forEach((shelf, lines) -> place(tx, shelf, lines, plan)), now);
        }
        bindWhatIsEnough();
        if (now == null) {
            return 0;
        }
        long took = System.nanoTime() - begun;
        passes++;
        nanos += took;
        longest = Math.max(longest, took);
        return now.rows().size();
    }

    /** Brings all readings of the series that are packed into chunks, its neighbours' as well. */
    synchronized void bind(Series series) {
        bind(history.line(series).shelf);
    }

    /** As {@link #bind} for every series; between two shelves a pass may come. */
    void bindAll() {
        history.shelves().forEach(this::bind);
    }

    private void bindWhatIsEnough() {
        List<Shelf> full = new ArrayList<>(history.shelves());
        full.removeIf(shelf -> shelf.readings() < enough(shelf));
        full.sort(Comparator.comparingLong(Shelf::readings).reversed());
        long bound = 0;
        for (Shelf shelf : full) {
            if (bound < BOUND_AT_ONCE) {
                bound += shelf.readings();
                bind(shelf);
            }
        }
    }

    private synchronized void bind(Shelf shelf) {
        if (shelf.laid.isEmpty()) {
            return;
        }
        move(List.of(shelf), (tx, plan) -> plan(tx, taken(tx, shelf, null, plan), plan), null);
    }

    /** Shelves fill at the same pace where their series do; bound at the same time they would hold up a pass. */
    private long enough(Shelf shelf) {
        return enough * 3L / 4 + (shelf.number * 0x9E3779B97F4A7C15L >>> 33) % Math.max(1, enough / 2);
    }

    /** One transaction, and memory after it. */
    private void move(List<Shelf> shelves, BiConsumer<Tx, Plan> planning, History.Pass pass) {
        // A transaction that failed may have been committed all the same.
        List<Shelf> unsure = shelves.stream().filter(shelf -> !Shelf.still(shelf.moves())).toList();
        shelves.forEach(Shelf::moving);
        Plan written = work.run(tx -> {
            store.alone(tx);
            unsure.forEach(shelf -> history.lookAgain(tx, shelf));
            Plan plan = new Plan();
            planning.accept(tx, plan);
            store.rewrite(tx, plan.rewritten);
            store.add(tx, plan.fresh);
            store.renew(tx, plan.newest.stream().filter(Objects::nonNull).toList());
            store.clear(tx, plan.cleared);
            store.lay(tx, plan.laid);
            if (pass != null) {
                store.unspool(tx, pass.rows());
            }
            return plan;
        });
        history.moved(written.cleared, written.laid);
        for (int i = 0; i < written.lines.size(); i++) {
            history.bound(written.lines.get(i), written.newest.get(i));
        }
        if (pass != null) {
            history.packed(pass);
        }
        shelves.forEach(Shelf::stopped);
        chunks += written.fresh.size() + written.rewritten.size();
    }

    /** What a pass brings for the series of one shelf. Only this thread changes what is being packed, and only after the commit. */
    private void place(Tx tx, Shelf shelf, List<Line> lines, Plan plan) {
        long fresh = lines.stream().mapToLong(line -> line.packing.size()).sum();
        boolean bound = fresh >= enough(shelf);
        Set<Long> together = bound ? null : shelf.together(fresh, sheaves);
        SortedMap<Integer, Run> runs = bound || !together.isEmpty() ? taken(tx, shelf, together, plan) : new TreeMap<>();
        // Older ones first: what follows is put behind them.
        lines.forEach(line -> runs.merge(line.series.number(), line.packing, Packer::behind));
        if (bound) {
            plan(tx, runs, plan);
        } else {
            plan.laid.add(Sheaf.of(shelf.number, history.nextSheaf(), runs));
        }
    }

    /** What sheaves on the shelf hold, those of these ids (null for all): they go. */
    private SortedMap<Integer, Run> taken(Tx tx, Shelf shelf, Set<Long> ids, Plan plan) {
        SortedMap<Integer, Run> runs = new TreeMap<>();
        for (Sheaf sheaf : shelf.laid.isEmpty() ? List.<Sheaf>of() : store.sheaves(tx, shelf.number)) {
            if (ids == null || ids.contains(sheaf.id())) {
                sheaf.runs((run, series) -> runs.merge(series, run, Packer::behind));
                plan.cleared.add(sheaf);
            }
        }
        return runs;
    }

    private static Run behind(Run there, Run more) {
        there.putAll(more);
        return there;
    }

    private void plan(Tx tx, SortedMap<Integer, Run> runs, Plan plan) {
        runs.forEach((series, run) -> plan(tx, history.line(series.intValue()), run, plan));
    }

    private void plan(Tx tx, Line line, Run run, Plan plan) {
        int series = line.series.number();
        long head = line.head;
        int place = 0;
        plan.lines.add(line);
        while (place < run.size() && head != Line.NONE && run.at(place) < head) {
            place = late(tx, series, run, place, head, plan);
        }
        if (place == run.size()) {
            // Only what lies before the head: where the series stands has not changed.
            plan.newest.add(null);
            return;
        }
        Run rest = place == 0 ? run : run.part(place, run.size());
        boolean open = head != Line.NONE && head <= line.boundTo;
        if (open) {
            Chunk known = store.chunk(tx, series, head);
            if (known == null) {
                throw new IllegalStateException("newest chunk " + head + " of series " + series + " is gone");
            }
            rest = Run.merged(known.run(), rest);
        }
        int last = rest.size() - 1;
        plan.newest.add(new Newest(series, cut(series, rest, open, plan), rest.last(), rest.value(last), rest.flags(last), rest.attributes(last)));
    }

    /** Puts readings that belong before the head into the chunk that covers them; answers the first place beyond it. */
    private int late(Tx tx, int series, Run run, int place, long head, Plan plan) {
        Chunk covering = store.covering(tx, series, run.at(place));
        long next = store.following(tx, series, covering == null ? run.at(place) : covering.first());
        int end = run.from(Math.min(next, head));
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

    /** Cuts full chunks off; what remains is the newest chunk. Answers the series' head: see {@link Newest}. */
    private static long cut(int series, Run run, boolean known, Plan plan) {
        boolean first = known;
        int begin = 0;
        while (run.size() - begin > FULL) {
            (first ? plan.rewritten : plan.fresh).add(Chunk.of(series, run.part(begin, begin + FULL), true));
            first = false;
            begin += FULL;
        }
        boolean closed = run.size() - begin >= CLOSED;
        (first ? plan.rewritten : plan.fresh).add(Chunk.of(series, begin == 0 ? run : run.part(begin, run.size()), closed));
        return closed ? run.last() + 1 : run.at(begin);
    }

    public long passes() {
        return passes;
    }

    /** Chunks written since the start, new and again. */
    public long chunks() {
        return chunks;
    }

    public double seconds() {
        return nanos / 1e9;
    }

    public double longestSeconds() {
        return longest / 1e9;
    }
}
