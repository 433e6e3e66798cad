package io.shoutu.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.sensor.decode.Decoded;
import io.shoutu.sensor.decode.Decoder;
import io.shoutu.sensor.domain.Reason;
import io.shoutu.sensor.domain.Series;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Malformed and mutated messages in the stream, and a flood of ten times what may wait. */
class PoisonTest {
    private final Station station = new Station();
    private final Series temperature;

    PoisonTest() {
        station.known.device("AL-0001");
        temperature = station.known.series("AL-0001", "temperature");
    }

    @AfterEach
    void close() {
        station.close();
    }

    private Decoded decoded(byte[] payload) {
        return new Decoder(station.known.catalogue, station.formats).decode("AL-0001", "test", payload, 0, payload.length, station.now());
    }

    private byte[] good(int i) {
        return ("{\"ts\":" + (station.now() + i) + ",\"values\":{\"temperature\":" + i % 100 + ".5}}").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void oneInAHundredMalformedNeverStallsTheOthersAndEachIsParkedWithItsReason() throws Exception {
        Random random = new Random(11);
        int messages = 20_000;
        int[] count = {0, 0};
        Waiting waiting = new Waiting(messages);
        for (int i = 0; i < messages; i++) {
            byte[] payload = good(i);
            if (i % 100 == 50) {
                // Cut, flipped, deep, strange or long: nothing of it may be taken for a reading that was not sent.
                payload = switch (random.nextInt(5)) {
                    case 0 -> java.util.Arrays.copyOf(payload, random.nextInt(payload.length));
                    case 1 -> "[".repeat(5_000).getBytes(StandardCharsets.UTF_8);
                    case 2 -> "\u0000\ufffd{{{".getBytes(StandardCharsets.UTF_8);
                    case 3 -> ("{\"ts\":1e999,\"values\":{\"temperature\":\"" + "x".repeat(3_000) + "\"}}").getBytes(StandardCharsets.UTF_8);
                    default -> ("{\"ts\":" + station.now() + ",\"values\":{\"nosuch" + i + "\":1}}").getBytes(StandardCharsets.UTF_8);
                };
                count[0]++;
            } else {
                count[1]++;
            }
            assertThat(station.ingest.arrive(new Arrival("AL-0001", "test", decoded(payload), station.now(), waiting, 0), 20_000)).as("message " + i).isTrue();
        }
        assertThat(waiting.done(TimeUnit.SECONDS.toMillis(60))).as("every message is answered").isTrue();
        assertThat(station.history.range(temperature, 0, Long.MAX_VALUE, Integer.MAX_VALUE)).hasSize(count[1]);
        long parked = station.house.work().run(tx -> station.store.parkedCount(tx));
        assertThat(parked).as("every bad one is kept").isEqualTo(count[0]);
        assertThat(station.parked.list(Reason.MALFORMED, null, null, 10).items()).allSatisfy(item -> assertThat(item.text()).isNotBlank());
    }

    @Test
    void floodOfTenTimesWhatMayWaitIsHeldBackAndRefusedAndWhatWasTakenIsStored() {
        station.commits.drainPermits();
        int bound = 20_000;
        int taken = 0;
        int refused = 0;
        Waiting waiting = new Waiting(0);
        for (int i = 0; i < bound * 10; i++) {
            if (station.ingest.arrive(new Arrival("AL-0001", "test", decoded(good(i)), station.now(), waiting, 0), 0)) {
                taken++;
            } else {
                refused++;
            }
        }
        assertThat(taken).as("what waits is bounded: by the queue, and by the batch under way").isLessThanOrEqualTo(bound + 10_000);
        assertThat(taken + refused).isEqualTo(bound * 10);
        double counted = station.ingest.metrics().stream().filter(m -> m.name().equals("shoutu_sensor_refused_full_total")).mapToDouble(m -> m.value()).sum();
        assertThat(counted).as("every refusal is counted").isEqualTo(refused);
        station.commits.release(1_000_000);
        int all = taken;
        IngestTest.waitFor("what was taken to be stored", () -> station.history.range(temperature, 0, Long.MAX_VALUE, Integer.MAX_VALUE).size() == all);
    }
}
