package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.journal.Parking;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.sensor.decode.Decoded;
import io.shoutu.sensor.decode.Decoder;
import io.shoutu.sensor.decode.Formats;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.ReadingStore;
import io.shoutu.sensor.domain.Reason;
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
 * What could not be used (暂存读数): to see, and to try again. What was parked for want of a declared point or of a decoder is tried again
 * by itself once that has come, in the order it came.
 */
@Component(service = {ParkedReadings.class, Parking.class}, immediate = true)
public final class ParkedReadings implements Parking {
    private static final Logger log = LoggerFactory.getLogger(ParkedReadings.class);
    private static final int AT_ONCE = 500;
    private static final long PATIENCE = 30_000;
    private static final Awaited END = new Awaited("", null, null);

    /** What was missing and has come: a point of a device, or (null) the decoder of its format. */
    private record Awaited(String device, String point, Reason reason) {}

    private final UnitOfWork work;
    private final ReadingStore store;
    private final Catalogue catalogue;
    private final Formats formats;
    private final Ingest ingest;
    private final Clock clock;
    private final LinkedBlockingQueue<Awaited> arrived = new LinkedBlockingQueue<>();
    private final Thread trying;
    private volatile boolean closed;

    @Activate
    public ParkedReadings(@Reference UnitOfWork work, @Reference ReadingStore store, @Reference Catalogue catalogue, @Reference Formats formats, @Reference Ingest ingest,
            @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.catalogue = catalogue;
        this.formats = formats;
        this.ingest = ingest;
        this.clock = clock;
        trying = new Thread(this::tryArrived, "sensor-parked");
        trying.start();
        catalogue.onDeclared(series -> arrived(new Awaited(series.device(), series.point(), Reason.UNKNOWN_POINT)));
        formats.onArrival(format -> arrived(new Awaited(null, null, Reason.NO_DECODER)));
        ingest.onParked(this::parked);
    }

    @Deactivate
    public void close() {
        closed = true;
        arrived.add(END);
        try {
            // Never interrupted: Derby takes an interrupt for the end of its connection.
            trying.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it wants may have come while it was on its way. */
    private void parked(Parked item) {
        if (item.reason() == Reason.NO_DECODER ? readable(item.device())
                : item.point() != null && catalogue.series(item.device(), item.point()) != null) {
            arrived(new Awaited(item.device(), item.reason() == Reason.NO_DECODER ? null : item.point(), item.reason()));
        }
    }

    private void arrived(Awaited awaited) {
        if (!closed) {
            arrived.add(awaited);
        }
    }

    private void tryArrived() {
        while (!closed) {
            try {
                Awaited awaited = arrived.take();
                if (awaited.device() == null) {
                    for (String device : work.run(tx -> store.parkedDevices(tx, awaited.reason()))) {
                        retry(new Awaited(device, null, awaited.reason()));
                    }
                } else if (awaited != END) {
                    retry(awaited);
                }
            } catch (InterruptedException derby) {
                // Derby interrupts those at work in a database it shuts down; this thread ends only when it is told to.
                log.debug("interrupted, and going on", derby);
            } catch (RuntimeException | Error e) {
                // Nothing is lost: what stays parked can be replayed by hand.
                log.warn("parked readings could not be tried again though what they wanted has come", e);
            }
        }
    }

    /** Tries what was parked for want of it. */
    private void retry(Awaited awaited) {
        if (awaited.reason() == Reason.NO_DECODER && !readable(awaited.device())) {
            return;
        }
        long after = 0;
        int stored = 0;
        while (!closed) {
            long from = after;
            List<Parked> items = work.run(tx -> store.parkedFor(tx, awaited.device(), awaited.point(), awaited.reason(), from, AT_ONCE));
            if (items.isEmpty()) {
                break;
            }
            for (Arrival arrival : tried(items)) {
                stored += arrival.stored();
            }
            after = items.get(items.size() - 1).id();
        }
        if (stored > 0) {
            log.info("{} parked readings of {} stored, what they wanted has come", stored, awaited.device());
        }
    }

    private boolean readable(String device) {
        Device known = catalogue.device(device);
        return known != null && (known.format().equals(Device.OWN_FORMAT) || formats.of(known.format()) != null);
    }

    private List<Arrival> tried(List<Parked> items) {
        Decoder decoder = new Decoder(catalogue, formats);
        Waiting waiting = new Waiting(items.size());
        List<Arrival> arrivals = new ArrayList<>(items.size());
        for (Parked item : items) {
            // Judged by when it arrived, or whatever waited a week would be too old. Only what came ahead of the clock may have become true.
            long received = item.reason() == Reason.TIME_OUT_OF_RANGE ? clock.millis() : item.received();
            Decoded decoded = catalogue.device(item.device()) == null ? new Decoded(List.of(), List.of(item), true)
                    : decoder.again(item, received);
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
