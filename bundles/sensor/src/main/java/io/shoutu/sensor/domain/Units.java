package io.shoutu.sensor.domain;

import io.shoutu.api.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The units (计量单位) a point may have: a fixed list of UCUM codes (case sensitive) with the sign people read.
 *
 * <p>Fixed, because a misspelt unit makes every limit wrong in silence.
 */
public final class Units {
    private static final Map<String, String> SIGNS = new LinkedHashMap<>();

    static {
        String[][] known = {{"Cel", "℃"}, {"K", "K"}, {"[degF]", "℉"}, {"%", "%"}, {"%{LEL}", "%LEL"}, {"%{vol}", "%VOL"}, {"[ppm]", "ppm"},
            {"mg/m3", "mg/m³"}, {"ug/m3", "μg/m³"}, {"Pa", "Pa"}, {"kPa", "kPa"}, {"MPa", "MPa"}, {"bar", "bar"}, {"mm", "mm"}, {"cm", "cm"},
            {"m", "m"}, {"m/s", "m/s"}, {"mm/s", "mm/s"}, {"mm/h", "mm/h"}, {"m/s2", "m/s²"}, {"m3/h", "m³/h"}, {"L/min", "L/min"},
            {"deg", "°"}, {"V", "V"}, {"A", "A"}, {"mA", "mA"}, {"kW", "kW"}, {"kW.h", "kW·h"}, {"Hz", "Hz"}, {"dB", "dB"}, {"[pH]", "pH"},
            {"mg/L", "mg/L"}, {"uS/cm", "μS/cm"}, {"{NTU}", "NTU"}, {"hPa", "hPa"}, {"m2", "m²"}, {"m3", "m³"}, {"m3/s", "m³/s"}, {"m3/min", "m³/min"},
            {"L/s", "L/s"}, {"kg/h", "kg/h"}, {"s", "s"}, {"min", "min"}, {"h", "h"}, {"ng/m3", "ng/m³"}, {"MW", "MW"}, {"kg", "kg"}, {"t", "t"}, {"kN", "kN"}, {"lx", "lx"}, {"1", ""}};
        for (String[] unit : known) {
            SIGNS.put(unit[0], unit[1]);
        }
    }

    private Units() {}

    /** @throws Problem.Invalid code {@code unit}, naming the list, for a code that is not in it */
    public static void require(String code) {
        if (code == null) {
            throw new Problem.Invalid("unit", "unit", "请填写计量单位（UCUM代码）；可用：" + String.join("、", SIGNS.keySet()));
        }
        if (!SIGNS.containsKey(code)) {
            throw new Problem.Invalid("unit", "unit", "不认识的计量单位：" + code + "；可用的UCUM代码：" + String.join("、", SIGNS.keySet()));
        }
    }

    /** The sign people read, e.g. {@code ℃} for {@code Cel}; an unknown code is its own sign. */
    public static String sign(String code) {
        return SIGNS.getOrDefault(code, code);
    }
}
