package io.shoutu.sensor.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.sensor.SensorInlet;
import io.shoutu.api.sensor.SensorInletContract;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.Socket;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A user information transmission device calls. */
class FireInletTest implements SensorInletContract {
    private final FireInlet inlet = new FireInlet(new FireInlet.Config() {
        @Override public boolean enabled() { return true; }
        @Override public String bind() { return "127.0.0.1"; }
        @Override public int port() { return 0; }
        @Override public String networks() { return ""; }
        @Override public int connections() { return 10; }
        @Override public int connectionsPerAddress() { return 10; }
        @Override public int window() { return 3; }
        @Override public int idleSeconds() { return 60; }
        @Override public Class<? extends Annotation> annotationType() { return FireInlet.Config.class; }
    }, Clock.fixed(FireTest.NOW, ZoneOffset.UTC));

    @AfterEach
    void end() {
        inlet.close();
    }

    /** The same inlet to the contract, whose device has a name of its own. */
    @Override
    public SensorInlet inlet() {
        return new SensorInlet() {
            @Override
            public String name() {
                return inlet.name();
            }

            @Override
            public void open(Intake intake) throws Exception {
                inlet.open(new Renamed(intake));
            }

            @Override
            public void close() {
                inlet.close();
            }
        };
    }

    private record Renamed(SensorInlet.Intake intake) implements SensorInlet.Intake {
        @Override
        public boolean admits(String device, char[] secret) {
            return false;
        }

        @Override
        public String format(String device) {
            return device.equals("FIRE-000000000001") ? "gb26875-3" : null;
        }

        @Override
        public CompletionStage<SensorInlet.Taken> take(String device, byte[] payload, Instant received) {
            assertThat(device).isEqualTo("FIRE-000000000001");
            return intake.take("contract-1", payload, received);
        }
    }

    private Socket call() throws IOException {
        Socket socket = new Socket("127.0.0.1", inlet.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static FireFrame hear(Socket socket) throws IOException {
        byte[] head = new DataInputStream(socket.getInputStream()).readNBytes(27);
        if (head.length < 27) {
            throw new EOFException("the connection ended");
        }
        byte[] whole = java.util.Arrays.copyOf(head, 30 + FireFrame.word(head, 24));
        new DataInputStream(socket.getInputStream()).readFully(whole, 27, whole.length - 27);
        assertThat(FireFrame.MARKS.look(whole, 0, whole.length).kind()).isEqualTo(Framing.Kind.FRAME);
        return FireFrame.read(whole);
    }

    @Override
    public CompletableFuture<Void> send() throws Exception {
        Socket socket = call();
        socket.getOutputStream().write(FireTest.COMPONENT);
        CompletableFuture<Void> answered = new CompletableFuture<>();
        new Thread(() -> {
            try (socket) {
                assertThat(hear(socket).bytes()).isEqualTo(FireTest.CONFIRM);
                answered.complete(null);
            } catch (IOException | AssertionError e) {
                answered.completeExceptionally(e);
            }
        }, "test-device").start();
        return answered;
    }

    private Booked opened() throws Exception {
        Booked intake = new Booked();
        inlet.open(new Renamed(intake));
        return intake;
    }

    @Test
    void whatIsRepeatedIsConfirmedAgain() throws Exception {
        Booked intake = opened();
        try (Socket socket = call()) {
            for (int i = 0; i < 2; i++) {
                int which = i;
                socket.getOutputStream().write(FireTest.COMPONENT);
                SensorInletContract.until("payload " + i, () -> intake.open.size() > which);
                intake.open.get(i).complete(new SensorInlet.Taken(1, 0));
                assertThat(hear(socket).bytes()).isEqualTo(FireTest.CONFIRM);
            }
        }
    }

    @Test
    void wrongSumUnknownDeviceAndUnknownCommandAreDenied() throws Exception {
        Booked intake = opened();
        try (Socket socket = call()) {
            byte[] damaged = FireTest.COMPONENT.clone();
            damaged[40] ^= 1;
            socket.getOutputStream().write(damaged);
            FireFrame denied = hear(socket);
            assertThat(denied.command()).isEqualTo(FireFrame.Command.DENY);
            assertThat(denied.serial()).isEqualTo(1);
            FireFrame good = FireFrame.read(FireTest.SYSTEM);
            socket.getOutputStream().write(new FireFrame(9, 1, 0, good.time(), new byte[] {9, 9, 9, 9, 9, 9}, good.destination(), 2, good.unit()).bytes());
            assertThat(hear(socket).command()).isEqualTo(FireFrame.Command.DENY);
            socket.getOutputStream().write(new FireFrame(10, 1, 0, good.time(), good.source(), good.destination(), 77, good.unit()).bytes());
            denied = hear(socket);
            assertThat(denied.command()).isEqualTo(FireFrame.Command.DENY);
            assertThat(denied.serial()).isEqualTo(10);
        }
        assertThat(intake.payloads).isEmpty();
    }

    @Test
    void postCheckIsSentAndItsConfirmationFollowed() throws Exception {
        Booked intake = opened();
        try (Socket socket = call()) {
            socket.getOutputStream().write(FireTest.SYSTEM);
            SensorInletContract.until("payload", () -> !intake.open.isEmpty());
            inlet.ask("FIRE-000000000001", "post-check", null, null);
            FireFrame asked = hear(socket);
            assertThat(asked.command()).isEqualTo(FireFrame.Command.CONTROL);
            assertThat(asked.unit()).containsExactly(91, 1, 0);
            assertThat(FireFrame.address(asked.destination())).isEqualTo("000000000001");
            socket.getOutputStream().write(asked.reply(FireFrame.Command.CONFIRM, FireTest.NOW).bytes());
            SensorInletContract.until("done", () -> inlet.asked("FIRE-000000000001").get(0).state() == Asks.State.DONE);
        }
    }
}
