package io.shoutu.hazard.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.time.WorkCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** A working calendar of weekdays with a few days off, for tests. */
public record WeekdayCalendar(Set<LocalDate> off) implements WorkCalendar {
    @Override
    public Answer add(LocalDate from, int workingDays) {
        LocalDate day = from;
        for (int left = workingDays; left > 0;) {
            day = day.plusDays(1);
            left -= day(day).working() ? 1 : 0;
        }
        return new Answer(day, false);
    }

    @Override
    public Count between(LocalDate from, LocalDate to) {
        return new Count((int) from.plusDays(1).datesUntil(to.plusDays(1)).filter(d -> day(d).working()).count(), false);
    }

    @Override
    public Day day(LocalDate date) {
        boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        return new Day(date, !weekend && !off.contains(date), null, false);
    }

    @Override
    public void publish(Notice notice, Actor by) {
        throw new UnsupportedOperationException("the tests bring their days off with them");
    }

    @Override
    public List<Notice> notices() {
        return List.of();
    }
}
