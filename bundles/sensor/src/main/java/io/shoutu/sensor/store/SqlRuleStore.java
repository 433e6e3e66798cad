package io.shoutu.sensor.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.sensor.Priority;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.sensor.domain.Brought;
import io.shoutu.sensor.domain.Condition;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.RuleStore;
import io.shoutu.sensor.domain.Silence;
import io.shoutu.sensor.domain.Threshold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Rules and all their versions in SQL (规则库). */
@Component(service = RuleStore.class, reference = @Reference(name = "sole", service = Sole.class))
public final class SqlRuleStore implements RuleStore {
    private static final Table<?> RULE = table("sensor_rule");
    private static final Field<String> HEAD_ID = field("sensor_rule.rule_id", String.class);
    private static final Field<Integer> HEAD_SERIES = field("sensor_rule.series_no", Integer.class);
    private static final Field<Long> IN_FORCE = field("in_force", Long.class);

    private static final Table<?> VERSIONS = table("sensor_rule_version");
    private static final Field<String> ID = field("sensor_rule_version.rule_id", String.class);
    private static final Field<Long> VERSION = field("rule_version", Long.class);
    private static final Field<String> NAME = field("rule_name", String.class);
    private static final Field<String> KIND = field("kind", String.class);
    private static final Field<String> DIRECTION = field("direction", String.class);
    private static final Field<Double> LIMIT = field("limit_value", Double.class);
    private static final Field<Double> HYSTERESIS = field("hysteresis", Double.class);
    private static final Field<Integer> ON_DELAY = field("on_delay", Integer.class);
    private static final Field<Integer> OFF_DELAY = field("off_delay", Integer.class);
    private static final Field<Integer> SILENCE = field("silence", Integer.class);
    private static final Field<String> BROUGHT = field("brought_kind", String.class);
    private static final Field<String> SETTINGS = field("settings", String.class);
    private static final Field<String> TERMS = field("terms", String.class);
    private static final Field<String> MANNER = field("manner", String.class);
    private static final Field<String> PRIORITY = field("priority", String.class);
    private static final Field<Integer> ENABLED = field("enabled", Integer.class);
    private static final Field<Long> ARMED = field("armed", Long.class);
    private static final Field<Long> CHANGED_AT = field("changed_at", Long.class);
    private static final Field<String> CHANGED_BY = field("changed_by", String.class);

    private final Sql sql;

