package io.shoutu.commons.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Subject;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.testing.House;
import io.shoutu.commons.testing.Until;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sealer with its own thread, as it runs in the house. */
class SealerTest {
    private final House house = House.empty();
    private final AtomicBoolean broken = new AtomicBoolean();
    private final UnitOfWork flaky = new UnitOfWork() {
        @Override
        public <T> T run(Work<T> work) {
            if (broken.get()) {
                throw new StoreFailure("the database is away", null);
            }
            return house.work().run(work);
        }
    };
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable c : open) {
            c.close();
        }
        house.close();
    }

    private Sealer sealer() {
        Sealer sealer = new Sealer(flaky, house.sql(), HashAlgorithm.SHA_256);
        open.add(sealer);
        return sealer;
    }

    private Journal journal(Sealer sealer) {
        return new SqlJournal(house.clock(), house.work(), house.sql(), house.ids(), sealer, house.schema("commons"));
    }

    private long write(Journal journal, String number) {
        return house.work().run(tx -> journal.write(tx, new Fact(new Subject("a", number), "a.went", house.clock().instant(), House.actor("x"), Map.of("n", number))));
    }

    private List<Entry> all(Journal journal) {
        List<Entry> found = new ArrayList<>();
        String cursor = null;
        do {
            var page = journal.read(new Journal.Query(null, List.of(), cursor, 500, false));
            found.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    @Test
    void eightWritersAtOnceLeaveNoGapNoDoubleAndNothingOfWhatWasRolledBack() throws Exception {
        Sealer sealer = sealer();
        Journal journal = journal(sealer);
        Set<Long> committed = new ConcurrentSkipListSet<>();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> writers = new ArrayList<>();
        for (int w = 0; w < 8; w++) {
            int writer = w;
            writers.add(new Thread(() -> {
                try {
                    go.await();
                    for (int i = 0; i < 60; i++) {
                        int n = i;
                        try {
                            List<Long> ids = house.work().run(tx -> {
                                List<Long> mine = new ArrayList<>();
                                for (int k = 0; k <= n % 3; k++) {
                                    mine.add(journal.write(tx, new Fact(new Subject("a", "w" + writer), "a.went", house.clock().instant(),
                                            House.actor("x"), Map.of("n", n, "k", k))));
                                }
                                if (n % 7 == 0) {
                                    throw new IllegalStateException("changed my mind");
                                }
                                return mine;
                            });
                            committed.addAll(ids);
                        } catch (IllegalStateException expected) {
                            assertThat(n % 7).isZero();
                        }
                    }
                } catch (Throwable t) {
                    failures.add(t);
                }
            }));
        }
        writers.forEach(Thread::start);
        go.countDown();
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(failures).isEmpty();
        Until.comes("all committed entries are sealed", () -> sealer.last() == committed.size());

        List<Entry> entries = all(journal);
        assertThat(entries).extracting(Entry::seal).containsExactlyElementsOf(
                java.util.stream.LongStream.rangeClosed(1, committed.size()).boxed().toList());
        assertThat(new TreeSet<>(entries.stream().map(Entry::id).toList())).containsExactlyElementsOf(committed);
        for (int w = 0; w < 8; w++) {
            String writer = "w" + w;
            assertThat(entries.stream().filter(e -> e.subject().number().equals(writer)).map(Entry::id)).as("one writer's own order").isSorted();
        }
        verifies(entries);
    }

    /** The chain of hashes, reckoned anew from what the journal answers. */
    private static void verifies(List<Entry> entries) {
        String hash = JournalHash.GENESIS;
        for (Entry e : entries) {
            hash = JournalHash.of(HashAlgorithm.SHA_256, hash, e.seal(), new JournalHash.Row(e.id(), e.subject().kind(), e.subject().number(), e.name(),
                    e.happened().toEpochMilli(), e.recorded().toEpochMilli(), e.account(), e.actorName(), FactJson.write(e.data()),
                    e.causedBy() == null ? null : e.causedBy().kind(), e.causedBy() == null ? null : e.causedBy().number(), e.causedByEntry()));
            assertThat(e.hash()).as("seal %d", e.seal()).isEqualTo(hash);
        }
    }

    @Test
    void whatWasCommittedButNotSealedWhenTheProcessDiedIsSealedAtTheNextStart() {
        Journal before = journal(Sealer.drivenByHand(house.work(), house.sql()));
        for (int i = 0; i < 30; i++) {
            write(before, "n" + i);
        }
        Sealer sealer = sealer();
        Until.comes("the old entries are sealed", () -> sealer.last() == 30 && sealer.state().ready());
        Journal journal = journal(sealer);
        write(journal, "new");
        Until.comes("the new entry is sealed", () -> sealer.last() == 31);
        List<Entry> entries = all(journal);
        assertThat(entries).extracting(Entry::id).isSorted();
        verifies(entries);
        Sealer third = Sealer.drivenByHand(house.work(), house.sql());
        assertThat(third.sealNow()).as("nothing is sealed twice").isZero();
    }

    @Test
    void whileTheStoreIsAwayTheSealerSaysSoAndKeepsWhatItWasGiven() {
        Sealer sealer = sealer();
        Journal journal = journal(sealer);
        Until.comes("the sealer is ready", () -> sealer.state().ready());
        broken.set(true);
        write(journal, "1");
        write(journal, "2");
        Until.comes("the sealer says it is not ready", () -> !sealer.state().ready());
        assertThat(sealer.state().text()).contains("封印");
        broken.set(false);
        Until.comes("the sealer is ready again and has lost nothing", () -> sealer.state().ready() && sealer.last() == 2);
        assertThat(all(journal)).extracting(e -> e.subject().number()).containsExactly("1", "2");
    }

    @Test
    void whoeverWaitedForARowIsSealedAfterTheOneWhoHeldIt() throws Exception {
        Sealer sealer = sealer();
        Journal journal = journal(sealer);
        house.work().execute(tx -> house.numbers().next(tx, "YH", 2026));
        List<Thread> writers = new ArrayList<>();
        for (int w = 0; w < 6; w++) {
            writers.add(new Thread(() -> {
                for (int i = 0; i < 40; i++) {
                    house.work().execute(tx -> {
                        String number = house.numbers().next(tx, "YH", 2026);
                        journal.write(tx, new Fact(new Subject("hazard", number), "hazard.registered", house.clock().instant(), House.actor("x"), Map.of()));
                    });
                }
            }));
        }
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }
        Until.comes("all are sealed", () -> sealer.last() == 240);
        assertThat(all(journal)).extracting(e -> e.subject().number()).as("the order of seals is the order of commits").isSorted();
    }

    @Test
    void anIdleSealerSealsWithinMilliseconds() {
        Sealer sealer = sealer();
        Journal journal = journal(sealer);
        Until.comes("the sealer is ready", () -> sealer.state().ready());
        List<Long> micros = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            write(journal, "n" + i);
            long committed = System.nanoTime();
            long expected = i;
            while (sealer.last() < expected) {
                Thread.onSpinWait();
                assertThat(System.nanoTime() - committed).isLessThan(30_000_000_000L);
            }
            micros.add((System.nanoTime() - committed) / 1_000);
        }
        Collections.sort(micros);
        System.out.println("commit to sealed, microseconds: p50 " + micros.get(150) + " p95 " + micros.get(285));
        assertThat(micros.get(150)).as("median in microseconds: woken, not found on its round").isLessThan(500_000);
    }
}
