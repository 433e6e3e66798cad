package io.shoutu.commons.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A throw-away PostgreSQL (一次性数据库) of the tests: made with Debian's own programs, on a free loopback port, with a password nobody
 * knows. It ends with this process, however this process ends.
 *
 * <p>Its texts are sorted as a Chinese county's server sorts them, not by code point: a store that leans on the order of texts shows it here.
 */
public final class Postgres implements AutoCloseable {
    /** Ends the server when the pipe from our process closes (kill -9 included), or with the signal whose name it reads. */
    private static final String KEEPER = """
            trap '' INT TERM HUP
            dir=$1; shift
            "$@" >>"$dir/log" 2>&1 &
            pid=$!
            if read -r how; then kill -"$how" $pid; wait $pid
            else kill -QUIT $pid; wait $pid; rm -rf "$dir"; fi
            """;
    private static Postgres shared;

    private final Path dir;
    private final Path programs = programs();
    private final int port = freePort();
    private final String password = UUID.randomUUID().toString();
    private final boolean careless;
    private final AtomicInteger databases = new AtomicInteger();
    private Process keeper;

    private Postgres(boolean careless) {
        this.careless = careless;
        try {
            dir = Files.createTempDirectory("shoutu-postgres-");
            Path secret = Files.writeString(dir.resolve("password"), password);
            if (root()) {
                var postgres = dir.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres");
                Files.setOwner(dir, postgres);
                Files.setOwner(secret, postgres);
            }
            Process made = new ProcessBuilder(as(programs.resolve("initdb").toString(), "-D", data(), "-U", "postgres", "-A", "scram-sha-256",
                    "--pwfile=" + secret, "-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=zh-CN", "--no-sync", "--no-instructions"))
                    .directory(dir.toFile()).redirectErrorStream(true).redirectOutput(dir.resolve("initdb.log").toFile()).start();
            if (!made.waitFor(60, TimeUnit.SECONDS) || made.exitValue() != 0) {
                throw new IllegalStateException("initdb failed: " + Files.readString(dir.resolve("initdb.log")));
            }
            Files.delete(secret);
            start();
            // An ordinary owner of his databases, as on a county's server: what only a superuser may do must show.
            administer("CREATE ROLE shoutu LOGIN PASSWORD '" + password + "'");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The one all contracts of this process share; it does not wait for the disk. Never stop it. */
    public static synchronized Postgres shared() {
        if (shared == null) {
            shared = new Postgres(true);
        }
        return shared;
    }

    /** One that the test may stop, crash and start again; what it says is committed is still there after a crash. */
    public static Postgres own() {
        return new Postgres(false);
    }

    private static Path programs() {
        try (Stream<Path> versions = Files.isDirectory(Path.of("/usr/lib/postgresql")) ? Files.list(Path.of("/usr/lib/postgresql")) : Stream.of()) {
            Optional<Path> found = versions.filter(v -> v.getFileName().toString().matches("\\d+") && Files.isExecutable(v.resolve("bin/initdb")))
                    .filter(v -> Integer.parseInt(v.getFileName().toString()) >= 15)
                    .min(Comparator.comparing(v -> Integer.parseInt(v.getFileName().toString())));
            return found.orElseThrow(() -> new IllegalStateException("The tests need PostgreSQL 15 or newer under /usr/lib/postgresql and nothing is "
                    + "skipped without it. Install it: sudo apt-get install postgresql    测试需要 PostgreSQL 15：请安装上述软件包。"))
                    .resolve("bin");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** PostgreSQL refuses to run as root; Debian's package brings the user postgres. */
    private static List<String> as(String... command) {
        List<String> all = new ArrayList<>();
        if (root()) {
            all.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
        }
        all.addAll(Arrays.asList(command));
        return all;
    }

    private String data() {
        return dir.resolve("data").toString();
    }

    /** Starts it and waits until it answers. */
    public synchronized void start() {
        List<String> command = new ArrayList<>(List.of("sh", "-c", KEEPER, "postgres-keeper", dir.toString()));
        command.addAll(as(programs.resolve("postgres").toString(), "-D", data(), "-p", Integer.toString(port),
                "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=" + dir, "-c", "max_connections=200",
                "-c", "fsync=off", "-c", "jit=off", "-c", "timezone=Asia/Shanghai",
                "-c", "synchronous_commit=" + (careless ? "off" : "on"), "-c", "full_page_writes=" + (careless ? "off" : "on")));
        try {
            keeper = new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        for (;;) {
            try (Connection ready = connect("postgres")) {
                return;
            } catch (SQLException e) {
                if (!keeper.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("PostgreSQL does not start: " + log(), e);
                }
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    /** Ends it in an orderly way: sessions are cut, what was committed is written down. */
    public void stop() {
        end("INT");
    }

    /** Ends it at once, as {@code pg_ctl stop -m immediate} does: the next start recovers from its log. */
    public void crash() {
        end("QUIT");
    }

    private synchronized void end(String signal) {
        try {
            keeper.getOutputStream().write((signal + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            keeper.getOutputStream().flush();
            if (!keeper.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("PostgreSQL does not end: " + log());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Cuts every session of this database, as an operator's {@code pg_terminate_backend} would. */
    public void cutSessions(String database) {
        administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");
    }

    /** A new empty database; answers its name. */
    public String newDatabase() {
        String name = "house_" + databases.incrementAndGet();
        administer("CREATE DATABASE " + name + " OWNER shoutu");
        return name;
    }

    /** A copy of a database nobody is connected to; answers its name. */
    String copyOf(String database) {
        String name = "house_" + databases.incrementAndGet();
        administer("CREATE DATABASE " + name + " OWNER shoutu TEMPLATE " + database);
        return name;
    }

    void drop(String database) {
        administer("DROP DATABASE " + database + " WITH (FORCE)");
    }

    private void administer(String statement) {
        try (Connection connection = connect("postgres"); Statement run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", password);
    }

    /** Where the server keeps its files, its log of writes too: everything it ever wrote to the disk. */
    public Path folder() {
        return dir;
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public int port() {
        return port;
    }

    public String user() {
        return "shoutu";
    }

    public String password() {
        return password;
    }

    /** What the server wrote. */
    public String log() {
        try {
            return Files.exists(dir.resolve("log")) ? Files.readString(dir.resolve("log")) : "(no log)";
        } catch (IOException e) {
            return "(the log cannot be read: " + e + ")";
        }
    }

    /** Ends it and removes all it stored. */
    @Override
    public synchronized void close() {
        try {
            if (keeper.isAlive()) {
                keeper.getOutputStream().close();
                keeper.waitFor(30, TimeUnit.SECONDS);
            }
            if (Files.exists(dir)) {
                try (Stream<Path> all = Files.walk(dir)) {
                    for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(path);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