    @Activate
    public SqlRuleStore(@Reference Sql sql, @Reference(target = "(word=sensor)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public List<Rule> current(Tx tx) {
        return rules(tx).and(VERSION.eq(IN_FORCE)).orderBy(HEAD_ID).fetch(SqlRuleStore::rule);
    }

    @Override
    public Optional<Rule> find(Tx tx, String id) {
        return rules(tx).and(VERSION.eq(IN_FORCE)).and(HEAD_ID.eq(id)).fetchOptional(SqlRuleStore::rule);
    }

    @Override
    public List<Rule> versions(Tx tx, String id) {
        return rules(tx).and(HEAD_ID.eq(id)).orderBy(VERSION.desc()).fetch(SqlRuleStore::rule);
    }

    @Override
    public void add(Tx tx, Rule rule) {
        sql.on(tx).insertInto(RULE, field("rule_id", String.class), field("series_no", Integer.class), IN_FORCE)
                .values(rule.id(), rule.series().number(), rule.version()).execute();
        addVersion(tx, rule);
    }

    @Override
    public boolean change(Tx tx, Rule rule) {
        boolean stillTheOneBefore = sql.on(tx).update(RULE).set(IN_FORCE, rule.version())
                .where(HEAD_ID.eq(rule.id()).and(IN_FORCE.eq(rule.version() - 1))).execute() == 1;
        if (stillTheOneBefore) {
            addVersion(tx, rule);
        }
        return stillTheOneBefore;
    }

    private void addVersion(Tx tx, Rule rule) {
        Threshold threshold = rule.condition() instanceof Threshold t ? t : null;
        Silence silence = rule.condition() instanceof Silence s ? s : null;
        Brought brought = rule.condition() instanceof Brought b ? b : null;
        sql.on(tx).insertInto(VERSIONS)
                .set(field("rule_id", String.class), rule.id()).set(VERSION, rule.version()).set(NAME, rule.name())
                .set(KIND, rule.condition().kind().name())
                .set(DIRECTION, threshold == null ? null : threshold.direction().name())
                .set(LIMIT, threshold == null ? null : threshold.limit())
                .set(HYSTERESIS, threshold == null ? null : threshold.hysteresis())
                .set(ON_DELAY, rule.condition().delays() == null ? null : rule.condition().delays().onDelaySeconds())
                .set(OFF_DELAY, rule.condition().delays() == null ? null : rule.condition().delays().offDelaySeconds())
                .set(SILENCE, silence == null ? null : silence.timeoutSeconds())
                .set(BROUGHT, brought == null ? null : brought.name()).set(SETTINGS, brought == null ? null : Settings.written(brought.settings()))
                .set(TERMS, Terms.written(rule.condition())).set(MANNER, Terms.written(rule.manner()))
                .set(PRIORITY, rule.priority().name()).set(ENABLED, rule.enabled() ? 1 : 0)
                .set(ARMED, rule.armed().toEpochMilli()).set(CHANGED_AT, rule.changedAt().toEpochMilli()).set(CHANGED_BY, rule.changedBy())
                .execute();
    }

    private SelectConditionStep<? extends Record> rules(Tx tx) {
        return sql.on(tx).select(HEAD_ID, VERSION, NAME, KIND, DIRECTION, LIMIT, HYSTERESIS, ON_DELAY, OFF_DELAY, SILENCE, BROUGHT, SETTINGS, PRIORITY, ENABLED,
                        ARMED, CHANGED_AT, CHANGED_BY)
                .select(TERMS, MANNER)
                .select(SqlDeviceStore.SERIES_NO, SqlDeviceStore.SERIES_DEVICE, SqlDeviceStore.POINT, SqlDeviceStore.LABEL, SqlDeviceStore.UNIT,
                        SqlDeviceStore.RESOLUTION, SqlDeviceStore.LOW, SqlDeviceStore.HIGH)
                .from(RULE).join(VERSIONS).on(ID.eq(HEAD_ID)).join(SqlDeviceStore.SERIES).on(SqlDeviceStore.SERIES_NO.eq(HEAD_SERIES))
                .where(DSL.noCondition());
    }

    private static Rule rule(Record r) {
        Condition condition = switch (Condition.Kind.valueOf(r.get(KIND))) {
            case THRESHOLD -> new Threshold(Threshold.Direction.valueOf(r.get(DIRECTION)), r.get(LIMIT), r.get(HYSTERESIS), r.get(ON_DELAY),
                    r.get(OFF_DELAY));
            case NO_DATA -> new Silence(r.get(SILENCE));
            case RATE, STUCK, REPEAT, COMBINED -> Terms.read(Condition.Kind.valueOf(r.get(KIND)), r.get(TERMS), r.get(ON_DELAY), r.get(OFF_DELAY));
            case BROUGHT -> new Brought(r.get(BROUGHT), Settings.read(r.get(SETTINGS)), r.get(ON_DELAY), r.get(OFF_DELAY));
        };
        return new Rule(r.get(HEAD_ID), r.get(VERSION), SqlDeviceStore.series(r), r.get(NAME).intern(), condition, Priority.valueOf(r.get(PRIORITY)),
                r.get(ENABLED) == 1, Instant.ofEpochMilli(r.get(ARMED)), Instant.ofEpochMilli(r.get(CHANGED_AT)), r.get(CHANGED_BY).intern(), Terms.manner(r.get(MANNER)));
    }
}
