package io.shoutu.access;

import io.shoutu.access.domain.AccountStore;
import io.shoutu.access.domain.Holder;
import io.shoutu.access.domain.OpenSession;
import io.shoutu.access.domain.PasswordRule;
import io.shoutu.access.domain.Secrets;
import io.shoutu.access.domain.Sources;
import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Access;
import io.shoutu.api.access.BearerTokens;
import io.shoutu.api.access.Roles;
import io.shoutu.api.edge.Metrics;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access (访问控制): every use case of accounts, sign-in, sessions and machine tokens.
 *
 * <p>A refused sign-in does the same work and gives the same answer whether the name is unknown, the password wrong or the account
 * locked or disabled; only the journal knows which.
 */
@Component(service = {Access.class, BearerTokens.class, Metrics.class}, configurationPid = "io.shoutu.access")
public final class AccessService implements Access, BearerTokens, Metrics {
    private static final Logger LOG = LoggerFactory.getLogger(AccessService.class);
    private static final String MACHINE_PREFIX = "sm_";
    private static final Subject UNKNOWN = new Subject("account", "unknown");
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final Duration TOUCH = Duration.ofMinutes(1);
    private static final int REMEMBERED_MOST = 1_000;

    private record Verified(Actor actor, Instant until) {}

    private final Clock clock;
    private final UnitOfWork work;
    private final Journal journal;
    private final AccountStore store;
    private final Config config;
    private final Sources sources;
    private final int iterations;
    private final byte[] key = Secrets.key();
    private final String nobodysSalt = Secrets.salt();
    private final Map<String, Verified> verified = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private final LongAdder signedIn = new LongAdder();
    private final LongAdder refused = new LongAdder();

    @Activate
    public AccessService(@Reference Clock clock, @Reference UnitOfWork work, @Reference Journal journal, @Reference AccountStore store, Config config) {
        this(clock, work, journal, store, config, Secrets.ITERATIONS);
    }

    /** With another number of rounds, so that a test need not wait for the real one. */
    AccessService(Clock clock, UnitOfWork work, Journal journal, AccountStore store, Config config, int iterations) {
        this.clock = clock;
        this.work = work;
        this.journal = journal;
        this.store = store;
        this.config = config;
        this.iterations = iterations;
        this.sources = new Sources(config.sourceFailures(), Duration.ofMinutes(config.lockMinutes()));
    }

    @Override
    public Session signIn(String account, char[] password, String from) {
        String token = Secrets.token();
        Instant now = clock.instant();
        OpenSession session = new OpenSession(Secrets.digest(token), "", Secrets.token(), now, now, now.plus(Duration.ofHours(config.sessionHours())).truncatedTo(ChronoUnit.SECONDS));
        Holder holder = prove(account, password, from, "session", session).orElseThrow(AccessService::refusal);
        return new Session(token, session.csrf(), holder.actor(), session.expires());
    }

    @Override
    public Optional<Actor> basic(String account, char[] password, String from) {
        Instant now = clock.instant();
        String mark = account + ' ' + Secrets.mark(key, password);
        Verified known = verified.get(mark);
        if (known != null && now.isBefore(known.until())) {
            return Optional.of(known.actor());
        }
        long before = changes.get();
        Optional<Actor> actor = prove(account, password, from, "basic", null).map(Holder::actor);
        if (actor.isPresent()) {
            if (verified.size() >= REMEMBERED_MOST) {
                verified.values().removeIf(v -> !now.isBefore(v.until()));
            }
            verified.put(mark, new Verified(actor.get(), now.plus(REMEMBERED)));
            if (changes.get() != before) {
                // An account changed while the password was checked: what was just found out may be old.
                verified.remove(mark);
            }
        }
        return actor;
    }

