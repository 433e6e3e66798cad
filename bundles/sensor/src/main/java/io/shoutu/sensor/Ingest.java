package io.shoutu.sensor;

import io.shoutu.api.edge.Metrics;
import io.shoutu.api.edge.Readiness;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Flag;
import io.shoutu.sensor.domain.Judge;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.ReadingStore;
import io.shoutu.sensor.domain.Reason;
import io.shoutu.sensor.domain.SpoolCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ingest (接收): all inlets bring here what arrived; one thread commits whatever is waiting, and acknowledges afterwards.
 *
 * <p>It commits as soon as it is free: a lone message waits for nothing, and under load the next batch gathers while one is
 * committed. Where the store fails nothing is acknowledged; the batch is tried again until it is stored, the queue fills, and the
 * inlets are held back by its bound.
 */
@Component(service = {Ingest.class, Metrics.class, Readiness.class}, immediate = true, configurationPid = "io.shoutu.sensor")
@Designate(ocd = Config.class)
public final class Ingest implements Metrics, Readiness {
    private static final Logger log = LoggerFactory.getLogger(Ingest.class);
    private static final int MOST_MESSAGES = 4_000;
    private static final int MOST_WEIGHT = 8_000;
    private static final long FIRST_WAIT = 100;
    private static final long LONGEST_WAIT = 5_000;
    /** How many milliseconds a reading with our own time may be moved where its time is taken. */
    private static final int MOVES = 1_000;
    /** Readings in memory, as a multiple of what makes a pass begin, at which the intake waits for the packer; each takes some 20 bytes. */
    private static final long PASSES_BEHIND = 6;
    private static final int QUALITY = Flag.UNCERTAIN.bit | Flag.BAD.bit;

    /** The way a batch takes to {@link #commit} (线路): the route {@code sensor.ingest}, or in a test nothing but the call. */
    @FunctionalInterface
    public interface Wire {
        /**
         * Brings the batch to the commit and answers when that has ended.
         *
         * @throws Stopped where an operator has stopped the route
         */
        void carry(Batch batch);
    }

    /** The route is stopped (线路已停): what arrives waits, nothing is lost. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Stopped() {
            super("线路 sensor.ingest 已停止，读数在排队等候", null, false, false);
        }
    }

    private final UnitOfWork work;
    private final ReadingStore store;
    private final Catalogue catalogue;
    private final Judge judge;
    private final History history;
    private final Packer packer;
    private final Clock clock;
    private final long most;
    private final long packAfter;
    private final long packAt;
    private final long mostUnpacked;
    private final Thread committing;
    private final Thread packing;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition some = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Condition end = lock.newCondition();
    private final ArrayDeque<Arrival> queue = new ArrayDeque<>();
    private long weight;
    private boolean closed;
    private Wire wire;
    private final List<Runnable> opening = new ArrayList<>();

    // Of the committing thread alone.
    private final SpoolCodec spool = new SpoolCodec();
    private final List<Line> changed = new ArrayList<>();
    private final List<Reading> fresh = new ArrayList<>();
    private long batches;

    private final LongAdder received = new LongAdder();
    private final LongAdder stored = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder commitNanos = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final Map<Reason, LongAdder> parked = new EnumMap<>(Reason.class);
    private volatile String storeTrouble;
    private volatile String packTrouble;
    private volatile Consumer<Parked> parkedAfresh = item -> { };

    @Activate
    public Ingest(@Reference UnitOfWork work, @Reference ReadingStore store, @Reference Catalogue catalogue, @Reference Judge judge,
            @Reference History history, @Reference Clock clock, Config config) {
        this(work, store, catalogue, judge, history, clock, config.pack_seconds(), config.pack_readings(), config.queue_readings());
    }

    Ingest(UnitOfWork work, ReadingStore store, Catalogue catalogue, Judge judge, History history, Clock clock, int packSeconds, int packReadings,
            int queueReadings) {
        this.work = work;
        this.store = store;
        this.catalogue = catalogue;
        this.judge = judge;
        this.history = history;
        this.clock = clock;
        this.packer = new Packer(work, store, history);
        this.packAfter = packSeconds * 1000L;
        this.packAt = packReadings;
        this.mostUnpacked = PASSES_BEHIND * packReadings;
        this.most = queueReadings;
        for (Reason reason : Reason.values()) {
            parked.put(reason, new LongAdder());
        }
        committing = new Thread(this::commitAll, "sensor-commit");
        packing = new Thread(this::packAll, "sensor-pack");
        if (history.trouble() == null) {
            committing.start();
            packing.start();
        }
    }

    @Deactivate
    public void close() {
        lock.lock();
        try {
            closed = true;
            some.signalAll();
            room.signalAll();
            end.signalAll();
        } finally {
            lock.unlock();
        }
        join(committing);
        join(packing);
    }

    private static void join(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sets the way batches take; before there is one, everything waits. */
    public void wired(Wire by) {
        List<Runnable> told;
        lock.lock();
        try {
            wire = by;
            some.signalAll();
            told = history.trouble() == null ? List.copyOf(opening) : List.of();
            opening.removeAll(told);
        } finally {
            lock.unlock();
        }
        told.forEach(Runnable::run);
    }

