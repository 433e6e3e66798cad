package io.shoutu.supervision.store;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.when;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.sql.Scoped;
import io.shoutu.commons.sql.Sql;
import io.shoutu.supervision.domain.Addressee;
import io.shoutu.supervision.domain.Deed;
import io.shoutu.supervision.domain.Draft;
import io.shoutu.supervision.domain.Flow;
import io.shoutu.supervision.domain.Instrument;
import io.shoutu.supervision.domain.InstrumentStore;
import io.shoutu.supervision.domain.Kind;
import io.shoutu.supervision.domain.State;
import io.shoutu.supervision.domain.TimeLimit;
import io.shoutu.supervision.domain.Verb;
import io.shoutu.supervision.domain.Whom;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Instruments in SQL (督办文书库). */
@Component(service = InstrumentStore.class)
public final class SqlInstrumentStore implements InstrumentStore {
    private static final Table<?> PAPER = table("supervision_paper");
    private static final Table<?> COPY = table("supervision_copy");
    private static final Table<?> DEED = table("supervision_deed");
    private static final Field<String> NUMBER = text("paper_number");
    private static final Field<Long> VERSION = field("version", Long.class);
    private static final Field<String> KIND = text("kind");
    private static final Field<String> FLOW = text("flow");
    private static final Field<String> STATE = text("state");
    private static final Field<Long> SINCE = field("since", Long.class);
    private static final Field<String> TITLE = text("title");
    private static final Field<String> TITLE_FOLDED = text("title_folded");
    private static final Field<String> PROBLEM = text("problem");
    private static final Field<String> BASIS = text("basis");
    private static final Field<String> DEMAND = text("demand");
    private static final Field<String> ADDRESSEE = text("addressee");
    private static final Field<String> ENTERPRISE = text("enterprise");
    private static final Field<String> ABOUT_KIND = text("about_kind");
    private static final Field<String> ABOUT_NUMBER = text("about_number");
    private static final Field<String> FOLLOWS = text("follows");
    private static final Field<String> ASKED_UNTIL = text("asked_until");
    private static final Field<String> LEADER = text("leader");
    private static final Field<String> DOCUMENT = text("document");
    private static final Field<String> OUT_ON = text("out_on");
    private static final Field<String> DEADLINE = text("deadline");
    private static final Field<String> FIRST_DEADLINE = text("first_deadline");
    private static final Field<Boolean> PROVISIONAL = field("provisional", Boolean.class);
    private static final Field<String> SIGN_BY = text("sign_by");
    private static final Field<Boolean> OVERDUE = field("overdue", Boolean.class);
    private static final Field<String> LATE_SINCE = text("late_since");
    private static final Field<Integer> MISSES = field("misses", Integer.class);
    private static final Field<String> MISSED_ON = text("missed_on");
    private static final Field<Integer> SCORE = field("score", Integer.class);
    private static final Field<Integer> LATE_SCORE = field("late_score", Integer.class);
    private static final Field<String> DRAFTED_BY = text("drafted_by");
    private static final Field<Long> DRAFTED_AT = field("drafted_at", Long.class);
    private static final Field<String> CHASED_ON = text("chased_on");
    private static final Field<String> ANSWERED_ON = text("answered_on");
    private static final Field<Boolean> ENDED = field("ended", Boolean.class);
    private static final Field<String> REFERENCE = text("reference");
    private static final Field<String> SCOPE_AREA = text("scope_area");
    private static final Field<String> LEAD_UNIT = text("lead_unit");
    private static final Field<Integer> ROW_NO = field("row_no", Integer.class);
    private static final Field<String> VERB = text("verb");
    private static final Field<String> ACCOUNT = text("account");
    private static final Field<Long> DONE_AT = field("done_at", Long.class);
    private static final Field<Boolean> ON_BEHALF = field("on_behalf", Boolean.class);
    private static final Field<String> SAID = text("said");
    private static final Field<String> DEED_DAY = text("deed_day");
    private static final Field<String> DEED_MONTH = text("deed_month");
    private static final Field<String> PEOPLE = text("people");
    private static final List<Field<?>> COLUMNS = List.of(NUMBER, VERSION, KIND, FLOW, STATE, SINCE, TITLE, PROBLEM, BASIS, DEMAND, ADDRESSEE, ENTERPRISE, ABOUT_KIND, ABOUT_NUMBER, FOLLOWS, ASKED_UNTIL, LEADER,
            DOCUMENT, DEADLINE, FIRST_DEADLINE, PROVISIONAL, SIGN_BY, OVERDUE, LATE_SINCE, MISSES, MISSED_ON, SCORE, LATE_SCORE, DRAFTED_BY, DRAFTED_AT, CHASED_ON);
    /** By which verbs an addressee answers. */
    private static final Set<Verb> ANSWERS = Set.of(Verb.REPLY, Verb.REPORT, Verb.ACCEPTANCE_REQUEST);
    private static final List<String> RUNNING = Arrays.stream(State.values()).filter(State::clockRuns).map(Enum::name).toList();

