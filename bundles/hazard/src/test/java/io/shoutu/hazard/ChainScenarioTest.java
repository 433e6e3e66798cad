package io.shoutu.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.hazard.Criterion;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.hazard.HazardView;
import io.shoutu.api.hazard.RectificationMode;
import io.shoutu.api.hazard.RiskLevel;
import io.shoutu.api.journal.Chain;
import io.shoutu.api.journal.Entry;
import io.shoutu.commons.testing.House;
import io.shoutu.hazard.domain.Funds;
import io.shoutu.hazard.domain.Grading;
import io.shoutu.hazard.domain.Plan;
import io.shoutu.hazard.domain.RiskCheck;
import io.shoutu.hazard.domain.RiskEvent;
import io.shoutu.hazard.domain.RiskMethod;
import io.shoutu.hazard.domain.RiskSite;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a risk unit to a look-back (从风险点到回头看): the four lists are one chain, walked on a clock that is moved. */
class ChainScenarioTest {
    private static final Actor DUTY = House.actor("lin.duty", "operator");
    private static final Actor SAFETY = House.actor("sun.safety", "rectifier");
    private static final Actor ACCEPTOR = House.actor("wu.acceptor", "acceptor");
    private static final Actor LEADER = House.actor("gao.leader", "leader");
    private static final CreditCode WORKS = new CreditCode("91350100M000100Y43");
    private static final String STANDARD = "工贸企业重大事故隐患判定标准（应急管理部令第10号）";

    private final HazardRoom room = new HazardRoom();

    @AfterEach
    void leave() {
        room.close();
    }

    @Test
    void fromARiskUnitToALookBackThatFindsItThereAgain() {
        AreaCode town = new AreaCode("350122101000");
        room.house.directory().put(new Area(town, "甲镇"), DUTY);
        room.house.directory().put(new Enterprise(WORKS, "甲镇冷链", town, null, "涉氨制冷", null, null, null), DUTY);

        // The risk list: a unit, its event, both assessments, measures; the server reckons, another approves.
        String unit = room.risks.identify(new RiskSite("速冻车间", "place", WORKS.text(), null, "二层", "陈主任", "company", 119.5, 26.2, List.of("AL-1")), SAFETY).unit().number();
        assertThat(unit).isEqualTo("FX-2026-000001");
        assertThatThrownBy(() -> room.risks.assess(unit, null, List.of(event(new BigDecimal("100"))), List.of(), SAFETY)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.code()).isEqualTo("score-mismatch"));
        room.risks.assess(unit, null, List.of(event(null)), List.of(), SAFETY);
        assertThat(room.risks.approve(unit, null, "同意", DUTY).unit().current()).isEqualTo(RiskLevel.GENERAL);

        // The task list: a check of the measure is opened each week, and one morning it fails. Its failure is a hazard.
        room.days(1);
        List<RiskCheck> tasks = room.risks.checks(RiskCheck.State.OPEN, null, null, 10, DUTY).items();
        assertThat(tasks).extracting(RiskCheck::measure).containsExactly("快速冻结装置设在单独作业间，人数不超过9人");
        RiskCheck failed = room.risks.done(tasks.get(0).number(), false, "作业间内有11人作业", List.of("photo-eleven"), DUTY);
        String hazard = failed.hazard();
        assertThat(room.hazards.get(hazard).riskUnit()).isEqualTo(unit);

