package io.shoutu.access.domain;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Secrets (密钥材料): random tokens, and hashes that cannot be turned back. Comparisons take the same time either way. */
public final class Secrets {
    /** OWASP's figure for PBKDF2-HMAC-SHA256; every row remembers its own, so that this may grow. */
    public static final int ITERATIONS = 600_000;
    private static final SecureRandom RANDOM = new SecureRandom();
    // Without 0 O 1 l I: this is read from a file and typed by a person.
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789-_";

    private Secrets() {}

    /** 256 random bits as 43 characters that need no escaping anywhere. */
    public static String token() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** 16 random bytes as hex. */
    public static String salt() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    /** A password of 20 characters that satisfies {@link PasswordRule}. */
    public static char[] password() {
        char[] out = new char[20];
        do {
            for (int i = 0; i < out.length; i++) {
                out[i] = LETTERS.charAt(RANDOM.nextInt(LETTERS.length()));
            }
        } while (PasswordRule.weakness(out) != null);
        return out;
    }

    /** SHA-256 as hex: enough for tokens, which have 256 bits of their own. */
    public static String digest(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** PBKDF2WithHmacSHA256 of a password as hex; slow on purpose. */
    public static String stretch(char[] password, String salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password, HexFormat.of().parseHex(salt), iterations, 256);
        try {
            return HexFormat.of().formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }

    /** HMAC-SHA256 of a password under a key that lives only in this process. */
    public static String mark(byte[] key, char[] password) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        byte[] text = Arrays.copyOf(bytes.array(), bytes.limit());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        } finally {
            Arrays.fill(text, (byte) 0);
            Arrays.fill(bytes.array(), (byte) 0);
        }
    }

    /** 32 random bytes. */
    public static byte[] key() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return key;
    }

    /** Whether two texts are the same, in a time that does not tell where they differ. */
    public static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