    private final Sql sql;

    @Activate
    public SqlInstrumentStore(@Reference Sql sql, @Reference(target = "(word=supervision)") Schema schema) {
        this.sql = sql;
    }

    private static Field<String> text(String name) {
        return field(name, String.class);
    }

    @Override
    public List<Kind> kinds(Tx tx) {
        return sql.on(tx).fetch("SELECT code, label, flow, series, prefix, answer_days, working, score, late_score, source, effective_from, effective_to FROM supervision_paper_kind ORDER BY row_no, effective_from DESC").map(r ->
                new Kind(r.get(0, String.class), r.get(1, String.class), Flow.valueOf(r.get(2, String.class)), r.get(3, String.class), r.get(4, String.class), r.get(5, Integer.class), r.get(6, Boolean.class),
                        r.get(7, Integer.class), r.get(8, Integer.class), r.get(9, String.class), day(r.get(10, String.class)), day(r.get(11, String.class))));
    }

    @Override
    public List<TimeLimit> limits(Tx tx) {
        return sql.on(tx).fetch("SELECT code, label, amount, working, source, article, effective_from, effective_to FROM supervision_limit ORDER BY code, effective_from DESC").map(r ->
                new TimeLimit(r.get(0, String.class), r.get(1, String.class), r.get(2, Integer.class), r.get(3, Boolean.class), r.get(4, String.class), r.get(5, String.class), day(r.get(6, String.class)),
                        day(r.get(7, String.class))));
    }

    @Override
    public void add(Tx tx, Instrument fresh, Place place) {
        Map<Field<?>, Object> columns = columns(fresh);
        columns.put(NUMBER, fresh.number());
        columns.put(VERSION, 1L);
        columns.put(SCOPE_AREA, place.area() == null ? null : place.area().text());
        columns.put(LEAD_UNIT, place.unit());
        columns.put(CHASED_ON, null);
        sql.on(tx).insertInto(PAPER).set(columns).execute();
        copies(tx, fresh);
        deeds(tx, fresh, 0);
    }

    @Override
    public Instrument keep(Tx tx, Instrument after) {
        Map<Field<?>, Object> columns = columns(after);
        columns.put(VERSION, after.version() + 1);
        if (sql.on(tx).update(PAPER).set(columns).where(NUMBER.eq(after.number()), VERSION.eq(after.version())).execute() == 0) {
            throw new Problem.Stale(after.subject(), after.version(), after.version() + 1);
        }
        sql.on(tx).deleteFrom(COPY).where(NUMBER.eq(after.number())).execute();
        copies(tx, after);
        deeds(tx, after, sql.on(tx).fetchCount(sql.on(tx).selectOne().from(DEED).where(NUMBER.eq(after.number()))));
        return find(tx, after.number()).orElseThrow();
    }

    private void copies(Tx tx, Instrument paper) {
        for (int i = 0; i < paper.draft().cc().size(); i++) {
            sql.on(tx).insertInto(COPY).set(Map.of(NUMBER, paper.number(), ROW_NO, i, ADDRESSEE, paper.draft().cc().get(i).toString())).execute();
        }
    }

    /** Deeds are only ever added. */
    private void deeds(Tx tx, Instrument paper, int there) {
        for (int i = there; i < paper.deeds().size(); i++) {
            Deed deed = paper.deeds().get(i);
            Map<Field<?>, Object> columns = new HashMap<>();
            columns.put(NUMBER, paper.number());
            columns.put(ROW_NO, i);
            columns.put(VERB, deed.verb().name());
            columns.put(ACCOUNT, deed.by());
            columns.put(DONE_AT, deed.at().toEpochMilli());
            columns.put(ON_BEHALF, deed.onBehalf());
            columns.put(SAID, deed.said());
            columns.put(DEED_DAY, text(deed.day()));
            columns.put(DEED_MONTH, deed.month());
            columns.put(PEOPLE, deed.people());
            sql.on(tx).insertInto(DEED).set(columns).execute();
        }
    }