    /** Tells once, now or later, that memory is recovered and readings can be stored: the time to open a door. */
    public void whenOpen(Runnable told) {
        lock.lock();
        try {
            if (wire == null || history.trouble() != null) {
                opening.add(told);
                return;
            }
        } finally {
            lock.unlock();
        }
        told.run();
    }

    /** Takes the way back where it is still the one given. */
    public void unwired(Wire by) {
        lock.lock();
        try {
            if (wire == by) {
                wire = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Who is told of something parked for want of a point or a decoder, which may have come while it was on its way. */
    void onParked(Consumer<Parked> listener) {
        parkedAfresh = listener;
    }

    /**
     * Hands in what arrived. Waits while too much is waiting already: that is what holds a flood back.
     *
     * @param patience milliseconds to wait for room
     * @return false where there was no room in that time or the ingest is closed; then nothing was taken
     */
    public boolean arrive(Arrival arrival, long patience) {
        int more = arrival.weight();
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(patience);
            while (!closed && weight >= most) {
                if (left <= 0) {
                    return false;
                }
                left = room.awaitNanos(left);
            }
            if (closed || history.trouble() != null) {
                return false;
            }
            if (queue.isEmpty()) {
                some.signalAll();
            }
            queue.add(arrival);
            weight += more;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
        received.increment();
        return true;
    }

    /**
     * Hands in what arrived and waits until it is committed.
     *
     * @throws StoreFailure where it was not stored in time; it may still be stored later
     */
    public void arriveAndWait(List<Arrival> arrivals, Waiting waiting, long patience) {
        for (Arrival arrival : arrivals) {
            if (!arrive(arrival, patience)) {
                throw new StoreFailure("读数接收繁忙或未就绪，请稍后重发", null);
            }
        }
        if (!waiting.done(patience)) {
            throw new StoreFailure("读数没有及时入库，请稍后重发", null);
        }
    }

    // ---- the committing thread

    private void commitAll() {
        while (true) {
            Batch batch = next();
            if (batch == null || !deliver(batch)) {
                return;
            }
            answer(batch);
        }
    }

    /** Whatever is waiting, as soon as something is; null at the end. */
    private Batch next() {
        lock.lock();
        try {
            // Where the packer cannot follow, the senders wait: memory must not grow with every commit.
            while (!closed && (queue.isEmpty() || wire == null || behind())) {
                some.awaitUninterruptibly();
            }
            if (closed) {
                return null;
            }
            List<Arrival> arrivals = new ArrayList<>(Math.min(queue.size(), MOST_MESSAGES));
            long taken = 0;
            while (!queue.isEmpty() && arrivals.size() < MOST_MESSAGES && taken < MOST_WEIGHT) {
                Arrival arrival = queue.poll();
                taken += arrival.weight();
                arrivals.add(arrival);
            }
            weight -= taken;
            room.signalAll();
            return new Batch(arrivals);
        } finally {
            lock.unlock();
        }
    }

    private boolean behind() {
        return history.unpacked() >= mostUnpacked;
    }

    /** Brings a batch to its commit, however long the store needs to come back; answers false where the house closed before. */
    private boolean deliver(Batch batch) {
        long wait = FIRST_WAIT;
        while (true) {
            Wire by;
            lock.lock();
            try {
                while (wire == null && !closed) {
                    some.awaitUninterruptibly();
                }
                if (closed) {
                    return false;
                }
                by = wire;
            } finally {
                lock.unlock();
            }
            try {
                by.carry(batch);
                if (batch.committed()) {
                    if (storeTrouble != null) {
                        log.info("readings are stored again");
                        storeTrouble = null;
                    }
                    return true;
                }
            } catch (Stopped stopped) {
                storeTrouble = stopped.getMessage();
                wait = FIRST_WAIT;
            } catch (RuntimeException e) {
                if (batch.committed()) {
                    // It is stored; what failed came after, on the way back.
                    log.warn("after a commit of readings", e);
                    return true;
                }
                failures.increment();
                String told = "读数无法入库，已停止确认并持续重试：" + reason(e);
                if (!told.equals(storeTrouble)) {
                    log.error("readings cannot be stored; {} messages wait unacknowledged and are tried again", batch.size(), e);
                    storeTrouble = told;
                }
            }
            if (!pause(wait)) {
                return false;
            }
            wait = Math.min(LONGEST_WAIT, wait * 2);
        }
    }

    private static String reason(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreFailure) {
                return String.valueOf(cause.getMessage());
            }
        }
        return String.valueOf(e.getMessage());
    }

    /** Answers false where the house closed meanwhile. */
    private boolean pause(long millis) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!closed && left > 0) {
                left = end.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Tells everyone who waits, each connection once. */
    private void answer(Batch batch) {
        List<Arrival> arrivals = batch.arrivals;
        List<Arrival.Sender> told = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            Arrival arrival = arrivals.get(i);
            try {
                if (arrival.sender.committed(arrival)) {
                    told.add(arrival.sender);
                }
            } catch (RuntimeException e) {
                log.warn("a sender could not be told that its readings are stored; it will send them again", e);
            }
        }
        for (Arrival.Sender sender : told) {
            try {
                sender.flush();
            } catch (RuntimeException e) {
                log.warn("a sender could not be told that its readings are stored; it will send them again", e);
            }
        }
    }

