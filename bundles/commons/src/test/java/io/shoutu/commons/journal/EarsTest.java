package io.shoutu.commons.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.journal.Listeners;
import io.shoutu.api.journal.Listeners.Listener;
import io.shoutu.commons.testing.House;
import io.shoutu.commons.testing.Until;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EarsTest {
    private final House house = House.empty();
    private final List<String> heard = new ArrayList<>();
    private final Set<String> sick = new HashSet<>();

    @AfterEach
    void close() {
        house.close();
    }

    private void tell(String number, String name) {
        house.work().execute(tx -> house.journal().write(tx, new Fact(new Subject("a", number), name, house.clock().instant(), House.actor("x"), Map.of())));
    }

    private void hear(Entry e) {
        if (sick.contains(e.subject().number())) {
            throw new IllegalStateException("cannot stand " + e.subject().number());
        }
        heard.add(e.subject().number() + " " + e.name());
    }

    private Listeners.Status status(String name) {
        return house.listeners().status().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void aNewListenerStartsNowAndOneThatAsksForItAtTheBeginning() {
        tell("1", "a.went");
        house.settle();
        List<String> other = new ArrayList<>();
        house.listen("test.now", this::hear, "a.*");
        house.listen(new Listener("test.old", List.of("a.*"), true, 3), e -> other.add(e.subject().number()));
        tell("2", "a.went");
        house.settle();
        assertThat(heard).containsExactly("2 a.went");
        assertThat(other).containsExactly("1", "2");
    }

    @Test
    void aListenerHearsOnlyItsFactsInOrderAndItsCursorJumpsOverTheRest() {
        house.listen("test.some", this::hear, "a.went", "b.*");
        for (int i = 0; i < 250; i++) {
            tell("" + i, i % 5 == 0 ? "a.went" : i % 5 == 1 ? "b.came" : "c.stood");
        }
        house.settle();
        assertThat(heard).hasSize(100).startsWith("0 a.went", "1 b.came", "5 a.went");
        assertThat(status("test.some").behind()).isZero();
        assertThat(status("test.some").running()).isTrue();
    }

    @Test
    void factsOfOthersCostARowOnlyNowAndThenAndAListenerThatGoesLeavesItsPlace() {
        Listeners.Hearing hearing = house.listen("test.idle", this::hear, "a.*");
        long begun = row("test.idle");
        tell("1", "c.stood");
        house.settle();
        assertThat(status("test.idle").behind()).as("it has looked").isZero();
        assertThat(row("test.idle")).as("and has written nothing").isEqualTo(begun);
        for (int i = 0; i < 600; i++) {
            tell("" + i, "c.stood");
        }
        house.settle();
        long after = row("test.idle");
        assertThat(after).as("hundreds are worth a row").isGreaterThan(begun + 500);
        tell("2", "c.stood");
        house.settle();
        hearing.close();
        assertThat(row("test.idle")).as("where it stood when it went").isEqualTo(after + 1);
    }

    private long row(String listener) {
        return house.work().run(tx -> house.sql().on(tx).resultQuery("select cursor_seal from journal_listener where listener = ?", listener).fetchOne(0, Long.class));
    }

    @Test
    void whatWasMissedWhileAwayIsHeardInOrder() {
        Listeners.Hearing hearing = house.listen("test.away", this::hear, "a.*");
        tell("1", "a.went");
        house.settle();
        hearing.close();
        tell("2", "a.went");
        tell("3", "a.went");
        house.settle();
        assertThat(heard).hasSize(1);
        assertThat(status("test.away").running()).isFalse();
        assertThat(status("test.away").behind()).isEqualTo(2);
        house.listen("test.away", this::hear, "a.*");
        house.settle();
        assertThat(heard).containsExactly("1 a.went", "2 a.went", "3 a.went");
    }

    @Test
    void theSameNameTwiceOnOneNodeIsRefused() {
        house.listen("test.twin", this::hear, "a.*");
        assertThatThrownBy(() -> house.listen("test.twin", this::hear, "a.*")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatTheHandlerStoresIsThereExactlyOnceThoughItFailsBeforeTheCursorMoves() {
        AtomicInteger crashes = new AtomicInteger();
        house.listen("test.once", e -> {
            house.work().execute(tx -> house.numbers().next(tx, "YH", 2026));
            if (crashes.incrementAndGet() <= 2) {
                throw new IllegalStateException("crash between the rows and the cursor");
            }
        }, "a.*");
        tell("1", "a.went");
        house.settle();
        assertThat(crashes).hasValue(3);
        String next = house.work().run(tx -> house.numbers().next(tx, "YH", 2026));
        assertThat(next).as("one number was given by the handler, not three").isEqualTo("YH-2026-000002");
    }

    @Test
    void anErrorOfAListenerParksTheEntryAndTheListenerGoesOn() {
        house.listen("test.gone", e -> {
            if (e.subject().number().equals("1")) {
                throw new NoClassDefFoundError("a class of a plugin that was taken away");
            }
            hear(e);
        }, "a.*");
        tell("1", "a.went");
        tell("2", "a.went");
        house.settle();
        assertThat(heard).containsExactly("2 a.went");
        assertThat(house.listeners().parked()).singleElement().satisfies(parked -> assertThat(parked.reason()).contains("NoClassDefFoundError"));
    }

    @Test
    void aFailingEntryIsParkedItsSubjectWaitsBehindItAndAllOthersGoOn() {
        house.listen("test.park", this::hear, "a.*");
        sick.add("1");
        tell("1", "a.went");
        tell("2", "a.went");
        tell("1", "a.came");
        tell("1", "a.left");
        house.settle();
        assertThat(heard).containsExactly("2 a.went");
        List<Listeners.Parked> parked = house.listeners().parked();
        assertThat(parked).extracting(p -> p.fact() + " " + p.waiting()).containsExactly("a.left true", "a.came true", "a.went false");
        assertThat(parked.get(2).reason()).contains("cannot stand 1");
        assertThat(status("test.park").parked()).isEqualTo(3);
        assertThat(house.listeners().count()).isEqualTo(3);

        long first = parked.get(2).entry();
        long second = parked.get(1).entry();
        assertThatThrownBy(() -> house.listeners().replay("test.park", second, House.actor("admin")))
                .isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("" + first);
        assertThatThrownBy(() -> house.listeners().replay("test.park", first, House.actor("admin")))
                .isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("仍然失败");
        assertThat(house.listeners().count()).isEqualTo(3);

        sick.clear();
        tell("1", "a.rose");
        house.settle();
        assertThat(heard).as("still waits").hasSize(1);
        house.listeners().replay("test.park:" + first, House.actor("admin"));
        assertThat(heard).containsExactly("2 a.went", "1 a.went", "1 a.came", "1 a.left", "1 a.rose");
        assertThat(house.listeners().count()).isZero();
        tell("1", "a.fell");
        house.settle();
        assertThat(heard).endsWith("1 a.fell");
        assertThat(house.told("journal.replayed")).hasSize(4);
        assertThatThrownBy(() -> house.listeners().replay("test.park", first, House.actor("admin"))).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> house.listeners().replay("nonsense", House.actor("admin"))).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void whereAWaitingEntryFailsInAReplayItBecomesTheFirstAndTheRestGoOnWaiting() {
        sick.add("1");
        AtomicBoolean cameIsSick = new AtomicBoolean(true);
        house.listen("test.two", e -> {
            if (e.name().equals("a.came") && cameIsSick.get()) {
                throw new IllegalStateException("not that either");
            }
            hear(e);
        }, "a.*");
        tell("1", "a.went");
        tell("1", "a.came");
        tell("1", "a.left");
        house.settle();
        sick.clear();
        long first = house.listeners().parked().get(2).entry();
        assertThatThrownBy(() -> house.listeners().replay("test.two", first, House.actor("admin"))).isInstanceOf(Problem.IllegalMove.class);
        assertThat(heard).containsExactly("1 a.went");
        assertThat(house.listeners().parked()).extracting(p -> p.fact() + " " + p.waiting()).containsExactly("a.left true", "a.came false");
        cameIsSick.set(false);
        house.listeners().replay("test.two", house.listeners().parked().get(1).entry(), House.actor("admin"));
        assertThat(heard).containsExactly("1 a.went", "1 a.came", "1 a.left");
    }

    @Test
    void aParkedSubjectStaysParkedAcrossARestart() {
        sick.add("1");
        Listeners.Hearing hearing = house.listen("test.restart", this::hear, "a.*");
        tell("1", "a.went");
        house.settle();
        hearing.close();
        sick.clear();
        house.listen("test.restart", this::hear, "a.*");
        tell("1", "a.came");
        house.settle();
        assertThat(heard).isEmpty();
        assertThat(house.listeners().count()).isEqualTo(2);
    }

    @Test
    void twoListenersThatAnswerEachOtherComeToRest() {
        house.listen("test.ping", e -> {
            if (heard.size() < 5) {
                heard.add("ping");
                tell("1", "b.came");
            }
        }, "a.*");
        house.listen("test.pong", e -> tell("1", "a.went"), "b.*");
        tell("1", "a.went");
        house.settle();
        assertThat(heard).hasSize(5);
    }

    @Test
    void withThreadsAnEntryIsHeardAtOnceAndADeadProcessIsReplacedAtOnce() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (Sealer sealer = new Sealer(house.work(), house.sql(), HashAlgorithm.SHA_256)) {
            Journal journal = new SqlJournal(house.clock(), house.work(), house.sql(), house.ids(), sealer, house.schema("commons"));
            // The first process "dies": its lease stays in the table and nobody gives it back.
            Ears dead = Ears.drivenByHand(house.clock(), house.work(), house.sql(), journal, sealer);
            dead.listen(new Listener("test.threads", List.of("a.*"), false, 3), e -> seen.add("dead"));
            dead.hearAll();
            try (Ears ears = Ears.withThreads(house.clock(), house.work(), house.sql(), journal, sealer, 1, 5)) {
                ears.listen(new Listener("test.threads", List.of("a.*"), false, 2), e -> {
                    if (e.subject().number().equals("sick")) {
                        throw new IllegalStateException("no");
                    }
                    seen.add(e.subject().number());
                });
                for (String number : List.of("1", "sick", "2", "sick", "3")) {
                    house.work().execute(tx -> journal.write(tx, new Fact(new Subject("a", number), "a.went", house.clock().instant(), House.actor("x"), Map.of())));
                }
                Until.comes("all healthy entries are heard", () -> seen.size() == 3);
                Until.comes("the sick ones are parked", () -> ears.count() == 2);
                assertThat(seen).containsExactly("1", "2", "3");
                // Counted after the commit, a moment after the handler has heard it.
                Until.comes("all three are counted", () -> ears.metrics().stream().anyMatch(m -> m.name().equals("shoutu_journal_heard_total") && m.value() == 3));
                assertThat(ears.metrics()).extracting(m -> m.name() + " " + m.value()).contains("shoutu_journal_parked 2.0");
                // The old one wakes up and must not take anything back, though on Derby it is let in again as the newest owner.
                assertThat(seen).doesNotContain("dead");
            }
        }
    }
}
