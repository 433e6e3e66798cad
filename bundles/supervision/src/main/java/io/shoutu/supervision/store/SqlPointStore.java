package io.shoutu.supervision.store;

import static io.shoutu.supervision.store.SqlInstrumentStore.day;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Scoped;
import io.shoutu.commons.sql.Sql;
import io.shoutu.supervision.domain.PointStore;
import io.shoutu.supervision.domain.Points;
import io.shoutu.supervision.domain.Whom;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Points and heads in SQL (记分库). */
@Component(service = PointStore.class)
public final class SqlPointStore implements PointStore {
    private static final Table<?> POINT = table("supervision_point");
    private static final Table<?> HEAD = table("supervision_head");
    private static final Field<String> NUMBER = text("point_number");
    private static final Field<Long> VERSION = field("version", Long.class);
    private static final Field<String> PERSON = text("person");
    private static final Field<String> ENTERPRISE = text("enterprise");
    private static final Field<String> RULE = text("rule");
    private static final Field<String> RULE_LABEL = text("rule_label");
    private static final Field<Integer> POINTS = field("points", Integer.class);
    private static final Field<String> SOURCE = text("source");
    private static final Field<String> HAPPENED_ON = text("happened_on");
    private static final Field<Integer> CYCLE = field("cycle_year", Integer.class);
    private static final Field<String> ABOUT_KIND = text("about_kind");
    private static final Field<String> ABOUT_NUMBER = text("about_number");
    private static final Field<String> NOTE = text("note");
    private static final Field<String> RECORDED_BY = text("recorded_by");
    private static final Field<Long> RECORDED_AT = field("recorded_at", Long.class);
    private static final Field<String> STATE = text("point_state");
    private static final Field<String> DECIDED_BY = text("decided_by");
    private static final Field<Long> DECIDED_AT = field("decided_at", Long.class);
    private static final Field<String> DECIDED_NOTE = text("decided_note");
    private static final Condition COUNTS = STATE.eq(Points.State.EFFECTIVE.name());
    private static final Field<String> REVOKED_BY = text("revoked_by");
    private static final Field<Long> REVOKED_AT = field("revoked_at", Long.class);
    private static final Field<String> REVOKED_WHY = text("revoked_why");
    private static final Field<String> OBJECTED_BY = text("objected_by");
    private static final Field<Long> OBJECTED_AT = field("objected_at", Long.class);
    private static final Field<String> OBJECTION = text("objection");
    private static final Field<Boolean> OBJECTED_FOR = field("objected_for", Boolean.class);
    private static final Field<String> ANSWERED_BY = text("answered_by");
    private static final Field<Long> ANSWERED_AT = field("answered_at", Long.class);
    private static final Field<String> ANSWER = text("answer");
    private static final Field<String> SCOPE_AREA = text("scope_area");
    private static final Field<String> LEAD_UNIT = text("lead_unit");
    private static final Field<String> FROM_DAY = text("from_day");
    private static final Field<String> TO_DAY = text("to_day");
    private static final Field<String> TITLE = text("title");
    private static final List<Field<?>> COLUMNS = List.of(NUMBER, PERSON, ENTERPRISE, RULE, RULE_LABEL, POINTS, SOURCE, HAPPENED_ON, CYCLE, ABOUT_KIND, ABOUT_NUMBER, NOTE, RECORDED_BY, RECORDED_AT, STATE, DECIDED_BY, DECIDED_AT, DECIDED_NOTE, REVOKED_BY, REVOKED_AT,
            REVOKED_WHY, OBJECTED_BY, OBJECTED_AT, OBJECTION, OBJECTED_FOR, ANSWERED_BY, ANSWERED_AT, ANSWER, VERSION);

    private final Sql sql;

    @Activate
    public SqlPointStore(@Reference Sql sql, @Reference(target = "(word=supervision)") Schema schema) {
        this.sql = sql;
    }

    private static Field<String> text(String name) {
        return field(name, String.class);
    }

    @Override
    public List<Points.Rule> rules(Tx tx) {
        return sql.on(tx).fetch("SELECT code, label, points, source, effective_from, effective_to FROM supervision_point_rule ORDER BY row_no, effective_from DESC").map(r ->
                new Points.Rule(r.get(0, String.class), r.get(1, String.class), r.get(2, Integer.class), r.get(3, String.class), day(r.get(4, String.class)), day(r.get(5, String.class))));
    }

    @Override
    public List<Points.Threshold> thresholds(Tx tx) {
        return sql.on(tx).fetch("SELECT points, label, consequence, kind, source, effective_from, effective_to FROM supervision_point_threshold ORDER BY points, effective_from DESC").map(r ->
                new Points.Threshold(r.get(0, Integer.class), r.get(1, String.class), r.get(2, String.class), r.get(3, String.class), r.get(4, String.class), day(r.get(5, String.class)), day(r.get(6, String.class))));
    }

