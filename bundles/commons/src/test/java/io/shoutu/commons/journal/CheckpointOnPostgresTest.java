package io.shoutu.commons.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Subject;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.commons.testing.House;
import io.shoutu.commons.testing.Until;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CheckpointOnPostgresTest extends CheckpointContract {
    @Override
    House open() {
        return House.onPostgres();
    }

    @Test
    void twoNodesSealOneJournalWithoutGapAndEachHearsWhatTheOtherSealed() throws Exception {
        House beside = house.beside();
        try (Sealer one = new Sealer(house.work(), house.sql(), HashAlgorithm.SHA_256);
                Sealer two = new Sealer(beside.work(), beside.sql(), HashAlgorithm.SHA_256)) {
            Until.comes("both sealers are ready", () -> one.state().ready() && two.state().ready());
            ConcurrentLinkedQueue<Entry> seenByTwo = new ConcurrentLinkedQueue<>();
            two.follow(seenByTwo::addAll);
            ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
            CountDownLatch go = new CountDownLatch(1);
            List<Thread> writers = new ArrayList<>();
            for (int w = 0; w < 6; w++) {
                House node = w % 2 == 0 ? house : beside;
                Journal journal = new SqlJournal(node.clock(), node.work(), node.sql(), node.ids(), w % 2 == 0 ? one : two, node.schema("commons"));
                int writer = w;
                writers.add(new Thread(() -> {
                    try {
                        go.await();
                        for (int i = 0; i < 60; i++) {
                            int n = i;
                            try {
                                node.work().execute(tx -> {
                                    // The number is what they wait for each other for: who comes second commits second.
                                    String number = node.numbers().next(tx, "YH", 2026);
                                    journal.write(tx, new Fact(new Subject("hazard", number), "hazard.registered", node.clock().instant(), House.actor("w" + writer), Map.of()));
                                    if (n % 9 == 0) {
                                        throw new IllegalStateException("changed my mind");
                                    }
                                });
                            } catch (IllegalStateException expected) {
                                assertThat(n % 9).isZero();
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
            long all = 6 * (60 - 7);
            Until.comes("both nodes know of every seal", () -> one.last() == all && two.last() == all);
            List<Entry> entries = house.told().subList(0, (int) all);
            assertThat(entries).extracting(Entry::seal).containsExactlyElementsOf(java.util.stream.LongStream.rangeClosed(1, all).boxed().toList());
            assertThat(entries).extracting(e -> e.subject().number()).as("the order of seals is the order of commits, over both nodes").isSorted();
            Until.comes("the pages of the second node saw all of it", () -> seenByTwo.size() == all);
            assertThat(seenByTwo).extracting(Entry::seal).isSorted();
            assertThat(one.tip().hash()).isEqualTo(two.tip().hash());
            assertThat(one.tip().tree().copy().root()).isEqualTo(two.tip().tree().copy().root());
        } finally {
            beside.close();
        }
    }

    @Test
    void whatANodeCommittedBeforeItWasKilledIsSealedByTheOther() throws Exception {
        House beside = house.beside();
        try {
            // The second node commits and never comes to seal.
            beside.work().execute(tx -> beside.journal().write(tx, new Fact(new Subject("hazard", "YH-1"), "hazard.registered", beside.clock().instant(), House.actor("x"), Map.of())));
            try (Sealer one = new Sealer(house.work(), house.sql(), HashAlgorithm.SHA_256)) {
                Until.comes("sealed at the start", () -> one.last() == 1);
                beside.work().execute(tx -> beside.journal().write(tx, new Fact(new Subject("hazard", "YH-2"), "hazard.registered", beside.clock().instant(), House.actor("x"), Map.of())));
                Until.comes("sealed within a second or so, though nobody rang", () -> one.last() == 2);
            }
        } finally {
            beside.close();
        }
    }

    @Test
    void twoNodesTakeOneCheckpointBetweenThem() throws Exception {
        House beside = house.beside();
        try {
            Checkpointer one = checkpointer();
            Checkpointer two = Checkpointer.drivenByHand(beside.clock(), beside.work(), beside.sql(), beside.journal(), beside.sealer(), share,
                    new Checkpointer.Settings("Shoutu test", "安澜县", 60, 100, List.of()));
            write(5);
            beside.sealer().sealNow();
            assertThat(one.tick()).isTrue();
            assertThat(two.tick()).as("the other node has just taken it").isFalse();
            house.clock().advance(java.time.Duration.ofSeconds(60));
            write(5);
            beside.sealer().sealNow();
            assertThat(two.tick()).isTrue();
            assertThat(one.tick()).isFalse();
            assertThat(one.list(null, 9).items()).extracting(c -> c.keyId()).as("each signs with its own key").containsExactly(two.keyId(), one.keyId());
            assertThat(one.checkpoint(2).text()).contains(CheckpointText.hash(HashAlgorithm.SHA_256, one.checkpoint(1).text()));
        } finally {
            beside.close();
        }
    }
}
