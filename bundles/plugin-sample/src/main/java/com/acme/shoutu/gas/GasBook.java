package com.acme.shoutu.gas;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The book of checks (复核台账): hazards as they are heard, and the gas measured at them. Its tables are its own. */
@Component(service = GasBook.class)
public final class GasBook {
    /** What this plugin tells: gas was measured at a hazard; {@code point}, {@code value}. */
    static final String CHECKED = "acme.hazard-checked";

    /** A hazard (隐患) with what was measured last; null where nothing was. */
    public record Line(String hazard, String title, Instant heard, String point, Double value, String account, Instant checked) {}

    private final UnitOfWork work;
    private final Journal journal;
    private final Clock clock;

    @Activate
    public GasBook(@Reference(target = "(word=acme)") Schema schema, @Reference UnitOfWork work, @Reference Journal journal, @Reference Clock clock) {
        this.work = work;
        this.journal = journal;
        this.clock = clock;
    }

    /** Hears {@code hazard.registered}; the same entry twice changes nothing. */
    void heard(Entry entry) {
        work.execute(tx -> {
            if (enterprise(tx, entry.subject().number()) == null) {
                try (PreparedStatement insert = tx.connection().prepareStatement("INSERT INTO acme_hazard (hazard, title, enterprise, heard, entry_id) VALUES (?, ?, ?, ?, ?)")) {
                    insert.setString(1, entry.subject().number());
                    insert.setString(2, entry.text("title") == null ? entry.subject().number() : entry.text("title"));
                    insert.setString(3, entry.text("enterprise"));
                    insert.setLong(4, entry.happened().toEpochMilli());
                    insert.setLong(5, entry.id());
                    insert.executeUpdate();
                }
            }
        });
    }

    /** What stands in the book inside the scope, newest hazard first, at most 200. */
    List<Line> lines(Scope scope) {
        return work.run(tx -> {
            List<Line> lines = new ArrayList<>();
            try (PreparedStatement select = tx.connection().prepareStatement("SELECT h.hazard, h.title, h.enterprise, h.heard, c.point, c.measured, c.account, c.checked FROM acme_hazard h"
                    + " LEFT JOIN acme_check c ON c.hazard = h.hazard AND c.checked = (SELECT MAX(l.checked) FROM acme_check l WHERE l.hazard = h.hazard) ORDER BY h.heard DESC, h.hazard DESC");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next() && lines.size() < 200) {
                    if (admits(scope, rows.getString(3))) {
                        long checked = rows.getLong(8);
                        boolean none = rows.wasNull();
                        lines.add(new Line(rows.getString(1), rows.getString(2), Instant.ofEpochMilli(rows.getLong(4)), rows.getString(5), none ? null : rows.getDouble(6), rows.getString(7),
                                none ? null : Instant.ofEpochMilli(checked)));
                    }
                }
            }
            return lines;
        });
    }

    /**
     * Writes down what was measured and tells the journal, both or neither.
     *
     * @throws Problem.NotFound code {@code hazard-not-found} where the hazard is unknown here or outside the actor's scope
     */
    Line check(String hazard, String point, double value, Actor by) {
        Instant now = clock.instant();
        work.execute(tx -> {
            String enterprise = hazard == null ? null : enterprise(tx, hazard);
            if (enterprise == null || !admits(by.scope(), enterprise)) {
                throw new Problem.NotFound("hazard-not-found", "没有找到隐患：" + hazard);
            }
            try (PreparedStatement insert = tx.connection().prepareStatement("INSERT INTO acme_check (id, hazard, point, measured, account, checked) VALUES (?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, UUID.randomUUID().toString());
                insert.setString(2, hazard);
                insert.setString(3, point);
                insert.setDouble(4, value);
                insert.setString(5, by.account());
                insert.setLong(6, now.toEpochMilli());
                insert.executeUpdate();
            }
            journal.write(tx, new Fact(new Subject(HazardFacts.KIND, hazard), CHECKED, now, by, Map.of("point", point, "value", value)));
        });
        return lines(by.scope()).stream().filter(line -> line.hazard().equals(hazard)).findFirst().orElseThrow();
    }

    /** One check as the report counts it. */
    record Counted(String hazard, String point, double value, Instant checked) {}

    List<Counted> between(Instant from, Instant to, Scope scope) {
        return work.run(tx -> {
            List<Counted> counted = new ArrayList<>();
            try (PreparedStatement select = tx.connection().prepareStatement("SELECT c.hazard, c.point, c.measured, c.checked, h.enterprise FROM acme_check c JOIN acme_hazard h ON h.hazard = c.hazard"
                    + " WHERE c.checked >= ? AND c.checked < ? ORDER BY c.checked, c.id")) {
                select.setLong(1, from.toEpochMilli());
                select.setLong(2, to.toEpochMilli());
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        if (admits(scope, rows.getString(5))) {
                            counted.add(new Counted(rows.getString(1), rows.getString(2), rows.getDouble(3), Instant.ofEpochMilli(rows.getLong(4))));
                        }
                    }
                }
            }
            return counted;
        });
    }

    private static boolean admits(Scope scope, String enterprise) {
        return scope.admits(null, null, enterprise == null || enterprise.isEmpty() ? null : new CreditCode(enterprise));
    }

    /** The enterprise of a hazard heard of, empty where it has none; null where the hazard is unknown here. */
    private static String enterprise(Tx tx, String hazard) throws SQLException {
        try (PreparedStatement select = tx.connection().prepareStatement("SELECT enterprise FROM acme_hazard WHERE hazard = ?")) {
            select.setString(1, hazard);
            try (ResultSet rows = select.executeQuery()) {
                return !rows.next() ? null : rows.getString(1) == null ? "" : rows.getString(1);
            }
        }
    }
}
