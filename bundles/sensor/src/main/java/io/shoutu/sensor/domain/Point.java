package io.shoutu.sensor.domain;

import io.shoutu.api.Problem;
import java.util.regex.Pattern;

/**
 * A point (测点) as it is declared: what one channel of a device measures.
 *
 * @param name 1 to 40 of {@code A-Z a-z 0-9 - _}
 * @param label what people call it; the name where it is missing
 * @param unit UCUM code out of {@link Units}
 * @param resolution smallest step the sensor can tell apart, above 0, or null
 * @param low lower end of the measuring range, or null
 * @param high upper end of the measuring range, or null; above {@code low}
 */
public record Point(String name, String label, String unit, Double resolution, Double low, Double high) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    public Point {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new Problem.Invalid("point-name", "name", "测点名应为1至40位字母、数字、“-”或“_”：" + name);
        }
        label = Words.optional("label", "测点名称", label, 60);
        label = label == null ? name : label;
        Units.require(unit);
        finite("resolution", "分辨率", resolution);
        finite("low", "量程下限", low);
        finite("high", "量程上限", high);
        if (resolution != null && resolution <= 0) {
            throw new Problem.Invalid("resolution", "resolution", "分辨率应大于0：" + resolution);
        }
        if (low != null && high != null && low >= high) {
            throw new Problem.Invalid("measuring-range", "high", "量程上限应大于下限：" + low + "～" + high);
        }
    }

    /** This point as a series of a device, under the number the store gave it. */
    public Series of(String device, int number) {
        return new Series(number, device, name, label, unit, resolution, low, high);
    }

    private static void finite(String field, String label, Double value) {
        if (value != null && !Double.isFinite(value)) {
            throw new Problem.Invalid("not-a-number", field, label + "应是一个数");
        }
    }
}
