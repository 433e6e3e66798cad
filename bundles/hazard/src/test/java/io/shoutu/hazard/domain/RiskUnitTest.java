package io.shoutu.hazard.domain;

import static io.shoutu.hazard.domain.Hazards.DUTY;
import static io.shoutu.hazard.domain.Hazards.FIXER;
import static io.shoutu.hazard.domain.Hazards.LEADER;
import static io.shoutu.hazard.domain.Hazards.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.hazard.RectificationMode;
import io.shoutu.api.hazard.RiskLedger.Evidence;
import io.shoutu.api.hazard.RiskLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RiskUnitTest {
    static Stream<Arguments> everyVerbInEveryState() {
        return Arrays.stream(RiskState.values()).flatMap(s -> Arrays.stream(RiskVerb.values()).map(v -> Arguments.of(s, v)));
    }

    @ParameterizedTest
    @MethodSource("everyVerbInEveryState")
    void whatTheTableNamesIsPossibleAndNothingElse(RiskState state, RiskVerb verb) {
        List<RiskState> leadsTo = RiskLifecycle.TABLE.moves().stream().filter(m -> m.from() == state && m.verb() == verb).map(Lifecycle.Move::to).toList();
        if (leadsTo.isEmpty()) {
            assertThatThrownBy(() -> Risks.doing(verb, Risks.in(state))).isInstanceOfSatisfying(Problem.IllegalMove.class, p -> assertThat(p.code()).isEqualTo("illegal-move"));
        } else {
            assertThat(leadsTo).containsExactly(Risks.doing(verb, Risks.in(state)).state());
        }
    }

    @Test
    void theThreeLevelsStandSideBySide() {
        RiskUnit unit = Risks.in(RiskState.CONTROLLED);
        assertThat(unit.inherent()).isEqualTo(RiskLevel.CONSIDERABLE);
        assertThat(unit.residual()).isEqualTo(RiskLevel.GENERAL);
        RiskUnit raised = unit.standing(RiskLevel.MAJOR);
        assertThat(raised.current()).isEqualTo(RiskLevel.MAJOR);
        assertThat(raised.residual()).as("what people assessed stays").isEqualTo(RiskLevel.GENERAL);
        assertThat(unit.reviewDue()).isEqualTo(Hazards.TODAY.plusMonths(12));
    }

    @Test
    void aConditionMakesItRedWhateverWasReckonedAndALeaderApproves() {
        RiskUnit red = Risks.identified().assess(FIXER, List.of(Risks.leak()), List.of("构成一级、二级危险化学品重大危险源"), NOW);
        assertThat(red.residual()).isEqualTo(RiskLevel.MAJOR);
        assertThat(red.obstacle(RiskVerb.APPROVAL, DUTY, 0)).hasValueSatisfying(p -> assertThat(p.code()).isEqualTo("leader-required"));
        assertThat(red.approve(LEADER, 12, NOW).current()).isEqualTo(RiskLevel.MAJOR);
        assertThat(Risks.in(RiskState.ASSESSED).approve(DUTY, 12, NOW).state()).as("a lower one the duty officer approves").isEqualTo(RiskState.CONTROLLED);
    }

    @Test
    void whoAssessedDoesNotApproveAndWhatHasOpenHazardsIsNotRemoved() {
        RiskUnit own = Risks.identified().assess(DUTY, List.of(Risks.leak()), List.of(), NOW);
        assertThat(own.obstacle(RiskVerb.APPROVAL, DUTY, 0)).hasValueSatisfying(p -> assertThat(p.code()).isEqualTo("assessor-is-approver"));
        assertThat(Risks.in(RiskState.CONTROLLED).obstacle(RiskVerb.REMOVAL, LEADER, 2)).hasValueSatisfying(p -> assertThat(p.code()).isEqualTo("open-hazards"));
    }

    @Test
    void anEventNeedsAMeasureAndMeasuresNeverMakeItWorse() {
        assertThatThrownBy(() -> new RiskEvent("火灾", null, Risks.lec("3", "6", "15"), Risks.lec("1", "6", "15"), List.of())).hasMessageContaining("还没有管控措施");
        assertThatThrownBy(() -> new RiskEvent("火灾", null, Risks.lec("1", "6", "15"), Risks.lec("3", "6", "15"), Risks.leak().measures())).hasMessageContaining("不应高于固有风险");
    }

    @Test
    void theCurrentLevelIsRaisedByWhatStandsAndStepsDoNotAddUp() {
        Hazard major = Hazards.registered().verify(DUTY, NOW).grade(DUTY, Hazards.major(), "fixer", NOW);
        Hazard late = Hazards.rectifying().ranOut(NOW.plusSeconds(90L * 86_400)).orElseThrow();
        Evidence alarm = new Evidence(new Subject("alarm", "BJ-1"), "alarm", "报警 BJ-1", null, "FX-2026-000001", null, null, null);
        Evidence other = new Evidence(new Subject("alarm", "BJ-2"), "alarm", "报警 BJ-2", null, "FX-2026-000001", null, null, null);
        assertThat(RiskMovement.of(RiskLevel.LOW, List.of(), List.of())).isEqualTo(new RiskMovement(RiskLevel.LOW, List.of()));
        assertThat(RiskMovement.of(RiskLevel.LOW, List.of(), List.of(alarm, other)).level()).isEqualTo(RiskLevel.GENERAL);
        assertThat(RiskMovement.of(RiskLevel.LOW, List.of(late), List.of()).level()).isEqualTo(RiskLevel.GENERAL);
        assertThat(RiskMovement.of(RiskLevel.LOW, List.of(Hazards.in(HazardState.VERIFIED), Hazards.graded(RectificationMode.BY_DEADLINE)), List.of()).reasons()).as("ordinary hazards in time raise nothing").isEmpty();
        RiskMovement red = RiskMovement.of(RiskLevel.LOW, List.of(major), List.of(alarm));
        assertThat(red.level()).isEqualTo(RiskLevel.MAJOR);
        assertThat(red.reasons()).hasSize(2);
    }

    @Test
    void thePictureInTheReadmeIsTheOneTheTableDraws() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).as("README.md is stale; the picture of risks should be:%n%s", RiskLifecycle.TABLE.mermaid()).contains("```mermaid\n" + RiskLifecycle.TABLE.mermaid() + "```");
    }
}
