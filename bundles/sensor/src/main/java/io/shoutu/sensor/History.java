package io.shoutu.sensor;

import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Corrupt;
import io.shoutu.sensor.domain.Flag;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.ReadingStore;
import io.shoutu.sensor.domain.Readings;
import io.shoutu.sensor.domain.Run;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.SpoolCodec;
import io.shoutu.sensor.domain.Trend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history (读数历史) of every series: the unpacked tail in memory, the sheaves on its shelf and the chunks behind them, asked as one.
 *
 * <p>Whoever asks looks into memory first, then at the shelf, and into the chunks afterwards. What the packer moves in between is then seen twice, never
 * missed, and a reading seen twice is one reading: its identity is (series, time). So nobody waits for the packer.
 */
@Component(service = {History.class, Readings.class})
public final class History implements Readings {
    private static final Logger log = LoggerFactory.getLogger(History.class);
    /** Series whose last looked-up chunk is kept unpacked, for senders that repeat what is long packed. */
    private static final int REMEMBERED = 2_000;
    /** Bytes of sheaves kept as they were read, for the same. */
    private static final long TAKEN = 16 << 20;

    private final UnitOfWork work;
    private final ReadingStore store;
    private final Catalogue catalogue;
    private final String trouble;
    /** By the number of the series. A longer one takes its place; nothing is put into one that is not the latest. */
    private volatile AtomicReferenceArray<Line> lines = new AtomicReferenceArray<>(1024);
    private volatile AtomicReferenceArray<Shelf> shelves = new AtomicReferenceArray<>(16);

    /** Whose turn it is: a commit and what it does to memory, or the packer closing what it will pack. Fair, or the packer would starve. */
    private final ReentrantLock turn = new ReentrantLock(true);
    private List<Long> openRows = new ArrayList<>();
    private List<Line> openLines = new ArrayList<>();
    private volatile long openReadings;
    private volatile long openSince = Long.MAX_VALUE;
    private volatile long lastRow;
    /** Under the packer's monitor. */
    private long lastSheaf;
    /** The pass under way, or one that failed and is done again; under the turn. */
    private Pass underWay;
    private volatile int packingRows;
    private volatile long packingReadings;
    private volatile int rows;

    /** Of the committing thread alone. */
    private final Map<Line, Remembered<Run>> remembered = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Line, Remembered<Run>> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Map<Shelf, Remembered<List<ReadingStore.Sheaf>>> taken = new LinkedHashMap<>(64, 0.75f, true);
    private long takenBytes;

    /** What was read while its shelf stood at that number of moves. */
    private record Remembered<T>(int moves, T what) {}

    @Activate
    public History(@Reference UnitOfWork work, @Reference ReadingStore store, @Reference Catalogue catalogue) {
        this.work = work;
        this.store = store;
        this.catalogue = catalogue;
        this.trouble = recover();
    }

    /** Brings memory back to where the last commit left it; answers why it cannot, or null. */
    private String recover() {
        try {
            long[] count = new long[1];
            work.execute(tx -> {
                // Rows of the tray bear the numbers of spool rows, which begin again where none is left.
                store.settle(tx, Integer.MAX_VALUE);
                for (ReadingStore.Newest newest : store.newest(tx)) {
                    Line line = line(known(newest.series(), "最新值表"));
                    line.seen(newest.at(), newest.value(), newest.flags(), newest.attributes());
                    line.head = newest.head();
                    line.boundTo = newest.at();
                }
                Map<Shelf, List<Shelf.Laid>> laid = new HashMap<>();
                store.sheaves(tx, sheaf -> {
                    laid.computeIfAbsent(shelf(sheaf.shelf()), any -> new ArrayList<>()).add(new Shelf.Laid(sheaf.id(), sheaf.readings()));
                    lastSheaf = Math.max(lastSheaf, sheaf.id());
                    sheaf.runs((run, number) -> {
                        Line line = line(known(number, "合捆 " + sheaf.shelf() + "/" + sheaf.id()));
                        int last = run.size() - 1;
                        line.seen(run.last(), run.value(last), run.flags(last), run.attributes(last));
                    });
                });
                laid.forEach((shelf, sheaves) -> shelf.laid = List.copyOf(sheaves));
                store.spooled(tx, (id, body) -> {
                    String what = "缓存行 " + id;
                    SpoolCodec.decode(body, what, (number, at, value, flags, attributes) -> {
                        Line line = line(known(number, what));
                        line.store(at, value, flags, attributes);
                        touch(line);
                        count[0]++;
                    });
                    openRows.add(id);
                    lastRow = id;
                });
            });
            openReadings = count[0];
            openSince = openRows.isEmpty() ? Long.MAX_VALUE : 0;
            rows = openRows.size();
            if (!openRows.isEmpty()) {
                log.info("readings recovered: {} of {} spool rows", count[0], openRows.size());
            }
            return null;
        } catch (Corrupt e) {
            log.error("readings cannot be recovered; nothing is taken in until the store is repaired or restored: {}", e.getMessage());
            return "读数缓存损坏，为免丢失已确认的读数，暂停接收，请恢复备份或联系维护：" + e.getMessage();
        }
    }

