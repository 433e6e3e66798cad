package io.shoutu.documents.print;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One face in a font file (字体), known by all the names it gives itself; the glyphs are not looked at.
 *
 * @param path the file
 * @param face number of the face in a collection, -1 where the file is a single one
 * @param names lower case, without blanks, hyphens and underscores
 * @param bold whether it calls itself bold
 */
record FontFile(Path path, int face, Set<String> names, boolean bold) {

    /** How OpenPDF wants it called. */
    String address() {
        return face < 0 ? path.toString() : path + "," + face;
    }

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }

    /** The faces of a file; a file that is no font has none. */
    static List<FontFile> in(Path path) {
        List<FontFile> faces = new ArrayList<>();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            if (file.length() < 12) {
                return faces;
            }
            if (file.readInt() == 0x74746366) { // 'ttcf'
                file.skipBytes(4);
                int count = file.readInt();
                for (int i = 0; i < Math.min(count, 64); i++) {
                    file.seek(12 + 4L * i);
                    faces.add(read(path, i, file, file.readInt() & 0xFFFFFFFFL));
                }
            } else {
                faces.add(read(path, -1, file, 0));
            }
        } catch (IOException e) {
            // Cut short or no font at all: it is as if it were not there, and the shelf says how many it found.
            return List.of();
        }
        return faces;
    }

    private static FontFile read(Path path, int face, RandomAccessFile file, long at) throws IOException {
        file.seek(at + 4);
        int tables = file.readUnsignedShort();
        file.skipBytes(6);
        Set<String> names = new LinkedHashSet<>();
        boolean bold = false;
        for (int i = 0; i < tables; i++) {
            file.seek(at + 12 + 16L * i);
            int tag = file.readInt();
            file.skipBytes(4);
            long offset = file.readInt() & 0xFFFFFFFFL;
            if (tag == 0x6E616D65) { // 'name'
                names(file, offset, names);
            } else if (tag == 0x4F532F32) { // 'OS/2'
                file.seek(offset + 4);
                bold = file.readUnsignedShort() >= 600;
            }
        }
        return new FontFile(path, face, names, bold);
    }

    private static void names(RandomAccessFile file, long table, Set<String> names) throws IOException {
        file.seek(table + 2);
        int count = file.readUnsignedShort();
        long strings = table + file.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            file.seek(table + 6 + 12L * i);
            int platform = file.readUnsignedShort();
            file.skipBytes(4);
            int id = file.readUnsignedShort();
            int length = file.readUnsignedShort();
            int offset = file.readUnsignedShort();
            if (id != 1 && id != 4 && id != 6 && id != 16) {
                continue;
            }
            byte[] text = new byte[length];
            file.seek(strings + offset);
            file.readFully(text);
            Charset charset = platform == 1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16BE;
            names.add(plain(new String(text, charset)));
        }
    }
}
