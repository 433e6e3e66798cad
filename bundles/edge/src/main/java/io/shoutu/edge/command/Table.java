package io.shoutu.edge.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A table for a terminal (表格). The shell's own counts a Chinese character as one column wide; it is two. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();
    private final String empty;

    Table(String empty, String... titles) {
        this.empty = empty;
        rows.add(List.of(titles));
    }

    Table row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell == null ? "-" : cell.toString().replaceAll("\\s+", " "));
        }
        rows.add(row);
        return this;
    }

    void print(PrintStream out) {
        if (rows.size() == 1) {
            out.println(empty);
            return;
        }
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - width(row.get(i)) + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    static int width(String text) {
        return text.codePoints().map(c -> c >= 0x1100 && (c <= 0x115f || c >= 0x2e80 && c <= 0xa4cf || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff || c >= 0xfe30 && c <= 0xfe6f || c >= 0xff00 && c <= 0xff60 || c >= 0xffe0 && c <= 0xffe6 || c >= 0x20000) ? 2 : 1).sum();
    }
}
