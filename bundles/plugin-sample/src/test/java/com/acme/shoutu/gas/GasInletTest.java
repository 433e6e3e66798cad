package com.acme.shoutu.gas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.sensor.SensorInlet;
import io.shoutu.api.sensor.SensorInletContract;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GasInletTest implements SensorInletContract {
    private final GasInlet inlet = new GasInlet(config(), Clock.systemUTC());

    /** Any free port. */
    private static Config config() {
        return new Config() {
            @Override
            public int port() {
                return 0;
            }

            @Override
            public String bind() {
                return "127.0.0.1";
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return Config.class;
            }
        };
    }

    @Override
    public SensorInlet inlet() {
        return inlet;
    }

    @Override
    public CompletableFuture<Void> send() {
        int port = inlet.port();
        return CompletableFuture.runAsync(() -> {
            try (Detector detector = new Detector(port, "contract-1", "contract-secret")) {
                assertThat(detector.send(GasDecoderTest.frame(1, 0.4))).isEqualTo(0x06);
            } catch (IOException lost) {
                throw new IllegalStateException(lost);
            }
        });
    }

    /** A detector (探测器) as it calls. */
    record Detector(Socket socket) implements AutoCloseable {
        Detector(int port, String device, String secret) throws IOException {
            this(new Socket(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(("ACME1 " + device + " " + secret + "\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(3), StandardCharsets.US_ASCII);
            if (!answer.equals("OK\n")) {
                throw new IOException("refused: " + answer);
            }
        }

        int send(byte[] frame) throws IOException {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(frame.length);
            out.write(frame);
            return new DataInputStream(socket.getInputStream()).readUnsignedByte();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void aWrongSecretIsRefusedAndHandsInNothing() throws Exception {
        Booked intake = new Booked();
        inlet.open(intake);
        try {
            assertThatThrownBy(() -> new Detector(inlet.port(), "contract-1", "wrong")).isInstanceOf(IOException.class).hasMessageContaining("NO");
            assertThat(intake.payloads).isEmpty();
        } finally {
            inlet.close();
        }
    }

    @Test
    void aDeviceThatWasDisabledIsToldNotToSendAgain() throws Exception {
        inlet.open(new SensorInlet.Intake() {
            @Override
            public boolean admits(String device, char[] secret) {
                return true;
            }

            @Override
            public CompletableFuture<SensorInlet.Taken> take(String device, byte[] payload, java.time.Instant received) {
                return CompletableFuture.failedFuture(new Problem.Forbidden("device-disabled", "设备已停用"));
            }
        });
        try (Detector detector = new Detector(inlet.port(), "contract-1", "contract-secret")) {
            assertThat(detector.send(GasDecoderTest.frame(1, 0.4))).isEqualTo(0x15);
        } finally {
            inlet.close();
        }
    }
}
