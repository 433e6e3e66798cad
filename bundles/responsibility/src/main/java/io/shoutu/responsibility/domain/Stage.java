package io.shoutu.responsibility.domain;

import io.shoutu.api.Term;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** A rung of the ladder of reminders (提醒阶梯): due soon, due, overdue, superior (R14); and its end, where what the superior was told of is performed after all. */
public enum Stage implements Term {
    DUE_SOON("临近期限"), DUE("今日到期"), OVERDUE("已逾期"), SUPERIOR("逾期未履职，报上级"), CAUGHT_UP("报上级后已补办");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * What is called for.
     *
     * @param step tells reminders of one stage apart: the days before the due day; for the superior how often it was caught up and lost again; else 0
     */
    public record Call(Stage stage, int step) {}

    /**
     * The highest rung a duty that is not performed has reached on a day, or empty where it is too early. A morning that was missed is made up for by the next.
     *
     * @param soon days before the due day on which to remind
     * @param superiorAfter days overdue until the superior is told
     */
    public static Optional<Call> reached(LocalDate due, LocalDate today, List<Integer> soon, int superiorAfter) {
        long over = ChronoUnit.DAYS.between(due, today);
        if (over >= superiorAfter) {
            return Optional.of(new Call(SUPERIOR, 0));
        }
        if (over > 0) {
            return Optional.of(new Call(OVERDUE, 0));
        }
        if (over == 0) {
            return Optional.of(new Call(DUE, 0));
        }
        return soon.stream().filter(days -> -over <= days).min(Integer::compare).map(days -> new Call(DUE_SOON, days));
    }
}
