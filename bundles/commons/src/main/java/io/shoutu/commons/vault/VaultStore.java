package io.shoutu.commons.vault;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.shoutu.api.Subject;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Table;

/** All the SQL of the vault: which keys were destroyed. */
final class VaultStore {
    private static final Table<?> ERASED = table("vault_erased");
    private static final Field<String> KEY = field("key_id", String.class);
    private static final Field<String> KIND = field("subject_kind", String.class);
    private static final Field<String> NUMBER = field("subject_number", String.class);
    private static final Field<Long> ERASED_AT = field("erased_at", Long.class);

    private final Sql sql;

    VaultStore(Sql sql) {
        this.sql = sql;
    }

    void erased(Tx tx, String key, Subject subject, Instant when) {
        sql.on(tx).insertInto(ERASED, KEY, KIND, NUMBER, ERASED_AT).values(key, subject.kind(), subject.number(), when.toEpochMilli())
                .onConflict(KEY).doNothing().execute();
    }

    boolean erased(Tx tx, String key) {
        return sql.on(tx).selectOne().from(ERASED).where(KEY.eq(key)).fetchOne() != null;
    }

    Map<String, Subject> all(Tx tx) {
        Map<String, Subject> found = new LinkedHashMap<>();
        sql.on(tx).select(KEY, KIND, NUMBER).from(ERASED).forEach(r -> found.put(r.value1(), new Subject(r.value2(), r.value3())));
        return found;
    }
}
