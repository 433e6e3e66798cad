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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ingest (接收): all inlets bring here what arrived; one thread commits whatever is waiting, another acknowledges what is committed.
 *
 * <p>It commits as soon as it is free: a lone message waits for nothing, and under load the next batch gathers while one is
 * committed. Where the store fails nothing is acknowledged; the batch is tried again until it is stored, the queue fills, and the
 * inlets are held back by its bound.
 *
 * <p>{@link Intake} keeps what waits, {@link Sorter} tells new from known, {@link Committing} stores, {@link Answers} tells
 * the senders, {@link Packing} says when to pack, {@link Outage} has what waits judged while the store is away, {@link Tally} counts.
 */
@Component(service = {Ingest.class, Metrics.class, Readiness.class}, immediate = true, configurationPid = "io.shoutu.sensor")
@Designate(ocd = Config.class)
public final class Ingest implements Metrics, Readiness {
    private static final Logger log = LoggerFactory.getLogger(Ingest.class);
    private static final long FIRST_WAIT = 100;
    private static final long LONGEST_WAIT = 2_000;
    private static final long LOOK_EVERY = 100;
    /** Readings in memory, as a multiple of what makes a pass begin, at which the intake waits for the packer; each takes 24 bytes and the room kept for more. */
    private static final long PASSES_BEHIND = 2;

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

    private final Catalogue catalogue;
    private final History history;
    private final Packer packer;
    private final Intake intake;
    private final Committing committing;
    private final Packing packing;
    private final Outage outage;
    private final Answers answers = new Answers();
    private final Tally tally = new Tally();
    private final long mostUnpacked;
    private final List<Thread> threads;
    private final List<Runnable> opening = new ArrayList<>();
    private volatile String storeTrouble;
    private volatile Consumer<Parked> parkedAfresh = item -> { };

    @Activate
    public Ingest(@Reference UnitOfWork work, @Reference ReadingStore store, @Reference Catalogue catalogue, @Reference Judge judge,
            @Reference History history, @Reference Clock clock, Config config) {
        this(work, store, catalogue, judge, history, clock, config.pack_seconds(), config.pack_readings(), config.queue_readings());
    }

    Ingest(UnitOfWork work, ReadingStore store, Catalogue catalogue, Judge judge, History history, Clock clock, int packSeconds, int packReadings,
            int queueReadings) {
        this.catalogue = catalogue;
        this.history = history;
        this.packer = new Packer(work, store, history);
        this.intake = new Intake(queueReadings, arrival -> judge.pressing(arrival.decoded.readings()));
        this.committing = new Committing(work, store, judge, history, clock);
        this.packing = new Packing(packer, history, intake, packSeconds, packReadings);
        this.outage = new Outage(intake, history, judge);
        this.mostUnpacked = PASSES_BEHIND * packReadings;
        this.threads = List.of(new Thread(this::commitAll, "sensor-commit"), new Thread(answers, "sensor-answer"), new Thread(packing, "sensor-pack"), new Thread(this::lookOut, "sensor-outage"));
        if (history.trouble() == null) {
            threads.forEach(Thread::start);
        }
    }

    @Deactivate
    public void close() {
        intake.close();
        for (Thread thread : threads) {
            try {
                thread.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Sets the way batches take; before there is one, everything waits. */
    public void wired(Wire by) {
        intake.wired(by);
        List<Runnable> told;
        synchronized (opening) {
            told = history.trouble() == null ? List.copyOf(opening) : List.of();
            opening.removeAll(told);
        }
        told.forEach(Runnable::run);
    }

    /** Tells once, now or later, that memory is recovered and readings can be stored: the time to open a door. */
    public void whenOpen(Runnable told) {
        synchronized (opening) {
            if (!open()) {
                opening.add(told);
                return;
            }
        }
        told.run();
    }

    /** Takes the way back where it is still the one given. */
    public void unwired(Wire by) {
        intake.unwired(by);
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
        if (history.trouble() != null || !intake.add(arrival, patience)) {
            tally.full.increment();
            return false;
        }
        tally.received.increment();
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
        // Where the packer cannot follow, the senders wait: memory must not grow with every commit.
        for (Batch batch; (batch = intake.next(this::behind)) != null && deliver(batch); ) {
            answers.of(batch);
            intake.committed();
            try {
                outage.committed();
            } catch (RuntimeException | Error e) {
                // Who judges looks again every second.
                log.error("the end of an outage could not be told to all", e);
            }
        }
        answers.end();
    }

    private boolean behind() {
        return history.unpacked() >= mostUnpacked;
    }

    /**
     * Brings a batch to its commit, however long the store needs to come back; answers false where the house closed before. Nothing ends this thread, an Error neither: it is
     * told and tried again, for nobody else commits.
     */
    private boolean deliver(Batch batch) {
        long wait = FIRST_WAIT;
        while (true) {
            Wire by = intake.way();
            if (by == null) {
                return false;
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
                batch.stopped = true;
                storeTrouble = stopped.getMessage();
                wait = FIRST_WAIT;
            } catch (RuntimeException | Error e) {
                if (batch.committed()) {
                    // It is stored; what failed came after, on the way back.
                    log.warn("after a commit of readings", e);
                    return true;
                }
                batch.stopped = false;
                tally.failures.increment();
                String told = "读数无法入库，已停止确认并持续重试：" + reason(e);
                if (!told.equals(storeTrouble)) {
                    log.error("readings cannot be stored; {} messages wait unacknowledged and are tried again", batch.size(), e);
                    storeTrouble = told;
                }
            }
            if (!intake.pause(wait)) {
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

    /** Stores a batch; stored already, it does nothing. Called on the committing thread, by the route. */
    public void commit(Batch batch) {
        if (batch.committed()) {
            return;
        }
        long begun = System.nanoTime();
        committing.commit(batch);
        batch.stored();
        Sorter sorted = committing.sorted;
        seen(sorted.heard);
        tally.committed(sorted.fresh.size(), sorted.again, sorted.refused, System.nanoTime() - begun);
        for (Parked item : sorted.refused) {
            if (item.reason() == Reason.UNKNOWN_POINT || item.reason() == Reason.NO_DECODER) {
                parkedAfresh.accept(item);
            }
        }
    }

    private void seen(List<Arrival> heard) {
        for (Arrival arrival : heard) {
            List<Reading> readings = arrival.decoded.readings();
            boolean skewed = !readings.isEmpty() && Flag.SKEWED.in(readings.get(readings.size() - 1).flags());
            catalogue.seen(arrival.device, arrival.received, skewed);
        }
    }

    // ---- the look-out

    private void lookOut() {
        while (intake.pause(LOOK_EVERY)) {
            try {
                outage.look(storeTrouble);
            } catch (RuntimeException | Error e) {
                log.error("what waits for the store could not be judged in memory; it is tried again", e);
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
        return intake.wired() && history.trouble() == null;
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
        String packTrouble = packing.trouble();
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
        return tally.metrics(intake.waiting(), history, packer);
    }
}
