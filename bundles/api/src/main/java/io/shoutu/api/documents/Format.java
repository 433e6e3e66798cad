package io.shoutu.api.documents;

import java.util.Locale;

/** What a document is written as (文书格式). */
public enum Format {
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"), PDF("application/pdf");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Without a dot, e.g. {@code docx}. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }
}
