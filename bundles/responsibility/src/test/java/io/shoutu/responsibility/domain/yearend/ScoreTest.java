package io.shoutu.responsibility.domain.yearend;

import static io.shoutu.responsibility.domain.yearend.Results.act;
import static io.shoutu.responsibility.domain.yearend.Results.line;
import static io.shoutu.responsibility.domain.yearend.Results.result;
import static io.shoutu.responsibility.domain.yearend.Results.reversing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.supervision.SupervisionEffects;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Scores that open their rule, inputs and rows; rules in versions; fines that never count. */
class ScoreTest {
    private static final Actor CLERK = new Actor("clerk", "文员", Actor.Kind.PERSON, Set.of("planner"));
    private static final Actor LEADER = new Actor("leader", "领导", Actor.Kind.PERSON, Set.of("leader"));
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 13);
    private static final ScoreSheet.Besides NOTHING = new ScoreSheet.Besides(List.of(), List.of(), List.of(), TODAY);

    private static BigDecimal of(String number) {
        return new BigDecimal(number);
    }

    private static ScoreItem item(String code, ScoreInput input, ScoreItem.Way way, String most, String base, String each) {
        return new ScoreItem(code, input.label(), input, way, of(most), of(base), of(each));
    }

    private static ScoreRule rule(ScoreItem... items) {
        return ScoreRule.draft(2, "评分办法", "县安委办〔2026〕1号", List.of(items), CLERK, Instant.EPOCH);
    }

    @Test
    void everyNumberSaysHowItCameAboutAndShowsItsRows() {
        ScoreRule rule = rule(item("1", ScoreInput.CAPPED_RATE, ScoreItem.Way.SHARE, "70", "100", "0"), item("2", ScoreInput.UNFULFILLED, ScoreItem.Way.DEDUCTION, "30", "0", "4"),
                item("3", ScoreInput.RAW_RATE, ScoreItem.Way.BONUS, "5", "100", "0.1"));
        ScoreSheet sheet = ScoreSheet.of(rule, result(line("1", 2, act(1, false, false), act(2, false, false), act(3, false, false)), line("2", 1)), NOTHING);
        assertThat(sheet.lines().get(0)).satisfies(line -> {
            assertThat(line.value()).isEqualByComparingTo("66.67");
            assertThat(line.over()).isEqualTo("2 ÷ 3");
            assertThat(line.how()).isEqualTo("70 × min(66.67, 100) ÷ 100 = 46.67");
            assertThat(line.rows()).hasSize(2);
        });
        assertThat(sheet.lines().get(1).points()).isEqualByComparingTo("26");
        assertThat(sheet.lines().get(1).rows()).singleElement().satisfies(row -> assertThat(row.text()).startsWith("2 2025年：完成 0，应完成 1"));
        assertThat(sheet.lines().get(2).points()).as("exactly 100 % is no surplus").isEqualByComparingTo("0");
        assertThat(sheet.total()).isEqualByComparingTo("72.67");
    }

    @Test
    void whileTheYearLastsASlotThatMayStillBePerformedIsNoLack() {
        ScoreRule rule = rule(item("1", ScoreInput.UNFULFILLED, ScoreItem.Way.DEDUCTION, "100", "0", "4"));
        YearResult open = result(line("1", 1));
        LocalDate due = open.lines().get(0).due();
        assertThat(ScoreSheet.of(rule, open, new ScoreSheet.Besides(List.of(), List.of(), null, due)).lines().get(0).value()).as("on its last day, which is also the year's").isEqualByComparingTo("1");
        assertThat(ScoreSheet.of(rule, open, new ScoreSheet.Besides(List.of(), List.of(), null, due.minusDays(1))).lines().get(0).value()).as("a day before").isEqualByComparingTo("0");
    }

    @Test
    void lateReversedAndOverdueActsAreRowsOneCanOpen() {
        ScoreRule rule = rule(item("1", ScoreInput.ON_TIME_RATE, ScoreItem.Way.SHARE, "50", "100", "0"), item("2", ScoreInput.LATE_RECORDED, ScoreItem.Way.DEDUCTION, "30", "1", "2"),
                item("3", ScoreInput.REVERSED, ScoreItem.Way.DEDUCTION, "20", "0", "1"));
        ScoreSheet sheet = ScoreSheet.of(rule, result(reversing(line("1", 2, act(1, true, true), act(2, true, false)), act(3, false, false))), NOTHING);
        assertThat(sheet.lines()).extracting(ScoreSheet.Line::points).containsExactly(of("25.00"), of("28.00"), of("19.00"));
        assertThat(sheet.lines().get(0).rows()).singleElement().satisfies(row -> assertThat(row.number()).isEqualTo("HY-2025-000001"));
        assertThat(sheet.lines().get(2).rows()).singleElement().satisfies(row -> assertThat(row.text()).startsWith("冲销"));
    }

    @Test
    void whatCannotBeReckonedDoesNotCountAndTheRestIsBroughtToAHundred() {
        ScoreRule rule = rule(item("1", ScoreInput.CAPPED_RATE, ScoreItem.Way.SHARE, "60", "100", "0"), item("2", ScoreInput.EVALUATION, ScoreItem.Way.SHARE, "40", "100", "0"));
        YearResult result = result(line("1", 1, act(1, false, false)));
        assertThat(ScoreSheet.of(rule, result, NOTHING).total()).isEqualByComparingTo("100");
        assertThat(ScoreSheet.of(rule, result, NOTHING).lines().get(1).how()).contains("还没有述职测评");
        ScoreSheet.Besides evaluated = new ScoreSheet.Besides(List.of(), List.of(new ScoreSheet.Evaluation("a", 90), new ScoreSheet.Evaluation("b", 85)), null, TODAY);
        assertThat(ScoreSheet.of(rule, result, evaluated).total()).as("60 + 40 × 87.5 %").isEqualByComparingTo("95");
        assertThat(ScoreSheet.of(rule, result(), NOTHING).total()).as("nothing at all").isNull();
    }

    @Test
    void papersOfSupervisionAreDeductedEachWithItsNumberAndNothingIsSaidWhereNobodyKnows() {
        ScoreRule rule = rule(item("1", ScoreInput.CAPPED_RATE, ScoreItem.Way.SHARE, "90", "100", "0"), item("2", ScoreInput.SUPERVISION, ScoreItem.Way.DEDUCTION, "10", "0", "1"));
        YearResult result = result(line("1", 1, act(1, false, false)));
        List<SupervisionEffects.Effect> effects = List.of(new SupervisionEffects.Effect(new Subject("supervision", "DB-2025-000003"), "安安委办督改〔2025〕2号", "督促限期整改通知书", "印发", LocalDate.of(2025, 3, 1), -1),
                new SupervisionEffects.Effect(new Subject("supervision", "DB-2025-000003"), "安安委办督改〔2025〕2号", "督促限期整改通知书", "逾期1次", LocalDate.of(2025, 3, 20), -2));
        ScoreSheet sheet = ScoreSheet.of(rule, result, new ScoreSheet.Besides(List.of(), List.of(), effects, TODAY));
        assertThat(sheet.lines().get(1)).satisfies(line -> {
            assertThat(line.points()).isEqualByComparingTo("7");
            assertThat(line.over()).isEqualTo("1 + 2");
            assertThat(line.rows()).extracting(ScoreSheet.Row::number).containsExactly("DB-2025-000003", "DB-2025-000003");
            assertThat(line.rows().get(1).text()).contains("〔2025〕2号").contains("逾期1次 -2");
        });
        assertThat(sheet.total()).isEqualByComparingTo("97");
        assertThat(ScoreSheet.of(rule, result, NOTHING).total()).as("no paper, nothing deducted").isEqualByComparingTo("100");
        ScoreSheet unknown = ScoreSheet.of(rule, result, new ScoreSheet.Besides(List.of(), List.of(), null, TODAY));
        assertThat(unknown.lines().get(1)).satisfies(line -> {
            assertThat(line.points()).isNull();
            assertThat(line.how()).contains("督办功能没有运行");
        });
    }

    @Test
    void finesNeverCountUnderWhateverName() {
        for (String name : List.of("fine-amount", "罚款额", "罚没收入", "penalty-count", "confiscated")) {
            assertThatThrownBy(() -> ScoreInput.named(name)).isInstanceOf(Problem.Invalid.class).extracting("code").isEqualTo("fines-never-count");
        }
        assertThatThrownBy(() -> new ScoreItem("1", "罚款收缴完成率", ScoreInput.CAPPED_RATE, ScoreItem.Way.SHARE, of("10"), of("100"), null)).hasMessageContaining("第七十四条");
        assertThatThrownBy(() -> ScoreInput.named("weather")).extracting("code").isEqualTo("score-input");
        assertThat(ScoreInput.named("capped-rate")).isEqualTo(ScoreInput.CAPPED_RATE);
    }

    @Test
    void aRuleAddsUpToAHundredAndIsComparedBeforeSomebodyElseBringsItIntoForce() {
        assertThatThrownBy(() -> rule(item("1", ScoreInput.CAPPED_RATE, ScoreItem.Way.SHARE, "90", "100", "0"))).hasMessageContaining("现为 90");
        ScoreRule draft = rule(item("1", ScoreInput.CAPPED_RATE, ScoreItem.Way.SHARE, "100", "100", "0"));
        assertThatThrownBy(() -> draft.activate(TODAY, TODAY, LEADER)).hasMessageContaining("请先试算");
        ScoreRule compared = draft.compared("00", CLERK, Instant.EPOCH);
        assertThatThrownBy(() -> compared.activate(TODAY, TODAY, CLERK)).hasMessageContaining("起草人");
        assertThatThrownBy(() -> compared.activate(TODAY.minusDays(1), TODAY, LEADER)).hasMessageContaining("不能早于今天");
        assertThat(compared.edit("评分办法", "依据", compared.items(), CLERK, Instant.EPOCH).comparedSha()).as("an edit asks for a new comparison").isNull();
        ScoreRule active = compared.activate(TODAY, TODAY, LEADER);
        assertThat(active.inForce(TODAY)).isTrue();
        assertThat(active.inForce(TODAY.minusDays(1))).isFalse();
        assertThatThrownBy(() -> active.edit("改名", "依据", active.items(), CLERK, Instant.EPOCH)).hasMessageContaining("请起草新的一版");
        ScoreRule retired = active.retire(TODAY.plusDays(10));
        assertThat(retired.inForce(TODAY.plusDays(9))).isTrue();
        assertThat(retired.inForce(TODAY.plusDays(10))).isFalse();
    }

    @Test
    void equalTotalsShareARankWithinTheirGroup() {
        Map<String, String> totals = Map.of("a", "90", "b", "90", "c", "80", "d", "95", "e", "70");
        List<Ranking.Place<String>> places = Ranking.of(List.of("a", "b", "c", "d", "e", "f"), each -> each.equals("d") ? "乡镇" : "部门", each -> totals.containsKey(each) ? of(totals.get(each)) : null);
        assertThat(places).extracting(place -> place.group() + place.what() + place.rank()).containsExactly("部门a1", "部门b1", "部门c3", "部门e4", "部门fnull", "乡镇d1");
        assertThat(places.get(0).of()).isEqualTo(4);
    }
}
