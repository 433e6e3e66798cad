package io.shoutu.sensor;

import io.shoutu.api.sensor.AlarmRule;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.AlarmVerb;
import io.shoutu.sensor.domain.Brought;
import io.shoutu.sensor.domain.Condition;
import io.shoutu.sensor.domain.Hush;
import io.shoutu.sensor.domain.Ladder;
import io.shoutu.sensor.domain.Memory;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Standing;
import io.shoutu.sensor.domain.Threshold;

/** The judging itself (判定规则): what a reading does to a watch, whatever sheet it is written on. Each kind of condition has its branch here. */
final class Judging {
    private Judging() {}

    /**
     * A reading came.
     *
     * @param when it arrived: what happens now is said to have happened then
     * @param counting our clock from which silence and the delay of a return count
     */
    static void reading(Sheet sheet, Kinds kinds, Watch watch, Reading reading, long when, long counting) {
        Threshold plain = watch.plain;
        if (plain != null) {
            stands(sheet, watch, plain, plain.begins(reading.value()), plain.ends(reading.value()), reading, reading, when, counting);
            return;
        }
        Rule rule = watch.rule;
        Condition condition = rule.condition();
        if (condition instanceof Threshold threshold) {
            boolean inForce = rule.manner().schedule() == null || sheet.inForce(rule, reading.at());
            stands(sheet, watch, threshold, inForce && threshold.begins(reading.value()), !inForce || threshold.ends(reading.value()), reading, reading, when, counting);
        } else if (condition instanceof Condition.Remembering remembering) {
            remembered(sheet, watch, remembering, reading, when, counting);
        } else if (condition instanceof Brought brought) {
            AlarmRule.Verdict verdict = kinds.verdict(watch.rule, reading);
            // Where nobody can say, everything stays as it stands.
            if (verdict != null) {
                boolean abnormal = verdict.abnormal() && (rule.manner().schedule() == null || sheet.inForce(rule, reading.at()));
                stands(sheet, watch, brought.delays(), abnormal, !abnormal, reading, reading, when, counting);
            }
        } else {
            heard(sheet, watch, reading, when, counting);
        }
    }

    /** A condition that remembers takes every reading in, also outside of its schedule. */
    private static void remembered(Sheet sheet, Watch watch, Condition.Remembering condition, Reading reading, long when, long counting) {
        Next next = sheet.of(watch);
        if (next.memory == null) {
            next.memory = condition.memory();
        }
        Memory.Say say = next.memory.say(reading);
        boolean inForce = watch.rule.manner().schedule() == null || sheet.inForce(watch.rule, reading.at());
        stands(sheet, watch, condition.delays(), inForce && say == Memory.Say.HOLDS, !inForce || say == Memory.Say.GONE, reading, next.memory.shown(reading), when, counting);
    }

    /** @param shown the reading an alarm shows: this one, or the latest of the rule's own series, or null where that has none */
    private static void stands(Sheet sheet, Watch watch, Threshold delays, boolean begins, boolean ends, Reading reading, Reading shown, long when, long counting) {
        Next known = sheet.known(watch);
        Standing before = known == null ? watch.standing : known.standing;
        Standing after = delays.next(before, reading.at(), begins, ends, reading.value(), when);
        if (after.phase() == Standing.Phase.ENDING) {
            // A danger lasts from when it came. That it is over needs its full time while somebody can be heard.
            after = after.countedFrom(counting);
        }
        if (after == before && !before.violated()) {
            return;
        }
        Next next = sheet.of(watch);
        switch (next.step(shown, after)) {
            case BEGIN -> begin(sheet, next, shown, when);
            case END -> clear(sheet, next, when);
            case STILL, NONE -> { }
        }
        if (next.rule.manner().ladder() != null && next.alarmed()) {
            climb(sheet, next, next.rule.manner().ladder().next(next.climb, reading.at(), reading.value(), after.phase() == Standing.Phase.VIOLATED, next.rule.condition(), when), when);
        }
    }

