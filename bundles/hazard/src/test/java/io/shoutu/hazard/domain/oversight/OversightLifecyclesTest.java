package io.shoutu.hazard.domain.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each lifecycle move by move: what its table names is possible and nothing else, and the refusal says where one stands. */
class OversightLifecyclesTest {
    private static final Instant NOW = Instant.parse("2026-02-13T01:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 13);
    private static final String FIRM = "91990101MA0000001X";
    private static final Actor ALL = actor("all", "inspector", "leader", "operator", "rectifier");

    private static Actor actor(String account, String... roles) {
        return new Actor(account, account, Actor.Kind.PERSON, Set.of(roles));
    }

    private static WorkStop stop(WorkStop.State state) {
        return new WorkStop("TG-2026-000001", FIRM, false, "春节放假", TODAY, null, state, "x", NOW, "firm", null, null, null, 1);
    }

    private static SafetyProject project(SafetyProject.State state, String veto) {
        return new SafetyProject("ST-2026-000001", FIRM, "扩建罐区", true, state, "x", NOW, false, veto, veto == null ? null : "boss", false, null, 1);
    }

    private static Certificate certificate(Certificate.State state, LocalDate until) {
        return new Certificate("ZS-2026-000001", FIRM, Certificate.Kind.EQUIPMENT, "梯11990001", "乘客电梯", null, until, state, "x", NOW, null, TODAY.plusYears(1), "firm", 1);
    }

    static <S extends Enum<S>, V extends Enum<V>> Stream<Arguments> all(Class<S> states, Class<V> verbs) {
        return Arrays.stream(states.getEnumConstants()).flatMap(s -> Arrays.stream(verbs.getEnumConstants()).map(v -> Arguments.of(s, v)));
    }

    static Stream<Arguments> ofStops() {
        return all(WorkStop.State.class, WorkStop.Verb.class);
    }

    static Stream<Arguments> ofProjects() {
        return all(SafetyProject.State.class, SafetyProject.Verb.class);
    }

    static Stream<Arguments> ofCertificates() {
        return all(Certificate.State.class, Certificate.Verb.class);
    }

    @ParameterizedTest
    @MethodSource("ofStops")
    void aStopMovesAsItsTableSays(WorkStop.State state, WorkStop.Verb verb) {
        var move = WorkStop.TABLE.find(state, verb);
        if (move.isEmpty()) {
            assertThatThrownBy(() -> stop(state).move(verb, ALL, "理由", "id", true, TODAY)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining(state.label());
        } else {
            assertThat(stop(state).move(verb, ALL, "理由", "id", true, TODAY).state()).isEqualTo(move.map(Lifecycle.Move::to).orElseThrow());
        }
    }

    @ParameterizedTest
    @MethodSource("ofProjects")
    void aProjectMovesAsItsTableSays(SafetyProject.State state, SafetyProject.Verb verb) {
        SafetyProject at = project(state, verb == SafetyProject.Verb.LIFTING ? "选址不合规" : null);
        var move = SafetyProject.TABLE.find(state, verb);
        if (move.isEmpty()) {
            assertThatThrownBy(() -> at.move(verb, ALL, "理由", true)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining(state.label());
        } else {
            assertThat(at.move(verb, ALL, "理由", true).state()).isEqualTo(move.map(Lifecycle.Move::to).orElseThrow());
        }
    }

    @ParameterizedTest
    @MethodSource("ofCertificates")
    void aCertificateMovesAsItsTableSays(Certificate.State state, Certificate.Verb verb) {
        Certificate at = certificate(state, TODAY);
        var move = Certificate.TABLE.find(state, verb);
        if (move.isEmpty()) {
            assertThatThrownBy(() -> at.move(verb, ALL, "理由", TODAY.plusYears(1), TODAY)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining(state.label());
        } else {
            assertThat(at.move(verb, ALL, "理由", TODAY.plusYears(1), TODAY).state()).isEqualTo(move.map(Lifecycle.Move::to).orElseThrow());
        }
    }

    @Test
    void nobodyRestartsWithoutACleanCheckAndAnotherWhoAgrees() {
        assertThatThrownBy(() -> stop(WorkStop.State.APPLIED).move(WorkStop.Verb.CHECK, ALL, null, "id", false, TODAY)).hasMessageContaining("没有不符合项");
        WorkStop checked = stop(WorkStop.State.CHECKED);
        assertThatThrownBy(() -> checked.move(WorkStop.Verb.APPROVAL, actor("firm", "leader"), null, null, false, TODAY)).hasMessageContaining("自己提出");
        assertThatThrownBy(() -> checked.move(WorkStop.Verb.APPROVAL, actor("x", "rectifier"), null, null, false, TODAY)).isInstanceOf(Problem.Forbidden.class).hasMessageContaining("领导");
    }

    @Test
    void aVetoBlocksEveryLaterStageUntilItIsLifted() {
        SafetyProject vetoed = project(SafetyProject.State.ASSESSED, null).move(SafetyProject.Verb.VETO, ALL, "与居民区距离不足", false);
        for (SafetyProject.Verb verb : Set.of(SafetyProject.Verb.DESIGN_REVIEW, SafetyProject.Verb.VETO)) {
            assertThatThrownBy(() -> vetoed.move(verb, ALL, "理由", true)).hasMessageContaining("与居民区距离不足");
        }
        assertThat(vetoed.move(SafetyProject.Verb.LIFTING, ALL, "已调整选址", false).move(SafetyProject.Verb.DESIGN_REVIEW, ALL, null, false).state()).isEqualTo(SafetyProject.State.DESIGN_REVIEWED);
        assertThatThrownBy(() -> project(SafetyProject.State.BUILDING, null).move(SafetyProject.Verb.ACCEPTANCE, ALL, null, false)).hasMessageContaining("职业病");
        assertThat(project(SafetyProject.State.BUILDING, null).move(SafetyProject.Verb.EARLY_USE, ALL, "已投料", false).usedEarly()).isTrue();
    }

    @Test
    void aCertificateHoldsUpToItsLastDayAndARenewalGoesFurther() {
        assertThat(certificate(Certificate.State.VALID, TODAY).ranOut(TODAY)).isEmpty();
        assertThat(certificate(Certificate.State.VALID, TODAY).ranOut(TODAY.plusDays(1))).get().extracting(Certificate::state).isEqualTo(Certificate.State.EXPIRED);
        assertThat(certificate(Certificate.State.STOPPED, TODAY).ranOut(TODAY.plusDays(1))).isEmpty();
        assertThatThrownBy(() -> certificate(Certificate.State.VALID, TODAY.plusDays(9)).move(Certificate.Verb.RENEWAL, ALL, null, TODAY.plusDays(9), TODAY)).hasMessageContaining("晚于");
        assertThatThrownBy(() -> new Certificate("ZS", FIRM, Certificate.Kind.STANDARDISATION, "AQB1", "三级", null, TODAY, Certificate.State.VALID, "x", NOW, null, null, null, 1)).hasMessageContaining("一、二、三级");
    }

    @Test
    void whatAnEnterpriseSaysOfItsCertificateCountsOnceSomebodyElseComparedIt() {
        Actor firm = actor("firm", "rectifier");
        Certificate reported = Certificate.registered("ZS-2026-000002", FIRM, Certificate.Kind.OPERATOR, "T1199", "焊工", null, TODAY.plusYears(2), firm, NOW);
        assertThat(reported.state()).isEqualTo(Certificate.State.REPORTED);
        assertThatThrownBy(() -> reported.move(Certificate.Verb.CONFIRMATION, firm, null, null, TODAY)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> reported.move(Certificate.Verb.CONFIRMATION, actor("firm", "inspector"), null, null, TODAY)).hasMessageContaining("自己的申报");
        Certificate returned = reported.move(Certificate.Verb.RETURN, ALL, "证书照片看不清", null, TODAY);
        assertThat(returned.claimedUntil()).isNull();
        Certificate valid = returned.move(Certificate.Verb.CLAIM, firm, null, TODAY.plusYears(3), TODAY).move(Certificate.Verb.CONFIRMATION, ALL, null, null, TODAY);
        assertThat(valid.state()).isEqualTo(Certificate.State.VALID);
        assertThat(valid.validUntil()).isEqualTo(TODAY.plusYears(3));
        Certificate again = valid.move(Certificate.Verb.CLAIM, firm, "已复审", TODAY.plusYears(6), TODAY);
        assertThat(again.validUntil()).as("not before somebody looked").isEqualTo(TODAY.plusYears(3));
        assertThatThrownBy(() -> valid.move(Certificate.Verb.RETURN, ALL, "x", null, TODAY)).hasMessageContaining("没有待核对");
        assertThat(again.move(Certificate.Verb.RETURN, ALL, "复审没有通过", null, TODAY).validUntil()).isEqualTo(TODAY.plusYears(3));
        assertThat(again.move(Certificate.Verb.CONFIRMATION, ALL, null, null, TODAY).validUntil()).isEqualTo(TODAY.plusYears(6));
    }
}
