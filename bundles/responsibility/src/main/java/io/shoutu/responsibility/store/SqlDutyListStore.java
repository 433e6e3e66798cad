package io.shoutu.responsibility.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.sql.Sql;
import io.shoutu.responsibility.domain.Act;
import io.shoutu.responsibility.domain.Basis;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.Cycle;
import io.shoutu.responsibility.domain.Deliverable;
import io.shoutu.responsibility.domain.Duty;
import io.shoutu.responsibility.domain.DutyClass;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.DutyListStore;
import io.shoutu.responsibility.domain.Head;
import io.shoutu.responsibility.domain.Holding;
import io.shoutu.responsibility.domain.ListState;
import io.shoutu.responsibility.domain.Rhythm;
import io.shoutu.responsibility.domain.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Duty lists and acts in SQL (责任清单库). The duties of a list are written anew with it while it is a draft. */
@Component(service = DutyListStore.class)
public final class SqlDutyListStore implements DutyListStore {
    private static final Table<?> LIST = table("responsibility_list");
    private static final Table<?> DUTY = table("responsibility_duty");
    private static final Table<?> ACT = table("responsibility_act");
    private static final Field<String> NUMBER = field("list_number", String.class);
    private static final Field<Integer> EDITION = field("edition", Integer.class);
    private static final Field<Long> VERSION = field("version", Long.class);
    private static final Field<String> TITLE = field("title", String.class);
    private static final Field<String> UNIT = field("unit_id", String.class);
    private static final Field<String> POST = field("post_title", String.class);
    private static final Field<String> FROM = field("term_from", String.class);
    private static final Field<String> TO = field("term_to", String.class);
    private static final Field<String> LABEL = field("term_label", String.class);
    private static final Field<String> STATE = field("state", String.class);
    private static final Field<Long> SINCE = field("state_since", Long.class);
    private static final Field<String> SUBMITTED_BY = field("submitted_by", String.class);
    private static final Field<String> NOTE = field("note", String.class);
    private static final Field<String> CATEGORY = field("category", String.class);
    private static final Field<String> LAYER = field("layer", String.class);

    private static final Table<?> HEAD = table("responsibility_head");
    private static final Field<String> ENTERPRISE = field("enterprise_code", String.class);
    private static final Field<String> PERSON = field("person", String.class);
    private static final Field<String> HEAD_TITLE = field("head_title", String.class);

    private static final Field<Integer> ROW = field("row_no", Integer.class);
    private static final Field<String> CODE = field("code", String.class);
    private static final Field<String> CLASS = field("duty_class", String.class);
    private static final Field<String> TEXT = field("duty_text", String.class);
    private static final Field<String> BASIS = field("basis_source", String.class);
    private static final Field<String> ARTICLE = field("basis_article", String.class);
    private static final Field<String> BASIS_FROM = field("basis_from", String.class);
    private static final Field<String> RHYTHM = field("rhythm", String.class);
    private static final Field<String> CYCLE = field("cycle", String.class);
    private static final Field<Integer> TIMES = field("times", Integer.class);
    private static final Field<Integer> BY_DAY = field("by_day", Integer.class);
    private static final Field<Integer> BY_NTH = field("by_nth", Integer.class);
    private static final Field<Integer> WITHIN = field("within_days", Integer.class);
    private static final Field<Boolean> SHARES = field("shares", Boolean.class);
    private static final Field<Integer> VALID = field("valid_days", Integer.class);
    private static final Field<String> KINDS = field("kinds", String.class);
    private static final Field<String> COVERAGE = field("coverage", String.class);
    private static final Field<String> SECTORS = field("sectors", String.class);
    private static final Field<String> MARKS = field("marks", String.class);
    private static final Field<String> DELIVERABLE = field("deliverable", String.class);
    private static final String BETWEEN = "、";

    private static final Field<Long> ENTRY = field("entry_id", Long.class);
    private static final Field<String> KIND = field("kind", String.class);
    private static final Field<String> SUBJECT_KIND = field("subject_kind", String.class);
    private static final Field<String> SUBJECT = field("subject_number", String.class);
    private static final Field<String> ACCOUNT = field("account", String.class);
    private static final Field<Long> HAPPENED = field("happened_at", Long.class);
    private static final Field<Long> RECORDED = field("recorded_at", Long.class);
    private static final Field<Long> WITHDRAWN = field("withdrawn_entry", Long.class);
    private static final Field<String> SUBJECT_TITLE = field("subject_title", String.class);
    private static final Field<Long> WITHDRAWN_AT = field("withdrawn_at", Long.class);

