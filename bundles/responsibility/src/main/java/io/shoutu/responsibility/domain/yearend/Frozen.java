package io.shoutu.responsibility.domain.yearend;

import io.shoutu.api.Subject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A year's result as it was frozen (年终冻结). It is never edited; what is recorded later stands beside it as {@link Adjustment}.
 *
 * @param content the canonical text of the result
 * @param sha256 of that text when it was frozen, lower-case hex; the journal has it too
 * @param frozenBy account
 */
public record Frozen(String id, int year, String content, String sha256, Instant asOf, Instant frozenAt, String frozenBy) {
    public static final String KIND = "year-end";

    public static Frozen of(YearResult result, String by, Instant now) {
        String content = result.canonical();
        return new Frozen(result.id(), result.year(), content, hash(content), result.asOf(), now, by);
    }

    public Subject subject() {
        return new Subject(KIND, id);
    }

    public YearResult result() {
        return YearResult.parse(content);
    }

    /** The hash reckoned anew from what is stored: another one means that somebody changed it. */
    public String recomputed() {
        return hash(content);
    }

    /** SHA-256 over the UTF-8 text, lower-case hex. */
    public static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
