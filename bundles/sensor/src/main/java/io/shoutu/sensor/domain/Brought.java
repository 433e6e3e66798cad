package io.shoutu.sensor.domain;

import io.shoutu.api.Problem;
import java.util.Map;
import java.util.TreeMap;

/**
 * A condition of a kind that a plugin brings (外来规则): the plugin says whether a reading is abnormal, the delays are ours.
 *
 * @param name name of the kind, as {@link io.shoutu.api.sensor.AlarmRule#kind}
 * @param settings as typed by people, by name
 * @param onDelaySeconds 0 to 86,400
 * @param offDelaySeconds 0 to 86,400
 */
public record Brought(String name, Map<String, String> settings, int onDelaySeconds, int offDelaySeconds) implements Condition {
    public static final int MOST_SETTINGS = 40;

    public Brought {
        if (name == null || !name.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new Problem.Invalid("kind", "kind", "规则类别应为 threshold（越限）、no-data（数据中断）、rate（变化过快）、stuck（数值不变）、repeat（反复越限）、combined（多测点组合）或已安装的种类，现为：" + name);
        }
        settings = java.util.Collections.unmodifiableMap(new TreeMap<>(settings == null ? Map.of() : settings));
        if (settings.size() > MOST_SETTINGS || settings.entrySet().stream().anyMatch(s -> s.getKey().length() > 40 || s.getValue() == null || s.getValue().length() > 400)) {
            throw new Problem.Invalid("settings", "settings", "规则参数最多 " + MOST_SETTINGS + " 项，名称不超过40字，内容不超过400字");
        }
        Threshold.delays(onDelaySeconds, offDelaySeconds);
    }

    @Override
    public Kind kind() {
        return Kind.BROUGHT;
    }

    @Override
    public boolean sameKind(Condition other) {
        return other instanceof Brought that && that.name.equals(name);
    }

    @Override
    public Threshold delays() {
        return Threshold.delays(onDelaySeconds, offDelaySeconds);
    }

    @Override
    public String toString() {
        return name + " " + settings + " on " + onDelaySeconds + "s off " + offDelaySeconds + "s";
    }
}
