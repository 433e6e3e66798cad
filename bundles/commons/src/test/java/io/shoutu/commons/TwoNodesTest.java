package io.shoutu.commons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Subject;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.store.StoreAway;
import io.shoutu.api.time.Dues;
import io.shoutu.api.time.WorkCalendar;
import io.shoutu.commons.testing.House;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one PostgreSQL (双节点): what the clock tells is told once, what the journal says is heard once. */
class TwoNodesTest {
    private final House one = House.onPostgres();
    private final House other = one.beside();
    private final Subject hazard = new Subject("hazard", "YH-2026-000001");

    @AfterEach
    void close() {
        other.close();
        one.close();
    }

    private void write(House house, String number) {
        house.work().execute(tx -> house.journal().write(tx, new Fact(new Subject("a", number), "a.went", house.clock().instant(), House.actor("x"), Map.of())));
    }

    /** Both at the same moment, each on a thread of its own. */
    private void both(Runnable first, Runnable second) throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (Runnable act : List.of(first, second)) {
            Thread thread = new Thread(() -> {
                try {
                    together.await();
                    act.run();
                } catch (Throwable t) {
                    failures.add(t);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void eachDayAndEachDueIsToldByOneOfThem() throws Exception {
        one.settle();
        other.settle();
        one.work().execute(tx -> IntStream.range(0, 120).forEach(i -> one.dues().set(tx, new Dues.Due(hazard, "due-" + i, one.clock().instant().plusSeconds(i)))));
        for (int day = 0; day < 5; day++) {
            one.clock().advance(Duration.ofDays(1));
            both(one::settle, other::settle);
        }
        one.settle();
        assertThat(one.told(Dues.DAY_BEGAN)).extracting(e -> e.text("date"))
                .containsExactly("2026-02-13", "2026-02-14", "2026-02-15", "2026-02-16", "2026-02-17", "2026-02-18");
        assertThat(one.told(Dues.TIME_DUE)).extracting(e -> e.text("name")).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void bothSetTheSameDueAtOnceAndItStandsOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            String name = "due-" + i;
            both(() -> one.work().execute(tx -> one.dues().set(tx, new Dues.Due(hazard, name, one.clock().instant().plusSeconds(60)))),
                    () -> other.work().execute(tx -> other.dues().set(tx, new Dues.Due(hazard, name, one.clock().instant().plusSeconds(60)))));
        }
        assertThat(one.dues().pending(hazard)).hasSize(20);
    }

    @Test
    void bothFillTheCalendarOfANewHouseAndEachKnowsWhatTheOtherPublishes() throws Exception {
        both(one::calendar, other::calendar);
        both(one::settle, other::settle);
        assertThat(one.calendar().notices()).hasSize(8).isEqualTo(other.calendar().notices());
        LocalDate first = LocalDate.of(2027, 1, 1);
        assertThat(other.calendar().day(first).working()).isTrue();
        one.calendar().publish(new WorkCalendar.Notice(2027, "国办发明电〔2026〕1号", List.of(new WorkCalendar.NoticeDay(first, true, "元旦"))), House.actor("admin"));
        one.settle();
        other.settle();
        assertThat(other.calendar().day(first).working()).isFalse();
    }

    @Test
    void numbersTakenOnBothNodesHaveNeitherGapNorDouble() throws Exception {
        ConcurrentLinkedQueue<String> taken = new ConcurrentLinkedQueue<>();
        both(() -> IntStream.range(0, 50).forEach(i -> taken.add(one.work().run(tx -> one.numbers().next(tx, "YH", 2026)))),
                () -> IntStream.range(0, 50).forEach(i -> taken.add(other.work().run(tx -> other.numbers().next(tx, "YH", 2026)))));
        assertThat(taken.stream().sorted()).containsExactlyElementsOf(IntStream.rangeClosed(1, 100).mapToObj(i -> String.format("YH-2026-%06d", i)).toList());
    }

    @Test
    void aListenerOnBothHearsEachEntryOnceWhereverItWasWritten() {
        List<String> heard = new ArrayList<>();
        one.listen("test.both", e -> heard.add("one " + e.subject().number()), "a.*");
        other.listen("test.both", e -> heard.add("other " + e.subject().number()), "a.*");
        write(one, "1");
        write(other, "2");
        one.settle();
        other.settle();
        assertThat(heard).containsExactly("one 1", "one 2");
    }

    @Test
    void whenOneDiesTheOtherTakesOverAfterTheLeaseAndNothingIsHeardTwice() {
        List<String> heard = new ArrayList<>();
        one.listen("test.both", e -> heard.add("one " + e.subject().number()), "a.*");
        other.listen("test.both", e -> heard.add("other " + e.subject().number()), "a.*");
        write(one, "1");
        one.settle();
        write(other, "2");
        other.settle();
        assertThat(heard).as("the lease is not over").containsExactly("one 1");
        one.clock().advance(Duration.ofSeconds(16));
        other.settle();
        assertThat(heard).containsExactly("one 1", "other 2");
        write(one, "3");
        // Back again, it does not know yet that it was taken for dead.
        one.settle();
        other.settle();
        assertThat(heard).containsExactly("one 1", "other 2", "other 3");
    }

    @Test
    void whatTheSlowNodeDidUnderALeaseItHadLostIsRolledBack() {
        List<String> heard = new ArrayList<>();
        one.listen("test.slow", e -> {
            one.work().execute(tx -> one.numbers().next(tx, "YH", 2026));
            // Halfway through, the other takes it for dead and hears the entry itself.
            one.clock().advance(Duration.ofSeconds(16));
            other.settle();
        }, "a.*");
        other.listen("test.slow", e -> heard.add(other.work().run(tx -> other.numbers().next(tx, "BJ", 2026))), "a.*");
        write(one, "1");
        assertThatThrownBy(one::settle).hasMessageContaining("taken over");
        assertThat(heard).containsExactly("BJ-2026-000001");
        String next = one.work().run(tx -> one.numbers().next(tx, "YH", 2026));
        assertThat(next).as("its own number was never given").isEqualTo("YH-2026-000001");
    }

    @Test
    void anAbsentDatabaseIsNoFaultOfTheEntryWhichIsHeardOnceWhenItIsBack() {
        List<Entry> heard = new ArrayList<>();
        AtomicInteger away = new AtomicInteger(5);
        one.listen("test.away", e -> {
            if (away.getAndDecrement() > 0) {
                throw new IllegalStateException("a route wraps", new StoreAway("gone", null));
            }
            heard.add(e);
        }, "a.*");
        write(one, "1");
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(one::settle).hasRootCauseInstanceOf(StoreAway.class);
        }
        one.settle();
        assertThat(heard).hasSize(1);
        assertThat(one.listeners().parked()).isEmpty();
    }
}