    @Override
    public List<Points.Head> heads(Tx tx, String enterprise, String person) {
        return sql.on(tx).select(PERSON, ENTERPRISE, FROM_DAY, TO_DAY, TITLE).from(HEAD).where(enterprise == null ? noCondition() : ENTERPRISE.eq(enterprise), person == null ? noCondition() : PERSON.eq(person))
                .orderBy(FROM_DAY.desc(), PERSON, ENTERPRISE).fetch(r -> new Points.Head(r.get(PERSON), r.get(ENTERPRISE), day(r.get(FROM_DAY)), day(r.get(TO_DAY)), r.get(TITLE)));
    }

    @Override
    public void put(Tx tx, Points.Head h) {
        Map<Field<?>, Object> columns = new HashMap<>();
        columns.put(TO_DAY, h.to() == null ? null : h.to().toString());
        columns.put(TITLE, h.title());
        if (sql.on(tx).update(HEAD).set(columns).where(PERSON.eq(h.person()), ENTERPRISE.eq(h.enterprise()), FROM_DAY.eq(h.from().toString())).execute() == 0) {
            columns.put(PERSON, h.person());
            columns.put(ENTERPRISE, h.enterprise());
            columns.put(FROM_DAY, h.from().toString());
            sql.on(tx).insertInto(HEAD).set(columns).execute();
        }
    }

