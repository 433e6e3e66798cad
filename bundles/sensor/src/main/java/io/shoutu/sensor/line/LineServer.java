package io.shoutu.sensor.line;

import io.shoutu.api.edge.Metrics;
import io.shoutu.sensor.door.Doorkeeper;
import io.shoutu.sensor.door.Loops;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP port that speaks a protocol of frames (规约端口). One reading thread; a connection with too much unanswered is not read from.
 *
 * <p>Called by the inlet that owns it; what a connection says is told on the reading thread.
 */
final class LineServer {
    private static final Logger log = LoggerFactory.getLogger(LineServer.class);
    private static final int MOST_GARBAGE = 16_384;

    /** Why something was refused (拒绝原因). */
    enum Refused { NETWORK, CONNECTIONS, RATE, AUTH, DEVICE, COMMAND, GARBAGE, BUSY }

    /**
     * Where it listens and how much it takes (端口设置).
     *
     * @param window frames of one connection that may wait for the commit
     * @param idleSeconds after which a silent connection is closed
     * @param frameMillis the rest of a frame must come within
     */
    record Settings(String name, String host, int port, Doorkeeper.Allowed allowed, int window, int idleSeconds, int frameMillis, Networks networks) {}

    /** What speaks on one connection (会话). */
    interface Talk {
        void frame(byte[] frame);

        void damaged(byte[] frame);

        default void ended() {
            // Nothing is kept.
        }
    }

    private final Settings settings;
    private final Framing framing;
    private final Function<Line, Talk> talks;
    private final Doorkeeper keeper;
    private final Map<Refused, LongAdder> refused = new EnumMap<>(Refused.class);
    private final LongAdder frames = new LongAdder();
    private final LongAdder damaged = new LongAdder();
    private final LongAdder garbage = new LongAdder();
    private Vertx vertx;
    private volatile int port;

