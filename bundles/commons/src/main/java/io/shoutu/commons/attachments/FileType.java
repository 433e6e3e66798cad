package io.shoutu.commons.attachments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The files we take (可收的文件), known by their content and not by what anyone calls them. */
enum FileType {
    JPEG("image/jpeg", "jpg"), PNG("image/png", "png"), WEBP("image/webp", "webp"), PDF("application/pdf", "pdf"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    /** How many bytes are needed to tell a picture, a PDF or an archive. */
    private static final int HEAD = 12;
    private static final byte[] PNG_HEAD = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    final String mediaType;
    final String extension;

    FileType(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** The type of a file by what is in it; an office file is opened, with limits, to see that it is one. */
    static Optional<FileType> of(Path file) throws IOException {
        byte[] head = new byte[HEAD];
        int length;
        try (InputStream in = Files.newInputStream(file)) {
            length = in.readNBytes(head, 0, HEAD);
        }
        if (length >= 3 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xd8 && (head[2] & 0xff) == 0xff) {
            return Optional.of(JPEG);
        }
        if (length >= 8 && Arrays.equals(head, 0, 8, PNG_HEAD, 0, 8)) {
            return Optional.of(PNG);
        }
        if (length >= 12 && text(head, 0, 4).equals("RIFF") && text(head, 8, 4).equals("WEBP")) {
            return Optional.of(WEBP);
        }
        if (length >= 8 && text(head, 0, 7).matches("%PDF-[12]\\.")) {
            return Optional.of(PDF);
        }
        return length >= 4 && text(head, 0, 4).equals("PK\003\004") ? OfficeFile.typeOf(file) : Optional.empty();
    }

    /** Whether the sender means this type; browsers say {@code image/jpg} too. */
    boolean called(String said) {
        return said.equals(mediaType) || this == JPEG && said.equals("image/jpg");
    }

    /** The type a sender names, or empty where we take none of that name. */
    static Optional<FileType> named(String mediaType) {
        String said = said(mediaType);
        return Arrays.stream(values()).filter(t -> t.called(said)).findFirst();
    }

    /** What a sender said, without parameters, in lower case, never null. */
    static String said(String mediaType) {
        return mediaType == null ? "" : mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String text(byte[] head, int from, int length) {
        return new String(head, from, length, StandardCharsets.ISO_8859_1);
    }
}
