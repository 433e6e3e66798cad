package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.edge.LiveNews;
import io.shoutu.api.edge.Metrics;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Numbers;
import io.shoutu.api.time.WorkCalendar;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.AlarmVerb;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Condition;
import io.shoutu.sensor.domain.CorrectionStore;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Flag;
import io.shoutu.sensor.domain.Judge;
import io.shoutu.sensor.domain.Ladder;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Readings;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.RuleStore;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Silence;
import io.shoutu.sensor.domain.Standing;
import io.shoutu.sensor.domain.Suppression;
import io.shoutu.sensor.domain.SuppressionStore;
import io.shoutu.sensor.domain.Threshold;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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
 *
 * <p>The desk decides; {@link Judging} knows the rules, {@link Watches} remembers, {@link AlarmBook} writes, {@link Turns} lets one at a
 * time, {@link Takeover} finds the memory again at the start, {@link Pencil} judges what is not stored yet.
 */
@Component(service = {AlarmDesk.class, Judge.class, Metrics.class, LiveNews.class})
public final class AlarmDesk implements Judge, Metrics, LiveNews {
    private static final Logger log = LoggerFactory.getLogger(AlarmDesk.class);

    private final Clock clock;
    private final UnitOfWork work;
    private final Catalogue catalogue;
    private final RuleStore rules;
    private final AlarmStore alarms;
    private final Readings readings;
    private final Kinds kinds;
    private final SuppressionStore suppressions;
    private final CorrectionStore corrections;
    /** Hours with late readings that stand in their rows; only for whoever has the desk. */
    private final Set<Slot> noted = new HashSet<>();
    private final Watches watches;
    private final Circumstances circumstances;
    private final Pencil pencil;
    private final AlarmBook book;
    private final Turns turns;
    private final AtomicLong judged = new AtomicLong();

    @Activate
    public AlarmDesk(@Reference Clock clock, @Reference UnitOfWork work, @Reference Journal journal, @Reference Numbers numbers,
            @Reference Catalogue catalogue, @Reference RuleStore rules, @Reference AlarmStore alarms, @Reference Readings readings, @Reference Kinds kinds,
            @Reference SuppressionStore suppressions, @Reference CorrectionStore corrections, @Reference WorkCalendar calendar) {
        this.corrections = corrections;
        this.clock = clock;
        this.work = work;
        this.catalogue = catalogue;
        this.rules = rules;
        this.alarms = alarms;
        this.readings = readings;
        this.kinds = kinds;
        this.suppressions = suppressions;
        this.watches = new Takeover(readings, catalogue, now()).watches(work.run(rules::current), work.run(alarms::active));
        this.circumstances = new Circumstances(watches, new Quiet(), calendar);
        circumstances.known(work.run(suppressions::inForce));
        this.pencil = new Pencil(circumstances, catalogue, readings, kinds);
        this.book = new AlarmBook(alarms, journal, numbers, catalogue, pencil, kinds);
        this.turns = new Turns(circumstances, book);
    }

    // ---- readings come in

    @Override
    public void judge(Tx tx, List<Reading> stored, Arrived arrived, Instant arrival) {
        long now = arrival.toEpochMilli();
        Draft draft = null;
        long seen = 0;
        watches.glance(stored);
        for (int i = 0, n = stored.size(); i < n; i++) {
            Reading reading = stored.get(i);
            if (draft != null && draft.changes.isEmpty() && reading.judged() && watches.calm(reading) && !pencil.noted()) {
                seen++;
                continue;
            }
            Watch[] watching = watches.on(reading.series());
            if (watching == null) {
                continue;
            }
            if (!reading.judged()) {
                draft = late(tx, draft, reading);
                continue;
            }
            if (draft == null) {
                draft = take(tx);
                // Asked again: until now somebody else may have had the desk and changed the rules.
                watching = watches.on(reading.series());
                if (watching == null) {
                    continue;
                }
            }
            seen++;
            if (pencil.noted()) {
                follow(draft, pencil.before(watching, reading.at(), arrived.at(i)));
            }
            for (Watch watch : watching) {
                Judging.reading(draft, kinds, watch, reading, arrived.at(i), now);
            }
        }
        if (draft != null) {
            book.count(draft, now);
            long all = seen;
            tx.afterCommit(() -> judged.addAndGet(all));
        }
    }

    @Override
    public boolean pressing(List<Reading> readings) {
        for (int i = 0, n = readings.size(); i < n; i++) {
            Reading reading = readings.get(i);
            if (reading.judged() && watches.crosses(reading)) {
                return true;
            }
        }
        return false;
    }

