package io.shoutu.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.commons.testing.Until;
import io.shoutu.sensor.decode.Decoded;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final long QUICK = TimeUnit.MICROSECONDS.toNanos(300);
    private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(5);

    private final Intake intake = new Intake(100, arrival -> false);
    private final Intake wide = new Intake(10_000, arrival -> false);

    @Test
    void anInterruptFromTheDatabaseEndsAWaitAndNotTheWork() {
        Thread.currentThread().interrupt();
        assertThat(intake.pause(60_000)).as("not closed").isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        intake.close();
        assertThat(intake.pause(60_000)).as("closed").isFalse();
    }

    @Test
    void aBatchHoldsWhatHasComeInTheOrderItCame() {
        intake.wired(batch -> { });
        List<Arrival> sent = List.of(arrival("a"), arrival("b"), arrival("c"));
        sent.forEach(each -> assertThat(intake.add(each, 0)).isTrue());
        assertThat(intake.next(() -> false).arrivals).isEqualTo(sent);
        intake.committed();
        // After a batch of three one alone waits a moment for company, and goes alone where none comes.
        Arrival last = arrival("d");
        intake.add(last, 0);
        assertThat(intake.next(() -> false).arrivals).containsExactly(last);
    }

    @Test
    void underASteadyStreamBatchesBeginApartAndManyAtOnceDoNotWait() {
        wide.wired(batch -> { });
        wide.add(arrival("a"), 0);
        Batch first = wide.next(() -> false);
        wide.committed(QUICK);
        wide.add(arrival("b"), 0);
        Batch second = wide.next(() -> false);
        wide.committed(QUICK);
        assertThat(second.begun - first.begun).as("nanoseconds between two small batches").isGreaterThanOrEqualTo(2_500_000);
        for (int i = 0; i < 300; i++) {
            wide.add(arrival("c"), 0);
        }
        assertThat(wide.next(() -> false).arrivals).as("all that wait go together").hasSize(300);
    }

    @Test
    void whatPressesEndsTheWaitForCompanyOfAllThatWait() throws Exception {
        Intake patient = new Intake(10_000, TimeUnit.DAYS.toNanos(1), arrival -> arrival.device.equals("pressing"));
        patient.wired(batch -> { });
        patient.add(arrival("pressing"), 0);
        patient.next(() -> false);
        patient.committed(QUICK);
        List<Arrival> sent = List.of(arrival("a"), arrival("pressing"));
        patient.add(sent.get(0), 0);
        CompletableFuture<List<Arrival>> taken = new CompletableFuture<>();
        Thread committing = new Thread(() -> taken.complete(patient.next(() -> false).arrivals));
        committing.start();
        Until.comes("it waits for company", () -> committing.getState() == Thread.State.TIMED_WAITING);
        assertThat(taken).isNotDone();
        patient.add(sent.get(1), 0);
        assertThat(taken.get()).isEqualTo(sent);
        // What came to press while the one before was being committed does not wait afterwards, either.
        patient.add(arrival("pressing"), 0);
        patient.committed(QUICK);
        assertThat(patient.next(() -> false).arrivals).hasSize(1);
    }

    @Test
    void whereACommitIsSlowAndLittleIsOnItsWayABatchTakesAllOfIt() {
        wide.wired(batch -> { });
        wide.add(arrival("a"), 0);
        wide.next(() -> false);
        IntStream.range(0, 255).forEach(i -> wide.add(arrival("b"), 0));
        wide.committed(SLOW);
        assertThat(wide.next(() -> false).arrivals).hasSize(255);
    }

    @Test
    void whereACommitIsSlowABatchTakesItsHalfOfWhatIsOnItsWay() {
        wide.wired(batch -> { });
        IntStream.range(0, 400).forEach(i -> wide.add(arrival("a"), 0));
        assertThat(wide.next(() -> false).arrivals).hasSize(400);
        IntStream.range(0, 1_600).forEach(i -> wide.add(arrival("b"), 0));
        wide.committed(SLOW);
        assertThat(wide.next(() -> false).arrivals).as("half of the 2,000").hasSize(1_000);
        // Those of the first batch were answered and have come again, while a thousand are being flushed.
        IntStream.range(0, 400).forEach(i -> wide.add(arrival("a"), 0));
        wide.committed(SLOW);
        assertThat(wide.next(() -> false).arrivals).as("the other half").hasSize(1_000);
    }

    private static Arrival arrival(String device) {
        return new Arrival(device, "test", new Decoded(List.of(), List.of(), false), 0, new Waiting(1), 0);
    }
}
