package io.shoutu.sensor.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.sensor.Station;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Reason;
import io.shoutu.sensor.domain.Series;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MqttDoorTest {
    private static final String TOPIC = "shoutu/v1/AL-0001/readings";
    private static final int WINDOW = 200;

    private final Station station = new Station();
    private final Series temperature;
    private final MqttDoor door;

    MqttDoorTest() {
        station.known.device("AL-0001");
        station.known.device("AL-0002");
        temperature = station.known.series("AL-0001", "temperature");
        door = new MqttDoor(station.ingest, station.known.catalogue, station.formats, station.house.clock(), new MqttDoor.Settings(true, "127.0.0.1", 0, 1, 5, WINDOW));
        waitFor("the door to open", () -> door.state().ready());
    }

    @AfterEach
    void close() {
        door.close();
        station.close();
    }

    private static void waitFor(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("waited in vain for " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }

    private MqttAsyncClient paho(String client, String user, String password) throws MqttException {
        MqttAsyncClient paho = new MqttAsyncClient("tcp://127.0.0.1:" + door.port(), client, new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName(user);
        options.setPassword(password.toCharArray());
        options.setMaxInflight(150);
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        paho.connect(options).waitForCompletion(60_000);
        return paho;
    }

    private String json(int i) {
        return "{\"ts\":" + (station.now() + i) + ",\"values\":{\"temperature\":" + i + "}}";
    }

    private List<Reading> all() {
        return station.history.range(temperature, 0, Long.MAX_VALUE, 100_000);
    }

    @Test
    void acknowledgementComesAfterTheCommitAndNotBefore() throws Exception {
        MqttAsyncClient paho = paho("c", "AL-0001", "secret-AL-0001");
        station.commits.drainPermits();
        IMqttDeliveryToken one = paho.publish(TOPIC, json(1).getBytes(StandardCharsets.UTF_8), 1, false);
        IMqttDeliveryToken two = paho.publish(TOPIC, json(2).getBytes(StandardCharsets.UTF_8), 2, true);
        paho.publish(TOPIC, json(3).getBytes(StandardCharsets.UTF_8), 0, false);
        waitFor("the messages to arrive", () -> received() == 3);
        // A round trip of another kind: whatever the door wanted to say before, it has said.
        paho.checkPing(null, null);
        assertThat(one.isComplete()).isFalse();
        assertThat(two.isComplete()).isFalse();
        assertThat(all()).isEmpty();
        station.commits.release(1_000);
        one.waitForCompletion(60_000);
        assertThat(all()).extracting(Reading::value).contains(1.0);
        two.waitForCompletion(60_000);
        waitFor("the message that asked for nothing", () -> all().size() == 3);
        paho.disconnect().waitForCompletion(60_000);
        paho.close();
        waitFor("the connection to be gone", () -> door.connections() == 0);
    }

    private double received() {
        return door.metrics().stream().filter(metric -> metric.name().equals("shoutu_mqtt_messages_total")).findFirst().orElseThrow().value();
    }

    @Test
    void senderThatDoesNotWaitIsAnsweredForEachMessage() throws Exception {
        CountDownLatch done = new CountDownLatch(5_000);
        try (Raw raw = new Raw(door.port(), false)) {
            assertThat(raw.connect("c", "AL-0001", "secret-AL-0001").body()).containsExactly(0, 0);
            java.util.concurrent.Semaphore window = new java.util.concurrent.Semaphore(WINDOW);
            Thread reader = new Thread(() -> {
                try {
                    while (done.getCount() > 0 && raw.read().type() == 0x40) {
                        window.release();
                        done.countDown();
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            reader.start();
            for (int i = 0; i < 5_000; i++) {
                assertThat(window.tryAcquire(60, TimeUnit.SECONDS)).as("an acknowledgement in time").isTrue();
                raw.publish(TOPIC, 1, i + 1, json(i));
            }
            assertThat(done.await(60, TimeUnit.SECONDS)).as("every acknowledgement").isTrue();
            assertThat(all()).hasSize(5_000);
        }
    }

    @Test
    void strangerIsRefusedWithoutLearningWhy() throws Exception {
        station.known.device("AL-0003", false, 1);
        assertThatThrownBy(() -> paho("c", "AL-0001", "wrong")).isInstanceOfSatisfying(MqttException.class, e -> assertThat(e.getReasonCode()).isEqualTo(4));
        assertThatThrownBy(() -> paho("c", "nobody", "secret-AL-0001")).isInstanceOfSatisfying(MqttException.class, e -> assertThat(e.getReasonCode()).isEqualTo(4));
        assertThatThrownBy(() -> paho("c", "AL-0003", "secret-AL-0003")).isInstanceOfSatisfying(MqttException.class, e -> assertThat(e.getReasonCode()).isEqualTo(4));
        try (Raw raw = new Raw(door.port(), false)) {
            assertThat(raw.connect("c", null, null).body()[1]).isEqualTo((byte) 0x05);
            assertThat(raw.read()).isNull();
        }
        try (Raw raw = new Raw(door.port(), true)) {
            assertThat(raw.connect("c", null, null).body()[1]).isEqualTo((byte) 0x87);
        }
        try (Raw raw = new Raw(door.port(), true)) {
            assertThat(raw.connect("c", "AL-0001", "wrong").body()[1]).isEqualTo((byte) 0x86);
        }
        assertThat(door.refused(MqttDoor.Refused.AUTH)).isEqualTo(6);
        assertThat(door.connections()).isZero();
    }

    @Test
    void deviceSpeaksOnlyForItself() throws Exception {
        try (Raw raw = new Raw(door.port(), false)) {
            raw.connect("c", "AL-0001", "secret-AL-0001");
            raw.publish("shoutu/v1/AL-0002/readings", 1, 7, json(1));
            assertThat(raw.read()).isNull();
        }
        try (Raw raw = new Raw(door.port(), true)) {
            Raw.Packet accepted = raw.connect("c", "AL-0001", "secret-AL-0001");
            assertThat(accepted.body()[1]).isZero();
            raw.publish("shoutu/v1/AL-0002/readings", 1, 7, json(1));
            Raw.Packet refused = raw.read();
            assertThat(refused.type()).isEqualTo(0x40);
            assertThat(refused.body()).startsWith(0, 7, 0x87);
            raw.publish(TOPIC, 1, 8, json(1));
            assertThat(raw.read().body()).startsWith(0, 8);
        }
        assertThat(door.refused(MqttDoor.Refused.TOPIC)).isEqualTo(2);
        assertThat(all()).hasSize(1);
    }

    @Test
    void nobodySubscribes() throws Exception {
        try (Raw raw = new Raw(door.port(), false)) {
            raw.connect("c", "AL-0001", "secret-AL-0001");
            raw.subscribe(5, "#");
            assertThat(raw.read()).satisfies(answer -> assertThat(answer.body()).containsExactly(0, 5, 0x80));
        }
        try (Raw raw = new Raw(door.port(), true)) {
            raw.connect("c", "AL-0001", "secret-AL-0001");
            raw.subscribe(5, TOPIC);
            assertThat(raw.read().body()).endsWith(0x87);
        }
    }

    @Test
    void messageThatIsTooLargeEndsTheConnection() throws Exception {
        try (Raw raw = new Raw(door.port(), false)) {
            raw.connect("c", "AL-0001", "secret-AL-0001");
            raw.publishTooMuch(TOPIC, 1, new byte[64 * 1024 + 1]);
            assertThat(raw.read()).isNull();
        }
        try (Raw raw = new Raw(door.port(), false)) {
            raw.connect("c", "AL-0001", "secret-AL-0001");
            raw.publishTooMuch(TOPIC, 1, new byte[200_000]);
            assertThat(raw.read()).isNull();
        }
        waitFor("both to be counted", () -> door.refused(MqttDoor.Refused.OVERSIZE) == 2);
    }

    @Test
    void messageThatCannotBeUsedIsParkedAndThenAcknowledged() throws Exception {
        try (Raw raw = new Raw(door.port(), false)) {
            raw.connect("c", "AL-0001", "secret-AL-0001");
            raw.publish(TOPIC, 1, 1, "23.5");
            assertThat(raw.read().body()).containsExactly(0, 1);
            raw.publish(TOPIC, 2, 2, "{\"values\":{\"door\":1}}");
            assertThat(raw.read()).satisfies(answer -> {
                assertThat(answer.type()).isEqualTo(0x50);
                assertThat(answer.body()).containsExactly(0, 2);
            });
            raw.send(0x62, new byte[] {0, 2});
            assertThat(raw.read().type()).isEqualTo(0x70);
        }
        assertThat(station.parked.list(null, null, null, 10).items()).extracting(Parked::reason).containsExactly(Reason.UNKNOWN_POINT, Reason.MALFORMED);
    }

    @Test
    void floodWithoutWaitingForAnswersIsCutOff() throws Exception {
        station.commits.drainPermits();
        try (Raw raw = new Raw(door.port(), false)) {
            raw.connect("c", "AL-0001", "secret-AL-0001");
            for (int i = 1; i <= WINDOW + 1; i++) {
                raw.publish(TOPIC, 1, i, json(i));
            }
            assertThat(raw.read()).isNull();
        }
        assertThat(door.refused(MqttDoor.Refused.INFLIGHT)).isEqualTo(1);
        station.commits.release(1_000);
        waitFor("what was taken in to be stored", () -> all().size() == WINDOW);
    }

    @Test
    void clientIdBelongsToItsDevice() throws Exception {
        try (Raw first = new Raw(door.port(), false); Raw foreign = new Raw(door.port(), false); Raw again = new Raw(door.port(), false)) {
            first.connect("gateway", "AL-0001", "secret-AL-0001");
            assertThat(foreign.connect("gateway", "AL-0002", "secret-AL-0002").body()).containsExactly(0, 0);
            first.publish(TOPIC, 1, 1, json(1));
            assertThat(first.read().type()).isEqualTo(0x40);
            assertThat(again.connect("gateway", "AL-0001", "secret-AL-0001").body()).containsExactly(0, 0);
            assertThat(first.read()).as("the connection that was taken over").isNull();
            again.publish(TOPIC, 1, 1, json(2));
            assertThat(again.read().type()).isEqualTo(0x40);
        }
    }

    @Test
    void deviceThatIsDisabledIsShownOutWithItsNextMessage() throws Exception {
        try (Raw raw = new Raw(door.port(), true)) {
            raw.connect("c", "AL-0001", "secret-AL-0001");
            station.known.device("AL-0001", false, 2);
            raw.publish(TOPIC, 1, 1, json(1));
            assertThat(raw.read()).satisfies(packet -> {
                assertThat(packet.type()).isEqualTo(0xE0);
                assertThat(packet.body()[0]).isEqualTo((byte) 0x87);
            });
        }
        assertThat(all()).isEmpty();
    }

    @Test
    void houseThatIsFullSaysSo() throws Exception {
        Raw[] all = new Raw[6];
        for (int i = 0; i < 6; i++) {
            all[i] = new Raw(door.port(), false);
            assertThat(all[i].connect("c" + i, "AL-0001", "secret-AL-0001").body()[1]).isEqualTo((byte) (i < 5 ? 0 : 3));
        }
        for (Raw raw : all) {
            raw.close();
        }
        waitFor("all to be gone", () -> door.connections() == 0);
    }

    @Test
    void bytesThatAreNoMqttHarmNobody() throws Exception {
        try (Raw raw = new Raw(door.port(), false); Raw early = new Raw(door.port(), false)) {
            raw.socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(raw.read()).isNull();
            early.publish(TOPIC, 1, 1, json(1));
            assertThat(early.read()).isNull();
        }
        assertThat(all()).isEmpty();
        assertThat(door.state().ready()).isTrue();
    }
}
