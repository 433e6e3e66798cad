package io.shoutu.access.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import io.shoutu.access.domain.AccountStore;
import io.shoutu.access.domain.Holder;
import io.shoutu.access.domain.OpenSession;
import io.shoutu.api.Actor;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Accounts and sessions on SQL: all the SQL of this word. */
@Component(service = AccountStore.class)
public final class SqlAccountStore implements AccountStore {
    private static final Table<?> ACCOUNT = table("access_account");
    private static final Field<String> NAME = field("name", String.class);
    private static final Field<String> DISPLAY_NAME = field("display_name", String.class);
    private static final Field<String> KIND = field("kind", String.class);
    private static final Field<String> PASSWORD_HASH = field("password_hash", String.class);
    private static final Field<String> SALT = field("salt", String.class);
    private static final Field<Integer> ITERATIONS = field("iterations", Integer.class);
    private static final Field<String> TOKEN_HASH = field("token_hash", String.class);
    private static final Field<Boolean> ENABLED = field("enabled", Boolean.class);
    private static final Field<Integer> FAILED = field("failed", Integer.class);
    private static final Field<Long> LOCKED_UNTIL = field("locked_until", Long.class);
    private static final Field<Long> CREATED = field("created", Long.class);
    private static final Table<?> ROLE = table("access_role");
    private static final Field<String> OF = field("account", String.class);
    private static final Field<String> ROLE_NAME = field("role_name", String.class);
    private static final Table<?> SESSION = table("access_session");
    private static final Field<String> CSRF = field("csrf", String.class);
    private static final Field<Long> LAST_SEEN = field("last_seen", Long.class);
    private static final Field<Long> EXPIRES = field("expires", Long.class);

    private final Sql sql;

    @Activate
    public SqlAccountStore(@Reference Sql sql, @Reference(target = "(word=access)") Schema schema) {
        this.sql = sql;
    }

    @Override
    public Optional<Holder> find(Tx tx, String name) {
        return select(tx, NAME.eq(name)).stream().findFirst();
    }

    @Override
    public Optional<Holder> byToken(Tx tx, String tokenHash) {
        return select(tx, TOKEN_HASH.eq(tokenHash)).stream().findFirst();
    }

    @Override
    public List<Holder> all(Tx tx) {
        return select(tx, noCondition());
    }

    private List<Holder> select(Tx tx, Condition condition) {
        return sql.on(tx).select(NAME, DISPLAY_NAME, KIND, PASSWORD_HASH, SALT, ITERATIONS, TOKEN_HASH, ENABLED, FAILED, LOCKED_UNTIL, CREATED)
                .from(ACCOUNT).where(condition).orderBy(NAME).fetch().map(r -> holder(tx, r));
    }

    private Holder holder(Tx tx, Record r) {
        return new Holder(r.get(NAME), r.get(DISPLAY_NAME), Actor.Kind.valueOf(r.get(KIND)), r.get(PASSWORD_HASH), r.get(SALT), r.get(ITERATIONS), r.get(TOKEN_HASH), r.get(ENABLED),
                r.get(FAILED), Instant.ofEpochMilli(r.get(LOCKED_UNTIL)), Instant.ofEpochMilli(r.get(CREATED)),
                sql.on(tx).select(ROLE_NAME).from(ROLE).where(OF.eq(r.get(NAME))).fetchSet(ROLE_NAME));
    }

    @Override
    public void add(Tx tx, Holder h) {
        sql.on(tx).insertInto(ACCOUNT, NAME, DISPLAY_NAME, KIND, PASSWORD_HASH, SALT, ITERATIONS, TOKEN_HASH, ENABLED, FAILED, LOCKED_UNTIL, CREATED)
                .values(h.name(), h.displayName(), h.kind().name(), h.passwordHash(), h.salt(), h.iterations(), h.tokenHash(), h.enabled(), h.failed(), h.lockedUntil().toEpochMilli(), h.created().toEpochMilli())
                .execute();
        h.roles().stream().sorted().forEach(role -> sql.on(tx).insertInto(ROLE, OF, ROLE_NAME).values(h.name(), role).execute());
    }

    @Override
    public void change(Tx tx, Holder h) {
        sql.on(tx).update(ACCOUNT).set(PASSWORD_HASH, h.passwordHash()).set(SALT, h.salt()).set(ITERATIONS, h.iterations()).set(ENABLED, h.enabled()).set(FAILED, h.failed())
                .set(LOCKED_UNTIL, h.lockedUntil().toEpochMilli()).where(NAME.eq(h.name())).execute();
    }

    @Override
    public void failed(Tx tx, String name, int failed, Instant lockedUntil) {
        sql.on(tx).update(ACCOUNT).set(FAILED, failed).set(LOCKED_UNTIL, lockedUntil.toEpochMilli()).where(NAME.eq(name)).execute();
    }

    @Override
    public Optional<OpenSession> session(Tx tx, String tokenHash) {
        return sql.on(tx).select(TOKEN_HASH, OF, CSRF, CREATED, LAST_SEEN, EXPIRES).from(SESSION).where(TOKEN_HASH.eq(tokenHash))
                .fetchOptional(r -> new OpenSession(r.get(TOKEN_HASH), r.get(OF), r.get(CSRF), Instant.ofEpochMilli(r.get(CREATED)), Instant.ofEpochMilli(r.get(LAST_SEEN)), Instant.ofEpochMilli(r.get(EXPIRES))));
    }

    @Override
    public void open(Tx tx, OpenSession s) {
        sql.on(tx).insertInto(SESSION, TOKEN_HASH, OF, CSRF, CREATED, LAST_SEEN, EXPIRES)
                .values(s.tokenHash(), s.account(), s.csrf(), s.created().toEpochMilli(), s.lastSeen().toEpochMilli(), s.expires().toEpochMilli()).execute();
    }

    @Override
    public void touch(Tx tx, String tokenHash, Instant lastSeen) {
        sql.on(tx).update(SESSION).set(LAST_SEEN, lastSeen.toEpochMilli()).where(TOKEN_HASH.eq(tokenHash)).execute();
    }

    @Override
    public boolean end(Tx tx, String tokenHash) {
        return sql.on(tx).deleteFrom(SESSION).where(TOKEN_HASH.eq(tokenHash)).execute() > 0;
    }

    @Override
    public void endAll(Tx tx, String account, String keep) {
        sql.on(tx).deleteFrom(SESSION).where(OF.eq(account)).and(keep == null ? noCondition() : TOKEN_HASH.ne(keep)).execute();
    }

    @Override
    public void sweep(Tx tx, Instant now, Instant idle) {
        sql.on(tx).deleteFrom(SESSION).where(EXPIRES.le(now.toEpochMilli())).or(LAST_SEEN.le(idle.toEpochMilli())).execute();
    }
}
