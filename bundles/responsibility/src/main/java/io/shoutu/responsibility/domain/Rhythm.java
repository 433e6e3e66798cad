package io.shoutu.responsibility.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.time.WorkCalendar;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** When and how often a duty must be performed (履职频次与时限). Two kinds are known; both answer the slots of a year. */
public sealed interface Rhythm {

    /** How many acts each slot asks for, at least 1. */
    int times();

    /** The slots that begin in this year, the earliest first. */
    List<Slot> slots(int year, WorkCalendar calendar);

    /** What people read, e.g. 每季度4次，每季末月5日后的第1个工作日前. */
    String label();

    /**
     * So many times in each stretch of the year (按周期).
     *
     * @param by the day it is due, or null for the last day of the stretch
     */
    record Every(Cycle cycle, int times, By by) implements Rhythm {
        public Every {
            if (cycle == null) {
                throw new Problem.Invalid("rhythm", "cycle", "请选择周期：每年、每半年、每季度或每月");
            }
            atLeastOnce(times);
        }

        @Override
        public List<Slot> slots(int year, WorkCalendar calendar) {
            List<Slot> slots = new ArrayList<>();
            for (Span span : cycle.of(year)) {
                WorkCalendar.Answer due = by == null ? new WorkCalendar.Answer(span.last(), false) : by.day(YearMonth.from(span.last()), calendar);
                slots.add(new Slot(span, due.date(), times, due.provisional()));
            }
            return slots;
        }

        @Override
        public String label() {
            return cycle.label() + times + "次" + (by == null ? "" : "，" + (cycle == Cycle.MONTH ? "" : "末月") + by.label() + "前");
        }
    }

    /**
     * A day reckoned in working days (按工作日推定的期限): the {@code nth} working day after the {@code day}th of the month, R12.
     *
     * @param day 0 to 28; 0 reckons from the end of the month before
     * @param nth 1 to 20; one that runs past the month ends with its last day
     */
    record By(int day, int nth) {
        public By {
            if (day < 0 || day > 28) {
                throw new Problem.Invalid("rhythm", "day", "“几日后”须在 0 到 28 之间");
            }
            if (nth < 1 || nth > 20) {
                throw new Problem.Invalid("rhythm", "nth", "“第几个工作日”须在 1 到 20 之间");
            }
        }

        WorkCalendar.Answer day(YearMonth month, WorkCalendar calendar) {
            LocalDate from = day == 0 ? month.atDay(1).minusDays(1) : month.atDay(day);
            WorkCalendar.Answer answer = calendar.add(from, nth);
            return answer.date().isAfter(month.atEndOfMonth()) ? new WorkCalendar.Answer(month.atEndOfMonth(), answer.provisional()) : answer;
        }

        String label() {
            return (day == 0 ? "月初" : day + "日后的") + "第" + nth + "个工作日";
        }
    }

    /**
     * So many times before each statutory holiday (法定节假日前): within the days before it, due on the last working day before it.
     *
     * <p>Without a published notice a year's holidays are not known: there are no slots yet, and {@link #known} says so.
     *
     * @param within how many days before the first day off the stretch begins, 1 to 60
     */
    record BeforeHolidays(int times, int within) implements Rhythm {
        public BeforeHolidays {
            atLeastOnce(times);
            if (within < 1 || within > 60) {
                throw new Problem.Invalid("rhythm", "within", "“节前几日内”须在 1 到 60 之间");
            }
        }

        @Override
        public List<Slot> slots(int year, WorkCalendar calendar) {
            List<Slot> slots = new ArrayList<>();
            String running = null;
            for (LocalDate day = LocalDate.of(year, 1, 1); day.getYear() == year; day = day.plusDays(1)) {
                WorkCalendar.Day here = calendar.day(day);
                String name = here.working() ? null : here.name();
                if (name != null && !name.equals(running)) {
                    WorkCalendar.Answer due = calendar.add(day, -1);
                    LocalDate first = day.minusDays(within);
                    slots.add(new Slot(new Span(first.isAfter(due.date()) ? due.date() : first, day.minusDays(1), year + "年" + name + "节前"),
                            due.date(), times, here.provisional() || due.provisional()));
                }
                running = name == null && !here.working() ? running : name;
            }
            return slots;
        }

        /** Whether the holidays of the year are published (节假日通知已发布). */
        public static boolean known(int year, WorkCalendar calendar) {
            return calendar.notices().stream().anyMatch(notice -> notice.year() == year);
        }

        @Override
        public String label() {
            return "每个法定节假日前" + within + "日内" + times + "次";
        }
    }

    private static void atLeastOnce(int times) {
        if (times < 1 || times > 366) {
            throw new Problem.Invalid("rhythm", "times", "次数须在 1 到 366 之间");
        }
    }
}
