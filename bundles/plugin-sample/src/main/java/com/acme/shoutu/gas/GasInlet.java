package com.acme.shoutu.gas;

import io.shoutu.api.Problem;
import io.shoutu.api.sensor.SensorInlet;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TCP port (接入口) the detectors call.
 *
 * <pre>
 * detector: ACME1 &lt;device&gt; &lt;secret&gt;\n        house: OK\n   or NO\n and the end
 * detector: length u16 | frame                  house: 06 stored   or 15 refused, do not send again
 * </pre>
 *
 * One frame at a time on a connection; where the house cannot store, the connection ends unanswered and the detector sends again.
 */
@Component(configurationPid = "com.acme.shoutu.gas")
@Designate(ocd = Config.class)
public final class GasInlet implements SensorInlet {
    private static final Logger log = LoggerFactory.getLogger(GasInlet.class);
    private static final int STORED = 0x06;
    private static final int REFUSED = 0x15;
    private static final int LONGEST_GREETING = 200;
    private static final int LONGEST_FRAME = 4096;
    private static final int MOST_CONNECTIONS = 64;
    private static final int GREETING_MILLIS = 10_000;
    private static final int IDLE_MILLIS = 600_000;

    private final Config config;
    private final Clock clock;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private ServerSocket server;

    @Activate
    public GasInlet(Config config, @Reference Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "acme-tcp";
    }

    /** The port it listens on now; 0 while closed. */
    synchronized int port() {
        return server == null ? 0 : server.getLocalPort();
    }

    @Override
    public synchronized void open(Intake intake) throws IOException {
        ServerSocket opened = new ServerSocket(config.port(), 50, InetAddress.getByName(config.bind()));
        server = opened;
        start("acme-tcp", () -> accept(opened, intake));
        log.info("acme detectors may call {}:{}", config.bind(), opened.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        List<Thread> ending;
        synchronized (this) {
            if (server == null) {
                return;
            }
            server.close();
            server = null;
            for (Socket socket : sockets) {
                socket.close();
            }
            sockets.clear();
            ending = List.copyOf(threads);
            threads.clear();
        }
        // A thread may be waiting for a commit that never comes while the house is going down.
        ending.forEach(Thread::interrupt);
        try {
            for (Thread thread : ending) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void accept(ServerSocket listening, Intake intake) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                synchronized (this) {
                    threads.removeIf(thread -> !thread.isAlive());
                    if (listening != server || sockets.size() >= MOST_CONNECTIONS) {
                        socket.close();
                    } else {
                        sockets.add(socket);
                        start("acme-tcp-" + socket.getPort(), () -> serve(socket, intake));
                    }
                }
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    log.warn("a detector could not be taken", e);
                }
            }
        }
    }

    private void serve(Socket socket, Intake intake) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(GREETING_MILLIS);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            String device = greeting(in, intake);
            if (device == null) {
                out.write("NO\n".getBytes(StandardCharsets.US_ASCII));
                return;
            }
            out.write("OK\n".getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(IDLE_MILLIS);
            while (true) {
                int length = in.readUnsignedShort();
                if (length > LONGEST_FRAME) {
                    log.warn("{} announced a frame of {} bytes; at most {}", device, length, LONGEST_FRAME);
                    return;
                }
                byte[] frame = in.readNBytes(length);
                if (frame.length < length) {
                    return;
                }
                out.write(store(device, frame, intake) ? STORED : REFUSED);
            }
        } catch (EOFException gone) {
            log.debug("a detector hung up");
        } catch (IOException e) {
            log.debug("a detector was lost", e);
        } catch (ExecutionException e) {
            log.warn("a frame was not stored; the detector sends it again", e.getCause());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (this) {
                sockets.remove(socket);
            }
        }
    }

    /** The device that said its secret, or null. */
    private static String greeting(DataInputStream in, Intake intake) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.size() == LONGEST_GREETING) {
                return null;
            }
            line.write(c);
        }
        String[] words = line.toString(StandardCharsets.UTF_8).strip().split(" ");
        if (words.length != 3 || !words[0].equals("ACME1")) {
            return null;
        }
        char[] secret = words[2].toCharArray();
        try {
            return intake.admits(words[1], secret) ? words[1] : null;
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    /** Whether it was stored; false where it never will be. */
    private boolean store(String device, byte[] frame, Intake intake) throws ExecutionException, InterruptedException {
        try {
            intake.take(device, frame, clock.instant()).toCompletableFuture().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Problem.Forbidden) {
                return false;
            }
            throw e;
        }
    }
}
