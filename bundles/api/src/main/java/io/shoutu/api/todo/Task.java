package io.shoutu.api.todo;

import io.shoutu.api.Offer;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * One thing that waits for an actor (待办事项).
 *
 * @param subject the record
 * @param title one line for people, never blank
 * @param urgency its degree
 * @param due when it must be done, or null; a legal day ends with {@link Legal#endOf}
 * @param since since when it waits, never null
 * @param reason why it stands in this actor's queue, in Chinese, never blank
 * @param consequence what happens if nobody does anything, in Chinese, never blank; only what is true
 * @param address page of the console, e.g. {@code /hazards/YH-2026-000123}
 * @param action the next step in a few words, e.g. {@code 核实}
 * @param offer a move that needs nothing typed and may be made from the queue itself, or null where the page must be opened
 */
public record Task(Subject subject, String title, Urgency urgency, Instant due, Instant since, String reason, String consequence, String address, String action, Offer offer) {
    /** Days ahead that count as soon (临期). */
    private static final int SOON = 3;

    /** Most urgent first; the same order for everybody, and between equals by number. */
    public static final Comparator<Task> ORDER = Comparator.comparing(Task::urgency)
            .thenComparing(Task::due, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Task::since).thenComparing(task -> task.subject().toString());

    public Task {
        if (subject == null || urgency == null || since == null || blank(title) || blank(reason) || blank(consequence) || blank(action)) {
            throw new Problem.Invalid("todo-incomplete", "task", "待办事项须写明标题、原因、后果和下一步：" + subject);
        }
        if (address == null || !address.startsWith("/")) {
            throw new Problem.Invalid("todo-address", "address", "待办事项的页面地址以 / 开头：" + address);
        }
    }

    /** The degree of what is due by law at the end of a legal day; {@code WAITING} where there is none. */
    public static Urgency byLaw(LocalDate deadline, Instant now) {
        return deadline == null ? Urgency.WAITING : now.isBefore(Legal.endOf(deadline)) ? near(deadline, now) : Urgency.LEGAL_DEADLINE_PASSED;
    }

    /** The degree of what the house itself wants done before then; {@code WAITING} where there is no limit. */
    public static Urgency byLimit(Instant limit, Instant now) {
        return limit == null ? Urgency.WAITING : now.isBefore(limit) ? near(Legal.day(limit.minusMillis(1)), now) : Urgency.TIME_LIMIT_PASSED;
    }

    private static Urgency near(LocalDate day, Instant now) {
        LocalDate today = Legal.day(now);
        return !day.isAfter(today) ? Urgency.DUE_TODAY : day.isAfter(today.plusDays(SOON)) ? Urgency.WAITING : Urgency.DUE_SOON;
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