    private Series known(int number, String where) {
        Series series = catalogue.byNumber(number);
        if (series == null) {
            throw new Corrupt(where + "：没有编号为 " + number + " 的序列");
        }
        return series;
    }

    /** Why memory could not be brought back, or null where all is well. */
    public String trouble() {
        return trouble;
    }

    Line line(Series series) {
        AtomicReferenceArray<Line> now = lines;
        int number = series.number();
        Line line = number < now.length() ? now.get(number) : null;
        return line != null ? line : opened(series);
    }

    /** The line of a series of which something is stored. */
    Line line(int number) {
        return lines.get(number);
    }

    private synchronized Line opened(Series series) {
        lines = reaching(lines, series.number());
        Line line = lines.get(series.number());
        if (line == null) {
            line = new Line(series, shelf(Shelf.of(series.number())));
            lines.set(series.number(), line);
        }
        return line;
    }

    private synchronized Shelf shelf(int number) {
        shelves = reaching(shelves, number);
        if (shelves.get(number) == null) {
            shelves.set(number, new Shelf(number));
        }
        return shelves.get(number);
    }

    private static <T> AtomicReferenceArray<T> reaching(AtomicReferenceArray<T> all, int number) {
        if (number < all.length()) {
            return all;
        }
        AtomicReferenceArray<T> longer = new AtomicReferenceArray<>(Math.max(number + 1, all.length() * 2));
        for (int i = 0; i < all.length(); i++) {
            longer.set(i, all.get(i));
        }
        return longer;
    }

    /** All shelves on which something lies. */
    List<Shelf> shelves() {
        AtomicReferenceArray<Shelf> all = shelves;
        return IntStream.range(0, all.length()).mapToObj(all::get).filter(shelf -> shelf != null && !shelf.laid.isEmpty()).toList();
    }

    /** As {@link ReadingStore.Newest#head}; {@link Line#NONE} where the series has no chunk. */
    long head(Series series) {
        return line(series).head;
    }

    // ---- what the committing thread does

    ReentrantLock turn() {
        return turn;
    }

    /** The id of the next spool row; one that was not committed is not given again. */
    long nextRow() {
        return ++lastRow;
    }

    /** What is stored under that time, or null; the caller knows that it is not newer than all there is. */
    Reading stored(Line line, long at) {
        Reading unpacked = line.unpacked(at);
        if (unpacked != null) {
            return unpacked;
        }
        // First the sheaves, then the chunks, as everything moves: what has left the one while it was looked at is seen in the other, read anew.
        Reading laid = laid(line, at);
        return laid != null ? laid : bound(line, at);
    }

    private Reading laid(Line line, long at) {
        Shelf shelf = line.shelf;
        int moves = shelf.moves();
        if (shelf.laid.isEmpty()) {
            return null;
        }
        Remembered<List<ReadingStore.Sheaf>> known = taken.get(shelf);
        if (known == null || known.moves != moves) {
            known = new Remembered<>(moves, work.run(tx -> store.sheaves(tx, shelf.number)));
            if (Shelf.still(moves) && shelf.moves() == moves) {
                remember(shelf, known);
            }
        }
        for (ReadingStore.Sheaf sheaf : known.what) {
            if (sheaf.first() <= at && at <= sheaf.last()) {
                Run run = sheaf.run(line.series.number());
                int i = run == null ? -1 : run.find(at);
                if (i >= 0) {
                    return run.reading(line.series, i);
                }
            }
        }
        return null;
    }

    private void remember(Shelf shelf, Remembered<List<ReadingStore.Sheaf>> read) {
        Remembered<List<ReadingStore.Sheaf>> before = taken.put(shelf, read);
        takenBytes += bytes(read) - (before == null ? 0 : bytes(before));
        for (var eldest = taken.values().iterator(); takenBytes > TAKEN && taken.size() > 1; eldest.remove()) {
            takenBytes -= bytes(eldest.next());
        }
    }

