package io.shoutu.sensor;

import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.Brought;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Condition;
import io.shoutu.sensor.domain.Ladder;
import io.shoutu.sensor.domain.Memory;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Readings;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Standing;
import io.shoutu.sensor.domain.Threshold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Taking over (接班) after a stop or a crash: what the desk's memory held is found again from rows and stored readings. */
final class Takeover {
    private static final Logger log = LoggerFactory.getLogger(Takeover.class);
    private static final int PAGE = 10_000;

    private final Readings readings;
    private final Catalogue catalogue;
    private final long now;

    /** @param now our clock at the start */
    Takeover(Readings readings, Catalogue catalogue, Instant now) {
        this.readings = readings;
        this.catalogue = catalogue;
        this.now = now.toEpochMilli();
    }

    /** Everything under watch: these rules, their active alarms, the delays that were running. */
    Watches watches(List<Rule> inForce, List<Alarm> active) {
        Map<String, Alarm> byRule = active.stream().collect(Collectors.toMap(Alarm::rule, Function.identity()));
        Watches watches = new Watches(inForce.stream().map(rule -> watch(known(rule), byRule.get(rule.id()))).toList(), catalogue);
        if (!active.isEmpty()) {
            log.info("{} active alarms taken over, counted up to the last stored reading", active.size());
        }
        return watches;
    }

    private Rule known(Rule rule) {
        Series series = catalogue.byNumber(rule.series().number());
        return rule.series().equals(series) ? rule.of(series) : rule;
    }

    /** One rule under watch, as its rows and its readings say. */
    Watch watch(Rule rule, Alarm alarm) {
        Watch watch = new Watch();
        watch.follow(rule);
        watch.alarm = alarm;
        // While the house was down it could hear nobody, so every silence is measured anew.
        watch.lastArrival = now;
        if (rule.enabled() && rule.condition() instanceof Threshold threshold) {
            if (watch.alarmed()) {
                recount(watch, threshold);
            } else {
                resume(watch, threshold);
            }
        } else if (rule.enabled() && rule.condition() instanceof Condition.Remembering remembering) {
            remember(watch, remembering);
        } else if (rule.enabled() && rule.condition() instanceof Brought && watch.alarmed()) {
            // Its judge starts afresh; that the danger stood is known.
            watch.standing = Standing.restored(true, alarm.delaySince(), alarm.lastAt().toEpochMilli(), alarm.lastValue(), now);
        }
        if (rule.manner().ladder() != null && watch.alarmed() && watch.alarm.lastAt() != null) {
            long held = watch.alarm.readingAt().toEpochMilli();
            long calm = watch.standing.phase() == Standing.Phase.ENDING ? watch.standing.since() : 0;
            watch.climb = new Ladder.Climb(watch.alarm.marks().level(), held, calm, watch.alarm.lastAt().toEpochMilli(), now, watch.alarm.lastValue());
        }
        return watch;
    }

    /** What a condition remembers is found again from the readings it looks back on; how it stands, as for a threshold. */
    private void remember(Watch watch, Condition.Remembering condition) {
        Rule rule = watch.rule;
        List<Series> looks = Watches.looksAt(rule, catalogue);
        Memory memory = condition.memory();
        watch.memory = memory;
        Alarm alarm = watch.alarm;
        boolean alarmed = watch.alarmed() && alarm.lastAt() != null;
        long newest = looks.stream().map(readings::latest).filter(Objects::nonNull).mapToLong(Reading::at).max().orElse(Long.MIN_VALUE);
        if (newest == Long.MIN_VALUE) {
            return;
        }
        long counted = alarmed ? alarm.lastAt().toEpochMilli() : Long.MAX_VALUE;
        Threshold delays = condition.delays();
        long from = Math.max(Math.min(newest, counted) - (condition.memorySeconds() + delays.onDelaySeconds()) * 1000L, rule.armed().toEpochMilli());
        if (alarm != null && !alarmed && alarm.lastAt() != null) {
            from = Math.max(from, alarm.lastAt().toEpochMilli());
        }
        Next next = new Next(watch);
        next.standing = alarmed ? Standing.restored(true, alarm.delaySince(), counted, alarm.lastValue(), now) : Standing.NORMAL;
        for (Reading reading : merged(looks, from)) {
            Memory.Say say = memory.say(reading);
            Standing after = delays.next(next.standing, reading.at(), say == Memory.Say.HOLDS, say == Memory.Say.GONE, reading.value(), now);
            if (alarmed ? reading.at() > counted && next.standing.to(after) != Standing.Event.END : !after.violated()) {
                next.step(memory.shown(reading), after);
            }
        }
        watch.standing = next.standing;
        watch.alarm = next.upToDate();
    }

    /** The judged readings of several series from this time on, by time. */
    private List<Reading> merged(List<Series> looks, long from) {
        List<Reading> all = new ArrayList<>();
        looks.forEach(series -> again(series, from, all::add));
        all.sort(Comparator.comparingLong(Reading::at));
        return all;
    }

    /** Counts again what had come since the count was last written. */
    private void recount(Watch watch, Threshold threshold) {
        Alarm alarm = watch.alarm;
        long lastAt = alarm.lastAt().toEpochMilli();
        Next next = new Next(watch);
        next.standing = Standing.restored(true, alarm.delaySince(), lastAt, alarm.lastValue(), now);
        again(alarm.series(), lastAt + 1, reading -> {
            Standing after = threshold.next(next.standing, reading.at(), reading.value(), now);
            // A reading that had ended the alarm would have moved it in the same transaction; here only a newer version of the rule can say so.
            if (next.standing.to(after) != Standing.Event.END) {
                next.step(reading, after);
            }
        });
        watch.standing = next.standing;
        watch.alarm = next.upToDate();
    }

    /** Finds out whether an on-delay was running: it can only have begun within the last delay's length of readings. */
    private void resume(Watch watch, Threshold threshold) {
        Series series = watch.rule.series();
        Reading latest = threshold.onDelaySeconds() == 0 ? null : readings.latest(series);
        if (latest == null) {
            return;
        }
        long from = Math.max(latest.at() - threshold.onDelaySeconds() * 1000L, watch.rule.armed().toEpochMilli());
        if (watch.alarm != null && watch.alarm.lastAt() != null) {
            from = Math.max(from, watch.alarm.lastAt().toEpochMilli());
        }
        again(series, from, reading -> {
            Standing after = threshold.next(watch.standing, reading.at(), reading.value(), now);
            // Raising is left to the next reading or the clock.
            if (!after.violated()) {
                watch.standing = after;
            }
        });
    }

    /** Reads again what was judged, from this time on. */
    private void again(Series series, long from, Consumer<Reading> judge) {
        long start = from;
        for (List<Reading> page; !(page = readings.range(series, start, Long.MAX_VALUE, PAGE)).isEmpty();) {
            page.stream().filter(Reading::judged).forEach(judge);
            start = page.get(page.size() - 1).at() + 1;
        }
    }
}
