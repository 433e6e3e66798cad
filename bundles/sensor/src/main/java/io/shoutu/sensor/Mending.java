package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.sensor.decode.Decoded;
import io.shoutu.sensor.decode.Decoder;
import io.shoutu.sensor.decode.Formats;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.ParkedStore;
import io.shoutu.sensor.domain.ReadingStore;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parked messages in people's hands (暂存件处置): looked at, mended and tried again, or discarded. What a message was before stays
 * readable, with who changed it and why.
 */
@Component(service = Mending.class)
public final class Mending {
    public static final String MENDED = "sensor.parked-mended";
    public static final String DISCARDED = "sensor.parked-discarded";

    private static final Logger log = LoggerFactory.getLogger(Mending.class);

    private final Clock clock;
    private final UnitOfWork work;
    private final Journal journal;
    private final ReadingStore readings;
    private final ParkedStore store;
    private final ParkedReadings parked;
    private final Catalogue catalogue;
    private final Formats formats;

    @Activate
    public Mending(@Reference Clock clock, @Reference UnitOfWork work, @Reference Journal journal, @Reference ReadingStore readings, @Reference ParkedStore store,
            @Reference ParkedReadings parked, @Reference Catalogue catalogue, @Reference Formats formats) {
        this.clock = clock;
        this.work = work;
        this.journal = journal;
        this.readings = readings;
        this.store = store;
        this.parked = parked;
        this.catalogue = catalogue;
        this.formats = formats;
    }

    /** {@link Problem.NotFound} code {@code parked-not-found}. */
    public Parked get(long id) {
        return work.run(tx -> wanted(tx, id));
    }

    /** How many are parked for each reason, of one device or (null) of all. */
    public List<ParkedStore.Tally> counts(String device) {
        return work.run(tx -> {
            readings.settle(tx, Integer.MAX_VALUE);
            return store.counts(tx, device);
        });
    }

    /** What was done with parked messages, newest first; of one, or (null) of all. */
    public Page<ParkedStore.Done> done(Long id, String cursor, int limit) {
        return work.run(tx -> store.done(tx, id, cursor, limit));
    }

    /**
     * Puts another payload in the place of the one that waits, and tries it.
     *
     * @param note why, 2 to 500 characters
     * @throws Problem.Invalid code {@code still-unusable}, field {@code payload}, where it cannot be read as it stands now; nothing is changed
     * @throws Problem.IllegalMove code {@code still-parked} where it can be read and yet not be stored, e.g. as a conflict; it waits as mended
     */
    public void mend(long id, byte[] payload, String note, Actor by) {
        if (payload.length == 0 || payload.length > Parked.MOST_BYTES) {
            throw new Problem.Invalid("payload", "payload", "报文应为 1 至 " + Parked.MOST_BYTES + " 字节");
        }
        Parked before = get(id);
        Parked after = new Parked(before.id(), before.device(), before.point(), before.inlet(), before.reason(), before.text(), before.at(), payload, before.received());
        Decoded decoded = new Decoder(catalogue, formats).again(after, before.received());
        if (!decoded.parked().isEmpty()) {
            throw new Problem.Invalid("still-unusable", "payload", "修正后仍无法使用：" + decoded.parked().get(0).text());
        }
        act(ParkedStore.Act.MENDED, id, note, by, tx -> store.replace(tx, id, payload));
        parked.replay(Long.toString(id), by);
    }

    /** Takes a message away that nobody will ever use; it stays readable among what was done. */
    public void discard(long id, String note, Actor by) {
        act(ParkedStore.Act.DISCARDED, id, note, by, tx -> readings.unpark(tx, id));
    }

    @FunctionalInterface
    private interface Step {
        boolean on(Tx tx);
    }

    private void act(ParkedStore.Act act, long id, String note, Actor by, Step step) {
        String why = note == null ? "" : note.strip();
        if (why.length() < 2 || why.length() > 500) {
            throw new Problem.Invalid("note", "note", "请说明原因（2 至 500 个字）");
        }
        work.execute(tx -> {
            Parked before = wanted(tx, id);
            Instant now = clock.instant();
            if (!step.on(tx)) {
                throw gone(id);
            }
            store.add(tx, new ParkedStore.Done(act, before, why, now.toEpochMilli(), by.account()));
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("parked", id);
            data.put("reason", before.reason().word());
            data.put("note", why);
            journal.write(tx, new Fact(new Subject("device", before.device()), act == ParkedStore.Act.MENDED ? MENDED : DISCARDED, now, by, data));
            tx.afterCommit(() -> log.info("parked message {} of {} {} by {} ({})", id, before.device(), act, by.account(), why));
        });
    }

    private Parked wanted(Tx tx, long id) {
        Parked item = readings.parked(tx, id);
        if (item == null) {
            throw gone(id);
        }
        return item;
    }

    private static Problem.NotFound gone(long id) {
        return new Problem.NotFound("parked-not-found", "没有这个暂存件：" + id + "，可能已被处理");
    }
}
