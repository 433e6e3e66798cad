package io.shoutu.commons.testing;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** What a house stands on: an empty database of its own, gone when it is closed. */
interface Ground extends AutoCloseable {
    DataSource source();

    /** Whether it came with the tables of {@code commons} in it. */
    default boolean furnished() {
        return false;
    }

    @Override
    void close();

    /** Derby in memory. */
    static Ground derby(String name) {
        EmbeddedDataSource derby = new EmbeddedDataSource();
        derby.setDatabaseName("memory:" + name);
        derby.setCreateDatabase("create");
        return new Ground() {
            @Override
            public DataSource source() {
                return derby;
            }

            @Override
            public void close() {
                EmbeddedDataSource drop = new EmbeddedDataSource();
                drop.setDatabaseName("memory:" + name);
                drop.setConnectionAttributes("drop=true");
                try {
                    drop.getConnection().close();
                } catch (SQLException e) {
                    // Derby reports a dropped database as an exception with this state.
                    if (!"08006".equals(e.getSQLState())) {
                        throw new IllegalStateException("the test database could not be dropped", e);
                    }
                }
            }
        };
    }
}
