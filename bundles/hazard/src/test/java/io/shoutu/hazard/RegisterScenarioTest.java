package io.shoutu.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.hazard.HazardReport;
import io.shoutu.api.hazard.RegisterFacts;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.testing.House;
import io.shoutu.hazard.domain.registers.Act;
import io.shoutu.hazard.domain.registers.DossierStore;
import io.shoutu.hazard.domain.registers.Register;
import io.shoutu.hazard.domain.registers.Stage;
import io.shoutu.hazard.inspection.Locating;
import io.shoutu.hazard.registers.RegisterHearing;
import io.shoutu.hazard.registers.RegisterService;
import io.shoutu.hazard.registers.RegisterService.View;
import io.shoutu.hazard.store.SqlDossierStore;
import io.shoutu.hazard.store.SqlHazardStore;
import io.shoutu.hazard.store.SqlRiskStore;
import io.shoutu.hazard.store.SqlSelfChecks;
import io.shoutu.hazard.store.SqlSubstanceStore;
import io.shoutu.hazard.ui.RegistersWaiting;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The smaller ledgers as they are kept, reckoned and told, on both databases. */
class RegisterScenarioTest {
    @Nested
    class OnDerby extends Story {
        OnDerby() {
            super(House.onDerby());
        }
    }

    @Nested
    class OnPostgres extends Story {
        OnPostgres() {
            super(House.onPostgres());
        }
    }

    private abstract static class Story {
        private static final CreditCode FIRM = new CreditCode("91990101MA0000001" + CreditCode.checkCharacter("91990101MA0000001"));
        private static final AreaCode TOWN = new AreaCode("990101001000");
        private static final Actor OPERATOR = House.actor("duty", "operator");
        private static final Actor INSPECTOR = House.actor("head", "inspector");
        private static final Actor SECOND = House.actor("second", "inspector");
        private static final Actor LEADER = House.actor("boss", "leader");
        private static final Actor MANAGER = new Actor("firm", "企业", Actor.Kind.PERSON, Set.of("rectifier"), new Scope(false, Set.of(), Set.of(), Set.of(FIRM)));
        private static final Actor ELSEWHERE = new Actor("other", "邻镇", Actor.Kind.PERSON, Set.of("inspector"), new Scope(false, Set.of(new AreaCode("990101002000")), Set.of(), Set.of()));

        private final HazardRoom room;
        private final House house;
        private final SqlDossierStore store;
        private final RegisterService registers;

        Story(House given) {
            house = given.and("hazard", SqlDossierStore.class);
            room = new HazardRoom(house);
            var schema = house.schema("hazard");
            store = new SqlDossierStore(house.sql(), schema);
            registers = new RegisterService(house.work(), store, new SqlHazardStore(house.sql(), schema), new SqlRiskStore(house.sql(), schema), new SqlSubstanceStore(house.sql(), schema), new SqlSelfChecks(house.sql(), schema), house.journal(),
                    house.numbers(), house.dues(), house.calendar(), new Locating(house.directory()), house.clock());
            house.listen("hazard.register-day", new RegisterHearing(registers)::dayCame, "time.due");
        }

        @BeforeEach
        void county() {
            house.directory().put(new Area(TOWN, "临港镇"), OPERATOR);
            house.directory().put(new Enterprise(FIRM, "安澜化工", TOWN, null, "危险化学品", null, null, null), OPERATOR);
        }

        @AfterEach
        void leave() {
            room.close();
        }

        private LocalDate today() {
            return Legal.day(house.clock().instant());
        }

        private View act(View of, Act act, Actor by, Object... fields) {
            return registers.act(of.number(), null, act, form(fields), by);
        }

        private static Map<String, Object> form(Object... fields) {
            Map<String, Object> form = new java.util.HashMap<>();
            for (int i = 0; i < fields.length; i += 2) {
                form.put(fields[i].toString(), fields[i + 1]);
            }
            return form;
        }

