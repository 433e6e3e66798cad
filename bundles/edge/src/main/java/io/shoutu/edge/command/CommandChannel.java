package io.shoutu.edge.command;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command channel (命令通道): a Unix domain socket in an owner-only folder of the data directory. Whoever can open it owns
 * the data anyway; there is no port and no key.
 *
 * <p>One command per connection: the line in UTF-8 until end of stream; the answer is the exit code on a line of its own, then
 * the text. See {@code bundles/decisions/0005-command-channel.md}.
 */
@Component(immediate = true, service = {})
public final class CommandChannel {
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final String FOLDER = "command";
    static final String SOCKET = "socket";
    /** Beside the socket's usual place, where its path was too long: holds the path it has instead. */
    static final String ELSEWHERE = "socket-is-at";

    private static final Logger log = LoggerFactory.getLogger(CommandChannel.class);
    /** What the kernel takes is 107 bytes on Linux and 103 on macOS. */
    private static final int LONGEST_PATH = 100;
    private static final int LONGEST_LINE = 64 * 1024;

    private final Function<String, Answer> runner;
    private final Path socket;
    private final Path folder;
    private final ServerSocketChannel server;
    private final Thread acceptor;
    private final ExecutorService workers = Executors.newCachedThreadPool(r -> {
        Thread thread = new Thread(r, "shoutu-command");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public CommandChannel(BundleContext bundle, @Reference SessionFactory sessions) throws IOException {
        this(Path.of(java.util.Objects.requireNonNull(bundle.getProperty("shoutu.data"), "the property shoutu.data names the data directory")),
                new CommandRunner(sessions)::run);
    }

    CommandChannel(Path data, Function<String, Answer> runner) throws IOException {
        this.runner = runner;
        folder = ownerOnly(data.toAbsolutePath().resolve(FOLDER));
        Files.deleteIfExists(folder.resolve(ELSEWHERE));
        Path near = folder.resolve(SOCKET);
        if (near.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH) {
            socket = near;
        } else {
            socket = Files.createTempDirectory(Path.of("/tmp"), "shoutu-").resolve(SOCKET);
            Files.writeString(folder.resolve(ELSEWHERE), socket + "\n");
            log.info("the path {} is too long for a socket; commands are taken at {}", near, socket);
        }
        // Left over from a process that was killed; a second platform on the same data never gets this far.
        Files.deleteIfExists(socket);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        acceptor = new Thread(this::accept, "shoutu-command-accept");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    @Deactivate
    void close() throws IOException, InterruptedException {
        server.close();
        // Until its thread has left accept(), the kernel still takes connections that nobody would answer.
        acceptor.join(TimeUnit.SECONDS.toMillis(5));
        workers.shutdown();
        Files.deleteIfExists(socket);
        Files.deleteIfExists(folder.resolve(ELSEWHERE));
        if (!socket.startsWith(folder)) {
            Files.deleteIfExists(socket.getParent());
        }
    }

    private static Path ownerOnly(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        if (!Files.isDirectory(folder)) {
            return Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                take(server.accept());
            } catch (AsynchronousCloseException e) {
                log.debug("command channel closed");
            } catch (ClosedChannelException e) {
                log.debug("command channel was closed");
            } catch (IOException e) {
                log.error("a command could not be taken", e);
            }
        }
    }

    private void take(SocketChannel channel) throws IOException {
        try {
            workers.execute(() -> serve(channel));
        } catch (RejectedExecutionException e) {
            log.debug("a command came while the platform was stopping", e);
            channel.close();
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            byte[] line = Channels.newInputStream(channel).readNBytes(LONGEST_LINE + 1);
            Answer answer = line.length > LONGEST_LINE ? new Answer(USAGE, "命令太长\n") : run(new String(line, StandardCharsets.UTF_8));
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(answer.code() + "\n" + answer.text());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            log.warn("the one who gave a command went away before the answer", e);
        }
    }

    private Answer run(String line) {
        try {
            return runner.apply(line);
        } catch (RuntimeException e) {
            log.error("a command failed", e);
            return new Answer(FAILED, "命令失败：" + e + "（详见日志）\n");
        }
    }
}
