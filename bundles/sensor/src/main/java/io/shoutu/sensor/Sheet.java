package io.shoutu.sensor;

import io.shoutu.sensor.domain.Reading;

/** What judging writes on (台面): the {@link Draft} of a transaction with the alarm book behind it, or the {@link Pencil}. */
interface Sheet {
    /** What becomes of this watch so far, or null where nothing was written yet. */
    Next known(Watch watch);

    /** What becomes of this watch; asked twice, the same. */
    Next of(Watch watch);

    /** The condition holds since that moment: a new alarm, or the one nobody has acknowledged yet once more. */
    void begin(Next next, Reading reading, long when);

    /** The condition holds no more. */
    void clear(Next next, long when);
}
