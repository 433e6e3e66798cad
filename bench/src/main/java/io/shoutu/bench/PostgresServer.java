package io.shoutu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL of its own for one run (测速用数据库): Debian's programs, durable settings as they are shipped, gone with the run. */
final class PostgresServer implements AutoCloseable {
    final int port;
    final String password = "bench-" + Long.toHexString(System.nanoTime());
    private final Path folder;
    private final Process process;

    /** @param environment of the server's process, beside its own */
    PostgresServer(Path folder, int port, Map<String, String> environment) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.port = port;
        Path programs;
        try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            programs = versions.max(Comparator.naturalOrder()).orElseThrow().resolve("bin");
        }
        Path secret = Files.writeString(folder.resolve("password"), password);
        if (root()) {
            run(List.of("chown", "-R", "postgres", folder.toString()));
            run(List.of("chmod", "755", folder.getParent().toString()));
        }
        run(as(programs.resolve("initdb").toString(), "-D", folder.resolve("data").toString(), "-U", "shoutu", "-A", "scram-sha-256", "--pwfile=" + secret, "-E", "UTF8", "--locale=C.UTF-8"));
        ProcessBuilder server = new ProcessBuilder(as(programs.resolve("postgres").toString(), "-D", folder.resolve("data").toString(), "-p", "" + port, "-c", "listen_addresses=127.0.0.1", "-c",
                "unix_socket_directories=" + folder, "-c", "shared_buffers=256MB", "-c", "max_wal_size=4GB")).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        server.environment().putAll(environment);
        process = server.start();
        for (int i = 0; !psql(programs, "postgres", "select 1"); i++) {
            if (i > 100) {
                throw new IllegalStateException("PostgreSQL does not answer");
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        if (!psql(programs, "postgres", "create database bench encoding 'UTF8' template template0")) {
            throw new IllegalStateException("no database could be made");
        }
    }

    private boolean psql(Path programs, String database, String statement) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(programs.resolve("psql").toString(), "-h", "127.0.0.1", "-p", "" + port, "-U", "shoutu", "-d", database, "-qc", statement)
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PGPASSWORD", password);
        return builder.start().waitFor() == 0;
    }

    /** What makes the product use it, in place of Derby. */
    String datasource() {
        return "dataSourceName = shoutu\nosgi.jdbc.driver.name = PostgreSQL JDBC Driver\nurl = " + url() + "&ApplicationName=shoutu\nuser = shoutu\n.password = " + password
                + "\npool = hikari\nhikari.poolName = shoutu\nhikari.maximumPoolSize = 16\nhikari.minimumIdle = 2\nhikari.connectionTimeout = 3000\nhikari.initializationFailTimeout = -1\n";
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/bench?reWriteBatchedInserts=true";
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> as(String... command) {
        List<String> all = new ArrayList<>(root() ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups") : List.of());
        all.addAll(Arrays.asList(command));
        return all;
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Process once = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(once.getInputStream().readAllBytes());
        if (once.waitFor() != 0) {
            throw new IllegalStateException(command + ": " + said);
        }
    }

    Process process() {
        return process;
    }

    @Override
    public void close() throws Exception {
        // SIGINT is PostgreSQL's fast shutdown; it takes its own processes along.
        new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
