package io.shoutu.sensor.door;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An MQTT client that sends bytes as a test wants them (裸报文客户端), for what Paho would never send. */
final class Raw implements AutoCloseable {
    final Socket socket;
    private final DataInputStream in;
    private final boolean five;

    Raw(int port, boolean five) throws IOException {
        this(new Socket("127.0.0.1", port), five);
    }

    Raw(Socket socket, boolean five) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(10_000);
        in = new DataInputStream(socket.getInputStream());
        this.five = five;
    }

    /** One packet: its first byte and its body without the fixed header. */
    record Packet(int type, byte[] body) {}

    Packet connect(String client, String user, String password) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, "MQTT");
        body.write(five ? 5 : 4);
        body.write(0x02 | (user == null ? 0 : 0x80) | (password == null ? 0 : 0x40));
        body.write(0);
        body.write(60);
        if (five) {
            body.write(0);
        }
        text(body, client);
        if (user != null) {
            text(body, user);
        }
        if (password != null) {
            text(body, password);
        }
        send(0x10, body.toByteArray());
        return read();
    }

    void publish(String topic, int qos, int packet, String payload) throws IOException {
        publish(topic, qos, packet, payload.getBytes(StandardCharsets.UTF_8));
    }

    void publish(String topic, int qos, int packet, byte[] payload) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, topic);
        if (qos > 0) {
            body.write(packet >> 8);
            body.write(packet);
        }
        if (five) {
            body.write(0);
        }
        body.writeBytes(payload);
        send(0x30 | qos << 1, body.toByteArray());
    }

    /** A publish the door may hang up on before all of it is through. */
    void publishTooMuch(String topic, int packet, byte[] payload) throws IOException {
        try {
            publish(topic, 1, packet, payload);
        } catch (java.net.SocketException hungUp) {
            // What the door then says, or that it closed, is read by the test.
        }
    }

    /** Version 5, with a name for the topic. */
    void publishAs(int alias, String topic, int packet, String payload) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, topic);
        body.write(packet >> 8);
        body.write(packet);
        body.writeBytes(new byte[] {3, 0x23, (byte) (alias >> 8), (byte) alias});
        body.writeBytes(payload.getBytes(StandardCharsets.UTF_8));
        send(0x32, body.toByteArray());
    }

    void subscribe(int packet, String filter) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(packet >> 8);
        body.write(packet);
        if (five) {
            body.write(0);
        }
        text(body, filter);
        body.write(1);
        send(0x82, body.toByteArray());
    }

    void send(int type, byte[] body) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(type);
        int length = body.length;
        do {
            packet.write(length > 127 ? length & 0x7F | 0x80 : length);
            length >>= 7;
        } while (length > 0);
        packet.writeBytes(body);
        socket.getOutputStream().write(packet.toByteArray());
    }

    /** The next packet, or null where the other side has closed. */
    Packet read() throws IOException {
        try {
            int type = in.read();
            if (type < 0) {
                return null;
            }
            int length = 0;
            for (int shift = 0, b = 0x80; (b & 0x80) != 0; shift += 7) {
                b = in.readUnsignedByte();
                length |= (b & 0x7F) << shift;
            }
            return new Packet(type, in.readNBytes(length));
        } catch (java.net.SocketException reset) {
            return null;
        }
    }

    boolean nothingToRead() throws IOException {
        return in.available() == 0;
    }

    private static void text(ByteArrayOutputStream to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.write(bytes.length >> 8);
        to.write(bytes.length);
        to.writeBytes(bytes);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
