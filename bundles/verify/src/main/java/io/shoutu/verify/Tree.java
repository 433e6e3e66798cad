package io.shoutu.verify;

import java.security.MessageDigest;
import java.util.HexFormat;

/** The Merkle tree (RFC 9162) over seals as they stream by: it remembers the roots of complete subtrees only. */
final class Tree {
    private final MessageDigest digest;
    private final byte[][] roots = new byte[63][];
    private long size;

    Tree(String algorithm) {
        digest = Hashing.digest(algorithm);
    }

    void add(String sealHash) {
        byte[] hash = Hashing.leaf(digest, sealHash);
        int level = 0;
        for (; (size >> level & 1) == 1; level++) {
            hash = Hashing.node(digest, roots[level], hash);
            roots[level] = null;
        }
        roots[level] = hash;
        size++;
    }

    long size() {
        return size;
    }

    String root() {
        byte[] hash = null;
        for (byte[] root : roots) {
            if (root != null) {
                hash = hash == null ? root : Hashing.node(digest, root, hash);
            }
        }
        return HexFormat.of().formatHex(hash == null ? digest.digest() : hash);
    }
}
