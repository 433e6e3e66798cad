package io.shoutu.access;

import io.shoutu.access.domain.AccountStore;
import io.shoutu.access.domain.Holder;
import io.shoutu.access.domain.OpenSession;
import io.shoutu.access.domain.PasswordRule;
import io.shoutu.access.domain.Secrets;
import io.shoutu.access.domain.Sources;
import io.shoutu.access.domain.Token;
import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Access;
import io.shoutu.api.access.BearerTokens;
import io.shoutu.api.access.Roles;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.edge.Metrics;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.StoreFailure;
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
import java.util.function.BiConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access (访问控制): every use case of accounts, sign-in, sessions and machine tokens.
 *
 * <p>A refused sign-in does the same work and gives the same answer whether the name is unknown, the password wrong or the account
 * locked or disabled; only the journal knows which.
 */
@Component(service = {AccessService.class, Access.class, BearerTokens.class, Metrics.class}, configurationPid = "io.shoutu.access")
@Designate(ocd = Config.class)
public final class AccessService implements Access, BearerTokens, Metrics {
    private static final Logger LOG = LoggerFactory.getLogger(AccessService.class);
    private static final String MACHINE_PREFIX = "sm_";
    private static final Subject UNKNOWN = new Subject("account", "unknown");
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final Duration TOUCH = Duration.ofMinutes(1);
    private static final Duration TOKEN_LONGEST = Duration.ofDays(731);
    private static final int REMEMBERED_MOST = 1_000;
    /**
     * A page asks many things at once; for so long a session that was found is not looked up again. What ends it or changes its account on this node takes it away
     * at once; what another node does is heard after this.
     */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private record Verified(Actor actor, Instant until) {}

