package io.shoutu.sensor.line;

import io.shoutu.api.Problem;
import io.shoutu.api.sensor.AlarmRule;
import java.time.Instant;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** A rule for state words (状态位规则), such as those of fire systems: abnormal while a bit of the value is set. */
@Component(service = AlarmRule.class)
public final class StateBit implements AlarmRule {
    private static final double MOST = 1L << 32;

    @Activate
    public StateBit() {
        // It has no state.
    }

    @Override
    public String kind() {
        return "state-bit";
    }

    @Override
    public String label() {
        return "状态位";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("bit", "第几位为1时报警（从0起，如火警为1、故障为2）");
    }

    @Override
    public Judge judge(Map<String, String> settings) {
        String text = settings.get("bit");
        if (text == null || !text.strip().matches("\\d{1,2}") || Integer.parseInt(text.strip()) > 31) {
            throw new Problem.Invalid("setting", "bit", "位应为0至31的整数：" + text);
        }
        int bit = Integer.parseInt(text.strip());
        return (Instant time, double value) -> value >= 0 && value < MOST && ((long) value >> bit & 1) != 0 ? new Verdict(true, "第" + bit + "位为1") : Verdict.NORMAL;
    }
}
