package io.shoutu.api.time;

import java.time.LocalDate;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The working calendar (工作日历): State Council holiday notices with their make-up working days (调休).
 *
 * <p>Source: the yearly notice of the General Office of the State Council on holiday arrangements. A year without an imported
 * notice is reckoned as Monday to Friday and every answer that touches it says <em>provisional</em> (暂定).
 */
@ProviderType
public interface WorkCalendar {
    /** A day and whether a notice still to come may change it. */
    record Answer(LocalDate date, boolean provisional) {}

    /** A count of working days and whether a notice still to come may change it. */
    record Count(int workingDays, boolean provisional) {}

    /**
     * A day of the calendar.
     *
     * @param name what the notice calls it, e.g. 春节, or null on an ordinary day
     */
    record Day(LocalDate date, boolean working, String name, boolean provisional) {}

    /** A day of one notice. */
    record NoticeDay(LocalDate date, boolean off, String name) {}

    /**
     * A published notice.
     *
     * @param year the year it rules
     * @param source address or number of the paper
     */
    record Notice(int year, String source, List<NoticeDay> days) {
        public Notice {
            days = List.copyOf(days);
        }
    }

    /**
     * The day that is {@code workingDays} working days after {@code from}; the day itself is not counted. 0 answers the day
     * itself, negative counts backwards. At most 2,000 either way, else {@link io.shoutu.api.Problem.Invalid}.
     */
    Answer add(LocalDate from, int workingDays);

    /** Working days after {@code from} up to and including {@code to}; negative where {@code to} is earlier. */
    Count between(LocalDate from, LocalDate to);

    Day day(LocalDate date);

    /** Imports a notice; the same year again replaces it. An empty or sourceless notice is {@link io.shoutu.api.Problem.Invalid}. */
    void publish(Notice notice, io.shoutu.api.Actor by);

    /** The notices known, by year. */
    List<Notice> notices();
}
