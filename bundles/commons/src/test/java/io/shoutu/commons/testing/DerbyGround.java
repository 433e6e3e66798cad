package io.shoutu.commons.testing;

import io.shoutu.commons.store.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** Derby in memory, copied from a database that has the tables already: the scripts run once in each process, not once in each test. */
final class DerbyGround implements Ground {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<List<Furnished>, Path> PATTERNS = new HashMap<>();
    /** Derby takes half a second to drop a database; no test waits for it. */
    private static final ExecutorService DROPPING = Executors.newSingleThreadExecutor(run -> {
        Thread thread = new Thread(run, "derby-drop");
        thread.setDaemon(true);
        return thread;
    });

    private final List<Furnished> words = new ArrayList<>(List.of(new Furnished("commons", House.class)));
    private final EmbeddedDataSource source = new EmbeddedDataSource();
    private String name;

    DerbyGround() {
        found();
    }

    @Override
    public boolean and(String word, Class<?> room) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet entries = statement.executeQuery("SELECT COUNT(*) FROM journal_entry")) {
            entries.next();
            if (entries.getLong(1) > 0) {
                return false;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        close();
        words.add(new Furnished(word, room));
        found();
        return true;
    }

    private void found() {
        name = newName();
        // The first connection makes it; it stays when that is closed.
        connect(name, "createFrom=" + pattern(words));
        source.setDatabaseName("memory:" + name);
    }

    private static synchronized Path pattern(List<Furnished> words) {
        return PATTERNS.computeIfAbsent(List.copyOf(words), key -> {
            String name = newName();
            EmbeddedDataSource made = to(name);
            made.setCreateDatabase("create");
            try {
                for (Furnished one : key) {
                    Migrations.run(made, one.word(), ClassPathScripts.of(one.word(), one.room().getClassLoader()));
                }
                Path folder = Files.createTempDirectory("house-pattern-");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
                try (Connection connection = made.getConnection();
                        CallableStatement backup = connection.prepareCall("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
                    backup.setString(1, folder.toString());
                    backup.execute();
                }
                drop(name);
                return folder.resolve(name);
            } catch (SQLException e) {
                throw new IllegalStateException("the tables of " + key + " could not be made", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String newName() {
        return "house-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    }

    private static EmbeddedDataSource to(String name) {
        EmbeddedDataSource derby = new EmbeddedDataSource();
        derby.setDatabaseName("memory:" + name);
        return derby;
    }

    private static void connect(String name, String attributes) {
        EmbeddedDataSource derby = to(name);
        derby.setConnectionAttributes(attributes);
        try {
            derby.getConnection().close();
        } catch (SQLException e) {
            throw new IllegalStateException("the test database could not be made", e);
        }
    }

    private static void drop(String name) {
        EmbeddedDataSource derby = to(name);
        derby.setConnectionAttributes("drop=true");
        try {
            derby.getConnection().close();
        } catch (SQLException e) {
            // Derby reports a dropped database as an exception with this state.
            if (!"08006".equals(e.getSQLState())) {
                throw new IllegalStateException("the test database could not be dropped", e);
            }
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public DataSource source() {
        return source;
    }

    @Override
    public boolean furnished() {
        return true;
    }

    @Override
    public void close() {
        String mine = name;
        // What fails there is printed as the thread ends; the database goes with the process.
        DROPPING.execute(() -> drop(mine));
    }
}
