package io.shoutu.sensor.domain;

import java.time.Instant;

/**
 * What an alarm carries beside its state (报警附注).
 *
 * @param level 0 as raised, 1 the first step of its rule's ladder
 * @param latching whether the rule that raised it latches
 * @param retrospective raised afterwards, by late or corrected readings
 * @param announced whether people were told of it: it has been in a state that is not silent
 * @param suppression number of what keeps it silent, or null
 * @param suppressedUntil when that ends by itself, or null
 * @param doubtful number of the correction that took the ground from under it, or null
 */
public record Marks(int level, boolean latching, boolean retrospective, boolean announced, String suppression, Instant suppressedUntil, String doubtful) {
    static Marks raised(boolean latching, Hush hush) {
        return new Marks(0, latching, false, hush == null, hush == null ? null : hush.suppression(), hush == null ? null : hush.until(), null);
    }

    Marks level(int now) {
        return new Marks(now, latching, retrospective, announced, suppression, suppressedUntil, doubtful);
    }

    Marks hushed(Hush by) {
        return new Marks(level, latching, retrospective, announced, by.suppression(), by.until(), doubtful);
    }

    Marks heard() {
        return new Marks(level, latching, retrospective, true, null, null, doubtful);
    }

    Marks quiet() {
        return new Marks(level, latching, retrospective, announced, null, null, doubtful);
    }

    Marks doubted(String correction) {
        return new Marks(level, latching, retrospective, announced, suppression, suppressedUntil, correction);
    }
}
