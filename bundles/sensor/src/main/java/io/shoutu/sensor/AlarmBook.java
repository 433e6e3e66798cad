package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.sensor.SensorFacts;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.AlarmVerb;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Hush;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Rule;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarm book (报警簿): whatever happens to an alarm is written here, row, journal and log line in the transaction of what caused
 * it. Only for whoever has the desk.
 */
final class AlarmBook {
    private static final Logger log = LoggerFactory.getLogger(AlarmBook.class);
    static final Actor PLATFORM = Actor.system("sensor");
    /** How often at most the count of one alarm is written; the rest is counted again from the readings after a crash. */
    private static final long COUNT_EVERY_MILLIS = 1_000;

    private final AlarmStore store;
    private final Journal journal;
    private final Numbers numbers;
    private final Catalogue catalogue;
    private final Pencil pencil;
    private final Kinds kinds;
    private final AtomicLong raised = new AtomicLong();

    AlarmBook(AlarmStore store, Journal journal, Numbers numbers, Catalogue catalogue, Pencil pencil, Kinds kinds) {
        this.store = store;
        this.journal = journal;
        this.numbers = numbers;
        this.catalogue = catalogue;
        this.pencil = pencil;
        this.kinds = kinds;
    }

    /**
     * The condition holds: a new alarm, or the one that has not ended yet once more.
     *
     * @param reading the reading that did it, or the last one there was; null where there was none
     */
    void begin(Draft draft, Next next, Reading reading, Instant now) {
        if (next.alarm == null) {
            raise(draft, next, reading, now);
        } else {
            recur(draft, next, reading, now);
        }
    }

    private void raise(Draft draft, Next next, Reading reading, Instant now) {
        Rule rule = next.rule;
        String number = numbers.next(draft.tx, "BJ", Legal.day(now).getYear());
        Hush hush = draft.quiet().on(draft, next.watch);
        Alarm alarm = Alarm.raise(number, rule, catalogue.device(rule.series().device()), reading, because(next, kinds, reading), hush, now).measuredBy(catalogue.calibration(rule.series()));
        next.written = true;
        store.add(draft.tx, alarm);
        hold(next, alarm, now);
        if (hush == null) {
            tellRaised(draft, alarm, now);
        } else {
            Map<String, Object> data = data(alarm);
            data.put("suppression", hush.suppression());
            tell(draft, alarm, SensorFacts.ALARM_SUPPRESSED, PLATFORM, data, cause(alarm), now);
        }
    }

    /** Why a kind that remembers, or a plugin's, says so; or null. */
    static String because(Next next, Kinds kinds, Reading reading) {
        return next.memory != null ? next.memory.text() : kinds.because(next.rule, reading);
    }

    /** It calls people for the first time. */
    private void tellRaised(Draft draft, Alarm alarm, Instant now) {
        Map<String, Object> data = data(alarm);
        data.put("value", alarm.value());
        data.put("unit", alarm.series().unit());
        data.put("limit", alarm.limit());
        data.put("at", alarm.readingAt() == null ? null : alarm.readingAt().toString());
        tell(draft, alarm, SensorFacts.ALARM_RAISED, PLATFORM, data, cause(alarm), now);
        draft.tx.afterCommit(raised::incrementAndGet);
    }

    private static Fact.Cause cause(Alarm alarm) {
        return alarm.readingAt() == null ? null
                : new Fact.Cause(new Subject(SensorFacts.READING, alarm.series().id() + "@" + alarm.readingAt().toEpochMilli()), null);
    }

    /** It went up or down its ladder. */
    void climb(Draft draft, Next next, int level, Instant now) {
        Alarm before = next.upToDate();
        Alarm after = before.climbed(level, next.rule.manner().ladder().priority(level, next.rule.priority()));
        move(draft, next, after, now);
        Map<String, Object> data = data(after);
        data.put("level", level);
        data.put("levelBefore", before.marks().level());
        data.put("priorityBefore", before.priority().name());
        tell(draft, after, level > before.marks().level() ? SensorFacts.ALARM_ESCALATED : SensorFacts.ALARM_DEESCALATED, PLATFORM, data, null, now);
    }

    /** It is silent from now on. */
    void hush(Draft draft, Next next, Hush hush, Instant now) {
        Alarm after = next.upToDate().hushed(hush);
        move(draft, next, after, now);
        Map<String, Object> data = data(after);
        data.put("suppression", hush.suppression());
        tell(draft, after, SensorFacts.ALARM_SUPPRESSED, draft.by, data, null, now);
    }

    /** What kept it silent is over: it calls, or goes on silently for another reason. */
    void free(Draft draft, Next next, AlarmVerb verb, Hush still, Instant now) {
        Alarm before = next.upToDate();
        Alarm after = before.freed(verb, still, draft.by, now);
        move(draft, next, after, now);
        Map<String, Object> data = data(after);
        data.put("suppression", before.marks().suppression());
        data.put("verb", verb.word());
        tell(draft, after, SensorFacts.ALARM_RELEASED, draft.by, data, null, now);
        boolean calls = after.state() == AlarmState.UNACK || after.state() == AlarmState.LATUN;
        if (calls && !before.marks().announced()) {
            tellRaised(draft, after, now);
        } else if (calls) {
            tell(draft, after, SensorFacts.ALARM_REALARMED, PLATFORM, data(after), null, now);
        }
    }

