package io.shoutu.hazard.store;

import static io.shoutu.hazard.store.InspectionRows.*;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.escape;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Scoped;
import io.shoutu.commons.sql.Sql;
import io.shoutu.hazard.domain.inspection.Answer;
import io.shoutu.hazard.domain.inspection.Campaign;
import io.shoutu.hazard.domain.inspection.Draw;
import io.shoutu.hazard.domain.inspection.Inspection;
import io.shoutu.hazard.domain.inspection.InspectionKind;
import io.shoutu.hazard.domain.inspection.InspectionState;
import io.shoutu.hazard.domain.inspection.InspectionStore;
import io.shoutu.hazard.domain.inspection.Member;
import io.shoutu.hazard.domain.inspection.Sheet;
import io.shoutu.hazard.domain.inspection.SitePhoto;
import io.shoutu.hazard.domain.inspection.YearPlan;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Inspections in SQL (检查库). Team, answers and photos of one are few: they are written anew with it. */
@Component(service = InspectionStore.class)
public final class SqlInspectionStore implements InspectionStore {
    private static final Table<?> T_SHEET = table("hazard_sheet");
    private static final Table<?> T_ITEM = table("hazard_sheet_item");
    private static final Table<?> T_DRAW = table("hazard_draw");
    private static final Table<?> T_LINE = table("hazard_draw_line");
    private static final Table<?> T_PLAN = table("hazard_year_plan");
    private static final Table<?> T_PLAN_LINE = table("hazard_year_plan_line");
    private static final Table<?> T_CAMPAIGN = table("hazard_campaign");
    private static final Field<String> CATEGORY = text("category");
    private static final Field<String> FROM = text("effective_from");
    private static final Field<String> PUBLISHED_BY = text("published_by");
    private static final Field<Long> PUBLISHED_AT = number("published_at");
    private static final Field<String> PART_TITLE = text("part_title");
    private static final Field<String> ITEM_TEXT = text("item_text");
    private static final Field<String> BASIS = text("basis");
    private static final Field<String> SEED = text("seed");
    private static final Field<String> DIGEST = text("digest");
    private static final Field<Integer> WANTED = field("wanted", Integer.class);
    private static final Field<Integer> PER_TARGET = field("per_target", Integer.class);
    private static final Field<String> DRAWN_BY = text("drawn_by");
    private static final Field<Long> DRAWN_AT = number("drawn_at");
    private static final Field<String> SAID = text("said");
    private static final Field<String> PLAN_NUMBER = text("plan_number");
    private static final Field<Integer> PLAN_YEAR = field("plan_year", Integer.class);
    private static final Field<String> DRAFTED_BY = text("drafted_by");
    private static final Field<Long> DRAFTED_AT = number("drafted_at");
    private static final Field<String> DECIDED_BY = text("decided_by");
    private static final Field<Long> DECIDED_AT = number("decided_at");
    private static final Field<String> SECTOR = text("sector");
    private static final Field<Integer> IN_MONTH = field("in_month", Integer.class);
    private static final Field<Integer> VISITS = field("visits", Integer.class);
    private static final Field<String> PARENT = text("parent_code");
    private static final Field<String> SECTORS = text("sectors");
    private static final Field<String> FROM_DAY = text("from_day");
    private static final Field<String> TO_DAY = text("to_day");
    private static final Field<String> LAUNCHED_BY = text("launched_by");
    private static final Field<Long> LAUNCHED_AT = number("launched_at");
    private static final Field<Long> CLOSED_AT = number("closed_at");
    private static final List<Field<?>> SHEET_COLUMNS = List.of(SHEET, SHEET_VERSION, TITLE, CATEGORY, FROM, PUBLISHED_BY, PUBLISHED_AT);
    private static final List<Field<?>> DRAW_COLUMNS = List.of(DRAW, VERSION, TITLE, SEED, DIGEST, WANTED, PER_TARGET, DRAWN_BY, DRAWN_AT, STATE, REASON);
    private static final List<Field<?>> PLAN_COLUMNS = List.of(PLAN_NUMBER, VERSION, PLAN_YEAR, UNIT, TITLE, DRAFTED_BY, DRAFTED_AT, STATE, DECIDED_BY, DECIDED_AT, NOTE);
    private static final List<Field<?>> CAMPAIGN_COLUMNS = List.of(CAMPAIGN, VERSION, PARENT, TITLE, SECTORS, FROM_DAY, TO_DAY, SHEET, LAUNCHED_BY, LAUNCHED_AT, SUMMARY, CLOSED_AT);

