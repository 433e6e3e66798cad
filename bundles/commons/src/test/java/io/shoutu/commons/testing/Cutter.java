package io.shoutu.commons.testing;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Stands between a client and PostgreSQL and cuts the line (断线器) at the worst moment: the server has got the COMMIT and answered it,
 * the client never hears the answer. The client must send COMMIT as readable text: {@code prepareThreshold=0&sslmode=disable}.
 */
public final class Cutter implements Closeable {
    private final ServerSocket door;
    private final BooleanSupplier cuts;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    /** @param cuts asked at each COMMIT whether to cut there */
    public Cutter(int server, BooleanSupplier cuts) {
        this.cuts = cuts;
        try {
            this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("cutter-door", () -> {
            while (!door.isClosed()) {
                Socket client = door.accept();
                clients.add(client);
                try {
                    Line line = new Line(client, new Socket(InetAddress.getLoopbackAddress(), server));
                    start("cutter-out", line::toServer);
                    start("cutter-in", line::toClient);
                } catch (IOException e) {
                    // The server is down: the client hears the same.
                    client.close();
                }
            }
        });
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Cuts every line and lets nobody in any more; what a client has already said still reaches the server. */
    @Override
    public void close() {
        try {
            door.close();
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Pumping {
        void run() throws IOException;
    }

    private static void start(String name, Pumping pump) {
        Thread thread = new Thread(() -> {
            try {
                pump.run();
            } catch (IOException e) {
                // One of the two ends has closed; so do both.
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
    }

    private final class Line {
        private final Socket client;
        private final Socket server;
        private volatile boolean deaf;

        Line(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        /** Message by message: the first has no letter before its length. */
        void toServer() throws IOException {
            try (client; server) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                OutputStream out = server.getOutputStream();
                for (boolean first = true; ; first = false) {
                    int letter = first ? 0 : in.readUnsignedByte();
                    int length = in.readInt();
                    byte[] body = in.readNBytes(length - 4);
                    if ((letter == 'P' || letter == 'Q') && new String(body, StandardCharsets.UTF_8).contains("COMMIT") && cuts.getAsBoolean()) {
                        deaf = true;
                    }
                    byte[] whole = new byte[(first ? 0 : 1) + length];
                    int from = 0;
                    if (!first) {
                        whole[from++] = (byte) letter;
                    }
                    whole[from] = (byte) (length >> 24);
                    whole[from + 1] = (byte) (length >> 16);
                    whole[from + 2] = (byte) (length >> 8);
                    whole[from + 3] = (byte) length;
                    System.arraycopy(body, 0, whole, from + 4, body.length);
                    out.write(whole);
                    out.flush();
                }
            }
        }

        /** What the server answers; once the line is to be cut, its answer is the sign that it has done what it was told. */
        void toClient() throws IOException {
            try (client; server) {
                InputStream in = server.getInputStream();
                OutputStream out = client.getOutputStream();
                byte[] bytes = new byte[8_192];
                for (int n = in.read(bytes); n >= 0 && !deaf; n = in.read(bytes)) {
                    out.write(bytes, 0, n);
                    out.flush();
                }
            }
        }
    }
}
