package io.shoutu.sensor.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.sensor.Station;
import io.shoutu.sensor.domain.Series;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS, certificates, topic names of MQTT 5, and what the door does with who wants too much. */
class MqttLimitsTest {
    private static final String TOPIC = "shoutu/v1/AL-0001/readings";

    @TempDir
    private Path folder;
    private final Station station = new Station();
    private final Series temperature;
    private MqttDoor door;

    MqttLimitsTest() {
        station.known.device("AL-0001");
        station.known.device("AL-0002");
        temperature = station.known.series("AL-0001", "temperature");
    }

    @AfterEach
    void close() {
        if (door != null) {
            door.close();
        }
        station.close();
    }

    private void open(MqttDoor.Caps caps, MqttDoor.Tls tls) {
        door = new MqttDoor(station.ingest, station.known.catalogue, station.formats, station.house.clock(), new MqttDoor.Settings(true, "127.0.0.1", 0, 1, 50, 200, caps, tls));
        waitFor("the door to open", () -> door.state().ready());
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

    private String json(int i) {
        return "{\"ts\":" + (station.now() + i) + ",\"values\":{\"temperature\":" + i + "}}";
    }

    private Raw tls(SSLContext context) throws Exception {
        return new Raw(context.getSocketFactory().createSocket("127.0.0.1", door.tlsPort()), true);
    }

    @Test
    void overTlsADeviceIsKnownByItsSecretOrByItsCertificateAndSpeaksForItselfAlone() throws Exception {
        Certificates certificates = new Certificates(folder);
        KeyStore own = certificates.make("door");
        KeyStore device = certificates.make("AL-0001");
        KeyStore stranger = certificates.make("AL-0002");
        open(MqttDoor.Caps.WIDE, new MqttDoor.Tls("127.0.0.1", 0, certificates.file("door.pem"), certificates.file("door-key.pem"), certificates.file("AL-0001.pem")));
        try (Raw raw = tls(Certificates.client(own, "door", null))) {
            assertThat(raw.connect("c", "AL-0001", "secret-AL-0001").body()[1]).isZero();
            raw.publish(TOPIC, 1, 1, json(1));
            assertThat(raw.read().type()).isEqualTo(0x40);
        }
        try (Raw raw = tls(Certificates.client(own, "door", null))) {
            assertThat(raw.connect("c", "AL-0001", "wrong").body()[1]).isEqualTo((byte) 0x86);
        }
        try (Raw raw = tls(Certificates.client(own, "door", device))) {
            assertThat(raw.connect("c", null, null).body()[1]).as("the certificate is the credential").isZero();
            raw.publish(TOPIC, 1, 1, json(2));
            assertThat(raw.read().type()).isEqualTo(0x40);
            raw.publish("shoutu/v1/AL-0002/readings", 1, 2, json(2));
            assertThat(raw.read().body()).startsWith(0, 2, 0x87);
            station.known.device("AL-0001", false, 2);
            raw.publish(TOPIC, 1, 3, json(3));
            assertThat(raw.read().type()).as("disabled, it is shown out").isEqualTo(0xE0);
        }
        station.known.device("AL-0001", true, 3);
        try (Raw raw = tls(Certificates.client(own, "door", device))) {
            assertThat(raw.connect("c", "AL-0002", "secret-AL-0002").body()[1]).as("a certificate of one, the name of another").isEqualTo((byte) 0x87);
        }
        try (Raw raw = tls(Certificates.client(own, "door", stranger))) {
            // Nobody vouches for it: the handshake fails, with TLS 1.3 at the first byte read.
            Raw.Packet answer = null;
            try {
                answer = raw.connect("c", null, null);
            } catch (java.io.IOException refused) {
                assertThat(refused).isInstanceOf(javax.net.ssl.SSLException.class);
            }
            assertThat(answer == null || answer.type() != 0x20 || answer.body()[1] != 0).as("not let in").isTrue();
        }
        assertThat(station.history.range(temperature, 0, Long.MAX_VALUE, 10)).hasSize(2);
    }

    @Test
    void doorWhoseCertificateCannotBeReadIsNotReadyAndSaysWhy() {
        door = new MqttDoor(station.ingest, station.known.catalogue, station.formats, station.house.clock(),
                new MqttDoor.Settings(true, "127.0.0.1", 0, 1, 50, 200, MqttDoor.Caps.WIDE, new MqttDoor.Tls("127.0.0.1", 0, "/no/such.pem", "/no/such-key.pem", "")));
        waitFor("the trouble to be told", () -> door.state().text().contains("TLS 监听"));
        waitFor("the trouble to be told with its file", () -> door.state().text().contains("无法以 TLS 监听"));
        assertThat(door.state().ready()).isFalse();
    }

    @Test
    void topicMayBeNamedOnceAndCalledByItsNumber() throws Exception {
        open(MqttDoor.Caps.WIDE, null);
        try (Raw raw = new Raw(door.port(), true)) {
            raw.connect("c", "AL-0001", "secret-AL-0001");
            raw.publishAs(3, TOPIC, 1, json(1));
            assertThat(raw.read().body()).startsWith(0, 1);
            raw.publishAs(3, "", 2, json(2));
            assertThat(raw.read().body()).startsWith(0, 2);
            raw.publishAs(4, "shoutu/v1/AL-0002/readings", 3, json(3));
            assertThat(raw.read().body()).startsWith(0, 3, 0x87);
            raw.publishAs(4, "", 4, json(4));
            assertThat(raw.read().body()).as("the number of a foreign topic").startsWith(0, 4, 0x87);
            raw.publishAs(9, TOPIC, 5, json(5));
            Raw.Packet end = raw.read();
            assertThat(end.type()).isEqualTo(0xE0);
            assertThat(end.body()[0]).isEqualTo((byte) 0x94);
        }
        assertThat(station.history.range(temperature, 0, Long.MAX_VALUE, 10)).hasSize(2);
    }

    @Test
    void inVersion5ADeviceHearsThatItsMessageWasParked() throws Exception {
        open(MqttDoor.Caps.WIDE, null);
        try (Raw raw = new Raw(door.port(), true)) {
            raw.connect("c", "AL-0001", "secret-AL-0001");
            raw.publish(TOPIC, 1, 1, "{\"values\":{\"nosuch\":1}}");
            assertThat(new String(raw.read().body(), StandardCharsets.ISO_8859_1)).endsWith("parked");
        }
    }

    @Test
    void whoSendsFasterThanItMayIsShownOutAndMayNotHaveMoreConnectionsThanItMay() throws Exception {
        open(new MqttDoor.Caps(2_000, 10, 2, 0, 0, 0), null);
        try (Raw raw = new Raw(door.port(), true); Raw second = new Raw(door.port(), true); Raw third = new Raw(door.port(), true)) {
            raw.connect("c1", "AL-0001", "secret-AL-0001");
            second.connect("c2", "AL-0001", "secret-AL-0001");
            assertThat(third.connect("c3", "AL-0001", "secret-AL-0001").body()[1]).isEqualTo((byte) 0x97);
            for (int i = 1; i <= 150; i++) {
                raw.publishTooMuch(TOPIC, i, json(i).getBytes(StandardCharsets.UTF_8));
            }
            Raw.Packet packet = raw.read();
            while (packet != null && packet.type() == 0x40) {
                packet = raw.read();
            }
            assertThat(packet == null || packet.type() == 0xE0 && packet.body()[0] == (byte) 0x96).isTrue();
        }
        assertThat(door.refused(MqttDoor.Refused.RATE)).isEqualTo(1);
        assertThat(door.refused(MqttDoor.Refused.CONNECTIONS)).isEqualTo(1);
        try (Raw raw = new Raw(door.port(), true)) {
            waitFor("its places are free again", () -> door.connections() == 0);
            raw.connect("c", "AL-0002", "secret-AL-0002");
            raw.publishTooMuch("shoutu/v1/AL-0002/readings", 1, new byte[2_001]);
            assertThat(raw.read().body()[0]).as("too large for this door").isEqualTo((byte) 0x95);
        }
    }

    @Test
    void whoGuessesIsRefusedForTheRestOfTheMinuteAndWhatHeOfferedStandsInNoLog() throws Exception {
        open(new MqttDoor.Caps(0, 0, 0, 0, 0, 3), null);
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            for (int i = 0; i < 4; i++) {
                try (Raw raw = new Raw(door.port(), true)) {
                    assertThat(raw.connect("c", "AL-0001", "my-guessed-secret").body()[1]).isEqualTo((byte) (i < 3 ? 0x86 : 0x9F));
                }
            }
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("my-guessed-secret");
        try (Raw raw = new Raw(door.port(), true)) {
            assertThat(raw.connect("c", "AL-0001", "secret-AL-0001").body()[1]).isEqualTo((byte) 0x9F);
        }
        station.house.clock().advance(Duration.ofMinutes(1));
        try (Raw raw = new Raw(door.port(), true)) {
            assertThat(raw.connect("c", "AL-0001", "secret-AL-0001").body()[1]).isZero();
        }
        assertThat(door.refused(MqttDoor.Refused.FLOOD)).isEqualTo(2);
    }
}
