package io.shoutu.access.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import io.shoutu.access.domain.AccountStore;
import io.shoutu.access.domain.Holder;
import io.shoutu.access.domain.OpenSession;
import io.shoutu.access.domain.Token;
import io.shoutu.api.Actor;
import io.shoutu.api.Scope;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
    private static final Field<Boolean> MUST_CHANGE = field("must_change", Boolean.class);
    private static final Field<Boolean> EVERYWHERE = field("everywhere", Boolean.class);
    private static final Field<String> REQUESTED = field("requested", String.class);
    private static final Table<?> SCOPE = table("access_scope");
    private static final Field<String> SCOPE_KIND = field("kind", String.class);
    private static final Field<String> PLACE = field("place", String.class);
    private static final Table<?> TOKEN = table("access_token");
    private static final Field<String> TOKEN_ID = field("token_id", String.class);
    private static final Field<String> LABEL = field("label", String.class);
    private static final Field<String> OPERATIONS = field("operations", String.class);
    private static final Field<Long> ISSUED = field("issued", Long.class);
    private static final Field<String> ISSUED_BY = field("issued_by", String.class);
    private static final Field<Long> LAST_USED = field("last_used", Long.class);
    private static final Field<Long> REVOKED = field("revoked", Long.class);
    private static final Table<?> ROLE = table("access_role");
    private static final Field<String> OF = field("account", String.class);
    private static final Field<String> ROLE_NAME = field("role_name", String.class);
    private static final Table<?> SESSION = table("access_session");
    private static final Field<String> CSRF = field("csrf", String.class);
    private static final Field<Long> LAST_SEEN = field("last_seen", Long.class);
    private static final Field<Long> EXPIRES = field("expires", Long.class);
    private static final Field<String> SOURCE = field("source_address", String.class);

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
        return sql.on(tx).select(NAME, DISPLAY_NAME, KIND, PASSWORD_HASH, SALT, ITERATIONS, TOKEN_HASH, ENABLED, FAILED, LOCKED_UNTIL, CREATED, MUST_CHANGE, EVERYWHERE, REQUESTED)
                .from(ACCOUNT).where(condition).orderBy(NAME).fetch().map(r -> holder(tx, r));
    }

    private Holder holder(Tx tx, Record r) {
        return new Holder(r.get(NAME), r.get(DISPLAY_NAME), Actor.Kind.valueOf(r.get(KIND)), r.get(PASSWORD_HASH), r.get(SALT), r.get(ITERATIONS), r.get(TOKEN_HASH), r.get(ENABLED),
                r.get(FAILED), Instant.ofEpochMilli(r.get(LOCKED_UNTIL)), Instant.ofEpochMilli(r.get(CREATED)),
                sql.on(tx).select(ROLE_NAME).from(ROLE).where(OF.eq(r.get(NAME))).fetchSet(ROLE_NAME), words(r.get(REQUESTED)), scope(tx, r), r.get(MUST_CHANGE));
    }

    private Scope scope(Tx tx, Record r) {
        if (r.get(EVERYWHERE)) {
            return Scope.EVERYWHERE;
        }
        Map<String, List<String>> lines = sql.on(tx).select(SCOPE_KIND, PLACE).from(SCOPE).where(OF.eq(r.get(NAME))).fetchGroups(SCOPE_KIND, PLACE);
        return new Scope(false, lines.getOrDefault("area", List.of()).stream().map(AreaCode::new).collect(Collectors.toSet()), Set.copyOf(lines.getOrDefault("unit", List.of())),
                lines.getOrDefault("enterprise", List.of()).stream().map(CreditCode::new).collect(Collectors.toSet()));
    }

    private static Set<String> words(String joined) {
        return joined == null || joined.isEmpty() ? Set.of() : Set.of(joined.split(","));
    }

    private static String joined(Set<String> words) {
        return words.isEmpty() ? null : String.join(",", new TreeSet<>(words));
    }

    @Override
    public void add(Tx tx, Holder h) {
        sql.on(tx).insertInto(ACCOUNT, NAME, DISPLAY_NAME, KIND, PASSWORD_HASH, SALT, ITERATIONS, TOKEN_HASH, ENABLED, FAILED, LOCKED_UNTIL, CREATED, MUST_CHANGE, EVERYWHERE, REQUESTED)
                .values(h.name(), h.displayName(), h.kind().name(), h.passwordHash(), h.salt(), h.iterations(), h.tokenHash(), h.enabled(), h.failed(), h.lockedUntil().toEpochMilli(), h.created().toEpochMilli(),
                        h.mustChange(), h.scope().everywhere(), joined(h.requested()))
                .execute();
        rows(tx, h);
    }

    @Override
    public void grant(Tx tx, Holder h) {
        sql.on(tx).update(ACCOUNT).set(EVERYWHERE, h.scope().everywhere()).set(REQUESTED, joined(h.requested())).where(NAME.eq(h.name())).execute();
        sql.on(tx).deleteFrom(ROLE).where(OF.eq(h.name())).execute();
        sql.on(tx).deleteFrom(SCOPE).where(OF.eq(h.name())).execute();
        rows(tx, h);
    }

    private void rows(Tx tx, Holder h) {
        h.roles().stream().sorted().forEach(role -> sql.on(tx).insertInto(ROLE, OF, ROLE_NAME).values(h.name(), role).execute());
        h.scope().areas().forEach(area -> line(tx, h, "area", area.text()));
        h.scope().units().forEach(unit -> line(tx, h, "unit", unit));
        h.scope().enterprises().forEach(enterprise -> line(tx, h, "enterprise", enterprise.text()));
    }

    private void line(Tx tx, Holder h, String kind, String place) {
        sql.on(tx).insertInto(SCOPE, OF, SCOPE_KIND, PLACE).values(h.name(), kind, place).execute();
    }

    @Override
    public void change(Tx tx, Holder h) {
        sql.on(tx).update(ACCOUNT).set(DISPLAY_NAME, h.displayName()).set(PASSWORD_HASH, h.passwordHash()).set(SALT, h.salt()).set(ITERATIONS, h.iterations()).set(ENABLED, h.enabled()).set(FAILED, h.failed())
                .set(LOCKED_UNTIL, h.lockedUntil().toEpochMilli()).set(MUST_CHANGE, h.mustChange()).where(NAME.eq(h.name())).execute();
    }

    @Override
    public void failed(Tx tx, String name, int failed, Instant lockedUntil) {
        sql.on(tx).update(ACCOUNT).set(FAILED, failed).set(LOCKED_UNTIL, lockedUntil.toEpochMilli()).where(NAME.eq(name)).execute();
    }

    @Override
    public Optional<OpenSession> session(Tx tx, String tokenHash) {
        return sessions(tx, TOKEN_HASH.eq(tokenHash)).stream().findFirst();
    }

    @Override
    public List<OpenSession> sessions(Tx tx, String account) {
        return sessions(tx, OF.eq(account));
    }

    private List<OpenSession> sessions(Tx tx, Condition condition) {
        return sql.on(tx).select(TOKEN_HASH, OF, CSRF, CREATED, LAST_SEEN, EXPIRES, SOURCE).from(SESSION).where(condition).orderBy(LAST_SEEN.desc(), TOKEN_HASH)
                .fetch(r -> new OpenSession(r.get(TOKEN_HASH), r.get(OF), r.get(CSRF), Instant.ofEpochMilli(r.get(CREATED)), Instant.ofEpochMilli(r.get(LAST_SEEN)),
                        Instant.ofEpochMilli(r.get(EXPIRES)), r.get(SOURCE)));
    }

    @Override
    public void open(Tx tx, OpenSession s) {
        String source = s.source() == null || s.source().length() <= 80 ? s.source() : s.source().substring(0, 80);
        sql.on(tx).insertInto(SESSION, TOKEN_HASH, OF, CSRF, CREATED, LAST_SEEN, EXPIRES, SOURCE)
                .values(s.tokenHash(), s.account(), s.csrf(), s.created().toEpochMilli(), s.lastSeen().toEpochMilli(), s.expires().toEpochMilli(), source).execute();
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

    @Override
    public void issue(Tx tx, Token t) {
        sql.on(tx).insertInto(TOKEN, TOKEN_ID, OF, LABEL, TOKEN_HASH, OPERATIONS, ISSUED, ISSUED_BY, EXPIRES)
                .values(t.id(), t.account(), t.label(), t.hash(), joined(t.operations()), t.issued().toEpochMilli(), t.issuedBy(), t.expires().toEpochMilli()).execute();
    }

    @Override
    public Optional<Token> token(Tx tx, String hash) {
        return tokens(tx, TOKEN_HASH.eq(hash)).stream().findFirst();
    }

    @Override
    public List<Token> tokens(Tx tx, String account) {
        return tokens(tx, OF.eq(account));
    }

    private List<Token> tokens(Tx tx, Condition condition) {
        return sql.on(tx).select(TOKEN_ID, OF, LABEL, TOKEN_HASH, OPERATIONS, ISSUED, ISSUED_BY, EXPIRES, LAST_USED, REVOKED).from(TOKEN).where(condition).orderBy(ISSUED.desc(), TOKEN_ID)
                .fetch().map(r -> new Token(r.get(TOKEN_ID), r.get(OF), r.get(LABEL), r.get(TOKEN_HASH), words(r.get(OPERATIONS)), Instant.ofEpochMilli(r.get(ISSUED)), r.get(ISSUED_BY),
                        Instant.ofEpochMilli(r.get(EXPIRES)), instant(r.get(LAST_USED)), instant(r.get(REVOKED))));
    }

    @Override
    public void used(Tx tx, String tokenId, Instant now) {
        sql.on(tx).update(TOKEN).set(LAST_USED, now.toEpochMilli()).where(TOKEN_ID.eq(tokenId)).execute();
    }

    @Override
    public boolean revoke(Tx tx, String account, String tokenId, Instant now) {
        return sql.on(tx).update(TOKEN).set(REVOKED, now.toEpochMilli()).where(OF.eq(account)).and(TOKEN_ID.eq(tokenId)).and(REVOKED.isNull()).execute() == 1;
    }

    private static Instant instant(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
