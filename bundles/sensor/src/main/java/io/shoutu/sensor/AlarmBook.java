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
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.Catalogue;
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
    private static final Actor PLATFORM = Actor.system("sensor");
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
     * The condition holds: a new alarm, or the one nobody has acknowledged yet once more.
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
        Alarm alarm = Alarm.raise(number, rule, catalogue.device(rule.series().device()), reading, kinds.because(rule, reading), now);
        next.written = true;
        store.add(draft.tx, alarm);
        hold(next, alarm, now);
        Map<String, Object> data = data(alarm);
        data.put("value", alarm.value());
        data.put("unit", rule.series().unit());
        data.put("limit", alarm.limit());
        data.put("at", alarm.readingAt() == null ? null : alarm.readingAt().toString());
        Fact.Cause cause = reading == null ? null
                : new Fact.Cause(new Subject(SensorFacts.READING, rule.series().id() + "@" + reading.at()), null);
        tell(draft, alarm, SensorFacts.ALARM_RAISED, PLATFORM, data, cause, now);
        draft.tx.afterCommit(raised::incrementAndGet);
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
        Alarm before = next != null ? next.upToDate()
                : store.find(draft.tx, number).orElseThrow(() -> Problem.NotFound.of(new Subject(SensorFacts.ALARM, number)));
        Problem.Stale.check(before.subject(), expected, before.version());
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