        // The hazard list: major by a clause of the published criteria and no other way.
        room.hazards.verify(hazard, null, "属实", DUTY);
        assertThatThrownBy(() -> grade(hazard, "煤矿重大事故隐患判定标准", "第十二条第（二）项")).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.code()).isEqualTo("criterion-unknown"));
        assertThatThrownBy(() -> grade(hazard, STANDARD, "第九十九条")).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("criterion.clause"));
        assertThatThrownBy(() -> grade(hazard, "城镇燃气经营安全重大隐患判定标准", "第五条第（一）项")).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.code()).isEqualTo("criterion-sector"));
        HazardView major = grade(hazard, STANDARD, "第十二条第（二）项");
        assertThat(major.criterion().text()).as("the published wording, not the sender's").startsWith("快速冻结装置未设置在单独的作业间内");

        // The risk turns red by evidence and says why.
        room.house.settle();
        assertThat(current(unit)).isEqualTo(RiskLevel.MAJOR);
        assertThat(room.risks.get(unit, DUTY).movement().reasons()).containsExactly("重大事故隐患 " + hazard + " 未销号");

        // Measures: five guarantees do not make the six parts of a major one.
        Plan five = new Plan("隔墙并限员", "陈主任", new Funds("80000", "企业自筹"), room.today().plusDays(10), "停产撤人");
        assertThatThrownBy(() -> room.hazards.plan(hazard, null, five, List.of(), SAFETY)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.code()).isEqualTo("six-parts"));
        room.hazards.plan(hazard, null, new Plan("隔墙并限员", "陈主任", new Funds("80000", "企业自筹"), room.today().plusDays(10), "停产撤人", "消除人员聚集", "每周报进度", "治理期间停用速冻线"), List.of(), SAFETY);
        assertThatThrownBy(() -> room.hazards.requestRegrading(hazard, null, "已限员", SAFETY)).isInstanceOf(Problem.Forbidden.class);
        room.hazards.requestRegrading(hazard, null, "已限员", DUTY);
        room.hazards.refuseRegrading(hazard, null, "隔间未建成", LEADER);

        // The deadline passes; the work is handed in late, sent back, handed in again: the first deadline and the miss stay visible.
        room.days(12);
        assertThat(room.hazards.get(hazard).overdue()).isTrue();
        room.hazards.submit(hazard, null, "已隔离", List.of(), List.of("photo-wall"), SAFETY);
        room.hazards.reject(hazard, null, "门未装", room.today().plusDays(5), ACCEPTOR);
        HazardView again = room.hazards.submit(hazard, null, "门已装", List.of(), List.of("photo-door"), SAFETY);
        assertThat(again.lateSince()).isEqualTo(again.firstDeadline());
        HazardView closed = room.hazards.accept(hazard, null, "合格", List.of(), ACCEPTOR);
        assertThat(closed.state()).isEqualTo(HazardState.CLOSED);
        assertThat(closed.lookBack().due()).isEqualTo(room.today().plusDays(60));
        assertThat(closed.tags()).contains("曾逾期");

        // The result: the risk falls back by itself, and its journal says so.
        room.house.settle();
        assertThat(current(unit)).isEqualTo(RiskLevel.GENERAL);
        List<Entry> moves = room.house.told("hazard.risk-level-moved");
        assertThat(moves).extracting(e -> e.text("from") + "→" + e.text("to")).containsExactly("GENERAL→MAJOR", "MAJOR→GENERAL");
        assertThat(moves).extracting(Entry::causedBy).containsOnly(new Subject("hazard", hazard));

        // The look-back: told on its day, made by somebody else, finds it there again. A new hazard, linked to the old.
        room.days(60);
        assertThat(room.history(hazard)).contains("hazard.look-back-due");
        HazardView fresh = room.hazards.rebound(hazard, null, "又有13人同时作业", List.of("photo-thirteen"), ACCEPTOR);
        assertThat(fresh.number()).isNotEqualTo(hazard);
        assertThat(fresh.reboundOf()).isEqualTo(hazard);
        assertThat(fresh.riskUnit()).isEqualTo(unit);
        HazardView old = room.hazards.get(hazard);
        assertThat(old.state()).as("the old one stays closed").isEqualTo(HazardState.CLOSED);
        assertThat(old.lookBack().rebound()).isEqualTo(fresh.number());

        // The same clause again within a year: recurring, escalated without anybody asking.
        room.hazards.verify(fresh.number(), null, null, DUTY);
        HazardView recurring = grade(fresh.number(), STANDARD, "第十二条第（二）项");
        assertThat(recurring.recurrence()).isEqualTo(new HazardView.Recurrence(1, hazard));
        assertThat(recurring.escalatedTo()).isEqualTo("县安全生产委员会办公室");
        assertThat(recurring.tags()).contains("反复", "回头看反弹");

        // One chain, walked from its end back to the risk unit, and from the unit to its end.
        for (Subject from : List.of(new Subject("hazard", fresh.number()), new Subject("risk", unit))) {
            Chain chain = room.house.journal().chain(from);
            assertThat(chain.links()).extracting(l -> l.cause() + " → " + l.effect()).contains("risk/" + unit + " → risk-check/" + failed.number(),
                    "risk-check/" + failed.number() + " → hazard/" + hazard, "hazard/" + hazard + " → hazard/" + fresh.number());
        }
    }

    @Test
    void anAlarmAndAWarningRaiseTheRiskAndItFallsBackWithThem() {
        String unit = controlled();
        room.alarm("BJ-2026-000001", "HIGH", "AL-1.t", "GZ-1");
        assertThat(current(unit)).isEqualTo(RiskLevel.CONSIDERABLE);
        room.alarm("BJ-2026-000002", "MEDIUM", "AL-1.t", "GZ-2");
        room.house.work().execute(tx -> room.house.journal().write(tx, new io.shoutu.api.journal.Fact(new Subject("alarm", "BJ-2026-000001"), "sensor.alarm-cleared", room.house.clock().instant(), DUTY, Map.of())));
        room.house.settle();
        assertThat(current(unit)).isEqualTo(RiskLevel.GENERAL);
        room.risks.warn("台风红色预警", RiskLevel.MAJOR, null, null, "350122000000", room.house.clock().instant().plusSeconds(86_400), DUTY);
        assertThat(current(unit)).isEqualTo(RiskLevel.MAJOR);
        room.days(1);
        assertThat(current(unit)).as("it ends by itself").isEqualTo(RiskLevel.GENERAL);
        assertThat(room.risks.evidence()).isEmpty();
    }

    @Test
    void aNewVersionOfAMethodRegradesNothingAndItsPreviewSaysWhatItWould() {
        String unit = controlled();
        RiskMethod lec = room.methods.all().stream().filter(m -> m.kind() == RiskMethod.Kind.LEC).findFirst().orElseThrow();
        List<RiskMethod.Band> stricter = List.of(new RiskMethod.Band(new BigDecimal(320), false, RiskLevel.MAJOR), new RiskMethod.Band(new BigDecimal(80), false, RiskLevel.CONSIDERABLE),
                new RiskMethod.Band(new BigDecimal(20), false, RiskLevel.GENERAL), new RiskMethod.Band(null, false, RiskLevel.LOW));
        RiskMethod draft = room.methods.draft(RiskMethod.Kind.LEC, "LEC 县版", "县安委办 2026 年通知", room.today(), lec.factors(), stricter, Map.of(), House.actor("admin", "admin"));
        assertThat(room.methods.preview(RiskMethod.Kind.LEC, draft.version())).extracting(c -> c.unit() + " " + c.which() + " " + c.now() + "→" + c.then())
                .containsExactly(unit + " 剩余风险 GENERAL→CONSIDERABLE");
        assertThat(room.methods.preview(RiskMethod.Kind.LEC, lec.factors(), stricter, Map.of())).as("while it is being written").hasSize(1);
        assertThat(room.methods.all().stream().filter(m -> m.kind() == RiskMethod.Kind.LEC)).as("which keeps nothing").hasSize(2);
        RiskMethod later = room.methods.draft(RiskMethod.Kind.LEC, "LEC 明年版", "县安委办 2027 年通知", room.today().plusDays(1), lec.factors(), stricter, Map.of(), House.actor("admin", "admin"));
        assertThatThrownBy(() -> room.methods.activate(RiskMethod.Kind.LEC, later.version(), House.actor("admin", "admin"))).hasMessageContaining("到那一天才能启用");
        room.methods.discard(RiskMethod.Kind.LEC, later.version(), House.actor("admin", "admin"));
        assertThatThrownBy(() -> room.methods.discard(RiskMethod.Kind.LEC, later.version(), House.actor("admin", "admin"))).hasMessageContaining("已放弃");
        assertThatThrownBy(() -> room.methods.discard(RiskMethod.Kind.LEC, 1, House.actor("admin", "admin"))).hasMessageContaining("只有草案");
        room.methods.activate(RiskMethod.Kind.LEC, draft.version(), House.actor("admin", "admin"));
        assertThat(current(unit)).isEqualTo(RiskLevel.GENERAL);
        assertThat(room.risks.get(unit, DUTY).unit().events().get(0).residual().version()).isEqualTo(1);
        room.risks.assess(unit, null, List.of(event(null)), List.of(), SAFETY);
        assertThat(room.risks.get(unit, DUTY).unit().residual()).as("whoever assesses next uses it").isEqualTo(RiskLevel.CONSIDERABLE);
    }

    private String controlled() {
        String unit = room.risks.identify(new RiskSite("速冻车间", "place", WORKS.text(), "350122101000", "二层", "陈主任", "company", null, null, List.of("AL-1")), SAFETY).unit().number();
        room.risks.assess(unit, null, List.of(event(null)), List.of(), SAFETY);
        room.risks.approve(unit, null, null, DUTY);
        return unit;
    }

    private static RiskMethods.AskedEvent event(BigDecimal posted) {
        return new RiskMethods.AskedEvent("液氨泄漏中毒", "中毒和窒息", new RiskMethods.AskedAssessment(RiskMethod.Kind.LEC, inputs("3", "6", "15"), posted),
                new RiskMethods.AskedAssessment(RiskMethod.Kind.LEC, inputs("1", "6", "15"), null),
                List.of(new RiskEvent.Measure(RiskEvent.Measure.Kind.MANAGEMENT, "快速冻结装置设在单独作业间，人数不超过9人", "陈主任", 7)));
    }

    private static Map<String, BigDecimal> inputs(String l, String e, String c) {
        return Map.of("L", new BigDecimal(l), "E", new BigDecimal(e), "C", new BigDecimal(c));
    }

    private HazardView grade(String number, String standard, String clause) {
        return room.hazards.grade(number, null, new Grading(HazardGrade.MAJOR, new Criterion(standard, clause, "我觉得"), RectificationMode.BY_DEADLINE), SAFETY.account(), DUTY);
    }

    private RiskLevel current(String unit) {
        return room.risks.get(unit, DUTY).unit().current();
    }
}
