package io.shoutu.sensor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.store.UnitOfWork;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.ReadingStore;
import io.shoutu.sensor.domain.ReadingStore.Chunk;
import io.shoutu.sensor.domain.ReadingStore.Newest;
import io.shoutu.sensor.domain.ReadingStore.Sheaf;
import io.shoutu.sensor.domain.Reason;
import io.shoutu.sensor.domain.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of readings does, whatever database is below. */
interface ReadingStoreContract {
    ReadingStore store();

    UnitOfWork work();

    private static Run run(long first, int n) {
        Run run = new Run();
        for (int i = 0; i < n; i++) {
            run.put(first + i, i - 0.5, 0, null);
        }
        return run;
    }

    @Test
    default void spoolRowsComeBackInOrderUntilTheyAreTakenAway() {
        byte[] large = new byte[200_000];
        large[199_999] = 7;
        work().execute(tx -> {
            store().spool(tx, 12, large);
            store().spool(tx, 3, new byte[] {1});
        });
        List<Long> ids = new ArrayList<>();
        work().execute(tx -> store().spooled(tx, (id, body) -> {
            ids.add(id);
            assertThat(body).isEqualTo(id == 12 ? large : new byte[] {1});
        }));
        assertThat(ids).containsExactly(3L, 12L);
        work().execute(tx -> store().unspool(tx, List.of(3L)));
        ids.clear();
        work().execute(tx -> store().spooled(tx, (id, body) -> ids.add(id)));
        assertThat(ids).containsExactly(12L);
    }

    @Test
    default void chunkIsFoundByTheTimeItCovers() {
        Chunk early = Chunk.of(5, run(1000, 10), true);
        Chunk late = Chunk.of(5, run(2000, 10), false);
        work().execute(tx -> store().add(tx, List.of(early, late, Chunk.of(6, run(1, 1), false))));
        work().execute(tx -> {
            assertThat(store().covering(tx, 5, 999)).isNull();
            assertThat(store().covering(tx, 5, 1000).first()).isEqualTo(1000);
            assertThat(store().covering(tx, 5, 1999).run()).isEqualTo(run(1000, 10));
            assertThat(store().covering(tx, 5, 9999).first()).isEqualTo(2000);
            assertThat(store().following(tx, 5, 1000)).isEqualTo(2000);
            assertThat(store().following(tx, 5, 2000)).isEqualTo(Long.MAX_VALUE);
            assertThat(store().chunk(tx, 5, 2000).readings()).isEqualTo(10);
            assertThat(store().chunk(tx, 5, 2001)).isNull();
        });
        work().execute(tx -> store().rewrite(tx, List.of(Chunk.of(5, run(1000, 20), true))));
        List<Long> seen = new ArrayList<>();
        work().execute(tx -> store().walk(tx, 5, 1500, 2001, (summary, body) -> {
            seen.add(summary.first());
            assertThat(summary.lo()).isEqualTo(-0.5);
            assertThat(body.get().size()).isEqualTo(summary.readings());
            return true;
        }));
        assertThat(seen).containsExactly(1000L, 2000L);
    }

    @Test
    default void sheavesLieOnTheirShelfUntilTheyAreTakenAway() {
        Sheaf early = Sheaf.of(3, 8, new TreeMap<>(Map.of(200, run(1000, 5), 210, run(1500, 5))));
        Sheaf late = Sheaf.of(3, 9, new TreeMap<>(Map.of(200, run(2000, 50_000))));
        Sheaf other = Sheaf.of(4, 7, new TreeMap<>(Map.of(260, run(1000, 1))));
        work().execute(tx -> store().lay(tx, List.of(late, early, other)));
        work().execute(tx -> {
            assertThat(store().sheaves(tx, 3)).extracting(Sheaf::id).containsExactly(8L, 9L);
            assertThat(store().sheaves(tx, 3, 1504, 2000)).as("its last reading").extracting(Sheaf::id).containsExactly(8L);
            assertThat(store().sheaves(tx, 3, 1505, 2000)).isEmpty();
            assertThat(store().sheaves(tx, 3, 1505, 2001)).singleElement().satisfies(sheaf -> {
                assertThat(sheaf.readings()).isEqualTo(50_000);
                assertThat(sheaf.run(200)).isEqualTo(run(2000, 50_000));
                assertThat(sheaf.run(210)).isNull();
            });
        });
        List<Long> all = new ArrayList<>();
        work().execute(tx -> store().sheaves(tx, sheaf -> all.add(sheaf.id())));
        assertThat(all).as("by shelf and id").containsExactly(8L, 9L, 7L);
        work().execute(tx -> store().clear(tx, List.of(early, other)));
        work().execute(tx -> {
            assertThat(store().sheaves(tx, 3)).extracting(Sheaf::id).containsExactly(9L);
            assertThat(store().sheaves(tx, 4)).isEmpty();
        });
    }

