package io.shoutu.commons.testing;

import io.shoutu.commons.store.Migrations;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database on the shared server, copied from one that has the tables already: the scripts run once in each process. Its connections are kept for the next asker. */
final class PostgresGround implements Ground, DataSource {
    private static final Map<List<Furnished>, String> PATTERNS = new HashMap<>();

    private final Postgres server = Postgres.shared();
    private final List<Furnished> words = new ArrayList<>(List.of(new Furnished("commons", House.class)));
    private final Deque<Connection> free = new ArrayDeque<>();
    private String name;
    private PGSimpleDataSource source;
    private boolean closed;

    PostgresGround() {
        found();
    }

    @Override
    public synchronized boolean and(String word, Class<?> room) {
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement(); ResultSet entries = statement.executeQuery("SELECT COUNT(*) FROM journal_entry")) {
            entries.next();
            if (entries.getLong(1) > 0) {
                return false;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        free.clear();
        server.drop(name);
        words.add(new Furnished(word, room));
        found();
        return true;
    }

    private void found() {
        name = server.copyOf(pattern(List.copyOf(words)));
        source = to(server, name);
    }

    /** A database with the tables of these words that nobody is connected to. */
    private static synchronized String pattern(List<Furnished> words) {
        String known = PATTERNS.get(words);
        if (known != null) {
            return known;
        }
        Postgres server = Postgres.shared();
        Furnished newest = words.get(words.size() - 1);
        String made = words.size() == 1 ? server.newDatabase() : server.copyOf(pattern(words.subList(0, words.size() - 1)));
        try {
            Migrations.run(to(server, made), newest.word(), ClassPathScripts.of(newest.word(), newest.room().getClassLoader()));
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of " + newest.word() + " could not be made", e);
        }
        PATTERNS.put(List.copyOf(words), made);
        return made;
    }

    private static PGSimpleDataSource to(Postgres server, String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(server.url(database));
        source.setUser(server.user());
        source.setPassword(server.password());
        return source;
    }

    @Override
    public DataSource source() {
        return this;
    }

    @Override
    public boolean furnished() {
        return true;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real;
        synchronized (this) {
            real = free.pollFirst();
        }
        return lent(real == null ? source.getConnection() : real);
    }

    private Connection lent(Connection real) {
        AtomicBoolean back = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
            if (method.getName().equals("close")) {
                // Closing twice is allowed, and must not lend one connection to two.
                if (back.compareAndSet(false, true)) {
                    takeBack(real);
                }
                return null;
            }
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private void takeBack(Connection real) throws SQLException {
        if (real.isClosed()) {
            return;
        }
        if (!real.getAutoCommit()) {
            real.rollback();
            real.setAutoCommit(true);
        }
        synchronized (this) {
            if (!closed) {
                free.addFirst(real);
                return;
            }
        }
        real.close();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public synchronized void close() {
        closed = true;
        free.clear();
        server.drop(name);
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
