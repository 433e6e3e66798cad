package io.shoutu.api.attachments;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.attachments.Attachments.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Uploads that can be resumed (断点续传), and sets that know how many files are still to come (附件组).
 *
 * <p>An upload says beforehand what it will be; its bytes arrive in pieces, each at the offset where the last one ended; with the last byte it becomes
 * an attachment, or is refused whole. Received pieces outlive a restart; what nobody continues for a day is removed.
 */
@ProviderType
public interface Uploads {
    /**
     * What somebody is about to send.
     *
     * @param mediaType one of the types {@link Attachments#store} takes
     * @param size bytes, all of them
     * @param sha256 hash of the whole content, 64 hex digits
     * @param set id of the set it belongs to, or null
     */
    record Announcement(String name, String mediaType, long size, String sha256, String set) {}

    /**
     * An upload.
     *
     * @param offset bytes received, where the next piece begins
     * @param attachment what it became, or null while bytes are missing
     * @param expires when it is removed unless it goes on
     */
    record Upload(String id, String name, String mediaType, long size, String sha256, long offset, String set, Attachment attachment, String account,
            Instant expires) {}

    /**
     * Announces a file.
     *
     * @throws io.shoutu.api.Problem.Invalid where the announced file would not be taken anyway, e.g. {@code too-large}, {@code media-type}
     * @throws io.shoutu.api.Problem.IllegalMove {@code set-full} where the set already has what it expects; {@code uploads-open} where the
     *     account has too many unfinished ones
     */
    Upload begin(Announcement announced, Actor by);

    /**
     * Takes the next piece. What arrived of a piece that broke off is kept: ask {@link #upload} where to go on.
     *
     * @param offset where the piece begins; must be what {@link Upload#offset} says
     * @throws io.shoutu.api.Problem.IllegalMove {@code upload-offset} with another offset, {@code upload-busy} while another piece is arriving
     * @throws io.shoutu.api.Problem.Invalid where more comes than announced ({@code too-large}), or the whole is not what was announced
     *     ({@code sha256}, {@code media-type}, …): then nothing of it is kept and it must be announced again
     * @throws io.shoutu.api.Problem.NotFound where it is unknown, not this actor's, or was removed
     */
    Upload append(String id, long offset, InputStream piece, Actor by) throws IOException;

    /** @throws io.shoutu.api.Problem.NotFound where it is unknown, not this actor's, or was removed */
    Upload upload(String id, Actor by);

    /** Gives an unfinished upload up; a finished or unknown one is no error. */
    void giveUp(String id, Actor by);

    /**
     * A set of files that belong to one record (附件组): 已收到 3/4.
     *
     * @param about the record they are meant for, or null where it has no number yet
     * @param received different contents there are; the same picture sent twice counts once
     * @param underway uploads of the set that have begun and not ended
     */
    record FileSet(String id, Subject about, int expected, int received, int underway, List<Attachment> attachments, String account) {
        public FileSet {
            attachments = List.copyOf(attachments);
        }

        public int missing() {
            return Math.max(0, expected - received);
        }
    }

    /** @param expected 1 to 100 */
    FileSet expect(Subject about, int expected, Actor by);

    /** @throws io.shoutu.api.Problem.NotFound where it is unknown */
    FileSet set(String id);

    /** Puts a stored attachment into a set of the same account; twice changes nothing. */
    FileSet add(String set, String attachment, Actor by);

    /** How many of a set are still to come. */
    default int missing(String set) {
        return set(set).missing();
    }

    /** What a move that needs all files asks first. @throws io.shoutu.api.Problem.IllegalMove {@code attachments-missing}, saying how many there are */
    default void complete(String set) {
        FileSet files = set(set);
        if (files.missing() > 0) {
            throw new io.shoutu.api.Problem.IllegalMove("attachments-missing",
                    "附件未到齐：已收到 " + files.received() + "/" + files.expected() + "，请等其余 " + files.missing() + " 份上传完成");
        }
    }
}
