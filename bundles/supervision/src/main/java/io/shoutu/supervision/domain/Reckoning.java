package io.shoutu.supervision.domain;

import io.shoutu.api.time.WorkCalendar;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** The reckoning of days (期限推算): the rules in force today and the working calendar. */
public record Reckoning(LocalDate today, WorkCalendar calendar, List<TimeLimit> limits) {
    public static final String SIGN = "sign";
    public static final String PUBLISH = "listing.publish";
    public static final String FILE = "listing.file";
    public static final String LONGEST = "listing.longest";
    public static final String ASK_EXTENSION = "listing.extension-ask";
    public static final String ANSWER_EXTENSION = "listing.extension-answer";
    public static final String ACCEPT = "listing.accept";
    public static final String PUBLISH_DELISTING = "listing.delist-publish";
    public static final String MONTHLY = "listing.monthly";
    public static final String FEEDBACK = "interview.feedback";
    public static final String OBJECTION = "points.objection";

    /** The rule in force today. */
    public TimeLimit limit(String code) {
        return limit(code, today);
    }

    /** The rule in force on a day; before the first one began, the first. */
    public TimeLimit limit(String code, LocalDate day) {
        return Dated.on(limits, code, day).or(() -> limits.stream().filter(l -> l.code().equals(code)).min(Comparator.comparing(TimeLimit::from)))
                .orElseThrow(() -> new IllegalStateException("no such time limit: " + code));
    }

    /** The last day of a limit that begins to run on this day, which itself is not counted; by the rule of that day. */
    public WorkCalendar.Answer until(String code, LocalDate from) {
        TimeLimit limit = limit(code, from);
        return add(from, limit.amount(), limit.working());
    }

    public WorkCalendar.Answer add(LocalDate from, int days, boolean working) {
        return working ? calendar.add(from, days) : new WorkCalendar.Answer(from.plusDays(days), false);
    }

    /** By when the report on a month is due: that day of the month after it, or the first working day from then on. */
    public LocalDate reportDue(java.time.YearMonth month) {
        LocalDate day = month.plusMonths(1).atDay(limit(MONTHLY, month.plusMonths(1).atDay(1)).amount());
        while (!calendar.day(day).working()) {
            day = day.plusDays(1);
        }
        return day;
    }
}
