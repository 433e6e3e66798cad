package io.shoutu.sensor.domain;

/**
 * How a threshold rule stands (判定状态) between two readings. Immutable; the two resting states are constants, so that judging an
 * ordinary reading allocates nothing.
 *
 * @param phase where it stands
 * @param since reading time at which the running delay began; 0 at rest
 * @param lastAt reading time of the latest reading inside the running delay; 0 at rest
 * @param lastArrived when that reading arrived, by our clock; 0 at rest
 * @param lastValue its value; 0 at rest
 */
public record Standing(Phase phase, long since, long lastAt, long lastArrived, double lastValue) {

    /** The phases. */
    public enum Phase {
        /** The condition does not hold. */
        NORMAL,
        /** It holds, but not yet for the on-delay. */
        PENDING,
        /** It holds. */
        VIOLATED,
        /** It holds no more, but not yet for the off-delay. */
        ENDING
    }

    /** What a step means for the alarm. */
    public enum Event { NONE, BEGIN, STILL, END }

    public static final Standing NORMAL = new Standing(Phase.NORMAL, 0, 0, 0, 0);
    public static final Standing VIOLATED = new Standing(Phase.VIOLATED, 0, 0, 0, 0);

    static Standing pending(long since, long at, long arrived, double value) {
        return new Standing(Phase.PENDING, since, at, arrived, value);
    }

    static Standing ending(long since, long at, long arrived, double value) {
        return new Standing(Phase.ENDING, since, at, arrived, value);
    }

    /**
     * A standing as it was when the house went down: the delay that ran then goes on from where it stood, without the downtime.
     *
     * @param violated whether an alarm stood
     * @param since reading time at which a delay began, or null where none ran
     * @param lastAt reading time of the last reading judged
     * @param now our clock at the start
     */
    public static Standing restored(boolean violated, Long since, long lastAt, double lastValue, long now) {
        if (since == null) {
            return violated ? VIOLATED : NORMAL;
        }
        return new Standing(violated ? Phase.ENDING : Phase.PENDING, since, Math.max(since, lastAt), now, lastValue);
    }

    /** The same, its running delay counted by our clock from that moment on. */
    public Standing countedFrom(long arrived) {
        return arrived == lastArrived ? this : new Standing(phase, since, lastAt, arrived, lastValue);
    }

    /** Whether the alarm stands: the condition holds, or has not been gone for the off-delay. */
    public boolean violated() {
        return phase == Phase.VIOLATED || phase == Phase.ENDING;
    }

    /** Whether a delay is running. */
    public boolean waiting() {
        return phase == Phase.PENDING || phase == Phase.ENDING;
    }

    /** What the step from here to {@code after} means for the alarm. */
    public Event to(Standing after) {
        if (violated() != after.violated()) {
            return after.violated() ? Event.BEGIN : Event.END;
        }
        return after.phase == Phase.VIOLATED ? Event.STILL : Event.NONE;
    }
}
