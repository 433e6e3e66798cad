package io.shoutu.commons.journal;

import io.shoutu.api.journal.Checkpoints.Checkpoint;
import io.shoutu.api.time.Legal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A checkpoint as text (检查点文本): lines {@code name 名称: value} that a person prints and a program reads.
 *
 * <p>The signature covers the UTF-8 bytes of all lines before its own, each ended by one line feed. The layout stands in
 * {@code docs/wire.md}, "The journal in court"; the stand-alone verifier has a reader of its own.
 */
final class CheckpointText {
    static final String TITLE = "守土日志检查点 Shoutu journal checkpoint";
    static final String FORMAT = "shoutu-checkpoint-1";
    /** What stands for the checkpoint before the first one. */
    static final String NONE = "0".repeat(64);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");

    private CheckpointText() {}

    /**
     * Composes and signs.
     *
     * @param settled no entry with an id up to this one lies outside what is covered
     * @param previous text of the checkpoint before, or null
     * @param broken why this one does not continue the one before, or null where it does
     */
    static Checkpoint signed(SigningKey key, String product, String county, long sequence, Instant taken, long entries, String last, String root,
            HashAlgorithm algorithm, long settled, String previous, String broken) {
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        line(text, "format 格式", FORMAT);
        line(text, "product 产品", product);
        line(text, "county 县", county == null || county.isBlank() ? "-" : county);
        line(text, "sequence 序号", Long.toString(sequence));
        line(text, "taken 时间", TIME.format(taken.atZone(Legal.ZONE)));
        line(text, "entries 条数", Long.toString(entries));
        line(text, "last 末条封印", last);
        line(text, "root 树根", root);
        line(text, "algorithm 算法", algorithm.label());
        line(text, "settled 封定编号", Long.toString(settled));
        line(text, "previous 上一检查点", previous == null ? NONE : hash(algorithm, previous));
        if (broken != null) {
            line(text, "break 断点说明", broken);
        }
        line(text, "public-key 公钥", key.base64());
        line(text, "key 密钥编号", key.id());
        byte[] signature = key.sign(text.toString().getBytes(StandardCharsets.UTF_8));
        line(text, "signature 签名", Base64.getEncoder().encodeToString(signature));
        return new Checkpoint(sequence, taken.truncatedTo(java.time.temporal.ChronoUnit.MILLIS), entries, last, root, algorithm.label(), key.id(), text.toString());
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip()).append('\n');
    }

    /** Hash of a whole checkpoint text, as the next one names it. */
    static String hash(HashAlgorithm algorithm, String text) {
        return HexFormat.of().formatHex(algorithm.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Reads a text whose signature fits the public key it carries.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static Checkpoint read(String text) {
        int end = text.lastIndexOf("\nsignature ") + 1;
        if (!text.startsWith(TITLE + "\n") || end <= 0) {
            throw new IllegalArgumentException("this is no checkpoint");
        }
        Map<String, String> lines = new LinkedHashMap<>();
        text.lines().skip(1).forEach(line -> {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                lines.put(line.substring(0, line.indexOf(' ')), line.substring(colon + 2));
            }
        });
        byte[] open = Base64.getDecoder().decode(lines.getOrDefault("public-key", ""));
        if (!FORMAT.equals(lines.get("format"))) {
            throw new IllegalArgumentException("unknown format " + lines.get("format"));
        }
        if (!SigningKey.id(open).equals(lines.get("key"))
                || !SigningKey.verifies(open, text.substring(0, end).getBytes(StandardCharsets.UTF_8), Base64.getDecoder().decode(lines.getOrDefault("signature", "")))) {
            throw new IllegalArgumentException("the signature does not fit");
        }
        return new Checkpoint(Long.parseLong(lines.get("sequence")), OffsetDateTime.parse(lines.get("taken")).toInstant(), Long.parseLong(lines.get("entries")),
                lines.get("last"), lines.get("root"), lines.get("algorithm"), lines.get("key"), text);
    }
}
