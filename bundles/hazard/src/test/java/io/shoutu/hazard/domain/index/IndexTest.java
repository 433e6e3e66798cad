package io.shoutu.hazard.domain.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexTest {
    private static Indicator rule(Measure measure, int weight, int zero, int full) {
        return new Indicator(measure, BigDecimal.valueOf(weight), BigDecimal.valueOf(zero), BigDecimal.valueOf(full), "示例");
    }

    @Test
    void aValueGivesPointsBetweenItsTwoEndsAndNeverMoreOrLess() {
        Indicator better = rule(Measure.IN_TIME, 1, 60, 100);
        assertThat(better.points(new BigDecimal("80"))).isEqualByComparingTo("50");
        assertThat(better.points(new BigDecimal("59"))).isEqualByComparingTo("0");
        assertThat(better.points(new BigDecimal("120"))).isEqualByComparingTo("100");
        Indicator worse = rule(Measure.OVERDUE, 1, 40, 0);
        assertThat(worse.points(new BigDecimal("10"))).isEqualByComparingTo("75");
        assertThatThrownBy(() -> rule(Measure.OVERDUE, 1, 40, 40)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> rule(Measure.OVERDUE, -1, 40, 0)).hasMessageContaining("权重");
    }

    @Test
    void whatIsNotKnownIsLeftOutAndSaidAndIsNotTakenForGood() {
        Tally tally = new Tally(4, 1, 0, 0, 0, 0, 0, 10, 9, 0, 0, 0, 0);
        Index index = Index.of(List.of(rule(Measure.IN_TIME, 30, 60, 100), rule(Measure.COVERAGE, 10, 0, 100), rule(Measure.HIGH_RISK, 60, 80, 10), rule(Measure.REBOUND, 0, 20, 0)), tally);
        assertThat(index.lines()).as("no weight, no line").extracting(l -> l.indicator().measure()).containsExactly(Measure.IN_TIME, Measure.COVERAGE, Measure.HIGH_RISK);
        assertThat(index.lines().get(2).points()).isNull();
        assertThat(index.points()).as("(75 × 30 + 25 × 10) ÷ 40").isEqualByComparingTo("62.5");
        assertThat(index.known()).isEqualByComparingTo("40");
        assertThat(Index.of(List.of(rule(Measure.IN_TIME, 30, 60, 100)), Tally.NONE).points()).isNull();
    }

    @Test
    void noOpenHazardIsGoodNewsOnlyWhereSomebodyLooked() {
        assertThat(Measure.OVERDUE.of(Tally.NONE)).isNull();
        assertThat(Measure.OVERDUE.of(new Tally(1, 1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0))).isEqualByComparingTo("0");
    }

    @Test
    void aFieldHoldsTheSectorsItsWordsAreIn() {
        SafetyField fire = new SafetyField("fire", "消防安全", List.of("人员密集", " 加油站 ", ""), 4);
        assertThat(fire.words()).containsExactly("人员密集", "加油站");
        assertThat(fire.holds("人员密集场所")).isTrue();
        assertThat(fire.holds("工贸")).isFalse();
        assertThat(fire.holds(null)).isFalse();
        assertThatThrownBy(() -> new SafetyField("Fire!", "x", List.of(), 1)).isInstanceOf(Problem.Invalid.class);
    }
}