    private static long bytes(Remembered<List<ReadingStore.Sheaf>> read) {
        return read.what.stream().mapToLong(sheaf -> sheaf.body().length).sum();
    }

    private Reading bound(Line line, long at) {
        int moves = line.shelf.moves();
        if (Shelf.still(moves) && (line.boundTo == Line.NONE || at > line.boundTo)) {
            return null;
        }
        Remembered<Run> known = remembered.get(line);
        if (known == null || known.moves != moves || at < known.what.first() || at > known.what.last()) {
            ReadingStore.Chunk chunk = work.run(tx -> store.covering(tx, line.series.number(), at));
            if (chunk == null || at > chunk.last()) {
                return null;
            }
            known = new Remembered<>(moves, chunk.run());
            if (Shelf.still(moves) && line.shelf.moves() == moves) {
                remembered.put(line, known);
            }
        }
        int i = known.what.find(at);
        return i < 0 ? null : known.what.reading(line.series, i);
    }

    /** Takes what was committed into memory; under the turn. */
    void committed(long row, List<Line> changed, int stored, long now) {
        for (int i = 0; i < changed.size(); i++) {
            Line line = changed.get(i);
            line.commit();
            touch(line);
        }
        openRows.add(row);
        openReadings += stored;
        if (openSince == Long.MAX_VALUE) {
            openSince = now;
        }
        rows = openRows.size() + packingRows;
    }

    private void touch(Line line) {
        if (!line.touched) {
            line.touched = true;
            openLines.add(line);
        }
    }

    // ---- what the packer does

    /** What one pass of the packer packs: rows that are closed, and the series they touch. */
    record Pass(List<Long> rows, List<Line> lines) {}

    /** Closes what is stored so far for packing; null where nothing is. A pass that was never finished is handed out again. */
    Pass close() {
        turn.lock();
        try {
            if (underWay != null) {
                return underWay;
            }
            if (openRows.isEmpty()) {
                return null;
            }
            Pass pass = new Pass(openRows, openLines);
            openLines.forEach(Line::close);
            packingRows = openRows.size();
            packingReadings = openReadings;
            openRows = new ArrayList<>();
            openLines = new ArrayList<>(openLines.size());
            openReadings = 0;
            openSince = Long.MAX_VALUE;
            underWay = pass;
            return pass;
        } finally {
            turn.unlock();
        }
    }

    /** A number for a sheaf, not given before; under the packer's monitor. */
    long nextSheaf() {
        return ++lastSheaf;
    }

    /** What lies on a shelf, and where its series stand in chunks, as the database knows it: after a transaction without an answer. */
    void lookAgain(Tx tx, Shelf shelf) {
        shelf.laid = store.sheaves(tx, shelf.number).stream().map(sheaf -> new Shelf.Laid(sheaf.id(), sheaf.readings())).toList();
        AtomicReferenceArray<Line> all = lines;
        for (int number = shelf.begin(); number < shelf.end() && number < all.length(); number++) {
            Line line = all.get(number);
            if (line != null) {
                ReadingStore.Chunk newest = store.covering(tx, line.series.number(), Long.MAX_VALUE);
                if (newest != null) {
                    line.head = newest.first();
                    line.boundTo = newest.last();
                }
            }
        }
    }

    /** Chunks are committed: {@code newest} is where the series stands now, or null where as before. */
    void bound(Line line, ReadingStore.Newest newest) {
        if (newest != null) {
            line.head = newest.head();
            line.boundTo = newest.at();
        }
    }

    /** Sheaves were taken from a shelf and others laid there, in a transaction that is committed. */
    void moved(List<ReadingStore.Sheaf> cleared, List<ReadingStore.Sheaf> laid) {
        Map<Shelf, List<Shelf.Laid>> now = new HashMap<>();
        cleared.forEach(sheaf -> now.computeIfAbsent(shelf(sheaf.shelf()), shelf -> new ArrayList<>(shelf.laid)).removeIf(one -> one.id() == sheaf.id()));
        laid.forEach(sheaf -> now.computeIfAbsent(shelf(sheaf.shelf()), shelf -> new ArrayList<>(shelf.laid)).add(new Shelf.Laid(sheaf.id(), sheaf.readings())));
        now.forEach((shelf, all) -> shelf.laid = List.copyOf(all));
    }

