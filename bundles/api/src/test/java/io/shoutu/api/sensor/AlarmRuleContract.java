package io.shoutu.api.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The proof that a kind of alarm rule fits through its door (规则种类的合格检验): implement it, give the kind and settings that can be. */
public interface AlarmRuleContract {
    AlarmRule rule();

    /** Settings of a rule that can be. */
    Map<String, String> goodSettings();

    @Test
    default void itsKindAndSettingsHaveNames() {
        assertThat(rule().kind()).matches("[a-z][a-z0-9-]{0,39}").isNotIn("threshold", "no-data");
        assertThat(rule().label()).isNotBlank();
        assertThat(rule().settings()).allSatisfy((name, label) -> {
            assertThat(name).matches("[a-z][a-zA-Z0-9]*");
            assertThat(label).isNotBlank();
        });
        assertThat(rule().settings().keySet()).containsAll(goodSettings().keySet());
    }

    @Test
    default void aSettingThatCannotBeIsRefusedByName() {
        for (String name : goodSettings().keySet()) {
            for (String odd : List.of("", "那", "NaN", "1e999")) {
                Map<String, String> settings = new HashMap<>(goodSettings());
                settings.put(name, odd);
                try {
                    rule().judge(settings);
                } catch (Problem.Invalid refused) {
                    assertThat(refused.field()).as("the field of the problem").isEqualTo(name);
                }
            }
        }
        assertThatThrownBy(() -> rule().judge(Map.of())).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    default void twoJudgesOfTheSameReadingsSayTheSame() {
        List<Double> values = new ArrayList<>(List.of(0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE));
        new Random(7).doubles(2_000, -1_000, 1_000).forEach(values::add);
        assertThat(walk(values)).isEqualTo(walk(values));
    }

    private List<AlarmRule.Verdict> walk(List<Double> values) {
        AlarmRule.Judge judge = rule().judge(goodSettings());
        List<AlarmRule.Verdict> said = new ArrayList<>();
        Instant time = Instant.parse("2026-05-06T00:00:00Z");
        for (double value : values) {
            time = time.plusMillis(731);
            AlarmRule.Verdict verdict = judge.judge(time, value);
            assertThat(verdict).as("a verdict").isNotNull();
            said.add(verdict);
        }
        return said;
    }
}
