package io.shoutu.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.commons.testing.House;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A database administrator changes the journal by hand, a thousand times; the verifier, holding the last checkpoint alone, finds each. */
abstract class TamperContract {
    private static final String ENTRY = "subject_kind, subject_number, fact_name, happened, recorded, account, actor_name, data, cause_kind, cause_number, cause_entry";

    abstract House house();

    /** What the administrator has in hand. */
    private static final class Hand {
        final Connection connection;
        final Random random;
        final Checkpoint checkpoint;

        Hand(Connection connection, Random random, Checkpoint checkpoint) {
            this.connection = connection;
            this.random = random;
            this.checkpoint = checkpoint;
        }

        int run(String statement, Object... values) throws SQLException {
            try (PreparedStatement run = connection.prepareStatement(statement)) {
                for (int i = 0; i < values.length; i++) {
                    if (values[i] == null) {
                        run.setNull(i + 1, java.sql.Types.VARCHAR);
                    } else {
                        run.setObject(i + 1, values[i]);
                    }
                }
                return run.executeUpdate();
            }
        }

        long number(String question, long... values) throws SQLException {
            try (PreparedStatement ask = connection.prepareStatement(question)) {
                for (int i = 0; i < values.length; i++) {
                    ask.setLong(i + 1, values[i]);
                }
                try (ResultSet rows = ask.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        }

        String text(String question, long row) throws SQLException {
            try (PreparedStatement ask = connection.prepareStatement(question)) {
                ask.setLong(1, row);
                try (ResultSet rows = ask.executeQuery()) {
                    rows.next();
                    return rows.getString(1);
                }
            }
        }

        /** A covered seal. */
        long seal() {
            return 1 + (long) (random.nextDouble() * checkpoint.entries());
        }

        long entryOf(long seal) throws SQLException {
            return number("SELECT entry_id FROM journal_seal WHERE seal_no = ?", seal);
        }

        /** An id nobody uses, not above what the checkpoint calls settled. */
        long freeId() throws SQLException {
            for (int i = 0; i < 200; i++) {
                long id = -20 + (long) (random.nextDouble() * (checkpoint.settled() + 20));
                if (number("SELECT COUNT(*) FROM journal_entry WHERE id = ?", id) == 0) {
                    return id;
                }
            }
            return -1_000;
        }

        void insert(long id) throws SQLException {
            copyAs(id, entryOf(seal()));
        }

        void copyAs(long id, long from) throws SQLException {
            run("INSERT INTO journal_entry (id, " + ENTRY + ") SELECT CAST(? AS BIGINT), " + ENTRY + " FROM journal_entry WHERE id = ?", id, from);
        }

        /** Numbers the seals again without gaps and reckons every hash anew, as one without the key can. */
        void reckonAnew() throws SQLException {
            record Row(long seal, long entry, String algorithm, String[] fields) {}
            List<Row> rows = new ArrayList<>();
            try (Statement ask = connection.createStatement(); ResultSet r = ask.executeQuery("SELECT s.seal_no, s.entry_id, s.algorithm, e.subject_kind, e.subject_number, "
                    + "e.fact_name, e.happened, e.recorded, e.account, e.actor_name, e.data, e.cause_kind, e.cause_number, e.cause_entry "
                    + "FROM journal_seal s JOIN journal_entry e ON e.id = s.entry_id ORDER BY s.seal_no")) {
                while (r.next()) {
                    String[] fields = new String[12];
                    fields[0] = r.getString(2);
                    for (int i = 1; i < 12; i++) {
                        fields[i] = r.getString(i + 3);
                    }
                    rows.add(new Row(r.getLong(1), r.getLong(2), r.getString(3), fields));
                }
            }
            run("DELETE FROM journal_seal");
            String previous = Hashing.GENESIS;
            long number = 0;
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO journal_seal (seal_no, entry_id, subject_kind, subject_number, fact_name, hash, algorithm) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                for (Row row : rows) {
                    MessageDigest digest = Hashing.digest(row.algorithm());
                    previous = Hashing.seal(digest, previous, ++number, row.fields());
                    insert.setLong(1, number);
                    insert.setLong(2, row.entry());
                    insert.setString(3, row.fields()[1]);
                    insert.setString(4, row.fields()[2]);
                    insert.setString(5, row.fields()[3]);
                    insert.setString(6, previous);
                    insert.setString(7, row.algorithm());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    /** One way to change the journal; answers what was done. */
    private interface Edit {
        String with(Hand hand) throws SQLException;
    }

    private static String other(Random random, String now) {
        if (now == null) {
            return random.nextBoolean() ? "" : "x";
        }
        return switch (random.nextInt(4)) {
            case 0 -> now.isEmpty() ? "y" : now.substring(1);
            case 1 -> now + " ";
            case 2 -> now.isEmpty() ? "z" : (now.charAt(0) == 'q' ? "p" : "q") + now.substring(1);
            default -> now.length() < 2 ? now + now + "k" : now.substring(0, now.length() - 1);
        };
    }

    private static String change(Hand h, String table, String key, long row, String column) throws SQLException {
        boolean number = List.of("happened", "recorded", "cause_entry", "id", "seal_no", "entry_id").contains(column);
        boolean nullable = column.startsWith("cause");
        if (number) {
            Long now;
            String text = h.text("SELECT " + column + " FROM " + table + " WHERE " + key + " = ?", row);
            now = text == null ? null : Long.valueOf(text);
            long next = now == null ? h.random.nextInt(5) : now + 1 + h.random.nextInt(3);
            if (nullable && now != null && h.random.nextBoolean()) {
                h.run("UPDATE " + table + " SET " + column + " = NULL WHERE " + key + " = ?", row);
            } else {
                h.run("UPDATE " + table + " SET " + column + " = ? WHERE " + key + " = ?", next, row);
            }
            return table + "." + column + " of " + row + ": " + now + " -> " + next;
        }
        String now;
        now = h.text("SELECT " + column + " FROM " + table + " WHERE " + key + " = ?", row);
        if (nullable && now != null && h.random.nextBoolean()) {
            h.run("UPDATE " + table + " SET " + column + " = NULL WHERE " + key + " = ?", row);
            return table + "." + column + " of " + row + ": null";
        }
        String next = other(h.random, now);
        if (column.equals("hash")) {
            next = now.substring(1) + (now.charAt(0) == 'a' ? 'b' : 'a');
            next = Objects.equals(next, now) ? "0".repeat(64) : next;
        } else if (column.equals("algorithm")) {
            next = h.random.nextBoolean() ? now.equals("SM3") ? "SHA-256" : "SM3" : "MD5";
        }
        h.run("UPDATE " + table + " SET " + column + " = ? WHERE " + key + " = ?", next, row);
        return table + "." + column + " of " + row + ": " + now + " -> " + next;
    }

    private static Map<String, Edit> edits() {
        Map<String, Edit> all = new TreeMap<>();
        for (String column : ENTRY.split(", ")) {
            all.put("change entry " + column, h -> change(h, "journal_entry", "id", h.entryOf(h.seal()), column));
        }
        for (String column : List.of("subject_kind", "subject_number", "fact_name", "hash", "algorithm")) {
            all.put("change seal " + column, h -> change(h, "journal_seal", "seal_no", h.seal(), column));
        }
        all.put("renumber entry", h -> {
            long id = h.entryOf(h.seal());
            long to = h.random.nextBoolean() ? h.freeId() : 1_000_000 + h.random.nextInt(1_000);
            h.run("UPDATE journal_entry SET id = ? WHERE id = ?", to, id);
            return "entry " + id + " -> " + to;
        });
        all.put("renumber seal", h -> {
            long seal = h.seal();
            long to = h.random.nextBoolean() ? -h.random.nextInt(5) : h.checkpoint.entries() + 10_000 + h.random.nextInt(9);
            h.run("UPDATE journal_seal SET seal_no = ? WHERE seal_no = ?", to, seal);
            return "seal " + seal + " -> " + to;
        });
        all.put("seal another entry", h -> {
            long id = h.freeId();
            h.insert(id);
            long seal = h.seal();
            h.run("UPDATE journal_seal SET entry_id = ? WHERE seal_no = ?", id, seal);
            return "seal " + seal + " now seals " + id;
        });
        all.put("delete entry", h -> {
            long seal = h.seal();
            h.run("DELETE FROM journal_entry WHERE id = ?", h.entryOf(seal));
            return "entry of seal " + seal;
        });
        all.put("delete seal", h -> {
            long seal = h.seal();
            h.run("DELETE FROM journal_seal WHERE seal_no = ?", seal);
            return "seal " + seal;
        });
        all.put("delete both", h -> {
            long seal = h.seal();
            h.run("DELETE FROM journal_entry WHERE id = ?", h.entryOf(seal));
            h.run("DELETE FROM journal_seal WHERE seal_no = ?", seal);
            return "seal and entry " + seal;
        });
        all.put("delete both and close the gap", h -> {
            long seal = h.seal();
            h.run("DELETE FROM journal_entry WHERE id = ?", h.entryOf(seal));
            h.run("DELETE FROM journal_seal WHERE seal_no = ?", seal);
            h.reckonAnew();
            return "seal and entry " + seal + ", all reckoned anew";
        });
        all.put("insert an entry among the covered", h -> {
            long id = h.freeId();
            h.insert(id);
            return "entry " + id;
        });
        all.put("insert an entry and seal it at the end", h -> {
            long id = h.freeId();
            h.insert(id);
            h.run("INSERT INTO journal_seal (seal_no, entry_id, subject_kind, subject_number, fact_name, hash, algorithm) "
                    + "SELECT " + (h.number("SELECT MAX(seal_no) FROM journal_seal") + 1) + ", id, subject_kind, subject_number, fact_name, '" + "0".repeat(64)
                    + "', 'SHA-256' FROM journal_entry WHERE id = " + id);
            h.reckonAnew();
            return "entry " + id + " sealed last";
        });
        all.put("insert an entry and seal it in the middle", h -> {
            long id = h.freeId();
            h.insert(id);
            long at = h.seal();
            h.run("UPDATE journal_seal SET seal_no = -seal_no WHERE seal_no >= ?", at);
            h.run("UPDATE journal_seal SET seal_no = 1 - seal_no WHERE seal_no < 0");
            h.run("INSERT INTO journal_seal (seal_no, entry_id, subject_kind, subject_number, fact_name, hash, algorithm) "
                    + "SELECT " + at + ", id, subject_kind, subject_number, fact_name, '" + "0".repeat(64) + "', 'SHA-256' FROM journal_entry WHERE id = " + id);
            h.reckonAnew();
            return "entry " + id + " sealed as " + at + ", all reckoned anew";
        });
        all.put("swap two entries", h -> {
            long one = h.entryOf(h.seal());
            long two = h.entryOf(h.seal());
            while (one == two) {
                two = h.entryOf(h.seal());
            }
            h.run("UPDATE journal_entry SET id = -999 WHERE id = ?", one);
            h.run("UPDATE journal_entry SET id = ? WHERE id = ?", one, two);
            h.run("UPDATE journal_entry SET id = ? WHERE id = -999", two);
            return "entries " + one + " and " + two;
        });
        for (boolean anew : new boolean[] {false, true}) {
            all.put("swap two seals" + (anew ? " and reckon anew" : ""), h -> {
                long one = h.seal();
                long two = h.seal();
                while (one == two) {
                    two = h.seal();
                }
                h.run("UPDATE journal_seal SET seal_no = -999 WHERE seal_no = ?", one);
                h.run("UPDATE journal_seal SET seal_no = ? WHERE seal_no = ?", one, two);
                h.run("UPDATE journal_seal SET seal_no = ? WHERE seal_no = -999", two);
                if (anew) {
                    h.reckonAnew();
                }
                return "seals " + one + " and " + two;
            });
            all.put("cut the tail" + (anew ? " and grow another" : ""), h -> {
                long from = h.seal();
                long all0 = h.number("SELECT MAX(seal_no) FROM journal_seal");
                h.run("DELETE FROM journal_entry WHERE id IN (SELECT entry_id FROM journal_seal WHERE seal_no >= ?)", from);
                h.run("DELETE FROM journal_seal WHERE seal_no >= ?", from);
                if (anew && from > 1) {
                    long id = h.checkpoint.settled() + 5_000;
                    for (long seal = from; seal <= all0; seal++) {
                        id++;
                        h.copyAs(id, h.entryOf(1));
                        h.run("INSERT INTO journal_seal (seal_no, entry_id, subject_kind, subject_number, fact_name, hash, algorithm) "
                                + "SELECT CAST(? AS BIGINT), CAST(? AS BIGINT), subject_kind, subject_number, fact_name, hash, algorithm FROM journal_seal WHERE seal_no = 1", seal, id);
                    }
                    h.reckonAnew();
                }
                return "from seal " + from;
            });
        }
        all.put("change an entry and reckon anew", h -> {
            String column = List.of("account", "actor_name", "happened", "recorded", "subject_number", "fact_name", "data").get(h.random.nextInt(7));
            String what = change(h, "journal_entry", "id", h.entryOf(h.seal()), column);
            h.reckonAnew();
            return what + ", all reckoned anew";
        });
        all.put("put the whole database back", h -> {
            // Just as a copy made earlier would be: whole, chained, only older.
            long from = Math.max(2, h.checkpoint.entries() - h.random.nextInt(3));
            h.run("DELETE FROM journal_entry WHERE id NOT IN (SELECT entry_id FROM journal_seal WHERE seal_no < ?)", from);
            h.run("DELETE FROM journal_seal WHERE seal_no >= ?", from);
            return "to before seal " + from;
        });
        all.put("empty it", h -> {
            h.run("DELETE FROM journal_entry");
            h.run("DELETE FROM journal_seal");
            return "all";
        });
        return all;
    }

    @Test
    void aThousandEditsByHandAreAllFoundWithTheLastCheckpointAlone() throws Exception {
        Map<String, Edit> edits = edits();
        List<String> names = new ArrayList<>(edits.keySet());
        Map<String, Integer> tried = new HashMap<>();
        long seed = System.nanoTime();
        int edit = 0;
        List<String> missed = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            try (County county = new County(house(), seed + round)) {
                county.lives(45);
                county.checkpoint();
                county.lives(30);
                Checkpoint last = county.checkpoint();
                county.lives(round * 7);
                county.house.sealer().sealNow();
                try (Connection connection = county.house.source().getConnection()) {
                    connection.setAutoCommit(false);
                    assertThat(JournalCheck.run(connection, List.of(last), null).findings()).as("before any edit, seed %d", seed).isEmpty();
                    for (int i = 0; i < 500; i++) {
                        String name = names.get(edit++ % names.size());
                        Hand hand = new Hand(connection, county.random, last);
                        String what = edits.get(name).with(hand);
                        tried.merge(name, 1, Integer::sum);
                        if (JournalCheck.run(connection, List.of(last), null).intact()) {
                            missed.add(name + ": " + what);
                        }
                        connection.rollback();
                    }
                    assertThat(JournalCheck.run(connection, List.of(last), null).findings()).as("after all edits were undone, seed %d", seed).isEmpty();
                    connection.rollback();
                }
            }
        }
        System.out.println(edit + " edits in " + tried.size() + " kinds, seed " + seed);
        assertThat(missed).as("edits not found, seed %d", seed).isEmpty();
        assertThat(edit).isEqualTo(1_000);
    }

    @Test
    void noHistoryThatWasLegalRaisesAnAlarm() {
        for (long seed = 1; seed <= 4; seed++) {
            try (County county = new County(house(), seed)) {
                List<Checkpoint> taken = new ArrayList<>();
                for (int i = 0; i < 1 + county.random.nextInt(6); i++) {
                    county.lives(1 + county.random.nextInt(25));
                    county.house.journal();
                    county.house.sealer().sealNow();
                    if (county.house.sealer().last() > 0) {
                        taken.add(county.checkpoint());
                    }
                }
                // Committed and not sealed, as when the process dies just now.
                county.lives(county.random.nextInt(5));
                for (Checkpoint one : taken) {
                    assertThat(county.check(one).findings()).as("seed %d, checkpoint %d", seed, one.sequence()).isEmpty();
                }
                if (!taken.isEmpty()) {
                    JournalCheck.Result all = county.check(taken.toArray(Checkpoint[]::new));
                    assertThat(all.findings()).isEmpty();
                    assertThat(all.held()).containsExactlyElementsOf(taken.stream().map(Checkpoint::sequence).toList());
                }
            }
        }
    }

    @Test
    void aSlowTransactionWithALowIdIsNoIntruder() throws Exception {
        try (County county = new County(house(), 5)) {
            county.lives(20);
            CountDownLatch written = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            Thread slow = new Thread(() -> county.house.work().execute(tx -> {
                county.house.journal().write(tx, new io.shoutu.api.journal.Fact(new io.shoutu.api.Subject("hazard", "slow"), "hazard.accepted",
                        county.house.clock().instant(), House.actor("slow"), Map.of()));
                written.countDown();
                go.await();
            }));
            slow.start();
            written.await();
            long before = county.house.sealer().last();
            while (county.house.sealer().last() < before + 3) {
                county.lives(1);
                county.house.sealer().sealNow();
            }
            Checkpoint first = county.checkpoint();
            go.countDown();
            slow.join();
            assertThat(county.check(first).findings()).as("committed, not sealed").isEmpty();
            county.lives(3);
            county.house.sealer().sealNow();
            assertThat(county.check(first).findings()).as("sealed behind the checkpoint").isEmpty();
            Checkpoint second = county.checkpoint();
            assertThat(county.check(first, second).findings()).isEmpty();
            assertThat(second.settled()).as("nothing is open any more").isGreaterThan(first.settled());
        }
    }

    @Test
    void theReportNamesTheEntryAndTheLastCheckpointThatHolds() throws Exception {
        try (County county = new County(house(), 9)) {
            county.lives(30);
            Checkpoint first = county.checkpoint();
            county.lives(30);
            Checkpoint second = county.checkpoint();
            long seal = first.entries() + 3;
            try (Connection connection = county.house.source().getConnection()) {
                connection.setAutoCommit(false);
                Hand hand = new Hand(connection, county.random, second);
                long entry = hand.entryOf(seal);
                hand.run("UPDATE journal_entry SET account = 'someone.else' WHERE id = ?", entry);
                JournalCheck.Result found = JournalCheck.run(connection, List.of(first, second), entry);
                assertThat(found.inAll()).as("one row is changed, one row is named").isEqualTo(1);
                assertThat(found.findings().get(0).seal()).isEqualTo(seal);
                assertThat(found.findings().get(0).entry()).isEqualTo(entry);
                assertThat(found.held()).containsExactly(first.sequence());
                assertThat(found.asked().sound()).isFalse();
                hand.reckonAnew();
                found = JournalCheck.run(connection, List.of(first, second), null);
                assertThat(found.inAll()).isEqualTo(1);
                assertThat(found.findings().get(0).text()).contains("在第 " + first.sequence() + " 号检查点之后");
                connection.rollback();
            }
        }
    }
}
