package io.shoutu.api.documents;

import io.shoutu.api.Problem;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A column (列) of a sheet.
 *
 * @param key name in the rows
 * @param heading Chinese heading, by which it is found in a sheet handed in
 * @param kind what stands in it
 * @param required whether a row without it is refused
 * @param options the words allowed, for {@link Kind#CHOICE}; empty otherwise
 * @param width in characters, 4 to 100
 * @param note what to fill in, shown in the template; may be empty
 * @param check answers why a value that is there cannot be, or null where it can; null for no check. The value is the text that would stand in the row
 */
public record Column(String key, String heading, Kind kind, boolean required, List<String> options, int width, String note,
        UnaryOperator<String> check) {
    /** What stands in a column (列类型) and as which type it is in a row. */
    public enum Kind {
        /** {@code String}. */
        TEXT,
        /** {@code BigDecimal} when read, any {@code Number} when written. */
        NUMBER,
        /** {@code LocalDate}. */
        DATE,
        /** {@code String}: digits and letters that carry meaning, upper case and without blanks; never a number. */
        CODE,
        /** {@code String}, one of the options. */
        CHOICE
    }

    public Column {
        if (key == null || !key.matches("[a-z][a-zA-Z0-9]*") || heading == null || heading.isBlank() || width < 4 || width > 100) {
            throw new Problem.Invalid("column", "columns", "列定义不合规范：" + key + " / " + heading);
        }
        options = List.copyOf(options);
        if ((kind == Kind.CHOICE) == options.isEmpty()) {
            throw new Problem.Invalid("column", "columns", "选项列须给出选项，其他列没有选项：" + heading);
        }
        note = note == null ? "" : note;
        check = check == null ? value -> null : check;
    }

    public static Column of(String key, String heading, Kind kind) {
        return new Column(key, heading, kind, false, List.of(), 16, "", null);
    }

    public static Column choice(String key, String heading, List<String> options) {
        return new Column(key, heading, Kind.CHOICE, false, options, 16, "", null);
    }

    /** The same column, which every row must fill. */
    public Column need() {
        return new Column(key, heading, kind, true, options, width, note, check);
    }

    public Column wide(int characters) {
        return new Column(key, heading, kind, required, options, characters, note, check);
    }

    public Column noted(String text) {
        return new Column(key, heading, kind, required, options, width, text, check);
    }

    public Column checked(UnaryOperator<String> why) {
        return new Column(key, heading, kind, required, options, width, note, why);
    }
}
