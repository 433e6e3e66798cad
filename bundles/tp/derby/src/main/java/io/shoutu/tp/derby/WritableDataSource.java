package io.shoutu.tp.derby;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.derby.jdbc.EmbeddedDataSource;

/**
 * A Derby database that has to be written to. Where it was opened while its disk took no writes, Derby keeps it read-only for as long as it is open, also when
 * the disk is well again. So whoever is given such a connection has the database closed and opened once more; if it is still read-only, that is a failure.
 */
public final class WritableDataSource extends EmbeddedDataSource {
    private static final long serialVersionUID = 1L;
    /** Derby's word for a database that has shut down as asked. */
    private static final String SHUT_DOWN = "08006";

    @Override
    public Connection getConnection() throws SQLException {
        return writable(super.getConnection(), () -> super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return writable(super.getConnection(user, password), () -> super.getConnection(user, password));
    }

    private interface Opening {
        Connection open() throws SQLException;
    }

    private Connection writable(Connection first, Opening again) throws SQLException {
        if (!first.isReadOnly()) {
            return first;
        }
        first.close();
        synchronized (this) {
            Connection second = again.open();
            if (!second.isReadOnly()) {
                return second;
            }
            second.close();
            shutDown();
            Connection third = again.open();
            if (!third.isReadOnly()) {
                return third;
            }
            third.close();
        }
        throw new SQLException("the database can only be read: its disk takes no writes", "25505");
    }

    private void shutDown() throws SQLException {
        EmbeddedDataSource end = new EmbeddedDataSource();
        end.setDatabaseName(getDatabaseName());
        end.setShutdownDatabase("shutdown");
        try {
            end.getConnection().close();
        } catch (SQLException goodbye) {
            if (!SHUT_DOWN.equals(goodbye.getSQLState())) {
                throw goodbye;
            }
        }
    }
}
