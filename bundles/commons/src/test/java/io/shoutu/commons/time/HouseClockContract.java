package io.shoutu.commons.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Subject;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.time.Dues;
import io.shoutu.api.time.Dues.Due;
import io.shoutu.commons.testing.House;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the house clock must tell, whatever database is below. */
abstract class HouseClockContract {
    private final House house;
    private final Subject hazard = new Subject("hazard", "YH-2026-000001");

    HouseClockContract(House house) {
        this.house = house;
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void set(String name, Duration in) {
        house.work().execute(tx -> house.dues().set(tx, new Due(hazard, name, house.clock().instant().plus(in))));
    }

    private List<String> due() {
        return house.told(Dues.TIME_DUE).stream().map(e -> e.text("name")).toList();
    }

    private List<String> days() {
        return house.told(Dues.DAY_BEGAN).stream().map(e -> e.text("date")).toList();
    }

    @Test
    void aDueIsToldOnceWhenItsTimeHasComeAndNotBefore() {
        set("deadline", Duration.ofMinutes(10));
        house.settle();
        assertThat(due()).isEmpty();
        house.clock().advance(Duration.ofMinutes(10).minusMillis(1));
        house.settle();
        assertThat(due()).isEmpty();
        house.clock().advance(Duration.ofMillis(1));
        house.settle();
        house.settle();
        assertThat(due()).containsExactly("deadline");
        Entry entry = house.told(Dues.TIME_DUE).get(0);
        assertThat(entry.subject()).isEqualTo(hazard);
        assertThat(Instant.parse(entry.text("at"))).isEqualTo(house.clock().instant()).isEqualTo(entry.happened());
        assertThat(house.dues().pending(hazard)).isEmpty();
    }

    @Test
    void theSameNameAgainMovesADueAndACancelledOneIsNeverTold() {
        set("deadline", Duration.ofMinutes(1));
        set("deadline", Duration.ofMinutes(5));
        set("reminder", Duration.ofMinutes(1));
        assertThat(house.dues().pending(hazard)).extracting(Due::name).containsExactly("reminder", "deadline");
        house.work().execute(tx -> {
            house.dues().cancel(tx, hazard, "reminder");
            house.dues().cancel(tx, hazard, "unknown");
        });
        house.clock().advance(Duration.ofMinutes(2));
        house.settle();
        assertThat(due()).isEmpty();
        house.clock().advance(Duration.ofMinutes(3));
        house.settle();
        assertThat(due()).containsExactly("deadline");
    }

    @Test
    void aDueSetInATransactionThatFailsIsNotThere() {
        try {
            house.work().execute(tx -> {
                house.dues().set(tx, new Due(hazard, "deadline", house.clock().instant()));
                throw new IllegalStateException("changed my mind");
            });
        } catch (IllegalStateException expected) {
            assertThat(house.dues().pending(hazard)).isEmpty();
        }
        house.settle();
        assertThat(due()).isEmpty();
    }

    @Test
    void afterDowntimeEveryDueIsToldInTheOrderTheyFellDueAndEveryDayOnce() {
        set("third", Duration.ofDays(2));
        set("first", Duration.ofHours(1));
        set("second", Duration.ofHours(30));
        house.settle();
        house.clock().advance(Duration.ofDays(5));
        HouseClock afterRestart = HouseClock.drivenByHand(house.clock(), house.work(), house.sql(), house.journal());
        afterRestart.tick();
        assertThat(due()).containsExactly("first", "second", "third");
        assertThat(days()).containsExactly("2026-02-13", "2026-02-14", "2026-02-15", "2026-02-16", "2026-02-17", "2026-02-18");
    }

    @Test
    void theVeryFirstStartTellsTodayAlone() {
        house.settle();
        assertThat(days()).containsExactly("2026-02-13");
    }

    @Test
    void theDayBeginsAtMidnightInChinaWhereverTheMachineStands() {
        house.clock().set(Instant.parse("2026-02-13T15:59:59.999Z"));
        house.settle();
        assertThat(days()).containsExactly("2026-02-13");
        house.clock().advance(Duration.ofMillis(1));
        house.settle();
        assertThat(days()).containsExactly("2026-02-13", "2026-02-14");
        house.clock().advance(Duration.ofHours(-30));
        house.settle();
        assertThat(days()).as("a clock that was put back tells no day twice").hasSize(2);
    }

    @Test
    void twoClocksOnOneDatabaseTellEachDueOnce() throws Exception {
        for (int i = 0; i < 60; i++) {
            set("due-" + i, Duration.ofSeconds(i));
        }
        house.settle();
        house.clock().advance(Duration.ofMinutes(2));
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> clocks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            HouseClock clock = HouseClock.drivenByHand(house.clock(), house.work(), house.sql(), house.journal());
            clocks.add(new Thread(() -> {
                try {
                    go.await();
                    clock.tick();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        clocks.forEach(Thread::start);
        go.countDown();
        for (Thread clock : clocks) {
            clock.join();
        }
        assertThat(due()).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void withItsOwnThreadADueIsToldWithinASecond() throws Exception {
        try (HouseClock clock = new HouseClock(house.clock(), house.work(), house.sql(), house.journal(), house.schema("commons"))) {
            set("deadline", Duration.ofSeconds(1));
            house.clock().advance(Duration.ofSeconds(1));
            io.shoutu.commons.testing.Until.comes("the due is told", () -> clock.pending(hazard).isEmpty());
            io.shoutu.commons.testing.Until.comes("the clock says it is ready", () -> clock.state().ready());
        }
        assertThat(due()).containsExactly("deadline");
    }
}
