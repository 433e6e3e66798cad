package io.shoutu.sensor.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.sensor.AlarmRule;
import io.shoutu.api.sensor.AlarmRuleContract;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** State words of fire systems, judged bit by bit; through the same door as a plugin's kind. */
class StateBitTest implements AlarmRuleContract {
    private static final Instant NOW = Instant.parse("2026-02-13T01:00:00Z");

    @Override
    public AlarmRule rule() {
        return new StateBit();
    }

    @Override
    public Map<String, String> goodSettings() {
        return Map.of("bit", "1");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, true", "0, 2, false", "1, 2, true", "1, 1, false", "1, 3, true", "2, 4, true", "15, 32768, true", "15, 32767, false", "31, 2147483648, true", "31, 4294967295, true", "31, 2147483647, false",
        "0, 4294967296, false", "0, -1, false", "1, 2.9, true", "0, 0, false"})
    void theBitAndNoOtherDecides(String bit, double value, boolean abnormal) {
        AlarmRule.Verdict verdict = rule().judge(Map.of("bit", bit)).judge(NOW, value);
        assertThat(verdict.abnormal()).isEqualTo(abnormal);
        if (abnormal) {
            assertThat(verdict.text()).contains("第" + bit + "位");
        }
    }

    @Test
    void everyBitIsFoundInTheWordThatHasItAlone() {
        for (int bit = 0; bit < 32; bit++) {
            for (int asked = 0; asked < 32; asked++) {
                assertThat(rule().judge(Map.of("bit", "" + asked)).judge(NOW, (double) (1L << bit)).abnormal()).as(asked + " of " + bit).isEqualTo(asked == bit);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"32", "-1", "1.5", "火警", "", "999"})
    void aBitThatCannotBeIsRefusedByName(String bit) {
        assertThatThrownBy(() -> rule().judge(Map.of("bit", bit))).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("bit"));
    }
}
