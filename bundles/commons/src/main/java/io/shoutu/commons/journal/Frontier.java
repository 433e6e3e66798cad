package io.shoutu.commons.journal;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * The growing edge (边沿) of the Merkle tree over all seals (RFC 9162, 2.1): the roots of its complete subtrees, one for each bit of its size.
 *
 * <p>Appending costs two hashes on average and the root at most 24 for ten million leaves, however long the journal is. The leaf of a seal
 * is {@code H(0x00 ‖ seal hash)}, an inner node {@code H(0x01 ‖ left ‖ right)}.
 */
final class Frontier {
    /** Roots of blocks from this level up (256 seals) are kept in the database; below it the seals are read. */
    static final int STORED = 8;

    /** The root of the complete block of {@code 2^level} leaves from {@code number * 2^level} on. */
    record Node(int level, long number, byte[] hash) {}

    private final HashAlgorithm algorithm;
    private final MessageDigest digest;
    private final byte[][] peaks;
    private long size;

    Frontier(HashAlgorithm algorithm) {
        this(algorithm, new byte[63][], 0);
    }

    private Frontier(HashAlgorithm algorithm, byte[][] peaks, long size) {
        this.algorithm = algorithm;
        this.digest = algorithm.digest();
        this.peaks = peaks;
        this.size = size;
    }

    /** The edge of a tree of this size, given the roots of its complete subtrees, the largest first. */
    static Frontier of(HashAlgorithm algorithm, long size, Iterable<byte[]> roots) {
        Frontier made = new Frontier(algorithm);
        made.size = size;
        long left = size;
        for (byte[] root : roots) {
            long block = Long.highestOneBit(left);
            made.peaks[Long.numberOfTrailingZeros(block)] = root;
            left -= block;
        }
        if (left != 0) {
            throw new IllegalArgumentException("a tree of " + size + " needs more roots");
        }
        return made;
    }

    HashAlgorithm algorithm() {
        return algorithm;
    }

    long size() {
        return size;
    }

    Frontier copy() {
        return new Frontier(algorithm, Arrays.copyOf(peaks, peaks.length), size);
    }

    /** Appends the seal's hash; blocks that become complete and are to be kept are handed to {@code complete}. */
    void append(String sealHash, Consumer<Node> complete) {
        byte[] hash = leaf(digest, HexFormat.of().parseHex(sealHash));
        int level = 0;
        while ((size >> level & 1) == 1) {
            hash = node(digest, peaks[level], hash);
            peaks[level] = null;
            level++;
            if (level >= STORED) {
                complete.accept(new Node(level, size >> level, hash));
            }
        }
        peaks[level] = hash;
        size++;
    }

    /** The root of the tree as it is now; of an empty one the hash of nothing. */
    byte[] root() {
        byte[] root = null;
        for (byte[] peak : peaks) {
            if (peak != null) {
                root = root == null ? peak : node(digest, peak, root);
            }
        }
        return root == null ? digest.digest() : root;
    }

    static byte[] leaf(MessageDigest digest, byte[] sealHash) {
        digest.update((byte) 0);
        return digest.digest(sealHash);
    }

    static byte[] node(MessageDigest digest, byte[] left, byte[] right) {
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }
}
