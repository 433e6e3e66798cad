package io.shoutu.sensor.domain;

import io.shoutu.api.Page;
import io.shoutu.api.store.Tx;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/**
 * Where readings lie (读数存储): spool rows just acknowledged, sheaves of what is too little for chunks, chunks behind them, where each series stands, what is
 * parked.
 *
 * <p>Chunks of a series share its time without overlap: a chunk covers from its first time up to the first time of the next one, and a
 * late reading goes into the chunk that covers it. A chunk's first time never changes; a chunk that is too large gives its later part
 * to a new one. So a reader that walks them by time while they are rewritten may see a reading twice, but never misses one.
 */
public interface ReadingStore {

    /**
     * Where a series stands: its newest reading that lies in a chunk, and its head.
     *
     * @param head the first time of its newest chunk while that takes more; once it is closed, the first time after it
     */
    record Newest(int series, long head, long at, double value, int flags, String attributes) {}

    /**
     * A chunk with its summary.
     *
     * @param body null in what {@link #walk} and {@link #covering} hand out; ask the visit for it
     */
    record Chunk(int series, long first, long last, int readings, double lo, double hi, double total, byte[] body) {
        /** The chunk of a run that is not empty. */
        public static Chunk of(int series, Run run, boolean squeeze) {
            double lo = run.value(0);
            double hi = run.value(0);
            double total = 0;
            for (int i = 0; i < run.size(); i++) {
                lo = Math.min(lo, run.value(i));
                hi = Math.max(hi, run.value(i));
                total += run.value(i);
            }
            return new Chunk(series, run.first(), run.last(), run.size(), lo, hi, total, ChunkCodec.encode(run, squeeze));
        }

        public Run run() {
            return ChunkCodec.decode(body, "序列 " + series + " 的数据块 " + first);
        }
    }

    /**
     * A sheaf (合捆): readings of a shelf's series, too few for chunks of their own.
     *
     * @param shelf number of the shelf: series with neighbouring numbers share one
     * @param first time of its oldest reading
     * @param last time of its newest
     */
    record Sheaf(int shelf, long id, long first, long last, int readings, byte[] body) {
        /** The sheaf of these runs by the number of their series; none is empty. */
        public static Sheaf of(int shelf, long id, SortedMap<Integer, Run> runs) {
            long first = Long.MAX_VALUE;
            long last = Long.MIN_VALUE;
            int readings = 0;
            for (Run run : runs.values()) {
                first = Math.min(first, run.first());
                last = Math.max(last, run.last());
                readings += run.size();
            }
            return new Sheaf(shelf, id, first, last, readings, SheafCodec.encode(runs));
        }

        /** Its readings by series. */
        public void runs(ObjIntConsumer<Run> taker) {
            SheafCodec.decode(body, name(), taker);
        }

        /** The readings of one series, or null. */
        public Run run(int series) {
            return SheafCodec.decode(body, name(), series);
        }

        private String name() {
            return "合捆 " + shelf + "/" + id;
        }
    }

    /**
     * Makes sure that this node alone rewrites chunks until the transaction ends.
     *
     * @throws io.shoutu.api.store.StoreFailure where another node has taken over
     */
    void alone(Tx tx);

    /** Appends one spool row; as {@link #alone}, it fails where another node has taken over. */
    void spool(Tx tx, long id, byte[] body);

    /** Takes one spool row on the way through {@link #spooled}. */
    @FunctionalInterface
    interface SpoolVisit {
        void row(long id, byte[] body);
    }

    /** All spool rows by their id. */
    void spooled(Tx tx, SpoolVisit visit);

    /** The spool row of that id, or null. */
    byte[] spooled(Tx tx, long id);

    /** Takes these spool rows away. */
    void unspool(Tx tx, List<Long> ids);

    /** Lays sheaves that are not there yet. */
    void lay(Tx tx, List<Sheaf> sheaves);

    /** The sheaves of a shelf that may hold readings in {@code from ≤ at < to}, by id. */
    List<Sheaf> sheaves(Tx tx, int shelf, long from, long to);