    private final Sql sql;

    @Activate
    public SqlInspectionStore(@Reference Sql sql, @Reference(target = "(word=hazard)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public void add(Tx tx, Inspection inspection, Place place) {
        Map<Field<?>, Object> columns = birth(inspection);
        columns.putAll(InspectionRows.progress(inspection));
        columns.put(VERSION, inspection.version());
        columns.put(SCOPE_AREA, place.area() == null ? null : place.area().text());
        columns.put(LEAD_UNIT, place.unit());
        sql.on(tx).insertInto(INSPECTION).set(columns).execute();
        rows(tx, inspection);
    }

    @Override
    public Inspection keep(Tx tx, Inspection inspection) {
        Map<Field<?>, Object> columns = InspectionRows.progress(inspection);
        columns.put(VERSION, inspection.version() + 1);
        int kept = sql.on(tx).update(INSPECTION).set(columns).where(ID.eq(inspection.id()), VERSION.eq(inspection.version())).execute();
        Inspection now = find(tx, inspection.id()).orElseThrow(() -> Problem.NotFound.of(inspection.subject()));
        if (kept == 0) {
            throw new Problem.Stale(inspection.subject(), inspection.version(), now.version());
        }
        rows(tx, inspection);
        return find(tx, inspection.id()).orElseThrow();
    }

    private void rows(Tx tx, Inspection i) {
        rows(tx, MEMBER, ID, i.id(), i.team().stream().map(InspectionRows::row).toList(), true);
        rows(tx, ANSWER, ID, i.id(), i.visit() == null ? List.of() : i.visit().answers().stream().map(InspectionRows::row).toList(), false);
        rows(tx, SITE_PHOTO, ID, i.id(), i.visit() == null ? List.of() : i.visit().photos().stream().map(InspectionRows::row).toList(), true);
        if (i.visit() != null && !i.visit().track().points().isEmpty() && !sql.on(tx).fetchExists(TRACK, ID.eq(i.id()))) {
            sql.on(tx).insertInto(TRACK).set(ID, i.id()).set(POINTS, InspectionRows.text(i.visit().track())).execute();
        }
    }

    /** With its way, which lists go without. */
    private Inspection tracked(Tx tx, Inspection i) {
        return i.visit() == null || i.kind() != InspectionKind.PATROL ? i
                : sql.on(tx).select(POINTS).from(TRACK).where(ID.eq(i.id())).fetchOptional(POINTS).map(text -> i.along(InspectionRows.track(text))).orElse(i);
    }

    private void rows(Tx tx, Table<?> into, Field<String> owner, String number, List<Map<Field<?>, Object>> rows, boolean numbered) {
        sql.on(tx).deleteFrom(into).where(owner.eq(number)).execute();
        for (int n = 0; n < rows.size(); n++) {
            Map<Field<?>, Object> each = new HashMap<>(rows.get(n));
            each.put(owner, number);
            if (numbered) {
                each.put(ROW, n);
            }
            sql.on(tx).insertInto(into).set(each).execute();
        }
    }

    @Override
    public Optional<Inspection> find(Tx tx, String id) {
        return inspections(tx, sql.on(tx).select(COLUMNS).from(INSPECTION).where(ID.eq(id).or(NUMBER.eq(id))).fetch()).stream().findFirst().map(i -> tracked(tx, i));
    }

    @Override
    public Optional<Inspection> sent(Tx tx, String phone) {
        return inspections(tx, sql.on(tx).select(COLUMNS).from(INSPECTION).where(SENT.eq(phone)).fetch()).stream().findFirst().map(i -> tracked(tx, i));
    }

    @Override
    public Optional<Place> place(Tx tx, String id) {
        return sql.on(tx).select(SCOPE_AREA, LEAD_UNIT, ENTERPRISE).from(INSPECTION).where(ID.eq(id).or(NUMBER.eq(id)))
                .fetchOptional(r -> new Place(r.value1() == null ? null : new AreaCode(r.value1()), r.value2(), r.value3() == null ? null : new CreditCode(r.value3())));
    }

    @Override
    public Page<Inspection> list(Tx tx, Query q, Actor asking) {
        DSLContext on = sql.on(tx);
        Condition own = PLANNED_BY.eq(asking.account()).or(exists(selectOne().from(MEMBER).where(field("hazard_inspection_member.inspection_id").eq(field("hazard_inspection.inspection_id")),
                ACCOUNT.eq(asking.account()))));
        Condition open = and(UNANNOUNCED.isFalse().or(STATE.notIn("PLANNED", "CANCELLED")), Scoped.within(asking.scope(), SCOPE_AREA, LEAD_UNIT, ENTERPRISE));
        List<Condition> all = new ArrayList<>();
        all.add(Boolean.TRUE.equals(q.mine()) ? own : or(open, own));
        wanted(all, q.state(), s -> STATE.eq(s.name()));
        wanted(all, q.kind(), k -> KIND.eq(k.name()));
        wanted(all, q.enterprise(), ENTERPRISE::eq);
        wanted(all, q.campaign(), CAMPAIGN::eq);
        wanted(all, q.failed(), f -> f ? FAILED.gt(0) : FAILED.eq(0));
        wanted(all, q.from(), d -> PLAN_DAY.ge(d.toString()));
        wanted(all, q.to(), d -> PLAN_DAY.le(d.toString()));
        wanted(all, q.text(), t -> {
            String like = "%" + escape(t.toLowerCase(Locale.ROOT), '!') + "%";
            return lower(TITLE).like(like, '!').or(lower(NUMBER).like(like, '!')).or(lower(PLACE).like(like, '!'));
        });
        Condition match = and(all);
        Result<Record> rows = on.select(COLUMNS).from(INSPECTION).where(match, q.cursor() == null ? noCondition() : below(q.cursor()))
                .orderBy(SORT_AT.desc(), ID.desc()).limit(q.limit() + 1).fetch();
        boolean more = rows.size() > q.limit();
        List<Record> shown = more ? rows.subList(0, q.limit()) : rows;
        Record last = more ? shown.get(shown.size() - 1) : null;
        return new Page<>(inspections(tx, shown), more ? last.get(SORT_AT) + "_" + last.get(ID) : null, on.fetchCount(on.selectOne().from(INSPECTION).where(match)));
    }

    private static <T> void wanted(List<Condition> all, T value, Function<T, Condition> condition) {
        if (value != null) {
            all.add(condition.apply(value));
        }
    }

    private static Condition below(String cursor) {
        if (!cursor.matches("\\d{1,15}_[A-Za-z0-9-]{1,40}")) {
            throw new Problem.Invalid("bad-parameter", "cursor", "翻页标记无效，请从第一页开始：" + cursor);
        }
        int cut = cursor.indexOf('_');
        return row(SORT_AT, ID).lt(Long.valueOf(cursor.substring(0, cut)), cursor.substring(cut + 1));
    }

    private List<Inspection> inspections(Tx tx, List<? extends Record> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> ids = rows.stream().map(r -> r.get(ID)).toList();
        DSLContext on = sql.on(tx);
        Map<String, List<Member>> teams = on.select(ID, ACCOUNT, PART, UNIT).from(MEMBER).where(ID.in(ids)).orderBy(ID, ROW).fetch().intoGroups(ID, InspectionRows::member);
        Map<String, List<Answer>> answers = on.select(ID, ITEM, OUTCOME, NOTE, DEMAND, DEADLINE, HAZARD).from(ANSWER).where(ID.in(ids)).orderBy(ID, ITEM).fetch()
                .intoGroups(ID, InspectionRows::answer);
        Map<String, List<SitePhoto>> photos = on.select(ID, ITEM, ATTACHMENT, TAKEN_AT, LONGITUDE, LATITUDE).from(SITE_PHOTO).where(ID.in(ids)).orderBy(ID, ROW).fetch()
                .intoGroups(ID, InspectionRows::photo);
        return rows.stream().map(r -> inspection(r, teams.getOrDefault(r.get(ID), List.of()), answers.getOrDefault(r.get(ID), List.of()), photos.getOrDefault(r.get(ID), List.of()))).toList();
    }

    @Override
    public List<Patrolled> patrols(Tx tx, LocalDate from, LocalDate to, Scope scope) {
        DSLContext on = sql.on(tx);
        Field<String> id = field("i.inspection_id", String.class);
        Field<String> who = field("m.account", String.class);
        Condition inside = and(field("i.kind", String.class).eq(InspectionKind.PATROL.name()), field("i.state", String.class).notIn(InspectionState.CANCELLED.name(), InspectionState.VOIDED.name(), InspectionState.IN_REVIEW.name(), InspectionState.DISCARDED.name()),
                PLAN_DAY.ge(from.toString()), PLAN_DAY.le(to.toString()), field("m.part", String.class).eq(Member.Part.HEAD.name()), Scoped.within(scope, field("i.scope_area", String.class), field("i.lead_unit", String.class), field("i.enterprise", String.class)));
        Map<String, long[]> sums = new java.util.TreeMap<>();
        on.select(who, field("i.state", String.class), count()).from(INSPECTION.as("i")).join(MEMBER.as("m")).on(field("m.inspection_id", String.class).eq(id)).where(inside).groupBy(who, field("i.state", String.class)).forEach(r -> {
            long[] sum = sums.computeIfAbsent(r.value1(), k -> new long[4]);
            sum[0] += r.value3();
            sum[1] += InspectionState.RECORDED.name().equals(r.value2()) ? r.value3() : 0;
        });
        on.select(who, field("h.state", String.class), count()).from(INSPECTION.as("i")).join(MEMBER.as("m")).on(field("m.inspection_id", String.class).eq(id)).join(ANSWER.as("a")).on(field("a.inspection_id", String.class).eq(id))
                .join(table("hazard").as("h")).on(field("h.hazard_number", String.class).eq(field("a.hazard_number", String.class))).where(inside).groupBy(who, field("h.state", String.class)).forEach(r -> {
                    long[] sum = sums.computeIfAbsent(r.value1(), k -> new long[4]);
                    sum[2] += r.value3();
                    sum[3] += List.of(HazardState.REGISTERED.name(), HazardState.DISMISSED.name()).contains(r.value2()) ? 0 : r.value3();
                });
        return sums.entrySet().stream().map(e -> new Patrolled(e.getKey(), e.getValue()[0], e.getValue()[1], e.getValue()[2], e.getValue()[3])).toList();
    }

    @Override
    public List<Count> counts(Tx tx, Instant from, Instant to, Scope scope) {
        DSLContext on = sql.on(tx);
        Condition inside = and(STATE.eq(InspectionState.RECORDED.name()), RECORDED_AT.ge(from.toEpochMilli()), RECORDED_AT.lt(to.toEpochMilli()),
                Scoped.within(scope, SCOPE_AREA, LEAD_UNIT, ENTERPRISE));
        Field<String> answerOf = field("a.inspection_id", String.class);
        Map<String, long[]> items = new LinkedHashMap<>();
        on.select(KIND, UNANNOUNCED, field("a.outcome", String.class), count(), count(field("a.hazard_number")))
                .from(INSPECTION.as("i")).join(ANSWER.as("a")).on(answerOf.eq(field("i.inspection_id", String.class))).where(inside)
                .groupBy(KIND, UNANNOUNCED, field("a.outcome", String.class)).forEach(r -> {
                    long[] sums = items.computeIfAbsent(r.value1() + r.value2(), k -> new long[3]);
                    sums[0] += r.value4();
                    sums[1] += "FAIL".equals(r.value3()) ? r.value4() : 0;
                    sums[2] += r.value5();
                });
        return on.select(KIND, UNANNOUNCED, count()).from(INSPECTION).where(inside).groupBy(KIND, UNANNOUNCED).orderBy(KIND, UNANNOUNCED).fetch(r -> {
            long[] sums = items.getOrDefault(r.value1() + r.value2(), new long[3]);
            return new Count(InspectionKind.valueOf(r.value1()), r.value2(), r.value3(), sums[0], sums[1], sums[2]);
        });
    }

    @Override
    public long visits(Tx tx, String plan) {
        return sql.on(tx).fetchCount(INSPECTION, YEAR_PLAN.eq(plan).and(STATE.in("BEGUN", "RECORDED")));
    }

    @Override
    public Sheet publish(Tx tx, Sheet sheet, String by, Instant now) {
        Integer newest = sql.on(tx).select(max(SHEET_VERSION)).from(T_SHEET).where(SHEET.eq(sheet.code())).fetchOne(0, Integer.class);
        Sheet kept = sheet.as(newest == null ? 1 : newest + 1, by, now);
        sql.on(tx).insertInto(T_SHEET).set(SHEET, kept.code()).set(SHEET_VERSION, kept.version()).set(TITLE, kept.title()).set(CATEGORY, kept.category())
                .set(FROM, kept.effectiveFrom().toString()).set(PUBLISHED_BY, by).set(PUBLISHED_AT, now.toEpochMilli()).execute();
        kept.items().forEach(i -> sql.on(tx).insertInto(T_ITEM).set(SHEET, kept.code()).set(SHEET_VERSION, kept.version()).set(ITEM, i.number()).set(PART_TITLE, i.part())
                .set(ITEM_TEXT, i.text()).set(BASIS, i.basis()).execute());
        return kept;
    }

    @Override
    public Optional<Sheet> sheet(Tx tx, String code, Integer version, LocalDate on) {
        Condition which = version == null ? FROM.le(on.toString()) : SHEET_VERSION.eq(version);
        return sql.on(tx).select(SHEET_COLUMNS).from(T_SHEET).where(SHEET.eq(code), which).orderBy(SHEET_VERSION.desc()).limit(1).fetchOptional(r -> sheet(tx, r));
    }

    private Sheet sheet(Tx tx, Record r) {
        List<Sheet.Item> items = sql.on(tx).select(ITEM, PART_TITLE, ITEM_TEXT, BASIS).from(T_ITEM).where(SHEET.eq(r.get(SHEET)), SHEET_VERSION.eq(r.get(SHEET_VERSION)))
                .orderBy(ITEM).fetch(i -> new Sheet.Item(i.value1(), i.value2(), i.value3(), i.value4()));
        return new Sheet(r.get(SHEET), r.get(SHEET_VERSION), r.get(TITLE), r.get(CATEGORY), day(r.get(FROM)), r.get(PUBLISHED_BY), instant(r.get(PUBLISHED_AT)), items);
    }

    @Override
    public List<Sheet> sheets(Tx tx) {
        Map<String, Sheet> newest = new LinkedHashMap<>();
        sql.on(tx).select(SHEET_COLUMNS).from(T_SHEET).orderBy(SHEET, SHEET_VERSION.desc()).fetch().forEach(r -> newest.computeIfAbsent(r.get(SHEET), code -> sheet(tx, r)));
        return List.copyOf(newest.values());
    }

    @Override
    public void add(Tx tx, Draw d) {
        sql.on(tx).insertInto(T_DRAW).set(DRAW, d.number()).set(VERSION, d.version()).set(TITLE, d.title()).set(SEED, d.seed()).set(DIGEST, d.digest()).set(WANTED, d.wanted())
                .set(PER_TARGET, d.perTarget()).set(DRAWN_BY, d.drawnBy()).set(DRAWN_AT, d.drawnAt().toEpochMilli()).set(STATE, d.state().name()).set(REASON, d.reason()).execute();
        int n = 0;
        for (String target : d.targets()) {
            line(tx, d, "TARGET", n++, target, null, null);
        }
        n = 0;
        for (Draw.Officer officer : d.officers()) {
            line(tx, d, "OFFICER", n++, null, officer.account(), officer.unit());
        }
        n = 0;
        for (Draw.Recusal recusal : d.recusals()) {
            line(tx, d, "RECUSAL", n++, recusal.enterprise(), recusal.account(), recusal.reason());
        }
        n = 0;
        for (Draw.Pick pick : d.picks()) {
            for (String officer : pick.officers()) {
                line(tx, d, "PICK", n++, pick.enterprise(), officer, null);
            }
        }
    }

    private void line(Tx tx, Draw d, String part, int n, String enterprise, String account, String said) {
        sql.on(tx).insertInto(T_LINE).set(DRAW, d.number()).set(PART, part).set(ROW, n).set(ENTERPRISE, enterprise).set(ACCOUNT, account).set(SAID, said).execute();
    }

    @Override
    public Draw keep(Tx tx, Draw d) {
        int kept = sql.on(tx).update(T_DRAW).set(STATE, d.state().name()).set(REASON, d.reason()).set(VERSION, d.version() + 1).where(DRAW.eq(d.number()), VERSION.eq(d.version())).execute();
        stale(kept, d.subject(), d.version());
        return draw(tx, d.number()).orElseThrow();
    }

    private static void stale(int kept, Subject subject, long version) {
        if (kept == 0) {
            throw new Problem.Stale(subject, version, version + 1);
        }
    }

    @Override
    public Optional<Draw> draw(Tx tx, String number) {
        return sql.on(tx).select(DRAW_COLUMNS).from(T_DRAW).where(DRAW.eq(number)).fetchOptional(r -> {
            Result<? extends Record> lines = sql.on(tx).select(PART, ENTERPRISE, ACCOUNT, SAID).from(T_LINE).where(DRAW.eq(number)).orderBy(PART, ROW).fetch();
            Map<String, List<String>> picks = new LinkedHashMap<>();
            lines.stream().filter(l -> l.get(PART).equals("PICK")).forEach(l -> picks.computeIfAbsent(l.get(ENTERPRISE), e -> new ArrayList<>()).add(l.get(ACCOUNT)));
            return drawn(r, lines.stream().filter(l -> l.get(PART).equals("TARGET")).map(l -> l.get(ENTERPRISE)).toList(),
                    lines.stream().filter(l -> l.get(PART).equals("OFFICER")).map(l -> new Draw.Officer(l.get(ACCOUNT), l.get(SAID))).toList(),
                    lines.stream().filter(l -> l.get(PART).equals("RECUSAL")).map(l -> new Draw.Recusal(l.get(ACCOUNT), l.get(ENTERPRISE), l.get(SAID))).toList(),
                    picks.entrySet().stream().map(e -> new Draw.Pick(e.getKey(), e.getValue())).toList());
        });
    }

    private static Draw drawn(Record r, List<String> targets, List<Draw.Officer> officers, List<Draw.Recusal> recusals, List<Draw.Pick> picks) {
        return new Draw(r.get(DRAW), r.get(TITLE), r.get(SEED), r.get(DIGEST), r.get(WANTED), r.get(PER_TARGET), targets, officers, recusals, picks, r.get(DRAWN_BY),
                instant(r.get(DRAWN_AT)), Draw.State.valueOf(r.get(STATE)), r.get(REASON), r.get(VERSION));
    }

    @Override
    public List<Draw> draws(Tx tx, int limit) {
        return sql.on(tx).select(DRAW_COLUMNS).from(T_DRAW).orderBy(DRAWN_AT.desc(), DRAW.desc()).limit(limit).fetch(r -> drawn(r, List.of(), List.of(), List.of(), List.of()));
    }

    @Override
    public void add(Tx tx, YearPlan p) {
        Map<Field<?>, Object> columns = progress(p);
        columns.put(PLAN_NUMBER, p.number());
        columns.put(VERSION, p.version());
        sql.on(tx).insertInto(T_PLAN).set(columns).execute();
        lines(tx, p);
    }

    @Override
    public YearPlan keep(Tx tx, YearPlan p) {
        Map<Field<?>, Object> columns = progress(p);
        columns.put(VERSION, p.version() + 1);
        stale(sql.on(tx).update(T_PLAN).set(columns).where(PLAN_NUMBER.eq(p.number()), VERSION.eq(p.version())).execute(), p.subject(), p.version());
        lines(tx, p);
        return plan(tx, p.number()).orElseThrow();
    }

    private static Map<Field<?>, Object> progress(YearPlan p) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(PLAN_YEAR, p.planYear());
        row.put(UNIT, p.unit());
        row.put(TITLE, p.title());
        row.put(DRAFTED_BY, p.draftedBy());
        row.put(DRAFTED_AT, p.draftedAt().toEpochMilli());
        row.put(STATE, p.state().name());
        row.put(DECIDED_BY, p.decidedBy());
        row.put(DECIDED_AT, millis(p.decidedAt()));
        row.put(NOTE, p.note());
        return row;
    }

