package io.shoutu.sensor;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A database that goes away on command (断续数据源): at the door, before a commit, or between a commit and its answer. */
final class Flaky implements DataSource {
    private final DataSource real;
    /** Nobody gets in. */
    volatile boolean away;
    /** So many commits go well before what is said below. */
    volatile int spared;
    /** So many commits from now on are not made, and fail. */
    volatile int broken;
    /** So many commits from now on are made, and their answers lost. */
    volatile int unanswered;
    /** How many answers were lost so far. */
    volatile int lost;

    Flaky(DataSource real) {
        this.real = real;
    }

    private static SQLException gone(String when) {
        return new SQLException("the test took the database away " + when, "08006");
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (away) {
            throw gone("at the door");
        }
        Connection connection = real.getConnection();
        return (Connection) Proxy.newProxyInstance(Flaky.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
            String name = method.getName();
            if (away && !name.equals("close") && !name.equals("rollback")) {
                throw gone("in the middle");
            }
            boolean spare = name.equals("commit") && spared > 0;
            if (spare) {
                spared--;
            }
            if (name.equals("commit") && !spare && broken > 0) {
                broken--;
                connection.rollback();
                throw gone("before the commit");
            }
            try {
                Object answer = method.invoke(connection, given);
                if (name.equals("commit") && !spare && unanswered > 0) {
                    unanswered--;
                    lost++;
                    throw gone("after the commit");
                }
                return answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}
