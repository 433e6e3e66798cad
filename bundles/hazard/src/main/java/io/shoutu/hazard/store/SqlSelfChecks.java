package io.shoutu.hazard.store;

import static io.shoutu.hazard.store.HazardRows.*;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.sql.Sql;
import io.shoutu.hazard.domain.Finding;
import io.shoutu.hazard.domain.SelfChecks;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.AggregateFunction;
import org.jooq.Condition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** An enterprise's own checks in SQL (企业自查统计). */
@Component(service = SelfChecks.class)
public final class SqlSelfChecks implements SelfChecks {
    private final Sql sql;

    @Activate
    public SqlSelfChecks(@Reference Sql sql, @Reference(target = "(word=hazard)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public Map<String, String> of(Tx tx, String enterprise, YearMonth month) {
        Condition own = ENTERPRISE.eq(enterprise).and(SOURCE.eq(Finding.SELF_CHECK)).and(STATE.notIn(HazardState.DISMISSED.name(), HazardState.MERGED.name()));
        long from = Legal.startOf(month.atDay(1)).toEpochMilli();
        long to = Legal.endOf(month.atEndOfMonth()).toEpochMilli();
        Map<String, String> all = new LinkedHashMap<>();
        var found = sql.on(tx).select(count(), many(STATE.eq(HazardState.CLOSED.name())), many(GRADE.eq(HazardGrade.MAJOR.name()))).from(HAZARD).where(own, REGISTERED_AT.ge(from), REGISTERED_AT.lt(to)).fetchSingle();
        all.put("found", String.valueOf(found.value1()));
        all.put("closed", plain(found.value2()));
        all.put("major", plain(found.value3()));
        var standing = sql.on(tx).select(count(), many(OVERDUE.isTrue())).from(HAZARD).where(own, STANDING.eq("O")).fetchSingle();
        all.put("open", String.valueOf(standing.value1()));
        all.put("late", plain(standing.value2()));
        all.put("zeroMonths", String.valueOf(zeroMonths(tx, own, month, to)));
        return all;
    }

    /** Counted from the last one found; an enterprise that never found any is counted from its first hazard of any source, at most two years. */
    private long zeroMonths(Tx tx, Condition own, YearMonth month, long to) {
        Long last = sql.on(tx).select(max(REGISTERED_AT)).from(HAZARD).where(own, REGISTERED_AT.lt(to)).fetchOne(0, Long.class);
        if (last != null) {
            return ChronoUnit.MONTHS.between(YearMonth.from(Legal.day(Instant.ofEpochMilli(last))), month);
        }
        Long first = sql.on(tx).select(min(REGISTERED_AT)).from(HAZARD).where(REGISTERED_AT.lt(to)).fetchOne(0, Long.class);
        return first == null ? 1 : Math.min(24, ChronoUnit.MONTHS.between(YearMonth.from(Legal.day(Instant.ofEpochMilli(first))), month) + 1);
    }

    private static AggregateFunction<BigDecimal> many(Condition condition) {
        return sum(when(condition, inline(1)).otherwise(inline(0)));
    }

    private static String plain(BigDecimal number) {
        return number == null ? "0" : String.valueOf(number.longValue());
    }
}
