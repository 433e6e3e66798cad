package io.shoutu.api.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The proof that an inlet fits through its door (接入口的合格检验): implement it, give the inlet and a way to send one payload to it. */
public interface SensorInletContract {
    /** The inlet to look at, not open; the same one for the length of a test. */
    SensorInlet inlet();

    /**
     * Sends one payload as a device would and answers what completes when the device has its acknowledgement, exceptionally where the
     * connection ended without one. The device is {@code contract-1}, its secret {@code contract-secret}.
     */
    CompletableFuture<Void> send() throws Exception;

    /** The format the device is declared with. */
    default String format() {
        return "shoutu";
    }

    /** An intake that writes down what it was given and completes when it is told to. */
    final class Booked implements SensorInlet.Intake {
        public final List<byte[]> payloads = new CopyOnWriteArrayList<>();
        public final List<CompletableFuture<SensorInlet.Taken>> open = new CopyOnWriteArrayList<>();
        private final String format;

        public Booked() {
            this("shoutu");
        }

        public Booked(String format) {
            this.format = format;
        }

        @Override
        public String format(String device) {
            return device.equals("contract-1") ? format : null;
        }

        @Override
        public boolean admits(String device, char[] secret) {
            return device.equals("contract-1") && new String(secret).equals("contract-secret");
        }

        @Override
        public CompletionStage<SensorInlet.Taken> take(String device, byte[] payload, Instant received) {
            assertThat(device).isEqualTo("contract-1");
            assertThat(received).isNotNull();
            payloads.add(payload);
            CompletableFuture<SensorInlet.Taken> stage = new CompletableFuture<>();
            open.add(stage);
            return stage;
        }
    }

    /** Waits for a named condition, ten seconds at most. */
    static void until(String what, java.util.function.BooleanSupplier met) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        CompletableFuture<Void> never = new CompletableFuture<>();
        while (!met.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for: " + what).isLessThan(deadline);
            never.completeOnTimeout(null, 5, TimeUnit.MILLISECONDS).join();
            never = new CompletableFuture<>();
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).collect(Collectors.toSet());
    }

    @Test
    default void itHasAPlainName() {
        assertThat(inlet().name()).matches("[a-z][a-z0-9-]{0,39}");
    }

    @Test
    default void aSenderIsAnsweredOnlyAfterThePayloadWasStored() throws Exception {
        Booked intake = new Booked(format());
        SensorInlet inlet = inlet();
        inlet.open(intake);
        try {
            CompletableFuture<Void> answered = send();
            until("the payload reached the intake", () -> !intake.open.isEmpty());
            assertThat(answered).as("acknowledged before it was stored").isNotDone();
            intake.open.get(0).complete(new SensorInlet.Taken(1, 0));
            answered.get(60, TimeUnit.SECONDS);
        } finally {
            inlet.close();
        }
    }

    @Test
    default void aPayloadThatWasNotKeptIsNotAcknowledged() throws Exception {
        Booked intake = new Booked(format());
        SensorInlet inlet = inlet();
        inlet.open(intake);
        try {
            CompletableFuture<Void> answered = send();
            until("the payload reached the intake", () -> !intake.open.isEmpty());
            intake.open.get(0).completeExceptionally(new IllegalStateException("the store is away"));
            assertThat(answered.handle((ok, refused) -> refused != null).get(60, TimeUnit.SECONDS)).as("refused").isTrue();
        } finally {
            inlet.close();
        }
    }

    @Test
    default void nothingOfItRemainsAfterClosing() throws Exception {
        Set<Thread> before = threads();
        SensorInlet inlet = inlet();
        for (int round = 0; round < 3; round++) {
            inlet.open(new Booked(format()));
            inlet.close();
        }
        inlet.close();
        until("its threads have ended", () -> threads().stream().filter(t -> !before.contains(t)).noneMatch(t -> t.getName().contains(inlet.name())));
    }
}
