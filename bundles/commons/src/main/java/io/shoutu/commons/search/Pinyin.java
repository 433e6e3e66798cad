package io.shoutu.commons.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Readings of characters (拼音) without tones, ü as v, the usual one first. Read when first asked for. */
final class Pinyin {
    private Pinyin() {}

    /** Loaded with the first question; the table is about 3 MB in memory. */
    private static final class Table {
        private static final Map<Integer, List<String>> READINGS = read();

        private static Map<Integer, List<String>> read() {
            Map<Integer, List<String>> readings = new HashMap<>(60_000);
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(Pinyin.class.getResourceAsStream("/pinyin/readings.txt"), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    int tab = line.indexOf('\t');
                    List<String> same = List.of(line.substring(0, tab).split(" "));
                    line.substring(tab + 1).codePoints().forEach(character -> readings.put(character, same));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the table of readings cannot be read", e);
            }
            return readings;
        }
    }

    /** The readings of a character; empty where it has none, as Latin letters. */
    static List<String> of(int character) {
        return character < 0x3400 ? List.of() : Table.READINGS.getOrDefault(character, List.of());
    }
}
