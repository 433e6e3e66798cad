package io.shoutu.hazard.store;

import static io.shoutu.hazard.store.HazardRows.*;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.escape;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

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
import io.shoutu.commons.sql.Scoped;
import io.shoutu.commons.sql.Sql;
import io.shoutu.hazard.domain.Extension;
import io.shoutu.hazard.domain.Hazard;
import io.shoutu.hazard.domain.HazardStore;
import io.shoutu.hazard.domain.Photo;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
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
    private static final List<String> OPEN = names(true);
    private static final List<String> ENDED = names(false);

    private final Sql sql;

    @Activate
    public SqlHazardStore(@Reference Sql sql, @Reference(target = "(word=hazard)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public void add(Tx tx, Hazard hazard, Place place) {
        Map<Field<?>, Object> columns = birth(hazard);
        columns.put(SCOPE_AREA, place.area() == null ? null : place.area().text());
        columns.put(LEAD_UNIT, place.unit());
        columns.putAll(progress(hazard));
        columns.put(VERSION, hazard.version());
        sql.on(tx).insertInto(HAZARD).set(columns).execute();
        keepRows(tx, hazard);
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
    public List<Hazard> toChase(Tx tx, LocalDate day) {
        return hazards(tx, sql.on(tx).select(HAZARD_COLUMNS).from(HAZARD).where(STATE.in(OPEN), CHASED_ON.lt(day.toString()))
                .orderBy(REGISTERED_AT, NUMBER).fetch());
    }

    @Override
    public Page<Hazard> list(Tx tx, HazardQuery query, Scope scope) {
        DSLContext on = sql.on(tx);
        Condition match = and(match(query), Scoped.within(scope, SCOPE_AREA, LEAD_UNIT, ENTERPRISE));
        Condition below = query.cursor() == null ? noCondition() : below(query.cursor());
        Result<Record> rows = on.select(HAZARD_COLUMNS).from(HAZARD).where(match, below).orderBy(REGISTERED_AT.desc(), NUMBER.desc())
                .limit(query.limit() + 1).fetch();
        boolean more = rows.size() > query.limit();
        List<Hazard> items = hazards(tx, more ? rows.subList(0, query.limit()) : rows);
        Hazard last = more ? items.get(items.size() - 1) : null;
        return new Page<>(items, more ? last.registeredAt().toEpochMilli() + "_" + last.number() : null,
                on.fetchCount(on.selectOne().from(HAZARD).where(match)));
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

    private static Condition match(HazardQuery q) {
        List<Condition> all = new ArrayList<>();
        add(all, q.state(), state -> STATE.eq(state.name()));
        add(all, q.open(), open -> STATE.in(open ? OPEN : ENDED));
        add(all, q.enterprise(), ENTERPRISE::eq);
        add(all, q.grade(), grade -> GRADE.eq(grade.name()));
        add(all, q.overdue(), OVERDUE::eq);
        add(all, q.text(), SqlHazardStore::says);
        return and(all);
    }

    private static <T> void add(List<Condition> all, T wanted, Function<T, Condition> condition) {
        if (wanted != null) {
            all.add(condition.apply(wanted));
        }
    }

    private static Condition says(String text) {
        String like = "%" + escape(text.toLowerCase(Locale.ROOT), '!') + "%";
        return lower(NUMBER).like(like, '!').or(lower(TITLE).like(like, '!')).or(lower(DESCRIPTION).like(like, '!'))
                .or(lower(PLACE).like(like, '!'));
    }

    private static Condition below(String cursor) {
        if (!cursor.matches("\\d{1,15}_[A-Z0-9-]{1,40}")) {
            throw new Problem.Invalid("bad-parameter", "cursor", "翻页标记无效，请从第一页开始：" + cursor);
        }
        int cut = cursor.indexOf('_');
        return row(REGISTERED_AT, NUMBER).lt(Long.valueOf(cursor.substring(0, cut)), cursor.substring(cut + 1));
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

    private static List<String> names(boolean open) {
        return Arrays.stream(HazardState.values()).filter(s -> s.open() == open).map(Enum::name).toList();
    }
}
