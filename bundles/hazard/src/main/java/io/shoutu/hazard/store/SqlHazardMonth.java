package io.shoutu.hazard.store;

import static io.shoutu.hazard.store.HazardRows.*;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import io.shoutu.api.Scope;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.sql.Scoped;
import io.shoutu.commons.sql.Sql;
import io.shoutu.hazard.domain.HazardMonth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.AggregateFunction;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The monthly table in SQL (隐患月报计数): what was found by the database, what was due by looking at each deadline of the period. */
@Component(service = HazardMonth.class)
public final class SqlHazardMonth implements HazardMonth {
    private final Sql sql;

    @Activate
    public SqlHazardMonth(@Reference Sql sql, @Reference(target = "(word=hazard)") Schema schema) {
        this.sql = sql;
    }

    private static final class Counting {
        long found;
        long major;
        long closed;
        long due;
        long inTime;
        long inTimeAtFirst;
        long overdue;
        long recurring;
    }

    @Override
    public List<Row> count(Tx tx, LocalDate from, LocalDate to, Scope scope) {
        Map<String, Counting> areas = new TreeMap<>();
        Condition seen = Scoped.within(scope, SCOPE_AREA, LEAD_UNIT, ENTERPRISE);
        Condition real = STATE.notIn(HazardState.DISMISSED.name(), HazardState.MERGED.name());
        sql.on(tx).select(SCOPE_AREA, DSL.count(), many(GRADE.eq(HazardGrade.MAJOR.name())), many(STATE.eq(HazardState.CLOSED.name())), many(RECURRING.isTrue())).from(HAZARD)
                .where(seen, real, REGISTERED_AT.ge(Legal.startOf(from).toEpochMilli()), REGISTERED_AT.lt(Legal.endOf(to).toEpochMilli())).groupBy(SCOPE_AREA).fetch().forEach(r -> {
                    Counting c = areas.computeIfAbsent(key(r.value1()), k -> new Counting());
                    c.found = r.value2();
                    c.major = r.value3().longValue();
                    c.closed = r.value4().longValue();
                    c.recurring = r.value5().longValue();
                });
        sql.on(tx).select(SCOPE_AREA, DSL.count()).from(HAZARD).where(seen, OVERDUE.isTrue(), STANDING.eq("O"), DEADLINE.le(to.toString())).groupBy(SCOPE_AREA).fetch()
                .forEach(r -> areas.computeIfAbsent(key(r.value1()), k -> new Counting()).overdue = r.value2());
        sql.on(tx).select(SCOPE_AREA, DEADLINE, PLAN_DEADLINE, STATE, SINCE).from(HAZARD).where(seen, real, DEADLINE.ge(from.toString()), DEADLINE.le(to.toString())).fetch().forEach(r -> {
            Counting c = areas.computeIfAbsent(key(r.value1()), k -> new Counting());
            c.due++;
            if (r.value4().equals(HazardState.CLOSED.name())) {
                LocalDate closed = Legal.day(java.time.Instant.ofEpochMilli(r.value5()));
                c.inTime += closed.isAfter(LocalDate.parse(r.value2())) ? 0 : 1;
                c.inTimeAtFirst += closed.isAfter(LocalDate.parse(r.value3())) ? 0 : 1;
            }
        });
        List<Row> rows = new ArrayList<>();
        new LinkedHashMap<>(areas).forEach((area, c) -> rows.add(new Row(area.isEmpty() ? null : area, c.found, c.major, c.closed, c.due, c.inTime, c.inTimeAtFirst, c.overdue, c.recurring)));
        return rows;
    }

    private static AggregateFunction<java.math.BigDecimal> many(Condition condition) {
        return sum(when(condition, inline(1)).otherwise(inline(0)));
    }

    private static String key(String area) {
        return area == null ? "" : area;
    }
}
