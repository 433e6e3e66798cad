package io.shoutu.sensor.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Problem;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.Marks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Alarms in SQL (报警库). */
@Component(service = AlarmStore.class, reference = @Reference(name = "sole", service = Sole.class))
public final class SqlAlarmStore implements AlarmStore {
    private static final Table<?> ALARM = table("sensor_alarm");
    private static final Field<Long> NO = field("alarm_no", Long.class);
    private static final Field<String> NUMBER = field("alarm_number", String.class);
    private static final Field<String> ACTIVE_RULE = field("active_rule", String.class);
    private static final Field<Integer> SERIES_NO = field("sensor_alarm.series_no", Integer.class);
    private static final Field<String> TITLE = field("title", String.class);
    private static final Field<String> ENTERPRISE = field("enterprise", String.class);
    private static final Field<String> RULE = field("rule_id", String.class);
    private static final Field<Long> RULE_VERSION = field("rule_version", Long.class);
    private static final Field<String> RULE_NAME = field("rule_name", String.class);
    private static final Field<String> PRIORITY = field("priority", String.class);
    private static final Field<String> STATE = field("alarm_state", String.class);
    private static final Field<Long> RAISED_AT = field("raised_at", Long.class);
    private static final Field<Long> READING_AT = field("reading_at", Long.class);
    private static final Field<Double> VALUE = field("reading_value", Double.class);
    private static final Field<Double> LIMIT = field("limit_value", Double.class);
    private static final Field<Double> NEWEST_VALUE = field("newest_value", Double.class);
    private static final Field<Long> NEWEST_AT = field("newest_at", Long.class);
    private static final Field<Long> REPEATS = field("repeats", Long.class);
    private static final Field<Integer> RECURRENCES = field("recurrences", Integer.class);
    private static final Field<Long> ACKED_AT = field("acked_at", Long.class);
    private static final Field<String> ACKED_BY = field("acked_by", String.class);
    private static final Field<String> NOTE = field("note", String.class);
    private static final Field<Long> CLEARED_AT = field("cleared_at", Long.class);
    private static final Field<String> CLEARED_BECAUSE = field("cleared_because", String.class);
    private static final Field<Long> DELAY_SINCE = field("delay_since", Long.class);
    private static final Field<Long> VERSION = field("version", Long.class);
    private static final Field<Integer> LEVEL = field("alarm_level", Integer.class);
    private static final Field<Integer> LATCHING = field("latching", Integer.class);
    private static final Field<Integer> RETROSPECTIVE = field("retrospective", Integer.class);
    private static final Field<Integer> ANNOUNCED = field("announced", Integer.class);
    private static final Field<String> SUPPRESSION = field("suppression", String.class);
    private static final Field<Long> SUPPRESSED_UNTIL = field("suppressed_until", Long.class);
    private static final Field<String> DOUBTFUL = field("doubtful", String.class);

    /** Tens: 0 waits for somebody, 1 does not, 2 has ended; ones: the priority. */
    private static final Field<Integer> URGENCY = field("urgency", Integer.class);
    private static final int WAITS_NOT = 10;
    private static final int ENDED = 20;
    /** How many of a list are looked at one by one before the index of words is asked. */
    private static final int NEAR = 3_000;

    private final Sql sql;
    private final RowNumbers numbers;

    @Activate
    public SqlAlarmStore(@Reference Sql sql, @Reference(target = "(word=sensor)") Schema schema) {
        this.sql = sql;
        this.numbers = new RowNumbers(sql);
    }

    @Override
    public List<Alarm> active(Tx tx) {
        return alarms(tx, ACTIVE_RULE.isNotNull()).orderBy(NO).fetch(SqlAlarmStore::alarm);
    }

    @Override
    public Optional<Alarm> active(Tx tx, String rule) {
        return alarms(tx, ACTIVE_RULE.eq(rule)).fetchOptional(SqlAlarmStore::alarm);
    }

    @Override
    public Optional<Alarm> find(Tx tx, String number) {
        return alarms(tx, NUMBER.eq(number)).fetchOptional(SqlAlarmStore::alarm);
    }

    @Override
    public Keys keys(Tx tx, Query query) {
        unhurried(tx);
        boolean urgent = query.order() == Order.URGENT;
        Condition matches = matching(query);
        Condition page = query.cursor() == null ? matches : matches.and(urgent ? afterUrgent(query.cursor()) : NO.lt(number(query.cursor())));
        List<? extends Record> rows = rows(tx, query, page, urgent ? List.of(URGENCY, NO.desc()) : List.of(NO.desc()));
        boolean more = rows.size() > query.limit();
        List<? extends Record> shown = more ? rows.subList(0, query.limit()) : rows;
        Record end = more ? shown.get(shown.size() - 1) : null;
        return new Keys(shown.stream().map(row -> row.get(0, Long.class)).toList(),
                end == null ? null : urgent ? end.get(1, Integer.class) + "." + end.get(0, Long.class) : String.valueOf(end.get(0, Long.class)));
    }

