package io.shoutu.commons.testing;

import io.shoutu.commons.store.Migrations;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database on the shared server, copied from one that has the tables of {@code commons} already; its connections are kept for the next asker. */
final class PostgresGround implements Ground, DataSource {
    private static String pattern;

    private final Postgres server = Postgres.shared();
    private final String name;
    private final PGSimpleDataSource source;
    private final Deque<Connection> free = new ArrayDeque<>();
    private boolean closed;

    PostgresGround() {
        this.name = server.copyOf(pattern());
        this.source = to(server, name);
    }

    private static synchronized String pattern() {
        if (pattern == null) {
            Postgres server = Postgres.shared();
            String made = server.newDatabase();
            try {
                Migrations.run(to(server, made), "commons", ClassPathScripts.of("commons", House.class.getClassLoader()));
            } catch (SQLException e) {
                throw new IllegalStateException("the tables of commons could not be made", e);
            }
            pattern = made;
        }
        return pattern;
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
