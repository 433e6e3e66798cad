package io.shoutu.sensor.domain;

import io.shoutu.api.sensor.Priority;
import java.time.Instant;

/**
 * What a rule would have called an alarm (演算报警): from when its condition began until it ended.
 *
 * @param end null where it had not ended when the readings did
 * @param value of the reading that began it, or null
 * @param worst farthest value beyond the limit of a threshold while it stood, else null
 * @param priority the highest it reached
 * @param first the reading that began it; the last one there was, for no data; or null
 * @param text what its alarm would say
 */
public record Excursion(Instant begin, Instant end, Double value, Double worst, Priority priority, Reading first, String text) {
    /** Whether it stood at some time in {@code from ≤ … < to}. */
    public boolean during(Instant from, Instant to) {
        return begin.isBefore(to) && (end == null || !end.isBefore(from));
    }

    /** Whether it stood at the same time as this alarm. */
    public boolean meets(Alarm alarm) {
        boolean before = end != null && end.isBefore(alarm.raisedAt());
        boolean after = alarm.clearedAt() != null && alarm.clearedAt().isBefore(begin);
        return !before && !after;
    }
}