    /**
     * Checks a name and a password and tells the journal. The slow hash is done for everybody, outside the transaction.
     *
     * @param session opened in the same transaction where the proof holds, or null
     */
    private Optional<Holder> prove(String account, char[] password, String from, String way, OpenSession session) {
        Instant now = clock.instant();
        String name = account == null ? "" : account;
        char[] given = password == null ? new char[0] : password;
        String source = from == null ? "" : from;
        boolean tooMany = sources.refused(source, now);
        Optional<Holder> found = work.run(tx -> store.find(tx, name));
        String salt = found.map(Holder::salt).orElse(nobodysSalt);
        int rounds = found.filter(h -> h.kind() == Actor.Kind.PERSON).map(Holder::iterations).orElse(iterations);
        String hash = Secrets.stretch(given, salt == null ? nobodysSalt : salt, rounds);
        String token = Secrets.digest(new String(given));
        boolean right = found.isPresent() && Secrets.same(found.get().kind() == Actor.Kind.PERSON ? hash : token,
                found.get().kind() == Actor.Kind.PERSON ? found.get().passwordHash() : found.get().tokenHash());
        return work.run(tx -> {
            // Read again: the account may have changed while the hash was made.
            Optional<Holder> current = store.find(tx, name);
            String reason = tooMany ? "too-many" : current.isEmpty() || found.isEmpty() ? "unknown" : !current.get().enabled() ? "disabled" : current.get().locked(now) ? "locked"
                    : !right || !same(found.get(), current.get()) ? "wrong-password" : session != null && current.get().kind() != Actor.Kind.PERSON ? "no-person" : null;
            if (reason == null) {
                Holder holder = current.get();
                store.failed(tx, holder.name(), 0, Instant.EPOCH);
                if (session != null) {
                    store.sweep(tx, now, now.minus(idle()));
                    store.open(tx, new OpenSession(session.tokenHash(), holder.name(), session.csrf(), now, now, session.expires()));
                }
                tell(tx, subject(holder.name()), "access.signed-in", holder.actor(), Map.of("from", source, "way", way));
                tx.afterCommit(signedIn::increment);
                return Optional.of(holder);
            }
            boolean counts = reason.equals("wrong-password");
            Holder after = counts ? current.get().failedOnce(now, config.failures(), Duration.ofMinutes(config.lockMinutes())) : null;
            store.failed(tx, counts ? name : "", counts ? after.failed() : 0, counts ? after.lockedUntil() : Instant.EPOCH);
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("from", source);
            data.put("way", way);
            data.put("reason", reason);
            if (counts && after.locked(now)) {
                data.put("lockedUntil", after.lockedUntil().toString());
            }
            // A name nobody has is not repeated: people type their password into the wrong field.
            tell(tx, current.map(h -> subject(h.name())).orElse(UNKNOWN), "access.sign-in-refused", Actor.system("access"), data);
            tx.afterCommit(() -> {
                refused.increment();
                if (!tooMany) {
                    sources.failed(source, now);
                }
                LOG.info("sign-in refused {} from {} ({})", current.map(Holder::name).orElse("unknown"), source, reason);
            });
            return Optional.empty();
        });
    }

    private static boolean same(Holder before, Holder now) {
        return java.util.Objects.equals(before.passwordHash(), now.passwordHash()) && java.util.Objects.equals(before.tokenHash(), now.tokenHash());
    }

    private static Problem.Forbidden refusal() {
        return new Problem.Forbidden("sign-in-refused", "账号或密码不正确，或账号暂时不能登录；连续输错会锁定一段时间，请稍后再试或联系管理员");
    }

    @Override
    public Optional<Found> session(String sessionToken) {
        Instant now = clock.instant();
        String hash = Secrets.digest(sessionToken);
        return work.run(tx -> {
            Optional<OpenSession> session = store.session(tx, hash).filter(s -> lasts(s, now));
            Optional<Holder> holder = session.flatMap(s -> store.find(tx, s.account())).filter(h -> h.enabled());
            if (holder.isPresent() && !now.isBefore(session.get().lastSeen().plus(TOUCH))) {
                store.touch(tx, hash, now);
            }
            return holder.map(h -> new Found(h.actor(), session.get().csrf(), session.get().expires()));
        });
    }

    @Override
    public boolean open(String sessionToken) {
        Instant now = clock.instant();
        String hash = Secrets.digest(sessionToken);
        return work.<Boolean>run(tx -> store.session(tx, hash).filter(s -> lasts(s, now)).flatMap(s -> store.find(tx, s.account())).filter(h -> h.enabled()).isPresent());
    }

    private boolean lasts(OpenSession session, Instant now) {
        return now.isBefore(session.expires()) && now.isBefore(session.lastSeen().plus(idle()));
    }

    private Duration idle() {
        return Duration.ofMinutes(config.idleMinutes());
    }

    @Override
    public void signOut(String sessionToken) {
        String hash = Secrets.digest(sessionToken);
        work.execute(tx -> {
            Optional<Holder> holder = store.session(tx, hash).flatMap(s -> store.find(tx, s.account()));
            if (store.end(tx, hash) && holder.isPresent()) {
                tell(tx, subject(holder.get().name()), "access.signed-out", holder.get().actor(), Map.of());
            }
        });
    }

