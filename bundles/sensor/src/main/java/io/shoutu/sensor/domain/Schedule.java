package io.shoutu.sensor.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.Term;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;

/**
 * When a rule is in force (生效时段), on the clock of China: by hours, on working days or on days of rest. Make-up working days (调休) are working days.
 *
 * @param spans 1 to 10; in force where one of them covers the moment
 */
public record Schedule(List<Span> spans) {

    /** Which days (日子). */
    public enum Days implements Term {
        ALL("每天"), WORKING("工作日"), RESTING("休息日");

        private final String label;

        Days(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** The calendar it asks (日历). */
    @FunctionalInterface
    public interface Calendar {
        boolean working(LocalDate day);
    }

    /**
     * Hours of a day (时段).
     *
     * @param from included
     * @param to excluded; at or before {@code from} it is that of the next day, and the hours belong to the day they began on
     */
    public record Span(Days days, LocalTime from, LocalTime to) {
        public Span {
            if (days == null || from == null || to == null) {
                throw new Problem.Invalid("required", days == null ? "days" : from == null ? "from" : "to", "请填写时段的日子（all 每天、working 工作日、resting 休息日）和起止时间，如 18:00");
            }
        }

        private boolean covers(LocalDateTime moment, Calendar calendar) {
            LocalTime time = moment.toLocalTime();
            if (from.isBefore(to)) {
                return !time.isBefore(from) && time.isBefore(to) && on(moment.toLocalDate(), calendar);
            }
            return !time.isBefore(from) && on(moment.toLocalDate(), calendar) || time.isBefore(to) && on(moment.toLocalDate().minusDays(1), calendar);
        }

        private boolean on(LocalDate day, Calendar calendar) {
            return days == Days.ALL || calendar.working(day) == (days == Days.WORKING);
        }
    }

    public Schedule {
        spans = List.copyOf(spans);
        if (spans.isEmpty() || spans.size() > 10) {
            throw new Problem.Invalid("schedule", "schedule", "生效时段应有1至10个，总是生效请留空");
        }
    }

    /** Whether it is in force at that moment, epoch milliseconds. */
    public boolean covers(long at, Calendar calendar) {
        LocalDateTime moment = LocalDateTime.ofInstant(Instant.ofEpochMilli(at), Legal.ZONE);
        for (Span span : spans) {
            if (span.covers(moment, calendar)) {
                return true;
            }
        }
        return false;
    }

    /** Whether what it says depends on holidays. */
    public boolean asksCalendar() {
        return spans.stream().anyMatch(span -> span.days() != Days.ALL);
    }

    @Override
    public String toString() {
        return spans.stream().map(s -> s.days().word() + " " + s.from() + "-" + s.to()).collect(Collectors.joining(", "));
    }
}
