package io.shoutu.sensor.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.sensor.SensorInlet;
import io.shoutu.api.sensor.SensorInletContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import java.lang.annotation.Annotation;

/** A station calls. */
public class Hj212InletTest implements SensorInletContract {
    private static final String PW = "contract-secret";
    private final Hj212Inlet inlet = new Hj212Inlet(config(), Clock.fixed(FireTest.NOW, ZoneOffset.UTC));

    public static Hj212Inlet.Config config() {
        return new Hj212Inlet.Config() {
            @Override public boolean enabled() { return true; }
            @Override public String bind() { return "127.0.0.1"; }
            @Override public int port() { return 0; }
            @Override public String networks() { return ""; }
            @Override public int connections() { return 10; }
            @Override public int connectionsPerAddress() { return 10; }
            @Override public int window() { return 3; }
            @Override public int idleSeconds() { return 60; }
            @Override public int packetSeconds() { return 60; }
            @Override public boolean answerEachPacket() { return false; }
            @Override public boolean giveTime() { return true; }
            @Override public boolean fillGaps() { return true; }
            @Override public Class<? extends Annotation> annotationType() { return Hj212Inlet.Config.class; }
        };
    }

    /** One station on its connection. */
    private final class Station implements AutoCloseable {
        final Socket socket = new Socket("127.0.0.1", inlet.port());
        final BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));

        Station() throws IOException {
            socket.setSoTimeout(20_000);
        }

        void send(String segment) throws IOException {
            socket.getOutputStream().write(Hj212Frame.around(segment));
        }

        void data(String qn, String more, String content) throws IOException {
            send("QN=" + qn + ";ST=39;CN=2011;PW=" + PW + ";MN=contract-1;" + more + "CP=&&" + content + "&&");
        }

        /** The next frame of the platform, or null at the end. */
        Hj212Frame hear() throws Exception {
            String line = in.readLine();
            return line == null ? null : Hj212Frame.read((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @AfterEach
    void end() {
        inlet.close();
    }

    @Override
    public SensorInlet inlet() {
        return inlet;
    }

    @Override
    public String format() {
        return "hj212-2017";
    }

    @Override
    public CompletableFuture<Void> send() throws Exception {
        Station station = new Station();
        station.data("20261122091530001", "Flag=5;", "DataTime=20261122091500;a34001-Rtd=0.086");
        CompletableFuture<Void> answered = new CompletableFuture<>();
        new Thread(() -> {
            try (station) {
                Hj212Frame answer = station.hear();
                if (answer == null || !answer.cn().equals("9014")) {
                    throw new IOException("no 9014 but " + answer);
                }
                answered.complete(null);
            } catch (Exception e) {
                answered.completeExceptionally(e);
            }
        }, "test-station").start();
        return answered;
    }

    private Booked opened() throws Exception {
        Booked intake = new Booked(format());
        inlet.open(intake);
        return intake;
    }

    private static void taken(Booked intake, int which) throws InterruptedException {
        SensorInletContract.until("payload " + which, () -> intake.open.size() > which);
        intake.open.get(which).complete(new SensorInlet.Taken(1, 0));
    }

    @Test
    void wrongPasswordForeignDeviceAndUnknownCommandAreAnsweredWithTheirReason() throws Exception {
        Booked intake = opened();
        try (Station station = new Station()) {
            station.send("QN=20261122091530001;ST=39;CN=2011;PW=123456;MN=contract-1;Flag=5;CP=&&DataTime=20261122091500;a-Rtd=1&&");
            assertThat(station.hear().value("QnRtn")).isEqualTo("3");
            station.send("QN=20261122091530001;ST=39;CN=2011;PW=" + PW + ";MN=nobody-1;Flag=5;CP=&&DataTime=20261122091500;a-Rtd=1&&");
            assertThat(station.hear().value("QnRtn")).isEqualTo("4");
            station.send("QN=20261122091530001;ST=39;CN=7777;PW=" + PW + ";MN=contract-1;Flag=5;CP=&&&&");
            assertThat(station.hear().value("QnRtn")).isEqualTo("8");
        }
        assertThat(intake.payloads).isEmpty();
        assertThat(inlet.server().refused(LineServer.Refused.AUTH)).isEqualTo(2);
    }

    @Test
    void guessingPasswordsEndsAfterTwentyWithinAMinute() throws Exception {
        opened();
        try (Station station = new Station()) {
            int heard = 0;
            for (int i = 0; i < 25; i++) {
                try {
                    station.send("QN=20261122091530001;ST=39;CN=2011;PW=12345" + i + ";MN=contract-1;Flag=5;CP=&&&&");
                } catch (IOException over) {
                    break;
                }
            }
            while (true) {
                try {
                    if (station.hear() == null) {
                        break;
                    }
                    heard++;
                } catch (IOException over) {
                    break;
                }
            }
            assertThat(heard).isLessThanOrEqualTo(20);
        }
        try (Station again = new Station()) {
            assertThat(again.in.read()).as("hung up at once").isEqualTo(-1);
        } catch (IOException hungUp) {
            assertThat(hungUp).hasMessageContaining("reset");
        }
    }

    @Test
    void damagedFrameOfAnAdmittedStationIsAnsweredNineAndTheNextOneIsTaken() throws Exception {
        Booked intake = opened();
        try (Station station = new Station()) {
            station.data("20261122091530001", "Flag=5;", "DataTime=20261122091500;a-Rtd=1");
            taken(intake, 0);
            assertThat(station.hear().cn()).isEqualTo("9014");
            byte[] bad = Hj212Frame.around("QN=20261122091530002;ST=39;CN=2011;PW=" + PW + ";MN=contract-1;Flag=5;CP=&&DataTime=20261122091500;a-Rtd=2&&");
            bad[bad.length - 9] ^= 1;
            station.socket.getOutputStream().write(bad);
            assertThat(station.hear().value("QnRtn")).isEqualTo("9");
            station.data("20261122091530003", "Flag=5;", "DataTime=20261122091510;a-Rtd=3");
            taken(intake, 1);
            Hj212Frame answer = station.hear();
            assertThat(answer.cn()).isEqualTo("9014");
            assertThat(answer.qn()).isEqualTo("20261122091530003");
        }
        assertThat(inlet.server().damaged()).isEqualTo(1);
    }

    @Test
    void packetsAreTakenAsOneMessageInWhateverOrderAndAllAnsweredAfterwards() throws Exception {
        Booked intake = opened();
        try (Station station = new Station()) {
            station.data("20261122091530001", "Flag=7;PNUM=2;PNO=2;", "86,a34001-Flag=N");
            station.data("20261122091530001", "Flag=7;PNUM=2;PNO=1;", "DataTime=20261122091500;a34001-Rtd=0.0");
            taken(intake, 0);
            assertThat(station.hear().cn()).isEqualTo("9014");
            assertThat(station.hear().cn()).isEqualTo("9014");
        }
        assertThat(io.shoutu.api.sensor.SensorDecoderContract.ask(new Hj212Decoder(), intake.payloads.get(0)).readings()).containsExactly("a34001 2026-11-22T01:15:00Z 0.086");
    }

    @Test
    void stationIsAskedForWhatItKeptBackAndTheQuestionFollowsItsAnswers() throws Exception {
        Booked intake = opened();
        assertThatThrownBy(() -> inlet.ask("contract-1", "minute", FireTest.NOW.minusSeconds(600), FireTest.NOW)).isInstanceOf(Problem.IllegalMove.class);
        try (Station station = new Station()) {
            station.data("20261122091530001", "Flag=4;", "DataTime=20261122091500;a-Rtd=1");
            taken(intake, 0);
            assertThatThrownBy(() -> inlet.ask("contract-1", "minute", null, FireTest.NOW)).isInstanceOf(Problem.Invalid.class);
            inlet.ask("contract-1", "minute", Instant.parse("2026-11-22T00:00:00Z"), Instant.parse("2026-11-22T01:00:00Z"));
            Hj212Frame asked = station.hear();
            assertThat(asked.cn() + " " + asked.st() + " " + asked.content()).isEqualTo("2051 39 BeginTime=20261122080000;EndTime=20261122090000");
            assertThat(asked.pw()).isEqualTo(PW);
            String back = ";ST=91;PW=" + PW + ";MN=contract-1;Flag=4;CP=&&";
            station.send("QN=" + asked.qn() + back.replace("ST=91", "ST=91;CN=9011") + "QnRtn=1&&");
            SensorInletContract.until("accepted", () -> inlet.asked("contract-1").get(0).state() == Asks.State.ACCEPTED);
            station.send("QN=" + asked.qn() + ";ST=39;CN=2051;PW=" + PW + ";MN=contract-1;Flag=4;CP=&&DataTime=20261122080000;a-Avg=1&&");
            taken(intake, 1);
            station.send("QN=" + asked.qn() + back.replace("ST=91", "ST=91;CN=9012") + "ExeRtn=1&&");
            SensorInletContract.until("done", () -> inlet.asked("contract-1").get(0).state() == Asks.State.DONE);
            assertThat(inlet.asked("contract-1").get(0).frames()).isEqualTo(1);
        }
    }

    @Test
    void gapInTheHourDataIsAskedForByItself() throws Exception {
        Booked intake = opened();
        try (Station station = new Station()) {
            String hour = ";ST=39;CN=2061;PW=" + PW + ";MN=contract-1;Flag=4;CP=&&DataTime=";
            station.send("QN=20261122060000000" + hour + "20261122050000;a-Avg=1&&");
            taken(intake, 0);
            station.send("QN=20261122090000000" + hour + "20261122080000;a-Avg=1&&");
            taken(intake, 1);
            Hj212Frame asked = station.hear();
            assertThat(asked.cn() + " " + asked.content()).isEqualTo("2061 BeginTime=20261122060000;EndTime=20261122070000");
        }
    }

    @Test
    void stationThatAsksForTheTimeIsGivenIt() throws Exception {
        opened();
        try (Station station = new Station()) {
            station.send("QN=20261122091530001;ST=39;CN=1013;PW=" + PW + ";MN=contract-1;Flag=5;CP=&&&&");
            assertThat(station.hear().cn()).isEqualTo("9013");
            Hj212Frame given = station.hear();
            assertThat(given.cn() + " " + given.content()).isEqualTo("1012 SystemTime=20261122091530");
        }
    }

    @Test
    void beyondThisMachineItOpensOnlyForNamedNetworks() {
        assertThat(Networks.of("10.8.0.0/16,192.168.1.7").hold("10.8.200.3")).isTrue();
        assertThat(Networks.of("10.8.0.0/16,192.168.1.7").hold("192.168.1.8")).isFalse();
        assertThat(Networks.of("").hold("127.0.0.1")).isTrue();
        assertThat(Networks.of("").hold("10.8.0.1")).isFalse();
        assertThat(Networks.of("fd00::/8").hold("fd12::1")).isTrue();
        assertThatThrownBy(() -> Networks.of("10.8.0.0/40")).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> Networks.of("station.example")).isInstanceOf(Problem.Invalid.class);
    }
}
