package io.shoutu.sensor.domain;

/**
 * A reading (读数) as it is stored.
 *
 * @param series what was measured
 * @param at when, epoch milliseconds by the device's clock (or ours, with {@link Flag#SERVER_TIME})
 * @param value in the series' unit; always finite
 * @param flags bits of {@link Flag}
 * @param attributes what the sender added, a canonical JSON object, or null
 */
public record Reading(Series series, long at, double value, int flags, String attributes) {
    /** Readings with one of these say nothing about how things stand now, so no rule looks at them. */
    private static final int NOT_JUDGED = Flag.LATE.bit | Flag.BAD.bit;

    /** Whether rules look at this reading: neither late (out of order) nor of bad quality. */
    public boolean judged() {
        return (flags & NOT_JUDGED) == 0;
    }
}
