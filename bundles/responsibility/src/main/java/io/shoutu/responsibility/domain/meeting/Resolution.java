package io.shoutu.responsibility.domain.meeting;

import io.shoutu.api.Problem;
import io.shoutu.responsibility.domain.Words;
import java.time.LocalDate;

/**
 * What was decided, for whom and until when (议定事项). A quarterly task list (季度工作清单) is a meeting's resolutions too.
 *
 * @param text what must be done
 * @param unit id of the unit that is responsible
 * @param due last day, or null where none was set
 * @param done when it was done, or null while it is not
 * @param result how it was done, or null while it is not
 */
public record Resolution(String text, String unit, LocalDate due, LocalDate done, String result) {
    public Resolution {
        text = Words.required(text, "resolutions", "议定事项", 500);
        if (unit == null || unit.isBlank()) {
            throw new Problem.Invalid("required", "resolutions", "请为议定事项“" + text + "”选择责任单位");
        }
        result = Words.optional(result, "result", "办理结果", 500);
    }

    /** Still open after its last day (逾期). */
    public boolean overdue(LocalDate today) {
        return done == null && due != null && due.isBefore(today);
    }

    /** Done late, or open after its last day: it was not done in time. */
    public boolean inTime(LocalDate today) {
        return due == null || (done == null ? !due.isBefore(today) : !done.isAfter(due));
    }
}
