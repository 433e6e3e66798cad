package io.shoutu.responsibility.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.time.WorkCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;

/** Monday to Friday is worked, but for two holidays: 1–5 May and 1–7 October. */
final class TestCalendar implements WorkCalendar {
    private static String holiday(LocalDate day) {
        MonthDay here = MonthDay.from(day);
        if (!here.isBefore(MonthDay.of(5, 1)) && !here.isAfter(MonthDay.of(5, 5))) {
            return "劳动节";
        }
        return !here.isBefore(MonthDay.of(10, 1)) && !here.isAfter(MonthDay.of(10, 7)) ? "国庆节" : null;
    }

    private static boolean works(LocalDate day) {
        return holiday(day) == null && day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    @Override
    public Answer add(LocalDate from, int workingDays) {
        LocalDate day = from;
        for (int left = Math.abs(workingDays); left > 0; left -= works(day) ? 1 : 0) {
            day = day.plusDays(Integer.signum(workingDays));
        }
        return new Answer(day, false);
    }

    @Override
    public Count between(LocalDate from, LocalDate to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Day day(LocalDate date) {
        return new Day(date, works(date), holiday(date), false);
    }

    @Override
    public void publish(Notice notice, Actor by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Notice> notices() {
        return List.of();
    }
}
