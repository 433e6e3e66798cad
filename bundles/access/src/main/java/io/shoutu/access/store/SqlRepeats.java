package io.shoutu.access.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.access.domain.Seal;
import io.shoutu.access.domain.Secrets;
import io.shoutu.api.edge.Repeats;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.sql.Sql;
import java.time.Clock;
import java.time.Duration;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keys of requests and their answers (幂等键) on SQL. */
@Component(service = Repeats.class)
public final class SqlRepeats implements Repeats {
    static final Duration KEPT = Duration.ofHours(24);
    private static final Table<?> REPEAT = table("access_repeat");
    private static final Field<String> KEY_HASH = field("key_hash", String.class);
    private static final Field<String> FINGERPRINT = field("fingerprint", String.class);
    private static final Field<Long> BEGUN = field("begun", Long.class);
    private static final Field<Integer> STATUS = field("status", Integer.class);
    private static final Field<byte[]> SEALED = field("sealed", byte[].class);

    private final UnitOfWork work;
    private final Sql sql;
    private final Clock clock;

    @Activate
    public SqlRepeats(@Reference UnitOfWork work, @Reference Sql sql, @Reference Clock clock, @Reference(target = "(word=access)") Schema schema) {
        this.work = work;
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public Begun begin(String account, String key, String fingerprint) {
        String hash = hash(account, key);
        long now = clock.millis();
        return work.run(tx -> {
            sql.on(tx).deleteFrom(REPEAT).where(BEGUN.le(now - KEPT.toMillis())).execute();
            Record found = find(tx, hash);
            if (found == null && sql.on(tx).insertInto(REPEAT, KEY_HASH, FINGERPRINT, BEGUN).values(hash, fingerprint, now).onConflict(KEY_HASH).doNothing().execute() == 1) {
                return new Begun(State.FRESH, null);
            }
            Record row = found == null ? find(tx, hash) : found;
            if (row == null || !row.get(FINGERPRINT).equals(fingerprint)) {
                return new Begun(State.OTHER, null);
            }
            return row.get(STATUS) == null ? new Begun(State.OPEN, null) : new Begun(State.ANSWERED, Seal.open(account, key, row.get(STATUS), row.get(SEALED)));
        });
    }

    private Record find(Tx tx, String hash) {
        return sql.on(tx).select(FINGERPRINT, STATUS, SEALED).from(REPEAT).where(KEY_HASH.eq(hash)).fetchOne();
    }

    @Override
    public void answered(String account, String key, Answer answer) {
        byte[] sealed = Seal.close(account, key, answer);
        work.execute(tx -> sql.on(tx).update(REPEAT).set(STATUS, answer.status()).set(SEALED, sealed).where(KEY_HASH.eq(hash(account, key))).execute());
    }

    @Override
    public void forget(String account, String key) {
        work.execute(tx -> sql.on(tx).deleteFrom(REPEAT).where(KEY_HASH.eq(hash(account, key))).and(STATUS.isNull()).execute());
    }

    private static String hash(String account, String key) {
        return Secrets.digest(account + '\n' + key);
    }
}
