package io.shoutu.commons.journal;

import io.shoutu.api.Problem;
import io.shoutu.api.journal.Checkpoints;
import io.shoutu.api.store.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The seals reckoned again from what stands in the tables (封印复算): entry by entry, then the tree up to a checkpoint from the seals alone. */
final class SealCheck {
    private static final int MOST_FAULTS = 100;
    private static final int WINDOW = 10_000;

    private SealCheck() {}

    /** What does not fit among the seals from one to another, both included; {@link Problem.Invalid} for a range that is none. */
    static List<Checkpoints.Fault> faults(Tx tx, long from, long to) throws SQLException {
        if (from < 1 || to < from) {
            throw new Problem.Invalid("range", "from", "请给出从小到大的封印号，从 1 开始：" + from + " 至 " + to);
        }
        if (to - from >= Checkpoints.VERIFY_MOST) {
            throw new Problem.Invalid("range", "to", "一次最多核验 " + Checkpoints.VERIFY_MOST + " 条，请分段核验");
        }
        List<Checkpoints.Fault> faults = new ArrayList<>();
        try (PreparedStatement read = tx.connection().prepareStatement("SELECT s.seal_no, s.entry_id, s.hash, s.algorithm, s.subject_kind, s.subject_number, s.fact_name, "
                + "e.id, e.subject_kind, e.subject_number, e.fact_name, e.happened, e.recorded, e.account, e.actor_name, e.data, e.cause_kind, e.cause_number, e.cause_entry "
                + "FROM journal_seal s LEFT JOIN journal_entry e ON e.id = s.entry_id WHERE s.seal_no >= ? AND s.seal_no <= ? ORDER BY s.seal_no")) {
            read.setLong(1, from - 1);
            read.setLong(2, to);
            try (ResultSet r = read.executeQuery()) {
                long expected = from == 1 ? 1 : from - 1;
                String previous = from == 1 ? JournalHash.GENESIS : null;
                while (r.next() && faults.size() < MOST_FAULTS) {
                    long seal = r.getLong(1);
                    for (; expected < seal && faults.size() < MOST_FAULTS; expected++) {
                        faults.add(new Checkpoints.Fault(expected, null, "封印 " + expected + " 缺失"));
                        previous = null;
                    }
                    expected = seal + 1;
                    if (seal >= from) {
                        fault(r, seal, previous, faults);
                    }
                    previous = r.getString(3);
                }
                for (; expected <= to && faults.size() < MOST_FAULTS; expected++) {
                    faults.add(new Checkpoints.Fault(expected, null, "封印 " + expected + " 缺失"));
                }
            }
        }
        return faults;
    }

    private static void fault(ResultSet r, long seal, String previous, List<Checkpoints.Fault> faults) throws SQLException {
        long entry = r.getLong(2);
        r.getLong(8);
        if (r.wasNull()) {
            faults.add(new Checkpoints.Fault(seal, entry, "封印 " + seal + " 所封的条目 " + entry + " 已不在"));
            return;
        }
        if (!r.getString(5).equals(r.getString(9)) || !r.getString(6).equals(r.getString(10)) || !r.getString(7).equals(r.getString(11))) {
            faults.add(new Checkpoints.Fault(seal, entry, "封印 " + seal + " 旁所记的对象或事实与条目 " + entry + " 不同"));
            return;
        }
        if (previous == null) {
            // The one before is missing and was told; whether this one is right cannot be said.
            return;
        }
        long number = r.getLong(19);
        Long cause = r.wasNull() ? null : number;
        JournalHash.Row row = new JournalHash.Row(entry, r.getString(9), r.getString(10), r.getString(11), r.getLong(12), r.getLong(13), r.getString(14), r.getString(15), r.getString(16),
                r.getString(17), r.getString(18), cause);
        if (!JournalHash.of(HashAlgorithm.of(r.getString(4)), previous, seal, row).equals(r.getString(3))) {
            faults.add(new Checkpoints.Fault(seal, entry, "条目 " + entry + " 或其前一封印被改动：复算的封印与存储的不同"));
        }
    }

    /** Whether the signature of the checkpoint holds and the seals up to it have the root it signs; reads every seal up to it. */
    static boolean anchored(Tx tx, TreeStore trees, Checkpoints.Checkpoint checkpoint) throws SQLException {
        try {
            CheckpointText.read(checkpoint.text());
        } catch (IllegalArgumentException broken) {
            return false;
        }
        Frontier tree = new Frontier(HashAlgorithm.of(checkpoint.algorithm()));
        String last = JournalHash.GENESIS;
        for (long done = 0; done < checkpoint.entries(); ) {
            long to = Math.min(checkpoint.entries(), done + WINDOW);
            List<String> hashes;
            try {
                hashes = trees.seals(tx, done, to);
            } catch (IllegalStateException missing) {
                return false;
            }
            hashes.forEach(hash -> tree.append(hash, node -> { }));
            last = hashes.get(hashes.size() - 1);
            done = to;
        }
        return last.equals(checkpoint.lastHash()) && TreeStore.same(tree.root(), checkpoint.root());
    }
}
