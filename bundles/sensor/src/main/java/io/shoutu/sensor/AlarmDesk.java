package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.edge.Metrics;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.sensor.SensorFacts;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Judge;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Readings;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.RuleStore;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Silence;
import io.shoutu.sensor.domain.Standing;
import io.shoutu.sensor.domain.Threshold;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarm desk (报警台): where rules meet readings. It alone raises, counts and moves alarms.
 *
 * <p>Readings come on the committing thread, acknowledgements on many, silence on a timer, new versions of rules from the page.
 * They take turns: the first act in a transaction takes the desk, and the end of that transaction gives it back. Whatever is
 * prepared meanwhile lies in a {@link Draft} and becomes the desk's own memory after the commit; a rollback throws it away. So memory and
 * rows never differ, every reading is judged by exactly one version, and no second alarm can be raised beside an active one.
 */
@Component(service = {AlarmDesk.class, Judge.class, Metrics.class})
public final class AlarmDesk implements Judge, Metrics {
    private static final Logger log = LoggerFactory.getLogger(AlarmDesk.class);
    private static final Actor PLATFORM = Actor.system("sensor");
    /** How often at most the count of one alarm is written; the rest is counted again from the readings after a crash. */
    private static final long COUNT_EVERY_MILLIS = 1_000;
    private static final int RECOUNT_PAGE = 10_000;
    private static final long PATIENCE_SECONDS = 30;

    /** A rule and how it stands. Written after commits only, by whoever has the desk. */
    private static final class Watch {
        volatile Rule rule;
        volatile Alarm alarm;
        Standing standing = Standing.NORMAL;
        /** Our clock when the last good reading came, or when watching began. */
        long lastArrival;
        long countedAt;
        /** What the open draft makes of it, or null. */
        Next next;
    }

    /** What becomes of a watch if the transaction commits. */
    private static final class Next {
        final Watch watch;
        Rule rule;
        Alarm alarm;
        Standing standing;
        long lastArrival;
        long repeats;
        long lastAt;
        double lastValue;
        boolean counted;
        long countedAt;

        Next(Watch watch) {
            this.watch = watch;
            this.rule = watch.rule;
            this.standing = watch.standing;
            this.lastArrival = watch.lastArrival;
            this.countedAt = watch.countedAt;
            hold(watch.alarm);
        }

        void hold(Alarm now) {
            alarm = now;
            counted = false;
            repeats = now == null ? 0 : now.repeats();
        }

        /** The alarm with what was counted since it was last written. */
        Alarm upToDate() {
            if (!counted) {
                return alarm;
            }
            Long since = standing.phase() == Standing.Phase.ENDING ? standing.since() : null;
            return alarm.counted(repeats, lastValue, Instant.ofEpochMilli(lastAt), since);
        }

        void note(Reading reading) {
            counted = true;
            lastAt = reading.at();
            lastValue = reading.value();
        }
    }

    /** What one transaction prepares. */
    private static final class Draft {
        final Tx tx;
        final List<Next> changes = new ArrayList<>();
        final List<String> lines = new ArrayList<>();
        boolean rulesChanged;
        long judged;
        long raised;

        Draft(Tx tx) {
            this.tx = tx;
        }

        Next of(Watch watch) {
            if (watch.next == null) {
                watch.next = new Next(watch);
                changes.add(watch.next);
            }
            return watch.next;
        }
    }

    private final Clock clock;
    private final UnitOfWork work;
    private final Journal journal;
    private final Numbers numbers;
    private final Catalogue catalogue;
    private final AlarmStore alarms;
    private final Readings readings;

    /** Fair, so that a stream of readings does not keep a person waiting. */
    private final ReentrantLock desk = new ReentrantLock(true);
    private Draft draft;
    private final Map<String, Watch> byRule = new ConcurrentHashMap<>();
    private final Map<String, Watch> byAlarm = new ConcurrentHashMap<>();
    /** Enabled watches by number of the series; replaced as a whole. */
    private volatile Watch[][] bySeries = new Watch[0][];
    private final AtomicLong judged = new AtomicLong();
    private final AtomicLong raised = new AtomicLong();

