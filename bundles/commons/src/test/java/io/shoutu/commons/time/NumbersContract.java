package io.shoutu.commons.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.commons.testing.House;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every giver of numbers must do, whatever database is below. */
abstract class NumbersContract {
    private final House house;

    NumbersContract(House house) {
        this.house = house;
    }

    @AfterEach
    void close() {
        house.close();
    }

    private String next(String series, int year) {
        return house.work().run(tx -> house.numbers().next(tx, series, year));
    }

    @Test
    void eachSeriesAndYearCountsForItself() {
        assertThat(List.of(next("YH", 2026), next("YH", 2026), next("BJ", 2026), next("YH", 2027), next("YH", 2026)))
                .containsExactly("YH-2026-000001", "YH-2026-000002", "BJ-2026-000001", "YH-2027-000001", "YH-2026-000003");
    }

    @Test
    void aSeriesThatIsNoWordOfCapitalLettersIsRefused() {
        for (String series : List.of("", "yh", "YH1", "ABCDEFGHIJK", "Y H")) {
            assertThatThrownBy(() -> next(series, 2026)).isInstanceOf(Problem.Invalid.class);
        }
    }

    @Test
    void eightAtOnceOfWhomSomeChangeTheirMindLeaveNoGap() throws Exception {
        Set<String> given = new ConcurrentSkipListSet<>();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> takers = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            takers.add(new Thread(() -> {
                try {
                    go.await();
                    for (int i = 0; i < 25; i++) {
                        int n = i;
                        try {
                            given.add(house.work().run(tx -> {
                                String number = house.numbers().next(tx, "YH", 2026);
                                if (n % 4 == 0) {
                                    throw new IllegalStateException("changed my mind");
                                }
                                return number;
                            }));
                        } catch (IllegalStateException expected) {
                            assertThat(n % 4).isZero();
                        }
                    }
                } catch (Throwable f) {
                    failures.add(f);
                }
            }));
        }
        takers.forEach(Thread::start);
        go.countDown();
        for (Thread taker : takers) {
            taker.join();
        }
        assertThat(failures).isEmpty();
        assertThat(given).hasSize(8 * 18).last().isEqualTo(String.format("YH-2026-%06d", 8 * 18));
    }

    @Test
    void aVoidNumberStaysVisibleWithItsReasonAndIsNotGivenAgain() {
        String first = next("YH", 2026);
        house.work().execute(tx -> house.numbers().declareVoid(tx, first, "重复登记", House.actor("zhang.wei")));
        assertThat(house.numbers().voids("YH", 2026)).singleElement().satisfies(v -> {
            assertThat(v.number()).isEqualTo(first);
            assertThat(v.reason()).isEqualTo("重复登记");
            assertThat(v.account()).isEqualTo("zhang.wei");
        });
        assertThat(next("YH", 2026)).isEqualTo("YH-2026-000002");
        assertThatThrownBy(() -> house.work().execute(tx -> house.numbers().declareVoid(tx, first, "再次", House.actor("a")))).isInstanceOf(Problem.IllegalMove.class);
        assertThatThrownBy(() -> house.work().execute(tx -> house.numbers().declareVoid(tx, "YH-2026-000009", "没有", House.actor("a")))).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> house.work().execute(tx -> house.numbers().declareVoid(tx, "x", "没有", House.actor("a")))).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> house.work().execute(tx -> house.numbers().declareVoid(tx, "YH-2026-000002", " ", House.actor("a")))).isInstanceOf(Problem.Invalid.class);
    }
}
