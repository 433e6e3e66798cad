package io.shoutu.verify;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The check of a journal against checkpoints (日志核验): reads {@code journal_seal} and {@code journal_entry} from the first seal to the
 * last, a few thousand rows at a time, changes nothing and keeps nothing in memory but 64 hashes.
 *
 * <p>Each seal is judged by itself against the hash stored before it, so that one changed row is named and those behind it are not blamed.
 * Where somebody has reckoned the whole chain anew the seals fit each other and only the root tells; then the report says between which
 * two checkpoints.
 */
final class JournalCheck {
    private static final int WINDOW = 4_000;
    private static final int KEPT = 20;

    /**
     * Something that is not as it was signed.
     *
     * @param seal running number, 0 where it has none
     * @param entry id of the entry, or null where it is not known
     */
    record Finding(long seal, Long entry, String text) {}

    /** What is known of the entry that was asked for; null fields where there is no such entry. */
    record Asked(long id, Long seal, String subject, String fact, String account, long happened, long recorded, String data, boolean sound) {}

    /**
     * @param covered seals read that the newest checkpoint covers
     * @param after seals behind it
     * @param unsealed entries without a seal that are not covered: written, but the platform ended before it sealed them
     * @param inAll how many findings there were; {@code findings} keeps the first of them
     * @param held sequences of the checkpoints the database fits
     */
    record Result(long covered, long after, long unsealed, List<Finding> findings, long inAll, List<Long> held, Asked asked) {
        boolean intact() {
            return inAll == 0;
        }
    }

    private final Connection connection;
    private final List<Checkpoint> checkpoints;
    private final Checkpoint newest;
    private final Long wanted;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Long> held = new ArrayList<>();
    private final Map<String, Tree> trees = new HashMap<>();
    private final Map<String, MessageDigest> digests = new HashMap<>();
    private long inAll;
    private long covered;
    private long coveredSettled;
    private long after;
    private long expected = 1;
    private String previous = Hashing.GENESIS;
    private int next;
    private boolean chainBroken;
    private Asked asked;

    private JournalCheck(Connection connection, List<Checkpoint> checkpoints, Long wanted) {
        this.connection = connection;
        this.checkpoints = new ArrayList<>(checkpoints);
        this.checkpoints.sort(java.util.Comparator.comparingLong(Checkpoint::entries).thenComparingLong(Checkpoint::sequence));
        this.newest = this.checkpoints.get(this.checkpoints.size() - 1);
        this.wanted = wanted;
    }

    /**
     * @param checkpoints at least one; their signatures are checked elsewhere
     * @param wanted id of an entry to be shown, or null
     */
    static Result run(Connection connection, List<Checkpoint> checkpoints, Long wanted) throws SQLException {
        return new JournalCheck(connection, checkpoints, wanted).run();
    }

    private Result run() throws SQLException {
        checkpoints.forEach(c -> trees.computeIfAbsent(c.algorithm(), Tree::new));
        long outside = number("SELECT COUNT(*) FROM journal_seal WHERE seal_no < 1");
        if (outside > 0) {
            found(0, null, outside + " 条封印的序号小于 1 seals have a number below 1");
        }
        for (long from = 0; from < newest.entries(); from += WINDOW) {
            read(from, Math.min(from + WINDOW, newest.entries()));
        }
        gap(newest.entries() + 1);
        while (next < checkpoints.size()) {
            judge(checkpoints.get(next++));
        }
        tail();
        extra();
        long unsealed = number("SELECT COUNT(*) FROM journal_entry e WHERE e.id > ? AND NOT EXISTS (SELECT 1 FROM journal_seal s WHERE s.entry_id = e.id)",
                newest.settled());
        if (wanted != null && asked == null) {
            asked = new Asked(wanted, null, null, null, null, 0, 0, null, false);
        }
        return new Result(covered, after, unsealed, findings, inAll, held, asked);
    }

    private void found(long seal, Long entry, String text) {
        inAll++;
        if (findings.size() < KEPT) {
            findings.add(new Finding(seal, entry, text));
        }
    }