    /** A session as it was found at that moment. */
    private record Seen(OpenSession session, Found found, Instant at) {}

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
    /** Sessions found open: for a moment, and for as long as the database cannot be asked. */
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
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
        OpenSession session = new OpenSession(Secrets.digest(token), "", Secrets.token(), now, now, ends(now), from);
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
                    store.open(tx, new OpenSession(session.tokenHash(), holder.name(), session.csrf(), now, now, session.expires(), source));
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
        Seen known = seen.get(hash);
        if (known != null && !now.isBefore(known.at()) && now.isBefore(known.at().plus(FRESH)) && lasts(known.session(), now)) {
            return Optional.of(known.found());
        }
        long before = changes.get();
        try {
            Optional<Seen> seen = work.run(tx -> {
                Optional<OpenSession> session = store.session(tx, hash).filter(s -> lasts(s, now));
                Optional<Holder> holder = session.flatMap(s -> store.find(tx, s.account())).filter(h -> h.enabled());
                if (holder.isPresent() && !now.isBefore(session.get().lastSeen().plus(TOUCH))) {
                    store.touch(tx, hash, now);
                }
                return holder.map(h -> new Seen(session.get(), new Found(h.actor(), session.get().csrf(), session.get().expires()), now));
            });
            remember(hash, seen.orElse(null), before);
            return seen.map(Seen::found);
        } catch (StoreFailure e) {
            return Optional.of(remembered(hash, now).orElseThrow(() -> e).found());
        }
    }

    @Override
    public boolean open(String sessionToken) {
        Instant now = clock.instant();
        String hash = Secrets.digest(sessionToken);
        try {
            return work.<Boolean>run(tx -> store.session(tx, hash).filter(s -> lasts(s, now)).flatMap(s -> store.find(tx, s.account())).filter(h -> h.enabled()).isPresent());
        } catch (StoreFailure e) {
            remembered(hash, now).orElseThrow(() -> e);
            return true;
        }
    }

    /**
     * While the database is away whoever was signed in goes on looking: nobody can end a session or an account then, for that is
     * written there too. What they do is refused by the database itself.
     */
    private Optional<Seen> remembered(String hash, Instant now) {
        return Optional.ofNullable(seen.get(hash)).filter(s -> lasts(s.session(), now) || now.isBefore(s.at().plus(idle())) && now.isBefore(s.session().expires()));
    }

    private void remember(String hash, Seen found, long before) {
        if (found == null) {
            seen.remove(hash);
            return;
        }
        if (seen.size() >= REMEMBERED_MOST) {
            seen.values().removeIf(s -> !found.at().isBefore(s.session().expires()) || found.at().isAfter(s.at().plus(idle())));
        }
        if (seen.size() < REMEMBERED_MOST) {
            seen.put(hash, found);
        }
        if (changes.get() != before) {
            seen.remove(hash);
        }
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
        // Before, so that it holds while the database is away, and after, for whoever was just looking it up.
        forgetSession(hash);
        work.execute(tx -> {
            tx.afterCommit(() -> forgetSession(hash));
            Optional<Holder> holder = store.session(tx, hash).flatMap(s -> store.find(tx, s.account()));
            if (store.end(tx, hash) && holder.isPresent()) {
                tell(tx, subject(holder.get().name()), "access.signed-out", holder.get().actor(), Map.of());
            }
        });
    }

    @Override
    public Optional<Actor> holder(String token) {
        return pass(token).map(Pass::actor);
    }

    @Override
    public Optional<Pass> pass(String token) {
        String hash = Secrets.digest(token);
        Instant now = clock.instant();
        return work.run(tx -> {
            // Both are asked whatever the first one answers.
            Optional<Holder> own = store.byToken(tx, hash).filter(Holder::enabled);
            Optional<Token> issued = store.token(tx, hash).filter(t -> t.holds(now));
            if (issued.isEmpty()) {
                return own.map(h -> new Pass(h.actor(), Set.of("*")));
            }
            Token t = issued.get();
            if (t.lastUsed() == null || !now.isBefore(t.lastUsed().plus(TOUCH))) {
                store.used(tx, t.id(), now);
            }
            return store.find(tx, t.account()).filter(Holder::enabled).map(h -> new Pass(h.actor(), t.operations()));
        });
    }

    /** A token was issued (新令牌): {@code secret} is shown this once. */
    public record Issued(Token token, String secret) {}

    /**
     * Issues a token for a machine account.
     *
     * @param expires at most two years from now
     * @throws Problem.IllegalMove where the account is a person's
     */
    public Issued issue(String name, String label, Set<String> operations, Instant expires, Actor by) {
        Instant now = clock.instant();
        if (expires == null || !expires.isAfter(now) || expires.isAfter(now.plus(TOKEN_LONGEST))) {
            throw new Problem.Invalid("token-expires", "expires", "请给出令牌的到期时间，最长两年");
        }
        String secret = MACHINE_PREFIX + Secrets.token();
        Token token = new Token("tk-" + Secrets.salt().substring(0, 12), name, label, Secrets.digest(secret), operations, now, by.account(), expires, null, null);
        work.execute(tx -> {
            Holder holder = known(tx, name);
            notOneself(holder, by);
            if (holder.kind() != Actor.Kind.MACHINE) {
                throw new Problem.IllegalMove("no-machine", "令牌只签发给系统账号；“" + name + "”是人员账号");
            }
            store.issue(tx, token);
            tell(tx, subject(name), "access.token-issued", by,
                    Map.of("token", token.id(), "label", label, "operations", token.operations().stream().sorted().toList(), "expires", expires.toString()));
        });
        return new Issued(token, secret);
    }

    /** Takes a token back; once taken back stays so. */
    public void revoke(String name, String tokenId, Actor by) {
        work.execute(tx -> {
            known(tx, name);
            if (store.tokens(tx, name).stream().noneMatch(t -> t.id().equals(tokenId))) {
                throw new Problem.NotFound("token-not-found", "账号“" + name + "”没有令牌“" + tokenId + "”");
            }
            if (store.revoke(tx, name, tokenId, clock.instant())) {
                tell(tx, subject(name), "access.token-revoked", by, Map.of("token", tokenId));
            }
        });
    }

    /** The tokens of an account, newest first. */
    public List<Token> tokens(String name) {
        return work.run(tx -> {
            known(tx, name);
            return store.tokens(tx, name);
        });
    }

    private Holder known(Tx tx, String name) {
        return store.find(tx, name).orElseThrow(() -> new Problem.NotFound("account-not-found", "没有账号“" + name + "”"));
    }

    private static void notOneself(Holder holder, Actor by) {
        if (holder.name().equals(by.account())) {
            throw new Problem.Forbidden("not-oneself", "不能为自己的账号授权、解锁或签发令牌，请由另一位安全管理员办理");
        }
    }

    /** Asks for an account (申请账号): no role in force, nothing in sight, a first password that must be changed; security decides. */
    public Holder request(String name, String displayName, Set<String> roles, char[] password, Actor by) {
        PasswordRule.check("password", password, config.passwordLength());
        Holder holder = Holder.requestedPerson(name, displayName, roles, password, iterations, clock.instant());
        add(holder, by);
        return holder;
    }

    /** Asks for a machine account; security grants its roles and issues its tokens. */
    public Holder requestMachine(String name, String displayName, Set<String> roles, Actor by) {
        Holder holder = Holder.requestedMachine(name, displayName, roles, clock.instant());
        add(holder, by);
        return holder;
    }

    /**
     * Puts roles and scope in force (授权): exactly these from now on; none takes all away. Open sessions of the account end.
     *
     * @throws Problem.Forbidden code {@code not-oneself} for one's own account
     * @throws Problem.Invalid code {@code roles-apart} where one would hold two of the three kept apart
     * @throws Problem.IllegalMove where nobody else would be left in one of the three
     */
    public Holder grant(String name, Set<String> roles, Scope scope, Actor by) {
        return work.run(tx -> {
            Holder before = known(tx, name);
            notOneself(before, by);
            Holder after = before.granted(roles, scope);
            before.roles().stream().filter(r -> !after.roles().contains(r)).forEach(r -> notTheLast(tx, before, r, "收回其角色"));
            if (after.equals(before)) {
                return before;
            }
            store.grant(tx, after);
            store.endAll(tx, name, null);
            tell(tx, subject(name), "access.roles-granted", by, Map.of("before", before.roles().stream().sorted().toList(), "after", after.roles().stream().sorted().toList(), "scope", said(scope)));
            tx.afterCommit(() -> {
                forget(name);
                LOG.info("account {} GRANTED {} by {}", name, after.roles(), by.account());
            });
            return after;
        });
    }

    private static Object said(Scope scope) {
        return scope.everywhere() ? "everywhere" : Map.of("areas", scope.areas().stream().map(AreaCode::text).sorted().toList(), "units", scope.units().stream().sorted().toList(),
                "enterprises", scope.enterprises().stream().map(CreditCode::text).sorted().toList());
    }

    private void notTheLast(Tx tx, Holder holder, String role, String what) {
        if (Roles.APART.contains(role) && holder.enabled() && store.all(tx).stream().noneMatch(o -> o.enabled() && o.roles().contains(role) && !o.name().equals(holder.name()))) {
            throw new Problem.IllegalMove("last-" + role, "“" + holder.name() + "”是最后一个可用的" + Roles.label(role) + "，不能" + what + "；请先启用或授权另一个");
        }
    }

    /** Forgets failures and lock of an account; one that is not locked stays as it is and nothing is told. */
    public Holder unlock(String name, Actor by) {
        return work.run(tx -> {
            Holder before = known(tx, name);
            notOneself(before, by);
            if (before.failed() == 0 && !before.locked(clock.instant())) {
                return before;
            }
            Holder after = before.unlocked();
            store.failed(tx, name, 0, Instant.EPOCH);
            tell(tx, subject(name), "access.account-unlocked", by, Map.of());
            return after;
        });
    }

    /**
     * Makes a new password for somebody who lost his (重置密码): made here, told once, to be changed at the next sign-in. Roles wait for security to grant
     * them anew and sessions end, so that the administrator alone can become nobody.
     *
     * @return the password, which nobody can ask for again
     * @throws Problem.Forbidden code {@code not-oneself} for one's own account, whose password its holder changes
     * @throws Problem.IllegalMove code {@code no-person} for a machine, {@code last-security} where nobody would be left to grant
     */
    public Reset resetPassword(String name, Actor by) {
        return renewed(name, by, (tx, before) -> {
            if (before.name().equals(by.account())) {
                throw new Problem.Forbidden("not-oneself", "自己的密码请在“我的账号”中修改；忘记时请由另一位系统管理员重置");
            }
            if (before.roles().contains(Roles.SECURITY)) {
                notTheLast(tx, before, Roles.SECURITY, "由系统管理员重置密码（重置后须由安全管理员重新授权）；安装平台的人可在服务器上运行 ./run do 'shoutu:password-reset " + name + "'");
            }
        }, true);
    }

    /**
     * The same for whoever holds the server (找回账号), where nobody in the platform could: the password is told to that machine's owner alone, and the roles
     * stay, for nobody may be left to grant them.
     */
    public Reset recover(String name, Actor by) {
        return renewed(name, by, (tx, before) -> { }, false);
    }

    private Reset renewed(String name, Actor by, BiConsumer<Tx, Holder> admitted, boolean grantedAnew) {
        char[] fresh = Secrets.password();
        Holder renewed = work.run(tx -> {
            Holder before = known(tx, name);
            admitted.accept(tx, before);
            if (before.kind() != Actor.Kind.PERSON) {
                throw new Problem.IllegalMove("no-person", "系统账号没有密码；请由安全管理员重新签发令牌");
            }
            Holder after = grantedAnew ? before.withResetPassword(fresh, iterations) : before.withPassword(fresh, iterations).mustChangePassword();
            store.change(tx, after);
            store.grant(tx, after);
            store.endAll(tx, name, null);
            tell(tx, subject(name), "access.password-reset", by, Map.of("roles", before.roles().stream().sorted().toList(), "grantedAnew", grantedAnew));
            tx.afterCommit(() -> {
                forget(name);
                LOG.info("account {} PASSWORD RESET by {}", name, by.account());
            });
            return after;
        });
        return new Reset(renewed, new String(fresh));
    }

    /** An account whose password was made anew (重置结果), and that password, told this once. */
    public record Reset(Holder holder, String password) {}

    /** Creates one of the first accounts; a generated password must be changed before anything else. */
    void createFirst(String name, String displayName, Set<String> roles, char[] password, boolean generated, Actor by) {
        Holder holder = Holder.person(name, displayName, roles, password, iterations, clock.instant());
        add(generated ? holder.mustChangePassword() : holder, by);
    }

    /**
     * Hands one of the first accounts to its person (交付首批账号): name and password as that person wants them, in force at once.
     *
     * @throws Problem.IllegalMove code {@code first-account-taken} where somebody has taken it before
     */
    public void take(String name, String displayName, char[] password, int shortest, Actor by) {
        PasswordRule.check("password", password, shortest);
        work.execute(tx -> {
            Holder before = known(tx, name);
            if (!before.mustChange()) {
                throw new Problem.IllegalMove("first-account-taken", "账号“" + name + "”已由他人启用");
            }
            Holder after = before.called(displayName).withPassword(password, iterations);
            store.change(tx, after);
            store.endAll(tx, name, null);
            tell(tx, subject(name), "access.password-changed", by, Map.of("first", true));
            tx.afterCommit(() -> forget(name));
        });
    }

    /** A session as its owner sees it (会话): {@code id} names it and opens nothing. */
    public record Opened(String id, Instant opened, Instant lastSeen, Instant expires, String from, boolean current) {}

    /** One's own sessions that are open now, the latest used first; {@code sessionToken} is the one that asks, or null. */
    public List<Opened> sessions(Actor self, String sessionToken) {
        Instant now = clock.instant();
        String own = sessionToken == null ? "" : Secrets.digest(sessionToken);
        return work.run(tx -> store.sessions(tx, self.account()).stream().filter(s -> lasts(s, now))
                .map(s -> new Opened(id(s), s.created(), s.lastSeen(), s.expires(), s.source(), s.tokenHash().equals(own))).toList());
    }

    /** Ends one of one's own sessions, e.g. one left open elsewhere. */
    public void endSession(Actor self, String id) {
        work.execute(tx -> {
            OpenSession session = store.sessions(tx, self.account()).stream().filter(s -> id(s).equals(id)).findFirst()
                    .orElseThrow(() -> new Problem.NotFound("session-not-found", "没有这个会话，可能已经结束"));
            store.end(tx, session.tokenHash());
            tell(tx, subject(self.account()), "access.signed-out", self, Map.of("session", id));
            tx.afterCommit(() -> forget(self.account()));
        });
    }

    /** From the hash of its token alone; neither leads to the token. */
    private static String id(OpenSession session) {
        return Secrets.digest("session " + session.tokenHash()).substring(0, 16);
    }

    /** All holders by name. */
    public List<Holder> holders() {
        return work.run(store::all);
    }

    /** Ends all sessions of one's own account, this one too. */
    public void signOutEverywhere(Actor self) {
        work.execute(tx -> {
            store.endAll(tx, self.account(), null);
            tell(tx, subject(self.account()), "access.signed-out", self, Map.of("everywhere", true));
            tx.afterCommit(() -> forget(self.account()));
        });
    }

    /** Changes one's own password, ends every session and opens a new one: a session never outlives what proved it. */
    public Session changeAndReopen(Actor self, char[] old, char[] fresh, String from) {
        changePassword(self, old, fresh, from, null);
        Instant now = clock.instant();
        String token = Secrets.token();
        OpenSession session = new OpenSession(Secrets.digest(token), self.account(), Secrets.token(), now, now, ends(now), from);
        return work.run(tx -> {
            store.open(tx, session);
            return new Session(token, session.csrf(), known(tx, self.account()).actor(), session.expires());
        });
    }

    private Instant ends(Instant now) {
        return now.plus(Duration.ofHours(config.sessionHours())).truncatedTo(ChronoUnit.SECONDS);
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
            tell(tx, subject(holder.name()), "access.account-created", by, Map.of("kind", holder.kind().name(), "roles", holder.roles().stream().sorted().toList(), "requested", holder.requested().stream().sorted().toList()));
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
            if (!enabled) {
                h.roles().forEach(r -> notTheLast(tx, h, r, "停用"));
            }
            if (h.name().equals(by.account())) {
                throw new Problem.Forbidden("not-oneself", "不能停用或启用自己的账号");
            }
            Holder changed = h.enabled(enabled);
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
        PasswordRule.check("new", fresh, config.passwordLength());
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

    /** What is being looked up at this moment is not remembered either. */
    private void forgetSession(String hash) {
        changes.incrementAndGet();
        seen.remove(hash);
    }

    private void forget(String account) {
        changes.incrementAndGet();
        seen.values().removeIf(s -> s.session().account().equals(account));
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
