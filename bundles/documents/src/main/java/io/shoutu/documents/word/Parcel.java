package io.shoutu.documents.word;

import io.shoutu.api.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The zip behind every Office file (文件包): unpacked within bounds, packed the same way every time.
 *
 * <p>What is read on is always what was unpacked here: a zip that means one thing to one reader and another to the next ends here.
 */
public final class Parcel {
    private static final int MOST_PARTS = 2_000;
    /** A part may grow a hundredfold; small ones may grow more, for an empty form is mostly repetition. */
    private static final int MOST_GROWTH = 100;
    private static final long SMALL = 4_194_304;
    /** The oldest date a zip can hold: no part says when it was packed. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Parcel() {}

    /**
     * Unpacks.
     *
     * @param largest bytes the file may have
     * @param unpacked bytes all parts together may have
     * @return the parts by name, names sorted
     * @throws Problem.Invalid codes {@code file-too-large}, {@code file-no-zip}, {@code file-zip-bomb}, {@code file-part-name}
     */
    public static Map<String, byte[]> open(byte[] file, long largest, long unpacked) {
        if (file.length > largest) {
            throw new Problem.Invalid("file-too-large", "file", "文件过大：" + kilobytes(file.length) + "，上限" + kilobytes(largest));
        }
        Map<String, byte[]> parts = new TreeMap<>();
        long left = unpacked;
        // By the list at the end of the file: some writers leave sizes out of what stands before each part.
        try (ZipFile zip = ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(file)).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                String name = name(entry.getName());
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] content;
                try (InputStream in = zip.getInputStream(entry)) {
                    content = read(in, Math.min(left, Math.max(SMALL, (long) file.length * MOST_GROWTH)), name);
                }
                left -= content.length;
                if (parts.put(name, content) != null || parts.size() > MOST_PARTS) {
                    throw new Problem.Invalid("file-zip-bomb", "file", "文件结构异常（部件重名或过多）：" + name);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new Problem.Invalid("file-no-zip", "file", "文件已损坏或不是 Office 文件，请用 Word、Excel 或 WPS 另存后再试");
        }
        if (parts.isEmpty()) {
            throw new Problem.Invalid("file-no-zip", "file", "文件不是 Office 文件（.docx、.xlsx），请用 Word、Excel 或 WPS 另存后再试");
        }
        return parts;
    }

    private static String name(String name) {
        if (name.startsWith("/") || name.contains("\\") || name.contains("..") || name.contains(":") || name.length() > 200) {
            throw new Problem.Invalid("file-part-name", "file", "文件中有不合规范的部件名称：" + name);
        }
        return name;
    }

    private static byte[] read(InputStream zip, long most, String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[16_384];
        for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
            if (out.size() + n > most) {
                throw new Problem.Invalid("file-zip-bomb", "file", "文件解压后过大，已拒绝：" + name);
            }
            out.write(buffer, 0, n);
        }
        return out.toByteArray();
    }

    private static String kilobytes(long bytes) {
        return bytes < 1_048_576 ? (bytes + 1023) / 1024 + " KB" : bytes / 1_048_576 + " MB";
    }

    /** Packs: the list of contents first, then by name; no times, so that equal parts give equal bytes. */
    public static byte[] pack(Map<String, byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            Map<String, byte[]> sorted = new TreeMap<>((a, b) -> a.equals(b) ? 0 : a.equals("[Content_Types].xml") ? -1 : b.equals("[Content_Types].xml") ? 1 : a.compareTo(b));
            sorted.putAll(parts);
            for (Map.Entry<String, byte[]> part : sorted.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a zip in memory could not be written", e);
        }
        return out.toByteArray();
    }
}
