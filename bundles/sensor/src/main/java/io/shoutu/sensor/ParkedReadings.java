package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.journal.Parking;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.sensor.decode.Decoded;
import io.shoutu.sensor.decode.Decoder;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.ReadingStore;
import io.shoutu.sensor.domain.Reason;
import io.shoutu.sensor.domain.Series;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What could not be used (暂存读数): to see, and to try again. What was parked for an undeclared point is tried again by itself once
 * the point is declared, in the order it came.
 */
@Component(service = {ParkedReadings.class, Parking.class}, immediate = true)
public final class ParkedReadings implements Parking {
    private static final Logger log = LoggerFactory.getLogger(ParkedReadings.class);
    private static final int AT_ONCE = 500;
    private static final long PATIENCE = 30_000;
    private static final Series END = new Series(0, "", "", "", "", null, null, null);

    private final UnitOfWork work;
    private final ReadingStore store;
    private final Catalogue catalogue;
    private final Ingest ingest;
    private final Clock clock;
    private final LinkedBlockingQueue<Series> declared = new LinkedBlockingQueue<>();
    private final Thread trying;
    private volatile boolean closed;

    @Activate
    public ParkedReadings(@Reference UnitOfWork work, @Reference ReadingStore store, @Reference Catalogue catalogue, @Reference Ingest ingest,
            @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.catalogue = catalogue;
        this.ingest = ingest;
        this.clock = clock;
        trying = new Thread(this::tryDeclared, "sensor-parked");
        trying.start();
        catalogue.onDeclared(this::declared);
        ingest.onDeclaredMeanwhile(item -> declared(catalogue.series(item.device(), item.point())));
    }

    @Deactivate
    public void close() {
        closed = true;
        declared.add(END);
        try {
            // Never interrupted: Derby takes an interrupt for the end of its connection.
            trying.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void declared(Series series) {
        if (!closed) {
            declared.add(series);
        }
    }

    private void tryDeclared() {
        while (!closed) {
            try {
                Series series = declared.take();
                if (series != END) {
                    retry(series);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // Nothing is lost: what stays parked can be replayed by hand.
                log.warn("parked readings of a point just declared could not be tried again", e);
            }
        }
    }

    /** Tries what was parked for a point that is declared by now. */
    private void retry(Series series) {
        long after = 0;
        int stored = 0;
        while (!closed) {
            long from = after;
            List<Parked> items = work.run(tx -> store.parkedFor(tx, series.device(), series.point(), Reason.UNKNOWN_POINT, from, AT_ONCE));
            if (items.isEmpty()) {
                break;
            }
            for (Arrival arrival : tried(items)) {
                stored += arrival.stored();
            }
            after = items.get(items.size() - 1).id();
        }
        if (stored > 0) {
            log.info("{} parked readings stored after {} was declared", stored, series.id());
        }
    }

    private List<Arrival> tried(List<Parked> items) {
        Decoder decoder = new Decoder(catalogue);
        Waiting waiting = new Waiting(items.size());
        List<Arrival> arrivals = new ArrayList<>(items.size());
        for (Parked item : items) {
            // Judged by when it arrived, or whatever waited a week would be too old. Only what came ahead of the clock may have become true.
            long received = item.reason() == Reason.TIME_OUT_OF_RANGE ? clock.millis() : item.received();
            Decoded decoded = catalogue.device(item.device()) == null ? new Decoded(List.of(), List.of(item), true)
                    : decoder.decode(item.device(), item.inlet(), item.payload(), 0, item.payload().length, received);
            arrivals.add(new Arrival(item.device(), item.inlet(), decoded, received, waiting, 0, item.id()));
        }
        ingest.arriveAndWait(arrivals, waiting, PATIENCE);
        return arrivals;
    }

    /** Parked items, newest first; null means any. */
    public Page<Parked> list(Reason reason, String device, String cursor, int limit) {
        return work.run(tx -> store.parked(tx, reason, device, cursor, limit));
    }

    @Override
    public String name() {
        return "sensor";
    }

    @Override
    public List<Item> items(int limit) {
        return list(null, null, null, limit).items().stream().map(parked -> new Item(Long.toString(parked.id()),
                parked.point() == null ? parked.device() : parked.device() + "." + parked.point(), parked.reason().word(), parked.text(),
                Instant.ofEpochMilli(parked.received()))).toList();
    }

    @Override
    public long count() {
        return work.run(store::parkedCount);
    }

    /**
     * Tries one again.
     *
     * @throws Problem.NotFound code {@code parked-not-found}
     * @throws Problem.IllegalMove code {@code still-parked} where it still cannot be used; the text says why
     */
    @Override
    public void replay(String id, Actor by) {
        Parked item = work.run(tx -> store.parked(tx, number(id)));
        if (item == null) {
            throw new Problem.NotFound("parked-not-found", "没有这个暂存件：" + id);
        }
        Arrival arrival = tried(List.of(item)).get(0);
        if (!arrival.parked().isEmpty()) {
            throw new Problem.IllegalMove("still-parked", "仍然无法使用：" + arrival.parked().get(0).text());
        }
        log.info("parked reading {} of {} replayed by {}", id, item.device(), by.account());
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new Problem.NotFound("parked-not-found", "没有这个暂存件：" + id);
        }
    }
}