    private long number(String question, long... values) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(question)) {
            for (int i = 0; i < values.length; i++) {
                ask.setLong(i + 1, values[i]);
            }
            try (ResultSet rows = ask.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private void read(long from, long to) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("SELECT s.seal_no, s.entry_id, s.subject_kind, s.subject_number, s.fact_name, s.hash, s.algorithm, "
                + "e.id, e.subject_kind, e.subject_number, e.fact_name, e.happened, e.recorded, e.account, e.actor_name, e.data, e.cause_kind, e.cause_number, "
                + "e.cause_entry FROM journal_seal s LEFT JOIN journal_entry e ON e.id = s.entry_id WHERE s.seal_no > ? AND s.seal_no <= ? ORDER BY s.seal_no")) {
            ask.setLong(1, from);
            ask.setLong(2, to);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    seal(row);
                }
            }
        }
    }

    /** Seals from the expected one up to the one before {@code number} are not there. */
    private void gap(long number) {
        if (expected < number) {
            boolean cut = number == newest.entries() + 1;
            found(expected, null, (number - expected == 1 ? "第 " + expected + " 号封印不存在 seal " + expected + " is missing"
                    : "第 " + expected + " 至 " + (number - 1) + " 号封印不存在 seals " + expected + " to " + (number - 1) + " are missing")
                    + (cut ? "：尾部被截去，或整个数据库被换成较早的副本 the tail was cut off, or the whole database was put back to an earlier copy" : ""));
            expected = number;
            chainBroken = true;
        }
    }

    private void seal(ResultSet row) throws SQLException {
        long number = row.getLong(1);
        long entry = row.getLong(2);
        if (number < expected) {
            found(number, entry, "第 " + number + " 号出现不止一次 seal or entry stands there more than once");
            return;
        }
        gap(number);
        String stored = row.getString(6);
        String algorithm = row.getString(7);
        boolean sound = true;
        if (row.getObject(8) == null) {
            found(number, entry, "封印所指的日志条目 " + entry + " 不存在（被删除或改号） the sealed entry is gone: deleted or renumbered");
            sound = false;
        } else {
            for (int column = 3; column <= 5; column++) {
                if (!Objects.equals(row.getString(column), row.getString(column + 6))) {
                    found(number, entry, "封印中重复的对象或事实与条目不符 the seal repeats another subject or fact than the entry's: \"" + row.getString(column) + "\" ≠ \""
                            + row.getString(column + 6) + "\"");
                    sound = false;
                }
            }
        }
        MessageDigest digest = digests.computeIfAbsent(String.valueOf(algorithm), Hashing::digest);
        if (digest == null) {
            found(number, entry, "未知的杂凑算法 unknown hash algorithm: " + algorithm);
            sound = false;
        } else if (!Hashing.wellFormed(stored)) {
            found(number, entry, "封印值不合规范 the hash of the seal is no hash: " + stored);
            sound = false;
        } else if (row.getObject(8) != null && !Hashing.seal(digest, previous, number, Long.toString(entry), row.getString(9), row.getString(10), row.getString(11),
                whole(row, 12), whole(row, 13), row.getString(14), row.getString(15), row.getString(16), row.getString(17), row.getString(18), whole(row, 19)).equals(stored)) {
            found(number, entry, (number == 1 || !chainBroken ? "" : "（前一号封印已缺失）")
                    + "条目内容、封印值或前一封印被改动 the entry, its seal or the seal before was changed: " + row.getString(9) + "/" + row.getString(10) + " " + row.getString(11));
            sound = false;
        }
        String leaf = Hashing.wellFormed(stored) ? stored : Hashing.GENESIS;
        if (number <= newest.entries()) {
            trees.values().forEach(tree -> tree.add(leaf));
            covered++;
            if (entry <= newest.settled()) {
                coveredSettled++;
            }
        } else {
            after++;
        }
        if (wanted != null && wanted == entry && row.getObject(8) != null) {
            asked = new Asked(entry, number, row.getString(9) + "/" + row.getString(10), row.getString(11), row.getString(14), row.getLong(12), row.getLong(13),
                    row.getString(16), sound);
        }
        previous = leaf;
        chainBroken = false;
        expected = number + 1;
        while (next < checkpoints.size() && checkpoints.get(next).entries() == number) {
            judge(checkpoints.get(next++));
        }
    }

    private static String whole(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Long.toString(value);
    }

    /** Compares what was read so far with a checkpoint that covers just this much. */
    private void judge(Checkpoint checkpoint) {
        Tree tree = trees.get(checkpoint.algorithm());
        if (tree.size() == checkpoint.entries() && tree.root().equals(checkpoint.root()) && previous.equals(checkpoint.last())) {
            if (inAll == 0) {
                held.add(checkpoint.sequence());
            }
            return;
        }
        String since = held.isEmpty() ? "从头 from the beginning" : "在第 " + held.get(held.size() - 1) + " 号检查点之后 after checkpoint " + held.get(held.size() - 1);
        found(0, null, tree.size() != checkpoint.entries()
                ? "检查点 " + checkpoint.sequence() + " 有 " + checkpoint.entries() + " 条，数据库只有 " + tree.size() + " 条 checkpoint has more entries than the database"
                : "树根与检查点 " + checkpoint.sequence() + " 不同：" + since + "，内容被改并重新计算了封印 the root differs: what lies there was changed and the chain reckoned anew");
    }

    /** What was sealed after the newest checkpoint is not covered by it, but its chain must hold. */
    private void tail() throws SQLException {
        long last = number("SELECT MAX(seal_no) FROM journal_seal");
        long rows = number("SELECT COUNT(*) FROM journal_seal WHERE seal_no > ?", newest.entries());
        if (last > newest.entries() && last - newest.entries() != rows) {
            found(newest.entries() + 1, null, "检查点之后的封印序号不连续 the running numbers behind the checkpoint have gaps");
            return;
        }
        expected = newest.entries() + 1;
        for (long from = newest.entries(); from < last; from += WINDOW) {
            read(from, Math.min(from + WINDOW, last));
        }
    }

    /** No entry that was settled when the checkpoint was taken may lie outside what it covers. */
    private void extra() throws SQLException {
        long there = number("SELECT COUNT(*) FROM journal_entry WHERE id <= ?", newest.settled());
        if (there == coveredSettled) {
            return;
        }
        if (there < coveredSettled) {
            if (inAll == 0) {
                found(0, null, "条目比封印少 there are fewer entries than seals");
            }
            return;
        }
        long id = number("SELECT MIN(e.id) FROM journal_entry e WHERE e.id <= ? "
                + "AND NOT EXISTS (SELECT 1 FROM journal_seal s WHERE s.entry_id = e.id AND s.seal_no BETWEEN 1 AND ?)", newest.settled(), newest.entries());
        found(0, id == 0 ? null : id, "多出 " + (there - coveredSettled) + " 条未被检查点覆盖的条目 entries stand among the covered ones that were not there when it was signed");
    }
}