    private static Map<Field<?>, Object> columns(Instrument p) {
        Draft d = p.draft();
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(KIND, d.kind());
        row.put(FLOW, p.flow().name());
        row.put(STATE, p.state().name());
        row.put(SINCE, p.since().toEpochMilli());
        row.put(TITLE, d.title());
        row.put(TITLE_FOLDED, d.title().toLowerCase(Locale.ROOT));
        row.put(PROBLEM, d.problem());
        row.put(BASIS, d.basis());
        row.put(DEMAND, d.demand());
        row.put(ADDRESSEE, d.addressee().toString());
        row.put(ENTERPRISE, d.enterprise());
        row.put(ABOUT_KIND, d.about() == null ? null : d.about().kind());
        row.put(ABOUT_NUMBER, d.about() == null ? null : d.about().number());
        row.put(FOLLOWS, d.follows());
        row.put(ASKED_UNTIL, text(d.deadline()));
        row.put(LEADER, d.leader());
        row.put(DOCUMENT, p.document());
        row.put(OUT_ON, text(p.outOn().orElse(null)));
        row.put(DEADLINE, text(p.deadline()));
        row.put(FIRST_DEADLINE, text(p.firstDeadline()));
        row.put(PROVISIONAL, p.provisional());
        row.put(SIGN_BY, text(p.signBy()));
        row.put(OVERDUE, p.overdue());
        row.put(LATE_SINCE, text(p.lateSince()));
        row.put(MISSES, p.missed().size());
        row.put(MISSED_ON, p.missed().isEmpty() ? null : p.missed().stream().map(LocalDate::toString).collect(Collectors.joining(" ")));
        row.put(SCORE, p.score());
        row.put(LATE_SCORE, p.lateScore());
        row.put(DRAFTED_BY, p.draftedBy());
        row.put(DRAFTED_AT, p.draftedAt().toEpochMilli());
        row.put(ANSWERED_ON, text(p.deeds().stream().filter(deed -> ANSWERS.contains(deed.verb())).reduce((a, b) -> b).map(deed -> Legal.day(deed.at())).orElse(null)));
        row.put(ENDED, p.state().ended());
        return row;
    }

    @Override
    public void chased(Tx tx, String number, LocalDate today) {
        sql.on(tx).update(PAPER).set(CHASED_ON, today.toString()).where(NUMBER.eq(number)).execute();
    }

    @Override
    public Optional<Instrument> find(Tx tx, String number) {
        return read(tx, sql.on(tx).select(COLUMNS).from(PAPER).where(NUMBER.eq(number)).fetch()).stream().findFirst();
    }

    @Override
    public Optional<Place> place(Tx tx, String number) {
        return sql.on(tx).select(SCOPE_AREA, LEAD_UNIT, ENTERPRISE).from(PAPER).where(NUMBER.eq(number))
                .fetchOptional(r -> new Place(r.value1() == null ? null : new AreaCode(r.value1()), r.value2(), r.value3() == null ? null : new CreditCode(r.value3())));
    }

    private static Condition seen(Whom whom) {
        Condition out = whom.drafts() ? noCondition() : OUT_ON.isNotNull();
        if (whom.scope().everywhere()) {
            return out;
        }
        Condition inside = Scoped.within(whom.scope(), SCOPE_AREA, LEAD_UNIT, ENTERPRISE).and(out);
        return whom.addressed().isEmpty() ? inside : or(inside, ADDRESSEE.in(whom.addressed()).and(OUT_ON.isNotNull()));
    }

