package io.shoutu.sensor;

import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.Ladder;
import io.shoutu.sensor.domain.Memory;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Standing;
import java.time.Instant;

/**
 * What becomes of a watch (下一状态) if the transaction commits. Readings are counted here in plain fields and make a new
 * {@link Alarm} only where it is written, so that judging allocates nothing.
 */
final class Next {
    final Watch watch;
    Rule rule;
    Alarm alarm;
    Standing standing;
    /** A copy of its own to work on, or null where the condition remembers nothing. */
    Memory memory;
    Ladder.Climb climb;
    long lastArrival;
    long countedAt;
    /** Whether rows were written for it: after a rollback it is asked whether they are there all the same. */
    boolean written;
    private boolean counted;
    private long repeats;
    private long lastAt;
    private double lastValue;

    Next(Watch watch) {
        this.watch = watch;
        this.rule = watch.rule;
        this.standing = watch.standing;
        Memory known = watch.memory;
        this.memory = known == null ? null : known.copy();
        this.climb = watch.climb;
        this.lastArrival = watch.lastArrival;
        this.countedAt = watch.countedAt;
        hold(watch.alarm);
    }

    /** Holds an alarm that was just written, or (null) none. */
    void hold(Alarm now) {
        alarm = now;
        counted = false;
        repeats = now == null ? 0 : now.repeats();
    }

    /** As {@link Watch#alarmed}. */
    boolean alarmed() {
        return alarm != null && alarm.standing();
    }

    /** Takes a reading in (or, where it is of another series than the alarm, none), after which it stands like this; answers what that means for the alarm. */
    Standing.Event step(Reading reading, Standing after) {
        Standing.Event event = standing.to(after);
        if (standing.violated()) {
            note(reading);
            repeats += event == Standing.Event.STILL ? 1 : 0;
            if (standing.phase() != after.phase()) {
                // A delay begins or is broken off: a crash must not forget it.
                countedAt = 0;
            }
        }
        standing = after;
        return event;
    }

    /** The latest reading that came while the alarm stood. */
    void note(Reading reading) {
        if (reading == null) {
            return;
        }
        counted = true;
        lastAt = reading.at();
        lastValue = reading.value();
    }

    /** Whether readings were counted that the alarm's row does not know of. */
    boolean counted() {
        return counted && alarm != null;
    }

    /** The alarm with what was counted since it was last written. */
    Alarm upToDate() {
        if (!counted()) {
            return alarm;
        }
        Long since = standing.phase() == Standing.Phase.ENDING ? standing.since() : null;
        return alarm.counted(repeats, lastValue, Instant.ofEpochMilli(lastAt), since);
    }
}
