package io.shoutu.sensor.door;

import io.shoutu.sensor.Ingest;
import io.shoutu.sensor.domain.Catalogue;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The door under load (接入门测速): connections that each keep a window of QoS 1 messages under way, counted by their PUBACK. */
public final class DoorSpeed {
    private static final int CONNECTIONS = 4;
    private static final int WINDOW = 500;

    private DoorSpeed() {}

    public static void run(Ingest ingest, Catalogue catalogue, int seconds, int devices) throws Exception {
        MqttDoor door = new MqttDoor(ingest, catalogue, new io.shoutu.sensor.decode.Formats(), Clock.systemUTC(), new MqttDoor.Settings(true, "127.0.0.1", 0, 1, 12_000, 5_000));
        while (door.port() == 0) {
            LockSupport.parkNanos(1_000_000);
        }
        AtomicLong acknowledged = new AtomicLong();
        for (int c = 0; c < CONNECTIONS; c++) {
            String device = "D-" + c;
            Socket socket = new Socket("127.0.0.1", door.port());
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write(connect(device));
            in.readNBytes(4);
            Semaphore window = new Semaphore(WINDOW);
            Thread reader = new Thread(() -> {
                byte[] buffer = new byte[64 * 1024];
                int rest = 0;
                try {
                    for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                        int acks = (rest + n) / 4;
                        rest = (rest + n) % 4;
                        acknowledged.addAndGet(acks);
                        window.release(acks);
                    }
                } catch (java.io.IOException e) {
                    System.out.println("connection of " + device + " ended: " + e);
                }
            });
            reader.setDaemon(true);
            reader.start();
            int mine = c;
            Thread writer = new Thread(() -> {
                byte[] topic = ("shoutu/v1/" + device + "/readings").getBytes(StandardCharsets.UTF_8);
                long ts = System.currentTimeMillis() - 3_600_000 * 10L;
                int packet = 0;
                long n = mine;
                ByteArrayOutputStream buffer = new ByteArrayOutputStream(64 * 1024);
                try {
                    while (true) {
                        window.acquireUninterruptibly();
                        int more = 1 + window.drainPermits();
                        buffer.reset();
                        for (int i = 0; i < more; i++) {
                            packet = packet % 65_535 + 1;
                            byte[] payload = ("{\"ts\":" + ts++ + ",\"values\":{\"temperature\":" + n++ % 1000 / 10.0 + "}}").getBytes(StandardCharsets.ISO_8859_1);
                            buffer.write(0x32);
                            int length = 2 + topic.length + 2 + payload.length;
                            if (length > 127) {
                                buffer.write(length & 0x7F | 0x80);
                                buffer.write(length >> 7);
                            } else {
                                buffer.write(length);
                            }
                            buffer.write(topic.length >> 8);
                            buffer.write(topic.length);
                            buffer.write(topic, 0, topic.length);
                            buffer.write(packet >> 8);
                            buffer.write(packet);
                            buffer.write(payload, 0, payload.length);
                        }
                        buffer.writeTo(out);
                        out.flush();
                    }
                } catch (java.io.IOException e) {
                    System.out.println("connection of " + device + " ended: " + e);
                }
            });
            writer.setDaemon(true);
            writer.start();
        }
        long before = 0;
        for (int second = 1; second <= seconds; second++) {
            TimeUnit.SECONDS.sleep(1);
            long now = acknowledged.get();
            System.out.printf("%2d s: %,d acknowledged/s%n", second, now - before);
            before = now;
        }
        door.metrics().forEach(metric -> {
            if (metric.value() != 0) {
                System.out.printf("%s%s %s%n", metric.name(), metric.labels(), metric.value());
            }
        });
    }

    static byte[] connect(String device) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 4, 'M', 'Q', 'T', 'T', 4, (byte) 0xC2, 0, 60});
        for (String text : new String[] {"client-" + device, device, "secret-" + device}) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            body.write(0);
            body.write(bytes.length);
            body.writeBytes(bytes);
        }
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(0x10);
        packet.write(body.size());
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }
}