    /**
     * Stores a batch: sorts what is new from what is not, then in one transaction what is parked, one spool row of what is new, and
     * what the rules say to it. Called on the committing thread, by the route.
     */
    public void commit(Batch batch) {
        if (batch.committed()) {
            return;
        }
        long begun = System.nanoTime();
        List<Parked> refused = new ArrayList<>();
        List<Long> mended = new ArrayList<>();
        sort(batch.arrivals, refused, mended);
        if (!fresh.isEmpty() || !refused.isEmpty() || !mended.isEmpty()) {
            long row = history.nextRow();
            byte[] body = fresh.isEmpty() ? null : spool.encode(fresh);
            Instant now = clock.instant();
            history.turn().lock();
            try {
                work.execute(tx -> {
                    if (body != null) {
                        tx.afterCommit(() -> history.committed(row, changed, fresh, now.toEpochMilli()));
                        store.spool(tx, row, body);
                    }
                    store.park(tx, refused);
                    for (long id : mended) {
                        store.unpark(tx, id);
                    }
                    if (body != null) {
                        judge.judge(tx, fresh, now);
                    }
                });
            } finally {
                history.turn().unlock();
            }
        }
        batch.stored();
        count(batch.arrivals, refused);
        commits.increment();
        commitNanos.add(System.nanoTime() - begun);
        for (Parked item : refused) {
            if (item.reason() == Reason.UNKNOWN_POINT || item.reason() == Reason.NO_DECODER) {
                parkedAfresh.accept(item);
            }
        }
    }

