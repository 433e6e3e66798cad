package io.shoutu.supervision.store;

import static io.shoutu.supervision.store.SqlInstrumentStore.day;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
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
import io.shoutu.supervision.domain.Addressee;
import io.shoutu.supervision.domain.LadderStore;
import io.shoutu.supervision.domain.Proposal;
import io.shoutu.supervision.domain.Rung;
import io.shoutu.supervision.domain.Watch;
import io.shoutu.supervision.domain.Whom;
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

/** The ladder in SQL (督办阶梯库). */
@Component(service = LadderStore.class)
public final class SqlLadderStore implements LadderStore {
    private static final Table<?> WATCH = table("supervision_watch");
    private static final Table<?> PROPOSAL = table("supervision_proposal");
    private static final Field<String> ABOUT_KIND = text("about_kind");
    private static final Field<String> ABOUT_NUMBER = text("about_number");
    private static final Field<String> LADDER = text("ladder");
    private static final Field<String> TITLE = text("title");
    private static final Field<String> ENTERPRISE = text("enterprise");
    private static final Field<String> ADDRESSEE = text("addressee");
    private static final Field<String> DUE_ON = text("due_on");
    private static final Field<Boolean> MAJOR = field("major", Boolean.class);
    private static final Field<Long> BEGAN_AT = field("began_at", Long.class);
    private static final Field<Long> ENDED_AT = field("ended_at", Long.class);
    private static final Field<String> ENDED_WHY = text("ended_why");
    private static final Field<String> SCOPE_AREA = text("scope_area");
    private static final Field<String> LEAD_UNIT = text("lead_unit");
    private static final Field<String> NUMBER = text("proposal_number");
    private static final Field<Long> VERSION = field("version", Long.class);
    private static final Field<Integer> RUNG_NO = field("rung_no", Integer.class);
    private static final Field<String> KIND = text("kind");
    private static final Field<String> REASON = text("reason");
    private static final Field<String> DEMAND = text("demand");
    private static final Field<String> STATE = text("state");
    private static final Field<Long> PROPOSED_AT = field("proposed_at", Long.class);
    private static final Field<String> DECIDED_BY = text("decided_by");
    private static final Field<Long> DECIDED_AT = field("decided_at", Long.class);
    private static final Field<String> NOTE = text("note");
    private static final Field<String> PAPER = text("paper_number");
    private static final List<Field<?>> WATCH_COLUMNS = List.of(ABOUT_KIND, ABOUT_NUMBER, LADDER, TITLE, ENTERPRISE, ADDRESSEE, DUE_ON, MAJOR, BEGAN_AT, ENDED_AT, ENDED_WHY);
    private static final List<Field<?>> PROPOSAL_COLUMNS = List.of(NUMBER, ABOUT_KIND, ABOUT_NUMBER, LADDER, RUNG_NO, KIND, ADDRESSEE, ENTERPRISE, TITLE, REASON, DEMAND, STATE, PROPOSED_AT, DECIDED_BY,
            DECIDED_AT, NOTE, PAPER, DUE_ON, VERSION);

    private final Sql sql;

    @Activate
    public SqlLadderStore(@Reference Sql sql, @Reference(target = "(word=supervision)") Schema schema) {
        this.sql = sql;
    }

    private static Field<String> text(String name) {
        return field(name, String.class);
    }

    @Override
    public List<Rung> rungs(Tx tx) {
        return sql.on(tx).fetch("SELECT ladder, rung_no, after_days, working, kind, major_only, addressed_to, demand, source, effective_from, effective_to FROM supervision_rung ORDER BY ladder, rung_no, effective_from DESC").map(r ->
                new Rung(r.get(0, String.class), r.get(1, Integer.class), r.get(2, Integer.class), r.get(3, Boolean.class), r.get(4, String.class), r.get(5, Boolean.class), Rung.To.valueOf(r.get(6, String.class)),
                        r.get(7, String.class), r.get(8, String.class), day(r.get(9, String.class)), day(r.get(10, String.class))));
    }

    private static Condition is(Subject about) {
        return ABOUT_KIND.eq(about.kind()).and(ABOUT_NUMBER.eq(about.number()));
    }

