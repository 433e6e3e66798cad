package io.shoutu.commons.backup;

import io.shoutu.commons.testing.House;
import io.shoutu.commons.testing.Postgres;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;

class PostgresBackupsTest extends BackupsContract {
    @Override
    House house() {
        return House.onPostgres();
    }

    @Override
    DatabaseCopy copy(House house) throws Exception {
        Postgres server = Postgres.shared();
        try (Connection connection = house.source().getConnection()) {
            return new PostgresCopy(house.work(), new PostgresCopy.Login(connection.getMetaData().getURL(), server.user(), server.password()));
        }
    }

    @Override
    long rowsIn(Path backup, String table) throws Exception {
        // The data of one table as pg_restore writes it: one line a row between COPY and the line with a dot.
        Process restore = new ProcessBuilder("pg_restore", "--data-only", "--table=" + table, "--file=-", backup.resolve("database.dump").toString())
                .redirectError(ProcessBuilder.Redirect.to(new File("/dev/null"))).start();
        String[] lines = new String(restore.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n");
        long rows = 0;
        boolean inside = false;
        for (String line : lines) {
            if (line.startsWith("COPY ")) {
                inside = true;
            } else if (line.equals("\\.")) {
                inside = false;
            } else if (inside) {
                rows++;
            }
        }
        return rows;
    }
}
