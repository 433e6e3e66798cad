package com.acme.shoutu.gas;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.sensor.AlarmRule;
import io.shoutu.api.sensor.AlarmRuleContract;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GasJumpTest implements AlarmRuleContract {
    @Override
    public AlarmRule rule() {
        return new GasJump();
    }

    @Override
    public Map<String, String> goodSettings() {
        return Map.of("rise", "5", "seconds", "10");
    }

    @Test
    void aRiseWithinTheWindowIsAbnormalAndASlowOneIsNot() {
        AlarmRule.Judge judge = rule().judge(goodSettings());
        Instant start = Instant.parse("2026-11-22T00:00:00Z");
        assertThat(judge.judge(start, 1.0).abnormal()).isFalse();
        assertThat(judge.judge(start.plusSeconds(4), 5.9).abnormal()).isFalse();
        assertThat(judge.judge(start.plusSeconds(8), 6.5)).isEqualTo(new AlarmRule.Verdict(true, "8 秒内上升 5.5"));
        assertThat(judge.judge(start.plusSeconds(12), 7.0).abnormal()).as("4 s after 5.9").isFalse();
        assertThat(judge.judge(start.plusSeconds(40), 60.0).abnormal()).as("nothing within ten seconds before").isFalse();
    }
}
