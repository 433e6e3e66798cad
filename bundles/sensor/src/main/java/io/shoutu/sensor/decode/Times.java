package io.shoutu.sensor.decode;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as they are sent in (时间): RFC 3339. */
public final class Times {
    private static final long DAY = 86_400_000L;

    private Times() {}

    /** Epoch milliseconds of an RFC 3339 time; smaller fractions are cut off. Null where it is none. */
    public static Long rfc3339(String text) {
        Long quick = utc(text);
        if (quick != null) {
            return quick;
        }
        try {
            return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT).replace(' ', 'T'), DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /** {@code 2026-11-22T03:00:00Z} with or without milliseconds, the way most devices write it; null for anything else. */
    private static Long utc(String text) {
        int length = text.length();
        if (length != 20 && length != 24 || text.charAt(length - 1) != 'Z' || text.charAt(4) != '-' || text.charAt(7) != '-' || text.charAt(10) != 'T'
                || text.charAt(13) != ':' || text.charAt(16) != ':' || length == 24 && text.charAt(19) != '.') {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        int milli = length == 24 ? digits(text, 20, 23) : 0;
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > 28 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59
                || milli < 0) {
            return null;
        }
        return LocalDate.of(year, month, day).toEpochDay() * DAY + ((hour * 60L + minute) * 60 + second) * 1000 + milli;
    }

    private static int digits(String text, int begin, int end) {
        int n = 0;
        for (int i = begin; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            n = n * 10 + digit;
        }
        return n;
    }
}
