package io.shoutu.responsibility.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.responsibility.domain.accountability.Accountability;
import io.shoutu.responsibility.domain.accountability.AccountabilityStore;
import io.shoutu.responsibility.domain.accountability.Sanction;
import io.shoutu.responsibility.domain.accountability.Trigger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Accountability in SQL (问责库). */
@Component(service = AccountabilityStore.class)
public final class SqlAccountabilityStore implements AccountabilityStore {
    private static final Table<?> ROWS = table("responsibility_accountability");
    private static final Field<String> NUMBER = text("accountability_number");
    private static final Field<Long> VERSION = field("version", Long.class);
    private static final Field<String> TRIGGER = text("trigger_word");
    private static final Field<String> ABOUT_KIND = text("about_kind");
    private static final Field<String> ABOUT = text("about_number");
    private static final Field<String> MATTER = text("matter");
    private static final Field<String> PERSON = text("person");
    private static final Field<String> UNIT = text("unit_id");
    private static final Field<String> STATE = text("state");
    private static final Field<Long> SINCE = field("state_since", Long.class);
    private static final Field<String> RAISED_BY = text("raised_by");
    private static final Field<Long> RAISED_AT = field("raised_at", Long.class);
    private static final Field<String> FINDINGS = text("findings");
    private static final Field<String> FORM = text("form_word");
    private static final Field<String> DECIDED_FORM = text("decided_form");
    private static final Field<String> OPINION = text("opinion");
    private static final Field<String> PROPOSED_BY = text("proposed_by");
    private static final Field<String> DOCUMENT = text("document");
    private static final Field<String> DECIDED_ON = text("decided_on");
    private static final Field<String> DECIDED_BY = text("decided_by");
    private static final Field<String> EXECUTION = text("execution");
    private static final Field<String> EXECUTED_BY = text("executed_by");
    private static final Field<String> REASON = text("reason");
    private static final List<Field<?>> COLUMNS = List.of(NUMBER, VERSION, TRIGGER, ABOUT_KIND, ABOUT, MATTER, PERSON, UNIT, STATE, SINCE, RAISED_BY, RAISED_AT, FINDINGS, FORM, DECIDED_FORM, OPINION, PROPOSED_BY, DOCUMENT,
            DECIDED_ON, DECIDED_BY, EXECUTION, EXECUTED_BY, REASON);

    private final Sql sql;

    @Activate
    public SqlAccountabilityStore(@Reference Sql sql, @Reference(target = "(word=responsibility)") Schema schema) {
        this.sql = sql;
    }

    private static Field<String> text(String name) {
        return field(name, String.class);
    }

    @Override
    public void add(Tx tx, Accountability a) {
        sql.on(tx).insertInto(ROWS).set(NUMBER, a.number()).set(VERSION, a.version()).set(columns(a)).execute();
    }

    @Override
    public Accountability keep(Tx tx, Accountability a) {
        if (sql.on(tx).update(ROWS).set(VERSION, a.version() + 1).set(columns(a)).where(NUMBER.eq(a.number()), VERSION.eq(a.version())).execute() == 0) {
            Accountability other = find(tx, a.number()).orElseThrow(() -> Problem.NotFound.of(a.subject()));
            throw new Problem.Stale(a.subject(), a.version(), other.version());
        }
        return find(tx, a.number()).orElseThrow();
    }

    @Override
    public Optional<Accountability> find(Tx tx, String number) {
        return read(tx, NUMBER.eq(number)).stream().findFirst();
    }

    @Override
    public List<Accountability> all(Tx tx, Accountability.State state) {
        return read(tx, state == null ? DSL.trueCondition() : STATE.eq(state.name()));
    }

    private List<Accountability> read(Tx tx, Condition where) {
        return sql.on(tx).select(COLUMNS).from(ROWS).where(where).orderBy(RAISED_AT.desc(), NUMBER.desc()).fetch().map(SqlAccountabilityStore::row);
    }

    private static Map<Field<?>, Object> columns(Accountability a) {
        Map<Field<?>, Object> columns = new HashMap<>();
        columns.put(TRIGGER, a.trigger().name());
        columns.put(ABOUT_KIND, a.about() == null ? null : a.about().kind());
        columns.put(ABOUT, a.about() == null ? null : a.about().number());
        columns.put(MATTER, a.matter());
        columns.put(PERSON, a.person());
        columns.put(UNIT, a.unit());
        columns.put(STATE, a.state().name());
        columns.put(SINCE, a.since().toEpochMilli());
        columns.put(RAISED_BY, a.raisedBy());
        columns.put(RAISED_AT, a.raisedAt().toEpochMilli());
        columns.put(FINDINGS, a.findings());
        Optional<Accountability.Proposal> proposal = Optional.ofNullable(a.proposal());
        Optional<Accountability.Decision> decision = Optional.ofNullable(a.decision());
        Optional<Accountability.Execution> execution = Optional.ofNullable(a.execution());
        columns.put(FORM, proposal.map(p -> p.sanction().name()).orElse(null));
        columns.put(OPINION, proposal.map(Accountability.Proposal::opinion).orElse(null));
        columns.put(PROPOSED_BY, proposal.map(Accountability.Proposal::by).orElse(null));
        columns.put(DECIDED_FORM, decision.map(d -> d.sanction().name()).orElse(null));
        columns.put(DOCUMENT, decision.map(Accountability.Decision::document).orElse(null));
        columns.put(DECIDED_ON, decision.map(d -> d.day().toString()).orElse(null));
        columns.put(DECIDED_BY, decision.map(Accountability.Decision::by).orElse(null));
        columns.put(EXECUTION, execution.map(Accountability.Execution::text).orElse(null));
        columns.put(EXECUTED_BY, execution.map(Accountability.Execution::by).orElse(null));
        columns.put(REASON, a.reason());
        return columns;
    }

    private static Accountability row(Record r) {
        return new Accountability(r.get(NUMBER), r.get(VERSION), Trigger.valueOf(r.get(TRIGGER)), r.get(ABOUT_KIND) == null ? null : new Subject(r.get(ABOUT_KIND), r.get(ABOUT)), r.get(MATTER), r.get(PERSON),
                r.get(UNIT), Accountability.State.valueOf(r.get(STATE)), Instant.ofEpochMilli(r.get(SINCE)), r.get(RAISED_BY), Instant.ofEpochMilli(r.get(RAISED_AT)), r.get(FINDINGS),
                r.get(FORM) == null ? null : new Accountability.Proposal(Sanction.valueOf(r.get(FORM)), r.get(OPINION), r.get(PROPOSED_BY)),
                r.get(DECIDED_FORM) == null ? null : new Accountability.Decision(Sanction.valueOf(r.get(DECIDED_FORM)), r.get(DOCUMENT), LocalDate.parse(r.get(DECIDED_ON)), r.get(DECIDED_BY)),
                r.get(EXECUTION) == null ? null : new Accountability.Execution(r.get(EXECUTION), r.get(EXECUTED_BY)), r.get(REASON));
    }
}
