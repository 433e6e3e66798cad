package io.shoutu.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The two hash algorithms a journal may name, and what is hashed (杂凑). */
final class Hashing {
    static final String GENESIS = "0".repeat(64);
    private static final HexFormat HEX = HexFormat.of();

    private Hashing() {}

    /** A fresh digest, or null for a name that is neither {@code SHA-256} nor {@code SM3}. */
    static MessageDigest digest(String algorithm) {
        try {
            return "SM3".equals(algorithm) ? new Sm3() : "SHA-256".equals(algorithm) ? MessageDigest.getInstance("SHA-256") : null;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static boolean wellFormed(String hash) {
        return hash != null && hash.length() == 64 && hash.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    /** The hash of a seal: over the hash before it and thirteen fields, each with its length. */
    static String seal(MessageDigest digest, String previous, long seal, String... fields) {
        digest.update(HEX.parseHex(previous));
        field(digest, "shoutu-journal-1");
        field(digest, Long.toString(seal));
        for (String field : fields) {
            field(digest, field);
        }
        return HEX.formatHex(digest.digest());
    }

    private static void field(MessageDigest digest, String text) {
        if (text == null) {
            digest.update(ByteBuffer.allocate(4).putInt(-1).array());
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }

    static byte[] leaf(MessageDigest digest, String sealHash) {
        digest.update((byte) 0);
        return digest.digest(HEX.parseHex(sealHash));
    }

    static byte[] node(MessageDigest digest, byte[] left, byte[] right) {
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    /** Whether a path (lower-case hex, from the leaf's sibling up) leads from the leaf at this index to the root of a tree of this size (RFC 9162, 2.1.3.2). */
    static boolean included(String algorithm, String sealHash, long index, long size, Iterable<String> path, String root) {
        MessageDigest digest = digest(algorithm);
        if (digest == null || !wellFormed(sealHash) || index < 0 || index >= size) {
            return false;
        }
        long at = index;
        long last = size - 1;
        byte[] hash = leaf(digest, sealHash);
        for (String step : path) {
            if (last == 0 || !wellFormed(step)) {
                return false;
            }
            byte[] beside = HEX.parseHex(step);
            if ((at & 1) == 1 || at == last) {
                hash = node(digest, beside, hash);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(digest, hash, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && HEX.formatHex(hash).equals(root);
    }

    /** Whether a consistency proof shows that a tree continues an older, smaller one (RFC 9162, 2.1.4.2). */
    static boolean consistent(String algorithm, long first, String firstRoot, long second, String secondRoot, java.util.List<String> proof) {
        MessageDigest digest = digest(algorithm);
        if (digest == null || first < 1 || first > second) {
            return false;
        }
        if (first == second) {
            return proof.isEmpty() && firstRoot.equals(secondRoot);
        }
        java.util.List<String> path = new java.util.ArrayList<>(proof);
        if (Long.bitCount(first) == 1) {
            path.add(0, firstRoot);
        }
        if (path.isEmpty() || !path.stream().allMatch(Hashing::wellFormed)) {
            return false;
        }
        long at = first - 1;
        long last = second - 1;
        while ((at & 1) == 1) {
            at >>= 1;
            last >>= 1;
        }
        byte[] one = HEX.parseHex(path.get(0));
        byte[] two = one;
        for (String step : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            byte[] beside = HEX.parseHex(step);
            if ((at & 1) == 1 || at == last) {
                one = node(digest, beside, one);
                two = node(digest, beside, two);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                two = node(digest, two, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && HEX.formatHex(one).equals(firstRoot) && HEX.formatHex(two).equals(secondRoot);
    }
}
