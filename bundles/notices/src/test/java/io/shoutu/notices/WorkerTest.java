package io.shoutu.notices;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.commons.testing.Until;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private static boolean runs(String name) {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals(name));
    }

    @Test
    void aThreadComesWithTheFirstCallAndGoesWhenClosed() {
        AtomicInteger rounds = new AtomicInteger();
        Worker worker = new Worker("notices-test-1", Clock.systemUTC(), () -> {
            rounds.incrementAndGet();
            return null;
        });
        assertThat(runs("notices-test-1")).isFalse();
        worker.wake();
        Until.comes("the first round", () -> rounds.get() == 1);
        worker.wake();
        Until.comes("the second round", () -> rounds.get() >= 2);
        worker.close();
        assertThat(runs("notices-test-1")).isFalse();
        worker.wake();
        assertThat(runs("notices-test-1")).as("closed is closed").isFalse();
    }

    @Test
    void itComesAgainByItselfWhenTheRoundSaysSoAndACallDuringARoundIsNotLost() throws InterruptedException {
        AtomicInteger rounds = new AtomicInteger();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Clock clock = Clock.systemUTC();
        try (Worker worker = new Worker("notices-test-2", clock, () -> {
            int round = rounds.incrementAndGet();
            if (round == 3) {
                inside.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            Instant soon = clock.instant().plusMillis(20);
            return round < 3 ? soon : null;
        })) {
            worker.wake();
            inside.await();
            worker.wake();
            go.countDown();
            Until.comes("the round asked for during the third", () -> rounds.get() == 4);
        }
    }

    @Test
    void aRoundThatFailsEndsNothing() {
        AtomicInteger rounds = new AtomicInteger();
        try (Worker worker = new Worker("notices-test-3", Clock.systemUTC(), () -> {
            if (rounds.incrementAndGet() == 1) {
                throw new IllegalStateException("the database is away");
            }
            return null;
        })) {
            worker.wake();
            Until.comes("the failed round", () -> rounds.get() == 1);
            worker.wake();
            Until.comes("the next one", () -> rounds.get() == 2);
        }
    }
}
