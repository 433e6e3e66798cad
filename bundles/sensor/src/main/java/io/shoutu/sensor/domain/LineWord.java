package io.shoutu.sensor.domain;

import io.shoutu.api.Problem;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A line word (通信口令): what a device says in a protocol whose password is short and travels in clear, e.g. the six characters of
 * {@code PW} in HJ 212. Only its salted, slow hash is kept; it opens no other door.
 *
 * @param salt 16 bytes as lower-case hex
 * @param hash PBKDF2-HMAC-SHA-256, lower-case hex
 */
public record LineWord(String device, String salt, String hash) {
    private static final Pattern WORD = Pattern.compile("[\\x21-\\x3a\\x3c-\\x7e]{6,64}");
    private static final int ROUNDS = 20_000;
    private static final LineWord NOBODY = new LineWord("", "00".repeat(16), "00".repeat(32));

    /** The word as it is kept. @throws Problem.Invalid where it is shorter than 6 or holds other than visible ASCII without semicolon */
    public static LineWord of(String device, String word, SecureRandom random) {
        if (word == null || !WORD.matcher(word).matches()) {
            throw new Problem.Invalid("line-word", "word", "通信口令应为6至64位可见英文字符，不含分号");
        }
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        String hex = HexFormat.of().formatHex(salt);
        return new LineWord(device, hex, hash(hex, word.toCharArray()));
    }

    /** Whether that is the word; takes the same time where there is none ({@code known} null). */
    public static boolean matches(LineWord known, char[] word) {
        LineWord compared = known == null ? NOBODY : known;
        return MessageDigest.isEqual(HexFormat.of().parseHex(hash(compared.salt, word)), HexFormat.of().parseHex(compared.hash)) && known != null;
    }

    private static String hash(String salt, char[] word) {
        char[] kept = Arrays.copyOf(word, Math.min(word.length, 64));
        PBEKeySpec spec = new PBEKeySpec(kept, HexFormat.of().parseHex(salt), ROUNDS, 256);
        try {
            return HexFormat.of().formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 17 has PBKDF2", e);
        } finally {
            spec.clearPassword();
            Arrays.fill(kept, '\0');
        }
    }
}
