package io.shoutu.tp.derby;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;

import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;

import org.apache.derby.jdbc.EmbeddedConnectionPoolDataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.apache.derby.jdbc.EmbeddedDriver;
import org.apache.derby.jdbc.EmbeddedXADataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.jdbc.DataSourceFactory;

/**
 * Offers embedded Derby to whoever asks OSGi for a database: pax-jdbc finds it by {@code osgi.jdbc.driver.name=derby}.
 *
 * <p>Understood keys: {@code databaseName} (or {@code url}, from which the name is taken), {@code createDatabase=create},
 * {@code user}, {@code password}. Derby is in-process only here; there is no network server.
 */
// Immediate: a delayed component would be deactivated, and Derby shut down, when nobody happens to hold the service.
@Component(immediate = true, property = {
    DataSourceFactory.OSGI_JDBC_DRIVER_NAME + "=derby",
    DataSourceFactory.OSGI_JDBC_DRIVER_CLASS + "=org.apache.derby.jdbc.EmbeddedDriver"
})
public class DerbyDataSourceFactory implements DataSourceFactory {

    private static final String URL_PREFIX = "jdbc:derby:";

    @Override
    public DataSource createDataSource(Properties wishes) throws SQLException {
        EmbeddedDataSource source = new WritableDataSource();
        apply(wishes, source);
        return source;
    }

    @Override
    public ConnectionPoolDataSource createConnectionPoolDataSource(Properties wishes) throws SQLException {
        EmbeddedConnectionPoolDataSource source = new EmbeddedConnectionPoolDataSource();
        apply(wishes, source);
        return source;
    }

    @Override
    public XADataSource createXADataSource(Properties wishes) throws SQLException {
        EmbeddedXADataSource source = new EmbeddedXADataSource();
        apply(wishes, source);
        return source;
    }

    @Override
    public Driver createDriver(Properties wishes) {
        return new EmbeddedDriver();
    }

    /** Shuts Derby down in order, so that the next start has nothing to recover. */
    @Deactivate
    void stop() {
        try {
            // deregister=false: the driver stays usable should this bundle be started again.
            new EmbeddedDriver().connect(URL_PREFIX + ";shutdown=true;deregister=false", new Properties());
        } catch (SQLException goodbye) {
            // Derby confirms a shutdown by throwing; its log in log/derby.log has the details.
        }
    }

    private static void apply(Properties wishes, EmbeddedDataSource source) throws SQLException {
        if (wishes == null) {
            return;
        }
        String name = wishes.getProperty(JDBC_DATABASE_NAME);
        String url = wishes.getProperty(JDBC_URL);
        if (name == null && url != null) {
            if (!url.startsWith(URL_PREFIX)) {
                throw new SQLException("not a Derby address: " + url);
            }
            name = url.substring(URL_PREFIX.length());
        }
        if (name == null) {
            throw new SQLException("Derby needs " + JDBC_DATABASE_NAME + " or " + JDBC_URL);
        }
        // Attributes behind the name (";create=true") are Derby's own syntax and belong to the connection.
        int attributes = name.indexOf(';');
        if (attributes >= 0) {
            source.setConnectionAttributes(name.substring(attributes + 1));
            name = name.substring(0, attributes);
        }
        source.setDatabaseName(name);
        if (wishes.getProperty("createDatabase") != null) {
            source.setCreateDatabase(wishes.getProperty("createDatabase"));
        }
        if (wishes.getProperty(JDBC_USER) != null) {
            source.setUser(wishes.getProperty(JDBC_USER));
        }
        if (wishes.getProperty(JDBC_PASSWORD) != null) {
            source.setPassword(wishes.getProperty(JDBC_PASSWORD));
        }
    }
}
