package io.shoutu.commons.journal;

import io.shoutu.api.Problem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The hash algorithms (杂凑算法) a journal may be sealed with; both give 32 bytes. */
public enum HashAlgorithm {
    /** FIPS 180-4. */
    SHA_256("SHA-256"),
    /** GB/T 32905-2016. */
    SM3("SM3");

    private final String label;

    HashAlgorithm(String label) {
        this.label = label;
    }

    /** As written into seals and checkpoints. */
    public String label() {
        return label;
    }

    /** @throws Problem.Invalid code {@code hash-algorithm} */
    public static HashAlgorithm of(String label) {
        return Arrays.stream(values()).filter(a -> a.label.equals(label)).findFirst()
                .orElseThrow(() -> new Problem.Invalid("hash-algorithm", "journalHash", "杂凑算法应为 SHA-256 或 SM3：" + label));
    }

    /** A fresh digest, for one thread. */
    MessageDigest digest() {
        try {
            return this == SM3 ? Castle.sm3() : MessageDigest.getInstance(label);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + label, e);
        }
    }

    /** Apart, so that the library is needed only where SM3 is used. */
    private static final class Castle {
        static MessageDigest sm3() {
            return new org.bouncycastle.jcajce.provider.digest.SM3.Digest();
        }
    }
}
