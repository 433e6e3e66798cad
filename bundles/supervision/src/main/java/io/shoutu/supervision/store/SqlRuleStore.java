package io.shoutu.supervision.store;

import static io.shoutu.supervision.store.SqlInstrumentStore.text;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.supervision.domain.Dated;
import io.shoutu.supervision.domain.Kind;
import io.shoutu.supervision.domain.Points;
import io.shoutu.supervision.domain.RuleStore;
import io.shoutu.supervision.domain.Rung;
import io.shoutu.supervision.domain.TimeLimit;
import java.util.HashMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Versions of rules in SQL (规则库). */
@Component(service = RuleStore.class)
public final class SqlRuleStore implements RuleStore {
    private static final Field<String> CODE = field("code", String.class);
    private static final Field<Integer> ROW_NO = field("row_no", Integer.class);
    private static final Field<String> FROM = field("effective_from", String.class);
    private static final Field<String> TO = field("effective_to", String.class);
    private static final Field<String> SOURCE = field("source", String.class);
    private static final Field<String> LABEL = field("label", String.class);
    private static final Field<String> KIND = field("kind", String.class);
    private static final Field<String> DEMAND = field("demand", String.class);
    private static final Field<Integer> POINTS = field("points", Integer.class);
    private static final Field<Boolean> WORKING = field("working", Boolean.class);

    private final Sql sql;

    @Activate
    public SqlRuleStore(@Reference Sql sql, @Reference(target = "(word=supervision)") Schema schema) {
        this.sql = sql;
    }

    /** A version as a row. @param ranked whether its table keeps the county's order */
    private record Row(Table<?> table, boolean ranked, Map<Field<?>, Object> key, Map<Field<?>, Object> rest) {
        Condition same() {
            return DSL.condition(key);
        }
    }

    private static Row row(Dated rule) {
        Map<Field<?>, Object> key = new HashMap<>();
        Map<Field<?>, Object> rest = new HashMap<>();
        rest.put(SOURCE, rule.source());
        rest.put(TO, text(rule.to()));
        if (rule instanceof Kind k) {
            key.put(CODE, k.code());
            rest.putAll(Map.of(LABEL, k.label(), field("flow", String.class), k.flow().name(), field("series", String.class), k.series(), field("prefix", String.class), k.prefix(),
                    field("answer_days", Integer.class), k.answerDays(), WORKING, k.working(), field("score", Integer.class), k.score(), field("late_score", Integer.class), k.lateScore()));
            return new Row(table("supervision_paper_kind"), true, key, rest);
        }
        if (rule instanceof TimeLimit l) {
            key.put(CODE, l.code());
            rest.putAll(Map.of(LABEL, l.label(), field("amount", Integer.class), l.amount(), WORKING, l.working()));
            rest.put(field("article", String.class), l.article());
            return new Row(table("supervision_limit"), false, key, rest);
        }
        if (rule instanceof Rung r) {
            key.put(field("ladder", String.class), r.ladder());
            key.put(field("rung_no", Integer.class), r.no());
            rest.putAll(Map.of(field("after_days", Integer.class), r.afterDays(), WORKING, r.working(), KIND, r.kind(), field("major_only", Boolean.class), r.majorOnly(),
                    field("addressed_to", String.class), r.whom().name(), DEMAND, r.demand()));
            return new Row(table("supervision_rung"), false, key, rest);
        }
        if (rule instanceof Points.Rule p) {
            key.put(CODE, p.code());
            rest.putAll(Map.of(LABEL, p.label(), POINTS, p.points()));
            return new Row(table("supervision_point_rule"), true, key, rest);
        }
        if (rule instanceof Points.Threshold t) {
            key.put(POINTS, t.points());
            rest.putAll(Map.of(LABEL, t.label(), field("consequence", String.class), t.consequence()));
            rest.put(KIND, t.kind());
            return new Row(table("supervision_point_threshold"), false, key, rest);
        }
        throw new IllegalArgumentException("no table for " + rule);
    }

    @Override
    public void put(Tx tx, Dated rule) {
        Row row = row(rule);
        if (sql.on(tx).update(row.table()).set(row.rest()).where(row.same(), FROM.eq(rule.from().toString())).execute() > 0) {
            return;
        }
        if (row.ranked()) {
            Integer there = sql.on(tx).select(max(ROW_NO)).from(row.table()).where(row.same()).fetchOne(0, Integer.class);
            Integer last = sql.on(tx).select(max(ROW_NO)).from(row.table()).fetchOne(0, Integer.class);
            row.rest().put(ROW_NO, there != null ? there : last == null ? 1 : last + 1);
        }
        sql.on(tx).insertInto(row.table()).set(row.key()).set(row.rest()).set(FROM, rule.from().toString()).execute();
    }

    @Override
    public void remove(Tx tx, Dated rule) {
        Row row = row(rule);
        sql.on(tx).deleteFrom(row.table()).where(row.same(), FROM.eq(rule.from().toString())).execute();
    }
}