    @Activate
    public AlarmDesk(@Reference Clock clock, @Reference UnitOfWork work, @Reference Journal journal, @Reference Numbers numbers,
            @Reference Catalogue catalogue, @Reference RuleStore rules, @Reference AlarmStore alarms, @Reference Readings readings) {
        this.clock = clock;
        this.work = work;
        this.journal = journal;
        this.numbers = numbers;
        this.catalogue = catalogue;
        this.alarms = alarms;
        this.readings = readings;
        List<Rule> inForce = work.run(rules::current);
        List<Alarm> active = work.run(alarms::active);
        restore(inForce, active, now());
    }

    // ---- readings come in

    @Override
    public void judge(Tx tx, List<Reading> stored, Instant arrival) {
        Instant now = arrival.truncatedTo(ChronoUnit.MILLIS);
        long arrived = now.toEpochMilli();
        Draft d = null;
        for (int i = 0, n = stored.size(); i < n; i++) {
            Reading reading = stored.get(i);
            Watch[] watches = watches(reading.series());
            if (watches == null || !reading.judged()) {
                continue;
            }
            if (d == null) {
                d = take(tx);
                // Asked again: until now somebody else may have had the desk and changed the rules.
                watches = watches(reading.series());
                if (watches == null) {
                    continue;
                }
            }
            d.judged++;
            for (Watch watch : watches) {
                judge(d, watch, reading, now, arrived);
            }
        }
        if (d != null) {
            writeCounts(d, arrived);
        }
    }

    private Watch[] watches(Series series) {
        Watch[][] all = bySeries;
        int number = series.number();
        return number < all.length ? all[number] : null;
    }

    private void judge(Draft d, Watch watch, Reading reading, Instant now, long arrived) {
        if (!(watch.rule.condition() instanceof Threshold threshold)) {
            Next next = d.of(watch);
            next.lastArrival = arrived;
            if (next.alarm != null && next.alarm.state().standing()) {
                next.note(reading);
                clear(d, next, null, now);
            }
            return;
        }
        Standing before = watch.next == null ? watch.standing : watch.next.standing;
        Standing after = threshold.next(before, reading.at(), reading.value(), arrived);
        if (after == before && !before.violated()) {
            return;
        }
        Next next = d.of(watch);
        next.standing = after;
        switch (before.to(after)) {
            case BEGIN -> begin(d, next, reading, now);
            case STILL -> {
                next.note(reading);
                next.repeats++;
                if (before.phase() != after.phase()) {
                    next.countedAt = 0;
                }
            }
            case END -> {
                next.note(reading);
                clear(d, next, null, now);
            }
            case NONE -> {
                if (after.violated()) {
                    next.note(reading);
                    if (before.phase() != after.phase()) {
                        next.countedAt = 0;
                    }
                }
            }
        }
    }

    /** Writes counts that were not written for a second, and those where a delay began or was broken off. */
    private void writeCounts(Draft d, long now) {
        for (Next next : d.changes) {
            if (next.counted && next.alarm != null && now - next.countedAt >= COUNT_EVERY_MILLIS) {
                alarms.count(d.tx, next.upToDate());
                next.countedAt = now;
            }
        }
    }

    // ---- time goes by