    private void lines(Tx tx, YearPlan p) {
        rows(tx, T_PLAN_LINE, PLAN_NUMBER, p.number(), p.lines().stream().map(l -> {
            Map<Field<?>, Object> row = new HashMap<>();
            row.put(ENTERPRISE, l.enterprise());
            row.put(SECTOR, l.sector());
            row.put(KIND, l.kind().name());
            row.put(SHEET, l.sheet());
            row.put(IN_MONTH, l.inMonth());
            row.put(VISITS, l.visits());
            row.put(UNANNOUNCED, l.unannounced());
            return row;
        }).toList(), true);
    }

    @Override
    public Optional<YearPlan> plan(Tx tx, String number) {
        return sql.on(tx).select(PLAN_COLUMNS).from(T_PLAN).where(PLAN_NUMBER.eq(number)).fetchOptional(r -> plan(tx, r));
    }

    private YearPlan plan(Tx tx, Record r) {
        List<YearPlan.Line> lines = sql.on(tx).select(ENTERPRISE, SECTOR, KIND, SHEET, IN_MONTH, VISITS, UNANNOUNCED).from(T_PLAN_LINE).where(PLAN_NUMBER.eq(r.get(PLAN_NUMBER)))
                .orderBy(ROW).fetch(l -> new YearPlan.Line(l.value1(), l.value2(), InspectionKind.valueOf(l.value3()), l.value4(), l.value5(), l.value6(), l.value7()));
        return new YearPlan(r.get(PLAN_NUMBER), r.get(PLAN_YEAR), r.get(UNIT), r.get(TITLE), lines, r.get(DRAFTED_BY), instant(r.get(DRAFTED_AT)),
                YearPlan.State.valueOf(r.get(STATE)), r.get(DECIDED_BY), instant(r.get(DECIDED_AT)), r.get(NOTE), r.get(VERSION));
    }

