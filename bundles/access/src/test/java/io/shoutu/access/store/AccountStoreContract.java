package io.shoutu.access.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.access.domain.AccountStore;
import io.shoutu.access.domain.Holder;
import io.shoutu.access.domain.OpenSession;
import io.shoutu.access.domain.Token;
import io.shoutu.api.Actor;
import io.shoutu.api.Scope;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every store of accounts must do. A store proves it by answering these two questions. */
interface AccountStoreContract {
    Instant NOW = Instant.parse("2026-02-13T01:00:00.123Z");

    AccountStore store();

    UnitOfWork work();

    private void change(Consumer<Tx> act) {
        work().execute(act::accept);
    }

    private Optional<Holder> found(String name) {
        return work().run(tx -> store().find(tx, name));
    }

    private List<Holder> all() {
        return work().run(store()::all);
    }

    private Optional<OpenSession> session(String hash) {
        return work().run(tx -> store().session(tx, hash));
    }

    private boolean ended(String hash) {
        return work().run(tx -> store().end(tx, hash));
    }

    private Optional<Token> token(String hash) {
        return work().run(tx -> store().token(tx, hash));
    }

    private List<Token> tokens(String account) {
        return work().run(tx -> store().tokens(tx, account));
    }

    private boolean revoked(String account, String id, Instant when) {
        return work().run(tx -> store().revoke(tx, account, id, when));
    }

    private static Holder holder(String name, Set<String> roles, Set<String> requested, Scope scope) {
        return new Holder(name, "王值班", Actor.Kind.PERSON, "hash", "salt", 600_000, null, true, 3, NOW.plusSeconds(900), NOW, roles, requested, scope, true);
    }

    private static CreditCode enterprise() {
        return new CreditCode("91990101000000001" + CreditCode.checkCharacter("91990101000000001"));
    }

    @Test
    default void anAccountComesBackAsItWasAddedWithRolesAndEveryLineOfItsScope() {
        Scope scope = new Scope(false, Set.of(new AreaCode("990101001000"), new AreaCode("990101002000")), Set.of("yjj"), Set.of(enterprise()));
        Holder wang = holder("wang", Set.of("operator", "rectifier"), Set.of("acceptor"), scope);
        Holder li = holder("li", Set.of(), Set.of(), Scope.NOWHERE);
        Holder boss = holder("boss", Set.of("admin"), Set.of(), Scope.EVERYWHERE);
        change(tx -> Set.of(wang, li, boss).forEach(h -> store().add(tx, h)));
        assertThat(found("wang")).contains(wang);
        assertThat(found("nobody")).isEmpty();
        assertThat(all()).containsExactly(boss, li, wang);
    }

    @Test
    default void aNameIsGivenOnce() {
        change(tx -> store().add(tx, holder("wang", Set.of("operator"), Set.of(), Scope.EVERYWHERE)));
        assertThatThrownBy(() -> change(tx -> store().add(tx, holder("wang", Set.of(), Set.of(), Scope.NOWHERE)))).isInstanceOf(StoreFailure.class);
        assertThat(found("wang").orElseThrow().roles()).containsExactly("operator");
    }

    @Test
    default void grantingReplacesRolesAndScopeAndNothingElse() {
        change(tx -> store().add(tx, holder("wang", Set.of("operator"), Set.of("acceptor"), Scope.EVERYWHERE)));
        Holder granted = holder("wang", Set.of("acceptor"), Set.of(), new Scope(false, Set.of(), Set.of("yjj"), Set.of()));
        change(tx -> store().grant(tx, granted));
        change(tx -> store().grant(tx, holder("nobody", Set.of(), Set.of(), Scope.NOWHERE)));
        assertThat(all()).containsExactly(granted);
    }

    @Test
    default void failuresAreCountedForANameThatIsNotThereAsWell() {
        change(tx -> store().add(tx, holder("wang", Set.of(), Set.of(), Scope.NOWHERE)));
        change(tx -> {
            store().failed(tx, "wang", 5, NOW.plusSeconds(60));
            store().failed(tx, "nobody", 5, NOW);
        });
        Holder wang = found("wang").orElseThrow();
        assertThat(wang.failed()).isEqualTo(5);
        assertThat(wang.lockedUntil()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    default void sessionsEndOneByOneAllButOneAndWhenTheirTimeIsOver() {
        change(tx -> {
            for (String hash : new String[] {"a", "b", "c", "d"}) {
                store().open(tx, new OpenSession(hash, hash.equals("d") ? "li" : "wang", "csrf", NOW, NOW, NOW.plusSeconds(100), "10.0.0.7"));
            }
            store().touch(tx, "b", NOW.plusSeconds(50));
        });
        assertThat(session("b")).contains(new OpenSession("b", "wang", "csrf", NOW, NOW.plusSeconds(50), NOW.plusSeconds(100), "10.0.0.7"));
        assertThat(ended("a")).isTrue();
        assertThat(ended("a")).isFalse();
        change(tx -> store().endAll(tx, "wang", "b"));
        assertThat(session("c")).isEmpty();
        assertThat(session("d")).as("another's").isPresent();
        change(tx -> store().sweep(tx, NOW.plusSeconds(60), NOW.plusSeconds(10)));
        assertThat(session("d")).as("unused for too long").isEmpty();
        assertThat(session("b")).isPresent();
        change(tx -> store().sweep(tx, NOW.plusSeconds(100), NOW.plusSeconds(10)));
        assertThat(session("b")).as("over").isEmpty();
    }

    @Test
    default void aTokenIsFoundByItsHashAndTakenBackOnce() {
        Token first = new Token("t1", "gate", "闸机", "h1", Set.of("hazard.*", "alarm.read"), NOW, "admin", NOW.plusSeconds(1_000), null, null);
        Token second = new Token("t2", "gate", "备用", "h2", Set.of("*"), NOW.plusSeconds(1), "admin", NOW.plusSeconds(1_000), null, null);
        change(tx -> {
            store().issue(tx, first);
            store().issue(tx, second);
        });
        assertThat(tokens("gate")).containsExactly(second, first);
        change(tx -> store().used(tx, "t1", NOW.plusSeconds(5)));
        assertThat(revoked("other", "t1", NOW)).isFalse();
        assertThat(revoked("gate", "t1", NOW.plusSeconds(9))).isTrue();
        assertThat(revoked("gate", "t1", NOW.plusSeconds(10))).isFalse();
        Token found = token("h1").orElseThrow();
        assertThat(found.lastUsed()).isEqualTo(NOW.plusSeconds(5));
        assertThat(found.revoked()).isEqualTo(NOW.plusSeconds(9));
        assertThat(token("h9")).isEmpty();
    }
}
