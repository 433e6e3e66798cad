package io.shoutu.hazard.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.hazard.RiskLevel;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.hazard.domain.MethodStore;
import io.shoutu.hazard.domain.RiskMethod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The methods of assessment in SQL (评价方法库). */
@Component(service = MethodStore.class)
public final class SqlMethodStore implements MethodStore {
    private static final Table<?> METHODS = table("hazard_risk_method");
    private static final Table<?> STEPS = table("hazard_risk_step");
    private static final Table<?> BANDS = table("hazard_risk_band");
    private static final Table<?> CELLS = table("hazard_risk_cell");
    private static final Table<?> RED = table("hazard_direct_red");
    private static final Field<String> METHOD = field("method", String.class);
    private static final Field<Integer> VERSION = field("method_version", Integer.class);
    private static final Field<String> TITLE = field("title", String.class);
    private static final Field<String> SOURCE = field("source", String.class);
    private static final Field<String> FROM = field("effective_from", String.class);
    private static final Field<String> STATE = field("state", String.class);
    private static final Field<String> FACTOR = field("factor", String.class);
    private static final Field<Integer> ROW = field("row_no", Integer.class);
    private static final Field<String> SCORE = field("score", String.class);
    private static final Field<String> LABEL = field("label", String.class);
    private static final Field<String> EDGE = field("edge", String.class);
    private static final Field<Boolean> INCLUSIVE = field("inclusive", Boolean.class);
    private static final Field<String> LEVEL = field("risk_level", String.class);
    private static final Field<String> CELL = field("cell", String.class);
    private static final Field<String> CODE = field("code", String.class);
    private static final Field<Boolean> ACTIVE = field("active", Boolean.class);

    private final Sql sql;

    @Activate
    public SqlMethodStore(@Reference Sql sql, @Reference(target = "(word=hazard)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public List<RiskMethod> all(Tx tx) {
        return methods(tx, DSL.noCondition());
    }

    @Override
    public Optional<RiskMethod> find(Tx tx, RiskMethod.Kind kind, int version) {
        return methods(tx, METHOD.eq(kind.name()).and(VERSION.eq(version))).stream().findFirst();
    }

    @Override
    public Optional<RiskMethod> inForce(Tx tx, RiskMethod.Kind kind) {
        return methods(tx, METHOD.eq(kind.name()).and(STATE.eq(RiskMethod.State.IN_FORCE.name()))).stream().findFirst();
    }

    private List<RiskMethod> methods(Tx tx, Condition which) {
        DSLContext on = sql.on(tx);
        return on.select(METHOD, VERSION, TITLE, SOURCE, FROM, STATE).from(METHODS).where(which).orderBy(METHOD, VERSION.desc()).fetch(r -> {
            Condition own = METHOD.eq(r.value1()).and(VERSION.eq(r.value2()));
            Map<String, List<RiskMethod.Step>> factors = new LinkedHashMap<>();
            on.select(FACTOR, ROW, SCORE, LABEL).from(STEPS).where(own).orderBy(FACTOR, ROW).fetch()
                    .forEach(s -> factors.computeIfAbsent(s.value1(), k -> new ArrayList<>()).add(new RiskMethod.Step(new BigDecimal(s.value3()), s.value4())));
            List<RiskMethod.Band> bands = on.select(ROW, EDGE, INCLUSIVE, LEVEL).from(BANDS).where(own).orderBy(ROW)
                    .fetch(b -> new RiskMethod.Band(b.value2() == null ? null : new BigDecimal(b.value2()), b.value3(), RiskLevel.valueOf(b.value4())));
            Map<String, RiskLevel> cells = new LinkedHashMap<>();
            on.select(CELL, LEVEL).from(CELLS).where(own).fetch().forEach(c -> cells.put(c.value1(), RiskLevel.valueOf(c.value2())));
            return new RiskMethod(RiskMethod.Kind.valueOf(r.value1()), r.value2(), r.value3(), r.value4(), LocalDate.parse(r.value5()), RiskMethod.State.valueOf(r.value6()), factors,
                    bands, cells);
        });
    }

    @Override
    public void put(Tx tx, RiskMethod m) {
        DSLContext on = sql.on(tx);
        on.insertInto(METHODS).set(METHOD, m.kind().name()).set(VERSION, m.version()).set(TITLE, m.title()).set(SOURCE, m.source()).set(FROM, m.effectiveFrom().toString())
                .set(STATE, m.state().name()).execute();
        m.factors().forEach((factor, steps) -> {
            for (int i = 0; i < steps.size(); i++) {
                on.insertInto(STEPS).set(METHOD, m.kind().name()).set(VERSION, m.version()).set(FACTOR, factor).set(ROW, i).set(SCORE, steps.get(i).score().toPlainString())
                        .set(LABEL, steps.get(i).label()).execute();
            }
        });
        for (int i = 0; i < m.bands().size(); i++) {
            RiskMethod.Band band = m.bands().get(i);
            on.insertInto(BANDS).set(METHOD, m.kind().name()).set(VERSION, m.version()).set(ROW, i).set(EDGE, band.edge() == null ? null : band.edge().toPlainString())
                    .set(INCLUSIVE, band.inclusive()).set(LEVEL, band.level().name()).execute();
        }
        m.cells().forEach((cell, level) -> on.insertInto(CELLS).set(METHOD, m.kind().name()).set(VERSION, m.version()).set(CELL, cell).set(LEVEL, level.name()).execute());
    }

    @Override
    public void state(Tx tx, RiskMethod.Kind kind, int version, RiskMethod.State state) {
        sql.on(tx).update(METHODS).set(STATE, state.name()).where(METHOD.eq(kind.name()), VERSION.eq(version)).execute();
    }

    @Override
    public List<DirectRed> directRed(Tx tx) {
        return sql.on(tx).select(CODE, LABEL, SOURCE, ACTIVE).from(RED).orderBy(CODE).fetch(r -> new DirectRed(r.value1(), r.value2(), r.value3(), r.value4()));
    }

    @Override
    public void put(Tx tx, DirectRed condition) {
        sql.on(tx).deleteFrom(RED).where(CODE.eq(condition.code())).execute();
        sql.on(tx).insertInto(RED).set(CODE, condition.code()).set(LABEL, condition.label()).set(SOURCE, condition.source()).set(ACTIVE, condition.active()).execute();
    }
}
