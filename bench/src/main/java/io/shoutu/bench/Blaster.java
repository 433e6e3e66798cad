package io.shoutu.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The sender (发送端): MQTT 3.1.1 over plain sockets, QoS 1, one connection a device, a window of unacknowledged messages. The same
 * bytes for every arm. Not a client library on purpose: the sender must be cheaper than what it measures.
 *
 * <p>Arguments: host port topicPrefix user1:secret1,user2:secret2,… messages window ratePerSecond(0 = as fast as acknowledged) points
 * firstTs value poison (one in so many malformed) step (milliseconds between two readings of a series). Prints {@code begin=<epoch ms> end=<epoch ms> acked=<n> p50us=… p99us=… p999us=…}; end is the last
 * acknowledgement, the latencies are from writing a message into the buffer to its PUBACK, in steps of 0.1 ms.
 */
public final class Blaster {
    private Blaster() {}

    public static void main(String[] args) throws Exception {
        String host = args[0];
        int port = Integer.parseInt(args[1]);
        String prefix = args[2];
        String[] devices = args[3].split(",");
        long messages = Long.parseLong(args[4]);
        int window = Integer.parseInt(args[5]);
        double rate = Double.parseDouble(args[6]);
        int points = Integer.parseInt(args[7]);
        long firstTs = Long.parseLong(args[8]);
        double value = args.length > 9 ? Double.parseDouble(args[9]) : 23.517;
        // One in so many is malformed; 0 for none.
        int poison = args.length > 10 ? Integer.parseInt(args[10]) : 0;
        long step = args.length > 11 ? Long.parseLong(args[11]) : 1;
        AtomicLong acked = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        List<Connection> connections = new ArrayList<>();
        for (String device : devices) {
            String[] credential = device.split(":", 2);
            connections.add(new Connection(host, port, credential[0], credential.length > 1 ? credential[1] : null, window, poison));
        }
        long begin = System.currentTimeMillis();
        for (Connection connection : connections) {
            Thread thread = new Thread(() -> connection.send(prefix + connection.device + "/readings", messages / devices.length, rate / devices.length, points, firstTs, step, value, acked));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long end = System.currentTimeMillis();
        long[] micros = new long[LATENCIES];
        for (Connection connection : connections) {
            for (int i = 0; i < LATENCIES; i++) {
                micros[i] += connection.latencies[i];
            }
        }
        System.out.println("begin=" + begin + " end=" + end + " acked=" + acked.get() + " p50us=" + at(micros, 0.5) + " p99us=" + at(micros, 0.99) + " p999us=" + at(micros, 0.999));
    }

    /** Buckets of 100 microseconds; the last one holds all that took longer. */
    private static final int LATENCIES = 100_000;

    private static long at(long[] counts, double share) {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen > all * share) {
                return (i + 1) * 100L;
            }
        }
        return counts.length * 100L;
    }

    /** What a message that cannot be used looks like: cut, empty, deep, strange, or of a point nobody has declared. */
    private static byte[] poison(long i, byte[] good) {
        return switch ((int) (i / 100 % 5)) {
            case 0 -> java.util.Arrays.copyOf(good, (int) (i % good.length));
            case 1 -> "[[[[[[[[[[[[[[[[".getBytes(StandardCharsets.US_ASCII);
            case 2 -> "{\"ts\":1e999,\"values\":{}}".getBytes(StandardCharsets.US_ASCII);
            case 3 -> "{\"values\":{\"nobody-declared-this\":1}}".getBytes(StandardCharsets.US_ASCII);
            default -> new byte[] {(byte) 0xff, 0, (byte) 0xfe, '{'};
        };
    }

    /** The name of a point, 37 characters. */
    static String point(int number) {
        return "main-bearing-temperature-channel-" + String.valueOf(10_000 + number).substring(1);
    }

    /** One session that only stays. */
    static Socket session(int port, String device, String secret, String client) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(body);
        data.writeUTF("MQTT");
        data.writeByte(4);
        data.writeByte(0xC2);
        data.writeShort(0);
        data.writeUTF(client);
        data.writeUTF(device);
        data.writeUTF(secret);
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(0x10);
        Connection.writeLength(packet, body.size());
        body.writeTo(packet);
        socket.getOutputStream().write(packet.toByteArray());
        byte[] connack = socket.getInputStream().readNBytes(4);
        if (connack.length < 4 || connack[3] != 0) {
            throw new IOException("refused: " + client);
        }
        return socket;
    }

    /** One 95-byte JSON reading. */
    static byte[] payload(long ts, int point, double value) {
        String text = "{\"ts\":" + ts + ",\"values\":{\"" + point(point) + "\":" + value + "},\"quality\":\"good\"}";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static final class Connection {
        final String device;
        private final Socket socket;
        private final OutputStream out;
        private final DataInputStream in;
        private final Semaphore window;
        private final int size;
        private final int poison;
        private final long[] sentAt = new long[65_536];
        final long[] latencies = new long[LATENCIES];

        Connection(String host, int port, String device, String secret, int window, int poison) throws IOException {
            this.poison = poison;
            this.device = device;
            this.size = window;
            this.window = new Semaphore(window);
            socket = new Socket(host, port);
            socket.setTcpNoDelay(true);
            out = socket.getOutputStream();
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 65536));
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            DataOutputStream data = new DataOutputStream(body);
            data.writeUTF("MQTT");
            data.writeByte(4);
            data.writeByte(secret == null ? 0x02 : 0xC2);
            data.writeShort(60);
            data.writeUTF("bench-" + device);
            if (secret != null) {
                data.writeUTF(device);
                data.writeUTF(secret);
            }
            out.write(0x10);
            writeLength(out, body.size());
            body.writeTo(out);
            out.flush();
            byte[] connack = in.readNBytes(4);
            if (connack.length < 4 || connack[3] != 0) {
                throw new IOException("refused: " + device);
            }
        }

        static void writeLength(OutputStream out, int length) throws IOException {
            do {
                int digit = length % 128;
                length /= 128;
                out.write(length > 0 ? digit | 0x80 : digit);
            } while (length > 0);
        }

        void send(String topic, long messages, double rate, int points, long firstTs, long step, double value, AtomicLong acked) {
            Thread reader = new Thread(() -> {
                try {
                    InputStream input = in;
                    byte[] four = new byte[4];
                    for (long i = 0; i < messages; i++) {
                        if (input.readNBytes(four, 0, 4) < 4 || four[0] != 0x40) {
                            throw new IOException("not a PUBACK after " + i);
                        }
                        long took = (System.nanoTime() - sentAt[(four[2] & 0xff) << 8 | four[3] & 0xff]) / 100_000;
                        latencies[(int) Math.min(LATENCIES - 1, Math.max(0, took))]++;
                        window.release();
                    }
                    acked.addAndGet(messages);
                } catch (IOException e) {
                    System.err.println(device + ": " + e);
                    System.exit(3);
                }
            });
            reader.start();
            try {
                byte[] name = topic.getBytes(StandardCharsets.UTF_8);
                ByteArrayOutputStream buffer = new ByteArrayOutputStream(65536);
                long[] last = new long[points];
                long begun = System.nanoTime();
                for (long i = 0; i < messages; i++) {
                    if (rate > 0) {
                        long due = begun + (long) (i * 1e9 / rate);
                        if (System.nanoTime() < due) {
                            if (buffer.size() > 0) {
                                buffer.writeTo(out);
                                buffer.reset();
                            }
                            while (System.nanoTime() < due) {
                                LockSupport.parkNanos(due - System.nanoTime());
                            }
                        }
                    }
                    if (!window.tryAcquire()) {
                        buffer.writeTo(out);
                        buffer.reset();
                        window.acquire();
                    }
                    int point = (int) (i % points);
                    // Where the sender had to catch up, two of one series could else bear the same millisecond.
                    long ts = rate > 0 ? Math.max(System.currentTimeMillis(), last[point] + 1) : firstTs + i / points * step;
                    last[point] = ts;
                    byte[] payload = payload(ts, point, value);
                    if (poison > 0 && i % poison == poison / 2) {
                        payload = poison(i, payload);
                    }
                    buffer.write(0x32);
                    writeLength(buffer, 2 + name.length + 2 + payload.length);
                    buffer.write(name.length >> 8);
                    buffer.write(name.length);
                    buffer.write(name);
                    int id = (int) (i % 65535) + 1;
                    sentAt[id] = System.nanoTime();
                    buffer.write(id >> 8);
                    buffer.write(id);
                    buffer.write(payload);
                    if (buffer.size() > 32_000) {
                        buffer.writeTo(out);
                        buffer.reset();
                    }
                }
                buffer.writeTo(out);
                out.flush();
                reader.join();
                out.write(new byte[] {(byte) 0xE0, 0});
                socket.close();
            } catch (IOException | InterruptedException e) {
                System.err.println(device + ": " + e + " window " + size);
                System.exit(3);
            }
        }
    }
}
