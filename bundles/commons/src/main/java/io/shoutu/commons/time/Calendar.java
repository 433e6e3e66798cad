package io.shoutu.commons.time;

import io.shoutu.api.Problem;
import io.shoutu.api.time.WorkCalendar.Answer;
import io.shoutu.api.time.WorkCalendar.Count;
import io.shoutu.api.time.WorkCalendar.Day;
import io.shoutu.api.time.WorkCalendar.Notice;
import io.shoutu.api.time.WorkCalendar.NoticeDay;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The reckoning of working days (工作日推算) over a set of notices: pure, unchanging. */
final class Calendar {
    private static final int LONGEST = 2_000;
    private static final int EARLIEST_YEAR = 1950;
    private static final int LATEST_YEAR = 2200;

    private final TreeMap<Integer, Notice> notices = new TreeMap<>();
    private final Map<LocalDate, NoticeDay> days = new HashMap<>();

    Calendar(Collection<Notice> published) {
        published.forEach(n -> notices.put(n.year(), n));
        // By year, so that where two notices speak of the same day (turn of the year) the later one stands.
        notices.values().forEach(n -> n.days().forEach(d -> days.put(d.date(), d)));
    }

    List<Notice> notices() {
        return List.copyOf(notices.values());
    }

    Day day(LocalDate date) {
        within(date, "date");
        NoticeDay named = days.get(date);
        return new Day(date, working(date), named == null ? null : named.name(), provisional(date));
    }

    Answer add(LocalDate from, int workingDays) {
        within(from, "from");
        if (Math.abs((long) workingDays) > LONGEST) {
            throw new Problem.Invalid("working-days", "workingDays", "工作日数最多为 " + LONGEST + "：" + workingDays);
        }
        int step = Integer.signum(workingDays);
        boolean provisional = false;
        LocalDate date = from;
        for (int left = Math.abs(workingDays); left > 0; ) {
            date = date.plusDays(step);
            provisional |= provisional(date);
            if (working(date)) {
                left--;
            }
        }
        return new Answer(date, provisional);
    }

    Count between(LocalDate from, LocalDate to) {
        within(from, "from");
        within(to, "to");
        int step = to.isBefore(from) ? -1 : 1;
        boolean provisional = false;
        int count = 0;
        for (LocalDate date = from; !date.equals(to); ) {
            date = date.plusDays(step);
            provisional |= provisional(date);
            if (working(date)) {
                count += step;
            }
        }
        return new Count(count, provisional);
    }

    private boolean working(LocalDate date) {
        NoticeDay named = days.get(date);
        return named == null ? date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY : !named.off();
    }

    private boolean provisional(LocalDate date) {
        return !notices.containsKey(date.getYear());
    }

    private static void within(LocalDate date, String field) {
        if (date == null) {
            throw new Problem.Invalid("date-missing", field, "请给出日期 " + field + "，如 2026-02-13");
        }
        if (date.getYear() < EARLIEST_YEAR || date.getYear() > LATEST_YEAR) {
            throw new Problem.Invalid("date-range", field, "日期应在 " + EARLIEST_YEAR + " 至 " + LATEST_YEAR + " 年之间：" + date);
        }
    }
}