    private static final List<Field<?>> LIST_COLUMNS = List.of(NUMBER, EDITION, VERSION, TITLE, UNIT, POST, FROM, TO, LABEL, STATE, SINCE, SUBMITTED_BY, NOTE, CATEGORY, LAYER);
    private static final List<Field<?>> DUTY_COLUMNS = List.of(NUMBER, EDITION, CODE, CLASS, TEXT, BASIS, ARTICLE, BASIS_FROM, RHYTHM, CYCLE, TIMES, BY_DAY, BY_NTH, WITHIN, SHARES, VALID, KINDS,
            COVERAGE, SECTORS, MARKS, DELIVERABLE);
    private static final List<Field<?>> ACT_COLUMNS = List.of(ENTRY, KIND, SUBJECT_KIND, SUBJECT, ACCOUNT, UNIT, HAPPENED, RECORDED, WITHDRAWN, WITHDRAWN_AT, SUBJECT_TITLE, ENTERPRISE);

    private final Sql sql;

    @Activate
    public SqlDutyListStore(@Reference Sql sql, @Reference(target = "(word=responsibility)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public void add(Tx tx, DutyList list) {
        sql.on(tx).insertInto(LIST).set(NUMBER, list.number()).set(EDITION, list.edition()).set(VERSION, list.version()).set(columns(list)).execute();
        keepDuties(tx, list);
    }

    @Override
    public DutyList keep(Tx tx, DutyList list) {
        int kept = sql.on(tx).update(LIST).set(VERSION, list.version() + 1).set(columns(list)).where(key(list.number(), list.edition())).and(VERSION.eq(list.version())).execute();
        if (kept == 0) {
            DutyList other = find(tx, list.number(), list.edition()).orElseThrow(() -> Problem.NotFound.of(list.subject()));
            throw new Problem.Stale(list.subject(), list.version(), other.version());
        }
        keepDuties(tx, list);
        return find(tx, list.number(), list.edition()).orElseThrow();
    }

    private void keepDuties(Tx tx, DutyList list) {
        sql.on(tx).deleteFrom(DUTY).where(key(list.number(), list.edition())).execute();
        for (int i = 0; i < list.duties().size(); i++) {
            sql.on(tx).insertInto(DUTY).set(NUMBER, list.number()).set(EDITION, list.edition()).set(ROW, i).set(columns(list.duties().get(i))).execute();
        }
    }

    @Override
    public Optional<DutyList> find(Tx tx, String number, int edition) {
        return lists(tx, key(number, edition)).stream().findFirst();
    }

    @Override
    public List<DutyList> editions(Tx tx, String number) {
        return lists(tx, NUMBER.eq(number));
    }

    @Override
    public List<DutyList> ofYear(Tx tx, int year, ListState state) {
        Condition where = FROM.le(LocalDate.of(year, 12, 31).toString()).and(TO.ge(LocalDate.of(year, 1, 1).toString()));
        return lists(tx, state == null ? where : where.and(STATE.eq(state.name())));
    }

    private List<DutyList> lists(Tx tx, Condition where) {
        return withDuties(tx, sql.on(tx).select(LIST_COLUMNS).from(LIST).where(where).orderBy(NUMBER, EDITION).fetch());
    }

    /** The duties of all of them in one question. */
    private List<DutyList> withDuties(Tx tx, List<? extends Record> rows) {
        Map<String, List<Duty>> duties = new HashMap<>();
        List<String> numbers = rows.stream().map(row -> row.get(NUMBER)).distinct().toList();
        for (int i = 0; i < numbers.size(); i += 500) {
            sql.on(tx).select(DUTY_COLUMNS).from(DUTY).where(NUMBER.in(numbers.subList(i, Math.min(numbers.size(), i + 500)))).orderBy(NUMBER, EDITION, ROW).fetch()
                    .forEach(row -> duties.computeIfAbsent(row.get(NUMBER) + "." + row.get(EDITION), key -> new ArrayList<>()).add(duty(row)));
        }
        return rows.stream().map(row -> list(row, duties.getOrDefault(row.get(NUMBER) + "." + row.get(EDITION), List.of()))).toList();
    }

    @Override
    public Page<DutyList> find(Tx tx, Query query) {
        Condition where = DSL.trueCondition();
        if (query.year() != null) {
            where = where.and(FROM.le(LocalDate.of(query.year(), 12, 31).toString())).and(TO.ge(LocalDate.of(query.year(), 1, 1).toString()));
        }
        where = query.state() == null ? where : where.and(STATE.eq(query.state().name()));
        where = query.unit() == null ? where : where.and(UNIT.eq(query.unit()));
        where = query.category() == null ? where : where.and(CATEGORY.eq(query.category()));
        if (query.text() != null && !query.text().isBlank()) {
            String part = "%" + query.text().strip().toLowerCase(java.util.Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
            where = where.and(DSL.lower(TITLE).like(part, '!').or(DSL.lower(NUMBER).like(part, '!')));
        }
        if (query.units() != null) {
            Condition seen = query.units().isEmpty() ? DSL.falseCondition() : UNIT.in(query.units());
            for (Bearer post : query.posts()) {
                seen = seen.or(UNIT.eq(post.unit()).and(post.title() == null ? POST.isNull() : POST.eq(post.title())));
            }
            where = where.and(seen);
        }
        long total = sql.on(tx).fetchCount(LIST, where);
        Condition from = where;
        if (query.cursor() != null) {
            int dot = query.cursor().lastIndexOf('.');
            if (dot < 1 || !query.cursor().substring(dot + 1).matches("[0-9]{1,6}")) {
                throw new Problem.Invalid("cursor", "cursor", "翻页标记无效，请从第一页重新查询");
            }
            String number = query.cursor().substring(0, dot);
            from = where.and(NUMBER.gt(number).or(NUMBER.eq(number).and(EDITION.gt(Integer.parseInt(query.cursor().substring(dot + 1))))));
        }
        List<DutyList> found = withDuties(tx, sql.on(tx).select(LIST_COLUMNS).from(LIST).where(from).orderBy(NUMBER, EDITION).limit(query.limit() + 1).fetch());
        boolean more = found.size() > query.limit();
        List<DutyList> page = more ? found.subList(0, query.limit()) : found;
        return new Page<>(page, more ? page.get(page.size() - 1).subject().number() : null, total);
    }

    @Override
    public void add(Tx tx, Act act) {
        Condition who = act.unit() != null ? UNIT.eq(act.unit()) : ACCOUNT.eq(act.account());
        Condition same = ENTRY.eq(act.entry()).and(KIND.eq(act.kind())).and(SUBJECT_KIND.eq(act.subject().kind())).and(SUBJECT.eq(act.subject().number())).and(who);
        if (sql.on(tx).fetchExists(ACT, same)) {
            // Kept before acts said which enterprise they were about: the journal, read again, does.
            if (act.enterprise() != null) {
                sql.on(tx).update(ACT).set(ENTERPRISE, act.enterprise()).where(same, ENTERPRISE.isNull()).execute();
            }
            return;
        }
        // The number of a row says nothing: a source that comes later adds its acts behind those of the others.
        int row = sql.on(tx).fetchCount(ACT, ENTRY.eq(act.entry()));
        sql.on(tx).insertInto(ACT).set(ENTRY, act.entry()).set(ROW, row).set(KIND, act.kind()).set(SUBJECT_KIND, act.subject().kind()).set(SUBJECT, act.subject().number())
                .set(ACCOUNT, act.account()).set(UNIT, act.unit()).set(HAPPENED, act.happened().toEpochMilli()).set(RECORDED, act.recorded().toEpochMilli())
                .set(SUBJECT_TITLE, act.title()).set(ENTERPRISE, act.enterprise()).execute();
    }

    @Override
    public int withdraw(Tx tx, Act withdrawal) {
        Condition who = withdrawal.unit() != null ? UNIT.eq(withdrawal.unit()) : ACCOUNT.eq(withdrawal.account());
        return sql.on(tx).update(ACT).set(WITHDRAWN, withdrawal.entry()).set(WITHDRAWN_AT, withdrawal.recorded().toEpochMilli())
                .where(SUBJECT_KIND.eq(withdrawal.subject().kind()), SUBJECT.eq(withdrawal.subject().number()), KIND.eq(withdrawal.kind()), who,
                        WITHDRAWN.isNull(), ENTRY.lt(withdrawal.entry())).execute();
    }

    @Override
    public void keep(Tx tx, Head head) {
        Condition same = ENTERPRISE.eq(head.enterprise().text()).and(PERSON.eq(head.person())).and(FROM.eq(head.from().toString()));
        String to = head.to() == null ? null : head.to().toString();
        if (sql.on(tx).update(HEAD).set(HEAD_TITLE, head.title()).set(TO, to).where(same).execute() == 0) {
            sql.on(tx).insertInto(HEAD).set(ENTERPRISE, head.enterprise().text()).set(PERSON, head.person()).set(HEAD_TITLE, head.title()).set(FROM, head.from().toString()).set(TO, to).execute();
        }
    }

    @Override
    public List<Head> heads(Tx tx, CreditCode enterprise, String person) {
        Condition where = enterprise == null ? DSL.trueCondition() : ENTERPRISE.eq(enterprise.text());
        return sql.on(tx).select(ENTERPRISE, PERSON, HEAD_TITLE, FROM, TO).from(HEAD).where(person == null ? where : where.and(PERSON.eq(person))).orderBy(ENTERPRISE, FROM, PERSON).fetch()
                .map(row -> new Head(new CreditCode(row.get(ENTERPRISE)), row.get(PERSON), row.get(HEAD_TITLE), day(row.get(FROM)), row.get(TO) == null ? null : day(row.get(TO))));
    }

    @Override
    public List<CreditCode> enterprises(Tx tx) {
        return sql.on(tx).selectDistinct(UNIT).from(LIST).where(UNIT.like("enterprise:%")).orderBy(UNIT).fetch().stream()
                .flatMap(row -> new Bearer(row.get(UNIT), null).enterprise().stream()).toList();
    }

    @Override
    public List<Act> acts(Tx tx, List<Holding> holdings, LocalDate first, LocalDate last) {
        List<String> accounts = holdings.stream().filter(h -> h.unit() == null).map(Holding::account).filter(Objects::nonNull).distinct().toList();
        List<String> units = holdings.stream().map(Holding::unit).filter(Objects::nonNull).distinct().toList();
        Condition who = DSL.falseCondition();
        if (!accounts.isEmpty()) {
            who = who.or(ACCOUNT.in(accounts));
        }
        if (!units.isEmpty()) {
            who = who.or(UNIT.in(units));
        }
        return sql.on(tx).select(ACT_COLUMNS).from(ACT).where(who, HAPPENED.ge(Legal.startOf(first).toEpochMilli()), HAPPENED.lt(Legal.endOf(last).toEpochMilli()))
                .orderBy(HAPPENED, ENTRY, ROW).fetch().map(SqlDutyListStore::act).stream().map(act -> act.subject().kind().equals(Deliverable.KIND) ? aimed(tx, act) : act).toList();
    }

    /** A result was handed in for one duty of one list, and may prove it only until a day. */
    private Act aimed(Tx tx, Act act) {
        return sql.on(tx).select(NUMBER, CODE, field("valid_until", String.class)).from(table("responsibility_deliverable"))
                .where(field("deliverable_number", String.class).eq(act.subject().number())).fetch().stream().findFirst()
                .map(row -> act.aimed(row.get(NUMBER) + "/" + row.get(CODE), row.get(2, String.class) == null ? null : day(row.get(2, String.class)))).orElse(act);
    }

    private static Condition key(String number, int edition) {
        return NUMBER.eq(number).and(EDITION.eq(edition));
    }

    private static Map<Field<?>, Object> columns(DutyList list) {
        Map<Field<?>, Object> columns = new HashMap<>();
        columns.put(TITLE, list.title());
        columns.put(UNIT, list.bearer().unit());
        columns.put(POST, list.bearer().title());
        columns.put(FROM, list.term().first().toString());
        columns.put(TO, list.term().last().toString());
        columns.put(LABEL, list.term().label());
        columns.put(STATE, list.state().name());
        columns.put(SINCE, list.since().toEpochMilli());
        columns.put(SUBMITTED_BY, list.submittedBy());
        columns.put(NOTE, list.note());
        columns.put(CATEGORY, list.category());
        columns.put(LAYER, list.layer());
        return columns;
    }

    private static DutyList list(Record row, List<Duty> duties) {
        return new DutyList(row.get(NUMBER), row.get(EDITION), row.get(VERSION), row.get(TITLE), new Bearer(row.get(UNIT), row.get(POST)),
                new Span(day(row.get(FROM)), day(row.get(TO)), row.get(LABEL)), ListState.valueOf(row.get(STATE)), Instant.ofEpochMilli(row.get(SINCE)), duties,
                row.get(SUBMITTED_BY), row.get(NOTE), row.get(CATEGORY), row.get(LAYER));
    }

    private static Map<Field<?>, Object> columns(Duty duty) {
        Map<Field<?>, Object> columns = new HashMap<>();
        columns.put(CODE, duty.code());
        columns.put(CLASS, duty.kind().name());
        columns.put(TEXT, duty.text());
        columns.put(BASIS, duty.basis().source());
        columns.put(ARTICLE, duty.basis().article());
        columns.put(BASIS_FROM, duty.basis().effectiveFrom() == null ? null : duty.basis().effectiveFrom().toString());
        columns.put(TIMES, duty.rhythm().times());
        if (duty.rhythm() instanceof Rhythm.Every every) {
            columns.put(RHYTHM, "EVERY");
            columns.put(CYCLE, every.cycle().name());
            columns.put(BY_DAY, every.by() == null ? null : every.by().day());
            columns.put(BY_NTH, every.by() == null ? null : every.by().nth());
        } else if (duty.rhythm() instanceof Rhythm.BeforeHolidays holidays) {
            columns.put(RHYTHM, "HOLIDAYS");
            columns.put(WITHIN, holidays.within());
        }
        columns.put(SHARES, duty.shares());
        columns.put(VALID, duty.within());
        columns.put(KINDS, String.join(" ", new TreeSet<>(duty.kinds())));
        columns.put(COVERAGE, duty.coverage() == null ? null : duty.coverage().lead() ? "LEAD" : "ASSIST");
        columns.put(SECTORS, duty.coverage() == null ? null : String.join(BETWEEN, duty.coverage().sectors()));
        columns.put(MARKS, duty.marks().isEmpty() ? null : String.join(BETWEEN, duty.marks()));
        columns.put(DELIVERABLE, duty.deliverable());
        return columns;
    }

    private static Duty duty(Record row) {
        Rhythm rhythm = switch (row.get(RHYTHM)) {
            case "EVERY" -> new Rhythm.Every(Cycle.valueOf(row.get(CYCLE)), row.get(TIMES), row.get(BY_NTH) == null ? null : new Rhythm.By(row.get(BY_DAY), row.get(BY_NTH)));
            case "HOLIDAYS" -> new Rhythm.BeforeHolidays(row.get(TIMES), row.get(WITHIN));
            default -> throw new IllegalStateException("unknown rhythm " + row.get(RHYTHM));
        };
        return new Duty(row.get(CODE), DutyClass.valueOf(row.get(CLASS)), row.get(TEXT),
                new Basis(row.get(BASIS), row.get(ARTICLE), row.get(BASIS_FROM) == null ? null : day(row.get(BASIS_FROM))), rhythm, Set.of(row.get(KINDS).split(" ")),
                row.get(SHARES), row.get(VALID), row.get(COVERAGE) == null ? null : new Duty.Coverage(row.get(COVERAGE).equals("LEAD"), words(row.get(SECTORS))),
                words(row.get(MARKS)), row.get(DELIVERABLE));
    }

    private static Set<String> words(String text) {
        return text == null ? Set.of() : Set.of(text.split(BETWEEN));
    }

    private static Act act(Record row) {
        return new Act(row.get(ENTRY), row.get(KIND), new Subject(row.get(SUBJECT_KIND), row.get(SUBJECT)), row.get(ACCOUNT), row.get(UNIT),
                Instant.ofEpochMilli(row.get(HAPPENED)), Instant.ofEpochMilli(row.get(RECORDED)), row.get(WITHDRAWN),
                row.get(WITHDRAWN_AT) == null ? null : Instant.ofEpochMilli(row.get(WITHDRAWN_AT))).called(row.get(SUBJECT_TITLE)).at(row.get(ENTERPRISE));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
