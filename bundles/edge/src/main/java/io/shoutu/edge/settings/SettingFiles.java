package io.shoutu.edge.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where settings stand (配置文件): {@code <base>/<pid>.cfg} as the operator or the product wrote it, {@code <data>/settings/<pid>.cfg} with what was
 * changed on the page, and both together, the page's last, in the folder the platform reads.
 *
 * <p>{@code bin/shoutu-java} puts them together in the same way before each start.
 */
final class SettingFiles {
    static final String SEAM = "# 以下为在“平台配置”页修改的值，优先于上文；请勿手改。Changed on the page; goes before what stands above.\n";
    private final Path base;
    private final Path page;
    private final Path read;

    /**
     * @param base files as the operator wrote them
     * @param page files with what was changed on the page
     * @param read the folder the platform reads; another than base
     */
    SettingFiles(Path base, Path page, Path read) {
        this.base = base;
        this.page = page;
        this.read = read;
    }

    /** What the operator's file says, by key; empty without a file. */
    Map<String, String> written(String pid) {
        return values(base.resolve(pid + ".cfg"));
    }

    /** Names {@code n} for which there is a file {@code <factory>-<n>.cfg}, the operator's or the page's. */
    Set<String> names(String factory) {
        Set<String> found = new TreeSet<>();
        for (Path folder : List.of(base, page)) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, factory + "-*.cfg")) {
                files.forEach(file -> found.add(file.getFileName().toString().substring(factory.length() + 1).replaceFirst("\\.cfg$", "")));
            } catch (IOException e) {
                throw new UncheckedIOException("settings cannot be listed: " + folder, e);
            }
        }
        return found;
    }

    /** Whether the operator wrote a file of it. */
    boolean byOperator(String pid) {
        return Files.isRegularFile(base.resolve(pid + ".cfg"));
    }

    /** Takes away what was made on the page alone: the platform reads it no more. */
    void remove(String pid) throws IOException {
        Files.deleteIfExists(page.resolve(pid + ".cfg"));
        Files.deleteIfExists(read.resolve(pid + ".cfg"));
    }

    /** What was changed on the page, by key. */
    Map<String, String> changed(String pid) {
        return values(page.resolve(pid + ".cfg"));
    }

    private static Map<String, String> values(Path file) {
        Map<String, String> found = new TreeMap<>();
        if (Files.isRegularFile(file)) {
            Properties properties = new Properties();
            try (Reader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                properties.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("settings cannot be read: " + file, e);
            }
            properties.forEach((key, value) -> found.put((String) key, utf8((String) value)));
        }
        return found;
    }

    /** Files are read as Latin-1; what was written as UTF-8 is read again as what it is. */
    private static String utf8(String text) {
        if (text.chars().allMatch(c -> c < 0x80) || text.chars().anyMatch(c -> c > 0xff)) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1))).toString();
        } catch (java.nio.charset.CharacterCodingException latin) {
            return text;
        }
    }

    /** Writes what is changed on the page, all of it, and what the platform reads; an empty map takes the page's file away. */
    void write(String pid, Map<String, String> changed) throws IOException {
        Path own = page.resolve(pid + ".cfg");
        StringBuilder text = new StringBuilder();
        new TreeMap<>(changed).forEach((key, value) -> text.append(escaped(key, true)).append(" = ").append(escaped(value, false)).append('\n'));
        if (changed.isEmpty()) {
            Files.deleteIfExists(own);
        } else {
            Files.createDirectories(page);
            put(own, text.toString());
        }
        Path file = base.resolve(pid + ".cfg");
        String above = Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        put(read.resolve(pid + ".cfg"), above + (above.isEmpty() || above.endsWith("\n") ? "" : "\n") + (changed.isEmpty() ? "" : new String(SEAM.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1) + text));
    }

    private static void put(Path file, String latin) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, latin.getBytes(StandardCharsets.ISO_8859_1));
        // Replaces the link to the operator's file, never that file.
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String escaped(String text, boolean key) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean blank = c == ' ' && (key || i == 0);
            if (c == '\\' || blank || key && (c == ':' || c == '=' || c == '#' || c == '!')) {
                out.append('\\').append(c);
            } else if (c < 0x20 || c > 0x7e) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
