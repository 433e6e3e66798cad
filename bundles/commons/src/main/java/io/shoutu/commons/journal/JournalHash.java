package io.shoutu.commons.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The seal (封印) over an entry and the seal before it: {@code H(previous hash ‖ encoding)}, lower-case hex, where H is the algorithm
 * the seal names, SHA-256 or SM3.
 *
 * <p>{@code previous hash} is 32 bytes, all zero before the first. The encoding is these fields in this order, each as a four-byte
 * big-endian length and that many bytes of UTF-8, an absent one as the length −1 (FF FF FF FF) alone; numbers as decimal text:
 * the text {@code shoutu-journal-1}, seal number, entry id, subject kind, subject number, fact name, happened, recorded (both epoch
 * milliseconds), account, actor name, data (the stored JSON text), cause kind, cause number, cause entry.
 *
 * <p>Length prefixes keep two different entries from ever giving the same bytes. A verifier outside the house needs only this
 * page; {@code JournalHashTest} holds a test vector.
 */
public final class JournalHash {
    public static final String FORMAT = "shoutu-journal-1";
    /** The hash before the first seal. */
    public static final String GENESIS = "0".repeat(64);

    private JournalHash() {}

    /** An entry as it stands in the table, column by column. */
    public record Row(long id, String subjectKind, String subjectNumber, String name, long happened, long recorded, String account,
            String actorName, String data, String causeKind, String causeNumber, Long causeEntry) {}

    /** The seal over the row with this running number, given the hash of the seal before. */
    public static String of(HashAlgorithm algorithm, String previous, long seal, Row row) {
        MessageDigest digest = algorithm.digest();
        digest.update(HexFormat.of().parseHex(previous));
        field(digest, FORMAT);
        field(digest, Long.toString(seal));
        field(digest, Long.toString(row.id()));
        field(digest, row.subjectKind());
        field(digest, row.subjectNumber());
        field(digest, row.name());
        field(digest, Long.toString(row.happened()));
        field(digest, Long.toString(row.recorded()));
        field(digest, row.account());
        field(digest, row.actorName());
        field(digest, row.data());
        field(digest, row.causeKind());
        field(digest, row.causeNumber());
        field(digest, row.causeEntry() == null ? null : Long.toString(row.causeEntry()));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void field(MessageDigest digest, String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(text == null ? -1 : bytes.length).array());
        digest.update(bytes);
    }
}