    @Test
    default void newestIsNewOrKnownAndKeepsEveryBit() {
        Newest first = new Newest(1, 10, 20, -0.0, 3, null);
        Newest second = new Newest(2, 11, 21, Double.MIN_VALUE, 0, "{\"站\":1}");
        work().execute(tx -> store().renew(tx, List.of(first)));
        Newest again = new Newest(1, 15, 25, -Double.MAX_VALUE, 0, "{}");
        work().execute(tx -> store().renew(tx, List.of(again, second)));
        assertThat(work().<List<Newest>>run(store()::newest)).containsExactlyInAnyOrder(again, second);
    }

    @Test
    default void parkedItemsAreListedNewestFirstWithAnExactTotal() {
        work().execute(tx -> {
            for (int i = 0; i < 5; i++) {
                store().park(tx, i, List.of(new Parked(0, "D-" + i % 2, "p", "mqtt", i < 3 ? Reason.CONFLICT : Reason.UNKNOWN_POINT, "说明" + i, i == 0 ? null : (long) i,
                        ("{" + i).getBytes(), 100 + i)));
            }
        });
        work().execute(tx -> {
            var page = store().parked(tx, null, null, null, 2);
            assertThat(page.total()).isEqualTo(5);
            assertThat(page.items()).extracting(Parked::text).containsExactly("说明4", "说明3");
            assertThat(store().parked(tx, null, null, page.next(), 2).items()).extracting(Parked::text).containsExactly("说明2", "说明1");
            assertThat(store().parked(tx, Reason.CONFLICT, "D-0", null, 10).items()).extracting(Parked::text).containsExactly("说明2", "说明0");
            List<Parked> mine = store().parkedFor(tx, "D-1", "p", Reason.UNKNOWN_POINT, 0, 10);
            assertThat(mine).extracting(Parked::text).containsExactly("说明3");
            assertThat(new String(store().parked(tx, mine.get(0).id()).payload())).isEqualTo("{3");
            assertThat(store().unpark(tx, mine.get(0).id())).isTrue();
            assertThat(store().unpark(tx, mine.get(0).id())).isFalse();
            assertThat(store().parkedCount(tx)).isEqualTo(4);
        });
    }

    @Test
    default void whatLiesInTheTrayIsSettledOnceInOrderAndInPieces() {
        for (int row = 1; row <= 4; row++) {
            int commit = row;
            work().execute(tx -> store().park(tx, commit, List.of(refused(commit, 0), refused(commit, 1))));
        }
        assertThat(work().<Integer>run(tx -> store().settle(tx, 3))).as("whole rows, until enough").isEqualTo(4);
        assertThat(work().<Integer>run(tx -> store().settle(tx, 1_000))).isEqualTo(4);
        assertThat(work().<Integer>run(tx -> store().settle(tx, 1_000))).as("nothing is left").isZero();
        // The spool begins to count again where it is empty.
        work().execute(tx -> store().park(tx, 1, List.of(refused(5, 0))));
        work().execute(tx -> {
            List<Parked> all = store().parked(tx, null, null, null, 100).items();
            assertThat(all).extracting(Parked::text).containsExactly("5-0", "4-1", "4-0", "3-1", "3-0", "2-1", "2-0", "1-1", "1-0");
            assertThat(all).extracting(Parked::id).doesNotHaveDuplicates();
        });
    }

    @Test
    default void whatWasParkedByACommitThatFailedIsNowhere() {
        assertThatThrownBy(() -> work().execute(tx -> {
            store().park(tx, 1, List.of(refused(1, 0)));
            throw new IllegalStateException("the commit fails");
        })).isInstanceOf(IllegalStateException.class);
        assertThat(work().<Long>run(store()::parkedCount)).isZero();
    }

    @Test
    default void manyWhoAskAtOnceSeeEachParkedItemOnce() throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(4);
        try {
            List<Future<Long>> asked = new ArrayList<>();
            for (int row = 1; row <= 40; row++) {
                int commit = row;
                work().execute(tx -> store().park(tx, commit, List.of(refused(commit, 0), refused(commit, 1), refused(commit, 2))));
                asked.add(people.submit(() -> work().run(store()::parkedCount)));
            }
            for (Future<Long> one : asked) {
                assertThat(one.get() % 3).isZero();
            }
            assertThat(work().<Long>run(store()::parkedCount)).isEqualTo(120);
        } finally {
            people.shutdownNow();
        }
    }

    private static Parked refused(int commit, int place) {
        return new Parked(0, "D-1", null, "mqtt", Reason.MALFORMED, commit + "-" + place, null, "{".getBytes(), 7);
    }
}
