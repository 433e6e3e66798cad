package io.shoutu.hazard.store;

import static io.shoutu.hazard.store.InspectionRows.day;
import static io.shoutu.hazard.store.InspectionRows.instant;
import static io.shoutu.hazard.store.InspectionRows.number;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Scoped;
import io.shoutu.commons.sql.Sql;
import io.shoutu.hazard.domain.oversight.Certificate;
import io.shoutu.hazard.domain.oversight.OversightStore;
import io.shoutu.hazard.domain.oversight.SafetyProject;
import io.shoutu.hazard.domain.oversight.WorkStop;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records of oversight in SQL (监管事项库). */
@Component(service = OversightStore.class)
public final class SqlOversightStore implements OversightStore {
    private static final Table<?> STOP = table("hazard_work_stop");
    private static final Table<?> PROJECT = table("hazard_project");
    private static final Table<?> CERTIFICATE = table("hazard_certificate");
    private static final Field<String> STOP_NUMBER = text("stop_number");
    private static final Field<String> PROJECT_NUMBER = text("project_number");
    private static final Field<String> CERTIFICATE_NUMBER = text("certificate_number");
    private static final Field<Long> VERSION = number("version");
    private static final Field<String> ENTERPRISE = text("enterprise");
    private static final Field<String> SCOPE_AREA = text("scope_area");
    private static final Field<String> LEAD_UNIT = text("lead_unit");
    private static final Field<String> STATE = text("state");
    private static final Field<String> REGISTERED_BY = text("registered_by");
    private static final Field<Long> REGISTERED_AT = number("registered_at");
    private static final Field<String> NOTE = text("note");
    private static final Field<Boolean> FORCED = field("forced", Boolean.class);
    private static final Field<String> REASON = text("reason");
    private static final Field<String> STOP_DAY = text("stop_day");
    private static final Field<String> RESTART_DAY = text("restart_day");
    private static final Field<String> APPLIED_BY = text("applied_by");
    private static final Field<String> INSPECTION = text("inspection_id");
    private static final Field<String> DECIDED_BY = text("decided_by");
    private static final Field<String> TITLE = text("title");
    private static final Field<Boolean> HIGH_RISK = field("high_risk", Boolean.class);
    private static final Field<Boolean> HEALTH = field("health_done", Boolean.class);
    private static final Field<String> VETO_REASON = text("veto_reason");
    private static final Field<String> VETOED_BY = text("vetoed_by");
    private static final Field<Boolean> USED_EARLY = field("used_early", Boolean.class);
    private static final Field<String> KIND = text("kind");
    private static final Field<String> OWN_NUMBER = text("own_number");
    private static final Field<String> WHAT = text("what");
    private static final Field<Integer> GRADE = field("grade", Integer.class);
    private static final Field<String> VALID_UNTIL = text("valid_until");
    private static final List<Field<?>> STOP_COLUMNS = List.of(STOP_NUMBER, VERSION, ENTERPRISE, FORCED, REASON, STOP_DAY, RESTART_DAY, STATE, REGISTERED_BY, REGISTERED_AT, APPLIED_BY, INSPECTION, DECIDED_BY, NOTE);
    private static final List<Field<?>> PROJECT_COLUMNS = List.of(PROJECT_NUMBER, VERSION, ENTERPRISE, TITLE, HIGH_RISK, STATE, REGISTERED_BY, REGISTERED_AT, HEALTH, VETO_REASON, VETOED_BY, USED_EARLY, NOTE);
    private static final Field<String> CLAIMED_UNTIL = text("claimed_until");
    private static final Field<String> CLAIMED_BY = text("claimed_by");
    private static final List<Field<?>> CERTIFICATE_COLUMNS = List.of(CERTIFICATE_NUMBER, VERSION, ENTERPRISE, KIND, OWN_NUMBER, WHAT, GRADE, VALID_UNTIL, STATE, REGISTERED_BY, REGISTERED_AT, NOTE, CLAIMED_UNTIL, CLAIMED_BY);

    private final Sql sql;