    /** A reading that came late is judged afterwards, in its place: its hour is noted with it. */
    private Draft late(Tx tx, Draft draft, Reading reading) {
        if (Flag.BAD.in(reading.flags())) {
            return draft;
        }
        Draft mine = draft == null ? take(tx) : draft;
        Slot slot = Slot.of(reading);
        if (!noted.contains(slot) && !mine.noted.contains(slot)) {
            corrections.note(tx, slot.series(), slot.from(), slot.to(), "");
            mine.noted.add(slot);
            mine.others.add(() -> noted.add(slot));
        }
        return mine;
    }

    /** An hour of a series in which readings came late. */
    record Slot(int series, long from, long to) {
        private static final long LENGTH = 3_600_000;

        static Slot of(Reading reading) {
            long from = Math.floorDiv(reading.at(), LENGTH) * LENGTH;
            return new Slot(reading.series().number(), from, from + LENGTH);
        }
    }

    /** A slot was judged afterwards and is gone from its rows, or (false) something came for it meanwhile. In the caller's transaction. */
    void lookedBack(Tx tx, CorrectionStore.Slot slot, boolean gone) {
        Draft draft = take(tx);
        if (slot.correction().isEmpty()) {
            // The next late reading of that hour is noted afresh.
            draft.others.add(() -> noted.remove(new Slot(slot.series(), slot.from(), slot.to())));
        }
        if (!gone) {
            log.debug("readings came late for {} while it was judged; it is judged again", slot);
        }
    }

    // ---- the store is away

    @Override
    public void foresee(List<Reading> arriving, Arrived arrived, Set<String> waiting, String away) {
        pencil.foresee(arriving, arrived, waiting, away, now().toEpochMilli());
    }

    @Override
    public void caughtUp(boolean deaf) {
        if (deaf) {
            // Who had to wait for us was not silent: everybody has the full time again.
            long now = now().toEpochMilli();
            turns.alone(() -> {
                watches.all().forEach(watch -> watch.lastArrival = Math.max(watch.lastArrival, now));
                return null;
            });
        }
        pencil.caughtUp();
        settle();
    }

    /** Records what time did while the store was away and no reading has told since; answers false where the store is still away. */
    private boolean settle() {
        try {
            for (Pencil.Note note : pencil.notes()) {
                work.execute(tx -> follow(take(tx), List.of(note)));
            }
        } catch (StoreFailure e) {
            log.debug("what time did is recorded later", e);
            pencil.timeGoesBy(Outage.AWAY, now().toEpochMilli());
            return false;
        }
        pencil.wipe(now().toEpochMilli());
        return true;
    }

    private void follow(Draft draft, List<Pencil.Note> notes) {
        for (Pencil.Note note : notes) {
            if (draft.followed.add(note)) {
                Watch watch = note.watch();
                if (watch.rule.enabled() && watch.rule.condition().delays() != null) {
                    Judging.delayOver(draft, watch, note.reading(), note.when());
                } else if (watch.rule.enabled()) {
                    Judging.silent(draft, watch, note.reading(), note.when());
                }
                draft.tx.afterCommit(() -> pencil.followed(note));
            }
        }
    }

    @Override
    public void foundStored(List<Reading> stored) {
        for (Reading reading : stored) {
            Watch[] watching = watches.on(reading.series());
            for (Watch watch : watching == null ? new Watch[0] : watching) {
                turns.behind(watch.rule.id());
            }
        }
        if (!turns.doubts().isEmpty()) {
            try {
                work.execute(this::take);
            } catch (RuntimeException e) {
                log.warn("memory is behind the rows of {}; it follows before the next judging", turns.doubts().keySet(), e);
            }
        }
    }

    /** Takes the desk for this transaction. Where an earlier one may have been committed without our knowing, memory follows the rows first. */
    private Draft take(Tx tx) {
        boolean held = turns.held(tx) != null;
        Draft draft = turns.take(tx);
        if (!held && !turns.doubts().isEmpty()) {
            Map<String, Boolean> doubts = Map.copyOf(turns.doubts());
            doubts.forEach((rule, behind) -> mend(tx, rule, behind));
            tx.afterCommit(() -> turns.doubts().keySet().removeAll(doubts.keySet()));
        }
        if (!held && turns.quietDoubted()) {
            circumstances.known(suppressions.inForce(tx));
            tx.afterCommit(turns::quietKnown);
        }
        return draft;
    }

