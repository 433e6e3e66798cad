package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.edge.Metrics;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Numbers;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Judge;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Readings;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.RuleStore;
import io.shoutu.sensor.domain.Silence;
import io.shoutu.sensor.domain.Standing;
import io.shoutu.sensor.domain.Threshold;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The alarm desk (报警台): where rules meet readings. It alone raises, counts and moves alarms.
 *
 * <p>Readings come on the committing thread, acknowledgements on many, silence on a timer, new versions of rules from the page.
 * They take turns: the first act in a transaction takes the desk, and the end of that transaction gives it back. Whatever is
 * prepared meanwhile lies in a {@link Draft} and becomes the desk's own memory after the commit; a rollback throws it away. So memory and
 * rows never differ, every reading is judged by exactly one version, and no second alarm can be raised beside an active one.
 *
 * <p>The desk decides; {@link Watches} remembers, {@link AlarmBook} writes, {@link Turns} lets one at a time, {@link Takeover} finds
 * the memory again at the start.
 */
@Component(service = {AlarmDesk.class, Judge.class, Metrics.class})
public final class AlarmDesk implements Judge, Metrics {
    private final Clock clock;
    private final UnitOfWork work;
    private final Catalogue catalogue;
    private final Readings readings;
    private final Watches watches;
    private final Turns turns;
    private final AlarmBook book;
    private final AtomicLong judged = new AtomicLong();

    @Activate
    public AlarmDesk(@Reference Clock clock, @Reference UnitOfWork work, @Reference Journal journal, @Reference Numbers numbers,
            @Reference Catalogue catalogue, @Reference RuleStore rules, @Reference AlarmStore alarms, @Reference Readings readings) {
        this.clock = clock;
        this.work = work;
        this.catalogue = catalogue;
        this.readings = readings;
        this.watches = new Takeover(readings, now()).watches(work.run(rules::current), work.run(alarms::active));
        this.turns = new Turns(watches);
        this.book = new AlarmBook(alarms, journal, numbers, catalogue);
    }

    // ---- readings come in

    @Override
    public void judge(Tx tx, List<Reading> stored, Instant arrival) {
        Instant now = arrival.truncatedTo(ChronoUnit.MILLIS);
        long arrived = now.toEpochMilli();
        Draft draft = null;
        long seen = 0;
        for (int i = 0, n = stored.size(); i < n; i++) {
            Reading reading = stored.get(i);
            Watch[] watching = watches.on(reading.series());
            if (watching == null || !reading.judged()) {
                continue;
            }
            if (draft == null) {
                draft = turns.take(tx);
                // Asked again: until now somebody else may have had the desk and changed the rules.
                watching = watches.on(reading.series());
                if (watching == null) {
                    continue;
                }
            }
            seen++;
            for (Watch watch : watching) {
                if (watch.rule.condition() instanceof Threshold threshold) {
                    judge(draft, watch, threshold, reading, now, arrived);
                } else {
                    hear(draft, watch, reading, now);
                }
            }
        }
        if (draft != null) {
            book.count(draft, arrived);
            long all = seen;
            tx.afterCommit(() -> judged.addAndGet(all));
        }
    }

    private void judge(Draft draft, Watch watch, Threshold threshold, Reading reading, Instant now, long arrived) {
        Standing before = watch.next == null ? watch.standing : watch.next.standing;
        Standing after = threshold.next(before, reading.at(), reading.value(), arrived);
        if (after == before && !before.violated()) {
            return;
        }
        Next next = draft.of(watch);
        switch (next.step(reading, after)) {
            case BEGIN -> book.begin(draft, next, reading, now);
            case END -> book.clear(draft, next, null, now);
            case STILL, NONE -> { }
        }
    }

    /** For a no-data rule the value says nothing: a reading came. */
    private void hear(Draft draft, Watch watch, Reading reading, Instant now) {
        Next next = draft.of(watch);
        next.lastArrival = now.toEpochMilli();
        if (next.alarmed()) {
            next.note(reading);
            book.clear(draft, next, null, now);
        }
    }

    // ---- time goes by