    @Override
    public Optional<Actor> holder(String token) {
        String hash = Secrets.digest(token);
        return work.run(tx -> store.byToken(tx, hash).filter(Holder::enabled).map(Holder::actor));
    }

    @Override
    public Account create(String name, String displayName, Set<String> roles, char[] password, Actor by) {
        return add(Holder.person(name, displayName, roles, password, iterations, clock.instant()), by);
    }

    @Override
    public String createMachine(String name, String displayName, Set<String> roles, Actor by) {
        String token = MACHINE_PREFIX + Secrets.token();
        add(Holder.machine(name, displayName, roles, token, clock.instant()), by);
        return token;
    }

    private Account add(Holder holder, Actor by) {
        return work.run(tx -> {
            if (store.find(tx, holder.name()).isPresent()) {
                throw new Problem.Invalid("account-taken", "name", "账号“" + holder.name() + "”已存在，请换一个");
            }
            store.add(tx, holder);
            tell(tx, subject(holder.name()), "access.account-created", by, Map.of("kind", holder.kind().name(), "roles", holder.roles().stream().sorted().toList()));
            tx.afterCommit(() -> LOG.info("account {} CREATED by {}", holder.name(), by.account()));
            return holder.account();
        });
    }

    @Override
    public Account enable(String name, boolean enabled, Actor by) {
        return work.run(tx -> {
            Holder h = store.find(tx, name).orElseThrow(() -> new Problem.NotFound("account-not-found", "没有账号“" + name + "”"));
            if (h.enabled() == enabled) {
                return h.account();
            }
            if (!enabled && h.roles().contains(Roles.ADMIN) && store.all(tx).stream().noneMatch(o -> o.enabled() && o.roles().contains(Roles.ADMIN) && !o.name().equals(name))) {
                throw new Problem.IllegalMove("last-admin", "“" + name + "”是最后一个可用的系统管理员，不能停用；请先启用另一个");
            }
            Holder changed = new Holder(h.name(), h.displayName(), h.kind(), h.passwordHash(), h.salt(), h.iterations(), h.tokenHash(), enabled, 0, Instant.EPOCH, h.created(), h.roles());
            store.change(tx, changed);
            store.endAll(tx, name, null);
            tell(tx, subject(name), enabled ? "access.account-enabled" : "access.account-disabled", by, Map.of());
            tx.afterCommit(() -> {
                forget(name);
                LOG.info("account {} {} by {}", name, enabled ? "ENABLED" : "DISABLED", by.account());
            });
            return changed.account();
        });
    }

    @Override
    public void changePassword(Actor self, char[] old, char[] fresh, String from, String keep) {
        PasswordRule.check("new", fresh);
        if (Arrays.equals(old, fresh)) {
            throw new Problem.Invalid("same-password", "new", "新密码不能与旧密码相同");
        }
        Holder proven = prove(self.account(), old, from, "password", null).orElseThrow(AccessService::refusal);
        if (proven.kind() != Actor.Kind.PERSON) {
            throw new Problem.IllegalMove("no-person", "系统账号没有密码");
        }
        Holder changed = proven.withPassword(fresh, iterations);
        work.execute(tx -> {
            store.change(tx, changed);
            store.endAll(tx, changed.name(), keep == null ? null : Secrets.digest(keep));
            tell(tx, subject(changed.name()), "access.password-changed", self, Map.of());
            tx.afterCommit(() -> forget(changed.name()));
        });
    }

    private void forget(String account) {
        changes.incrementAndGet();
        verified.keySet().removeIf(mark -> mark.startsWith(account + ' '));
    }

    @Override
    public List<Account> accounts() {
        return work.run(tx -> store.all(tx).stream().map(Holder::account).toList());
    }

    private void tell(Tx tx, Subject subject, String fact, Actor by, Map<String, Object> data) {
        journal.write(tx, new Fact(subject, fact, clock.instant(), by, data));
    }

    private static Subject subject(String name) {
        return new Subject("account", name);
    }

    @Override
    public List<Metric> metrics() {
        return List.of(Metric.counter("shoutu_access_signed_in_total", "Passwords proven", signedIn.sum()), Metric.counter("shoutu_access_refused_total", "Sign-ins refused, whatever the reason", refused.sum()));
    }
}
