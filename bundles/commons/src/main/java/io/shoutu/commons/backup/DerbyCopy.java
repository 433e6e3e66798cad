package io.shoutu.commons.backup;

import io.shoutu.api.store.UnitOfWork;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.osgi.service.jdbc.DataSourceFactory;

/** Derby's own online backup (Derby 在线备份), opened once afterwards: a copy nobody could open would be found out too late. */
final class DerbyCopy implements DatabaseCopy {
    private final UnitOfWork work;
    private final DataSourceFactory derby;

    DerbyCopy(UnitOfWork work, DataSourceFactory derby) {
        this.work = work;
        this.derby = derby;
    }

    @Override
    public String database() {
        return "derby";
    }

    @Override
    public Map<String, Long> into(Path folder) throws Exception {
        String name = work.run(tx -> {
            try (CallableStatement copy = tx.connection().prepareCall("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
                copy.setString(1, folder.toString());
                copy.execute();
            }
            return nameOf(tx.connection());
        });
        Path copied = folder.resolve(name);
        Path wanted = folder.resolve("db");
        if (!copied.equals(wanted)) {
            java.nio.file.Files.move(copied, wanted);
        }
        return counted(wanted);
    }

    /** Derby calls the copy as the database is called. */
    private static String nameOf(Connection connection) throws SQLException {
        String url = connection.getMetaData().getURL().substring("jdbc:derby:".length());
        String path = url.split(";", 2)[0].replaceFirst("^(memory|directory):", "");
        return Path.of(path).getFileName().toString();
    }

    private Map<String, Long> counted(Path database) throws SQLException {
        DataSource copy = derby.createDataSource(wishes(database.toString()));
        Map<String, Long> rows;
        try (Connection connection = copy.getConnection()) {
            rows = rows(connection, "SELECT TABLENAME FROM SYS.SYSTABLES WHERE TABLETYPE = 'T'");
        }
        shutDown(database);
        return rows;
    }

    private static Properties wishes(String name) {
        Properties wishes = new Properties();
        wishes.setProperty(DataSourceFactory.JDBC_DATABASE_NAME, name);
        return wishes;
    }

    /** Without it the copy would stay open in this process, with its files still changing. */
    private void shutDown(Path database) throws SQLException {
        try (Connection never = derby.createDataSource(wishes(database + ";shutdown=true")).getConnection()) {
            throw new SQLException("the copy did not shut down");
        } catch (SQLException goodbye) {
            if (!"08006".equals(goodbye.getSQLState())) {
                throw goodbye;
            }
        }
    }

    static Map<String, Long> rows(Connection connection, String tables) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Statement ask = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet found = ask.executeQuery(tables)) {
                while (found.next()) {
                    names.add(found.getString(1));
                }
            }
            for (String name : names) {
                // The name comes from the database's own catalogue, not from outside; quoted, because it is taken as it stands there.
                try (ResultSet count = ask.executeQuery("SELECT COUNT(*) FROM \"" + name.replace("\"", "\"\"") + '"')) {
                    count.next();
                    rows.put(name.toLowerCase(java.util.Locale.ROOT), count.getLong(1));
                }
            }
        }
        return rows;
    }
}
