package io.shoutu.notices.domain;

import io.shoutu.api.notices.Level;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Quiet hours (免打扰时段) on China's clock, e.g. {@code 22:00-07:00}: nothing but 特急 disturbs anyone then.
 *
 * @param from first quiet moment of the day; the same as {@code to} where there are none
 */
public record QuietHours(LocalTime from, LocalTime to) {
    public static final QuietHours NONE = new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    /** @throws IllegalArgumentException where it is not written {@code 22:00-07:00}; empty is none */
    public static QuietHours parse(String text) {
        if (text == null || text.isBlank()) {
            return NONE;
        }
        String[] ends = text.strip().split("\\s*-\\s*");
        try {
            return new QuietHours(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
        } catch (java.time.format.DateTimeParseException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("quiet hours are written 22:00-07:00, not " + text, e);
        }
    }

    /** When a notice of this level may go out, or empty where it may now. */
    public Optional<Instant> heldUntil(Instant now, Level level) {
        if (level == Level.URGENT || from.equals(to)) {
            return Optional.empty();
        }
        ZonedDateTime here = now.atZone(Legal.ZONE);
        LocalTime time = here.toLocalTime();
        boolean overnight = from.isAfter(to);
        boolean quiet = overnight ? !time.isBefore(from) || time.isBefore(to) : !time.isBefore(from) && time.isBefore(to);
        if (!quiet) {
            return Optional.empty();
        }
        boolean tomorrow = overnight && !time.isBefore(from);
        return Optional.of((tomorrow ? here.plusDays(1) : here).toLocalDate().atTime(to).atZone(Legal.ZONE).toInstant());
    }
}