    /** The pass is committed: what it packed leaves memory. */
    void packed(Pass pass) {
        pass.lines().forEach(Line::packed);
        turn.lock();
        try {
            packingRows = 0;
            packingReadings = 0;
            underWay = null;
            rows = openRows.size();
        } finally {
            turn.unlock();
        }
    }

    /** The newest time of the series that lies in chunks; {@link Line#NONE} where nothing does. */
    long boundTo(Series series) {
        return line(series).boundTo;
    }

    /**
     * Chunks of this series were rewritten: what was read from them before is stale.
     *
     * @param newest the newest packed reading as it is now, where it changed; else null
     */
    void corrected(Series series, Reading newest) {
        turn.lock();
        try {
            Line line = line(series);
            line.shelf.moving();
            line.shelf.stopped();
            if (newest != null) {
                line.seen(newest.at(), newest.value(), newest.flags(), newest.attributes());
            }
        } finally {
            turn.unlock();
        }
    }

    long openReadings() {
        return openReadings;
    }

    /** Readings in memory that are stored but not packed, those of the pass under way among them. */
    long unpacked() {
        return openReadings + packingReadings;
    }

    /** Readings that lie in sheaves. */
    long sheafReadings() {
        return shelves().stream().mapToLong(Shelf::readings).sum();
    }

    /** When the oldest reading not yet being packed was committed, epoch milliseconds; {@link Long#MAX_VALUE} where there is none. */
    long openSince() {
        return openSince;
    }

    int spoolRows() {
        return rows;
    }

    // ---- what anyone may ask

    @Override
    public Reading latest(Series series) {
        return line(series).latest();
    }

    @Override
    public List<Reading> range(Series series, long from, long to, int limit) {
        if (from >= to || limit <= 0) {
            return List.of();
        }
        return work.run(tx -> {
            Run tail = tail(tx, series, from, to);
            Run chunks = new Run();
            store.walk(tx, series.number(), from, to, (summary, body) -> {
                if (summary.last() >= from) {
                    chunks.putAll(body.get().between(from, to));
                }
                return chunks.size() < limit;
            });
            return listed(series, Run.merged(chunks, tail), limit);
        });
    }

    /** What does not lie in chunks of {@code from ≤ at < to}: memory first, sheaves after it; the chunks are to be read later. */
    private Run tail(Tx tx, Series series, long from, long to) {
        Line line = line(series);
        Run tail = line.unpacked(from, to);
        if (line.shelf.laid.isEmpty()) {
            return tail;
        }
        for (ReadingStore.Sheaf sheaf : store.sheaves(tx, line.shelf.number, from, to)) {
            Run run = sheaf.run(series.number());
            if (run != null) {
                tail = Run.merged(tail, run.between(from, to));
            }
        }
        return tail;
    }

    private static List<Reading> listed(Series series, Run run, int limit) {
        List<Reading> out = new ArrayList<>(Math.min(limit, run.size()));
        for (int i = 0; i < run.size() && i < limit; i++) {
            out.add(run.reading(series, i));
        }
        return out;
    }

    /**
     * One page of a range (一页读数).
     *
     * @param next where the following page begins, or null at the end
     * @param total all readings of the range
     */
    public record Part(List<Reading> readings, Long next, long total) {}

    /**
     * Readings with {@code from ≤ at < to}, those at or after {@code begin} only, the first {@code limit} of them.
     *
     * @param begin {@link Part#next} of the page before, or {@code from}
     */
    public Part page(Series series, long from, long to, long begin, int limit) {
        if (from >= to) {
            return new Part(List.of(), null, 0);
        }
        return work.run(tx -> page(tx, series, from, to, begin, limit));
    }

    private Part page(Tx tx, Series series, long from, long to, long begin, int limit) {
        Run tail = tail(tx, series, from, to);
        Run chunks = new Run();
        long[] total = {0};
        boolean[] again = new boolean[tail.size()];
        store.walk(tx, series.number(), from, to, (summary, body) -> {
            if (summary.last() < from) {
                return true;
            }
            boolean shown = summary.last() >= begin && chunks.size() <= limit;
            boolean whole = summary.first() >= from && summary.last() < to;
            boolean overlaps = overlaps(tail, summary);
            if (!shown && whole && !overlaps) {
                total[0] += summary.readings();
                return true;
            }
            Run run = body.get();
            total[0] += run.from(to) - run.from(from);
            if (overlaps) {
                mark(tail, run, again);
            }
            if (shown) {
                chunks.putAll(run.between(Math.max(from, begin), to));
            }
            return true;
        });
        for (boolean twice : again) {
            total[0] += twice ? 0 : 1;
        }
        Run found = Run.merged(chunks, tail.between(Math.max(from, begin), to));
        return new Part(listed(series, found, limit), found.size() > limit ? found.at(limit) : null, total[0]);
    }

