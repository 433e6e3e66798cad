package io.shoutu.sensor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioTest {
    private static final long HOUR = 3_600_000;

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void theSameSeedGivesTheSameMessagesAndAnotherSeedOthers(Scenario scenario) {
        assertThat(scenario.shots(7, 3, HOUR, 1_000)).isEqualTo(scenario.shots(7, 3, HOUR, 1_000)).isNotEqualTo(scenario.shots(8, 3, HOUR, 1_000));
        assertThat(scenario.shots(7, 3, HOUR, 1_000)).isSortedAccordingTo((a, b) -> Long.compare(a.sent(), b.sent())).allMatch(s -> s.sent() >= s.measured());
    }

    @Test
    void aLeakRisesSlowlyOnOneDeviceAlone() {
        List<Shot> shots = Scenario.LEAK.shots(1, 2, HOUR, 1_000);
        assertThat(shots).filteredOn(s -> s.device() == 0 && s.measured() < HOUR / 3).allMatch(s -> s.value() < 2);
        assertThat(shots).filteredOn(s -> s.device() == 0 && s.measured() > HOUR * 0.98).allMatch(s -> s.value() > 50);
        assertThat(shots).filteredOn(s -> s.device() == 1).allMatch(s -> s.value() < 2);
    }

    @Test
    void aDropOutIsSilentForAThirdAndLosesNothing() {
        List<Shot> shots = Scenario.DROPOUT.shots(1, 2, HOUR, 1_000);
        assertThat(shots).filteredOn(s -> s.device() == 0 && s.sent() >= HOUR / 3 && s.sent() < HOUR * 2 / 3).isEmpty();
        assertThat(shots).filteredOn(s -> s.device() == 0).hasSize(3_600);
    }

    @Test
    void aFloodSendsTwentyTimesAsOftenAndADriftingClockRunsAway() {
        assertThat(Scenario.FLOOD.shots(1, 1, HOUR, 1_000).size()).isBetween(24_000, 27_000);
        List<Shot> drift = Scenario.DRIFT.shots(1, 2, HOUR, 1_000);
        assertThat(drift.stream().filter(s -> s.device() == 0).mapToLong(Shot::drift).max().orElseThrow()).isBetween(235_000L, 240_000L);
        assertThat(drift).filteredOn(s -> s.device() == 1).allMatch(s -> s.drift() == 0);
    }

    @Test
    void aRecordingIsPlayedInTheOrderOfItsFileAlsoWhereItStepsBack() {
        List<Shot> shots = Scenario.recording(List.of("timestamp,value", "2013-12-02 21:15:00,73.9", "2013-12-02 21:20:00,74.9", "2013-12-02 21:10:00,71", ""));
        assertThat(shots).extracting(Shot::measured).containsExactly(0L, 300_000L, -300_000L);
        assertThat(shots).extracting(Shot::sent).containsExactly(0L, 300_000L, 300_000L);
        assertThatThrownBy(() -> Scenario.recording(List.of("a,b", "yesterday,3"))).isInstanceOf(Problem.Invalid.class).hasMessageContaining("第2行");
        assertThatThrownBy(() -> Scenario.ofWord("storm")).isInstanceOf(Problem.Invalid.class);
    }
}