    @Override
    public void add(Tx tx, Points p, Place place) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(NUMBER, p.number());
        row.put(VERSION, 1L);
        row.put(PERSON, p.person());
        row.put(ENTERPRISE, p.enterprise());
        row.put(RULE, p.rule());
        row.put(RULE_LABEL, p.ruleLabel());
        row.put(POINTS, p.points());
        row.put(SOURCE, p.source());
        row.put(HAPPENED_ON, p.happenedOn().toString());
        row.put(CYCLE, p.year());
        row.put(ABOUT_KIND, p.about() == null ? null : p.about().kind());
        row.put(ABOUT_NUMBER, p.about() == null ? null : p.about().number());
        row.put(NOTE, p.note());
        row.put(RECORDED_BY, p.recordedBy());
        row.put(RECORDED_AT, p.recordedAt().toEpochMilli());
        decided(row, p);
        row.put(SCOPE_AREA, place.area() == null ? null : place.area().text());
        row.put(LEAD_UNIT, place.unit());
        sql.on(tx).insertInto(POINT).set(row).execute();
    }

    @Override
    public Points keep(Tx tx, Points p) {
        Map<Field<?>, Object> row = new HashMap<>();
        decided(row, p);
        row.put(REVOKED_BY, p.revokedBy());
        row.put(REVOKED_AT, p.revokedAt() == null ? null : p.revokedAt().toEpochMilli());
        row.put(REVOKED_WHY, p.revokedWhy());
        Points.Objection said = p.objection();
        row.put(OBJECTED_BY, said == null ? null : said.by());
        row.put(OBJECTED_AT, said == null ? null : said.at().toEpochMilli());
        row.put(OBJECTION, said == null ? null : said.text());
        row.put(OBJECTED_FOR, said == null ? null : said.onBehalf());
        row.put(ANSWERED_BY, said == null ? null : said.answeredBy());
        row.put(ANSWERED_AT, said == null || said.answeredAt() == null ? null : said.answeredAt().toEpochMilli());
        row.put(ANSWER, said == null ? null : said.answer());
        row.put(VERSION, p.version() + 1);
        if (sql.on(tx).update(POINT).set(row).where(NUMBER.eq(p.number()), VERSION.eq(p.version())).execute() == 0) {
            throw new Problem.Stale(p.subject(), p.version(), p.version() + 1);
        }
        return find(tx, p.number()).orElseThrow();
    }

    private static void decided(Map<Field<?>, Object> row, Points p) {
        row.put(STATE, p.state().name());
        row.put(DECIDED_BY, p.decision() == null ? null : p.decision().by());
        row.put(DECIDED_AT, p.decision() == null ? null : p.decision().at().toEpochMilli());
        row.put(DECIDED_NOTE, p.decision() == null ? null : p.decision().note());
    }

    private static Points points(Record r) {
        Subject about = r.get(ABOUT_KIND) == null ? null : new Subject(r.get(ABOUT_KIND), r.get(ABOUT_NUMBER));
        Points.Decision decision = r.get(DECIDED_BY) == null ? null : new Points.Decision(r.get(DECIDED_BY), instant(r.get(DECIDED_AT)), r.get(DECIDED_NOTE));
        return new Points(r.get(NUMBER), r.get(PERSON), r.get(ENTERPRISE), r.get(RULE), r.get(RULE_LABEL), r.get(POINTS), r.get(SOURCE), day(r.get(HAPPENED_ON)), r.get(CYCLE), about, r.get(NOTE), r.get(RECORDED_BY),
                Instant.ofEpochMilli(r.get(RECORDED_AT)), Points.State.valueOf(r.get(STATE)), decision, r.get(REVOKED_BY), instant(r.get(REVOKED_AT)), r.get(REVOKED_WHY), objection(r), r.get(VERSION));
    }

    /** It was upheld where whoever answered it revoked the entry by that answer. */
    private static Points.Objection objection(Record r) {
        return r.get(OBJECTED_BY) == null ? null : new Points.Objection(r.get(OBJECTED_BY), instant(r.get(OBJECTED_AT)), r.get(OBJECTION), r.get(OBJECTED_FOR), r.get(ANSWERED_BY), instant(r.get(ANSWERED_AT)), r.get(ANSWER),
                r.get(ANSWERED_AT) != null && r.get(ANSWERED_AT).equals(r.get(REVOKED_AT)));
    }

    private static Instant instant(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    /** What lies in the asking one's scope, and his own wherever it lies. */
    private static Condition seen(Whom whom) {
        List<String> self = whom.addressed().stream().filter(way -> way.startsWith("person:")).map(way -> way.substring("person:".length())).toList();
        Condition within = Scoped.within(whom.scope(), SCOPE_AREA, LEAD_UNIT, ENTERPRISE);
        return whom.scope().everywhere() || self.isEmpty() ? within : within.or(PERSON.in(self));
    }

    @Override
    public Optional<Points> find(Tx tx, String number) {
        return sql.on(tx).select(COLUMNS).from(POINT).where(NUMBER.eq(number)).fetchOptional(SqlPointStore::points);
    }

    @Override
    public Optional<Place> place(Tx tx, String number) {
        return sql.on(tx).select(SCOPE_AREA, LEAD_UNIT, ENTERPRISE).from(POINT).where(NUMBER.eq(number))
                .fetchOptional(r -> new Place(r.value1() == null ? null : new AreaCode(r.value1()), r.value2(), new CreditCode(r.value3())));
    }

    @Override
    public List<Points> list(Tx tx, int year, String person, String enterprise, Whom whom, int limit) {
        return sql.on(tx).select(COLUMNS).from(POINT).where(and(CYCLE.eq(year), person == null ? noCondition() : PERSON.eq(person), enterprise == null ? noCondition() : ENTERPRISE.eq(enterprise),
                seen(whom))).orderBy(RECORDED_AT.desc(), NUMBER.desc()).limit(Math.max(1, Math.min(500, limit))).fetch(SqlPointStore::points);
    }

    @Override
    public Page<Points> proposed(Tx tx, String decider, Whom whom, int limit) {
        return page(tx, and(STATE.eq(Points.State.PROPOSED.name()), RECORDED_BY.ne(decider), seen(whom)), RECORDED_AT, limit);
    }

    @Override
    public Page<Points> contested(Tx tx, Whom whom, int limit) {
        return page(tx, and(OBJECTED_AT.isNotNull(), ANSWERED_AT.isNull(), COUNTS, seen(whom)), OBJECTED_AT, limit);
    }

    private Page<Points> page(Tx tx, Condition waiting, Field<Long> since, int limit) {
        return new Page<>(sql.on(tx).select(COLUMNS).from(POINT).where(waiting).orderBy(since, NUMBER).limit(Math.max(1, Math.min(500, limit))).fetch(SqlPointStore::points), null,
                (long) sql.on(tx).fetchCount(POINT, waiting));
    }

    @Override
    public List<Sum> sums(Tx tx, int year, Whom whom) {
        Field<BigDecimal> all = sum(POINTS);
        return sql.on(tx).select(PERSON, ENTERPRISE, all, count()).from(POINT).where(CYCLE.eq(year), COUNTS, seen(whom))
                .groupBy(PERSON, ENTERPRISE).orderBy(PERSON, ENTERPRISE).fetch(r -> new Sum(r.value1(), r.value2(), r.value3().intValue(), r.value4()));
    }

    @Override
    public int total(Tx tx, String person, int year) {
        BigDecimal total = sql.on(tx).select(sum(POINTS)).from(POINT).where(PERSON.eq(person), CYCLE.eq(year), COUNTS).fetchOne(0, BigDecimal.class);
        return total == null ? 0 : Math.max(0, total.intValue());
    }
}
