package io.shoutu.api.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The legal day (法定日): the day in China at an instant, whatever the machine's own zone says. */
public final class Legal {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private Legal() {}

    /** The day in China at this instant. */
    public static LocalDate day(Instant instant) {
        return instant.atZone(ZONE).toLocalDate();
    }

    /** The first instant after this day in China: a deadline "by that day" is missed from here on. */
    public static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZONE).toInstant();
    }

    /** The first instant of this day in China. */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
