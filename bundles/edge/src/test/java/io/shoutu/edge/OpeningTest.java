package io.shoutu.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a component fetches, it fetches after it was made. */
class OpeningTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private Opening slow() {
        return new Opening("opening", () -> {
            begun.countDown();
            await(released);
            seen.add("open");
        }, () -> seen.add("closed"));
    }

    @Test
    void whoOpensIsNotWaitedForAndItsStateSaysSo() throws Exception {
        Opening opening = slow();
        await(begun);
        assertThat(opening.unmet()).hasValueSatisfying(state -> assertThat(state.ready()).isFalse());
        released.countDown();
        ended();
        assertThat(opening.unmet()).isEmpty();
        assertThat(seen).containsExactly("open");
    }

    @Test
    void whatIsClosedWhileItOpensIsClosedOnceItStandsOpen() throws Exception {
        Opening opening = slow();
        await(begun);
        opening.close();
        released.countDown();
        ended();
        assertThat(seen).containsExactly("closed", "open", "closed");
    }

    @Test
    void whatCannotBeOpenedSaysSo() throws Exception {
        Opening opening = new Opening("opening", () -> {
            throw new NoClassDefFoundError("acme/Gone");
        }, () -> { });
        ended();
        assertThat(opening.unmet()).hasValueSatisfying(state -> assertThat(state.text()).contains("见日志"));
    }

    private static void ended() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("opening")) {
                thread.join(TimeUnit.MINUTES.toMillis(1));
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