    /** Number and urgency of one more than asked for, in that order. Where words are asked for, first among the nearest, then by the index of words. */
    private List<? extends Record> rows(Tx tx, Query query, Condition page, List<OrderField<?>> order) {
        DSLContext on = sql.on(tx);
        String text = query.narrow().text();
        if (text == null || sql.embedded() || wholeNumber(text)) {
            return fetch(on, on.select(NO, URGENCY).from(ALARM).where(page, text(text)).orderBy(order).limit(query.limit() + 1));
        }
        Table<?> near = on.select(NO, URGENCY, TITLE).from(ALARM).where(page).orderBy(order).limit(NEAR).asTable("sensor_alarm");
        List<? extends Record> found = on.select(NO, URGENCY).from(near).where(says(text)).orderBy(order).limit(query.limit() + 1).fetch();
        if (found.size() > query.limit()) {
            return found;
        }
        // Offset nothing: else the planner may walk the whole order, looking at each title.
        Table<?> said = on.select(NO, URGENCY).from(ALARM).where(page, text(text)).offset(0).asTable("sensor_alarm");
        return on.select(NO, URGENCY).from(said).orderBy(order).limit(query.limit() + 1).fetch();
    }

    @Override
    public List<Alarm> rows(Tx tx, List<Long> keys) {
        Map<Long, Alarm> found = new HashMap<>();
        if (!keys.isEmpty()) {
            alarms(tx, NO.in(keys)).forEach(row -> found.put(row.get(NO), alarm(row)));
        }
        return keys.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    @Override
    public List<Tally> counts(Tx tx, Query query) {
        unhurried(tx);
        return fetch(sql.on(tx), sql.on(tx).select(STATE, PRIORITY, DSL.count()).from(ALARM).where(matching(query), text(query.narrow().text())).groupBy(STATE, PRIORITY))
                .stream().map(r -> new Tally(AlarmState.valueOf(r.get(0, String.class)), Priority.valueOf(r.get(1, String.class)), r.get(2, long.class))).toList();
    }

    /** On Derby without locks, so that a long look waits for nobody and nobody for it: a row that is just moving counts where it stands at that moment. */
    private List<? extends Record> fetch(DSLContext on, Select<?> question) {
        return sql.embedded() ? on.fetch("{0} with ur", question) : question.fetch();
    }

    /** PostgreSQL compiles a question it takes for long, which here takes longer than the answer. */
    private void unhurried(Tx tx) {
        if (!sql.embedded()) {
            sql.on(tx).execute("set local jit = off");
        }
    }

    @Override
    public String before(Tx tx, Instant time) {
        Long no = sql.on(tx).select(NO).from(ALARM).where(RAISED_AT.lt(time.toEpochMilli())).orderBy(RAISED_AT.desc()).limit(1).fetchOne(NO);
        return no == null ? null : String.valueOf(no + 1);
    }

    /** Alarms are never taken away and numbered without a gap but for the few of before V004: how many there are is known without counting them. */
    @Override
    public long count(Tx tx, Query query) {
        if (query.equals(new Query(Set.of(), null, null, query.cursor(), query.limit(), null, null, null, Narrow.ANY, query.order()))) {
            return numbers.last(tx, RowNumbers.ALARM) - numbers.last(tx, RowNumbers.ALARM_GAPS);
        }
        unhurried(tx);
        return fetch(sql.on(tx), sql.on(tx).selectCount().from(ALARM).where(matching(query), text(query.narrow().text()))).get(0).get(0, long.class);
    }

    private static Condition matching(Query query) {
        Condition matches = DSL.noCondition();
        if (!query.states().isEmpty()) {
            matches = matches.and(STATE.in(query.states().stream().map(Enum::name).sorted().toList()));
            if (!query.states().contains(AlarmState.NORM)) {
                // Says the same once more, by an index that knows the active ones alone: neither database guesses how few they are.
                matches = matches.and(query.order() != Order.URGENT ? ACTIVE_RULE.gt("") : URGENCY.lt(AlarmState.WAITING.containsAll(query.states()) ? WAITS_NOT : ENDED));
            }
        }
        if (query.series() != null) {
            matches = matches.and(SERIES_NO.eq(query.series()));
        }
        if (query.within() != null) {
            matches = matches.and(within(query.within()));
        }
        if (query.priority() != null) {
            matches = matches.and(PRIORITY.eq(query.priority().name()));
        }
        Narrow narrow = query.narrow();
        if (narrow.enterprise() != null) {
            matches = matches.and(ENTERPRISE.eq(narrow.enterprise().text()));
        }
        if (query.rule() != null) {
            matches = matches.and(RULE.eq(query.rule()));
        }
        if (query.device() != null) {
            matches = matches.and(SERIES_NO.in(DSL.select(field("series_no", Integer.class)).from(table("sensor_series")).where(field("device", String.class).eq(query.device()))));
        }
        if (narrow.retrospective() != null) {
            matches = matches.and(RETROSPECTIVE.eq(narrow.retrospective() ? 1 : 0));
        }
        if (narrow.from() != null) {
            matches = matches.and(RAISED_AT.ge(narrow.from().toEpochMilli()));
        }
        if (narrow.to() != null) {
            matches = matches.and(RAISED_AT.lt(narrow.to().toEpochMilli()));
        }
        return matches;
    }

    /** What holds the words, by the index of words where there is one. */
    private Condition text(String text) {
        if (text == null) {
            return DSL.noCondition();
        }
        if (wholeNumber(text)) {
            return NUMBER.eq(text.toUpperCase(Locale.ROOT));
        }
        if (sql.embedded() || text.length() < 2) {
            return says(text);
        }
        Condition indexed = DSL.condition("sensor_pairs(title) @> sensor_pairs({0})", DSL.val(text));
        // Two signs are one pair, and the index alone is exact.
        return text.length() == 2 ? indexed : indexed.and(says(text));
    }

    private static boolean wholeNumber(String text) {
        return text.matches("(?i)BJ-\\d{4}-\\d{6,}");
    }

    private static Condition says(String text) {
        return DSL.lower(TITLE).like("%" + text.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%", '!');
    }

    private static int urgency(Alarm a) {
        return (AlarmState.WAITING.contains(a.state()) ? 0 : a.state().active() ? WAITS_NOT : ENDED) + a.priority().ordinal();
    }

    private static Condition afterUrgent(String cursor) {
        String[] parts = cursor.split("\\.", -1);
        if (parts.length != 2) {
            throw new Problem.Invalid("bad-parameter", "cursor", "翻页标记无效，请从第一页开始：" + cursor);
        }
        int urgency = (int) number(parts[0]);
        return URGENCY.ge(urgency).and(URGENCY.gt(urgency).or(NO.lt(number(parts[1]))));
    }

    @Override
    public List<Alarm> during(Tx tx, int series, String rule, Instant from, Instant to) {
        Condition which = SERIES_NO.eq(series).and(RAISED_AT.lt(to.toEpochMilli()))
                .and(CLEARED_AT.isNull().or(CLEARED_AT.ge(from.toEpochMilli())).or(RAISED_AT.ge(from.toEpochMilli())));
        return alarms(tx, rule == null ? which : which.and(RULE.eq(rule))).orderBy(RAISED_AT, NO).fetch(SqlAlarmStore::alarm);
    }

    /** Written as numbers, not as parameters: neither database takes any number of these. */
    private static Condition within(Set<Integer> series) {
        if (series.isEmpty()) {
            return DSL.falseCondition();
        }
        List<Integer> sorted = series.stream().sorted().toList();
        List<Condition> parts = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i += 500) {
            parts.add(SERIES_NO.in(sorted.subList(i, Math.min(sorted.size(), i + 500)).stream().map(DSL::inline).toList()));
        }
        return DSL.or(parts);
    }

    @Override
    public void add(Tx tx, Alarm a) {
        Map<Field<?>, Object> row = moving(a);
        row.put(NO, numbers.counted(tx, RowNumbers.ALARM));
        row.put(NUMBER, a.number());
        row.put(field("series_no", Integer.class), a.series().number());
        row.put(TITLE, a.title());
        row.put(ENTERPRISE, a.enterprise() == null ? null : a.enterprise().text());
        row.put(RULE, a.rule());
        row.put(RULE_VERSION, a.ruleVersion());
        row.put(RULE_NAME, a.ruleName());
        row.put(LATCHING, a.marks().latching() ? 1 : 0);
        row.put(RETROSPECTIVE, a.marks().retrospective() ? 1 : 0);
        row.put(RAISED_AT, a.raisedAt().toEpochMilli());
        row.put(READING_AT, millis(a.readingAt()));
        row.put(VALUE, a.value());
        row.put(LIMIT, a.limit());
        sql.on(tx).insertInto(ALARM).set(row).execute();
    }

    @Override
    public boolean move(Tx tx, Alarm a) {
        return sql.on(tx).update(ALARM).set(moving(a)).where(NUMBER.eq(a.number()).and(VERSION.eq(a.version() - 1))).execute() == 1;
    }

    @Override
    public void count(Tx tx, Alarm a) {
        sql.on(tx).update(ALARM).set(counting(a)).where(NUMBER.eq(a.number())).execute();
    }

    private static Map<Field<?>, Object> counting(Alarm a) {
        Map<Field<?>, Object> row = new LinkedHashMap<>();
        row.put(NEWEST_VALUE, a.lastValue());
        row.put(NEWEST_AT, millis(a.lastAt()));
        row.put(REPEATS, a.repeats());
        row.put(DELAY_SINCE, a.delaySince());
        return row;
    }

    private static Map<Field<?>, Object> moving(Alarm a) {
        Map<Field<?>, Object> row = counting(a);
        row.put(ACTIVE_RULE, a.state().active() ? a.rule() : null);
        row.put(STATE, a.state().name());
        row.put(PRIORITY, a.priority().name());
        row.put(URGENCY, urgency(a));
        row.put(LEVEL, a.marks().level());
        row.put(ANNOUNCED, a.marks().announced() ? 1 : 0);
        row.put(SUPPRESSION, a.marks().suppression());
        row.put(SUPPRESSED_UNTIL, millis(a.marks().suppressedUntil()));
        row.put(DOUBTFUL, a.marks().doubtful());
        row.put(RECURRENCES, a.recurrences());
        row.put(ACKED_AT, millis(a.acknowledgedAt()));
        row.put(ACKED_BY, a.acknowledgedBy());
        row.put(NOTE, a.note());
        row.put(CLEARED_AT, millis(a.clearedAt()));
        row.put(CLEARED_BECAUSE, a.clearedBecause());
        row.put(VERSION, a.version());
        return row;
    }

    private SelectConditionStep<? extends Record> alarms(Tx tx, Condition which) {
        return sql.on(tx).select(NO, NUMBER, TITLE, ENTERPRISE, RULE, RULE_VERSION, RULE_NAME, PRIORITY, STATE, RAISED_AT, READING_AT, VALUE, LIMIT,
                        NEWEST_VALUE, NEWEST_AT, REPEATS, RECURRENCES, ACKED_AT, ACKED_BY, NOTE, CLEARED_AT)
                .select(CLEARED_BECAUSE, DELAY_SINCE, VERSION, LEVEL, LATCHING, RETROSPECTIVE, ANNOUNCED, SUPPRESSION, SUPPRESSED_UNTIL, DOUBTFUL)
                .select(SqlDeviceStore.SERIES_NO, SqlDeviceStore.SERIES_DEVICE, SqlDeviceStore.POINT, SqlDeviceStore.LABEL, SqlDeviceStore.UNIT,
                        SqlDeviceStore.RESOLUTION, SqlDeviceStore.LOW, SqlDeviceStore.HIGH)
                .from(ALARM).join(SqlDeviceStore.SERIES).on(SqlDeviceStore.SERIES_NO.eq(SERIES_NO)).where(which);
    }

    private static Alarm alarm(Record r) {
        String enterprise = r.get(ENTERPRISE);
        return new Alarm(r.get(NUMBER), r.get(TITLE), SqlDeviceStore.series(r), enterprise == null ? null : new CreditCode(enterprise), r.get(RULE),
                r.get(RULE_VERSION), r.get(RULE_NAME), Priority.valueOf(r.get(PRIORITY)), AlarmState.valueOf(r.get(STATE)),
                Instant.ofEpochMilli(r.get(RAISED_AT)), instant(r.get(READING_AT)), r.get(VALUE), r.get(LIMIT), r.get(NEWEST_VALUE),
                instant(r.get(NEWEST_AT)), r.get(REPEATS), r.get(RECURRENCES), instant(r.get(ACKED_AT)), r.get(ACKED_BY), r.get(NOTE),
                instant(r.get(CLEARED_AT)), r.get(CLEARED_BECAUSE), r.get(DELAY_SINCE), r.get(VERSION),
                new Marks(r.get(LEVEL), r.get(LATCHING) == 1, r.get(RETROSPECTIVE) == 1, r.get(ANNOUNCED) == 1, r.get(SUPPRESSION), instant(r.get(SUPPRESSED_UNTIL)), r.get(DOUBTFUL)));
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
