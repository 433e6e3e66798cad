package io.shoutu.commons.backup;

import io.shoutu.api.Problem;
import io.shoutu.api.store.UnitOfWork;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL's own {@code pg_dump} (PostgreSQL 导出), on a snapshot in which the rows are counted as well; the archive is read back once.
 *
 * <p>The program must be on this machine, in a version not older than the server (Debian: postgresql-client).
 */
final class PostgresCopy implements DatabaseCopy {
    private static final String TABLES = "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = current_schema()";

    /**
     * How to sign in.
     *
     * @param url as JDBC writes it, without password
     */
    record Login(String url, String user, String password) {
        /** As libpq writes it: the same address without {@code jdbc:} and without what only the driver knows. */
        String libpq() {
            return url.substring("jdbc:".length()).replaceFirst("\\?.*", "");
        }
    }

    private final UnitOfWork work;
    private final Login login;

    PostgresCopy(UnitOfWork work, Login login) {
        this.work = work;
        this.login = login;
    }

    @Override
    public String database() {
        return "postgresql";
    }

    @Override
    public Map<String, Long> into(Path folder) throws Exception {
        Path dump = folder.resolve("database.dump");
        return work.run(tx -> {
            Connection connection = tx.connection();
            try (Statement ask = connection.createStatement()) {
                ask.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
                String snapshot;
                String schema;
                try (ResultSet found = ask.executeQuery("SELECT pg_export_snapshot(), current_schema()")) {
                    found.next();
                    snapshot = found.getString(1);
                    schema = found.getString(2);
                }
                Map<String, Long> rows = DerbyCopy.rows(connection, TABLES);
                run(List.of("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--schema=" + schema, "--snapshot=" + snapshot,
                        "--file=" + dump, "--dbname=" + login.libpq()));
                run(List.of("pg_restore", "--list", "--file=" + File.separator + "dev" + File.separator + "null", dump.toString()));
                return rows;
            }
        });
    }

    private void run(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // By the environment, which other users of the machine cannot read, as they can the arguments.
        builder.environment().put("PGUSER", login.user());
        if (login.password() != null) {
            builder.environment().put("PGPASSWORD", login.password());
        }
        Process process;
        try {
            process = builder.start();
        } catch (java.io.IOException absent) {
            throw new Problem.IllegalMove("no-pg-dump", "备份 PostgreSQL 需要本机装有 " + command.get(0) + "（Debian 软件包 postgresql-client）");
        }
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroy();
            throw new java.io.IOException(command.get(0) + ": " + said.strip());
        }
    }
}