    /** Ends a latched alarm. */
    Alarm reset(Draft draft, Next next, String number, Long expected, Actor by, Instant now) {
        Alarm before = found(draft, next, number, expected);
        Alarm after = before.reset(by);
        move(draft, next, after, now);
        tell(draft, after, SensorFacts.ALARM_RESET, by, data(after), null, now);
        return after;
    }

    /** The alarm as it stands, from memory where it is active, else from its row. */
    private Alarm found(Draft draft, Next next, String number, Long expected) {
        Alarm before = next != null ? next.upToDate()
                : store.find(draft.tx, number).orElseThrow(() -> Problem.NotFound.of(new Subject(SensorFacts.ALARM, number)));
        Problem.Stale.check(before.subject(), expected, before.version());
        return before;
    }

    /** An alarm found afterwards is written and told as such; it is nobody's active alarm. */
    void record(Draft draft, Alarm alarm, Instant now) {
        store.add(draft.tx, alarm);
        Map<String, Object> data = data(alarm);
        data.put("begin", alarm.raisedAt().toString());
        data.put("end", alarm.clearedAt() == null ? null : alarm.clearedAt().toString());
        data.put("reason", alarm.clearedBecause());
        tell(draft, alarm, SensorFacts.ALARM_FOUND, PLATFORM, data, cause(alarm), now);
    }

    /** A correction took the ground from under it. */
    void doubt(Draft draft, Next next, Alarm row, String correction, Instant now) {
        Alarm after = (next == null ? row : next.upToDate()).doubted(correction);
        move(draft, next, after, now);
        Map<String, Object> data = data(after);
        data.put("correction", correction);
        tell(draft, after, SensorFacts.ALARM_DOUBTED, PLATFORM, data, new Fact.Cause(new Subject("correction", correction), null), now);
    }

    private void recur(Draft draft, Next next, Reading reading, Instant now) {
        Alarm again = recurred(next, reading);
        move(draft, next, again, now);
        tell(draft, again, SensorFacts.ALARM_RECURRED, PLATFORM, data(again), null, now);
    }

    /** The alarm of a watch whose condition came back with this reading, or (null) without one. */
    static Alarm recurred(Next next, Reading reading) {
        Alarm again = next.upToDate().recurred();
        return reading == null ? again : again.counted(again.repeats(), reading.value(), Instant.ofEpochMilli(reading.at()), null);
    }

    /**
     * The condition holds no more.
     *
     * @param because why, where it was not the condition itself, else null
     */
    void clear(Draft draft, Next next, String because, Instant now) {
        Alarm after = next.upToDate().returned(because, now);
        move(draft, next, after, now);
        Map<String, Object> data = data(after);
        data.put("reason", because);
        tell(draft, after, SensorFacts.ALARM_CLEARED, PLATFORM, data, null, now);
    }

    /**
     * Somebody has seen it; see {@link Alarms#acknowledge}.
     *
     * @param next of the watch whose active alarm it is, or null where it is not active
     */
    Alarm acknowledge(Draft draft, Next next, String number, Long expected, String note, Actor by, Instant now) {
        Alarm before = found(draft, next, number, expected);
        Alarm after = before.acknowledge(by, note, now);
        move(draft, next, after, now);
        Map<String, Object> data = data(after);
        data.put("note", after.note());
        tell(draft, after, SensorFacts.ALARM_ACKNOWLEDGED, by, data, null, after.acknowledgedAt());
        return after;
    }

    /** Writes counts that were not written for a second, and those where a delay began or was broken off. */
    void count(Draft draft, long now) {
        for (Next next : draft.changes) {
            if (next.counted() && now - next.countedAt >= COUNT_EVERY_MILLIS) {
                store.count(draft.tx, next.upToDate());
                next.countedAt = now;
            }
        }
    }

    /** Alarms raised since the start. */
    long raised() {
        return raised.get();
    }

    private void move(Draft draft, Next next, Alarm after, Instant now) {
        if (next != null) {
            next.written = true;
        }
        if (!store.move(draft.tx, after)) {
            throw new IllegalStateException("the row of alarm " + after.number() + " was changed behind the desk");
        }
        hold(next, after.state().active() ? after : null, now);
    }

    private static void hold(Next next, Alarm written, Instant now) {
        next.hold(written);
        next.countedAt = now.toEpochMilli();
    }

    /** Tells what happened, in the journal and in one line of the log. */
    private void tell(Draft draft, Alarm alarm, String fact, Actor by, Map<String, Object> data, Fact.Cause cause, Instant happened) {
        journal.write(draft.tx, new Fact(alarm.subject(), fact, happened, by, data, cause));
        draft.tx.afterCommit(() -> {
            log.info("alarm {} {} by {}: {}", alarm.number(), alarm.state(), by.account(), alarm.title());
            pencil.recorded(alarm);
        });
    }

    /** What every fact about an alarm says. */
    static Map<String, Object> data(Alarm alarm) {
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
}