    @Override
    public List<YearPlan> plans(Tx tx, Integer planYear) {
        return sql.on(tx).select(PLAN_COLUMNS).from(T_PLAN).where(planYear == null ? noCondition() : PLAN_YEAR.eq(planYear)).orderBy(PLAN_YEAR.desc(), PLAN_NUMBER.desc()).limit(200)
                .fetch(r -> plan(tx, r));
    }

    @Override
    public void add(Tx tx, Campaign c) {
        if (campaign(tx, c.code()).isPresent()) {
            throw new Problem.Invalid("campaign-exists", "code", "专项行动代码已经使用：" + c.code());
        }
        Map<Field<?>, Object> columns = columns(c);
        columns.put(CAMPAIGN, c.code());
        columns.put(VERSION, c.version());
        sql.on(tx).insertInto(T_CAMPAIGN).set(columns).execute();
    }

    @Override
    public Campaign keep(Tx tx, Campaign c) {
        Map<Field<?>, Object> columns = columns(c);
        columns.put(VERSION, c.version() + 1);
        stale(sql.on(tx).update(T_CAMPAIGN).set(columns).where(CAMPAIGN.eq(c.code()), VERSION.eq(c.version())).execute(), new Subject(Campaign.KIND, c.code()), c.version());
        return campaign(tx, c.code()).orElseThrow();
    }