    @Override
    public Page<Instrument> list(Tx tx, Query query, Whom whom) {
        DSLContext on = sql.on(tx);
        Condition match = and(query.kind() == null ? noCondition() : KIND.eq(query.kind()), query.flow() == null ? noCondition() : FLOW.eq(query.flow().name()),
                query.state() == null ? noCondition() : STATE.eq(query.state().name()), query.open() == null ? noCondition() : ENDED.eq(!query.open()),
                query.overdue() == null ? noCondition() : OVERDUE.eq(query.overdue()), query.text() == null ? noCondition() : like(query.text()),
                query.addressee() == null ? noCondition() : ADDRESSEE.eq(query.addressee()), query.enterprise() == null ? noCondition() : ENTERPRISE.eq(query.enterprise()),
                query.about() == null ? noCondition() : ABOUT_KIND.eq(query.about().kind()).and(ABOUT_NUMBER.eq(query.about().number())),
                query.year() == null ? noCondition() : OUT_ON.ge(query.year() + "-01-01").and(OUT_ON.le(query.year() + "-12-31")), seen(whom));
        Condition below = query.cursor() == null ? noCondition() : row(DRAFTED_AT, NUMBER).lt(Long.valueOf(part(query.cursor())[0]), part(query.cursor())[1]);
        List<Instrument> rows = read(tx, on.select(COLUMNS).from(PAPER).where(match, below).orderBy(DRAFTED_AT.desc(), NUMBER.desc()).limit(query.limit() + 1).fetch());
        boolean more = rows.size() > query.limit();
        List<Instrument> shown = more ? rows.subList(0, query.limit()) : rows;
        Instrument last = more ? shown.get(shown.size() - 1) : null;
        return new Page<>(shown, more ? last.draftedAt().toEpochMilli() + "_" + last.number() : null, on.fetchCount(on.selectOne().from(PAPER).where(match)));
    }

    private static Condition like(String text) {
        return or(TITLE_FOLDED.like(part(text.strip().toLowerCase(Locale.ROOT), '!'), '!'), NUMBER.like(part(text.strip().toUpperCase(Locale.ROOT), '!'), '!'), DOCUMENT.like(part(text.strip(), '!'), '!'));
    }

    /** Derby has no REPLACE, so what LIKE would read as a sign is escaped here. */
    private static String part(String text, char escape) {
        return "%" + text.replace("!", escape + "!").replace("%", escape + "%").replace("_", escape + "_") + "%";
    }

    private static String[] part(String cursor) {
        if (!cursor.matches("[0-9-]{1,15}_[A-Z0-9-]{1,40}")) {
            throw new Problem.Invalid("bad-parameter", "cursor", "翻页标记无效，请从第一页开始");
        }
        return cursor.split("_", 2);
    }

    @Override
    public Page<Instrument> waiting(Tx tx, Set<State> states, Set<Flow> flows, Set<String> addressees, Whom whom, int limit) {
        DSLContext on = sql.on(tx);
        Condition match = and(STATE.in(states.stream().map(Enum::name).sorted().toList()), flows == null ? noCondition() : FLOW.in(flows.stream().map(Enum::name).sorted().toList()),
                addressees == null ? noCondition() : ADDRESSEE.in(addressees), seen(whom));
        return new Page<>(read(tx, on.select(COLUMNS).from(PAPER).where(match).orderBy(DEADLINE.asc().nullsLast(), SINCE, NUMBER).limit(limit).fetch()), null, on.fetchCount(on.selectOne().from(PAPER).where(match)));
    }

    @Override
    public List<Instrument> toChase(Tx tx, LocalDate today, String after, int limit) {
        return read(tx, sql.on(tx).select(COLUMNS).from(PAPER).where(STATE.in(RUNNING), NUMBER.gt(after), or(CHASED_ON.isNull(), CHASED_ON.lt(today.toString()))).orderBy(NUMBER).limit(limit).fetch());
    }

    @Override
    public List<Instrument> about(Tx tx, Subject about) {
        return read(tx, sql.on(tx).select(COLUMNS).from(PAPER).where(ABOUT_KIND.eq(about.kind()), ABOUT_NUMBER.eq(about.number())).orderBy(DRAFTED_AT.desc(), NUMBER.desc()).fetch());
    }

    @Override
    public List<Count> counts(Tx tx, int year, Whom whom) {
        Field<BigDecimal> answered = sum(when(ANSWERED_ON.isNotNull(), 1).otherwise(0));
        Field<BigDecimal> onTime = sum(when(ANSWERED_ON.isNotNull().and(MISSES.eq(0)), 1).otherwise(0));
        Field<BigDecimal> late = sum(when(OVERDUE.eq(true), 1).otherwise(0));
        Field<BigDecimal> open = sum(when(ENDED.eq(false), 1).otherwise(0));
        return sql.on(tx).select(KIND, count(), answered, onTime, late, open).from(PAPER)
                .where(OUT_ON.ge(year + "-01-01"), OUT_ON.le(year + "-12-31"), STATE.ne(State.WITHDRAWN.name()), seen(whom)).groupBy(KIND).orderBy(KIND)
                .fetch(r -> new Count(r.value1(), r.value2(), r.value3().longValue(), r.value4().longValue(), r.value5().longValue(), r.value6().longValue()));
    }

