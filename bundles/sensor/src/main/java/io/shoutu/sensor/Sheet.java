package io.shoutu.sensor;

import io.shoutu.sensor.domain.AlarmVerb;
import io.shoutu.sensor.domain.Hush;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Rule;

/** What judging writes on (台面): the {@link Draft} of a transaction with the alarm book behind it, the {@link Pencil}, or a {@link Rehearsal}. */
interface Sheet {
    /** What becomes of this watch so far, or null where nothing was written yet. */
    Next known(Watch watch);

    /** What becomes of this watch; asked twice, the same. */
    Next of(Watch watch);

    /** The watch of that rule, or null. */
    Watch watch(String rule);

    /** What keeps alarms silent. */
    Quiet quiet();

    /** Whether the rule is in force at that moment by its schedule. */
    boolean inForce(Rule rule, long at);

    /** The condition holds since that moment: a new alarm, or the one that had not ended yet once more. */
    void begin(Next next, Reading reading, long when);

    /** The condition holds no more. */
    void clear(Next next, long when);

    /** The alarm stands at that step of its ladder now. */
    void climb(Next next, int level, long when);

    /** The alarm is silent from now on. */
    void hush(Next next, Hush hush, long when);

    /** What kept the alarm silent is over. */
    void free(Next next, AlarmVerb verb, Hush still, long when);
}