        @Test
        void anInstallationKeepsEachAssessmentWithItsSAndRAndIsLookedAtAgain() {
            View tank = registers.enter(Register.INSTALLATION, form("enterprise", FIRM.text(), "title", "液氨罐区", "sort", "storage"), MANAGER);
            assertThat(tank.number()).startsWith("ZD-2026-");
            assertThatThrownBy(() -> act(tank, Act.FILING, INSPECTOR)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("已辨识");
            assertThatThrownBy(() -> act(tank, Act.ASSESSMENT, MANAGER, "day", today().toString(), "assessor", "某评价公司", "people", 40, "stock", "没有这种 60")).hasMessageContaining("临界量表中没有");
            View assessed = act(tank, Act.ASSESSMENT, MANAGER, "day", today().toString(), "assessor", "某评价公司", "people", 40, "stock", "氨 60");
            assertThat(assessed.values()).as("oracle (a) of GB 18218-2018").containsEntry("s", "6").containsEntry("r", "14.4").containsEntry("grade", "3");
            assertThat(assessed.due()).as("filed within 15 days").isEqualTo(today().plusDays(15));
            assertThatThrownBy(() -> act(assessed, Act.DELISTING, LEADER, "reason", "不再使用")).hasMessageContaining("仍构成三级重大危险源");
            View filed = act(assessed, Act.FILING, INSPECTOR, "filing", "BA-1", "filedOn", today().toString(), "principal", "总经理", "technical", "总工", "operating", "班长");
            assertThat(filed.due()).as("the operating head looks every week").isEqualTo(today().plusDays(7));
            View checked = act(filed, Act.CHECK, MANAGER, "part", "operating", "day", today().plusDays(5).toString(), "text", "液位、压力正常");
            assertThat(checked.due()).isEqualTo(today().plusDays(12));
            View less = act(checked, Act.ASSESSMENT, MANAGER, "day", today().toString(), "assessor", "某评价公司", "people", 0, "stock", "氨 9");
            assertThat(less.values()).containsEntry("s", "0.9").doesNotContainKey("grade");
            assertThat(less.lines()).as("what was assessed before stays").hasSize(3);
            assertThat(act(less, Act.DELISTING, LEADER, "reason", "存量减到临界量以下").state()).isEqualTo(Stage.DELISTED);
            assertThat(house.told(RegisterFacts.MOVED)).anySatisfy(e -> assertThat(e.data()).containsEntry("r", "14.4").containsEntry("register", "INSTALLATION"));
        }

        @Test
        void whatIsPublishedWasReviewedByAnotherAndGoesAwayWhenItIsTakenBack() {
            String hazard = room.hazards.report(new HazardReport("储罐安全阀失效", "储罐安全阀失效", FIRM.text(), null, "罐区", "inspection", List.of()), OPERATOR, null).number();
            assertThatThrownBy(() -> registers.enter(Register.DISCLOSURE, form("hazard", hazard, "title", "t", "text", "x", "channel", "网站"), OPERATOR)).hasMessageContaining("核实后才能公开");
            room.hazards.verify(hazard, null, null, OPERATOR);
            assertThatThrownBy(() -> registers.enter(Register.DISCLOSURE, form("hazard", hazard, "title", "t", "text", "联系人13912345678", "channel", "网站"), OPERATOR)).hasMessageContaining("手机号");
            View draft = registers.enter(Register.DISCLOSURE, form("hazard", hazard, "title", "安澜化工储罐隐患治理情况", "text", "安全阀失效，正在治理", "channel", "政府网站"), OPERATOR);
            assertThat(draft.enterprise()).isEqualTo(FIRM.text());
            assertThat(draft.due()).as("20 working days").isAfter(today().plusDays(20));
            Actor both = new Actor("duty", "值班", Actor.Kind.PERSON, Set.of("operator", "leader"));
            assertThatThrownBy(() -> act(draft, Act.REVIEW, both, "secrecy", true, "privacy", true, "legality", true)).hasMessageContaining("另一人");
            assertThatThrownBy(() -> act(draft, Act.REVIEW, LEADER, "secrecy", true, "privacy", false, "legality", true)).hasMessageContaining("三项审查");
            View reviewed = act(draft, Act.REVIEW, LEADER, "secrecy", true, "privacy", true, "legality", true);
            assertThat(registers.published()).isEmpty();
            View published = act(reviewed, Act.PUBLICATION, OPERATOR);
            assertThat(registers.published()).singleElement().satisfies(p -> {
                assertThat(p.text()).isEqualTo("安全阀失效，正在治理");
                assertThat(p.hazardState()).isEqualTo("已核实");
                assertThat(p.published()).isEqualTo(today());
            });
            assertThatThrownBy(() -> act(published, Act.WITHDRAWAL, LEADER)).hasMessageContaining("理由");
            View back = act(published, Act.WITHDRAWAL, LEADER, "reason", "企业名称有误");
            assertThat(registers.published()).isEmpty();
            assertThat(act(back, Act.REVISION, OPERATOR, "title", "更正", "text", "更正后的内容", "channel", "政府网站").state()).isEqualTo(Stage.DRAFTED);
            assertThat(house.told(RegisterFacts.MOVED)).anySatisfy(e -> assertThat(e.text("note")).isEqualTo("企业名称有误"));
            assertThat(house.told(RegisterFacts.ENTERED).get(0).causedBy().toString()).as("walkable from the hazard").contains(hazard);
        }

        @Test
        void aMonthlyReportTakesItsFiguresFromTheLedgerOnceAMonth() {
            room.hazards.report(new HazardReport("通道堵塞", "通道堵塞", FIRM.text(), null, "库房", "self-check", List.of()), MANAGER, null);
            String month = today().toString().substring(0, 7);
            View report = registers.enter(Register.SELF_REPORT, form("enterprise", FIRM.text(), "reportMonth", month, "statement", "全厂自查一次"), MANAGER);
            assertThat(report.values()).containsEntry("found", "1").containsEntry("open", "1").containsEntry("zeroMonths", "0");
            assertThatThrownBy(() -> registers.enter(Register.SELF_REPORT, form("enterprise", FIRM.text(), "reportMonth", month, "statement", "再报"), MANAGER)).isInstanceOf(Problem.Invalid.class).hasMessageContaining("已经有了");
            assertThatThrownBy(() -> registers.enter(Register.SELF_REPORT, form("enterprise", FIRM.text(), "reportMonth", "2199-01", "statement", "x"), MANAGER)).hasMessageContaining("还没有到");
            View sampled = act(report, Act.SAMPLING, INSPECTOR, "sample", "现场抽查，与报送一致");
            room.hazards.report(new HazardReport("灯坏", "灯坏", FIRM.text(), null, "库房", "self-check", List.of()), MANAGER, null);
            assertThat(registers.get(sampled.number(), INSPECTOR).values()).as("what was sampled stays as it was").containsEntry("found", "1");
            assertThatThrownBy(() -> registers.get(report.number(), ELSEWHERE)).isInstanceOf(Problem.NotFound.class);
            assertThat(registers.list(new DossierStore.Query(null, null, null, null, null, null, 50), ELSEWHERE).total()).isZero();
        }

        @Test
        void aTopicClosesWithSixOfSixAndASpotIsReleasedOnlyAfterAVisit() {
            View topic = registers.enter(Register.RISK_TOPIC, form("title", "危货运输过境", "owner", "县交通局"), OPERATOR);
            for (String mechanism : List.of("finding", "judging", "warning", "preventing", "handling")) {
                topic = act(topic, Act.JUDGING, OPERATOR, "mechanism", mechanism, "day", today().toString(), "owner", "副局长", "evidence", "会商纪要");
            }
            View almost = topic;
            assertThatThrownBy(() -> act(almost, Act.CLOSING, LEADER, "reason", "完成")).hasMessageContaining("还缺：责任");
            assertThat(almost.due()).isEqualTo(today().plusMonths(1));
            View whole = act(almost, Act.JUDGING, OPERATOR, "mechanism", "accountability", "day", today().toString(), "owner", "局长", "evidence", "责任清单");
            assertThat(act(whole, Act.CLOSING, LEADER, "reason", "六项齐全").state()).isEqualTo(Stage.CLOSED);

            View spot = registers.enter(Register.WATCHED_SPOT, form("title", "老旧渡口", "why", "节日客流大", "level", "orange", "watcher", "镇安办主任", "watchFrom", today().toString(), "watchTo", today().plusDays(2).toString()), OPERATOR);
            View watched = act(spot, Act.WATCH, OPERATOR);
            assertThatThrownBy(() -> act(watched, Act.RELEASE, LEADER, "reason", "节后")).hasMessageContaining("到场盯防");
            assertThat(new RegistersWaiting(house.work(), store, house.clock()).waitingFor(LEADER, 10).tasks()).as("nothing a leader must do before a visit but visit").extracting(t -> t.subject().number()).contains(spot.number());
            house.clock().advance(Duration.ofDays(2));
            house.settle();
            assertThat(house.told(RegisterFacts.DUE)).extracting(e -> e.subject().number()).contains(spot.number());
            View visited = act(watched, Act.VISIT, OPERATOR, "day", today().toString(), "visitor", "镇安办主任", "text", "秩序正常");
            assertThat(act(visited, Act.RELEASE, LEADER, "reason", "客流回落").state()).isEqualTo(Stage.RELEASED);
        }

        @Test
        void moneyIsAddedUpAndRatesAreNotClippedAndFiveInPlaceNeedsFiveProofs() {
            String year = String.valueOf(today().getYear());
            View money = registers.enter(Register.SAFETY_SPENDING, form("enterprise", FIRM.text(), "spendingYear", year, "accrued", "200000", "setAside", "100000"), MANAGER);
            assertThatThrownBy(() -> act(money, Act.SPENDING, MANAGER, "day", "2020-01-01", "category", "培训", "amount", "10")).hasMessageContaining("年度");
            View more = act(money, Act.SPENDING, MANAGER, "day", today().toString(), "category", "设备改造", "amount", "120000.50");
            assertThat(more.values()).containsEntry("used", "120000.50").containsEntry("left", "-20000.50").containsEntry("accrualRate", "50.0").containsEntry("useRate", "120.0");

            assertThatThrownBy(() -> registers.enter(Register.FIVE_IN_PLACE, form("enterprise", FIRM.text(), "checkedOn", today().toString(), "training", true), INSPECTOR)).hasMessageContaining("请写明依据");
            View gaps = registers.enter(Register.FIVE_IN_PLACE, form("enterprise", FIRM.text(), "checkedOn", today().toString(), "training", true, "trainingProof", "培训档案"), INSPECTOR);
            assertThat(gaps.state()).isEqualTo(Stage.GAPS);
            assertThat(gaps.values().get("gaps")).contains("安全责任", "应急救援").doesNotContain("安全培训");
            Object[] all = {"checkedOn", today().toString(), "responsibility", true, "responsibilityProof", "a", "management", true, "managementProof", "b", "investment", true, "investmentProof", "c", "training", true,
                "trainingProof", "d", "rescue", true, "rescueProof", "e"};
            assertThat(act(gaps, Act.RECHECK, INSPECTOR, all).state()).isEqualTo(Stage.IN_PLACE);
        }

        @Test
        void dualPreventionIsBuiltOnApprovedRisksOnlyAndRatedEachYear() {
            View building = registers.enter(Register.DUAL_PREVENTION, form("enterprise", FIRM.text(), "post", "安全总监"), MANAGER);
            assertThat(building.values()).containsEntry("units", "0");
            assertThatThrownBy(() -> act(building, Act.BUILDING, MANAGER)).hasMessageContaining("审定公布的风险点");
            assertThatThrownBy(() -> registers.enter(Register.DUAL_PREVENTION, form("enterprise", FIRM.text(), "post", "经理"), MANAGER)).hasMessageContaining("已经有了");
            View wrong = act(building, Act.VOIDING, OPERATOR, "reason", "企业填错");
            assertThat(wrong.state()).isEqualTo(Stage.VOID);
            assertThat(wrong.moves()).noneMatch(m -> m.allowed());
            assertThat(house.work().<List<String>>run(tx -> house.numbers().voids("SC", today().getYear()).stream().map(v -> v.number()).toList())).containsExactly(wrong.number());
            assertThat(registers.enter(Register.DUAL_PREVENTION, form("enterprise", FIRM.text(), "post", "安全总监"), MANAGER).number()).as("what was voided stands in nobody's way").isNotEqualTo(wrong.number());
        }

        @Test
        void aFactorOverItsLimitStandsUntilItIsMeasuredWithinIt() {
            View dust = registers.enter(Register.OCCUPATIONAL_HEALTH, form("enterprise", FIRM.text(), "factor", "矽尘", "place", "破碎岗", "exposed", 20, "degree", "serious", "monitorMonths", 12, "examineMonths", 12), MANAGER);
            assertThat(dust.due()).as("never monitored: now").isEqualTo(today());
            View over = act(dust, Act.MONITORING, MANAGER, "day", today().minusDays(9).toString(), "agency", "某检测公司", "result", "2.1 mg/m³", "over", true);
            assertThat(over.state()).isEqualTo(Stage.EXCEEDED);
            assertThatThrownBy(() -> act(over, Act.ENDING, OPERATOR, "reason", "停产")).isInstanceOf(Problem.IllegalMove.class);
            assertThatThrownBy(() -> act(over, Act.EXAMINATION, MANAGER, "day", today().toString(), "agency", "县医院", "examined", 18, "abnormal", 19)).hasMessageContaining("不能多于");
            View examined = act(over, Act.EXAMINATION, MANAGER, "day", today().toString(), "agency", "县医院", "examined", 18, "abnormal", 1);
            assertThat(examined.values()).containsEntry("examinedRate", "90.0");
            assertThat(examined.state()).as("an examination cures no dust").isEqualTo(Stage.EXCEEDED);
            View within = act(examined, Act.MONITORING, MANAGER, "day", today().toString(), "agency", "某检测公司", "result", "0.6 mg/m³", "over", false);
            assertThat(within.state()).isEqualTo(Stage.WITHIN);
            assertThat(within.due()).isEqualTo(today().plusYears(1));
        }

        @Test
        void aLessonClosesWhenEveryUnitItWasHandedToHasAnswered() {
            View lesson = registers.enter(Register.LESSON, form("title", "某市有限空间中毒事故", "happenedOn", today().minusDays(20).toString(), "place", "外省", "source", "事故通报"), OPERATOR);
            View analysed = act(lesson, Act.ANALYSIS, OPERATOR, "causes", "未检测先进入", "equivalents", "污水处理厂三处");
            View out = act(analysed, Act.DISTRIBUTION, OPERATOR, "units", "县住建局\n县生态环境局", "demand", "排查有限空间", "deadline", today().plusDays(10).toString());
            assertThatThrownBy(() -> act(out, Act.ACTIVITY, OPERATOR, "unit", "县教育局", "day", today().toString(), "text", "x")).hasMessageContaining("没有分发给");
            View one = act(out, Act.ACTIVITY, OPERATOR, "unit", "县住建局", "day", today().toString(), "text", "排查12处");
            assertThatThrownBy(() -> act(one, Act.CLOSING, LEADER, "reason", "完成")).hasMessageContaining("县生态环境局");
            View both = act(one, Act.ACTIVITY, OPERATOR, "unit", "县生态环境局", "day", today().toString(), "text", "排查3处");
            assertThat(act(both, Act.CLOSING, LEADER, "reason", "完成").state()).isEqualTo(Stage.CLOSED);
        }

        @Test
        void theIndexIsReckonedFromTheLedgersInsideTheScope() {
            room.hazards.report(new HazardReport("通道堵塞", "通道堵塞", FIRM.text(), null, "库房", "self-check", List.of()), MANAGER, null);
            var index = new io.shoutu.hazard.index.IndexService(house.work(), new io.shoutu.hazard.store.SqlIndexStore(house.sql(), house.schema("hazard")), house.directory(), house.journal(), house.clock());
            var view = index.read(OPERATOR);
            assertThat(view.whole().tally().open()).isEqualTo(1);
            assertThat(view.whole().tally().enterprises()).isEqualTo(1);
            assertThat(view.areas()).filteredOn(p -> TOWN.text().equals(p.code())).singleElement().satisfies(p -> assertThat(p.label()).isEqualTo("临港镇"));
            assertThat(view.fields()).filteredOn(p -> "production".equals(p.code())).singleElement().satisfies(p -> assertThat(p.tally().open()).isEqualTo(1));
            assertThat(index.read(ELSEWHERE).whole().tally().open()).as("outside the scope nothing is counted").isZero();
            var field = new io.shoutu.hazard.domain.index.SafetyField("production", "生产安全", List.of("工贸"), 1);
            index.put(field, House.actor("admin", "admin"));
            assertThat(index.read(OPERATOR).fields()).filteredOn(p -> p.code() == null).singleElement().satisfies(p -> assertThat(p.tally().open()).as("what belongs to no field is said").isEqualTo(1));
            index.put(view.fieldRules().stream().filter(f -> f.code().equals("production")).findFirst().orElseThrow(), House.actor("admin", "admin"));
        }

        @Test
        void onlyAHazardSomebodyFailsToPutRightIsAReasonToCloseDown() {
            String hazard = room.hazards.report(new HazardReport("私自恢复生产", "私自恢复生产", FIRM.text(), null, "车间", "inspection", List.of()), OPERATOR, null).number();
            assertThatThrownBy(() -> registers.enter(Register.CLOSE_DOWN, form("hazard", hazard, "title", "提请关闭", "basis", "第一百一十三条", "facts", "x"), OPERATOR)).hasMessageContaining("不能据此提请关停");
            assertThatThrownBy(() -> registers.enter(Register.CLOSE_DOWN, form("hazard", "YH-2026-999999", "title", "t", "basis", "b", "facts", "x"), OPERATOR)).hasMessageContaining("没有这条隐患");
        }

        @Test
        void whatMustGoIsVerifiedByAnotherThanWhoReportedItGone() {
            View old = registers.enter(Register.ELIMINATION, form("enterprise", FIRM.text(), "title", "间歇式聚合釜", "catalogue", "淘汰目录（第一批）第3项", "amount", 2), INSPECTOR);
            View ordered = act(old, Act.ORDER, INSPECTOR, "deadline", today().plusDays(30).toString());
            assertThat(ordered.due()).isEqualTo(today().plusDays(30));
            View gone = act(ordered, Act.REMOVAL, INSPECTOR, "removedOn", today().toString(), "proof", "报废证明");
            assertThatThrownBy(() -> act(gone, Act.VERIFICATION, INSPECTOR)).hasMessageContaining("另一人");
            assertThat(act(gone, Act.VERIFICATION, SECOND).state()).isEqualTo(Stage.VERIFIED);
            assertThatThrownBy(() -> registers.enter(Register.ELIMINATION, form("enterprise", FIRM.text(), "title", "x", "catalogue", "y", "amount", 1, "nonsense", 1), INSPECTOR)).hasMessageContaining("没有这个填报项");
        }
    }
}