    private static boolean overlaps(Run tail, ReadingStore.Chunk chunk) {
        int i = tail.from(chunk.first());
        return i < tail.size() && tail.at(i) <= chunk.last();
    }

    /** Marks what of the tail has been packed since it was looked at. */
    private static void mark(Run tail, Run run, boolean[] again) {
        for (int i = tail.from(run.first()); i < tail.size() && tail.at(i) <= run.last(); i++) {
            again[i] |= run.find(tail.at(i)) >= 0;
        }
    }

    /**
     * Smallest, largest, mean and number of the readings in each bucket, exactly; of what the retention policy has taken away the hours
     * remain, and each counts in the bucket it begins in.
     */
    public Trend trend(Series series, long from, long to, int buckets) {
        long width = Math.max(1, Math.floorDiv(to - from + buckets - 1, buckets));
        int n = (int) ((to - from + width - 1) / width);
        double[] lo = new double[n];
        double[] hi = new double[n];
        double[] total = new double[n];
        long[] count = new long[n];
        Arrays.fill(lo, Double.POSITIVE_INFINITY);
        Arrays.fill(hi, Double.NEGATIVE_INFINITY);
        work.execute(tx -> {
            Run tail = tail(tx, series, from, to);
            boolean[] again = new boolean[tail.size()];
            hoursAndChunks(tx, series, from, to, width, lo, hi, total, count, (summary, body) -> {
                if (summary.last() < from) {
                    return true;
                }
                boolean overlaps = overlaps(tail, summary);
                int bucket = (int) Math.floorDiv(summary.first() - from, width);
                if (!overlaps && summary.first() >= from && summary.last() < to && (summary.last() - from) / width == bucket) {
                    lo[bucket] = Math.min(lo[bucket], summary.lo());
                    hi[bucket] = Math.max(hi[bucket], summary.hi());
                    total[bucket] += summary.total();
                    count[bucket] += summary.readings();
                    return true;
                }
                Run run = body.get();
                if (overlaps) {
                    mark(tail, run, again);
                }
                for (int i = run.from(from); i < run.size() && run.at(i) < to; i++) {
                    add(run, i, (int) ((run.at(i) - from) / width), lo, hi, total, count);
                }
                return true;
            });
            for (int i = 0; i < tail.size(); i++) {
                if (!again[i]) {
                    add(tail, i, (int) ((tail.at(i) - from) / width), lo, hi, total, count);
                }
            }
        });
        List<Trend.Bucket> out = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            out.add(new Trend.Bucket(from + i * width, lo[i], hi[i], mean(total[i], count[i], lo[i], hi[i]), count[i]));
        }
        return new Trend(from, to, width, out);
    }

    private void hoursAndChunks(Tx tx, Series series, long from, long to, long width, double[] lo, double[] hi, double[] total, long[] count, ReadingStore.ChunkVisit visit) {
        for (ReadingStore.Hour hour : store.hours(tx, series.number(), from, to)) {
            int bucket = (int) ((hour.at() - from) / width);
            lo[bucket] = Math.min(lo[bucket], hour.lo());
            hi[bucket] = Math.max(hi[bucket], hour.hi());
            total[bucket] += hour.total();
            count[bucket] += hour.readings();
        }
        store.walk(tx, series.number(), from, to, visit);
    }

    private static void add(Run run, int i, int bucket, double[] lo, double[] hi, double[] total, long[] count) {
        double value = run.value(i);
        lo[bucket] = Math.min(lo[bucket], value);
        hi[bucket] = Math.max(hi[bucket], value);
        total[bucket] += value;
        count[bucket]++;
    }

    /** A mean lies between its ends, also where the total went over what a double holds or rounding pushed it out. */
    private static double mean(double total, long count, double lo, double hi) {
        if (count == 0) {
            return 0;
        }
        double mean = total / count;
        return Double.isNaN(mean) ? lo / 2 + hi / 2 : Math.max(lo, Math.min(hi, mean));
    }
}