    /** All sheaves of a shelf, by id. */
    default List<Sheaf> sheaves(Tx tx, int shelf) {
        return sheaves(tx, shelf, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Hands out all sheaves, by shelf and id. */
    void sheaves(Tx tx, Consumer<Sheaf> visit);

    /** Takes these sheaves away. */
    void clear(Tx tx, List<Sheaf> sheaves);

    /** Where every series stands, as far as it lies in chunks. */
    List<Newest> newest(Tx tx);

    /** Writes where series stand, new or known. */
    void renew(Tx tx, List<Newest> newest);

    /** The chunk of that key, or null. */
    Chunk chunk(Tx tx, int series, long first);

    /** The chunk whose time covers that time (the newest that begins at or before it), with its body, or null. */
    Chunk covering(Tx tx, int series, long at);

    /** First time of the chunk that follows, or {@link Long#MAX_VALUE}. */
    long following(Tx tx, int series, long first);

    /** Writes chunks that are not there yet. */
    void add(Tx tx, List<Chunk> chunks);

    /** Rewrites chunks under their key. */
    void rewrite(Tx tx, List<Chunk> chunks);

    /** Takes one chunk on the way through {@link #walk}; {@code body} is read only when asked for. Answers whether to walk on. */
    @FunctionalInterface
    interface ChunkVisit {
        boolean chunk(Chunk summary, Supplier<Run> body);
    }

    /** Walks, in one statement and by time, the chunks that may hold readings in {@code from ≤ at < to}. */
    void walk(Tx tx, int series, long from, long to, ChunkVisit visit);

    /**
     * Parks what a commit could not use, as one row of the tray (暂存篮); nothing to park leaves no row. Where too much lies there, some of it is
     * settled first: so a flood of what cannot be used pays for itself.
     *
     * @param row number of the commit's spool row; one that lies in the tray already is refused
     */
    void park(Tx tx, long row, List<Parked> items);

    /**
     * Makes parked items of what lies in the tray, oldest first; their ids are given here. Whoever asks for parked items is shown those of the tray too:
     * asking settles it. One at a time settles, others wait.
     *
     * @param most stops once that many were made, between two rows
     * @return how many were made
     */
    int settle(Tx tx, int most);

    /** The parked item, or null. */
    Parked parked(Tx tx, long id);

    /** Takes a parked item away; answers false where it was gone. */
    boolean unpark(Tx tx, long id);

    /** Parked items, newest first; null means any. */
    Page<Parked> parked(Tx tx, Reason reason, String device, String cursor, int limit);

    /** The devices that have something parked for that reason. */
    List<String> parkedDevices(Tx tx, Reason reason);

    /** Parked items of one point, or (null) of no point in particular, after that id, oldest first. */
    List<Parked> parkedFor(Tx tx, String device, String point, Reason reason, long after, int limit);

    long parkedCount(Tx tx);

    // ---- retention

    /** An hour of a series whose readings are gone (小时汇总). */
    record Hour(long at, long readings, double lo, double hi, double total) {}

    /**
     * Chunks of a series that end before that time and begin after {@code after}, never the one whose first time is {@code head}: it takes more; oldest first.
     */
    List<Chunk> old(Tx tx, int series, long after, long before, long head, int limit);

    /** Takes these chunks away. */
    void remove(Tx tx, List<Chunk> chunks);

    /** Adds to the hours of a series what went. */
    void addHours(Tx tx, int series, List<Hour> hours);

    /** The hours of a series that begin in {@code from ≤ at < to}, in order. */
    List<Hour> hours(Tx tx, int series, long from, long to);

    /** Takes hours before that time away; answers how many. */
    int removeHours(Tx tx, long before);

    /** Takes parked items received before that time away, some thousands at most; answers how many. */
    int removeParked(Tx tx, long before);

    /** All holds, also those lifted, newest first. */
    List<Hold> holds(Tx tx);

    void add(Tx tx, Hold hold);

    /** Lifts a hold; false where there is none of that id that holds. */
    boolean lift(Tx tx, String id, long now, String by);
}
