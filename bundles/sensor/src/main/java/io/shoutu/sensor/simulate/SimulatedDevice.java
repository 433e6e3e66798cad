package io.shoutu.sensor.simulate;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** One device on its connection (模拟设备): MQTT 3.1.1 as small as devices speak it, QoS 1, a window of unanswered messages. */
final class SimulatedDevice implements AutoCloseable {
    private static final int WINDOW = 200;
    private static final int PATIENCE_SECONDS = 60;

    private final Socket socket;
    private final OutputStream out;
    private final String topic;
    private final Semaphore window = new Semaphore(WINDOW);
    private final LongAdder acknowledged;
    private final Thread reader;
    private volatile IOException ended;
    private int packet;

    SimulatedDevice(int port, String device, String secret, LongAdder acknowledged) throws IOException {
        this.acknowledged = acknowledged;
        this.topic = "shoutu/v1/" + device + "/readings";
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_SECONDS * 1_000);
        out = new BufferedOutputStream(socket.getOutputStream(), 16_384);
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(body);
        data.writeUTF("MQTT");
        data.writeByte(4);
        data.writeByte(0xC2);
        data.writeShort(0);
        data.writeUTF("simulator-" + device);
        data.writeUTF(device);
        data.writeUTF(secret);
        write(0x10, body.toByteArray());
        out.flush();
        byte[] answer = in.readNBytes(4);
        if (answer.length < 4 || answer[3] != 0) {
            socket.close();
            throw new IOException("设备 " + device + " 被接入门拒绝，密钥是否正确、设备是否启用？");
        }
        socket.setSoTimeout(0);
        reader = new Thread(() -> read(in), "simulator-" + device);
        reader.setDaemon(true);
        reader.start();
    }

    private void read(DataInputStream in) {
        try {
            while (true) {
                int type = in.read();
                if (type < 0) {
                    throw new EOFException("接入门关闭了连接");
                }
                in.readNBytes(in.readUnsignedByte());
                if (type == 0x40) {
                    acknowledged.increment();
                    window.release();
                }
            }
        } catch (IOException e) {
            ended = e;
        }
    }

    /** Sends; waits while too many are unanswered. */
    void publish(String payload) throws IOException, InterruptedException {
        if (!window.tryAcquire()) {
            out.flush();
            if (!window.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(PATIENCE_SECONDS + " 秒没有得到确认");
            }
        }
        if (ended != null) {
            throw new IOException(ended.getMessage(), ended);
        }
        packet = packet % 65_535 + 1;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(body);
        data.writeUTF(topic);
        data.writeShort(packet);
        data.write(payload.getBytes(StandardCharsets.UTF_8));
        write(0x32, body.toByteArray());
    }

    void flush() throws IOException {
        out.flush();
    }

    private void write(int type, byte[] body) throws IOException {
        out.write(type);
        int length = body.length;
        do {
            out.write(length > 127 ? length & 0x7F | 0x80 : length);
            length >>= 7;
        } while (length > 0);
        out.write(body);
    }

    /** Waits for what is unanswered, then hangs up. */
    @Override
    public void close() throws IOException {
        try {
            out.flush();
            window.tryAcquire(WINDOW, PATIENCE_SECONDS, TimeUnit.SECONDS);
            write(0xE0, new byte[0]);
            out.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            socket.close();
        }
    }
}
