package com.acme.shoutu.gas;

import io.shoutu.api.Page;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Chain;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** What a plugin needs of the house to be tested (测试用房屋): a database in memory with its own script, a clock that stands, a journal that keeps. */
final class House implements UnitOfWork, Journal, Schema {
    static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    final List<Fact> facts = new ArrayList<>();
    private final Connection connection;

    House() throws SQLException, IOException {
        connection = DriverManager.getConnection("jdbc:derby:memory:" + UUID.randomUUID() + ";create=true");
        connection.setAutoCommit(false);
        try (var script = House.class.getResourceAsStream("/db/acme/V001__acme.sql"); var statement = connection.createStatement()) {
            for (String sql : new String(script.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "").split(";")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
        connection.commit();
    }

    GasBook book() {
        return new GasBook(this, this, this, clock);
    }

    @Override
    public <T> T run(Work<T> work) {
        try {
            try {
                T result = work.with(new Tx() {
                    @Override
                    public Connection connection() {
                        return connection;
                    }

                    @Override
                    public void afterCommit(Runnable action) {
                        throw new UnsupportedOperationException("not used here");
                    }

                    @Override
                    public void afterRollback(Runnable action) {
                        throw new UnsupportedOperationException("not used here");
                    }
                });
                connection.commit();
                return result;
            } catch (RuntimeException | SQLException e) {
                connection.rollback();
                throw e;
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new StoreFailure("store", e);
        }
    }

    @Override
    public long write(Tx tx, Fact fact) {
        facts.add(fact);
        return facts.size();
    }

    @Override
    public String word() {
        return "acme";
    }

    @Override
    public String version() {
        return "001";
    }

    @Override
    public Page<Entry> read(Query query) {
        throw new UnsupportedOperationException("not used here");
    }

    @Override
    public List<Entry> timeline(Subject subject) {
        throw new UnsupportedOperationException("not used here");
    }

    @Override
    public Chain chain(Subject subject) {
        throw new UnsupportedOperationException("not used here");
    }

    @Override
    public Following follow(Consumer<List<Entry>> consumer) {
        throw new UnsupportedOperationException("not used here");
    }
}
