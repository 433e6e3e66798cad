package io.shoutu.commons.maps;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a large file (文件片段), as asked for by one byte range (RFC 9110, section 14).
 *
 * @param from first byte
 * @param length how many; 0 where nothing of the file lies in the range
 * @param whole whether no range was asked for that can be understood, so that all of the file is meant
 */
public record Piece(long from, long length, boolean whole) {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** @param range the header, or null */
    public static Piece of(String range, long size) {
        Matcher asked = RANGE.matcher(range == null ? "" : range);
        if (!asked.matches() || asked.group(1).isEmpty() && asked.group(2).isEmpty()) {
            return new Piece(0, size, true);
        }
        boolean tail = asked.group(1).isEmpty();
        long from = tail ? Math.max(0, size - Long.parseLong(asked.group(2))) : Long.parseLong(asked.group(1));
        long to = tail || asked.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(asked.group(2)));
        return new Piece(from, Math.max(0, to - from + 1), false);
    }

    /** Writes it. */
    public void copy(Path file, OutputStream out) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(from);
            byte[] block = new byte[65_536];
            for (long left = length; left > 0;) {
                int read = in.read(block, 0, (int) Math.min(block.length, left));
                if (read < 0) {
                    throw new IOException("the file became shorter while it was read: " + file.getFileName());
                }
                out.write(block, 0, read);
                left -= read;
            }
        }
    }
}