    @Override
    public List<Instrument> weighing(Tx tx, String addressee, int year) {
        String first = year + "-01-01";
        String last = year + "-12-31";
        return read(tx, sql.on(tx).select(COLUMNS).from(PAPER).where(ADDRESSEE.eq(addressee), STATE.ne(State.WITHDRAWN.name()), or(OUT_ON.ge(first).and(OUT_ON.le(last)), LATE_SINCE.ge(first).and(LATE_SINCE.le(last)), MISSED_ON.like("%" + year + "-%")))
                .orderBy(OUT_ON, NUMBER).fetch());
    }

    @Override
    public Optional<String> referred(Tx tx, String reference) {
        return sql.on(tx).select(NUMBER).from(PAPER).where(REFERENCE.eq(reference)).fetchOptional(NUMBER);
    }

    @Override
    public void refer(Tx tx, String number, String reference) {
        sql.on(tx).update(PAPER).set(REFERENCE, reference).where(NUMBER.eq(number)).execute();
    }

    /** The rows with their copies and deeds, two questions for all of them. */
    private List<Instrument> read(Tx tx, Collection<? extends Record> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> numbers = rows.stream().map(r -> r.get(NUMBER)).toList();
        Map<String, List<Addressee>> copies = sql.on(tx).select(NUMBER, ADDRESSEE).from(COPY).where(NUMBER.in(numbers)).orderBy(NUMBER, ROW_NO).fetchGroups(NUMBER, r -> Addressee.parse(r.get(ADDRESSEE), "cc"));
        Map<String, List<Deed>> deeds = sql.on(tx).select(NUMBER, VERB, ACCOUNT, DONE_AT, ON_BEHALF, SAID, DEED_DAY, DEED_MONTH, PEOPLE).from(DEED).where(NUMBER.in(numbers)).orderBy(NUMBER, ROW_NO)
                .fetchGroups(NUMBER, r -> new Deed(Verb.valueOf(r.get(VERB)), r.get(ACCOUNT), Instant.ofEpochMilli(r.get(DONE_AT)), r.get(ON_BEHALF), r.get(SAID), day(r.get(DEED_DAY)), r.get(DEED_MONTH), r.get(PEOPLE)));
        return rows.stream().map(r -> paper(r, copies.getOrDefault(r.get(NUMBER), List.of()), deeds.getOrDefault(r.get(NUMBER), List.of()))).toList();
    }

    private static Instrument paper(Record r, List<Addressee> cc, List<Deed> deeds) {
        Subject about = r.get(ABOUT_KIND) == null ? null : new Subject(r.get(ABOUT_KIND), r.get(ABOUT_NUMBER));
        Draft draft = new Draft(r.get(KIND), r.get(TITLE), r.get(PROBLEM), r.get(BASIS), r.get(DEMAND), Addressee.parse(r.get(ADDRESSEE), "addressee"), cc, r.get(ENTERPRISE), about, r.get(FOLLOWS), day(r.get(ASKED_UNTIL)), r.get(LEADER));
        return new Instrument(r.get(NUMBER), draft, Flow.valueOf(r.get(FLOW)), State.valueOf(r.get(STATE)), Instant.ofEpochMilli(r.get(SINCE)), r.get(DOCUMENT), day(r.get(DEADLINE)), day(r.get(FIRST_DEADLINE)),
                r.get(PROVISIONAL), day(r.get(SIGN_BY)), r.get(OVERDUE), missed(r), r.get(SCORE), r.get(LATE_SCORE), deeds, r.get(DRAFTED_BY), Instant.ofEpochMilli(r.get(DRAFTED_AT)),
                day(r.get(CHASED_ON)), r.get(VERSION));
    }

    /** Rows kept before each miss had its day say the first and how many. */
    private static List<LocalDate> missed(Record r) {
        return r.get(MISSED_ON) != null ? Arrays.stream(r.get(MISSED_ON).split(" ")).map(LocalDate::parse).toList() : Collections.nCopies(r.get(MISSES), day(r.get(LATE_SINCE)));
    }

    static LocalDate day(String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    static String text(LocalDate day) {
        return day == null ? null : day.toString();
    }
}
