package io.shoutu.sensor;

import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.Ladder;
import io.shoutu.sensor.domain.Memory;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Silence;
import io.shoutu.sensor.domain.Standing;
import io.shoutu.sensor.domain.Threshold;

/** A watch (值守): a rule, how it stands and its active alarm. Written after commits only, by whoever has the desk; the pencil reads it. */
final class Watch {
    volatile Rule rule;
    /** The rule's threshold where that is all there is to judge by, or null: a hundred thousand rules are far apart in memory, and each reading asks. */
    volatile Threshold plain;
    /** The active alarm, or null. */
    volatile Alarm alarm;
    /** How a threshold stands; a no-data rule has only its alarm. */
    volatile Standing standing = Standing.NORMAL;
    /** What its condition remembers, or null where it needs nothing. */
    volatile Memory memory;
    /** Where its alarm stands on the rule's ladder. */
    volatile Ladder.Climb climb = Ladder.Climb.FOOT;
    /** Our clock when the last good reading came, or when watching began. */
    volatile long lastArrival;
    /** When the count of the alarm was last written, or 0 to have it written at once. */
    long countedAt;
    /** What the open draft makes of it, or null. */
    Next next;

    /** From now on it is this version of its rule. */
    void follow(Rule version) {
        plain = version.condition() instanceof Threshold threshold && version.manner().schedule() == null ? threshold : null;
        rule = version;
    }

    /** Whether time alone may change how it stands. */
    boolean timed() {
        return rule.enabled() && (rule.condition() instanceof Silence || standing.waiting() || rule.manner().ladder() != null && alarmed());
    }

    /** Whether the alarm stands: raised, and its condition not back to normal. */
    boolean alarmed() {
        return alarm != null && alarm.standing();
    }
}
