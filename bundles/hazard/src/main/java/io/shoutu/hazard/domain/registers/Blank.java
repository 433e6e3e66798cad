package io.shoutu.hazard.domain.registers;

import io.shoutu.api.Problem;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.hazard.domain.Words;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A field of a ledger (填报项): how it is called, what may stand in it.
 *
 * @param options code → label, for {@code CHOICE}; empty else
 * @param hint what people should know to fill it, or null
 */
public record Blank(String name, String label, String english, Kind kind, boolean required, Map<String, String> options, String hint) {
    /** What may stand in a field (填报类型). */
    public enum Kind { LINE, TEXT, DAY, MONTH, YEAR, MONEY, COUNT, FLAG, CHOICE, ENTERPRISE }

    static Blank must(String name, String label, String english, Kind kind) {
        return new Blank(name, label, english, kind, true, Map.of(), null);
    }

    static Blank may(String name, String label, String english, Kind kind) {
        return new Blank(name, label, english, kind, false, Map.of(), null);
    }

    /** @param codes {@code code=label} each */
    static Blank choice(String name, String label, String english, String... codes) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String each : codes) {
            options.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        return new Blank(name, label, english, Kind.CHOICE, true, options, null);
    }

    Blank hint(String words) {
        return new Blank(name, label, english, kind, required, options, words);
    }

    /** What was filled in, as it is kept; null where it may stay empty and did. @throws Problem.Invalid where it cannot stand there */
    String read(Object given) {
        String text = given == null ? null : given instanceof BigDecimal number ? number.toPlainString() : given.toString().strip();
        if (text == null || text.isEmpty()) {
            if (required) {
                throw new Problem.Invalid("text-required", name, "请填写" + label);
            }
            return null;
        }
        try {
            return switch (kind) {
                case LINE -> Words.required(text, name, label, 200);
                case TEXT -> Words.required(text, name, label, 2000);
                case DAY -> LocalDate.parse(text).toString();
                case MONTH -> YearMonth.parse(text).toString();
                case YEAR -> String.valueOf(whole(text, 2000, 2200));
                case COUNT -> String.valueOf(whole(text, 0, 1_000_000_000));
                case MONEY -> money(text);
                case FLAG -> String.valueOf(Boolean.parseBoolean(text));
                case CHOICE -> chosen(text);
                case ENTERPRISE -> new CreditCode(text).text();
            };
        } catch (DateTimeException e) {
            throw new Problem.Invalid("day", name, label + (kind == Kind.MONTH ? "应如 2026-03：" : "应为日期，如 2026-03-01：") + text);
        }
    }

    private String chosen(String text) {
        if (!options.containsKey(text)) {
            throw new Problem.Invalid("choice", name, label + "应为：" + String.join("、", options.values()));
        }
        return text;
    }

    private int whole(String text, int least, int most) {
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
            throw new Problem.Invalid("number", name, label + "应为" + least + "到" + most + "的整数：" + text);
        }
        return Integer.parseInt(text);
    }

    private String money(String text) {
        if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,2})?")) {
            throw new Problem.Invalid("money", name, label + "应为金额（元），最多两位小数：" + text);
        }
        return new BigDecimal(text).toPlainString();
    }

    /** Reads a form: every field of it, and nothing it does not have. */
    static Map<String, String> read(List<Blank> form, Map<String, Object> given) {
        Map<String, Object> all = given == null ? Map.of() : given;
        for (String name : all.keySet()) {
            if (form.stream().noneMatch(f -> f.name().equals(name))) {
                throw new Problem.Invalid("unknown-field", name, "没有这个填报项：" + name);
            }
        }
        Map<String, String> read = new LinkedHashMap<>();
        form.forEach(f -> {
            String value = f.read(all.get(f.name()));
            if (value != null) {
                read.put(f.name(), value);
            }
        });
        return read;
    }
}
