package io.shoutu.sensor.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.sensor.domain.Suppression;
import io.shoutu.sensor.domain.SuppressionStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Suppressions in SQL (抑制库). */
@Component(service = SuppressionStore.class, reference = @Reference(name = "sole", service = Sole.class))
public final class SqlSuppressionStore implements SuppressionStore {
    private static final Table<?> SUPPRESSION = table("sensor_suppression");
    private static final Field<Long> NO = field("suppression_no", Long.class);
    private static final Field<String> NUMBER = field("suppression_number", String.class);
    private static final Field<String> KIND = field("kind", String.class);
    private static final Field<String> STATE = field("suppression_state", String.class);
    private static final Field<String> RULE = field("rule_id", String.class);
    private static final Field<String> CAUSE = field("cause_rule", String.class);
    private static final Field<String> DEVICE = field("device", String.class);
    private static final Field<String> SERIES = field("series", String.class);
    private static final Field<String> ALARM = field("alarm_number", String.class);
    private static final Field<String> REASON = field("reason", String.class);
    private static final Field<String> ASKED_BY = field("asked_by", String.class);
    private static final Field<Long> ASKED_AT = field("asked_at", Long.class);
    private static final Field<String> APPROVED_BY = field("approved_by", String.class);
    private static final Field<Long> APPROVED_AT = field("approved_at", Long.class);
    private static final Field<Long> UNTIL = field("until_at", Long.class);
    private static final Field<Long> ENDED_AT = field("ended_at", Long.class);
    private static final Field<String> ENDED_BY = field("ended_by", String.class);
    private static final Field<String> ENDED_BECAUSE = field("ended_because", String.class);
    private static final Field<Long> VERSION = field("version", Long.class);

    private final Sql sql;
    private final RowNumbers numbers;

    @Activate
    public SqlSuppressionStore(@Reference Sql sql, @Reference(target = "(word=sensor)") Schema schema) {
        this.sql = sql;
        this.numbers = new RowNumbers(sql);
    }

    @Override
    public List<Suppression> inForce(Tx tx) {
        return rows(tx, STATE.eq(Suppression.State.IN_FORCE.name())).orderBy(NO).fetch(SqlSuppressionStore::suppression);
    }

    @Override
    public Optional<Suppression> find(Tx tx, String number) {
        return rows(tx, NUMBER.eq(number)).fetchOptional(SqlSuppressionStore::suppression);
    }

    @Override
    public Page<Suppression> list(Tx tx, Query query) {
        Condition matches = DSL.noCondition();
        if (!query.states().isEmpty()) {
            matches = matches.and(STATE.in(query.states().stream().map(Enum::name).toList()));
        }
        if (query.kind() != null) {
            matches = matches.and(KIND.eq(query.kind().name()));
        }
        if (query.device() != null) {
            matches = matches.and(DEVICE.eq(query.device()));
        }
        if (query.rule() != null) {
            matches = matches.and(RULE.eq(query.rule()).or(CAUSE.eq(query.rule())));
        }
        // A scope is looked at row by row: neither database takes any number of parameters, and suppressions are few.
        List<? extends Record> all = rows(tx, matches).orderBy(NO.desc()).fetch();
        List<? extends Record> seen = all.stream().filter(r -> seen(r.get(RULE), query.rules()) && seen(r.get(DEVICE), query.devices())).toList();
        long before = query.cursor() == null ? Long.MAX_VALUE : number(query.cursor());
        List<? extends Record> rest = seen.stream().filter(r -> r.get(NO) < before).toList();
        List<? extends Record> shown = rest.subList(0, Math.min(query.limit(), rest.size()));
        return new Page<>(shown.stream().map(SqlSuppressionStore::suppression).toList(), rest.size() > shown.size() ? String.valueOf(shown.get(shown.size() - 1).get(NO)) : null, seen.size());
    }

    private SelectConditionStep<? extends Record> rows(Tx tx, Condition which) {
        return sql.on(tx).select(NO, NUMBER, KIND, STATE, RULE, CAUSE, DEVICE, SERIES, ALARM, REASON, ASKED_BY, ASKED_AT, APPROVED_BY, APPROVED_AT, UNTIL, ENDED_AT, ENDED_BY, ENDED_BECAUSE, VERSION)
                .from(SUPPRESSION).where(which);
    }

    private static boolean seen(String what, Set<String> within) {
        return what == null || within == null || within.contains(what);
    }

    @Override
    public void add(Tx tx, Suppression s) {
        Map<Field<?>, Object> row = moving(s);
        row.put(NO, numbers.next(tx, "suppression"));
        row.put(NUMBER, s.number());
        row.put(KIND, s.kind().name());
        row.put(RULE, s.rule());
        row.put(CAUSE, s.causeRule());
        row.put(DEVICE, s.device());
        row.put(SERIES, s.series());
        row.put(ALARM, s.alarm());
        row.put(REASON, s.reason());
        row.put(ASKED_BY, s.askedBy());
        row.put(ASKED_AT, s.askedAt().toEpochMilli());
        sql.on(tx).insertInto(SUPPRESSION).set(row).execute();
    }

    @Override
    public boolean move(Tx tx, Suppression s) {
        return sql.on(tx).update(SUPPRESSION).set(moving(s)).where(NUMBER.eq(s.number()).and(VERSION.eq(s.version() - 1))).execute() == 1;
    }

    private static Map<Field<?>, Object> moving(Suppression s) {
        Map<Field<?>, Object> row = new LinkedHashMap<>();
        row.put(STATE, s.state().name());
        row.put(APPROVED_BY, s.approvedBy());
        row.put(APPROVED_AT, millis(s.approvedAt()));
        row.put(UNTIL, millis(s.until()));
        row.put(ENDED_AT, millis(s.endedAt()));
        row.put(ENDED_BY, s.endedBy());
        row.put(ENDED_BECAUSE, s.endedBecause());
        row.put(VERSION, s.version());
        return row;
    }

    private static Suppression suppression(Record r) {
        return new Suppression(r.get(NUMBER), Suppression.Kind.valueOf(r.get(KIND)), Suppression.State.valueOf(r.get(STATE)), r.get(RULE), r.get(CAUSE), r.get(DEVICE), r.get(SERIES),
                r.get(ALARM), r.get(REASON), r.get(ASKED_BY), instant(r.get(ASKED_AT)), r.get(APPROVED_BY), instant(r.get(APPROVED_AT)), instant(r.get(UNTIL)), instant(r.get(ENDED_AT)),
                r.get(ENDED_BY), r.get(ENDED_BECAUSE), r.get(VERSION));
    }

    private static long number(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new Problem.Invalid("bad-parameter", "cursor", "翻页标记无效，请从第一页开始：" + cursor);
        }
    }

    private static Long millis(Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static Instant instant(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
