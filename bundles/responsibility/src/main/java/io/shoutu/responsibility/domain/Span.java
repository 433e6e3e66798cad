package io.shoutu.responsibility.domain;

import java.time.LocalDate;

/**
 * A stretch of days (时段), both ends included: {@code 以上} includes.
 *
 * @param label what people read, e.g. 2026年第二季度
 */
public record Span(LocalDate first, LocalDate last, String label) {
    public Span {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException(first + " to " + last);
        }
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }
}