    private static Map<Field<?>, Object> columns(Campaign c) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(PARENT, c.parent());
        row.put(TITLE, c.title());
        row.put(SECTORS, String.join("\n", c.sectors()));
        row.put(FROM_DAY, c.from().toString());
        row.put(TO_DAY, c.to().toString());
        row.put(SHEET, c.sheet());
        row.put(LAUNCHED_BY, c.launchedBy());
        row.put(LAUNCHED_AT, c.launchedAt().toEpochMilli());
        row.put(SUMMARY, c.summary());
        row.put(CLOSED_AT, millis(c.closedAt()));
        return row;
    }

    @Override
    public Optional<Campaign> campaign(Tx tx, String code) {
        return sql.on(tx).select(CAMPAIGN_COLUMNS).from(T_CAMPAIGN).where(CAMPAIGN.eq(code)).fetchOptional(SqlInspectionStore::campaign);
    }

    @Override
    public List<Campaign> campaigns(Tx tx) {
        return sql.on(tx).select(CAMPAIGN_COLUMNS).from(T_CAMPAIGN).orderBy(FROM_DAY.desc(), CAMPAIGN).fetch(SqlInspectionStore::campaign);
    }

    private static Campaign campaign(Record r) {
        List<String> sectors = r.get(SECTORS) == null ? List.of() : Arrays.stream(r.get(SECTORS).split("\n")).filter(s -> !s.isBlank()).collect(Collectors.toList());
        return new Campaign(r.get(CAMPAIGN), r.get(PARENT), r.get(TITLE), sectors, day(r.get(FROM_DAY)), day(r.get(TO_DAY)), r.get(SHEET), r.get(LAUNCHED_BY),
                instant(r.get(LAUNCHED_AT)), r.get(SUMMARY), instant(r.get(CLOSED_AT)), r.get(VERSION));
    }
}