    @Activate
    public SqlOversightStore(@Reference Sql sql, @Reference(target = "(word=hazard)") Schema schema) {
        this.sql = sql;
    }

    private void add(Tx tx, Table<?> into, Map<Field<?>, Object> columns, Place place) {
        columns.put(VERSION, 1L);
        columns.put(SCOPE_AREA, place.area() == null ? null : place.area().text());
        columns.put(LEAD_UNIT, place.unit());
        sql.on(tx).insertInto(into).set(columns).execute();
    }

    private void keep(Tx tx, Table<?> in, Field<String> key, Subject subject, long version, Map<Field<?>, Object> columns) {
        columns.put(VERSION, version + 1);
        if (sql.on(tx).update(in).set(columns).where(key.eq(subject.number()), VERSION.eq(version)).execute() == 0) {
            throw new Problem.Stale(subject, version, version + 1);
        }
    }

    /** A page by registration, newest first. */
    private <T> Page<T> page(Tx tx, Table<?> from, List<Field<?>> columns, Field<String> key, Condition which, String cursor, int limit, Scope scope, Function<Record, T> read) {
        DSLContext on = sql.on(tx);
        int most = Math.max(1, Math.min(500, limit));
        Condition match = and(which, Scoped.within(scope, SCOPE_AREA, LEAD_UNIT, ENTERPRISE));
        Condition below = cursor == null ? noCondition() : row(REGISTERED_AT, key).lt(Long.valueOf(part(cursor)[0]), part(cursor)[1]);
        List<? extends Record> rows = on.select(columns).from(from).where(match, below).orderBy(REGISTERED_AT.desc(), key.desc()).limit(most + 1).fetch();
        boolean more = rows.size() > most;
        List<? extends Record> shown = more ? rows.subList(0, most) : rows;
        Record last = more ? shown.get(most - 1) : null;
        return new Page<>(shown.stream().map(read).toList(), more ? last.get(REGISTERED_AT) + "_" + last.get(key) : null, on.fetchCount(on.selectOne().from(from).where(match)));
    }

    private static String[] part(String cursor) {
        if (!cursor.matches("[0-9-]{1,15}_[A-Z0-9-]{1,40}")) {
            throw new Problem.Invalid("bad-parameter", "cursor", "翻页标记无效，请从第一页开始");
        }
        return cursor.split("_", 2);
    }

    @Override
    public void add(Tx tx, WorkStop s, Place place) {
        Map<Field<?>, Object> columns = columns(s);
        columns.put(STOP_NUMBER, s.number());
        add(tx, STOP, columns, place);
    }

    @Override
    public WorkStop keep(Tx tx, WorkStop s) {
        keep(tx, STOP, STOP_NUMBER, s.subject(), s.version(), columns(s));
        return stop(tx, s.number()).orElseThrow();
    }

