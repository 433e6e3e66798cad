package io.shoutu.documents.sheet;

import io.shoutu.api.documents.Column;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.NumberToTextConverter;

/** What people put into cells (单元格取值): numbers as text, dates as they come, blanks around. */
final class Cells {
    private static final Pattern DAY = Pattern.compile("(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?(?:[ T]\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?)?");
    private static final Pattern DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    /** What a double keeps exactly; Excel itself writes noughts behind. */
    private static final double EXACT = 1e15;

    private Cells() {}

    /** Why a value cannot be read; the text goes back to whoever filled the sheet. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String text) {
            super(text, null, false, false);
        }
    }

    /** Blanks of every kind taken off both ends. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && blank(text.charAt(from))) {
            from++;
        }
        while (to > from && blank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean blank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0xFEFF || c == 0x200B;
    }

    private static CellType type(Cell cell) {
        return cell == null ? CellType.BLANK : cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
    }

    /** The text of a cell as a person reads it; empty where there is nothing. */
    static String text(Cell cell) throws Unreadable {
        return switch (type(cell)) {
            case STRING -> strip(cell.getRichStringCellValue().getString());
            case NUMERIC -> DateUtil.isCellDateFormatted(cell) ? String.valueOf(date(cell)) : NumberToTextConverter.toText(cell.getNumericCellValue());
            case BOOLEAN -> cell.getBooleanCellValue() ? "是" : "否";
            case ERROR -> throw new Unreadable("单元格里是公式错误，请改为正确的内容");
            default -> "";
        };
    }

    private static LocalDate date(Cell cell) throws Unreadable {
        double serial = cell.getNumericCellValue();
        if (!DateUtil.isValidExcelDate(serial) || cell.getLocalDateTimeCellValue() == null) {
            throw new Unreadable("日期无法识别，请写成 2026-02-13 的样子");
        }
        return cell.getLocalDateTimeCellValue().toLocalDate();
    }

    /** The value of a cell that is not empty, as the column says; already checked. */
    static Object value(Cell cell, Column column) throws Unreadable {
        Object value = switch (column.kind()) {
            case TEXT -> limited(text(cell));
            case NUMBER -> number(cell);
            case DATE -> day(cell);
            case CODE -> code(cell);
            case CHOICE -> choice(text(cell), column);
        };
        String why = column.check().apply(value instanceof BigDecimal n ? n.toPlainString() : value.toString());
        if (why != null) {
            throw new Unreadable(why);
        }
        return value;
    }

    private static String limited(String text) throws Unreadable {
        if (text.length() > 4_000) {
            throw new Unreadable("文字过长（" + text.length() + "字），最多4000字");
        }
        return text;
    }

    private static BigDecimal number(Cell cell) throws Unreadable {
        String text = type(cell) == CellType.NUMERIC ? NumberToTextConverter.toText(cell.getNumericCellValue())
                : Normalizer.normalize(text(cell), Normalizer.Form.NFKC).replaceAll("[,\\s]", "");
        if (!text.matches("[+-]?(\\d{1,20}(\\.\\d{0,20})?|\\.\\d{1,20})([eE][+-]?\\d{1,2})?")) {
            throw new Unreadable("应为数字，现为“" + cut(text) + "”");
        }
        return new BigDecimal(text);
    }

    private static LocalDate day(Cell cell) throws Unreadable {
        if (type(cell) == CellType.NUMERIC) {
            double value = cell.getNumericCellValue();
            if (value < 19_000_101 || value > 29_991_231) {
                return date(cell);
            }
        }
        String text = Normalizer.normalize(text(cell), Normalizer.Form.NFKC);
        Matcher day = DAY.matcher(text);
        Matcher digits = DIGITS.matcher(text);
        Matcher found = day.matches() ? day : digits.matches() ? digits : null;
        try {
            if (found != null) {
                return LocalDate.of(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)), Integer.parseInt(found.group(3)));
            }
        } catch (DateTimeException e) {
            throw new Unreadable("没有这一天：" + cut(text));
        }
        throw new Unreadable("日期无法识别：“" + cut(text) + "”，请写成 2026-02-13 的样子");
    }

    private static String code(Cell cell) throws Unreadable {
        if (type(cell) == CellType.NUMERIC) {
            double value = cell.getNumericCellValue();
            if (Math.abs(value) >= EXACT) {
                throw new Unreadable("代码以数字格式存放，超过15位的部分已丢失。请先把该列设为“文本”格式，再重新填写");
            }
            if (value != Math.rint(value) || value < 0) {
                throw new Unreadable("代码只能是数字和字母，现为“" + NumberToTextConverter.toText(value) + "”");
            }
            return BigDecimal.valueOf(value).setScale(0, java.math.RoundingMode.UNNECESSARY).toPlainString();
        }
        return Normalizer.normalize(text(cell), Normalizer.Form.NFKC).replaceAll("\\s", "").replaceFirst("^'", "").toUpperCase(Locale.ROOT);
    }

    private static String choice(String text, Column column) throws Unreadable {
        String plain = text.replaceAll("\\s", "");
        for (String option : column.options()) {
            if (option.replaceAll("\\s", "").equals(plain)) {
                return option;
            }
        }
        throw new Unreadable("“" + cut(text) + "”不在可选范围内，可填：" + String.join("、", column.options()));
    }

    private static String cut(String text) {
        return text.length() <= 30 ? text : text.substring(0, 30) + "…";
    }
}
