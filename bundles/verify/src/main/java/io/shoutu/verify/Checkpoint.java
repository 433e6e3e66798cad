package io.shoutu.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A signed checkpoint (检查点) as read from its text. Line ends and blanks at line ends do not matter, so that a printed one may be typed in.
 *
 * @param text the text as it was signed, ended by its signature line
 * @param broken why it does not continue the one before, or null
 */
record Checkpoint(long sequence, String taken, String product, String county, long entries, String last, String root, String algorithm, long settled, String previous,
        String broken, String keyId, byte[] publicKey, byte[] signature, String text) {
    private static final String TITLE = "守土日志检查点 Shoutu journal checkpoint";
    private static final Set<String> NEEDED = Set.of("format", "product", "county", "sequence", "taken", "entries", "last", "root", "algorithm", "settled", "previous",
            "public-key", "key", "signature");

    /** @throws IllegalArgumentException saying what is wrong, in Chinese and English */
    static Checkpoint read(String raw) {
        List<String> lines = new ArrayList<>(raw.lines().map(String::stripTrailing).toList());
        while (!lines.isEmpty() && lines.get(0).replace("\uFEFF", "").isBlank()) {
            lines.remove(0);
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
            lines.remove(lines.size() - 1);
        }
        if (lines.isEmpty() || !lines.get(0).replace("\uFEFF", "").equals(TITLE)) {
            throw new IllegalArgumentException("不是守土检查点文件 this is no Shoutu checkpoint");
        }
        lines.set(0, TITLE);
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(": ");
            int blank = line.indexOf(' ');
            if (colon < 0 || blank < 0 || values.put(line.substring(0, Math.min(blank, colon)), line.substring(colon + 2)) != null) {
                throw new IllegalArgumentException("检查点中有无法识别的行 a line of the checkpoint is not understood: " + line);
            }
        }
        if (!values.keySet().containsAll(NEEDED)) {
            throw new IllegalArgumentException("检查点不完整 the checkpoint is not complete: " + NEEDED.stream().filter(n -> !values.containsKey(n)).sorted().toList());
        }
        if (!values.get("format").equals("shoutu-checkpoint-1") || Hashing.digest(values.get("algorithm")) == null
                || !Hashing.wellFormed(values.get("root")) || !Hashing.wellFormed(values.get("last"))) {
            throw new IllegalArgumentException("检查点格式或算法未知 unknown format or algorithm of the checkpoint");
        }
        try {
            return new Checkpoint(Long.parseLong(values.get("sequence")), values.get("taken"), values.get("product"), values.get("county"),
                    Long.parseLong(values.get("entries")), values.get("last"), values.get("root"), values.get("algorithm"), Long.parseLong(values.get("settled")),
                    values.get("previous"), values.get("break"), values.get("key"), Base64.getDecoder().decode(values.get("public-key")),
                    Base64.getDecoder().decode(values.get("signature")), String.join("\n", lines) + "\n");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("检查点中的数值无法识别 a value of the checkpoint is not understood: " + e.getMessage(), e);
        }
    }

    /** Whether this key (X.509, Ed25519) made the signature over every line before it. */
    boolean signedBy(byte[] key) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
            check.update(text.substring(0, text.lastIndexOf("\nsignature ") + 1).getBytes(StandardCharsets.UTF_8));
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Hash of the whole text, as the next checkpoint names it in its own algorithm. */
    String hash(String withAlgorithm) {
        return HexFormat.of().formatHex(Hashing.digest(withAlgorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** First 16 hex digits of SHA-256 over a public key. */
    static String keyId(byte[] key) {
        MessageDigest digest = Hashing.digest("SHA-256");
        return HexFormat.of().formatHex(digest.digest(key)).substring(0, 16);
    }
}