    private void sort(List<Arrival> arrivals, List<Parked> refused, List<Long> mended) {
        batches++;
        changed.clear();
        fresh.clear();
        for (int i = 0; i < arrivals.size(); i++) {
            Arrival arrival = arrivals.get(i);
            arrival.begin();
            List<Reading> readings = arrival.decoded.readings();
            for (int j = 0; j < readings.size(); j++) {
                sort(arrival, readings.get(j));
            }
            List<Parked> own = arrival.parked();
            if (arrival.replaces == 0) {
                refused.addAll(own);
            } else if (own.isEmpty()) {
                mended.add(arrival.replaces);
            } else if (arrival.stored() > 0) {
                mended.add(arrival.replaces);
                refused.addAll(own);
            }
        }
    }

    private void sort(Arrival arrival, Reading reading) {
        Line line = history.line(reading.series());
        if (line.batch != batches) {
            line.batch = batches;
            line.pending.clear();
            Reading latest = line.latest;
            line.newest = latest == null ? Line.NONE : latest.at();
        }
        long at = reading.at();
        if (at > line.newest) {
            line.newest = at;
            keep(arrival, line, reading);
            return;
        }
        Reading known = known(line, at);
        if (known != null && Flag.SERVER_TIME.in(reading.flags()) && !same(known, reading)) {
            // Two in one millisecond of our clock are two readings: the time is ours, so it can be moved.
            for (int i = 0; i < MOVES && known != null; i++) {
                known = known(line, ++at);
            }
        }
        if (known == null) {
            boolean late = at < line.newest;
            line.newest = Math.max(line.newest, at);
            keep(arrival, line, new Reading(reading.series(), at, reading.value(), late ? reading.flags() | Flag.LATE.bit : reading.flags(),
                    reading.attributes()));
        } else if (same(known, reading)) {
            arrival.duplicate();
        } else {
            arrival.park(conflict(arrival, reading, known));
        }
    }

    private Reading known(Line line, long at) {
        if (at > line.newest) {
            return null;
        }
        int i = line.pending.find(at);
        return i >= 0 ? line.pending.reading(line.series, i) : history.stored(line, at);
    }

    private static boolean same(Reading known, Reading again) {
        return Double.doubleToRawLongBits(known.value()) == Double.doubleToRawLongBits(again.value()) && ((known.flags() ^ again.flags()) & QUALITY) == 0;
    }

    private void keep(Arrival arrival, Line line, Reading reading) {
        if (line.pending.isEmpty()) {
            changed.add(line);
        }
        line.pending.put(reading.at(), reading.value(), reading.flags(), reading.attributes());
        fresh.add(reading);
        arrival.store();
    }

    private static Parked conflict(Arrival arrival, Reading reading, Reading known) {
        String quality = Flag.BAD.in(reading.flags()) ? ",\"quality\":\"bad\"" : Flag.UNCERTAIN.in(reading.flags()) ? ",\"quality\":\"uncertain\"" : "";
        String payload = "{\"ts\":" + reading.at() + ",\"values\":{\"" + reading.series().point() + "\":" + reading.value() + "}" + quality
                + (reading.attributes() == null ? "" : ",\"attributes\":" + reading.attributes()) + "}";
        String text = "序列 " + reading.series().id() + " 在 " + reading.at() + " 已存 " + known.value() + "，又收到 " + reading.value() + "，以先到的为准";
        return new Parked(0, arrival.device, reading.series().point(), arrival.inlet, Reason.CONFLICT, text, reading.at(),
                payload.getBytes(StandardCharsets.UTF_8), arrival.received);
    }

    private void count(List<Arrival> arrivals, List<Parked> refused) {
        int again = 0;
        for (int i = 0; i < arrivals.size(); i++) {
            Arrival arrival = arrivals.get(i);
            again += arrival.duplicates();
            List<Reading> readings = arrival.decoded.readings();
            // A reading tried again is old news of its device.
            if (arrival.replaces == 0) {
                boolean skewed = !readings.isEmpty() && Flag.SKEWED.in(readings.get(readings.size() - 1).flags());
                catalogue.seen(arrival.device, arrival.received, skewed);
            }
        }
        stored.add(fresh.size());
        duplicates.add(again);
        for (Parked item : refused) {
            parked.get(item.reason()).increment();
        }
    }

    // ---- the packing thread

