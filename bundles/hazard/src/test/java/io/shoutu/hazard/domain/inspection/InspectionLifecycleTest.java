package io.shoutu.hazard.domain.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InspectionLifecycleTest {
    static final Instant NOW = Instant.parse("2026-02-13T01:00:00Z");
    static final LocalDate TODAY = LocalDate.of(2026, 2, 13);
    static final Actor PLANNER = actor("planner", "planner");
    static final Actor HEAD = actor("head", "inspector");
    static final Sheet SHEET = new Sheet("small", 1, "小表", null, TODAY, "planner", NOW, List.of(new Sheet.Item(1, null, "通道畅通", null), new Sheet.Item(2, null, "持证上岗", "第三十条")));

    static Actor actor(String account, String... roles) {
        return new Actor(account, account, Actor.Kind.PERSON, Set.of(roles));
    }

    static List<Member> team() {
        return List.of(new Member("head", Member.Part.HEAD, "yjj"), new Member("second", Member.Part.OFFICER, "yjj"));
    }

    static Inspection planned(InspectionKind kind) {
        return Inspection.planned("id-1", new Inspection.Planned(kind, true, "节前检查", new Target(null, "990101000000", null), team(), TODAY, "small", null, null, null, null), 1, TODAY, PLANNER, NOW);
    }

    static Visit visit(Answer... answers) {
        return new Visit(NOW, NOW, new Fix(121.0, 31.0, 8.0, null), true, true, null, "正常", List.of(answers), List.of(new SitePhoto("photo-1", 2, NOW, null, null)));
    }

    static Visit passed() {
        return visit(pass(1), pass(2));
    }

    static Answer pass(int item) {
        return new Answer(item, Answer.Outcome.PASS, null, null, null, null);
    }

    static Inspection in(InspectionState state) {
        Inspection fresh = planned(InspectionKind.ROUTINE);
        return switch (state) {
            case PLANNED -> fresh;
            case BEGUN -> fresh.begin(HEAD, "JC-2026-000001", NOW);
            case RECORDED -> fresh.record(HEAD, passed(), SHEET, "JC-2026-000001", null, NOW);
            case CANCELLED -> fresh.cancel(PLANNER, "企业停产");
            case VOIDED -> fresh.begin(HEAD, "JC-2026-000001", NOW).voided(PLANNER, "误开始");
            case IN_REVIEW -> in(InspectionState.RECORDED).rival("id-2", HEAD, passed(), SHEET, "0123456789abcdef", NOW);
            case DISCARDED -> in(InspectionState.IN_REVIEW).discard(PLANNER, "重复");
        };
    }

    static Inspection doing(InspectionVerb verb, Inspection i) {
        return switch (verb) {
            case REASSIGNMENT -> i.reassign(PLANNER, team(), null, TODAY);
            case CANCELLATION -> i.cancel(PLANNER, "企业停产");
            case BEGINNING -> i.begin(HEAD, "JC-2026-000001", NOW);
            case RECORD -> i.record(HEAD, passed(), SHEET, "JC-2026-000001", null, NOW);
            case VOIDING -> i.voided(PLANNER, "误开始");
            case ADOPTION -> i.adopt(PLANNER, "JC-2026-000002", "两次都是真的");
            case DISCARDING -> i.discard(PLANNER, "重复");
        };
    }

    static Stream<Arguments> everyVerbInEveryState() {
        return Arrays.stream(InspectionState.values()).flatMap(s -> Arrays.stream(InspectionVerb.values()).map(v -> Arguments.of(s, v)));
    }

    @ParameterizedTest
    @MethodSource("everyVerbInEveryState")
    void whatTheTableNamesIsPossibleAndNothingElse(InspectionState state, InspectionVerb verb) {
        List<InspectionState> leadsTo = InspectionLifecycle.TABLE.moves().stream().filter(m -> m.from() == state && m.verb() == verb).map(Lifecycle.Move::to).toList();
        if (leadsTo.isEmpty()) {
            assertThatThrownBy(() -> doing(verb, in(state))).isInstanceOfSatisfying(Problem.IllegalMove.class, p -> assertThat(p.getMessage()).contains(state.label()));
        } else {
            assertThat(leadsTo).contains(doing(verb, in(state)).state());
        }
    }

    @Test
    void anOfficialTeamHasTwoOfficersAndNobodyTwice() {
        assertThatThrownBy(() -> Member.team(InspectionKind.ROUTINE, List.of(new Member("head", Member.Part.HEAD, null), new Member("x", Member.Part.EXPERT, null))))
                .hasMessageContaining("第四十二条");
        assertThatThrownBy(() -> Member.team(InspectionKind.ROUTINE, List.of(new Member("head", Member.Part.HEAD, null), new Member("head", Member.Part.OFFICER, null))))
                .hasMessageContaining("两次");
        assertThat(Member.team(InspectionKind.PATROL, List.of(new Member("grid", null, null)))).hasSize(1);
    }

    @Test
    void anItemLeftOutAPhotoMissingOrNoCardShownIsRefusedByName() {
        Inspection i = planned(InspectionKind.ROUTINE);
        assertThatThrownBy(() -> i.record(HEAD, visit(pass(1)), SHEET, "JC", null, NOW)).hasMessageContaining("第2项").hasMessageContaining("持证上岗");
        Answer failed = new Answer(1, Answer.Outcome.FAIL, "通道堆物", Answer.Demand.ON_THE_SPOT, null, null);
        assertThatThrownBy(() -> i.record(HEAD, visit(failed, pass(2)), SHEET, "JC", null, NOW)).hasMessageContaining("第1项").hasMessageContaining("照片");
        Visit noCard = new Visit(NOW, NOW, new Fix(null, null, null, "西门"), false, false, "负责人拒签", null, List.of(pass(1), pass(2)), List.of());
        assertThatThrownBy(() -> i.record(HEAD, noCard, SHEET, "JC", null, NOW)).hasMessageContaining("证件");
        assertThatThrownBy(() -> new Visit(NOW, NOW, new Fix(null, null, null, "西门"), true, false, " ", null, List.of(), List.of())).hasMessageContaining("第六十八条");
    }

    @Test
    void aGridMemberPatrolsAndOrdersNothing() {
        Actor grid = actor("head", "grid-member");
        assertThat(planned(InspectionKind.ROUTINE).obstacle(InspectionVerb.RECORD, grid)).get().extracting(Problem::getMessage).asString().contains("网格巡查");
        Answer order = new Answer(2, Answer.Outcome.FAIL, "无证", Answer.Demand.SUSPENSION, null, null);
        assertThatThrownBy(() -> planned(InspectionKind.PATROL).record(grid, visit(pass(1), order), SHEET, "JC", null, NOW)).hasMessageContaining("不能责令");
    }

    @Test
    void theWayOfAPatrolIsInOrderInsideItsTimeAndNobodyElses() {
        Actor grid = actor("grid", "grid-member");
        Track way = new Track(List.of(point(NOW.minusSeconds(600), 33.12), point(NOW.minusSeconds(300), 33.121), point(NOW, 33.121)));
        assertThat(way.metres()).as("a thousandth of a degree of latitude").isBetween(110L, 112L);
        Visit walked = new Visit(NOW.minusSeconds(700), NOW, new Fix(146.12, 33.12, 8.0, null), false, true, null, null, List.of(pass(1), pass(2)), List.of(), way);
        Inspection patrol = Inspection.planned("id-9", new Inspection.Planned(InspectionKind.PATROL, false, "网格巡查", new Target(null, "990101001001", null), List.of(new Member("grid", null, null)), TODAY, "general", null, null, null, null), 1, TODAY,
                actor("planner", "planner"), NOW);
        assertThat(patrol.record(grid, walked, SHEET, "JC", null, NOW).visit().track().points()).hasSize(3);
        assertThatThrownBy(() -> planned(InspectionKind.ROUTINE).record(HEAD, new Visit(NOW.minusSeconds(700), NOW, new Fix(146.12, 33.12, 8.0, null), true, true, null, null, List.of(pass(1), pass(2)), List.of(), way), SHEET, "JC", null, NOW))
                .hasMessageContaining("只有网格巡查");
        assertThatThrownBy(() -> patrol.record(grid, new Visit(NOW, NOW, walked.fix(), false, true, null, null, walked.answers(), List.of(), new Track(List.of(point(NOW.minusSeconds(7200), 33.1)))), SHEET, "JC", null, NOW)).hasMessageContaining("起止时间");
        assertThatThrownBy(() -> new Track(List.of(point(NOW, 33.1), point(NOW.minusSeconds(1), 33.1)))).hasMessageContaining("先后");
        assertThatThrownBy(() -> point(NOW, 99)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> point(NOW, Double.NaN)).isInstanceOf(Problem.Invalid.class);
    }

    private static Track.Point point(java.time.Instant when, double latitude) {
        return new Track.Point(when, 146.12, latitude, 8.0);
    }

    @Test
    void whoSentTheSecondRecordDoesNotReviewIt() {
        Inspection rival = in(InspectionState.RECORDED).rival("id-2", actor("both", "inspector", "planner"), passed(), SHEET, "0123456789abcdef", NOW);
        assertThatThrownBy(() -> rival.adopt(actor("both", "planner"), "JC", "好")).hasMessageContaining("自己提交");
    }

    @Test
    void anUnannouncedPlanIsHiddenUntilTheTeamStandsAtTheGate() {
        assertThat(in(InspectionState.PLANNED).hidden()).isTrue();
        assertThat(in(InspectionState.CANCELLED).hidden()).isTrue();
        assertThat(in(InspectionState.BEGUN).hidden()).isFalse();
        assertThat(in(InspectionState.PLANNED).number()).as("no number, so no gap").isNull();
    }

    @Test
    void theYearlyPlanIsApprovedByALeaderWhoDidNotDraftIt() {
        YearPlan plan = YearPlan.drafted("JH-2026-000001", 2026, "yjj", "年度计划", List.of(), actor("both", "planner", "leader"), NOW);
        assertThatThrownBy(() -> plan.move(YearPlan.Verb.SUBMISSION, PLANNER, null, NOW)).hasMessageContaining("还没有内容");
        YearPlan sent = plan.change(PLANNER, "年度计划", List.of(new YearPlan.Line(null, "危险化学品", null, null, 3, 4, true))).move(YearPlan.Verb.SUBMISSION, PLANNER, null, NOW);
        assertThatThrownBy(() -> sent.move(YearPlan.Verb.APPROVAL, actor("both", "leader"), null, NOW)).hasMessageContaining("自己编制");
        assertThat(sent.move(YearPlan.Verb.APPROVAL, actor("boss", "leader"), null, NOW).state()).isEqualTo(YearPlan.State.APPROVED);
        assertThatThrownBy(() -> sent.change(PLANNER, "改", List.of())).hasMessageContaining("待批准");
    }
}
