package io.shoutu.api.directory;

import io.shoutu.api.Problem;
import java.time.LocalDate;

/**
 * A grid cell (网格) inside a village or township: the smallest place that has a member who looks after it.
 *
 * @param code code of the division it lies in and 2 to 4 digits of the county's own
 * @param closed last day it stood, or null while it stands
 */
public record Cell(String code, String name, LocalDate closed) {
    public Cell {
        if (code == null || !code.matches("\\d{14,16}")) {
            throw new Problem.Invalid("cell-code", "code", "网格代码应为12位区划代码加2至4位数字：" + code);
        }
    }

    /** A cell that stands. */
    public Cell(String code, String name) {
        this(code, name, null);
    }

    /** The division it lies in. */
    public AreaCode area() {
        return new AreaCode(code.substring(0, 12));
    }
}
