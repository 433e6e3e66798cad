package io.shoutu.hazard.store;

import static io.shoutu.hazard.store.HazardRows.*;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.when;

import io.shoutu.api.Scope;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.hazard.RiskLevel;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.sql.Scoped;
import io.shoutu.commons.sql.Sql;
import io.shoutu.hazard.domain.RiskState;
import io.shoutu.hazard.domain.index.IndexStore;
import io.shoutu.hazard.domain.index.Indicator;
import io.shoutu.hazard.domain.index.Measure;
import io.shoutu.hazard.domain.index.SafetyField;
import io.shoutu.hazard.domain.index.Tally;
import io.shoutu.hazard.domain.inspection.InspectionState;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jooq.AggregateFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The index in SQL (指数库): four groupings, one for each ledger and time it looks at. */
@Component(service = IndexStore.class)
public final class SqlIndexStore implements IndexStore {
    private static final Table<?> INDICATOR = table("hazard_index_indicator");
    private static final Table<?> FIELD = table("hazard_safety_field");
    private static final Field<String> MEASURE = field("measure", String.class);
    private static final Field<BigDecimal> WEIGHT = field("weight", BigDecimal.class);
    private static final Field<BigDecimal> ZERO_AT = field("zero_at", BigDecimal.class);
    private static final Field<BigDecimal> FULL_AT = field("full_at", BigDecimal.class);
    private static final Field<String> WHENCE = field("rule_source", String.class);
    private static final Field<String> CODE = field("field_code", String.class);
    private static final Field<String> LABEL = field("field_label", String.class);
    private static final Field<String> SECTORS = field("sector_words", String.class);
    private static final Field<Integer> RANK = field("field_rank", Integer.class);

    private final Sql sql;

    @Activate
    public SqlIndexStore(@Reference Sql sql, @Reference(target = "(word=hazard)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public List<Indicator> indicators(Tx tx) {
        return sql.on(tx).select(MEASURE, WEIGHT, ZERO_AT, FULL_AT, WHENCE).from(INDICATOR).fetch(r -> new Indicator(Measure.valueOf(r.value1()), r.value2(), r.value3(), r.value4(), r.value5())).stream()
                .sorted(Comparator.comparing(Indicator::measure)).toList();
    }

    @Override
    public void put(Tx tx, Indicator i) {
        sql.on(tx).deleteFrom(INDICATOR).where(MEASURE.eq(i.measure().name())).execute();
        sql.on(tx).insertInto(INDICATOR).set(MEASURE, i.measure().name()).set(WEIGHT, i.weight()).set(ZERO_AT, i.zeroAt()).set(FULL_AT, i.fullAt()).set(WHENCE, i.source()).execute();
    }

    @Override
    public List<SafetyField> fields(Tx tx) {
        return sql.on(tx).select(CODE, LABEL, SECTORS, RANK).from(FIELD).orderBy(RANK, CODE).fetch(r -> new SafetyField(r.value1(), r.value2(), SafetyField.cut(r.value3()), r.value4()));
    }

    @Override
    public void put(Tx tx, SafetyField f) {
        sql.on(tx).deleteFrom(FIELD).where(CODE.eq(f.code())).execute();
        sql.on(tx).insertInto(FIELD).set(CODE, f.code()).set(LABEL, f.label()).set(SECTORS, String.join("、", f.words())).set(RANK, f.rank()).execute();
    }

    @Override
    public List<Counted> count(Tx tx, LocalDate from, LocalDate today, Scope scope) {
        DSLContext on = sql.on(tx);
        Condition seen = Scoped.within(scope, SCOPE_AREA, LEAD_UNIT, ENTERPRISE);
        Condition real = STATE.notIn(HazardState.DISMISSED.name(), HazardState.MERGED.name());
        long begins = Legal.startOf(from).toEpochMilli();
        List<Counted> all = new ArrayList<>();
        on.select(SCOPE_AREA, ENTERPRISE, DSL.count(), many(GRADE.eq(HazardGrade.MAJOR.name())), many(OVERDUE.isTrue())).from(HAZARD).where(seen, STANDING.eq("O")).groupBy(SCOPE_AREA, ENTERPRISE)
                .forEach(r -> all.add(new Counted(r.value1(), r.value2(), new Tally(0, 0, r.value3(), whole(r.value4()), whole(r.value5()), 0, 0, 0, 0, 0, 0, 0, 0))));
        on.select(SCOPE_AREA, ENTERPRISE, DSL.count(), many(RECURRING.isTrue())).from(HAZARD).where(seen, real, REGISTERED_AT.ge(begins)).groupBy(SCOPE_AREA, ENTERPRISE)
                .forEach(r -> all.add(new Counted(r.value1(), r.value2(), new Tally(0, 0, 0, 0, 0, r.value3(), whole(r.value4()), 0, 0, 0, 0, 0, 0))));
        on.select(SCOPE_AREA, ENTERPRISE, DSL.count(), many(STATE.eq(HazardState.CLOSED.name()).and(LATE.isFalse()))).from(HAZARD).where(seen, real, DEADLINE.ge(from.toString()), DEADLINE.lt(today.toString()))
                .groupBy(SCOPE_AREA, ENTERPRISE).forEach(r -> all.add(new Counted(r.value1(), r.value2(), new Tally(0, 0, 0, 0, 0, 0, 0, r.value3(), whole(r.value4()), 0, 0, 0, 0))));
        on.select(SCOPE_AREA, ENTERPRISE, DSL.count(), many(LOOK_STATE.eq("rebound"))).from(HAZARD).where(seen, LOOK_STATE.in("passed", "rebound")).groupBy(SCOPE_AREA, ENTERPRISE)
                .forEach(r -> all.add(new Counted(r.value1(), r.value2(), new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, r.value3(), whole(r.value4()), 0, 0))));
        Field<String> level = RiskRows.CURRENT;
        on.select(SCOPE_AREA, ENTERPRISE, DSL.count(), many(level.in(RiskLevel.MAJOR.name(), RiskLevel.CONSIDERABLE.name()))).from(RiskRows.RISK).where(seen, level.isNotNull(), STATE.ne(RiskState.REMOVED.name()))
                .groupBy(SCOPE_AREA, ENTERPRISE).forEach(r -> all.add(new Counted(r.value1(), r.value2(), new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, r.value3(), whole(r.value4())))));
        on.selectDistinct(SCOPE_AREA, ENTERPRISE).from(InspectionRows.INSPECTION).where(seen, STATE.eq(InspectionState.RECORDED.name()), ENTERPRISE.isNotNull(), field("recorded_at", Long.class).ge(begins))
                .forEach(r -> all.add(new Counted(r.value1(), r.value2(), new Tally(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))));
        return all;
    }

    private static AggregateFunction<BigDecimal> many(Condition condition) {
        return sum(when(condition, inline(1)).otherwise(inline(0)));
    }

    private static long whole(BigDecimal number) {
        return number == null ? 0 : number.longValue();
    }
}
