package io.shoutu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.access.domain.AccountStore;
import io.shoutu.access.domain.PasswordRule;
import io.shoutu.access.domain.Secrets;
import io.shoutu.access.store.SqlAccountStore;
import io.shoutu.access.store.SqlRepeats;
import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.access.Access;
import io.shoutu.api.access.BearerTokens;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.edge.Repeats;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.testing.House;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final Actor ADMIN = House.actor("admin", "admin");
    private static final String RIGHT = "Anlan-2026-ok";
    private static final String HERE = "127.0.0.1";

    private House house;
    private SqlAccountStore store;
    private AccessService access;
    private final List<String> work = new ArrayList<>();

    @BeforeEach
    void open() {
        house = House.with("access", SqlAccountStore.class);
        store = new SqlAccountStore(house.sql(), house.schema("access"));
        // The order in which the store is asked is part of the promise: it must not tell the reason of a refusal.
        AccountStore watched = (AccountStore) Proxy.newProxyInstance(AccountStore.class.getClassLoader(), new Class<?>[] {AccountStore.class}, (proxy, method, arguments) -> {
            work.add(method.getName());
            return method.invoke(store, arguments);
        });
        access = new AccessService(house.clock(), house.work(), house.journal(), watched, new Settings(), 1_000);
        access.create("wang", "王值班", Set.of("operator"), RIGHT.toCharArray(), ADMIN);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private record Settings(int idleMinutes, int sessionHours, int failures, int lockMinutes, int sourceFailures, int passwordLength) implements Config {
        Settings() {
            this(30, 8, 5, 15, 20, 10);
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return Config.class;
        }
    }

    private Access.Session signIn(String account, String password) {
        return access.signIn(account, password.toCharArray(), HERE);
    }

    private Problem.Forbidden refused(String account, String password) {
        Problem.Forbidden[] caught = new Problem.Forbidden[1];
        assertThatThrownBy(() -> signIn(account, password)).isInstanceOfSatisfying(Problem.Forbidden.class, p -> caught[0] = p);
        assertThat(caught[0].code()).isEqualTo("sign-in-refused");
        return caught[0];
    }

    private Entry last(String fact) {
        List<Entry> told = house.told(fact);
        return told.get(told.size() - 1);
    }

    @Test
    void whoSignsInHasASessionThatIsStoredOnlyAsAHash() {
        Access.Session session = signIn("wang", RIGHT);
        assertThat(session.actor()).isEqualTo(new Actor("wang", "王值班", Actor.Kind.PERSON, Set.of("operator")));
        assertThat(session.token()).hasSize(43).isNotEqualTo(session.csrf());
        assertThat(access.session(session.token())).contains(new Access.Found(session.actor(), session.csrf(), session.expires()));
        assertThat(house.work().<Boolean>run(tx -> store.session(tx, session.token()).isPresent())).isFalse();
        assertThat(house.work().<Boolean>run(tx -> store.session(tx, Secrets.digest(session.token())).isPresent())).isTrue();
        assertThat(last("access.signed-in").subject().toString()).isEqualTo("account/wang");
        assertThat(signIn("wang", RIGHT).token()).isNotEqualTo(session.token());
    }

    @Test
    void aStoredPasswordCosts600000Rounds() {
        AccessService real = new AccessService(house.clock(), house.work(), house.journal(), store, new Settings());
        real.create("slow", "慢", Set.of("operator"), RIGHT.toCharArray(), ADMIN);
        var stored = house.work().<io.shoutu.access.domain.Holder>run(tx -> store.find(tx, "slow").orElseThrow());
        assertThat(stored.iterations()).isEqualTo(600_000);
        assertThat(stored.passwordHash()).isEqualTo(Secrets.stretch(RIGHT.toCharArray(), stored.salt(), 600_000)).doesNotContain(RIGHT);
    }

    @Test
    void unknownWrongLockedAndDisabledGetTheSameAnswerAfterTheSameWork() {
        access.create("li", "李停用", Set.of("operator"), RIGHT.toCharArray(), ADMIN);
        access.enable("li", false, ADMIN);
        access.create("zhao", "赵锁定", Set.of("operator"), RIGHT.toCharArray(), ADMIN);
        for (int i = 0; i < 5; i++) {
            refused("zhao", "wrong");
        }
        List<List<String>> works = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (String[] attempt : new String[][] {{"nobody", "wrong"}, {"wang", "wrong"}, {"zhao", RIGHT}, {"li", RIGHT}, {"", ""}, {"Wang' OR 1=1", RIGHT}}) {
            work.clear();
            texts.add(refused(attempt[0], attempt[1]).getMessage());
            works.add(List.copyOf(work));
        }
        assertThat(texts).containsOnly(texts.get(0));
        assertThat(works).containsOnly(List.of("find", "find", "failed"));
    }

    @Test
    void theJournalKnowsWhyAndRepeatsNeitherPasswordNorUnknownName() {
        refused("wang", "My-secret-1");
        assertThat(last("access.sign-in-refused").data()).containsEntry("reason", "wrong-password").containsEntry("from", HERE);
        refused("My-secret-2", "x");
        Entry unknown = last("access.sign-in-refused");
        assertThat(unknown.subject().toString()).isEqualTo("account/unknown");
        assertThat(unknown.data()).containsEntry("reason", "unknown");
        assertThat(house.told().toString()).doesNotContain("My-secret");
    }

    @Test
    void fiveWrongPasswordsLockTheAccountForAQuarterOfAnHour() {
        for (int i = 0; i < 4; i++) {
            refused("wang", "wrong");
        }
        signIn("wang", RIGHT);
        for (int i = 0; i < 5; i++) {
            refused("wang", "wrong");
        }
        assertThat(last("access.sign-in-refused").data()).containsKey("lockedUntil");
        refused("wang", RIGHT);
        assertThat(last("access.sign-in-refused").data()).containsEntry("reason", "locked");
        house.clock().advance(Duration.ofMinutes(15).minusSeconds(1));
        refused("wang", RIGHT);
        house.clock().advance(Duration.ofSeconds(1));
        assertThat(signIn("wang", RIGHT).actor().account()).isEqualTo("wang");
    }

    @Test
    void aSourceThatGuessesIsRefusedWhileOthersSignIn() {
        for (int i = 0; i < 20; i++) {
            refused("user-" + i, "wrong");
        }
        refused("wang", RIGHT);
        assertThat(last("access.sign-in-refused").data()).containsEntry("reason", "too-many");
        assertThat(access.signIn("wang", RIGHT.toCharArray(), "127.0.0.2").actor().account()).isEqualTo("wang");
        house.clock().advance(Duration.ofMinutes(15));
        signIn("wang", RIGHT);
    }

    @Test
    void aSessionEndsWhenIdleAndWhenItsTimeIsUp() {
        Access.Session idle = signIn("wang", RIGHT);
        house.clock().advance(Duration.ofMinutes(29));
        assertThat(access.session(idle.token())).isPresent();
        house.clock().advance(Duration.ofMinutes(29));
        assertThat(access.session(idle.token())).isPresent();
        house.clock().advance(Duration.ofMinutes(30));
        assertThat(access.session(idle.token())).isEmpty();
        Access.Session busy = signIn("wang", RIGHT);
        for (int i = 0; i < 23; i++) {
            house.clock().advance(Duration.ofMinutes(20));
            assertThat(access.session(busy.token())).as("after %s", Duration.ofMinutes(20L * (i + 1))).isPresent();
        }
        house.clock().advance(Duration.ofMinutes(20));
        assertThat(access.session(busy.token())).isEmpty();
    }

    @Test
    void askingWhetherASessionIsOpenDoesNotProlongIt() {
        Access.Session session = signIn("wang", RIGHT);
        house.clock().advance(Duration.ofMinutes(20));
        assertThat(access.open(session.token())).isTrue();
        house.clock().advance(Duration.ofMinutes(20));
        assertThat(access.open(session.token())).isFalse();
    }

    @Test
    void whoIsSignedInGoesOnLookingWhileTheDatabaseIsAwayAndNobodyElse() {
        boolean[] away = {false};
        UnitOfWork flaky = new UnitOfWork() {
            @Override
            public <T> T run(Work<T> todo) {
                if (away[0]) {
                    throw new StoreFailure("away", null);
                }
                return house.work().run(todo);
            }
        };
        AccessService here = new AccessService(house.clock(), flaky, house.journal(), store, new Settings(), 1_000);
        String seen = here.signIn("wang", RIGHT.toCharArray(), HERE).token();
        String unseen = here.signIn("wang", RIGHT.toCharArray(), HERE).token();
        String ended = here.signIn("wang", RIGHT.toCharArray(), HERE).token();
        assertThat(here.session(seen)).isPresent();
        assertThat(here.session(ended)).isPresent();
        here.signOut(ended);
        away[0] = true;
        assertThat(here.session(seen)).hasValueSatisfying(found -> assertThat(found.actor().account()).isEqualTo("wang"));
        assertThat(here.open(seen)).isTrue();
        assertThatThrownBy(() -> here.session(unseen)).isInstanceOf(StoreFailure.class);
        assertThatThrownBy(() -> here.session(ended)).isInstanceOf(StoreFailure.class);
        assertThatThrownBy(() -> here.signOut(seen)).isInstanceOf(StoreFailure.class);
        assertThatThrownBy(() -> here.session(seen)).as("who leaves has left, also where it cannot be written").isInstanceOf(StoreFailure.class);
        house.clock().advance(Duration.ofDays(2));
        assertThatThrownBy(() -> here.session(seen)).isInstanceOf(StoreFailure.class);
    }

    @Test
    void whatAnotherNodeEndsIsHeardAfterASecond() {
        AccessService elsewhere = new AccessService(house.clock(), house.work(), house.journal(), store, new Settings(), 1_000);
        Access.Session session = signIn("wang", RIGHT);
        assertThat(elsewhere.session(session.token())).isPresent();
        access.signOut(session.token());
        assertThat(access.session(session.token())).isEmpty();
        house.clock().advance(Duration.ofSeconds(1));
        assertThat(elsewhere.session(session.token())).isEmpty();
    }

    @Test
    void signingOutAndDisablingEndSessionsAtOnce() {
        Access.Session one = signIn("wang", RIGHT);
        Access.Session two = signIn("wang", RIGHT);
        assertThat(access.session(one.token())).isPresent();
        assertThat(access.session(two.token())).isPresent();
        access.signOut(one.token());
        access.signOut("never was one");
        assertThat(access.session(one.token())).isEmpty();
        assertThat(access.session(two.token())).isPresent();
        access.enable("wang", false, ADMIN);
        assertThat(access.session(two.token())).isEmpty();
        assertThat(access.open(two.token())).isFalse();
        access.enable("wang", true, ADMIN);
        access.enable("wang", true, ADMIN);
        assertThat(access.session(two.token())).isEmpty();
        assertThat(house.told("access.*").stream().map(Entry::name)).containsSubsequence("access.signed-out", "access.account-disabled", "access.account-enabled").containsOnlyOnce("access.account-enabled");
    }

    @Test
    void basicIsCheapAfterTheFirstTimeAndForgottenOnChange() {
        assertThat(access.basic("wang", RIGHT.toCharArray(), HERE).map(Actor::account)).contains("wang");
        work.clear();
        assertThat(access.basic("wang", RIGHT.toCharArray(), HERE)).isPresent();
        assertThat(work).isEmpty();
        assertThat(access.basic("wang", "wrong".toCharArray(), HERE)).isEmpty();
        access.enable("wang", false, ADMIN);
        assertThat(access.basic("wang", RIGHT.toCharArray(), HERE)).isEmpty();
        access.enable("wang", true, ADMIN);
        assertThat(access.basic("wang", RIGHT.toCharArray(), HERE)).isPresent();
        work.clear();
        house.clock().advance(Duration.ofMinutes(5));
        assertThat(access.basic("wang", RIGHT.toCharArray(), HERE)).isPresent();
        assertThat(work).isNotEmpty();
    }

    @Test
    void aMachineComesWithItsTokenAndOpensNoSession() {
        String token = access.createMachine("province", "省平台", Set.of("operator"), ADMIN);
        assertThat(token).startsWith("sm_").hasSize(46);
        assertThat(access.holder(token)).contains(new Actor("province", "省平台", Actor.Kind.MACHINE, Set.of("operator")));
        assertThat(access.holder(token + "x")).isEmpty();
        assertThat(access.basic("province", token.toCharArray(), HERE)).isPresent();
        refused("province", token);
        access.enable("province", false, ADMIN);
        assertThat(access.holder(token)).isEmpty();
        assertThat(house.told().toString()).doesNotContain(token);
    }

    @Test
    void anAccountThatCannotBeIsRefusedNamingTheField() {
        assertField("roles", () -> access.create("new", "新", Set.of("king"), RIGHT.toCharArray(), ADMIN));
        assertField("roles", () -> access.create("new", "新", Set.of("device"), RIGHT.toCharArray(), ADMIN));
        assertField("roles", () -> access.create("new", "新", Set.of(), RIGHT.toCharArray(), ADMIN));
        assertField("name", () -> access.create("wang", "新", Set.of("operator"), RIGHT.toCharArray(), ADMIN));
        assertField("name", () -> access.create("unknown", "新", Set.of("operator"), RIGHT.toCharArray(), ADMIN));
        assertField("name", () -> access.create("有空格 的", "新", Set.of("operator"), RIGHT.toCharArray(), ADMIN));
        assertField("displayName", () -> access.createMachine("new", " ", Set.of("operator"), ADMIN));
        assertField("password", () -> access.create("new", "新", Set.of("operator"), null, ADMIN));
        assertThatThrownBy(() -> access.enable("nobody", true, ADMIN)).isInstanceOf(Problem.NotFound.class);
    }

    private static void assertField(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Short-1", "alllowercase", "lowerand123456", "ONLYUPPER1234567"})
    void weakPasswordsAreRefused(String password) {
        assertThat(PasswordRule.weakness(password.toCharArray())).isNotNull();
    }

    @Test
    void theLastAdministratorCannotBeDisabled() {
        access.create("root", "管理员", Set.of("admin"), RIGHT.toCharArray(), ADMIN);
        assertThatThrownBy(() -> access.enable("root", false, ADMIN)).isInstanceOfSatisfying(Problem.IllegalMove.class, p -> assertThat(p.code()).isEqualTo("last-admin"));
        access.create("root2", "管理员", Set.of("admin"), RIGHT.toCharArray(), ADMIN);
        assertThat(access.enable("root", false, ADMIN).enabled()).isFalse();
    }

    @Test
    void changingThePasswordEndsTheOtherSessions() {
        Access.Session here = signIn("wang", RIGHT);
        Access.Session there = signIn("wang", RIGHT);
        assertField("new", () -> access.changePassword(here.actor(), RIGHT.toCharArray(), "weak".toCharArray(), HERE, here.token()));
        assertField("new", () -> access.changePassword(here.actor(), RIGHT.toCharArray(), RIGHT.toCharArray(), HERE, here.token()));
        assertThatThrownBy(() -> access.changePassword(here.actor(), "wrong".toCharArray(), "Another-2027".toCharArray(), HERE, here.token())).isInstanceOf(Problem.Forbidden.class);
        access.changePassword(here.actor(), RIGHT.toCharArray(), "Another-2027".toCharArray(), HERE, here.token());
        assertThat(access.session(here.token())).isPresent();
        assertThat(access.session(there.token())).isEmpty();
        refused("wang", RIGHT);
        signIn("wang", "Another-2027");
    }

    @Test
    void theThreeAreMadeOnceEachWithAPasswordOnlyItsOwnerCanReadAndMustChange(@TempDir Path data) throws Exception {
        FirstAccount.now(access, name -> null, data);
        for (String name : List.of("admin", "security", "auditor")) {
            Path file = data.resolve(name + "-password");
            String password = Files.readString(file).strip();
            assertThat(password).hasSize(20);
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(access.basic(name, password.toCharArray(), HERE).map(Actor::roles)).contains(Set.of("fresh"));
            Access.Session after = access.changeAndReopen(House.actor(name, "fresh"), password.toCharArray(), "Chosen-2026-x".toCharArray(), HERE);
            assertThat(after.actor().roles()).containsExactly(name);
        }
        FirstAccount.now(access, name -> "Given-later-1", data);
        assertThat(access.basic("admin", "Given-later-1".toCharArray(), HERE)).isEmpty();
        assertThat(access.basic("admin", "Chosen-2026-x".toCharArray(), HERE)).isPresent();
    }

    @Test
    void theFirstPasswordsMayBeGiven(@TempDir Path data) {
        FirstAccount.now(access, name -> "Given-at-first-1", data);
        assertThat(data.resolve("admin-password")).doesNotExist();
        assertThat(access.basic("admin", "Given-at-first-1".toCharArray(), HERE).map(Actor::roles)).contains(Set.of("admin"));
        assertThat(access.basic("auditor", "Given-at-first-1".toCharArray(), HERE).map(Actor::roles)).contains(Set.of("auditor"));
    }

    @Test
    void whoIsAskedForHasNoRoleBeforeSecurityGrantsOneAndNobodyGrantsToHimself() {
        Actor security = House.actor("sec", "security");
        access.request("chen", "陈", Set.of("operator"), RIGHT.toCharArray(), ADMIN);
        assertThat(signIn("chen", RIGHT).actor().roles()).containsExactly("fresh");
        Scope scope = new Scope(false, Set.of(new AreaCode("410922001000")), Set.of("yjj"), Set.of());
        Access.Session before = signIn("chen", RIGHT);
        access.grant("chen", Set.of("operator"), scope, security);
        assertThat(access.session(before.token())).as("a session of before the grant").isEmpty();
        assertThat(signIn("chen", RIGHT).actor().roles()).as("his password is known to the administrator").containsExactly("fresh");
        Access.Session session = access.changeAndReopen(House.actor("chen", "fresh"), RIGHT.toCharArray(), "Another-2027".toCharArray(), HERE);
        assertThat(session.actor()).isEqualTo(new Actor("chen", "陈", Actor.Kind.PERSON, Set.of("operator"), scope));
        assertThat(access.session(session.token()).map(f -> f.actor().scope())).contains(scope);
        assertThat(last("access.roles-granted").data()).containsEntry("after", List.of("operator"));
        access.create("sec", "安全", Set.of("security"), RIGHT.toCharArray(), ADMIN);
        assertThatThrownBy(() -> access.grant("sec", Set.of("admin"), Scope.EVERYWHERE, security)).isInstanceOfSatisfying(Problem.Forbidden.class, p -> assertThat(p.code()).isEqualTo("not-oneself"));
        assertThatThrownBy(() -> access.grant("sec", Set.of(), Scope.EVERYWHERE, House.actor("other", "security"))).isInstanceOfSatisfying(Problem.IllegalMove.class, p -> assertThat(p.code()).isEqualTo("last-security"));
        access.grant("chen", Set.of(), Scope.NOWHERE, security);
        assertThat(access.session(session.token())).isEmpty();
        assertThat(signIn("chen", "Another-2027").actor().roles()).containsExactly("fresh");
    }

    @Test
    void aResetPasswordIsToldOnceMustBeChangedAndItsMakerCannotActAsItsHolder() {
        Actor security = House.actor("sec", "security");
        Scope scope = new Scope(false, Set.of(new AreaCode("410922001000")), Set.of(), Set.of());
        access.grant("wang", Set.of("operator"), scope, security);
        Access.Session before = signIn("wang", RIGHT);
        for (int i = 0; i < 5; i++) {
            refused("wang", "forgotten");
        }
        AccessService.Reset reset = access.resetPassword("wang", ADMIN);
        assertThat(access.session(before.token())).as("a session of before").isEmpty();
        refused("wang", RIGHT);
        assertThat(signIn("wang", reset.password()).actor().roles()).containsExactly("fresh");
        Access.Session impostor = access.changeAndReopen(House.actor("wang", "fresh"), reset.password().toCharArray(), "Another-2027".toCharArray(), HERE);
        assertThat(impostor.actor().roles()).as("the administrator knew the password: nothing is in force yet").containsExactly("fresh");
        assertThat(reset.holder().requested()).containsExactly("operator");
        assertThat(reset.holder().scope()).isEqualTo(scope);
        access.grant("wang", Set.of("operator"), scope, security);
        assertThat(signIn("wang", "Another-2027").actor().roles()).containsExactly("operator");
        assertThat(last("access.password-reset").data()).containsEntry("roles", List.of("operator"));
        assertThat(house.told().toString()).doesNotContain(reset.password());
    }

    @Test
    void nobodyResetsHisOwnPasswordAMachinesOrThatOfTheLastWhoCouldGrant() {
        access.create("root", "管理员", Set.of("admin"), RIGHT.toCharArray(), ADMIN);
        access.create("sec", "安全", Set.of("security"), RIGHT.toCharArray(), ADMIN);
        access.createMachine("province", "省平台", Set.of("operator"), ADMIN);
        assertThatThrownBy(() -> access.resetPassword("root", House.actor("root", "admin"))).isInstanceOfSatisfying(Problem.Forbidden.class, p -> assertThat(p.code()).isEqualTo("not-oneself"));
        assertThatThrownBy(() -> access.resetPassword("province", ADMIN)).isInstanceOfSatisfying(Problem.IllegalMove.class, p -> assertThat(p.code()).isEqualTo("no-person"));
        assertThatThrownBy(() -> access.resetPassword("sec", ADMIN)).isInstanceOfSatisfying(Problem.IllegalMove.class, p -> assertThat(p.code()).isEqualTo("last-security"));
        assertThatThrownBy(() -> access.resetPassword("nobody", ADMIN)).isInstanceOf(Problem.NotFound.class);
        AccessService.Reset back = access.recover("sec", Actor.system("command"));
        assertThat(signIn("sec", back.password()).actor().roles()).as("still to be changed").containsExactly("fresh");
        assertThat(access.changeAndReopen(House.actor("sec", "fresh"), back.password().toCharArray(), "Another-2027".toCharArray(), HERE).actor().roles()).containsExactly("security");
        access.create("sec2", "安全", Set.of("security"), RIGHT.toCharArray(), ADMIN);
        assertThat(access.resetPassword("sec", ADMIN).holder().roles()).isEmpty();
        signIn("sec2", RIGHT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin,security", "admin,auditor", "security,auditor", "security,operator", "auditor,acceptor", "admin,security,auditor"})
    void nobodyHoldsTwoOfTheThree(String roles) {
        Set<String> all = Set.of(roles.split(","));
        assertField("roles", () -> access.create("new", "新", all, RIGHT.toCharArray(), ADMIN));
        assertField("roles", () -> access.request("new", "新", all, RIGHT.toCharArray(), ADMIN));
        assertField("roles", () -> access.grant("wang", all, Scope.EVERYWHERE, House.actor("sec", "security")));
    }

    @Test
    void securityUnlocksAndOnlyALockIsTold() {
        Actor security = House.actor("sec", "security");
        access.unlock("wang", security);
        assertThat(house.told("access.account-unlocked")).isEmpty();
        for (int i = 0; i < 5; i++) {
            refused("wang", "wrong");
        }
        refused("wang", RIGHT);
        access.unlock("wang", security);
        signIn("wang", RIGHT);
        assertThat(house.told("access.account-unlocked")).hasSize(1);
    }

    @Test
    void aTokenIsShownOnceReachesItsOperationsEndsAndIsTakenBack() {
        Actor security = House.actor("sec", "security");
        access.requestMachine("province", "省平台", Set.of("operator"), ADMIN);
        access.grant("province", Set.of("operator"), Scope.EVERYWHERE, security);
        AccessService.Issued issued = access.issue("province", "隐患上报", Set.of("hazard.*", "journal.read"), house.clock().instant().plus(Duration.ofDays(30)), security);
        assertThat(issued.secret()).startsWith("sm_");
        BearerTokens.Pass pass = access.pass(issued.secret()).orElseThrow();
        assertThat(pass.covers("hazard.read")).isTrue();
        assertThat(pass.covers("journal.read")).isTrue();
        assertThat(pass.covers("journal.chain")).isFalse();
        assertThat(pass.actor().roles()).containsExactly("operator");
        assertThat(access.tokens("province")).singleElement().satisfies(t -> {
            assertThat(t.lastUsed()).isEqualTo(house.clock().instant());
            assertThat(t.hash()).isEqualTo(Secrets.digest(issued.secret()));
        });
        assertThat(access.pass(issued.secret() + "x")).isEmpty();
        house.clock().advance(Duration.ofDays(30));
        assertThat(access.pass(issued.secret())).as("after its end").isEmpty();
        AccessService.Issued next = access.issue("province", "隐患上报", Set.of("*"), house.clock().instant().plus(Duration.ofDays(30)), security);
        assertThat(access.pass(next.secret())).isPresent();
        access.revoke("province", next.token().id(), security);
        access.revoke("province", next.token().id(), security);
        assertThat(access.pass(next.secret())).as("taken back").isEmpty();
        assertThat(house.told("access.token-revoked")).hasSize(1);
        assertThat(house.told().toString()).doesNotContain(issued.secret(), next.secret());
        assertThatThrownBy(() -> access.issue("wang", "人", Set.of("*"), house.clock().instant().plus(Duration.ofDays(1)), security)).isInstanceOf(Problem.IllegalMove.class);
        assertField("operations", () -> access.issue("province", "x", Set.of("Hazard"), house.clock().instant().plus(Duration.ofDays(1)), security));
        assertField("expires", () -> access.issue("province", "x", Set.of("*"), house.clock().instant().plus(Duration.ofDays(3_000)), security));
    }

    @Test
    void signingOutEverywhereLeavesNoSession() {
        Access.Session one = signIn("wang", RIGHT);
        Access.Session two = signIn("wang", RIGHT);
        access.signOutEverywhere(one.actor());
        assertThat(access.session(one.token())).isEmpty();
        assertThat(access.session(two.token())).isEmpty();
    }

    @Test
    void changingThePasswordOpensAnotherSessionThanTheOneThatAsked() {
        Access.Session before = signIn("wang", RIGHT);
        Access.Session after = access.changeAndReopen(before.actor(), RIGHT.toCharArray(), "Another-2027".toCharArray(), HERE);
        assertThat(access.session(before.token())).isEmpty();
        assertThat(access.session(after.token())).isPresent();
        assertThat(after.csrf()).isNotEqualTo(before.csrf());
    }

    @Test
    void aKeyOfARequestIsTakenOnceAndItsAnswerKeptForADayUnreadably() {
        SqlRepeats repeats = new SqlRepeats(house.work(), house.sql(), house.clock(), house.schema("access"));
        String print = Secrets.digest("POST /api/hazards");
        assertThat(repeats.begin("wang", "key-0123456789-0", print).state()).isEqualTo(Repeats.State.FRESH);
        assertThat(repeats.begin("wang", "key-0123456789-0", print).state()).isEqualTo(Repeats.State.OPEN);
        assertThat(repeats.begin("wang", "key-0123456789-0", Secrets.digest("other")).state()).isEqualTo(Repeats.State.OTHER);
        assertThat(repeats.begin("li", "key-0123456789-0", print).state()).isEqualTo(Repeats.State.FRESH);
        repeats.answered("wang", "key-0123456789-0", new Repeats.Answer(201, "application/json", "/api/hazards/1", "\"1\"", "{\"token\":\"sm_secret\"}".getBytes()));
        Repeats.Begun found = repeats.begin("wang", "key-0123456789-0", print);
        assertThat(found.state()).isEqualTo(Repeats.State.ANSWERED);
        assertThat(new String(found.answer().body())).isEqualTo("{\"token\":\"sm_secret\"}");
        assertThat(found.answer().location()).isEqualTo("/api/hazards/1");
        byte[] stored = house.work().run(tx -> house.sql().on(tx).select(org.jooq.impl.DSL.field("sealed", byte[].class)).from("access_repeat")
                .where(org.jooq.impl.DSL.field("status").isNotNull()).fetchOne().value1());
        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain("sm_secret");
        repeats.forget("li", "key-0123456789-0");
        assertThat(repeats.begin("li", "key-0123456789-0", print).state()).isEqualTo(Repeats.State.FRESH);
        house.clock().advance(Duration.ofHours(24));
        assertThat(repeats.begin("wang", "key-0123456789-0", print).state()).isEqualTo(Repeats.State.FRESH);
    }
}
