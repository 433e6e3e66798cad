package io.shoutu.commons.backup;

import io.shoutu.api.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The sums over a folder (校验和): the file {@code SHA256SUMS}, which {@code sha256sum -c} reads as well. */
final class Sums {
    static final String FILE = "SHA256SUMS";

    private Sums() {}

    /** Writes the sums of every file in the folder; the last thing a backup gets. */
    static void write(Path folder) throws IOException {
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, String> file : of(folder).entrySet()) {
            out.append(file.getValue()).append("  ").append(file.getKey()).append('\n');
        }
        Files.writeString(folder.resolve(FILE), out);
    }

    /** @throws Problem.Invalid code {@code backup-damaged}, naming the first file that is not as it was */
    static void check(Path folder) throws IOException {
        Path list = folder.resolve(FILE);
        if (!Files.isRegularFile(list)) {
            throw damaged("这不是一个完整的备份：缺少 " + FILE + "：" + folder);
        }
        Map<String, String> expected = new TreeMap<>();
        for (String line : Files.readAllLines(list)) {
            if (line.length() < 67) {
                throw damaged(FILE + " 中有无法读取的一行：" + line);
            }
            expected.put(line.substring(66), line.substring(0, 64));
        }
        Map<String, String> found = of(folder);
        for (Map.Entry<String, String> file : expected.entrySet()) {
            String sum = found.remove(file.getKey());
            if (sum == null) {
                throw damaged("备份中缺少文件 " + file.getKey());
            }
            if (!sum.equals(file.getValue())) {
                throw damaged("备份中的文件已被改动或损坏：" + file.getKey());
            }
        }
        if (!found.isEmpty()) {
            throw damaged("备份中多出文件 " + found.keySet().iterator().next());
        }
    }

    private static Problem damaged(String text) {
        return new Problem.Invalid("backup-damaged", "folder", text);
    }

    private static Map<String, String> of(Path folder) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (!name.equals(FILE)) {
                    sums.put(name, sum(file));
                }
            }
        }
        return sums;
    }

    private static String sum(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        byte[] part = new byte[65_536];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                digest.update(part, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
