package io.shoutu.api.directory;

import io.shoutu.api.Problem;

/**
 * A division code (区划代码): 12 digits, GB/T 2260 six + township three + village three. Text, never a number: positions carry meaning.
 */
public record AreaCode(String text) {
    /** The level of a division (层级). The fifth level of the grid is the enterprise and has no division code. */
    public enum Level { PROVINCE, CITY, COUNTY, TOWNSHIP, VILLAGE }

    public AreaCode {
        if (text == null || !text.matches("\\d{12}") || text.startsWith("00")) {
            throw new Problem.Invalid("area-code", "area", "区划代码应为12位数字：" + text);
        }
    }

    public Level level() {
        if (!text.endsWith("000")) {
            return Level.VILLAGE;
        }
        if (!text.endsWith("000000")) {
            return Level.TOWNSHIP;
        }
        if (!text.startsWith("00", 4)) {
            return Level.COUNTY;
        }
        return text.startsWith("00", 2) ? Level.PROVINCE : Level.CITY;
    }

    /** The division above, or null above a province. */
    public AreaCode parent() {
        return switch (level()) {
            case VILLAGE -> new AreaCode(text.substring(0, 9) + "000");
            case TOWNSHIP -> new AreaCode(text.substring(0, 6) + "000000");
            case COUNTY -> new AreaCode(text.substring(0, 4) + "00000000");
            case CITY -> new AreaCode(text.substring(0, 2) + "0000000000");
            case PROVINCE -> null;
        };
    }

    /** Whether the other division is this one or lies inside it. */
    public boolean contains(AreaCode other) {
        return other.text.startsWith(prefix());
    }

    /** The digits that all divisions inside this one share. */
    public String prefix() {
        return switch (level()) {
            case VILLAGE -> text;
            case TOWNSHIP -> text.substring(0, 9);
            case COUNTY -> text.substring(0, 6);
            case CITY -> text.substring(0, 4);
            case PROVINCE -> text.substring(0, 2);
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
