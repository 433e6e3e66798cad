package io.shoutu.sensor.line;

import io.shoutu.api.sensor.SensorDecoder;
import io.shoutu.sensor.domain.Units;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The factors (监测因子) of HJ 212: code → name and unit, as data in {@code hj212-factors.csv}. Codes that are not in it are taken all the same. */
final class Hj212Factors {
    /** A factor (因子). */
    record Factor(String code, String label, String unit) {}

    private final Map<String, Factor> byCode;

    private Hj212Factors(Map<String, Factor> byCode) {
        this.byCode = byCode;
    }

    static Hj212Factors shipped() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(Hj212Factors.class.getResourceAsStream("/hj212-factors.csv"), StandardCharsets.UTF_8))) {
            Map<String, Factor> all = new LinkedHashMap<>();
            for (String line : in.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
                String[] cells = line.split(",", -1);
                Units.require(cells[2]);
                all.put(cells[0], new Factor(cells[0], cells[1], cells[2]));
            }
            return new Hj212Factors(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The factor of that code, or null. */
    Factor of(String code) {
        return byCode.get(code);
    }

    /** Every factor as the points it can have: as it is, and by minute, hour and day. */
    List<SensorDecoder.KnownPoint> points() {
        List<SensorDecoder.KnownPoint> all = new ArrayList<>();
        for (Factor factor : byCode.values()) {
            all.add(new SensorDecoder.KnownPoint(factor.code, factor.label, factor.unit));
            for (String[] period : new String[][] {{"m", "分钟"}, {"h", "小时"}, {"d", "日"}}) {
                for (String[] kind : new String[][] {{"avg", "均值"}, {"min", "最小值"}, {"max", "最大值"}}) {
                    all.add(new SensorDecoder.KnownPoint(factor.code + "-" + period[0] + "-" + kind[0], factor.label + period[1] + kind[1], factor.unit));
                }
            }
        }
        return all;
    }
}