    /**
     * Looks at what no reading tells: no-data rules whose time is over, and delays that ran out while nothing came. Called every
     * second by the route {@code sensor.silence}; calling it more often does nothing more.
     */
    public void checkSilence() {
        long now = now().toEpochMilli();
        RuntimeException failed = null;
        for (Watch watch : turns.alone(() -> watches.all().stream().filter(w -> isDue(w, now)).toList())) {
            try {
                // Asked before the desk is taken: the readings have locks of their own.
                Reading latest = watch.rule.condition() instanceof Silence ? readings.latest(watch.rule.series()) : null;
                work.execute(tx -> check(turns.take(tx), watch, latest));
            } catch (RuntimeException e) {
                // The others are still looked at; the failure flies up afterwards.
                if (failed == null) {
                    failed = e;
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** Only for whoever has the desk. */
    private boolean isDue(Watch watch, long now) {
        Rule rule = watch.rule;
        if (!rule.enabled()) {
            return false;
        }
        if (rule.condition() instanceof Threshold threshold) {
            return threshold.tick(watch.standing, now) != watch.standing;
        }
        Device device = catalogue.device(rule.series().device());
        if (device != null && !device.enabled()) {
            // A device nobody listens to is not silent; once enabled it has its full time again.
            watch.lastArrival = now;
            return false;
        }
        return !watch.alarmed() && ((Silence) rule.condition()).tooLong(watch.lastArrival, now);
    }

    private void check(Draft draft, Watch watch, Reading latest) {
        Instant now = now();
        // Asked again with the desk in hand: a reading may have come first.
        if (!isDue(watch, now.toEpochMilli())) {
            return;
        }
        Next next = draft.of(watch);
        if (!(watch.rule.condition() instanceof Threshold threshold)) {
            book.begin(draft, next, latest, now);
            return;
        }
        Standing before = watch.standing;
        next.standing = threshold.tick(before, now.toEpochMilli());
        if (next.standing.violated()) {
            book.begin(draft, next, new Reading(watch.rule.series(), before.lastAt(), before.lastValue(), 0, null), now);
        } else {
            book.clear(draft, next, null, now);
        }
    }

    // ---- people act

    /** Acknowledges an alarm in the caller's transaction; see {@link Alarms#acknowledge}. */
    Alarm acknowledge(Tx tx, String number, Long expected, String note, Actor by) {
        Draft draft = turns.take(tx);
        Watch watch = watches.byAlarm(number);
        Next next = watch == null ? null : draft.of(watch);
        boolean active = next != null && next.alarm != null && next.alarm.number().equals(number);
        return book.acknowledge(draft, active ? next : null, number, expected, note, by, now());
    }

    /** Puts a version of a rule in force with the commit of the caller's transaction. */
    void adopt(Tx tx, Rule rule) {
        Draft draft = turns.take(tx);
        Watch watch = watches.byRule(rule.id());
        boolean begins = rule.enabled() && (watch == null || !watch.rule.enabled());
        Next next = draft.of(watch == null ? new Watch() : watch);
        next.rule = rule;
        if (begins) {
            next.standing = Standing.NORMAL;
            next.lastArrival = now().toEpochMilli();
        }
        if (!rule.enabled()) {
            next.standing = Standing.NORMAL;
            if (next.alarmed()) {
                book.clear(draft, next, "规则已停用", now());
            }
        }
    }

    /** Takes the desk for this transaction before it touches rows others at the desk might wait for. */
    void reserve(Tx tx) {
        turns.take(tx);
    }

    /** The alarm as memory has it, where that is more exact than its row: further readings are written only now and then. */
    Alarm upToDate(Alarm row) {
        Watch watch = watches.byAlarm(row.number());
        Alarm alarm = watch == null ? null : watch.alarm;
        return alarm != null && alarm.number().equals(row.number()) && alarm.version() == row.version() ? alarm : row;
    }

    /**
     * Reads many alarms while nobody moves one. On Derby a reader keeps one row locked while it waits for the next, so it could
     * meet a batch that moves two alarms the other way round, and the readings of the whole house would stand still until the
     * database had noticed.
     */
    <T> T undisturbed(Supplier<T> read) {
        return turns.alone(read);
    }

    // ---- figures

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        for (Priority priority : Priority.values()) {
            metrics.add(new Metric("shoutu_alarms_active", "Active alarms by priority", Kind.GAUGE, Map.of("priority", priority.name()),
                    watches.active(priority)));
        }
        metrics.add(Metric.counter("shoutu_alarms_raised_total", "Alarms raised since the start", book.raised()));
        metrics.add(Metric.counter("shoutu_readings_judged_total", "Readings judged by at least one rule since the start", judged.get()));
        return metrics;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
