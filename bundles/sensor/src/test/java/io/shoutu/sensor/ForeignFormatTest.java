package io.shoutu.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.sensor.SensorDecoder;
import io.shoutu.api.sensor.SensorInlet;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.KnownDevices;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payloads in a format that only a plugin can read, and the inlets plugins bring. */
class ForeignFormatTest {
    private final Station station = new Station();

    /** {@code point=value;point=value}, without a time. */
    private static final SensorDecoder PAIRS = new SensorDecoder() {
        @Override
        public String format() {
            return "pairs";
        }

        @Override
        public String label() {
            return "名值对";
        }

        @Override
        public void decode(byte[] payload, Instant received, Sink sink) throws Unreadable {
            String text = new String(payload, StandardCharsets.US_ASCII);
            if (text.equals("break")) {
                throw new IllegalStateException("broken on purpose");
            }
            if (!text.contains("=")) {
                throw new Unreadable("没有等号");
            }
            for (String pair : text.split(";")) {
                String[] parts = pair.split("=");
                if (parts.length == 2) {
                    sink.reading(parts[0], received, Double.parseDouble(parts[1]));
                } else {
                    sink.refused(pair, "应为 测点=值");
                }
            }
        }
    };

    @BeforeEach
    void aDeviceThatSpeaksPairs() {
        station.known.catalogue.put(new Device("GAS-01", "气体", null, null, null, null, null, "pairs", true, Instant.EPOCH, 1), KnownDevices.hash("secret-GAS-01"));
        station.known.series("GAS-01", "ch4");
    }

    @AfterEach
    void close() {
        station.close();
    }

    /** Waits for a named condition, twenty seconds at most. */
    private static void until(String what, BooleanSupplier met) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!met.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain: " + what).isLessThan(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    private List<Reading> judged() {
        synchronized (station.judged) {
            return List.copyOf(station.judged);
        }
    }

    private List<Parked> parked(Reason reason) {
        return station.house.work().run(tx -> station.store.parked(tx, reason, "GAS-01", null, 100)).items();
    }

    @Test
    void aDeviceIsReadByTheDecoderOfItsFormat() {
        station.formats.add(PAIRS);
        Arrival arrival = station.send("GAS-01", "ch4=0.5");
        assertThat(arrival.stored()).isEqualTo(1);
        assertThat(judged()).extracting(r -> r.value()).containsExactly(0.5);
    }

    @Test
    void withoutItsDecoderAPayloadWaitsAndIsTriedAgainByItselfWhenTheDecoderComes() {
        assertThat(station.send("GAS-01", "ch4=0.25").parked()).extracting(Parked::reason).containsExactly(Reason.NO_DECODER);
        station.formats.add(PAIRS);
        until("the parked payload is stored", () -> judged().size() == 1);
        until("nothing waits any more", () -> parked(Reason.NO_DECODER).isEmpty());
        station.formats.remove(PAIRS);
        assertThat(station.send("GAS-01", "ch4=0.75").parked()).extracting(Parked::reason).containsExactly(Reason.NO_DECODER);
    }

    @Test
    void whatOnePointWantsIsParkedInOurOwnFormatAndTriedAgainWhenThePointIsDeclared() {
        station.formats.add(PAIRS);
        assertThat(station.send("GAS-01", "ch4=1;co=7").parked()).extracting(Parked::reason).containsExactly(Reason.UNKNOWN_POINT);
        station.known.series("GAS-01", "co");
        until("the value of the point just declared is stored", () -> judged().stream().anyMatch(r -> r.value() == 7));
    }

    @Test
    void aPayloadOfWhichPartCannotBeUsedIsTakenAsFarAsItGoesAndTheRestSaysWhy() {
        station.formats.add(PAIRS);
        Arrival arrival = station.send("GAS-01", "ch4=1;garbage");
        assertThat(arrival.stored()).isEqualTo(1);
        assertThat(arrival.parked()).singleElement().satisfies(item -> {
            assertThat(item.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(item.text()).contains("garbage").contains("应为 测点=值");
            assertThat(new String(item.payload(), StandardCharsets.US_ASCII)).isEqualTo("ch4=1;garbage");
        });
    }

    @Test
    void aDecoderThatFailsHurtsNobodyElse() {
        station.formats.add(PAIRS);
        station.known.device("OWN-01");
        station.known.series("OWN-01", "temperature");
        assertThat(station.send("GAS-01", "break").parked()).extracting(Parked::reason).containsExactly(Reason.DECODER_FAULT);
        assertThat(station.send("GAS-01", "nonsense").parked()).extracting(Parked::reason).containsExactly(Reason.MALFORMED);
        assertThat(station.send("OWN-01", "temperature", station.now(), 3).stored()).isEqualTo(1);
    }

    @Test
    void anInletIsOpenedWhenItComesAndClosedBeforeItGoes() throws Exception {
        station.formats.add(PAIRS);
        Inlets inlets = new Inlets(station.ingest, station.known.catalogue, station.formats, (device, word) -> false);
        CompletableFuture<SensorInlet.Intake> opened = new CompletableFuture<>();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        SensorInlet inlet = new SensorInlet() {
            @Override
            public String name() {
                return "test-inlet";
            }

            @Override
            public void open(Intake intake) {
                opened.complete(intake);
            }

            @Override
            public void close() {
                closed.complete(null);
            }
        };
        inlets.add(inlet);
        SensorInlet.Intake intake = opened.get(60, TimeUnit.SECONDS);
        until("the inlet counts as open", () -> inlets.state().ready());
        assertThat(intake.admits("GAS-01", "secret-GAS-01".toCharArray())).isTrue();
        assertThat(intake.admits("GAS-01", "wrong".toCharArray())).isFalse();
        SensorInlet.Taken taken = intake.take("GAS-01", "ch4=2;co=3".getBytes(StandardCharsets.US_ASCII), station.house.clock().instant())
                .toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThat(taken).isEqualTo(new SensorInlet.Taken(1, 1));
        assertThat(intake.take("NO-SUCH", new byte[0], Instant.EPOCH).toCompletableFuture()).failsWithin(10, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class).withMessageContaining("设备未登记");
        inlets.remove(inlet);
        assertThat(closed).isDone();
        inlets.close();
    }

    @Test
    void anInletThatCannotOpenSaysSoAndIsNotReady() {
        Inlets inlets = new Inlets(station.ingest, station.known.catalogue, station.formats, (device, word) -> false);
        inlets.add(new SensorInlet() {
            @Override
            public String name() {
                return "shut";
            }

            @Override
            public void open(Intake intake) throws Exception {
                throw new java.net.BindException("port taken");
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        });
        until("the reason is told", () -> inlets.state().text().contains("port taken"));
        assertThat(inlets.state().ready()).isFalse();
        inlets.close();
    }
}
