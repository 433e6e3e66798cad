package io.shoutu.commons.backup;

import io.shoutu.commons.testing.House;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.osgi.service.jdbc.DataSourceFactory;

class DerbyBackupsTest extends BackupsContract {
    @Override
    House house() {
        return House.onDerby();
    }

    @Override
    DatabaseCopy copy(House house) {
        return new DerbyCopy(house.work(), new Factory());
    }

    @Override
    long rowsIn(Path backup, String table) throws SQLException {
        String url = "jdbc:derby:" + backup.resolve("db");
        try (Connection connection = DriverManager.getConnection(url); var found = connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + table)) {
            found.next();
            return found.getLong(1);
        } finally {
            try (Connection never = DriverManager.getConnection(url + ";shutdown=true")) {
                throw new IllegalStateException("did not shut down: " + never);
            } catch (SQLException goodbye) {
                if (!"08006".equals(goodbye.getSQLState())) {
                    throw goodbye;
                }
            }
        }
    }

    /** What the Derby bundle offers in OSGi. */
    private static final class Factory implements DataSourceFactory {
        @Override
        public DataSource createDataSource(Properties wishes) {
            String[] parts = wishes.getProperty(JDBC_DATABASE_NAME).split(";", 2);
            EmbeddedDataSource source = new EmbeddedDataSource();
            source.setDatabaseName(parts[0]);
            if (parts.length > 1) {
                source.setConnectionAttributes(parts[1]);
            }
            return source;
        }

        @Override
        public ConnectionPoolDataSource createConnectionPoolDataSource(Properties wishes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public XADataSource createXADataSource(Properties wishes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Driver createDriver(Properties wishes) {
            throw new UnsupportedOperationException();
        }
    }
}
