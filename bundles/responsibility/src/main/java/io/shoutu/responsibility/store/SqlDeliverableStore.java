package io.shoutu.responsibility.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Problem;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import io.shoutu.responsibility.domain.Deliverable;
import io.shoutu.responsibility.domain.DeliverableStore;
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

/** Results in SQL (成果材料库). */
@Component(service = DeliverableStore.class)
public final class SqlDeliverableStore implements DeliverableStore {
    private static final Table<?> DELIVERABLE = table("responsibility_deliverable");
    private static final Field<String> NUMBER = field("deliverable_number", String.class);
    private static final Field<Long> VERSION = field("version", Long.class);
    private static final Field<String> LIST = field("list_number", String.class);
    private static final Field<Integer> EDITION = field("edition", Integer.class);
    private static final Field<String> CODE = field("code", String.class);
    private static final Field<String> TITLE = field("title", String.class);
    private static final Field<String> NOTE = field("note", String.class);
    private static final Field<String> DONE = field("done_on", String.class);
    private static final Field<String> VALID = field("valid_until", String.class);
    private static final Field<Integer> REVISION = field("revision", Integer.class);
    private static final Field<String> STATE = field("state", String.class);
    private static final Field<String> HANDED_BY = field("handed_by", String.class);
    private static final Field<Long> HANDED_AT = field("handed_at", Long.class);
    private static final Field<String> DECIDED_BY = field("decided_by", String.class);
    private static final Field<Long> DECIDED_AT = field("decided_at", Long.class);
    private static final Field<String> REASON = field("reason", String.class);
    private static final List<Field<?>> COLUMNS = List.of(NUMBER, VERSION, LIST, EDITION, CODE, TITLE, NOTE, DONE, VALID, REVISION, STATE, HANDED_BY, HANDED_AT, DECIDED_BY, DECIDED_AT, REASON);

    private final Sql sql;

    @Activate
    public SqlDeliverableStore(@Reference Sql sql, @Reference(target = "(word=responsibility)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public void add(Tx tx, Deliverable d) {
        sql.on(tx).insertInto(DELIVERABLE).set(NUMBER, d.number()).set(VERSION, d.version()).set(columns(d)).execute();
    }

    @Override
    public Deliverable keep(Tx tx, Deliverable d) {
        int kept = sql.on(tx).update(DELIVERABLE).set(VERSION, d.version() + 1).set(columns(d)).where(NUMBER.eq(d.number()), VERSION.eq(d.version())).execute();
        Deliverable now = find(tx, d.number()).orElseThrow(() -> Problem.NotFound.of(d.subject()));
        if (kept == 0) {
            throw new Problem.Stale(d.subject(), d.version(), now.version());
        }
        return now;
    }

    private static Map<Field<?>, Object> columns(Deliverable d) {
        Map<Field<?>, Object> columns = new HashMap<>();
        columns.put(LIST, d.list());
        columns.put(EDITION, d.edition());
        columns.put(CODE, d.code());
        columns.put(TITLE, d.title());
        columns.put(NOTE, d.note());
        columns.put(DONE, d.done().toString());
        columns.put(VALID, d.validUntil() == null ? null : d.validUntil().toString());
        columns.put(REVISION, d.revision());
        columns.put(STATE, d.state().name());
        columns.put(HANDED_BY, d.handedBy());
        columns.put(HANDED_AT, d.handedAt().toEpochMilli());
        columns.put(DECIDED_BY, d.decidedBy());
        columns.put(DECIDED_AT, d.decidedAt() == null ? null : d.decidedAt().toEpochMilli());
        columns.put(REASON, d.reason());
        return columns;
    }

    @Override
    public Optional<Deliverable> find(Tx tx, String number) {
        return fetch(tx, NUMBER.eq(number)).stream().findFirst();
    }

    @Override
    public List<Deliverable> all(Tx tx, String list, Deliverable.State state) {
        Condition where = list == null ? DSL.trueCondition() : LIST.eq(list);
        return fetch(tx, state == null ? where : where.and(STATE.eq(state.name())));
    }

    private List<Deliverable> fetch(Tx tx, Condition where) {
        return sql.on(tx).select(COLUMNS).from(DELIVERABLE).where(where).orderBy(HANDED_AT.desc(), NUMBER.desc()).fetch().map(SqlDeliverableStore::deliverable);
    }

    private static Deliverable deliverable(Record row) {
        return new Deliverable(row.get(NUMBER), row.get(VERSION), row.get(LIST), row.get(EDITION), row.get(CODE), row.get(TITLE), row.get(NOTE), LocalDate.parse(row.get(DONE)),
                row.get(VALID) == null ? null : LocalDate.parse(row.get(VALID)), row.get(REVISION), Deliverable.State.valueOf(row.get(STATE)), row.get(HANDED_BY),
                Instant.ofEpochMilli(row.get(HANDED_AT)), row.get(DECIDED_BY), row.get(DECIDED_AT) == null ? null : Instant.ofEpochMilli(row.get(DECIDED_AT)), row.get(REASON));
    }
}