    private void mend(Tx tx, String id, boolean behind) {
        Rule rule = rules.find(tx, id).orElse(null);
        if (rule == null) {
            return;
        }
        Alarm row = alarms.active(tx, id).orElse(null);
        Watch watch = watches.byRule(id);
        boolean same = watch != null && watch.rule.version() == rule.version() && (watch.alarm == null ? row == null
                : row != null && watch.alarm.number().equals(row.number()) && watch.alarm.version() == row.version());
        if (behind || !same) {
            log.info("memory follows the rows of rule {}: a commit whose answer was lost had been made", id);
            watches.mend(new Takeover(readings, catalogue, now()).watch(rule, row));
        }
    }

    // ---- time goes by

    /**
     * Looks at what no reading tells: no-data rules whose time is over, and delays that ran out while nothing came. Called every
     * second by the route {@code sensor.silence}; calling it more often does nothing more. While readings wait for the store nothing
     * is looked at here: {@link #foresee} does.
     */
    public void checkSilence() {
        if (pencil.waiting() || pencil.used() && !settle()) {
            return;
        }
        long now = now().toEpochMilli();
        RuntimeException failed = null;
        for (Watch watch : turns.alone(() -> watches.timed().stream().filter(w -> isDue(w, now)).toList())) {
            try {
                // Asked before the desk is taken: the readings have locks of their own.
                Reading latest = watch.rule.condition() instanceof Silence ? readings.latest(watch.rule.series()) : null;
                work.execute(tx -> check(take(tx), watch, latest));
            } catch (StoreFailure e) {
                log.debug("what time does is shown and recorded later", e);
                pencil.timeGoesBy(Outage.AWAY, now);
                return;
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
        Threshold delays = rule.condition().delays();
        if (delays != null) {
            return delayDue(watch, delays, now) || ladderDue(watch, now);
        }
        if (!circumstances.inForce(rule, now)) {
            return false;
        }
        Device device = catalogue.device(rule.series().device());
        if (device != null && !device.enabled()) {
            // A device nobody listens to is not silent; once enabled it has its full time again.
            watch.lastArrival = now;
            return false;
        }
        return !watch.alarmed() && ((Silence) rule.condition()).tooLong(watch.lastArrival, now);
    }

    private boolean delayDue(Watch watch, Threshold delays, long now) {
        Standing after = delays.tick(watch.standing, now);
        return after != watch.standing && (!after.violated() || circumstances.inForce(watch.rule, now));
    }

    private static boolean ladderDue(Watch watch, long now) {
        Ladder ladder = watch.rule.manner().ladder();
        return ladder != null && watch.alarmed() && ladder.tick(watch.climb, watch.standing.phase() == Standing.Phase.VIOLATED, watch.rule.condition(), now) != watch.climb;
    }

    private void check(Draft draft, Watch watch, Reading latest) {
        long now = now().toEpochMilli();
        // Asked again with the desk in hand: a reading may have come first.
        if (!isDue(watch, now)) {
            return;
        }
        Threshold delays = watch.rule.condition().delays();
        if (delays != null && delayDue(watch, delays, now)) {
            Judging.delayOver(draft, watch, Judging.latest(watch, watch.standing), now);
        } else if (delays != null) {
            Judging.climbed(draft, watch, now);
        } else {
            Judging.silent(draft, watch, latest, now);
        }
    }

    // ---- people act

    /** Acknowledges an alarm in the caller's transaction; see {@link Alarms#acknowledge}. */
    Alarm acknowledge(Tx tx, String number, Long expected, String note, Actor by) {
        Draft draft = take(tx);
        return book.acknowledge(draft, active(draft, number), number, expected, note, by, now());
    }

    /** Ends a latched alarm in the caller's transaction; see {@link Alarms#reset}. */
    Alarm reset(Tx tx, String number, Long expected, Actor by) {
        Draft draft = take(tx);
        return book.reset(draft, active(draft, number), number, expected, by, now());
    }

    /** The active alarm of that number as this transaction has it, or null. */
    private static Alarm alarm(Next next) {
        return next == null ? null : next.upToDate();
    }

    private Next active(Draft draft, String number) {
        Watch watch = watches.byAlarm(number);
        Next next = watch == null ? null : draft.of(watch);
        return next != null && next.alarm != null && next.alarm.number().equals(number) ? next : null;
    }

    /** The active alarm of that number as this transaction has it; null where it is not active. */
    Alarm standing(Tx tx, String number) {
        return alarm(active(take(tx), number));
    }

    /** The shelf a rule lies on, or null. */
    Suppression shelf(Tx tx, String rule) {
        take(tx);
        return circumstances.quiet.shelf(rule);
    }

    /**
     * A suppression begins or ends with the commit of the caller's transaction: alarms go silent, or call.
     *
     * @param verb by which alarms leave their silence where it ends
     */
    void silence(Tx tx, Suppression changed, AlarmVerb verb, Actor by) {
        Draft draft = take(tx);
        draft.by = by;
        long now = now().toEpochMilli();
        for (Watch watch : watches.all()) {
            if (Quiet.concerns(changed, watch)) {
                Next known = draft.known(watch);
                if ((known == null ? watch.alarm : known.alarm) != null) {
                    Judging.settle(draft, draft.of(watch), circumstances.quiet.on(draft, watch, changed), verb, now);
                }
            }
        }
        draft.others.add(() -> circumstances.changed(changed));
    }

    /** What judging looks at beside the readings. */
    Circumstances circumstances() {
        return circumstances;
    }

    /** Records an alarm found afterwards, in the caller's transaction. */
    void record(Tx tx, Alarm alarm) {
        book.record(take(tx), alarm, now());
    }

    /** Marks an alarm whose ground a correction took away, in the caller's transaction. */
    void doubt(Tx tx, Alarm row, String correction) {
        Draft draft = take(tx);
        book.doubt(draft, active(draft, row.number()), row, correction, now());
    }

    /** The readings behind these rules were corrected: how they stand is found again before the next judging. */
    void lookAgain(Series corrected) {
        for (Watch watch : watches.all()) {
            if (watch.rule.enabled() && Watches.looksAt(watch.rule, catalogue).stream().anyMatch(s -> s.number() == corrected.number())) {
                turns.behind(watch.rule.id());
            }
        }
    }

    /** Puts a version of a rule in force with the commit of the caller's transaction. */
    void adopt(Tx tx, Rule rule) {
        Draft draft = take(tx);
        Watch watch = watches.byRule(rule.id());
        boolean begins = rule.enabled() && (watch == null || !watch.rule.enabled());
        Next next = draft.of(watch == null ? new Watch() : watch);
        if (watch == null || !watch.rule.condition().equals(rule.condition()) || begins) {
            next.memory = rule.condition() instanceof Condition.Remembering remembering ? remembering.memory() : null;
        }
        next.rule = rule;
        next.written = true;
        if (begins) {
            next.standing = Standing.NORMAL;
            next.lastArrival = now().toEpochMilli();
        }
        if (!rule.enabled()) {
            next.standing = Standing.NORMAL;
            if (next.alarmed()) {
                book.clear(draft, next, "规则已停用", now());
                Judging.spread(draft, next, now().toEpochMilli());
            }
        }
    }

    /** Takes the desk for this transaction before it touches rows others at the desk might wait for. */
    void reserve(Tx tx) {
        take(tx);
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

    /** What is judged but not recorded. */
    Pencil pencil() {
        return pencil;
    }

    /** The active alarms as memory knows them, those not yet recorded as they stand by now; newest first. For as long as the store is away. */
    List<Alarm> remembered() {
        Map<String, Alarm> byNumber = new LinkedHashMap<>();
        watches.alarms().forEach(alarm -> byNumber.put(alarm.number(), alarm));
        pencil.unrecorded().forEach(alarm -> byNumber.put(alarm.number(), alarm));
        return byNumber.values().stream().sorted(Comparator.comparing(Alarm::raisedAt).reversed().thenComparing(Alarm::number)).toList();
    }

    /** News of what is not recorded goes to open pages this way. */
    @Override
    public Hearing hear(Consumer<News> pages) {
        return pencil.hear(pages);
    }

    // ---- figures

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        for (Priority priority : Priority.values()) {
            metrics.add(new Metric("shoutu_alarms_active", "Active alarms by priority", Kind.GAUGE, Map.of("priority", priority.name()),
                    watches.active(priority)));
        }
        metrics.add(Metric.gauge("shoutu_alarms_silent", "Active alarms that are shelved, suppressed by design or out of service", watches.silent()));
        metrics.add(Metric.gauge("shoutu_alarms_unrecorded", "Alarms shown that are not recorded yet", pencil.size()));
        metrics.add(Metric.counter("shoutu_alarms_raised_total", "Alarms raised since the start", book.raised()));
        metrics.add(Metric.counter("shoutu_readings_judged_total", "Readings judged by at least one rule since the start", judged.get()));
        return metrics;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
