package io.shoutu.hazard.store;

import static io.shoutu.hazard.store.RiskRows.*;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.escape;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.row;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.hazard.RiskLedger.Evidence;
import io.shoutu.api.hazard.RiskLevel;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Scoped;
import io.shoutu.commons.sql.Sql;
import io.shoutu.hazard.domain.RiskCheck;
import io.shoutu.hazard.domain.RiskEvent;
import io.shoutu.hazard.domain.RiskQuery;
import io.shoutu.hazard.domain.RiskState;
import io.shoutu.hazard.domain.RiskStore;
import io.shoutu.hazard.domain.RiskUnit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Risk units in SQL (风险库). Events and measures of a unit are few: they are written anew with it. */
@Component(service = RiskStore.class)
public final class SqlRiskStore implements RiskStore {
    private static final Condition IN_FORCE = CURRENT.isNotNull().and(STATE.ne(RiskState.REMOVED.name()));

    private final Sql sql;

    @Activate
    public SqlRiskStore(@Reference Sql sql, @Reference(target = "(word=hazard)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public void add(Tx tx, RiskUnit unit, Place place) {
        sql.on(tx).insertInto(RISK).set(NUMBER, unit.number()).set(VERSION, unit.version()).set(RiskRows.row(unit, place)).execute();
        keepParts(tx, unit);
    }

    @Override
    public RiskUnit keep(Tx tx, RiskUnit unit, Place place) {
        int kept = sql.on(tx).update(RISK).set(RiskRows.row(unit, place)).set(VERSION, unit.version() + 1).where(NUMBER.eq(unit.number()), VERSION.eq(unit.version())).execute();
        if (kept == 0) {
            RiskUnit other = find(tx, unit.number()).orElseThrow(() -> Problem.NotFound.of(unit.subject()));
            throw new Problem.Stale(unit.subject(), unit.version(), other.version());
        }
        keepParts(tx, unit);
        return find(tx, unit.number()).orElseThrow();
    }

    private void keepParts(Tx tx, RiskUnit unit) {
        DSLContext on = sql.on(tx);
        on.deleteFrom(EVENT).where(NUMBER.eq(unit.number())).execute();
        on.deleteFrom(MEASURE).where(NUMBER.eq(unit.number())).execute();
        on.deleteFrom(DEVICE_OF).where(NUMBER.eq(unit.number())).execute();
        for (int i = 0; i < unit.events().size(); i++) {
            RiskEvent event = unit.events().get(i);
            on.insertInto(EVENT).set(NUMBER, unit.number()).set(ROW, i).set(RiskRows.row(event)).execute();
            for (int j = 0; j < event.measures().size(); j++) {
                RiskEvent.Measure measure = event.measures().get(j);
                on.insertInto(MEASURE).set(NUMBER, unit.number()).set(EVENT_NO, i).set(ROW, j).set(KIND, measure.kind().name()).set(MEASURE_TEXT, measure.text())
                        .set(RESPONSIBLE, measure.responsible()).set(EVERY, measure.everyDays()).execute();
            }
        }
        unit.site().devices().forEach(device -> on.insertInto(DEVICE_OF).set(DEVICE, device).set(NUMBER, unit.number()).execute());
    }

    @Override
    public void stand(Tx tx, String number, RiskLevel level) {
        sql.on(tx).update(RISK).set(CURRENT, name(level)).where(NUMBER.eq(number)).execute();
    }

    @Override
    public Optional<RiskUnit> find(Tx tx, String number) {
        return units(tx, sql.on(tx).select(RISK_COLUMNS).from(RISK).where(NUMBER.eq(number)).fetch()).stream().findFirst();
    }

    @Override
    public Optional<Place> place(Tx tx, String number) {
        return sql.on(tx).select(SCOPE_AREA, LEAD_UNIT, ENTERPRISE).from(RISK).where(NUMBER.eq(number)).fetchOptional(r -> new Place(
                r.value1() == null ? null : new AreaCode(r.value1()), r.value2(), r.value3() == null ? null : new CreditCode(r.value3())));
    }

    @Override
    public Page<RiskUnit> list(Tx tx, RiskQuery query, Scope scope) {
        Condition match = and(match(query), within(scope));
        Condition below = query.cursor() == null ? noCondition() : NUMBER.lt(cursor(query.cursor()));
        List<? extends Record> rows = sql.on(tx).select(RISK_COLUMNS).from(RISK).where(match, below).orderBy(NUMBER.desc()).limit(query.limit() + 1).fetch();
        boolean more = rows.size() > query.limit();
        List<RiskUnit> items = units(tx, more ? rows.subList(0, query.limit()) : rows);
        return new Page<>(items, more ? items.get(items.size() - 1).number() : null, sql.on(tx).selectCount().from(RISK).where(match).fetchSingle().value1());
    }

    private static Condition within(Scope scope) {
        return Scoped.within(scope, SCOPE_AREA, LEAD_UNIT, ENTERPRISE);
    }

    private static String cursor(String cursor) {
        if (!cursor.matches("[A-Z]{2}-\\d{4}-\\d{6}")) {
            throw new Problem.Invalid("bad-parameter", "cursor", "翻页标记无效，请从第一页开始：" + cursor);
        }
        return cursor;
    }

    private static Condition match(RiskQuery q) {
        List<Condition> all = new ArrayList<>();
        if (q.state() != null) {
            all.add(STATE.eq(q.state().name()));
        }
        if (q.level() != null) {
            all.add(CURRENT.eq(q.level().name()).and(IN_FORCE));
        }
        if (q.enterprise() != null) {
            all.add(ENTERPRISE.eq(q.enterprise()));
        }
        if (q.area() != null) {
            all.add(inside(q.area()));
        }
        if (q.moved() != null) {
            all.add(q.moved() ? IN_FORCE.and(CURRENT.ne(RESIDUAL)) : CURRENT.eq(RESIDUAL));
        }
        if (q.text() != null) {
            String like = "%" + escape(q.text().toLowerCase(Locale.ROOT), '!') + "%";
            all.add(or(lower(NUMBER).like(like, '!'), lower(NAME).like(like, '!'), lower(PLACE).like(like, '!'), lower(RESPONSIBLE).like(like, '!')));
        }
        return and(all);
    }

    private static Condition inside(String area) {
        String prefix = new AreaCode(area).prefix();
        return SCOPE_AREA.between(prefix + "0".repeat(12 - prefix.length()), prefix + "9".repeat(12 - prefix.length()));
    }

    @Override
    public List<RiskUnit> onMap(Tx tx, Scope scope, int most) {
        List<RiskUnit> all = new ArrayList<>(units(tx, sql.on(tx).select(RISK_COLUMNS).from(RISK).where(IN_FORCE, LONGITUDE.isNotNull(), within(scope)).orderBy(NUMBER)
                .limit(most).fetch()));
        all.sort(Comparator.comparing(RiskUnit::current).thenComparing(RiskUnit::number));
        return all;
    }

    @Override
    public List<Count> counts(Tx tx, Scope scope) {
        return sql.on(tx).select(SCOPE_AREA, CURRENT, count()).from(RISK).where(IN_FORCE, within(scope)).groupBy(SCOPE_AREA, CURRENT).orderBy(SCOPE_AREA, CURRENT)
                .fetch(r -> new Count(r.value1(), level(r.value2()), r.value3()));
    }

    @Override
    public List<RiskUnit> touched(Tx tx, Evidence evidence) {
        List<Condition> any = new ArrayList<>();
        if (evidence.riskUnit() != null) {
            any.add(NUMBER.eq(evidence.riskUnit()));
        }
        if (evidence.enterprise() != null) {
            any.add(ENTERPRISE.eq(evidence.enterprise().text()));
        }
        if (evidence.area() != null) {
            any.add(inside(evidence.area().text()));
        }
        return units(tx, sql.on(tx).select(RISK_COLUMNS).from(RISK).where(IN_FORCE, or(any)).orderBy(NUMBER).fetch());
    }

    @Override
    public List<String> watchedBy(Tx tx, String device) {
        return sql.on(tx).select(NUMBER).from(DEVICE_OF).where(DEVICE.eq(device)).orderBy(NUMBER).fetch(NUMBER);
    }

    @Override
    public List<RiskUnit> ofEnterprise(Tx tx, String enterprise) {
        return units(tx, sql.on(tx).select(RISK_COLUMNS).from(RISK).where(IN_FORCE, ENTERPRISE.eq(enterprise)).orderBy(NUMBER).fetch());
    }

    @Override
    public List<RiskUnit> inForce(Tx tx, String after, int most) {
        return units(tx, sql.on(tx).select(RISK_COLUMNS).from(RISK).where(IN_FORCE, NUMBER.gt(after)).orderBy(NUMBER).limit(most).fetch());
    }

    // ---- evidence ----

    @Override
    public void raise(Tx tx, Evidence e, String by, long now) {
        sql.on(tx).deleteFrom(EVIDENCE).where(SUBJECT.eq(e.subject().toString())).execute();
        sql.on(tx).insertInto(EVIDENCE).set(SUBJECT, e.subject().toString()).set(KIND, e.kind()).set(REASON, e.reason()).set(TO_LEVEL, name(e.to())).set(NUMBER, e.riskUnit())
                .set(ENTERPRISE, e.enterprise() == null ? null : e.enterprise().text()).set(AREA, e.area() == null ? null : e.area().text())
                .set(UNTIL, e.until() == null ? null : e.until().toEpochMilli()).set(RAISED_BY, by).set(RAISED_AT, now).execute();
    }

    @Override
    public Optional<Evidence> release(Tx tx, Subject subject) {
        Optional<Evidence> there = evidence(tx, subject);
        sql.on(tx).deleteFrom(EVIDENCE).where(SUBJECT.eq(subject.toString())).execute();
        return there;
    }

    @Override
    public Optional<Evidence> evidence(Tx tx, Subject subject) {
        return evidence(tx, SUBJECT.eq(subject.toString())).stream().findFirst();
    }

    @Override
    public List<Evidence> standing(Tx tx, RiskUnit unit, Place place) {
        List<Condition> any = new ArrayList<>(List.of(NUMBER.eq(unit.number())));
        if (unit.site().enterprise() != null) {
            any.add(ENTERPRISE.eq(unit.site().enterprise()));
        }
        if (place.area() != null) {
            any.add(AREA.isNotNull());
        }
        return evidence(tx, or(any)).stream().filter(e -> unit.number().equals(e.riskUnit()) || e.enterprise() != null && e.enterprise().text().equals(unit.site().enterprise())
                || e.area() != null && place.area() != null && e.area().contains(place.area())).toList();
    }

    @Override
    public List<Evidence> standing(Tx tx) {
        return evidence(tx, noCondition());
    }

    private List<Evidence> evidence(Tx tx, Condition which) {
        return sql.on(tx).select(SUBJECT, KIND, REASON, TO_LEVEL, NUMBER, ENTERPRISE, AREA, UNTIL).from(EVIDENCE).where(which).orderBy(RAISED_AT.desc(), SUBJECT)
                .fetch(RiskRows::evidence);
    }

    // ---- checks ----

    @Override
    public void open(Tx tx, RiskCheck check) {
        Place place = place(tx, check.unit()).orElseThrow(() -> Problem.NotFound.of(new Subject("risk", check.unit())));
        sql.on(tx).insertInto(CHECK).set(CHECK_NUMBER, check.number()).set(NUMBER, check.unit()).set(EVENT_NAME, check.event()).set(MEASURE_TEXT, check.measure())
                .set(DUE, check.due().toString()).set(RiskRows.row(check)).set(ENTERPRISE, place.enterprise() == null ? null : place.enterprise().text())
                .set(SCOPE_AREA, place.area() == null ? null : place.area().text()).set(LEAD_UNIT, place.unit()).execute();
    }

    @Override
    public void keep(Tx tx, RiskCheck check) {
        sql.on(tx).update(CHECK).set(RiskRows.row(check)).where(CHECK_NUMBER.eq(check.number())).execute();
    }

    @Override
    public Optional<RiskCheck> check(Tx tx, String number) {
        return sql.on(tx).select(CHECK_COLUMNS).from(CHECK).where(CHECK_NUMBER.eq(number)).fetchOptional(RiskRows::check);
    }

    @Override
    public List<RiskCheck> checks(Tx tx, String unit, int most) {
        return sql.on(tx).select(CHECK_COLUMNS).from(CHECK).where(NUMBER.eq(unit)).orderBy(CHECK_NUMBER.desc()).limit(most).fetch(RiskRows::check);
    }

    @Override
    public Optional<RiskCheck> latest(Tx tx, String unit, String event, String measure) {
        return sql.on(tx).select(CHECK_COLUMNS).from(CHECK).where(NUMBER.eq(unit), EVENT_NAME.eq(event), MEASURE_TEXT.eq(measure)).orderBy(DUE.desc(), CHECK_NUMBER.desc()).limit(1)
                .fetchOptional(RiskRows::check);
    }

    @Override
    public List<RiskCheck> missed(Tx tx, LocalDate today, int most) {
        return sql.on(tx).select(CHECK_COLUMNS).from(CHECK).where(STATE.eq(RiskCheck.State.OPEN.name()), DUE.lt(today.toString())).orderBy(CHECK_NUMBER).limit(most)
                .fetch(RiskRows::check);
    }

    @Override
    public Page<RiskCheck> checks(Tx tx, RiskCheck.State state, String enterprise, String cursor, int limit, Scope scope) {
        Condition match = and(state == null ? noCondition() : STATE.eq(state.name()), enterprise == null ? noCondition() : ENTERPRISE.eq(enterprise), within(scope));
        Condition behind = noCondition();
        if (cursor != null) {
            if (!cursor.matches("\\d{4}-\\d{2}-\\d{2}_[A-Z]{2}-\\d{4}-\\d{6}")) {
                throw new Problem.Invalid("bad-parameter", "cursor", "翻页标记无效，请从第一页开始：" + cursor);
            }
            behind = row(DUE, CHECK_NUMBER).gt(cursor.substring(0, 10), cursor.substring(11));
        }
        List<RiskCheck> found = sql.on(tx).select(CHECK_COLUMNS).from(CHECK).where(match, behind).orderBy(DUE, CHECK_NUMBER).limit(limit + 1).fetch(RiskRows::check);
        List<RiskCheck> items = found.size() > limit ? found.subList(0, limit) : found;
        RiskCheck last = found.size() > limit ? items.get(items.size() - 1) : null;
        return new Page<>(items, last == null ? null : last.due() + "_" + last.number(), sql.on(tx).selectCount().from(CHECK).where(match).fetchSingle().value1());
    }

    /** The units of these rows, in their order, with events and measures read once for every 500 of them. */
    private List<RiskUnit> units(Tx tx, List<? extends Record> rows) {
        List<RiskUnit> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i += 500) {
            List<? extends Record> some = rows.subList(i, Math.min(rows.size(), i + 500));
            List<String> numbers = some.stream().map(r -> r.get(NUMBER)).toList();
            Map<String, List<RiskEvent.Measure>> measures = new HashMap<>();
            sql.on(tx).select(NUMBER, EVENT_NO, ROW, KIND, MEASURE_TEXT, RESPONSIBLE, EVERY).from(MEASURE).where(NUMBER.in(numbers)).orderBy(NUMBER, EVENT_NO, ROW).fetch()
                    .forEach(r -> measures.computeIfAbsent(r.get(NUMBER) + "#" + r.get(EVENT_NO), k -> new ArrayList<>()).add(measure(r)));
            Map<String, List<RiskEvent>> events = new HashMap<>();
            List<Field<?>> columns = eventColumns();
            sql.on(tx).select(columns).from(EVENT).where(NUMBER.in(numbers)).orderBy(NUMBER, ROW).fetch()
                    .forEach(r -> events.computeIfAbsent(r.get(NUMBER), k -> new ArrayList<>()).add(event(r, measures.getOrDefault(r.get(NUMBER) + "#" + r.get(ROW), List.of()))));
            some.forEach(r -> all.add(unit(r, events.getOrDefault(r.get(NUMBER), List.of()))));
        }
        return all;
    }
}
