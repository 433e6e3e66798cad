package io.shoutu.hazard.domain;

import io.shoutu.api.journal.Fact;

/**
 * Where a hazard came from (来由).
 *
 * @param cause what brought it about
 * @param device device of the alarm, or null
 * @param series series of the alarm, or null where it was no alarm
 * @param rule rule of the alarm, or null where it was no alarm
 */
public record Origin(Fact.Cause cause, String device, String series, String rule) {
    /** Nothing in the journal brought it about: somebody saw it. */
    public static final Origin NONE = new Origin(null, null, null, null);

    public static Origin of(Fact.Cause cause) {
        return new Origin(cause, null, null, null);
    }
}
