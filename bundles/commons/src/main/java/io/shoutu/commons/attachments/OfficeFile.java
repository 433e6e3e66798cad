package io.shoutu.commons.attachments;

import io.shoutu.api.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Looks into a docx or xlsx file (办公文件检查, ECMA-376 part 2): an archive that names a document or a workbook as its main part.
 *
 * <p>Every entry is unpacked to nowhere and counted while it is, because what an archive says about its sizes need not be true. Macros,
 * names that lead out of the archive and anything that swells too much are refused.
 */
final class OfficeFile {
    private static final int MOST_ENTRIES = 5_000;
    private static final long MOST_UNPACKED = 256L << 20;
    private static final long MOST_TYPES = 1L << 20;
    /** Below this nobody minds how well something was packed: a page of blank cells packs 1000 : 1. */
    private static final long SMALL = 16L << 20;
    private static final int MOST_SWELLING = 100;
    private static final String TYPES = "[Content_Types].xml";
    private static final String DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    private OfficeFile() {}

    /**
     * DOCX or XLSX, or empty where it is an archive of another kind.
     *
     * @throws Problem.Invalid {@code unsafe-archive} where it is broken, swells too much or leads out of itself; {@code macros}
     */
    static Optional<FileType> typeOf(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            if (zip.size() > MOST_ENTRIES) {
                throw unsafe("内部文件超过 " + MOST_ENTRIES + " 个");
            }
            Set<String> names = new HashSet<>();
            long packed = Math.max(1, file.toFile().length());
            long unpacked = 0;
            String types = null;
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                if (!plain(name) || !names.add(name.toLowerCase(Locale.ROOT))) {
                    throw unsafe("内部文件名重复或不合规范");
                }
                boolean wanted = name.equals(TYPES);
                StringBuilder kept = new StringBuilder();
                try (InputStream in = zip.getInputStream(entry)) {
                    byte[] buffer = new byte[65_536];
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        unpacked += n;
                        if (unpacked > MOST_UNPACKED || unpacked > SMALL && unpacked / packed > MOST_SWELLING) {
                            throw unsafe("解开后过大");
                        }
                        if (wanted && kept.length() + n <= MOST_TYPES) {
                            kept.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                        }
                    }
                }
                if (wanted) {
                    types = kept.toString();
                }
            }
            return types == null ? Optional.empty() : mainPart(types, names);
        } catch (java.util.zip.ZipException | IllegalArgumentException e) {
            // ZipFile says a broken archive in these two ways.
            throw unsafe("压缩结构损坏（" + e.getMessage() + "）");
        }
    }

    private static Optional<FileType> mainPart(String types, Set<String> names) {
        if (types.contains("macroEnabled") || names.stream().anyMatch(n -> n.endsWith("vbaproject.bin"))) {
            throw new Problem.Invalid("macros", "content", "文件含有宏，不能接收；请另存为不带宏的 docx 或 xlsx");
        }
        for (String main : List.of(DOCUMENT, WORKBOOK)) {
            if (types.contains('"' + main + '"')) {
                boolean document = main.equals(DOCUMENT);
                return names.contains(document ? "word/document.xml" : "xl/workbook.xml") ? Optional.of(document ? FileType.DOCX : FileType.XLSX) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean plain(String name) {
        return !name.isEmpty() && !name.startsWith("/") && name.indexOf('\\') < 0 && name.indexOf(':') < 0 && name.indexOf('\0') < 0
                && !List.of(name.split("/")).contains("..");
    }

    private static Problem.Invalid unsafe(String why) {
        return new Problem.Invalid("unsafe-archive", "content", "办公文件不能接收：" + why + "；请重新另存后再上传");
    }
}
