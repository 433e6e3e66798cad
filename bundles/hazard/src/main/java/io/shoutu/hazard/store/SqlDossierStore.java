package io.shoutu.hazard.store;

import static io.shoutu.hazard.store.InspectionRows.instant;
import static io.shoutu.hazard.store.InspectionRows.number;
import static io.shoutu.hazard.store.InspectionRows.text;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.escape;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.when;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Scoped;
import io.shoutu.commons.sql.Sql;
import io.shoutu.hazard.domain.registers.Act;
import io.shoutu.hazard.domain.registers.Dossier;
import io.shoutu.hazard.domain.registers.DossierStore;
import io.shoutu.hazard.domain.registers.Register;
import io.shoutu.hazard.domain.registers.Stage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The smaller ledgers in SQL (专项台账库). */
@Component(service = DossierStore.class)
public final class SqlDossierStore implements DossierStore {
    private static final Table<?> ENTRY = table("hazard_register");
    private static final Table<?> VALUE = table("hazard_register_value");
    private static final Table<?> LINE = table("hazard_register_line");
    private static final Field<String> NUMBER = text("entry_number");
    private static final Field<Long> VERSION = number("version");
    private static final Field<String> REGISTER = text("register_name");
    private static final Field<String> STAGE = text("stage");
    private static final Field<String> TITLE = text("title");
    private static final Field<String> ENTERPRISE = text("enterprise");
    private static final Field<String> SCOPE_AREA = text("scope_area");
    private static final Field<String> LEAD_UNIT = text("lead_unit");
    private static final Field<String> ENTERED_BY = text("entered_by");
    private static final Field<Long> ENTERED_AT = number("entered_at");
    private static final Field<String> LAST_BY = text("last_by");
    private static final Field<String> DUE = text("due_day");
    private static final Field<String> ONLY = text("only_one");
    private static final Field<Integer> ROW = field("row_no", Integer.class);
    private static final Field<String> NAME = text("field_name");
    private static final Field<String> TEXT = text("field_text");
    private static final Field<String> ACT = text("act");
    private static final Field<String> ADDED_BY = text("added_by");
    private static final Field<Long> ADDED_AT = number("added_at");
    private static final List<Field<?>> COLUMNS = List.of(NUMBER, VERSION, REGISTER, STAGE, ENTERPRISE, ENTERED_BY, ENTERED_AT, LAST_BY, DUE);

    private final Sql sql;

    @Activate
    public SqlDossierStore(@Reference Sql sql, @Reference(target = "(word=hazard)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public void add(Tx tx, Dossier d, Place place) {
        DSLContext on = sql.on(tx);
        String only = d.register().onlyOf(d);
        if (only != null) {
            on.select(NUMBER).from(ENTRY).where(ONLY.eq(only)).fetchOptional(NUMBER).ifPresent(there -> {
                throw new Problem.Invalid("entry-known", null, d.register().label() + "：该企业这一期已经有了（" + there + "），请在原记录上办理");
            });
        }
        Map<Field<?>, Object> columns = progress(d);
        columns.put(NUMBER, d.number());
        columns.put(VERSION, 1L);
        columns.put(REGISTER, d.register().name());
        columns.put(ENTERED_BY, d.enteredBy());
        columns.put(ENTERED_AT, d.enteredAt().toEpochMilli());
        columns.put(SCOPE_AREA, place.area() == null ? null : place.area().text());
        columns.put(LEAD_UNIT, place.unit());
        on.insertInto(ENTRY).set(columns).execute();
        values(on, d.number(), 0, d.values());
        lines(on, d, 0);
    }

    @Override
    public Dossier keep(Tx tx, Dossier d) {
        DSLContext on = sql.on(tx);
        Map<Field<?>, Object> columns = progress(d);
        columns.put(VERSION, d.version() + 1);
        if (on.update(ENTRY).set(columns).where(NUMBER.eq(d.number()), VERSION.eq(d.version())).execute() == 0) {
            throw new Problem.Stale(d.subject(), d.version(), find(tx, d.number()).orElseThrow(() -> Problem.NotFound.of(d.subject())).version());
        }
        on.deleteFrom(VALUE).where(NUMBER.eq(d.number()), ROW.eq(0)).execute();
        values(on, d.number(), 0, d.values());
        lines(on, d, on.fetchCount(on.selectOne().from(LINE).where(NUMBER.eq(d.number()))));
        return find(tx, d.number()).orElseThrow();
    }

    private static Map<Field<?>, Object> progress(Dossier d) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(STAGE, d.stage().name());
        row.put(TITLE, d.title());
        row.put(ENTERPRISE, d.enterprise());
        row.put(LAST_BY, d.lastBy());
        // What was voided no longer stands in the way of the right one.
        row.put(ONLY, d.register().onlyOf(d));
        row.put(DUE, d.due() == null ? null : d.due().toString());
        return row;
    }

    private static void lines(DSLContext on, Dossier d, int known) {
        for (int i = known; i < d.lines().size(); i++) {
            Dossier.Line line = d.lines().get(i);
            on.insertInto(LINE).set(NUMBER, d.number()).set(ROW, i + 1).set(ACT, line.act().name()).set(ADDED_BY, line.by()).set(ADDED_AT, line.entered().toEpochMilli()).execute();
            values(on, d.number(), i + 1, line.values());
        }
    }

