package io.shoutu.api.attachments;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.store.Tx;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Attachments (附件): first stored, then bound to a record by the move that needs them. */
@ProviderType
public interface Attachments {
    /**
     * A stored file.
     *
     * @param id stable id to refer to it
     * @param name file name as the sender called it, without any path
     * @param sha256 hash of the content, lower-case hex
     * @param size bytes
     * @param about the record it is bound to, or null while unbound
     * @param purpose what it shows there, e.g. {@code before} or {@code after}, or null
     */
    record Attachment(String id, String name, String mediaType, String sha256, long size, Subject about, String purpose,
            String account, Instant storedAt) {
        /** Whether it is a picture, by its content: what a record asks for as a photo must be one. */
        public boolean picture() {
            return mediaType.startsWith("image/");
        }
    }

    /**
     * Stores a file in one go; the content is kept once per hash. What comes over a poor line is sent in pieces: {@link Uploads}.
     *
     * @throws io.shoutu.api.Problem.Invalid where it is empty, larger than the limit, neither a JPEG, PNG or WebP picture nor a PDF, docx or
     *     xlsx file, or not what it says it is
     */
    Attachment store(String name, String mediaType, InputStream content, Actor by) throws IOException;

    /**
     * Binds stored files to a record in the caller's transaction.
     *
     * @throws io.shoutu.api.Problem.Invalid where an id is unknown, or bound to another record already
     */
    List<Attachment> bind(Tx tx, List<String> ids, Subject about, String purpose, Actor by);

    List<Attachment> of(Subject about);

    /** @throws io.shoutu.api.Problem.NotFound where the id is unknown */
    Attachment get(String id);

    /** The content; the caller closes it. @throws io.shoutu.api.Problem.NotFound where the id is unknown */
    InputStream open(String id) throws IOException;
}
