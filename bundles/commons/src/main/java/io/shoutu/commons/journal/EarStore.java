package io.shoutu.commons.journal;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Subject;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Listeners;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Table;

/** All the SQL of listeners, their cursors, leases and parked entries. */
final class EarStore {
    private static final Table<?> LISTENER = table("journal_listener");
    private static final Field<String> NAME = field("listener", String.class);
    private static final Field<String> FACTS = field("facts", String.class);
    private static final Field<Long> CURSOR = field("cursor_seal", Long.class);
    private static final Field<String> LEASED_BY = field("leased_by", String.class);
    private static final Field<Long> LEASE_UNTIL = field("lease_until", Long.class);
    private static final Table<?> PARKED = table("journal_parked");
    private static final Field<Long> ENTRY = field("entry_id", Long.class);
    private static final Field<Long> SEAL = field("seal_no", Long.class);
    private static final Field<String> KIND = field("subject_kind", String.class);
    private static final Field<String> NUMBER = field("subject_number", String.class);
    private static final Field<String> FACT = field("fact_name", String.class);
    private static final Field<String> REASON = field("reason", String.class);
    private static final Field<Integer> WAITING = field("waiting", Integer.class);
    private static final Field<Long> PARKED_AT = field("parked_at", Long.class);

    private final Sql sql;

    EarStore(Sql sql) {
        this.sql = sql;
    }

    record Known(String name, List<String> facts, long cursor, long parked) {}

    /** Remembers a listener, at {@code start} where it was never seen, and answers its cursor. */
    long remember(Tx tx, Listeners.Listener listener, long start) {
        sql.on(tx).insertInto(LISTENER, NAME, FACTS, CURSOR, LEASE_UNTIL)
                .values(listener.name(), String.join(",", listener.facts()), start, 0L)
                .onConflict(NAME).doUpdate().set(FACTS, String.join(",", listener.facts())).execute();
        return sql.on(tx).select(CURSOR).from(LISTENER).where(NAME.eq(listener.name())).fetchOne(CURSOR);
    }

    boolean lease(Tx tx, String listener, String node, long now, long until) {
        // Nobody else can have an embedded database open: whoever holds the lease there is a process that died.
        var free = sql.embedded() ? NAME.isNotNull() : LEASED_BY.isNull().or(LEASED_BY.eq(node)).or(LEASE_UNTIL.lt(now));
        return sql.on(tx).update(LISTENER).set(LEASED_BY, node).set(LEASE_UNTIL, until).where(NAME.eq(listener)).and(free).execute() == 1;
    }

    void release(Tx tx, String listener, String node) {
        sql.on(tx).update(LISTENER).setNull(LEASED_BY).set(LEASE_UNTIL, 0L).where(NAME.eq(listener)).and(LEASED_BY.eq(node)).execute();
    }

    /** Moves the cursor; false where this node no longer holds the lease, and then nothing may be committed. */
    boolean move(Tx tx, String listener, String node, long cursor) {
        return sql.on(tx).update(LISTENER).set(CURSOR, cursor).where(NAME.eq(listener)).and(LEASED_BY.eq(node)).execute() == 1;
    }

    long cursor(Tx tx, String listener) {
        return sql.on(tx).select(CURSOR).from(LISTENER).where(NAME.eq(listener)).fetchOne(CURSOR);
    }

    void park(Tx tx, String listener, Entry entry, String reason, boolean waiting, Instant now) {
        sql.on(tx).insertInto(PARKED, NAME, ENTRY, SEAL, KIND, NUMBER, FACT, REASON, WAITING, PARKED_AT)
                .values(listener, entry.id(), entry.seal(), entry.subject().kind(), entry.subject().number(), entry.name(), reason,
                        waiting ? 1 : 0, now.toEpochMilli())
                .execute();
    }

    /** Marks a parked entry as failed (again). */
    void failed(Tx tx, String listener, long entry, String reason, Instant now) {
        sql.on(tx).update(PARKED).set(REASON, reason).set(WAITING, 0).set(PARKED_AT, now.toEpochMilli())
                .where(NAME.eq(listener)).and(ENTRY.eq(entry)).execute();
    }

    boolean unpark(Tx tx, String listener, long entry) {
        return sql.on(tx).deleteFrom(PARKED).where(NAME.eq(listener)).and(ENTRY.eq(entry)).execute() == 1;
    }

    /** Running number of a parked entry, or null. */
    Long parkedSeal(Tx tx, String listener, long entry) {
        return sql.on(tx).select(SEAL).from(PARKED).where(NAME.eq(listener)).and(ENTRY.eq(entry)).fetchOne(SEAL);
    }

    /** The earliest parked entry of a subject, as (entry, seal), or null where none is parked. */
    long[] firstParked(Tx tx, String listener, Subject subject) {
        return sql.on(tx).select(ENTRY, SEAL).from(PARKED)
                .where(NAME.eq(listener)).and(KIND.eq(subject.kind())).and(NUMBER.eq(subject.number()))
                .orderBy(SEAL).limit(1).fetchOne(r -> new long[] {r.value1(), r.value2()});
    }

    Map<Subject, Integer> parkedSubjects(Tx tx, String listener) {
        Map<Subject, Integer> found = new java.util.HashMap<>();
        sql.on(tx).select(KIND, NUMBER, count()).from(PARKED).where(NAME.eq(listener)).groupBy(KIND, NUMBER)
                .forEach(r -> found.put(new Subject(r.value1(), r.value2()), r.value3()));
        return found;
    }

    List<Listeners.Parked> parked(Tx tx, int limit) {
        return sql.on(tx).select(NAME, ENTRY, FACT, KIND, NUMBER, REASON, WAITING, PARKED_AT).from(PARKED)
                .orderBy(SEAL.desc(), NAME).limit(Math.max(1, limit))
                .fetch(r -> new Listeners.Parked(r.value1(), r.value2(), r.value3(), r.value4() + "/" + r.value5(), r.value6(), r.value7() == 1,
                        Instant.ofEpochMilli(r.value8())));
    }

    long parkedCount(Tx tx) {
        return sql.on(tx).selectCount().from(PARKED).fetchOne(0, long.class);
    }

    List<Known> all(Tx tx) {
        Map<String, Integer> parked = sql.on(tx).select(NAME, count()).from(PARKED).groupBy(NAME).fetchMap(NAME, count());
        return sql.on(tx).select(NAME, FACTS, CURSOR).from(LISTENER).orderBy(NAME)
                .fetch(r -> new Known(r.value1(), List.of(r.value2().split(",")), r.value3(), parked.getOrDefault(r.value1(), 0)));
    }
}