    LineServer(Settings settings, Framing framing, Clock clock, Function<Line, Talk> talks) {
        this.settings = settings;
        this.framing = framing;
        this.talks = talks;
        this.keeper = new Doorkeeper(clock, settings.allowed);
        for (Refused reason : Refused.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    synchronized void open() throws IOException {
        if (!InetAddress.getByName(settings.host).isLoopbackAddress() && settings.networks.empty()) {
            throw new IOException("规约本身没有加密，监听 " + settings.host + " 须先在 networks 中写明允许接入的网段");
        }
        vertx = Loops.start(1);
        NetServerOptions options = new NetServerOptions().setHost(settings.host).setPort(settings.port).setTcpNoDelay(true).setTcpKeepAlive(true)
                .setIdleTimeout(settings.idleSeconds).setIdleTimeoutUnit(TimeUnit.SECONDS);
        try {
            port = vertx.createNetServer(options).connectHandler(this::arrived).exceptionHandler(e -> log.debug("{}: a connection failed", settings.name, e))
                    .listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS).actualPort();
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IOException("无法监听 " + settings.host + ":" + settings.port + "：" + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IOException("interrupted while opening", e);
        }
        log.info("{} listens on {}:{}", settings.name, settings.host, port);
    }

    synchronized void close() {
        port = 0;
        if (vertx != null) {
            Loops.stop(vertx, settings.name);
            vertx = null;
        }
    }

    int port() {
        return port;
    }

    private void arrived(NetSocket socket) {
        String from = socket.remoteAddress().hostAddress();
        if (!settings.networks.hold(from)) {
            refuse(Refused.NETWORK);
            socket.close();
            return;
        }
        Doorkeeper.Answer answer = keeper.knock(from);
        if (answer != Doorkeeper.Answer.COME_IN) {
            refuse(answer == Doorkeeper.Answer.TOO_OFTEN ? Refused.RATE : answer == Doorkeeper.Answer.TOO_OFTEN_WRONG ? Refused.AUTH : Refused.CONNECTIONS);
            socket.close();
            return;
        }
        new Line(socket, from);
    }

    void refuse(Refused reason) {
        refused.get(reason).increment();
    }

    long refused(Refused reason) {
        return refused.get(reason).sum();
    }

    int connections() {
        return keeper.inside();
    }

    long damaged() {
        return damaged.sum();
    }

    long garbage() {
        return garbage.sum();
    }

    List<Metrics.Metric> metrics() {
        List<Metrics.Metric> all = new ArrayList<>();
        Map<String, String> own = Map.of("inlet", settings.name);
        all.add(new Metrics.Metric("shoutu_line_connections", "Connections of inlets for protocols over TCP", Metrics.Kind.GAUGE, own, keeper.inside()));
        all.add(new Metrics.Metric("shoutu_line_frames_total", "Frames with the right checksum", Metrics.Kind.COUNTER, own, frames.sum()));
        all.add(new Metrics.Metric("shoutu_line_damaged_total", "Frames with a wrong checksum", Metrics.Kind.COUNTER, own, damaged.sum()));
        all.add(new Metrics.Metric("shoutu_line_garbage_bytes_total", "Bytes that belong to no frame", Metrics.Kind.COUNTER, own, garbage.sum()));
        refused.forEach((reason, count) -> all.add(new Metrics.Metric("shoutu_line_refused_total", "What inlets for protocols over TCP refused", Metrics.Kind.COUNTER,
                Map.of("inlet", settings.name, "reason", reason.name().toLowerCase(Locale.ROOT)), count.sum())));
        return all;
    }

    /** One connection (连接). */
    final class Line implements FrameScanner.Found {
        private final NetSocket socket;
        private final String from;
        private final Context context;
        private final FrameScanner scanner;
        private final Talk talk;
        private int open;
        private int lost;
        private boolean ended;
        private long timer = -1;

        private Line(NetSocket socket, String from) {
            this.socket = socket;
            this.from = from;
            this.context = vertx.getOrCreateContext();
            this.scanner = new FrameScanner(framing, this);
            this.talk = talks.apply(this);
            socket.handler(this::came);
            socket.exceptionHandler(e -> log.debug("{}: the connection from {} failed", settings.name, from, e));
            socket.closeHandler(gone -> {
                ended = true;
                stopTimer();
                keeper.left(from);
                talk.ended();
            });
        }

        private void came(Buffer buffer) {
            if (!ended) {
                scanner.take(buffer.getBytes());
                watch();
            }
        }

        /** What waits for its rest does so for a while only, or a damaged length could hold right frames back for ever. */
        private void watch() {
            stopTimer();
            if (!ended && scanner.waits()) {
                timer = vertx.setTimer(settings.frameMillis, now -> {
                    timer = -1;
                    scanner.giveUp();
                    watch();
                });
            }
        }

        private void stopTimer() {
            if (timer >= 0) {
                vertx.cancelTimer(timer);
                timer = -1;
            }
        }

        String from() {
            return from;
        }

        /** Sends; from the reading thread. */
        void send(byte[] bytes) {
            if (!ended) {
                socket.write(Buffer.buffer(bytes));
            }
        }

        /** Runs on the reading thread of this connection; from any thread. Does nothing once the connection has ended. */
        void later(Runnable task) {
            context.runOnContext(now -> {
                if (!ended) {
                    task.run();
                }
            });
        }

        /** One more waits for its commit. */
        void waiting() {
            if (++open >= settings.window) {
                socket.pause();
            }
        }

        /** One less waits. */
        void answered() {
            if (open-- >= settings.window) {
                socket.resume();
            }
        }

        /** A wrong credential came; the connection ends where there were too many from that address. */
        void wrong() {
            refuse(Refused.AUTH);
            if (keeper.wrong(from)) {
                log.warn("{}: too many wrong passwords from {}; refused for the rest of the minute", settings.name, from);
                end();
            }
        }

        void end() {
            ended = true;
            // What was said last still has to leave.
            socket.close();
        }

        /** Tells once the time is over, on the reading thread; the answer cancels it. */
        Runnable after(long millis, Runnable task) {
            long set = vertx.setTimer(millis, now -> {
                if (!ended) {
                    task.run();
                }
            });
            return () -> vertx.cancelTimer(set);
        }

        @Override
        public void frame(byte[] frame) {
            frames.increment();
            lost = 0;
            if (!ended) {
                talk.frame(frame);
            }
        }

        @Override
        public void damaged(byte[] frame) {
            damaged.increment();
            if (!ended) {
                talk.damaged(frame);
            }
        }

        @Override
        public void garbage(int bytes) {
            garbage.add(bytes);
            lost += bytes;
            if (lost > MOST_GARBAGE && !ended) {
                refuse(Refused.GARBAGE);
                log.warn("{}: {} has sent {} bytes without one right frame; the connection is closed", settings.name, from, lost);
                end();
            }
        }
    }
}