    @Override
    public void watch(Tx tx, Watch w, Place place) {
        Map<Field<?>, Object> columns = new HashMap<>();
        columns.put(LADDER, w.ladder());
        columns.put(TITLE, w.title());
        columns.put(ENTERPRISE, w.enterprise());
        columns.put(ADDRESSEE, w.addressee() == null ? null : w.addressee().toString());
        columns.put(DUE_ON, w.due().toString());
        columns.put(MAJOR, w.major());
        columns.put(ENDED_AT, null);
        columns.put(ENDED_WHY, null);
        columns.put(SCOPE_AREA, place.area() == null ? null : place.area().text());
        columns.put(LEAD_UNIT, place.unit());
        if (sql.on(tx).update(WATCH).set(columns).where(is(w.about())).execute() == 0) {
            columns.put(ABOUT_KIND, w.about().kind());
            columns.put(ABOUT_NUMBER, w.about().number());
            columns.put(BEGAN_AT, w.beganAt().toEpochMilli());
            sql.on(tx).insertInto(WATCH).set(columns).execute();
        }
    }

    @Override
    public boolean settle(Tx tx, Subject about, String why, Instant now) {
        return sql.on(tx).update(WATCH).set(ENDED_AT, now.toEpochMilli()).set(ENDED_WHY, why).where(is(about), ENDED_AT.isNull()).execute() > 0;
    }

    @Override
    public Optional<Watch> watched(Tx tx, Subject about) {
        return sql.on(tx).select(WATCH_COLUMNS).from(WATCH).where(ABOUT_KIND.eq(about.kind()), or(ABOUT_NUMBER.eq(about.number()), ABOUT_NUMBER.like(like(about.number()) + "#%", '!')))
                .orderBy(ENDED_AT.desc().nullsFirst(), BEGAN_AT.desc()).limit(1).fetchOptional(SqlLadderStore::watch);
    }