    private static void begin(Sheet sheet, Next next, Reading reading, long when) {
        next.climb = Ladder.Climb.FOOT;
        sheet.begin(next, reading, when);
        spread(sheet, next, when);
    }

    private static void clear(Sheet sheet, Next next, long when) {
        next.climb = Ladder.Climb.FOOT;
        sheet.clear(next, when);
        spread(sheet, next, when);
    }

    private static void climb(Sheet sheet, Next next, Ladder.Climb after, long when) {
        next.climb = after;
        if (after.level() != next.alarm.marks().level()) {
            sheet.climb(next, after.level(), when);
        }
    }

    /** An alarm began or ended that others are declared to be silent for. */
    static void spread(Sheet sheet, Next cause, long when) {
        for (String rule : sheet.quiet().suppressedBy(cause.rule.id())) {
            Watch watch = sheet.watch(rule);
            Next known = watch == null ? null : sheet.known(watch);
            Alarm alarm = watch == null ? null : known == null ? watch.alarm : known.alarm;
            if (alarm != null) {
                settle(sheet, sheet.of(watch), sheet.quiet().on(sheet, watch), AlarmVerb.UNSUPPRESS, when);
            }
        }
    }

    /** Brings an alarm in line with what keeps it silent now. */
    static void settle(Sheet sheet, Next next, Hush hush, AlarmVerb verb, long when) {
        AlarmState state = next.alarm.state();
        if (hush == null && state.silent()) {
            sheet.free(next, verb, null, when);
        } else if (hush != null && state.silent() && state != hush.state() && weaker(hush.state(), state)) {
            sheet.free(next, verb, hush, when);
        } else if (hush != null && state.active() && state != hush.state()) {
            sheet.hush(next, hush, when);
        }
    }

    private static boolean weaker(AlarmState hush, AlarmState than) {
        return than == AlarmState.OOSRV || than == AlarmState.SHLVD && hush == AlarmState.DSUPR;
    }

    /** An alarm went up or down its ladder by time alone. */
    static void climbed(Sheet sheet, Watch watch, long now) {
        Next next = sheet.of(watch);
        Ladder ladder = next.rule.manner().ladder();
        if (ladder != null && next.alarmed()) {
            climb(sheet, next, ladder.tick(next.climb, next.standing.phase() == Standing.Phase.VIOLATED, next.rule.condition(), now), now);
        }
    }

    /** For a no-data rule the value says nothing: a reading came. */
    private static void heard(Sheet sheet, Watch watch, Reading reading, long when, long counting) {
        Next next = sheet.of(watch);
        next.lastArrival = counting;
        if (next.alarmed()) {
            next.note(reading);
            clear(sheet, next, when);
        }
    }

    /** The latest reading of a running delay. */
    static Reading latest(Watch watch, Standing waiting) {
        return new Reading(watch.rule.series(), waiting.lastAt(), waiting.lastValue(), 0, null);
    }

    /** A running delay is over by our clock; where none runs any more, nothing happens. */
    static void delayOver(Sheet sheet, Watch watch, Reading latest, long when) {
        Next next = sheet.of(watch);
        switch (next.standing.phase()) {
            case PENDING -> {
                next.standing = Standing.VIOLATED;
                Reading shown = next.memory == null ? latest : next.memory.shown(latest);
                begin(sheet, next, shown, when);
                if (next.rule.manner().ladder() != null) {
                    climb(sheet, next, next.rule.manner().ladder().next(next.climb, latest.at(), latest.value(), true, next.rule.condition(), when), when);
                }
            }
            case ENDING -> {
                next.standing = Standing.NORMAL;
                clear(sheet, next, when);
            }
            default -> { }
        }
    }

    /** Nothing came for too long; where that is an alarm already, nothing happens. */
    static void silent(Sheet sheet, Watch watch, Reading latest, long when) {
        Next next = sheet.of(watch);
        if (!next.alarmed()) {
            begin(sheet, next, latest, when);
        }
    }
}
