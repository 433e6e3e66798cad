package io.shoutu.hazard.domain;

import java.time.Instant;
import java.util.Locale;

/**
 * A photo (照片) of the hazard.
 *
 * @param id of the attachment
 */
public record Photo(String id, Purpose purpose, String addedBy, Instant addedAt) {
    /** What it shows (照片用途): the hazard, the work done, or the re-inspection. */
    public enum Purpose {
        BEFORE, AFTER, ACCEPTANCE;

        /** As written at the attachment, e.g. {@code before}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