    private void packAll() {
        long wait = 0;
        while (true) {
            if (!due(wait)) {
                return;
            }
            try {
                packer.pack();
                followed();
                if (packTrouble != null) {
                    log.info("readings are packed again");
                }
                packTrouble = null;
                wait = 0;
            } catch (RuntimeException e) {
                String told = String.valueOf(e.getMessage());
                if (!told.equals(packTrouble)) {
                    log.error("readings could not be packed; they stay in the spool and are tried again", e);
                }
                packTrouble = told;
                wait = Math.max(1_000, Math.min(60_000, wait * 2));
            }
        }
    }

    /** Memory is free again: what waited for the packer goes on. */
    private void followed() {
        lock.lock();
        try {
            some.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is enough to pack, or something has waited long enough; answers false at the end. */
    private boolean due(long wait) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait);
        long seenSince = System.nanoTime();
        while (true) {
            long now = System.nanoTime();
            if (history.openReadings() == 0 && history.spoolRows() == 0) {
                seenSince = now;
            }
            // A pass that failed is tried again when its wait is over, whatever came meanwhile.
            boolean enough = wait > 0 || history.openReadings() >= packAt || now - seenSince >= TimeUnit.MILLISECONDS.toNanos(packAfter) && history.spoolRows() > 0;
            if (enough && now >= until) {
                return true;
            }
            if (!pause(100)) {
                return false;
            }
        }
    }

    /** The packer, for tests that step it by hand. */
    Packer packer() {
        return packer;
    }

    // ---- how it goes

    /** Whether readings can be taken in and stored now. */
    public boolean open() {
        lock.lock();
        try {
            return !closed && wire != null && history.trouble() == null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String name() {
        return "store";
    }

    @Override
    public State state() {
        if (history.trouble() != null) {
            return new State(false, history.trouble());
        }
        if (storeTrouble != null) {
            return new State(false, storeTrouble);
        }
        if (packTrouble != null && behind()) {
            return new State(false, "读数打包失败，内存中未打包的读数已满，暂停接收并持续重试：" + packTrouble);
        }
        if (packTrouble != null) {
            return new State(true, "读数已入库，但打包失败，持续重试：" + packTrouble);
        }
        return open() ? new State(true, "读数入库正常") : new State(false, "读数接收线路 sensor.ingest 尚未接通");
    }

    @Override
    public List<Metric> metrics() {
        long waiting;
        lock.lock();
        try {
            waiting = weight;
        } finally {
            lock.unlock();
        }
        List<Metric> all = new ArrayList<>();
        all.add(Metric.counter("shoutu_sensor_messages_received_total", "Messages taken in from all inlets", received.sum()));
        all.add(Metric.counter("shoutu_sensor_readings_stored_total", "Readings stored", stored.sum()));
        all.add(Metric.counter("shoutu_sensor_readings_duplicate_total", "Readings that were stored before", duplicates.sum()));
        parked.forEach((reason, count) -> all.add(new Metric("shoutu_sensor_parked_total", "What could not be used and was parked", Kind.COUNTER,
                Map.of("reason", reason.word()), count.sum())));
        all.add(Metric.gauge("shoutu_sensor_queue_readings", "What waits for its commit", waiting));
        all.add(Metric.counter("shoutu_sensor_commits_total", "Commits of readings", commits.sum()));
        all.add(Metric.counter("shoutu_sensor_commit_failures_total", "Commits that failed and were tried again", failures.sum()));
        all.add(Metric.counter("shoutu_sensor_commit_seconds_total", "Time spent in commits", commitNanos.sum() / 1e9));
        all.add(Metric.gauge("shoutu_sensor_unpacked_readings", "Readings in memory, stored but not yet packed", history.unpacked()));
        all.add(Metric.gauge("shoutu_sensor_spool_rows", "Spool rows not yet packed", history.spoolRows()));
        all.add(Metric.counter("shoutu_sensor_pack_passes_total", "Passes of the packer", packer.passes()));
        all.add(Metric.counter("shoutu_sensor_pack_seconds_total", "Time spent packing", packer.seconds()));
        all.add(Metric.gauge("shoutu_sensor_pack_longest_seconds", "Longest pass of the packer since the start", packer.longestSeconds()));
        return all;
    }
}
