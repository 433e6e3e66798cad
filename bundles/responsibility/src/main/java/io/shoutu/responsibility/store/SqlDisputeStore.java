package io.shoutu.responsibility.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Problem;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.responsibility.domain.Dispute;
import io.shoutu.responsibility.domain.DisputeStore;
import java.time.Instant;
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

/** Disputes in SQL (争议库). Statements are only ever added. */
@Component(service = DisputeStore.class)
public final class SqlDisputeStore implements DisputeStore {
    private static final Table<?> DISPUTE = table("responsibility_dispute");
    private static final Table<?> STATEMENT = table("responsibility_statement");
    private static final Field<String> NUMBER = field("dispute_number", String.class);
    private static final Field<Long> VERSION = field("version", Long.class);
    private static final Field<String> TITLE = field("title", String.class);
    private static final Field<String> MATTER = field("matter", String.class);
    private static final Field<String> SECTOR = field("sector", String.class);
    private static final Field<String> ENTERPRISE = field("enterprise_code", String.class);
    private static final Field<String> CLAIMANTS = field("claimants", String.class);
    private static final Field<String> STATE = field("state", String.class);
    private static final Field<String> RAISED_BY = field("raised_by", String.class);
    private static final Field<Long> RAISED_AT = field("raised_at", Long.class);
    private static final Field<String> LEAD = field("lead_unit", String.class);
    private static final Field<String> BASIS = field("basis", String.class);
    private static final Field<String> REASON = field("reason", String.class);
    private static final Field<String> DECIDED_BY = field("decided_by", String.class);
    private static final Field<Long> DECIDED_AT = field("decided_at", Long.class);
    private static final Field<Long> ID = field("id", Long.class);
    private static final Field<String> UNIT = field("unit_id", String.class);
    private static final Field<String> TEXT = field("statement_text", String.class);
    private static final Field<String> ACCOUNT = field("account", String.class);
    private static final Field<Long> MADE = field("made_at", Long.class);

    private final Sql sql;

    @Activate
    public SqlDisputeStore(@Reference Sql sql, @Reference(target = "(word=responsibility)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public void add(Tx tx, Dispute d) {
        sql.on(tx).insertInto(DISPUTE).set(NUMBER, d.number()).set(VERSION, d.version()).set(columns(d)).execute();
    }

    @Override
    public Dispute keep(Tx tx, Dispute d) {
        int kept = sql.on(tx).update(DISPUTE).set(VERSION, d.version() + 1).set(columns(d)).where(NUMBER.eq(d.number()), VERSION.eq(d.version())).execute();
        if (kept == 0) {
            Dispute other = find(tx, d.number()).orElseThrow(() -> Problem.NotFound.of(d.subject()));
            throw new Problem.Stale(d.subject(), d.version(), other.version());
        }
        for (Dispute.Statement s : d.statements()) {
            if (!sql.on(tx).fetchExists(STATEMENT, ID.eq(s.id()))) {
                sql.on(tx).insertInto(STATEMENT).set(ID, s.id()).set(NUMBER, d.number()).set(UNIT, s.unit()).set(TEXT, s.text()).set(ACCOUNT, s.account()).set(MADE, s.made().toEpochMilli()).execute();
            }
        }
        return find(tx, d.number()).orElseThrow();
    }

    private static Map<Field<?>, Object> columns(Dispute d) {
        Map<Field<?>, Object> columns = new HashMap<>();
        columns.put(TITLE, d.title());
        columns.put(MATTER, d.matter());
        columns.put(SECTOR, d.sector());
        columns.put(ENTERPRISE, d.enterprise());
        columns.put(CLAIMANTS, String.join(" ", d.claimants()));
        columns.put(STATE, d.state().name());
        columns.put(RAISED_BY, d.raisedBy());
        columns.put(RAISED_AT, d.raisedAt().toEpochMilli());
        columns.put(LEAD, d.lead());
        columns.put(BASIS, d.basis());
        columns.put(REASON, d.reason());
        columns.put(DECIDED_BY, d.decidedBy());
        columns.put(DECIDED_AT, d.decidedAt() == null ? null : d.decidedAt().toEpochMilli());
        return columns;
    }

    @Override
    public Optional<Dispute> find(Tx tx, String number) {
        return disputes(tx, NUMBER.eq(number)).stream().findFirst();
    }

    @Override
    public List<Dispute> all(Tx tx, Dispute.State state) {
        return disputes(tx, state == null ? DSL.trueCondition() : STATE.eq(state.name()));
    }

    private List<Dispute> disputes(Tx tx, Condition where) {
        return sql.on(tx).select(NUMBER, VERSION, TITLE, MATTER, SECTOR, ENTERPRISE, CLAIMANTS, STATE, RAISED_BY, RAISED_AT, LEAD, BASIS, REASON, DECIDED_BY, DECIDED_AT).from(DISPUTE).where(where)
                .orderBy(RAISED_AT.desc(), NUMBER.desc()).fetch().map(row -> dispute(tx, row));
    }

    private Dispute dispute(Tx tx, Record row) {
        List<Dispute.Statement> statements = sql.on(tx).select(ID, UNIT, TEXT, ACCOUNT, MADE).from(STATEMENT).where(NUMBER.eq(row.get(NUMBER))).orderBy(MADE, ID).fetch()
                .map(s -> new Dispute.Statement(s.get(ID), s.get(UNIT), s.get(TEXT), s.get(ACCOUNT), Instant.ofEpochMilli(s.get(MADE))));
        return new Dispute(row.get(NUMBER), row.get(VERSION), row.get(TITLE), row.get(MATTER), row.get(SECTOR), row.get(ENTERPRISE), List.of(row.get(CLAIMANTS).split(" ")),
                Dispute.State.valueOf(row.get(STATE)), row.get(RAISED_BY), Instant.ofEpochMilli(row.get(RAISED_AT)), statements, row.get(LEAD), row.get(BASIS), row.get(REASON), row.get(DECIDED_BY),
                row.get(DECIDED_AT) == null ? null : Instant.ofEpochMilli(row.get(DECIDED_AT)));
    }
}
