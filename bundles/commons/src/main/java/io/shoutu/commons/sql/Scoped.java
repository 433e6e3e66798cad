package io.shoutu.commons.sql;

import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.noCondition;

import io.shoutu.api.Scope;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * The scope of an actor as a condition on rows (数据范围条件): the same rule as {@link Scope#admits}, asked by the database, so that what
 * lies outside is neither listed nor counted.
 */
public final class Scoped {
    private Scoped() {}

    /**
     * The rows inside.
     *
     * @param area column with a division code of 12 digits, or null where the table has none
     * @param unit column with the id of the lead department, or null
     * @param enterprise column with a credit code, or null
     */
    public static Condition within(Scope scope, Field<String> area, Field<String> unit, Field<String> enterprise) {
        if (scope.everywhere()) {
            return noCondition();
        }
        List<Condition> lines = new ArrayList<>();
        if (area != null) {
            // Digits only, so there is nothing to escape; a prefix keeps an index usable.
            scope.areas().stream().map(AreaCode::prefix).sorted().forEach(prefix -> lines.add(area.like(prefix + "%")));
        }
        if (unit != null && !scope.units().isEmpty()) {
            lines.add(unit.in(scope.units()));
        }
        if (enterprise != null && !scope.enterprises().isEmpty()) {
            lines.add(enterprise.in(scope.enterprises().stream().map(CreditCode::text).toList()));
        }
        return lines.isEmpty() ? falseCondition() : DSL.or(lines);
    }
}