    private static void values(DSLContext on, String number, int row, Map<String, String> values) {
        values.forEach((name, value) -> on.insertInto(VALUE).set(NUMBER, number).set(ROW, row).set(NAME, name).set(TEXT, value).execute());
    }

    @Override
    public Optional<Dossier> find(Tx tx, String number) {
        return read(tx, sql.on(tx).select(COLUMNS).from(ENTRY).where(NUMBER.eq(number)).fetch()).stream().findFirst();
    }

    @Override
    public Optional<Place> place(Tx tx, String number) {
        return sql.on(tx).select(SCOPE_AREA, LEAD_UNIT, ENTERPRISE).from(ENTRY).where(NUMBER.eq(number))
                .fetchOptional(r -> new Place(r.value1() == null ? null : new AreaCode(r.value1()), r.value2(), r.value3() == null ? null : new CreditCode(r.value3())));
    }

    @Override
    public Page<Dossier> list(Tx tx, Query q, Scope scope) {
        DSLContext on = sql.on(tx);
        Condition match = and(Scoped.within(scope, SCOPE_AREA, LEAD_UNIT, ENTERPRISE), q.register() == null ? noCondition() : REGISTER.eq(q.register().name()),
                q.stage() == null ? noCondition() : STAGE.eq(q.stage().name()), q.enterprise() == null ? noCondition() : ENTERPRISE.eq(q.enterprise()),
                q.dueBy() == null ? noCondition() : DUE.le(q.dueBy().toString()), q.text() == null ? noCondition() : like(q.text()));
        Condition below = q.cursor() == null ? noCondition() : row(ENTERED_AT, NUMBER).lt(Long.valueOf(parts(q.cursor())[0]), parts(q.cursor())[1]);
        Result<? extends Record> rows = on.select(COLUMNS).from(ENTRY).where(match, below).orderBy(ENTERED_AT.desc(), NUMBER.desc()).limit(q.limit() + 1).fetch();
        boolean more = rows.size() > q.limit();
        List<? extends Record> shown = more ? rows.subList(0, q.limit()) : rows;
        Record last = more ? shown.get(q.limit() - 1) : null;
        return new Page<>(read(tx, shown), more ? last.get(ENTERED_AT) + "_" + last.get(NUMBER) : null, on.fetchCount(on.selectOne().from(ENTRY).where(match)));
    }

    private static Condition like(String words) {
        String like = "%" + escape(words.toLowerCase(Locale.ROOT), '!') + "%";
        return lower(TITLE).like(like, '!').or(lower(NUMBER).like(like, '!'));
    }

    private static String[] parts(String cursor) {
        if (!cursor.matches("[0-9]{1,15}_[A-Z0-9-]{1,40}")) {
            throw new Problem.Invalid("bad-parameter", "cursor", "翻页标记无效，请从第一页开始");
        }
        return cursor.split("_", 2);
    }

    /** Reads values and lines of all rows at once. */
    private List<Dossier> read(Tx tx, List<? extends Record> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> numbers = rows.stream().map(r -> r.get(NUMBER)).toList();
        Map<String, Map<Integer, Map<String, String>>> values = new HashMap<>();
        sql.on(tx).select(NUMBER, ROW, NAME, TEXT).from(VALUE).where(NUMBER.in(numbers)).fetch()
                .forEach(r -> values.computeIfAbsent(r.value1(), n -> new TreeMap<>()).computeIfAbsent(r.value2(), n -> new LinkedHashMap<>()).put(r.value3(), r.value4()));
        Map<String, List<Dossier.Line>> lines = new HashMap<>();
        sql.on(tx).select(NUMBER, ROW, ACT, ADDED_BY, ADDED_AT).from(LINE).where(NUMBER.in(numbers)).orderBy(NUMBER, ROW).fetch()
                .forEach(r -> lines.computeIfAbsent(r.value1(), n -> new ArrayList<>())
                        .add(new Dossier.Line(Act.valueOf(r.value3()), instant(r.value5()), r.value4(), values.getOrDefault(r.value1(), Map.of()).getOrDefault(r.value2(), Map.of()))));
        return rows.stream().map(r -> new Dossier(r.get(NUMBER), Register.valueOf(r.get(REGISTER)), Stage.valueOf(r.get(STAGE)), r.get(ENTERPRISE),
                values.getOrDefault(r.get(NUMBER), Map.of()).getOrDefault(0, Map.of()), lines.getOrDefault(r.get(NUMBER), List.of()), r.get(ENTERED_BY), instant(r.get(ENTERED_AT)), r.get(LAST_BY),
                r.get(DUE) == null ? null : LocalDate.parse(r.get(DUE)), r.get(VERSION))).toList();
    }

    @Override
    public List<Count> counts(Tx tx, Scope scope, LocalDate today) {
        return sql.on(tx).select(REGISTER, STAGE, count(), sum(when(DUE.lt(today.toString()), inline(1)).otherwise(inline(0)))).from(ENTRY)
                .where(Scoped.within(scope, SCOPE_AREA, LEAD_UNIT, ENTERPRISE)).groupBy(REGISTER, STAGE)
                .fetch(r -> new Count(Register.valueOf(r.value1()), Stage.valueOf(r.value2()), r.value3(), r.value4().longValue()));
    }
}
