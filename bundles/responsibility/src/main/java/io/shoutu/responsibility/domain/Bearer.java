package io.shoutu.responsibility.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.directory.Position;
import java.util.List;

/**
 * Who bears a list (责任主体): a position, or a body as a whole. A list is never a person's: the person comes from who holds the position (R3).
 *
 * @param unit id of the unit, e.g. of 县委常委会
 * @param title the position in it, e.g. 县委书记, or null where the body bears the list itself (常委会、常务会)
 */
public record Bearer(String unit, String title) {
    public Bearer {
        if (unit == null || unit.isBlank()) {
            throw new Problem.Invalid("required", "unit", "请选择责任主体所在单位");
        }
    }

    public boolean body() {
        return title == null;
    }

    /** Those of these positions, ever held, that are this one. */
    public List<Position> held(List<Position> history) {
        return history.stream().filter(position -> position.unit().equals(unit) && position.title().equals(title)).toList();
    }
}