    private static Map<Field<?>, Object> columns(WorkStop s) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(ENTERPRISE, s.enterprise());
        row.put(FORCED, s.forced());
        row.put(REASON, s.reason());
        row.put(STOP_DAY, s.stopDay().toString());
        row.put(RESTART_DAY, text(s.restartDay()));
        row.put(STATE, s.state().name());
        row.put(REGISTERED_BY, s.registeredBy());
        row.put(REGISTERED_AT, s.registeredAt().toEpochMilli());
        row.put(APPLIED_BY, s.appliedBy());
        row.put(INSPECTION, s.inspection());
        row.put(DECIDED_BY, s.decidedBy());
        row.put(NOTE, s.note());
        return row;
    }

    private static String text(LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static Field<String> text(String name) {
        return InspectionRows.text(name);
    }

    private static WorkStop stop(Record r) {
        return new WorkStop(r.get(STOP_NUMBER), r.get(ENTERPRISE), r.get(FORCED), r.get(REASON), day(r.get(STOP_DAY)), day(r.get(RESTART_DAY)), WorkStop.State.valueOf(r.get(STATE)),
                r.get(REGISTERED_BY), instant(r.get(REGISTERED_AT)), r.get(APPLIED_BY), r.get(INSPECTION), r.get(DECIDED_BY), r.get(NOTE), r.get(VERSION));
    }

    @Override
    public Optional<WorkStop> stop(Tx tx, String number) {
        return sql.on(tx).select(STOP_COLUMNS).from(STOP).where(STOP_NUMBER.eq(number)).fetchOptional(SqlOversightStore::stop);
    }

    @Override
    public Page<WorkStop> stops(Tx tx, WorkStop.State state, String cursor, int limit, Scope scope) {
        return page(tx, STOP, STOP_COLUMNS, STOP_NUMBER, state == null ? noCondition() : STATE.eq(state.name()), cursor, limit, scope, SqlOversightStore::stop);
    }

    @Override
    public void add(Tx tx, SafetyProject p, Place place) {
        Map<Field<?>, Object> columns = columns(p);
        columns.put(PROJECT_NUMBER, p.number());
        add(tx, PROJECT, columns, place);
    }

    @Override
    public SafetyProject keep(Tx tx, SafetyProject p) {
        keep(tx, PROJECT, PROJECT_NUMBER, p.subject(), p.version(), columns(p));
        return project(tx, p.number()).orElseThrow();
    }

    private static Map<Field<?>, Object> columns(SafetyProject p) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(ENTERPRISE, p.enterprise());
        row.put(TITLE, p.title());
        row.put(HIGH_RISK, p.highRisk());
        row.put(STATE, p.state().name());
        row.put(REGISTERED_BY, p.registeredBy());
        row.put(REGISTERED_AT, p.registeredAt().toEpochMilli());
        row.put(HEALTH, p.healthDone());
        row.put(VETO_REASON, p.vetoReason());
        row.put(VETOED_BY, p.vetoedBy());
        row.put(USED_EARLY, p.usedEarly());
        row.put(NOTE, p.note());
        return row;
    }

    private static SafetyProject project(Record r) {
        return new SafetyProject(r.get(PROJECT_NUMBER), r.get(ENTERPRISE), r.get(TITLE), r.get(HIGH_RISK), SafetyProject.State.valueOf(r.get(STATE)), r.get(REGISTERED_BY),
                instant(r.get(REGISTERED_AT)), r.get(HEALTH), r.get(VETO_REASON), r.get(VETOED_BY), r.get(USED_EARLY), r.get(NOTE), r.get(VERSION));
    }

    @Override
    public Optional<SafetyProject> project(Tx tx, String number) {
        return sql.on(tx).select(PROJECT_COLUMNS).from(PROJECT).where(PROJECT_NUMBER.eq(number)).fetchOptional(SqlOversightStore::project);
    }

    @Override
    public Page<SafetyProject> projects(Tx tx, SafetyProject.State state, Boolean vetoed, String cursor, int limit, Scope scope) {
        Condition which = and(state == null ? noCondition() : STATE.eq(state.name()), vetoed == null ? noCondition() : vetoed ? VETO_REASON.isNotNull() : VETO_REASON.isNull());
        return page(tx, PROJECT, PROJECT_COLUMNS, PROJECT_NUMBER, which, cursor, limit, scope, SqlOversightStore::project);
    }

    @Override
    public void add(Tx tx, Certificate c, Place place) {
        if (sql.on(tx).fetchExists(CERTIFICATE, KIND.eq(c.kind().name()).and(OWN_NUMBER.eq(c.ownNumber())).and(STATE.ne(Certificate.State.VOID.name())))) {
            throw new Problem.Invalid("certificate-known", "ownNumber", "这个编号已经登记，请在原记录上换证");
        }
        Map<Field<?>, Object> columns = columns(c);
        columns.put(CERTIFICATE_NUMBER, c.number());
        add(tx, CERTIFICATE, columns, place);
    }

    @Override
    public Certificate keep(Tx tx, Certificate c) {
        keep(tx, CERTIFICATE, CERTIFICATE_NUMBER, c.subject(), c.version(), columns(c));
        return certificate(tx, c.number()).orElseThrow();
    }

    private static Map<Field<?>, Object> columns(Certificate c) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(ENTERPRISE, c.enterprise());
        row.put(KIND, c.kind().name());
        row.put(OWN_NUMBER, c.ownNumber());
        row.put(WHAT, c.what());
        row.put(GRADE, c.grade());
        row.put(VALID_UNTIL, c.validUntil().toString());
        row.put(CLAIMED_UNTIL, c.claimedUntil() == null ? null : c.claimedUntil().toString());
        row.put(CLAIMED_BY, c.claimedBy());
        row.put(STATE, c.state().name());
        row.put(REGISTERED_BY, c.registeredBy());
        row.put(REGISTERED_AT, c.registeredAt().toEpochMilli());
        row.put(NOTE, c.note());
        return row;
    }

    private static Certificate certificate(Record r) {
        return new Certificate(r.get(CERTIFICATE_NUMBER), r.get(ENTERPRISE), Certificate.Kind.valueOf(r.get(KIND)), r.get(OWN_NUMBER), r.get(WHAT), r.get(GRADE), day(r.get(VALID_UNTIL)),
                Certificate.State.valueOf(r.get(STATE)), r.get(REGISTERED_BY), instant(r.get(REGISTERED_AT)), r.get(NOTE), r.get(CLAIMED_UNTIL) == null ? null : day(r.get(CLAIMED_UNTIL)), r.get(CLAIMED_BY), r.get(VERSION));
    }

    @Override
    public Optional<Certificate> certificate(Tx tx, String number) {
        return sql.on(tx).select(CERTIFICATE_COLUMNS).from(CERTIFICATE).where(CERTIFICATE_NUMBER.eq(number)).fetchOptional(SqlOversightStore::certificate);
    }

    @Override
    public Page<Certificate> certificates(Tx tx, Certificate.Kind kind, Certificate.State state, LocalDate until, Boolean claimed, String cursor, int limit, Scope scope) {
        DSLContext on = sql.on(tx);
        int most = Math.max(1, Math.min(500, limit));
        Condition match = and(kind == null ? noCondition() : KIND.eq(kind.name()), state == null ? noCondition() : STATE.eq(state.name()), until == null ? noCondition() : VALID_UNTIL.le(until.toString()),
                claimed == null ? noCondition() : claimed ? CLAIMED_UNTIL.isNotNull() : CLAIMED_UNTIL.isNull(),
                Scoped.within(scope, SCOPE_AREA, LEAD_UNIT, ENTERPRISE));
        Condition after = cursor == null ? noCondition() : row(VALID_UNTIL, CERTIFICATE_NUMBER).gt(part(cursor)[0], part(cursor)[1]);
        List<Certificate> rows = on.select(CERTIFICATE_COLUMNS).from(CERTIFICATE).where(match, after).orderBy(VALID_UNTIL, CERTIFICATE_NUMBER).limit(most + 1).fetch(SqlOversightStore::certificate);
        boolean more = rows.size() > most;
        List<Certificate> shown = more ? rows.subList(0, most) : rows;
        Certificate last = more ? shown.get(most - 1) : null;
        return new Page<>(shown, more ? last.validUntil() + "_" + last.number() : null, on.fetchCount(on.selectOne().from(CERTIFICATE).where(match)));
    }

    @Override
    public Optional<Place> place(Tx tx, Subject subject) {
        Table<?> in = subject.kind().equals(WorkStop.KIND) ? STOP : subject.kind().equals(SafetyProject.KIND) ? PROJECT : CERTIFICATE;
        Field<String> key = in == STOP ? STOP_NUMBER : in == PROJECT ? PROJECT_NUMBER : CERTIFICATE_NUMBER;
        return sql.on(tx).select(SCOPE_AREA, LEAD_UNIT, ENTERPRISE).from(in).where(key.eq(subject.number()))
                .fetchOptional(r -> new Place(r.value1() == null ? null : new AreaCode(r.value1()), r.value2(), new CreditCode(r.value3())));
    }
}
