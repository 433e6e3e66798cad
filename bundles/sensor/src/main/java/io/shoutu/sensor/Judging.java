package io.shoutu.sensor;

import io.shoutu.api.sensor.AlarmRule;
import io.shoutu.sensor.domain.Brought;
import io.shoutu.sensor.domain.Condition;
import io.shoutu.sensor.domain.Reading;
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
        Condition condition = watch.rule.condition();
        if (condition instanceof Threshold threshold) {
            stands(sheet, watch, threshold, threshold.begins(reading.value()), threshold.ends(reading.value()), reading, when, counting);
        } else if (condition instanceof Brought brought) {
            AlarmRule.Verdict verdict = kinds.verdict(watch.rule, reading);
            // Where nobody can say, everything stays as it stands.
            if (verdict != null) {
                stands(sheet, watch, brought.delays(), verdict.abnormal(), !verdict.abnormal(), reading, when, counting);
            }
        } else {
            heard(sheet, watch, reading, when, counting);
        }
    }

    private static void stands(Sheet sheet, Watch watch, Threshold delays, boolean begins, boolean ends, Reading reading, long when, long counting) {
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
        switch (next.step(reading, after)) {
            case BEGIN -> sheet.begin(next, reading, when);
            case END -> sheet.clear(next, when);
            case STILL, NONE -> { }
        }
    }

    /** For a no-data rule the value says nothing: a reading came. */
    private static void heard(Sheet sheet, Watch watch, Reading reading, long when, long counting) {
        Next next = sheet.of(watch);
        next.lastArrival = counting;
        if (next.alarmed()) {
            next.note(reading);
            sheet.clear(next, when);
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
                sheet.begin(next, latest, when);
            }
            case ENDING -> {
                next.standing = Standing.NORMAL;
                sheet.clear(next, when);
            }
            default -> { }
        }
    }

    /** Nothing came for too long; where that is an alarm already, nothing happens. */
    static void silent(Sheet sheet, Watch watch, Reading latest, long when) {
        Next next = sheet.of(watch);
        if (!next.alarmed()) {
            sheet.begin(next, latest, when);
        }
    }
}
