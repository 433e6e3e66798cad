package com.acme.shoutu.gas;

import io.shoutu.api.Problem;
import io.shoutu.api.sensor.AlarmRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** The rule (规则种类) {@code acme-jump}: abnormal while the value stands at least {@code rise} above its lowest within {@code seconds}. */
@Component
public final class GasJump implements AlarmRule {
    /** More readings than this in one window are thinned: the lowest are kept. */
    private static final int MOST = 10_000;

    @Override
    public String kind() {
        return "acme-jump";
    }

    @Override
    public String label() {
        return "短时突升（Acme）";
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("rise", "上升量（测点单位）");
        settings.put("seconds", "时间窗（秒，1–3600）");
        return settings;
    }

    @Override
    public Judge judge(Map<String, String> settings) {
        double rise = number(settings, "rise", 1e12);
        Duration window = Duration.ofMillis((long) (number(settings, "seconds", 3600) * 1000));
        // Times and values that only rise from first to last: the first is the lowest of the window.
        Deque<Map.Entry<Instant, Double>> lows = new ArrayDeque<>();
        return (time, value) -> {
            while (!lows.isEmpty() && lows.peekFirst().getKey().isBefore(time.minus(window))) {
                lows.pollFirst();
            }
            while (!lows.isEmpty() && lows.peekLast().getValue() >= value) {
                lows.pollLast();
            }
            if (lows.size() < MOST) {
                lows.addLast(Map.entry(time, value));
            }
            Map.Entry<Instant, Double> low = lows.peekFirst();
            double up = value - low.getValue();
            return up < rise ? Verdict.NORMAL : new Verdict(true, Duration.between(low.getKey(), time).toSeconds() + " 秒内上升 " + plain(up));
        };
    }

    private static String plain(double value) {
        return Double.isInfinite(value) ? "极大" : new BigDecimal(value).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }

    private static double number(Map<String, String> settings, String name, double most) {
        String text = settings.get(name);
        try {
            double value = Double.parseDouble(text == null ? "" : text.strip());
            if (value > 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, together with what is out of range.
        }
        throw new Problem.Invalid("acme-jump", name, "“" + name + "”应为大于 0、不大于 " + BigDecimal.valueOf(most).toPlainString() + " 的数，现为：" + text);
    }
}
