package io.shoutu.sensor.domain;

/**
 * What a condition remembers from one reading to the next (判定记忆), where a single reading does not tell. Each transaction works on a copy,
 * so a rollback leaves no trace. Not safe for several threads.
 */
public interface Memory {

    /** What a reading means for the condition (判定). */
    enum Say {
        /** It holds. */
        HOLDS,
        /** Neither: it stays as it stands. */
        STAYS,
        /** It does not hold. */
        GONE
    }

    Memory copy();

    /** Takes in the next reading of any series the condition looks at. */
    Say say(Reading reading);

    /** What it said last, in a few words of Chinese, for the alarm's title. */
    String text();

    /** The reading an alarm of this condition shows: this one, unless it belongs to another series than the rule's own; null where that one has none yet. */
    default Reading shown(Reading reading) {
        return reading;
    }
}
