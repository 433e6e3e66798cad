package io.shoutu.sensor;

import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.time.WorkCalendar;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Schedule;
import io.shoutu.sensor.domain.Suppression;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What judging looks at beside the reading (情形): all that is watched, what is silent, which days are working days. */
final class Circumstances {
    private static final int MOST_DAYS = 4_000;

    final Watches watches;
    final Quiet quiet;
    private final WorkCalendar calendar;
    private final Map<LocalDate, Boolean> asked = new ConcurrentHashMap<>();

    Circumstances(Watches watches, Quiet quiet, WorkCalendar calendar) {
        this.watches = watches;
        this.quiet = quiet;
        this.calendar = calendar;
    }

    /** Something is silent now that was not, or the other way round. */
    void changed(Suppression suppression) {
        quiet.put(suppression);
        if (suppression.kind() == Suppression.Kind.BY_DESIGN) {
            watches.causesLast(rule -> !quiet.suppressedBy(rule).isEmpty());
        }
    }

    /** Takes what is silent from the store. */
    void known(Collection<Suppression> inForce) {
        quiet.reload(inForce);
        watches.causesLast(rule -> !quiet.suppressedBy(rule).isEmpty());
    }

    /** The same calendar over other watches, with nothing silent: for a rehearsal. */
    Circumstances rehearsing(Watches others) {
        return new Circumstances(others, Quiet.NONE, calendar);
    }

    boolean inForce(Rule rule, long at) {
        Schedule schedule = rule.manner().schedule();
        return schedule == null || schedule.covers(at, this::working);
    }

    /** While the calendar cannot be asked, what it said last holds; a day it was never asked about is reckoned by the day of the week. */
    private boolean working(LocalDate day) {
        try {
            boolean working = calendar.day(day).working();
            if (asked.size() < MOST_DAYS || asked.containsKey(day)) {
                asked.put(day, working);
            }
            return working;
        } catch (StoreFailure away) {
            return asked.getOrDefault(day, day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY);
        }
    }

    /** Whether the calendar knows only the days of the week for that day. */
    boolean provisional(LocalDate day) {
        return calendar.day(day).provisional();
    }
}