    private static String like(String number) {
        return number.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static Watch watch(Record r) {
        return new Watch(new Subject(r.get(ABOUT_KIND), r.get(ABOUT_NUMBER)), r.get(LADDER), r.get(TITLE), r.get(ENTERPRISE), r.get(ADDRESSEE) == null ? null : Addressee.parse(r.get(ADDRESSEE), "addressee"),
                day(r.get(DUE_ON)), r.get(MAJOR), Instant.ofEpochMilli(r.get(BEGAN_AT)), instant(r.get(ENDED_AT)), r.get(ENDED_WHY));
    }

    private static Instant instant(Long at) {
        return at == null ? null : Instant.ofEpochMilli(at);
    }

    private static Condition seen(Whom whom) {
        return whom.drafts() ? Scoped.within(whom.scope(), SCOPE_AREA, LEAD_UNIT, ENTERPRISE) : org.jooq.impl.DSL.falseCondition();
    }

    @Override
    public List<Watch> climbing(Tx tx, Whom whom, int limit) {
        return sql.on(tx).select(WATCH_COLUMNS).from(WATCH).where(ENDED_AT.isNull(), seen(whom)).orderBy(DUE_ON, ABOUT_KIND, ABOUT_NUMBER).limit(limit).fetch(SqlLadderStore::watch);
    }

    @Override
    public List<Watch> climbingAfter(Tx tx, String after, int limit) {
        Field<String> subject = concat(ABOUT_KIND, inline("/"), ABOUT_NUMBER);
        return sql.on(tx).select(WATCH_COLUMNS).from(WATCH).where(ENDED_AT.isNull(), subject.gt(after)).orderBy(subject).limit(limit).fetch(SqlLadderStore::watch);
    }

    @Override
    public void add(Tx tx, Proposal p, Place place) {
        Map<Field<?>, Object> columns = columns(p);
        columns.put(NUMBER, p.number());
        columns.put(VERSION, 1L);
        columns.put(SCOPE_AREA, place.area() == null ? null : place.area().text());
        columns.put(LEAD_UNIT, place.unit());
        sql.on(tx).insertInto(PROPOSAL).set(columns).execute();
    }

    @Override
    public Proposal keep(Tx tx, Proposal p) {
        Map<Field<?>, Object> columns = columns(p);
        columns.put(VERSION, p.version() + 1);
        if (sql.on(tx).update(PROPOSAL).set(columns).where(NUMBER.eq(p.number()), VERSION.eq(p.version())).execute() == 0) {
            throw new Problem.Stale(p.subject(), p.version(), p.version() + 1);
        }
        return proposal(tx, p.number()).orElseThrow();
    }

    private static Map<Field<?>, Object> columns(Proposal p) {
        Map<Field<?>, Object> row = new HashMap<>();
        row.put(ABOUT_KIND, p.about().kind());
        row.put(ABOUT_NUMBER, p.about().number());
        row.put(LADDER, p.ladder());
        row.put(RUNG_NO, p.rung());
        row.put(KIND, p.kind());
        row.put(ADDRESSEE, p.addressee() == null ? null : p.addressee().toString());
        row.put(ENTERPRISE, p.enterprise());
        row.put(TITLE, p.title());
        row.put(REASON, p.reason());
        row.put(DEMAND, p.demand());
        row.put(STATE, p.state().name());
        row.put(PROPOSED_AT, p.proposedAt().toEpochMilli());
        row.put(DECIDED_BY, p.decidedBy());
        row.put(DECIDED_AT, p.decidedAt() == null ? null : p.decidedAt().toEpochMilli());
        row.put(NOTE, p.note());
        row.put(PAPER, p.paper());
        row.put(DUE_ON, p.due().toString());
        return row;
    }

    private static Proposal proposal(Record r) {
        return new Proposal(r.get(NUMBER), new Subject(r.get(ABOUT_KIND), r.get(ABOUT_NUMBER)), r.get(LADDER), r.get(RUNG_NO), r.get(KIND), r.get(ADDRESSEE) == null ? null : Addressee.parse(r.get(ADDRESSEE), "addressee"),
                r.get(ENTERPRISE), r.get(TITLE), r.get(REASON), r.get(DEMAND), Proposal.State.valueOf(r.get(STATE)), Instant.ofEpochMilli(r.get(PROPOSED_AT)), r.get(DECIDED_BY), instant(r.get(DECIDED_AT)), r.get(NOTE),
                r.get(PAPER), day(r.get(DUE_ON)), r.get(VERSION));
    }

    @Override
    public Optional<Proposal> proposal(Tx tx, String number) {
        return sql.on(tx).select(PROPOSAL_COLUMNS).from(PROPOSAL).where(NUMBER.eq(number)).fetchOptional(SqlLadderStore::proposal);
    }

    @Override
    public Optional<Place> place(Tx tx, String number) {
        return sql.on(tx).select(SCOPE_AREA, LEAD_UNIT, ENTERPRISE).from(PROPOSAL).where(NUMBER.eq(number))
                .fetchOptional(r -> new Place(r.value1() == null ? null : new AreaCode(r.value1()), r.value2(), r.value3() == null ? null : new CreditCode(r.value3())));
    }

    @Override
    public List<Proposal> about(Tx tx, Subject about) {
        return sql.on(tx).select(PROPOSAL_COLUMNS).from(PROPOSAL).where(is(about)).orderBy(PROPOSED_AT, NUMBER).fetch(SqlLadderStore::proposal);
    }

    @Override
    public List<Proposal> of(Tx tx, String ladder) {
        return sql.on(tx).select(PROPOSAL_COLUMNS).from(PROPOSAL).where(LADDER.eq(ladder)).orderBy(PROPOSED_AT, NUMBER).fetch(SqlLadderStore::proposal);
    }

    @Override
    public Page<Proposal> list(Tx tx, Proposal.State state, Whom whom, int limit) {
        Condition match = and(state == null ? noCondition() : STATE.eq(state.name()), seen(whom));
        return new Page<>(sql.on(tx).select(PROPOSAL_COLUMNS).from(PROPOSAL).where(match).orderBy(PROPOSED_AT.desc(), NUMBER.desc()).limit(Math.max(1, Math.min(500, limit))).fetch(SqlLadderStore::proposal), null,
                sql.on(tx).fetchCount(sql.on(tx).selectOne().from(PROPOSAL).where(match)));
    }
}
