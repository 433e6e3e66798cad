package io.shoutu.commons.store;

import java.io.Reader;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.resource.LoadableResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Migrations (结构迁移): the plain SQL scripts of one word, each run once, in order, remembered in {@code <word>_history}. */
public final class Migrations {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    /** One at a time in this process, whatever bundle they belong to: two at once would fight over the catalogue. */
    private static final Object ONE_AT_A_TIME = new Object();

    private Migrations() {}

    /** A script as found in a bundle: file name, e.g. {@code V001__hazard.sql}, and text. */
    public record Script(String name, String text) {}

    /**
     * Runs what has not run yet and answers the version reached.
     *
     * @throws org.flywaydb.core.api.FlywayException naming the script and the statement that failed
     */
    public static String run(DataSource source, String word, List<Script> scripts) throws SQLException {
        synchronized (ONE_AT_A_TIME) {
            Map<String, String> types = types(source);
            Flyway flyway = Flyway.configure(Flyway.class.getClassLoader())
                    .dataSource(source)
                    .table(word + "_history")
                    .locations(new String[0])
                    .resourceProvider(new Scripts(word, scripts))
                    .javaMigrationClassProvider(List::of)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .placeholders(types)
                    .load();
            // After load(), which sets Flyway's own choice.
            LogFactory.setLogCreator(type -> new QuietLog(LoggerFactory.getLogger(type)));
            int applied = flyway.migrate().migrationsExecuted;
            MigrationInfo current = flyway.info().current();
            String version = current == null || current.getVersion() == null ? "0" : current.getVersion().getVersion();
            log.info("schema {} is at version {}, {} scripts run now", word, version, applied);
            return version;
        }
    }

    /** What scripts may write instead of what one of the databases does not know; a line that begins with {@code ${postgres}} is a comment on Derby. */
    private static Map<String, String> types(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            boolean postgres = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT).contains("postgresql");
            if (!postgres) {
                impatient(connection);
            }
            return postgres
                    ? Map.of("blob", "BYTEA", "clob", "TEXT", "timestamp", "TIMESTAMPTZ", "bytewise", "COLLATE \"C\"", "postgres", "")
                    : Map.of("blob", "BLOB", "clob", "CLOB", "timestamp", "TIMESTAMP", "bytewise", "", "postgres", "-- ");
        }
    }

    /**
     * Derby looks for a deadlock only after 20 seconds of waiting and gives up a lock after 60; both are kept in the database itself.
     * A lost race is tried again, so it is better known soon. And from 5,000 locked rows on it would lock the whole table: a pass of the packer might then hold
     * back whoever commits readings.
     */
    private static void impatient(Connection connection) throws SQLException {
        try (Statement call = connection.createStatement()) {
            call.execute("CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.locks.deadlockTimeout', '1')");
            call.execute("CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.locks.waitTimeout', '20')");
            call.execute("CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.locks.escalationThreshold', '100000')");
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    /** Hands Flyway the scripts we hold, so that it searches no class path. */
    private record Scripts(String word, List<Script> scripts) implements ResourceProvider {
        @Override
        public LoadableResource getResource(String name) {
            return getResources("", new String[] {""}).stream().filter(r -> r.getFilename().equals(name)).findFirst().orElse(null);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            List<LoadableResource> found = new ArrayList<>();
            for (Script script : scripts) {
                for (String suffix : suffixes) {
                    if (script.name().startsWith(prefix) && script.name().endsWith(suffix)) {
                        found.add(new Resource(word, script));
                        break;
                    }
                }
            }
            return found;
        }
    }

    private static final class Resource extends LoadableResource {
        private final String word;
        private final Script script;

        Resource(String word, Script script) {
            this.word = word;
            this.script = script;
        }

        @Override
        public Reader read() {
            return new StringReader(script.text());
        }

        @Override
        public String getAbsolutePath() {
            return "db/" + word + "/" + script.name();
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getAbsolutePath();
        }

        @Override
        public String getFilename() {
            return script.name();
        }

        @Override
        public String getRelativePath() {
            return script.name();
        }
    }

    /** Flyway is chatty, and warns of every Derby newer than itself; what it fails at arrives as an exception anyway. */
    private record QuietLog(Logger target) implements Log {
        @Override
        public boolean isDebugEnabled() {
            return target.isDebugEnabled();
        }

        @Override
        public void debug(String message) {
            target.debug(message);
        }

        @Override
        public void info(String message) {
            target.debug(message);
        }

        @Override
        public void warn(String message) {
            if (message.contains("upgrade recommended")) {
                target.debug(message);
            } else {
                target.warn(message);
            }
        }

        @Override
        public void error(String message) {
            target.error(message);
        }

        @Override
        public void error(String message, Exception e) {
            target.error(message, e);
        }

        @Override
        public void notice(String message) {
            target.debug(message);
        }
    }
}
