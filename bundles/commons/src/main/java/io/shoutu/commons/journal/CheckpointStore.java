package io.shoutu.commons.journal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.journal.Checkpoints.Checkpoint;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jooq.Field;
import org.jooq.Table;

/** All the SQL of checkpoints and of where they were sent. */
final class CheckpointStore {
    private static final Table<?> CHECKPOINT = table("journal_checkpoint");
    private static final Field<Long> SEQUENCE = field("sequence_no", Long.class);
    private static final Field<Long> ENTRIES = field("entries", Long.class);
    private static final Field<Long> TAKEN = field("taken_at", Long.class);
    private static final Field<String> BODY = field("body", String.class);
    private static final Table<?> OUTLET = table("journal_outlet");
    private static final Field<String> NAME = field("outlet", String.class);
    private static final Field<Long> LAST_SENT = field("last_sent", Long.class);
    /** "checkpnt" as eight bytes: the key of the advisory lock. */
    private static final long TAKING = 0x63686563_6b706e74L;

    private final Sql sql;

    CheckpointStore(Sql sql) {
        this.sql = sql;
    }

    /** Waits until this node alone takes a checkpoint. */
    void lock(Tx tx) throws SQLException {
        if (!sql.embedded()) {
            try (Statement lock = tx.connection().createStatement()) {
                lock.execute("SET LOCAL lock_timeout = '10s'");
                lock.execute("SELECT pg_advisory_xact_lock(" + TAKING + ")");
            }
        }
    }

    long last(Tx tx) {
        Long last = sql.on(tx).select(max(SEQUENCE)).from(CHECKPOINT).fetchOne(0, Long.class);
        return last == null ? 0 : last;
    }

    long count(Tx tx) {
        return sql.on(tx).selectCount().from(CHECKPOINT).fetchOne(0, long.class);
    }

    /** The text of one, or null. */
    String text(Tx tx, long sequence) {
        return sql.on(tx).select(BODY).from(CHECKPOINT).where(SEQUENCE.eq(sequence)).fetchOne(BODY);
    }

    /** Sequences, the newest first. */
    List<Long> sequences(Tx tx, Long below, int limit) {
        return sql.on(tx).select(SEQUENCE).from(CHECKPOINT).where(below == null ? org.jooq.impl.DSL.noCondition() : SEQUENCE.lt(below))
                .orderBy(SEQUENCE.desc()).limit(limit).fetch(SEQUENCE);
    }

    void insert(Tx tx, Checkpoint checkpoint) {
        sql.on(tx).insertInto(CHECKPOINT, SEQUENCE, ENTRIES, TAKEN, BODY)
                .values(checkpoint.sequence(), checkpoint.entries(), checkpoint.taken().toEpochMilli(), checkpoint.text()).execute();
    }

    /** What this outlet got last, or null where it was never heard of. */
    Long sent(Tx tx, String outlet) {
        return sql.on(tx).select(LAST_SENT).from(OUTLET).where(NAME.eq(outlet)).fetchOne(LAST_SENT);
    }

    void sent(Tx tx, String outlet, long sequence) {
        sql.on(tx).insertInto(OUTLET, NAME, LAST_SENT).values(outlet, sequence).onConflict(NAME).doUpdate().set(LAST_SENT, sequence).execute();
    }
}
