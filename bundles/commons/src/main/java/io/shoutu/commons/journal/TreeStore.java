package io.shoutu.commons.journal;

import io.shoutu.api.store.Tx;
import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * The Merkle tree (梅克尔树) in the database: roots of complete blocks of 256, 512, 1024 … seals.
 *
 * <p>A root, a proof and a consistency proof read a logarithm of them and at most two blocks of seals, never the journal. Leaves are counted
 * from 0: the leaf of seal number n is n − 1.
 */
final class TreeStore {
    private static final int BLOCK = 1 << Frontier.STORED;

    /** How many seals from the first on lie in blocks whose roots are stored. */
    long stored(Tx tx, HashAlgorithm algorithm) throws SQLException {
        try (PreparedStatement ask = tx.connection().prepareStatement("SELECT MAX(node_no) FROM journal_node WHERE algorithm = ? AND node_level = ?")) {
            ask.setString(1, algorithm.label());
            ask.setInt(2, Frontier.STORED);
            try (ResultSet rows = ask.executeQuery()) {
                rows.next();
                long last = rows.getLong(1);
                return rows.wasNull() ? 0 : (last + 1) << Frontier.STORED;
            }
        }
    }

    /** Stores roots, leaving alone those that are there already. */
    void store(Tx tx, HashAlgorithm algorithm, List<Frontier.Node> nodes) throws SQLException {
        if (nodes.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = tx.connection().prepareStatement(
                "INSERT INTO journal_node (algorithm, node_level, node_no, hash) VALUES (?, ?, ?, ?)")) {
            for (Frontier.Node node : nodes) {
                if (read(tx, algorithm, node.level(), node.number()) == null) {
                    insert.setString(1, algorithm.label());
                    insert.setInt(2, node.level());
                    insert.setLong(3, node.number());
                    insert.setString(4, HexFormat.of().formatHex(node.hash()));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static byte[] read(Tx tx, HashAlgorithm algorithm, int level, long number) throws SQLException {
        try (PreparedStatement ask = tx.connection().prepareStatement(
                "SELECT hash FROM journal_node WHERE algorithm = ? AND node_level = ? AND node_no = ?")) {
            ask.setString(1, algorithm.label());
            ask.setInt(2, level);
            ask.setLong(3, number);
            try (ResultSet rows = ask.executeQuery()) {
                return rows.next() ? HexFormat.of().parseHex(rows.getString(1)) : null;
            }
        }
    }

    /** The hashes of the seals numbered {@code from + 1} to {@code to}. */
    List<String> seals(Tx tx, long from, long to) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement ask = tx.connection().prepareStatement("SELECT hash FROM journal_seal WHERE seal_no > ? AND seal_no <= ? ORDER BY seal_no")) {
            ask.setLong(1, from);
            ask.setLong(2, to);
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        if (found.size() != to - from) {
            throw new IllegalStateException("of the seals " + (from + 1) + " to " + to + " only " + found.size() + " are there");
        }
        return found;
    }

    /** The edge of the tree over the first {@code size} seals; all its whole blocks must be stored. */
    Frontier frontier(Tx tx, HashAlgorithm algorithm, long size) throws SQLException {
        List<byte[]> roots = new ArrayList<>();
        long done = 0;
        for (long left = size; left >= BLOCK; ) {
            long block = Long.highestOneBit(left);
            roots.add(root(tx, algorithm, done, done + block));
            done += block;
            left -= block;
        }
        Frontier frontier = Frontier.of(algorithm, done, roots);
        seals(tx, done, size).forEach(hash -> frontier.append(hash, node -> {}));
        return frontier;
    }

    /** MTH(D[from:to]) of RFC 9162; {@code from} is a multiple of the smallest power of two that is not below the length. */
    private byte[] root(Tx tx, HashAlgorithm algorithm, long from, long to) throws SQLException {
        long length = to - from;
        if (length < BLOCK) {
            Frontier part = new Frontier(algorithm);
            seals(tx, from, to).forEach(hash -> part.append(hash, node -> {}));
            return part.root();
        }
        if (Long.bitCount(length) == 1) {
            int level = Long.numberOfTrailingZeros(length);
            byte[] found = read(tx, algorithm, level, from >> level);
            if (found == null) {
                throw new IllegalStateException("the root of the " + algorithm.label() + " block " + level + "/" + (from >> level) + " is not there");
            }
            return found;
        }
        long split = split(length);
        return Frontier.node(algorithm.digest(), root(tx, algorithm, from, from + split), root(tx, algorithm, from + split, to));
    }

    byte[] root(Tx tx, HashAlgorithm algorithm, long size) throws SQLException {
        return root(tx, algorithm, 0, size);
    }

    /** The largest power of two below n. */
    private static long split(long n) {
        return Long.highestOneBit(n - 1);
    }

    /** PATH(leaf, D[0:size]) of RFC 9162: from the leaf's sibling upwards. */
    List<String> path(Tx tx, HashAlgorithm algorithm, long leaf, long size) throws SQLException {
        List<byte[]> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + split(to - from);
            if (leaf < middle) {
                path.add(root(tx, algorithm, middle, to));
                to = middle;
            } else {
                path.add(root(tx, algorithm, from, middle));
                from = middle;
            }
        }
        Collections.reverse(path);
        return hex(path);
    }

    /** PROOF(first, D[0:size]) of RFC 9162; empty where both sizes are the same. */
    List<String> consistency(Tx tx, HashAlgorithm algorithm, long first, long size) throws SQLException {
        List<byte[]> proof = new ArrayList<>();
        long from = 0;
        long to = size;
        boolean whole = true;
        while (first != to - from) {
            long split = split(to - from);
            if (first <= split) {
                proof.add(root(tx, algorithm, from + split, to));
                to = from + split;
            } else {
                proof.add(root(tx, algorithm, from, from + split));
                from += split;
                first -= split;
                whole = false;
            }
        }
        if (!whole) {
            proof.add(root(tx, algorithm, from, to));
        }
        Collections.reverse(proof);
        return hex(proof);
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(HexFormat.of()::formatHex).toList();
    }

    /** Whether two roots are the same, without telling by time where they differ. */
    static boolean same(byte[] one, String hex) {
        return MessageDigest.isEqual(one, HexFormat.of().parseHex(hex));
    }
}