    /**
     * Looks at what no reading tells: no-data rules whose time is over, and delays that ran out while nothing came. Called every
     * second by the route {@code sensor.silence}; calling it more often does nothing more.
     */
    public void checkSilence() {
        RuntimeException failed = null;
        for (Watch watch : due(now())) {
            try {
                // Asked before the desk is taken: the readings have locks of their own.
                Reading latest = watch.rule.condition() instanceof Silence ? readings.latest(watch.rule.series()) : null;
                work.execute(tx -> check(take(tx), watch, latest));
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

    private List<Watch> due(Instant now) {
        List<Watch> due = new ArrayList<>();
        lock();
        try {
            for (Watch watch : byRule.values()) {
                if (isDue(watch, now.toEpochMilli())) {
                    due.add(watch);
                }
            }
        } finally {
            desk.unlock();
        }
        return due;
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
        boolean standing = watch.alarm != null && watch.alarm.state().standing();
        return !standing && ((Silence) rule.condition()).tooLong(watch.lastArrival, now);
    }

    private void check(Draft d, Watch watch, Reading latest) {
        Instant now = now();
        // Asked again with the desk in hand: a reading may have come first.
        if (!isDue(watch, now.toEpochMilli())) {
            return;
        }
        Next next = d.of(watch);
        Series series = watch.rule.series();
        if (!(watch.rule.condition() instanceof Threshold threshold)) {
            begin(d, next, latest, now);
            return;
        }
        Standing before = watch.standing;
        next.standing = threshold.tick(before, now.toEpochMilli());
        if (next.standing.violated()) {
            begin(d, next, new Reading(series, before.lastAt(), before.lastValue(), 0, null), now);
        } else {
            clear(d, next, null, now);
        }
    }

    // ---- people act

    /** Acknowledges an alarm in the caller's transaction; see {@link Alarms#acknowledge}. */
    Alarm acknowledge(Tx tx, String number, Long expected, String note, Actor by) {
        Draft d = take(tx);
        Watch watch = byAlarm.get(number);
        Next next = watch == null ? null : d.of(watch);
        boolean active = next != null && next.alarm != null && next.alarm.number().equals(number);
        Alarm before = active ? next.upToDate()
                : alarms.find(tx, number).orElseThrow(() -> Problem.NotFound.of(new Subject(SensorFacts.ALARM, number)));
        Problem.Stale.check(before.subject(), expected, before.version());
        Alarm after = before.acknowledge(by, note, now());
        move(d, next, after);
        Map<String, Object> data = data(after);
        data.put("note", after.note());
        tell(d, after, SensorFacts.ALARM_ACKNOWLEDGED, by, data, null, after.acknowledgedAt());
        return after;
    }

    /** Puts a version of a rule in force with the commit of the caller's transaction. */
    void adopt(Tx tx, Rule rule) {
        Draft d = take(tx);
        Watch watch = byRule.get(rule.id());
        boolean begins = rule.enabled() && (watch == null || !watch.rule.enabled());
        Next next = d.of(watch == null ? new Watch() : watch);
        next.rule = rule;
        d.rulesChanged = true;
        if (begins) {
            next.standing = Standing.NORMAL;
            next.lastArrival = now().toEpochMilli();
        }
        if (!rule.enabled()) {
            next.standing = Standing.NORMAL;
            if (next.alarm != null && next.alarm.state().standing()) {
                clear(d, next, "规则已停用", now());
            }
        }
    }

    /** Takes the desk for this transaction before it touches rows others at the desk might wait for. */
    void reserve(Tx tx) {
        take(tx);
    }

    /** The alarm as memory has it, where that is more exact than its row: further readings are written only now and then. */
    Alarm upToDate(Alarm row) {
        Watch watch = byAlarm.get(row.number());
        Alarm alarm = watch == null ? null : watch.alarm;
        return alarm != null && alarm.number().equals(row.number()) && alarm.version() == row.version() ? alarm : row;
    }

    /**
     * Reads many alarms while nobody moves one. On Derby a reader keeps one row locked while it waits for the next, so it could
     * meet a batch that moves two alarms the other way round, and the readings of the whole house would stand still until the
     * database had noticed.
     */
    <T> T undisturbed(Supplier<T> read) {
        lock();
        try {
            return read.get();
        } finally {
            desk.unlock();
        }
    }

    // ---- moves

    /** @param reading the reading that did it, or the last one there was; null where there was none */
    private void begin(Draft d, Next next, Reading reading, Instant now) {
        if (next.alarm != null) {
            Alarm again = next.upToDate().recurred();
            if (reading != null) {
                again = again.counted(again.repeats(), reading.value(), Instant.ofEpochMilli(reading.at()), null);
            }
            move(d, next, again);
            tell(d, again, SensorFacts.ALARM_RECURRED, PLATFORM, data(again), null, now);
            return;
        }
        Rule rule = next.rule;
        String number = numbers.next(d.tx, "BJ", Legal.day(now).getYear());
        Alarm alarm = Alarm.raise(number, rule, catalogue.device(rule.series().device()), reading, now);
        alarms.add(d.tx, alarm);
        next.hold(alarm);
        next.countedAt = now.toEpochMilli();
        d.raised++;
        Map<String, Object> data = data(alarm);
        data.put("value", alarm.value());
        data.put("unit", rule.series().unit());
        data.put("limit", alarm.limit());
        data.put("at", alarm.readingAt() == null ? null : alarm.readingAt().toString());
        Fact.Cause cause = reading == null ? null
                : new Fact.Cause(new Subject(SensorFacts.READING, rule.series().id() + "@" + reading.at()), null);
        tell(d, alarm, SensorFacts.ALARM_RAISED, PLATFORM, data, cause, now);
    }

    private void clear(Draft d, Next next, String because, Instant now) {
        Alarm after = next.upToDate().returned(because, now);
        move(d, next, after);
        Map<String, Object> data = data(after);
        data.put("reason", because);
        tell(d, after, SensorFacts.ALARM_CLEARED, PLATFORM, data, null, now);
    }

    private void move(Draft d, Next next, Alarm after) {
        if (!alarms.move(d.tx, after)) {
            throw new IllegalStateException("the row of alarm " + after.number() + " was changed behind the desk");
        }
        next.hold(after.state().active() ? after : null);
        next.countedAt = after.state().active() ? now().toEpochMilli() : 0;
    }

    private void tell(Draft d, Alarm alarm, String fact, Actor by, Map<String, Object> data, Fact.Cause cause, Instant happened) {
        journal.write(d.tx, new Fact(alarm.subject(), fact, happened, by, data, cause));
        d.lines.add("alarm " + alarm.number() + " " + alarm.state() + " by " + by.account() + ": " + alarm.title());
    }

    private static Map<String, Object> data(Alarm alarm) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("title", alarm.title());
        data.put("series", alarm.series().id());
        data.put("device", alarm.series().device());
        data.put("point", alarm.series().point());
        data.put("rule", alarm.rule());
        data.put("ruleVersion", alarm.ruleVersion());
        data.put("priority", alarm.priority().name());
        data.put("state", alarm.state().name());
        data.put("enterprise", alarm.enterprise() == null ? null : alarm.enterprise().text());
        return data;
    }

    // ---- taking turns

    private Draft take(Tx tx) {
        if (desk.isHeldByCurrentThread() && draft != null && draft.tx == tx) {
            return draft;
        }
        lock();
        Draft mine = new Draft(tx);
        draft = mine;
        tx.afterCommit(() -> giveBack(mine, true));
        tx.afterRollback(() -> giveBack(mine, false));
        return mine;
    }

    private void lock() {
        try {
            if (!desk.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the alarm desk was busy for " + PATIENCE_SECONDS + " s: " + desk);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the alarm desk", e);
        }
    }

    private void giveBack(Draft mine, boolean committed) {
        try {
            if (committed) {
                publish(mine);
            }
        } finally {
            mine.changes.forEach(next -> next.watch.next = null);
            draft = null;
            desk.unlock();
        }
        if (committed) {
            mine.lines.forEach(log::info);
        }
    }

    private void publish(Draft mine) {
        for (Next next : mine.changes) {
            Watch watch = next.watch;
            Alarm before = watch.alarm;
            Alarm after = next.alarm == null ? null : next.upToDate();
            watch.rule = next.rule;
            watch.standing = next.standing;
            watch.lastArrival = next.lastArrival;
            watch.countedAt = next.countedAt;
            watch.alarm = after;
            if (before != null && (after == null || !after.number().equals(before.number()))) {
                byAlarm.remove(before.number());
            }
            if (after != null) {
                byAlarm.put(after.number(), watch);
            }
            byRule.putIfAbsent(next.rule.id(), watch);
        }
        judged.addAndGet(mine.judged);
        raised.addAndGet(mine.raised);
        if (mine.rulesChanged) {
            index();
        }
    }

    private void index() {
        int most = byRule.values().stream().mapToInt(watch -> watch.rule.series().number()).max().orElse(-1);
        Watch[][] all = new Watch[most + 1][];
        for (Watch watch : byRule.values()) {
            if (watch.rule.enabled()) {
                int number = watch.rule.series().number();
                Watch[] there = all[number] == null ? new Watch[0] : all[number];
                all[number] = Arrays.copyOf(there, there.length + 1);
                all[number][there.length] = watch;
            }
        }
        bySeries = all;
    }

    // ---- the start

    private void restore(List<Rule> inForce, List<Alarm> active, Instant now) {
        for (Rule rule : inForce) {
            Watch watch = new Watch();
            watch.rule = rule;
            // While the house was down it could hear nobody, so every silence is measured anew.
            watch.lastArrival = now.toEpochMilli();
            byRule.put(rule.id(), watch);
        }
        for (Alarm alarm : active) {
            Watch watch = byRule.get(alarm.rule());
            watch.alarm = alarm;
            byAlarm.put(alarm.number(), watch);
        }
        for (Watch watch : byRule.values()) {
            if (watch.rule.enabled() && watch.rule.condition() instanceof Threshold threshold) {
                if (watch.alarm != null && watch.alarm.state().standing()) {
                    recount(watch, threshold, now);
                } else {
                    resume(watch, threshold, now);
                }
            }
        }
        index();
        if (!active.isEmpty()) {
            log.info("{} active alarms taken over, counted up to the last stored reading", active.size());
        }
    }

    /** Counts again what had come since the count was last written. */
    private void recount(Watch watch, Threshold threshold, Instant now) {
        Alarm alarm = watch.alarm;
        long repeats = alarm.repeats();
        double lastValue = alarm.lastValue();
        long lastAt = alarm.lastAt().toEpochMilli();
        Standing standing = Standing.restored(true, alarm.delaySince(), lastAt, lastValue, now.toEpochMilli());
        long from = lastAt + 1;
        for (List<Reading> page; !(page = readings.range(alarm.series(), from, Long.MAX_VALUE, RECOUNT_PAGE)).isEmpty();) {
            for (Reading reading : page) {
                Standing after = reading.judged() ? threshold.next(standing, reading.at(), reading.value(), now.toEpochMilli()) : standing;
                // A reading that had ended the alarm would have moved it in the same transaction; here only a newer version of the rule can say so.
                if (!reading.judged() || standing.to(after) == Standing.Event.END) {
                    continue;
                }
                repeats += standing.to(after) == Standing.Event.STILL ? 1 : 0;
                standing = after;
                lastValue = reading.value();
                lastAt = reading.at();
            }
            from = page.get(page.size() - 1).at() + 1;
        }
        watch.standing = standing;
        Long since = standing.phase() == Standing.Phase.ENDING ? standing.since() : null;
        watch.alarm = alarm.counted(repeats, lastValue, Instant.ofEpochMilli(lastAt), since);
    }

    /** Finds out whether an on-delay was running: it can only have begun within the last delay's length of readings. */
    private void resume(Watch watch, Threshold threshold, Instant now) {
        Series series = watch.rule.series();
        Reading latest = threshold.onDelaySeconds() == 0 ? null : readings.latest(series);
        if (latest == null) {
            return;
        }
        Standing standing = Standing.NORMAL;
        long from = Math.max(latest.at() - threshold.onDelaySeconds() * 1000L, watch.rule.armed().toEpochMilli());
        if (watch.alarm != null && watch.alarm.lastAt() != null) {
            from = Math.max(from, watch.alarm.lastAt().toEpochMilli());
        }
        for (List<Reading> page; !(page = readings.range(series, from, Long.MAX_VALUE, RECOUNT_PAGE)).isEmpty();) {
            for (Reading reading : page) {
                Standing after = reading.judged() ? threshold.next(standing, reading.at(), reading.value(), now.toEpochMilli()) : standing;
                // Raising is left to the next reading or the clock.
                standing = after.violated() ? standing : after;
            }
            from = page.get(page.size() - 1).at() + 1;
        }
        watch.standing = standing;
    }

    // ---- figures

    @Override
    public List<Metric> metrics() {
        Map<Priority, Integer> active = new EnumMap<>(Priority.class);
        for (Watch watch : byRule.values()) {
            Alarm alarm = watch.alarm;
            if (alarm != null && alarm.state() != AlarmState.NORM) {
                active.merge(alarm.priority(), 1, Integer::sum);
            }
        }
        List<Metric> metrics = new ArrayList<>();
        for (Priority priority : Priority.values()) {
            metrics.add(new Metric("shoutu_alarms_active", "Active alarms by priority", Kind.GAUGE, Map.of("priority", priority.name()),
                    active.getOrDefault(priority, 0)));
        }
        metrics.add(Metric.counter("shoutu_alarms_raised_total", "Alarms raised since the start", raised.get()));
        metrics.add(Metric.counter("shoutu_readings_judged_total", "Readings judged by at least one rule since the start", judged.get()));
        return metrics;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
