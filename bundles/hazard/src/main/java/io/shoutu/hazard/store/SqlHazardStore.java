package io.shoutu.hazard.store;

import static io.shoutu.hazard.store.HazardRows.*;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.escape;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.hazard.HazardQuery;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.sql.Scoped;
import io.shoutu.commons.sql.Sql;
import io.shoutu.hazard.domain.Extension;
import io.shoutu.hazard.domain.Hazard;
import io.shoutu.hazard.domain.HazardStore;
import io.shoutu.hazard.domain.Photo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.BatchBindStep;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hazards in SQL (隐患库). Extensions and photos of a hazard are few: they are written anew with it. */
@Component(service = HazardStore.class)
public final class SqlHazardStore implements HazardStore {
    /** How far ahead in the order words are looked for before the index of words is asked. */
    private static final int NEAR = 3_000;

    private final Sql sql;

    @Activate
    public SqlHazardStore(@Reference Sql sql, @Reference(target = "(word=hazard)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public void add(Tx tx, Hazard hazard, Place place) {
        sql.on(tx).insertInto(HAZARD).set(columns(hazard, place)).execute();
        rows(tx, hazard);
    }

    @Override
    public void addAll(Tx tx, List<Placed> many) {
        if (many.isEmpty()) {
            return;
        }
        List<Field<?>> fields = List.copyOf(columns(many.get(0).hazard(), many.get(0).place()).keySet());
        BatchBindStep batch = sql.on(tx).batch(sql.on(tx).insertInto(HAZARD).columns(fields).values(fields.stream().map(f -> val((Object) null)).toList()));
        for (Placed each : many) {
            Map<Field<?>, Object> columns = columns(each.hazard(), each.place());
            batch = batch.bind(fields.stream().map(columns::get).toArray());
        }
        batch.execute();
        many.forEach(each -> rows(tx, each.hazard()));
    }

    private Map<Field<?>, Object> columns(Hazard hazard, Place place) {
        Map<Field<?>, Object> columns = birth(hazard);
        columns.put(SCOPE_AREA, place.area() == null ? null : place.area().text());
        columns.put(LEAD_UNIT, place.unit());
        columns.putAll(progress(hazard));
        columns.put(VERSION, hazard.version());
        if (!sql.embedded()) {
            columns.put(GRAMS, Grams.of(hazard));
        }
        return columns;
    }

    /** A new one has no rows to take away first. */
    private void rows(Tx tx, Hazard hazard) {
        addRows(tx, EXTENSION, hazard, hazard.extensions().stream().map(HazardRows::row).toList());
        addRows(tx, PHOTO, hazard, hazard.photos().stream().map(HazardRows::row).toList());
    }

    @Override
    public Map<String, String> known(Tx tx, String source, Collection<String> references) {
        return references.isEmpty() ? Map.of() : sql.on(tx).select(REFERENCE, NUMBER).from(HAZARD).where(REFERENCE.in(references), SOURCE.eq(source)).fetchMap(REFERENCE, NUMBER);
    }

    @Override
    public Optional<Place> place(Tx tx, String number) {
        return sql.on(tx).select(SCOPE_AREA, LEAD_UNIT, ENTERPRISE).from(HAZARD).where(NUMBER.eq(number))
                .fetchOptional(r -> new Place(r.value1() == null ? null : new AreaCode(r.value1()), r.value2(), r.value3() == null ? null : new CreditCode(r.value3())));
    }

    @Override
    public Hazard keep(Tx tx, Hazard hazard) {
        Map<Field<?>, Object> columns = progress(hazard);
        columns.put(VERSION, hazard.version() + 1);
        int kept = sql.on(tx).update(HAZARD).set(columns).where(NUMBER.eq(hazard.number()), VERSION.eq(hazard.version())).execute();
        if (kept == 0) {
            Hazard other = find(tx, hazard.number()).orElseThrow(() -> Problem.NotFound.of(hazard.subject()));
            throw new Problem.Stale(hazard.subject(), hazard.version(), other.version());
        }
        keepRows(tx, hazard);
        return find(tx, hazard.number()).orElseThrow();
    }

    private void keepRows(Tx tx, Hazard hazard) {
        keepRows(tx, EXTENSION, hazard, hazard.extensions().stream().map(HazardRows::row).toList());
        keepRows(tx, PHOTO, hazard, hazard.photos().stream().map(HazardRows::row).toList());
    }

    private void keepRows(Tx tx, Table<?> table, Hazard hazard, List<Map<Field<?>, Object>> rows) {
        sql.on(tx).deleteFrom(table).where(NUMBER.eq(hazard.number())).execute();
        addRows(tx, table, hazard, rows);
    }

    private void addRows(Tx tx, Table<?> table, Hazard hazard, List<Map<Field<?>, Object>> rows) {
        for (int i = 0; i < rows.size(); i++) {
            sql.on(tx).insertInto(table).set(NUMBER, hazard.number()).set(ROW, i).set(rows.get(i)).execute();
        }
    }

    @Override
    public void chased(Tx tx, String number, LocalDate day) {
        sql.on(tx).update(HAZARD).set(CHASED_ON, day.toString()).where(NUMBER.eq(number)).execute();
    }

    @Override
    public Optional<Hazard> find(Tx tx, String number) {
        return hazards(tx, sql.on(tx).select(HAZARD_COLUMNS).from(HAZARD).where(NUMBER.eq(number)).fetch()).stream().findFirst();
    }

    @Override
    public Optional<Hazard> causedBy(Tx tx, long entry) {
        return hazards(tx, sql.on(tx).select(HAZARD_COLUMNS).from(HAZARD).where(CAUSE_ENTRY.eq(entry)).fetch()).stream().findFirst();
    }

    @Override
    public Optional<Hazard> openedFor(Tx tx, String series, String rule) {
        List<String> over = List.of(HazardState.CLOSED.name(), HazardState.DISMISSED.name());
        return hazards(tx, sql.on(tx).select(HAZARD_COLUMNS).from(HAZARD).where(SERIES.eq(series), RULE.eq(rule), STATE.notIn(over))
                .orderBy(REGISTERED_AT.desc(), NUMBER.desc()).limit(1).fetch()).stream().findFirst();
    }

    @Override
    public Optional<Hazard> referred(Tx tx, String source, String reference) {
        return hazards(tx, sql.on(tx).select(HAZARD_COLUMNS).from(HAZARD).where(REFERENCE.eq(reference), SOURCE.eq(source)).fetch()).stream().findFirst();
    }

    @Override
    public List<String> broke(Tx tx, String enterprise, String rule, Instant since, String except) {
        return sql.on(tx).select(NUMBER).from(HAZARD).where(ENTERPRISE.eq(enterprise), RULE_KEY.eq(rule), REGISTERED_AT.ge(since.toEpochMilli()), NUMBER.ne(except),
                STATE.notIn(HazardState.DISMISSED.name(), HazardState.MERGED.name())).orderBy(REGISTERED_AT.desc(), NUMBER.desc()).fetch(NUMBER);
    }

    @Override
    public List<Hazard> openIn(Tx tx, String riskUnit) {
        return hazards(tx, sql.on(tx).select(HAZARD_COLUMNS).from(HAZARD).where(RISK_UNIT.eq(riskUnit), STANDING.eq("O")).orderBy(REGISTERED_AT, NUMBER).fetch());
    }

    @Override
    public long count(Tx tx, HazardQuery query, Scope scope) {
        unhurried(tx);
        return sql.on(tx).selectCount().from(HAZARD).where(match(query), text(query), Scoped.within(scope, SCOPE_AREA, LEAD_UNIT, ENTERPRISE)).fetchSingle().value1();
    }

    @Override
    public List<Hazard> toChase(Tx tx, LocalDate day, String after, int most) {
        return hazards(tx, sql.on(tx).select(HAZARD_COLUMNS).from(HAZARD).where(STANDING.eq("O"), CHASED_ON.lt(day.toString()), NUMBER.gt(after))
                .orderBy(NUMBER).limit(most).fetch());
    }

    @Override
    public Page<Hazard> list(Tx tx, HazardQuery query, Scope scope) {
        unhurried(tx);
        Condition match = and(match(query), Scoped.within(scope, SCOPE_AREA, LEAD_UNIT, ENTERPRISE));
        Order order = Order.of(query.sort());
        Condition from = query.cursor() != null ? order.behind(query.cursor()) : query.start() != null ? order.at(query.start(), position(tx, query)) : noCondition();
        List<? extends Record> rows = rows(tx, query, and(match, order.only(), from), order);
        boolean more = rows.size() > query.limit();
        List<Hazard> items = hazards(tx, more ? rows.subList(0, query.limit()) : rows);
        return new Page<>(items, more ? order.cursor(rows.get(query.limit() - 1)) : null, query.counted() ? count(tx, query, scope) : -1);
    }

    @Override
    public Page<Hazard> waiting(Tx tx, Whom whom, Scope scope, int limit) {
        DSLContext on = sql.on(tx);
        Condition seen = Scoped.within(scope, SCOPE_AREA, LEAD_UNIT, ENTERPRISE);
        Condition running = and(STATE.eq(HazardState.RECTIFYING.name()), seen, or(
                whom.duty() ? OVERDUE.isTrue().or(NUMBER.in(select(NUMBER).from(EXTENSION).where(OUTCOME.eq(Extension.Outcome.PENDING.name())))) : falseCondition(),
                whom.rectifier() == null ? falseCondition() : RECTIFIER.eq(whom.rectifier())));
        Condition standing = and(seen, or(
                whom.duty() ? STATE.in(HazardState.REGISTERED.name(), HazardState.VERIFIED.name()) : falseCondition(),
                whom.rectifier() == null ? falseCondition() : STATE.eq(HazardState.GRADED.name()).and(RECTIFIER.eq(whom.rectifier())),
                whom.acceptor() == null ? falseCondition() : STATE.eq(HazardState.SUBMITTED.name()).and(RECTIFIER.ne(whom.acceptor()))));
        List<Hazard> items = new ArrayList<>(hazards(tx, on.select(HAZARD_COLUMNS).from(HAZARD).where(running).orderBy(DEADLINE, NUMBER).limit(limit).fetch()));
        items.addAll(hazards(tx, on.select(HAZARD_COLUMNS).from(HAZARD).where(standing).orderBy(SINCE, NUMBER).limit(limit).fetch()));
        return new Page<>(items, null, on.fetchCount(on.selectOne().from(HAZARD).where(running)) + on.fetchCount(on.selectOne().from(HAZARD).where(standing)));
    }

    @Override
    public Page<Hazard> lookBacks(Tx tx, java.time.LocalDate by, String account, Scope scope, int limit) {
        DSLContext on = sql.on(tx);
        Condition match = and(Scoped.within(scope, SCOPE_AREA, LEAD_UNIT, ENTERPRISE), LOOK_STATE.eq("due"), LOOK_DUE.le(by.toString()), RECTIFIER.isNull().or(RECTIFIER.ne(account)));
        return new Page<>(hazards(tx, on.select(HAZARD_COLUMNS).from(HAZARD).where(match).orderBy(LOOK_DUE, NUMBER).limit(limit).fetch()), null, on.fetchCount(on.selectOne().from(HAZARD).where(match)));
    }

    @Override
    public Page<Hazard> regradings(Tx tx, String account, Scope scope, int limit) {
        DSLContext on = sql.on(tx);
        Condition match = and(Scoped.within(scope, SCOPE_AREA, LEAD_UNIT, ENTERPRISE), REGRADE_AT.isNotNull(), REGRADE_BY.ne(account));
        return new Page<>(hazards(tx, on.select(HAZARD_COLUMNS).from(HAZARD).where(match).orderBy(REGRADE_AT, NUMBER).limit(limit).fetch()), null, on.fetchCount(on.selectOne().from(HAZARD).where(match)));
    }

    /**
     * The rows of a page. Words are looked for twice: first among the few thousand that come next in the order, which answers whatever is
     * frequent; only what is rare there asks the index of words, which then finds few.
     */
    private List<? extends Record> rows(Tx tx, HazardQuery query, Condition match, Order order) {
        DSLContext on = sql.on(tx);
        if (query.text() == null || sql.embedded() || wholeNumber(query.text())) {
            return on.select(HAZARD_COLUMNS).from(HAZARD).where(match, text(query)).orderBy(order.fields()).limit(query.limit() + 1).fetch();
        }
        Table<Record> near = on.select(HAZARD_COLUMNS).from(HAZARD).where(match).orderBy(order.fields()).limit(NEAR).asTable("hazard");
        List<? extends Record> found = on.select(HAZARD_COLUMNS).from(near).where(says(query.text())).orderBy(order.fields()).limit(query.limit() + 1).fetch();
        if (found.size() > query.limit()) {
            return found;
        }
        // Materialized: else the planner may walk the whole order again, looking at each text.
        Table<Record> said = on.select(HAZARD_COLUMNS).from(HAZARD).where(match, text(query)).asTable("hazard");
        return on.select(HAZARD_COLUMNS).from(on.select(HAZARD_COLUMNS).from(said).offset(0).asTable("hazard")).orderBy(order.fields()).limit(query.limit() + 1).fetch();
    }

    /** PostgreSQL compiles a question it takes for long, which here takes longer than the answer. */
    private void unhurried(Tx tx) {
        if (!sql.embedded()) {
            sql.on(tx).execute("set local jit = off");
        }
    }

    /** Where a jump to a number leads: the registration of that hazard, or empty where the jump is to a day. */
    private Optional<Record> position(Tx tx, HazardQuery query) {
        if (query.start().matches("\\d{4}-\\d{2}-\\d{2}")) {
            return Optional.empty();
        }
        return Optional.of(sql.on(tx).select(REGISTERED_AT, NUMBER, DEADLINE).from(HAZARD).where(NUMBER.eq(query.start())).fetchOptional()
                .map(r -> (Record) r).orElseThrow(() -> new Problem.Invalid("start-unknown", "start", "没有这个编号，请核对，或填写日期（如 2026-03-01）：" + query.start())));
    }

    private Condition match(HazardQuery q) {
        List<Condition> all = new ArrayList<>();
        HazardQuery.More more = q.more();
        add(all, q.state(), state -> STATE.eq(state.name()));
        add(all, q.open(), open -> STANDING.eq(open ? "O" : "E"));
        add(all, q.enterprise(), ENTERPRISE::eq);
        add(all, q.grade(), grade -> GRADE.eq(grade.name()));
        add(all, q.overdue(), OVERDUE::eq);
        add(all, more.area(), area -> SCOPE_AREA.between(filled(area, '0'), filled(area, '9')));
        add(all, more.source(), SOURCE::eq);
        add(all, more.category(), CATEGORY::eq);
        add(all, more.riskUnit(), RISK_UNIT::eq);
        add(all, more.rectifier(), RECTIFIER::eq);
        add(all, more.recurring(), RECURRING::eq);
        add(all, more.late(), LATE::eq);
        add(all, more.lookBack(), LOOK_STATE::eq);
        add(all, more.registeredFrom(), day -> REGISTERED_AT.ge(Legal.startOf(day).toEpochMilli()));
        add(all, more.registeredTo(), day -> REGISTERED_AT.lt(Legal.endOf(day).toEpochMilli()));
        return and(all);
    }

    /** A range of digits, which any index of text can walk. */
    private static String filled(String area, char digit) {
        String prefix = new AreaCode(area).prefix();
        return prefix + String.valueOf(digit).repeat(12 - prefix.length());
    }

    private static <T> void add(List<Condition> all, T wanted, Function<T, Condition> condition) {
        if (wanted != null) {
            all.add(condition.apply(wanted));
        }
    }

    /** What holds the words, by the index of words where there is one. */
    private Condition text(HazardQuery query) {
        if (query.text() == null) {
            return noCondition();
        }
        if (wholeNumber(query.text())) {
            return NUMBER.eq(query.text().toUpperCase(Locale.ROOT));
        }
        List<String> grams = sql.embedded() ? List.of() : Grams.asked(query.text());
        if (grams.isEmpty()) {
            return says(query.text());
        }
        Condition indexed = condition("string_to_array(grams, ' ') @> cast({0} as text[])", val(grams.toArray(String[]::new)));
        // Two signs are one gram, and the index alone is exact.
        return grams.size() == 1 && query.text().length() == 2 ? indexed : indexed.and(says(query.text()));
    }

    private static boolean wholeNumber(String text) {
        return text.matches("[A-Za-z]{2}-\\d{4}-\\d{6}");
    }

    private static Condition says(String text) {
        String like = "%" + escape(text.toLowerCase(Locale.ROOT), '!') + "%";
        return lower(NUMBER).like(like, '!').or(lower(TITLE).like(like, '!')).or(lower(DESCRIPTION).like(like, '!'))
                .or(lower(PLACE).like(like, '!'));
    }

    /** The hazards of these rows, in their order, with extensions and photos read once for every 500 of them. */
    private List<Hazard> hazards(Tx tx, List<? extends Record> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        if (rows.size() > 500) {
            return Stream.concat(hazards(tx, rows.subList(0, 500)).stream(), hazards(tx, rows.subList(500, rows.size())).stream()).toList();
        }
        List<String> numbers = rows.stream().map(r -> r.get(NUMBER)).toList();
        Map<String, List<Extension>> extensions = rowsOf(tx, EXTENSION, EXTENSION_COLUMNS, numbers).intoGroups(NUMBER, HazardRows::extension);
        Map<String, List<Photo>> photos = rowsOf(tx, PHOTO, PHOTO_COLUMNS, numbers).intoGroups(NUMBER, HazardRows::photo);
        return rows.stream().map(r -> hazard(r, extensions.getOrDefault(r.get(NUMBER), List.of()),
                photos.getOrDefault(r.get(NUMBER), List.of()))).toList();
    }

    private Result<Record> rowsOf(Tx tx, Table<?> table, List<Field<?>> columns, List<String> numbers) {
        return sql.on(tx).select(columns).from(table).where(NUMBER.in(numbers)).orderBy(NUMBER, ROW).fetch();
    }
}
