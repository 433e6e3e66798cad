package io.shoutu.api.reporting;

import io.shoutu.api.Problem;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A reporting period (报告期) in legal days of China, both ends in it, at most ten years long.
 */
public record Period(LocalDate from, LocalDate to) {
    public Period {
        if (from == null || to == null || from.isAfter(to)) {
            throw new Problem.Invalid("period", "from", "报告期的起始日不得晚于截止日，两者都要填写：" + from + " 至 " + to);
        }
        if (from.plusYears(10).isBefore(to)) {
            throw new Problem.Invalid("period", "to", "报告期不得超过十年：" + from + " 至 " + to);
        }
    }

    /** The month a day lies in. */
    public static Period monthOf(LocalDate day) {
        return new Period(day.withDayOfMonth(1), day.withDayOfMonth(day.lengthOfMonth()));
    }

    /** The first instant inside. */
    public Instant begins() {
        return Legal.startOf(from);
    }

    /** The first instant after it. */
    public Instant ends() {
        return Legal.endOf(to);
    }

    @Override
    public String toString() {
        return from + "/" + to;
    }
}
