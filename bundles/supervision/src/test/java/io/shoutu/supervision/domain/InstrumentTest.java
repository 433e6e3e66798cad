package io.shoutu.supervision.domain;

import static io.shoutu.supervision.domain.Sheets.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of papers, one by one. */
class InstrumentTest {
    private static final Actor FIRST = actor("first", "leader");
    private static final Actor SECOND = actor("second", "leader");
    private static final Actor ADDRESSEE = actor("addressee");
    private static final Kind LISTING = kind(Flow.LISTING);
    private static final Kind LETTER = kind(Flow.LETTER);

    @Test
    void aListingNeedsTwoApproversWhoDidNotDraftIt() {
        Instrument paper = fresh(Flow.LISTING).move(Verb.SUBMISSION, DRAFTER, Said.NOTHING, false, LISTING, DAYS, NOW);
        Actor drafterAsLeader = actor("drafter", "leader");
        assertThatThrownBy(() -> paper.move(Verb.REVIEW, drafterAsLeader, Said.NOTHING, false, LISTING, DAYS, NOW)).hasMessageContaining("拟稿人不能审批");
        assertThatThrownBy(() -> paper.move(Verb.APPROVAL, SECOND, Said.NOTHING, false, LISTING, DAYS, NOW)).hasMessageContaining("待审批");
        Instrument reviewed = paper.move(Verb.REVIEW, FIRST, Said.of("同意"), false, LISTING, DAYS, NOW);
        assertThatThrownBy(() -> reviewed.move(Verb.APPROVAL, FIRST, Said.NOTHING, false, LISTING, DAYS, NOW)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("两级审批");
        assertThat(reviewed.move(Verb.APPROVAL, SECOND, Said.NOTHING, false, LISTING, DAYS, NOW).state()).isEqualTo(State.APPROVED);
    }

    @Test
    void nothingIncompleteIsSubmittedAndTheFieldIsNamed() {
        Draft empty = new Draft(LETTER.code(), "标题", null, null, null, new Addressee(Addressee.Sort.UNIT, "yjj"), List.of(), null, null, null, null);
        Instrument paper = Instrument.drafted("DB-2026-000002", empty, LETTER, DRAFTER, NOW);
        assertThatThrownBy(() -> paper.move(Verb.SUBMISSION, DRAFTER, Said.NOTHING, false, LETTER, DAYS, NOW)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("problem"));
        Kind noDays = new Kind("x", "县长督办单", Flow.INSTRUCTION, "DBX", "安政督", 0, false, 0, 0, "示例", LONG_AGO, null);
        Instrument open = Instrument.drafted("DB-2026-000003", new Draft("x", "标题", "问题", null, "要求", new Addressee(Addressee.Sort.UNIT, "yjj"), List.of(), null, null, null, null), noDays, DRAFTER, NOW);
        assertThatThrownBy(() -> open.move(Verb.SUBMISSION, DRAFTER, Said.NOTHING, false, noDays, DAYS, NOW)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("deadline"));
    }

    @Test
    void theDeadlineIsReckonedInWorkingDaysFromTheDayItGoesOut() {
        Instrument out = in(Flow.LETTER, State.APPROVED).move(Verb.ISSUE, ALL, Said.NOTHING, false, LETTER, DAYS, NOW);
        // Ten working days after Friday 13 February, Monday to Friday.
        assertThat(out.deadline()).isEqualTo(LocalDate.of(2026, 2, 27));
        assertThat(out.signBy()).isEqualTo(LocalDate.of(2026, 2, 17));
        assertThat(out.due()).contains(Legal.endOf(LocalDate.of(2026, 2, 27)));
        assertThat(in(Flow.CIRCULAR, State.APPROVED).move(Verb.ISSUE, ALL, Said.NOTHING, false, kind(Flow.CIRCULAR), DAYS, NOW).deadline()).isNull();
    }

    @Test
    void aMissedDeadlineIsToldOnceStaysToBeSeenAndWeighsOnTheScore() {
        Instrument out = in(Flow.LETTER, State.APPROVED).move(Verb.ISSUE, ALL, Said.NOTHING, false, LETTER, DAYS, NOW);
        Instant over = Legal.endOf(out.deadline());
        assertThat(out.ranOut(over.minusMillis(1))).isEmpty();
        Instrument late = out.ranOut(over).orElseThrow();
        assertThat(late.ranOut(over.plusSeconds(9))).isEmpty();
        assertThat(late.effects()).extracting(Instrument.Effect::points).containsExactly(-1, -2);
        Reckoning later = new Reckoning(out.deadline().plusDays(3), DAYS.calendar(), DAYS.limits());
        Instrument replied = late.move(Verb.SIGNING, ADDRESSEE, Said.NOTHING, true, LETTER, later, over.plusSeconds(10)).move(Verb.REPLY, ADDRESSEE, Said.of("已整改"), true, LETTER, later, over.plusSeconds(20));
        assertThat(replied.overdue()).isFalse();
        assertThat(replied.lateSince()).isEqualTo(out.deadline());
        assertThatThrownBy(() -> replied.move(Verb.REJECTION, ALL, Said.of("不实"), false, LETTER, later, over)).hasMessageContaining("给出新的期限");
        Instrument again = replied.move(Verb.REJECTION, ALL, Said.on(later.today().plusDays(5), "不实"), false, LETTER, later, over);
        assertThat(again.ranOut(Legal.endOf(later.today().plusDays(5))).orElseThrow().effects()).extracting(Instrument.Effect::points).containsExactly(-1, -4);
        // A second miss in the next year weighs there, and the first stays where it was.
        LocalDate next = out.deadline().plusYears(1);
        Instrument overTheYear = replied.move(Verb.REJECTION, ALL, Said.on(next, "不实"), false, LETTER, later, over).ranOut(Legal.endOf(next)).orElseThrow();
        assertThat(overTheYear.effects()).extracting(e -> e.day() + " " + e.points()).containsExactly(out.outOn().orElseThrow() + " -1", out.deadline() + " -2", next + " -2");
    }

    @Test
    void whatIsWithdrawnWeighsNothing() {
        Instrument out = in(Flow.LETTER, State.APPROVED).move(Verb.ISSUE, ALL, Said.NOTHING, false, LETTER, DAYS, NOW);
        assertThat(out.move(Verb.WITHDRAWAL, FIRST, Said.of("发错对象"), false, LETTER, DAYS, NOW).effects()).isEmpty();
        assertThatThrownBy(() -> out.move(Verb.WITHDRAWAL, FIRST, Said.NOTHING, false, LETTER, DAYS, NOW)).hasMessageContaining("撤回理由");
    }

    @Test
    void whoAnsweredDoesNotVerifyButAnOfficerWhoOnlyRecordedTheAnswerMay() {
        Instrument signed = in(Flow.LETTER, State.SIGNED);
        Instrument own = signed.move(Verb.REPLY, ALL, Said.of("已办"), true, LETTER, DAYS, NOW);
        assertThatThrownBy(() -> own.move(Verb.VERIFICATION, ALL, Said.of("属实"), true, LETTER, DAYS, NOW)).hasMessageContaining("由另一人办理");
        Instrument paper = signed.move(Verb.REPLY, ALL, Said.of("纸质答复已收"), false, LETTER, DAYS, NOW);
        assertThat(paper.last(Verb.REPLY).orElseThrow().onBehalf()).isTrue();
        assertThat(paper.move(Verb.VERIFICATION, ALL, Said.of("属实"), false, LETTER, DAYS, NOW).state()).isEqualTo(State.CLOSED);
    }

    @Test
    void anExtensionIsAskedForInGoodTimeOnceAndGrantedByAnother() {
        Instrument treating = in(Flow.LISTING, State.TREATING);
        Reckoning late = new Reckoning(treating.deadline().minusDays(20), DAYS.calendar(), DAYS.limits());
        assertThatThrownBy(() -> treating.move(Verb.EXTENSION_REQUEST, ADDRESSEE, Said.on(treating.deadline().plusDays(30), "配件未到"), true, LISTING, late, NOW)).hasMessageContaining("20个工作日");
        assertThatThrownBy(() -> treating.move(Verb.EXTENSION_REQUEST, ADDRESSEE, Said.on(treating.deadline(), "配件未到"), true, LISTING, DAYS, NOW)).hasMessageContaining("须晚于现期限");
        Instrument asked = treating.move(Verb.EXTENSION_REQUEST, actor("addressee", "leader"), Said.on(treating.deadline().plusDays(30), "配件未到"), true, LISTING, DAYS, NOW);
        assertThatThrownBy(() -> asked.move(Verb.EXTENSION_REQUEST, ADDRESSEE, Said.on(treating.deadline().plusDays(40), "再延"), true, LISTING, DAYS, NOW)).hasMessageContaining("待批");
        assertThatThrownBy(() -> asked.move(Verb.EXTENSION_GRANT, actor("addressee", "leader"), Said.NOTHING, false, LISTING, DAYS, NOW)).hasMessageContaining("自己提出");
        Instrument granted = asked.move(Verb.EXTENSION_GRANT, SECOND, Said.NOTHING, false, LISTING, DAYS, NOW);
        assertThat(granted.deadline()).isEqualTo(treating.deadline().plusDays(30));
        assertThat(granted.firstDeadline()).isEqualTo(treating.deadline());
    }

    @Test
    void aListingLastsAYearAtMost() {
        Draft far = new Draft(LISTING.code(), "挂牌", "问题", null, "要求", new Addressee(Addressee.Sort.UNIT, "yjj"), List.of(), null, null, null, TODAY.plusDays(366));
        Instrument paper = new Instrument("DB-2026-000001", far, Flow.LISTING, State.APPROVED, NOW, null, null, null, false, null, false, List.of(), 0, 0, List.of(), "drafter", NOW, null, 1);
        assertThatThrownBy(() -> paper.move(Verb.LISTING, ALL, Said.of("县政府网站"), false, LISTING, DAYS, NOW)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo("deadline"));
    }

    @Test
    void aMonthIsReportedOnceAndAMissingOneIsNamedFromItsWorkingDayOn() {
        Instrument treating = in(Flow.LISTING, State.TREATING);
        Instrument reported = treating.move(Verb.MONTHLY_REPORT, ADDRESSEE, new Said("完成一半", null, "2026-02", null, List.of()), true, LISTING, DAYS, NOW);
        assertThatThrownBy(() -> reported.move(Verb.MONTHLY_REPORT, ADDRESSEE, new Said("再报", null, "2026-02", null, List.of()), true, LISTING, DAYS, NOW)).hasMessageContaining("已经报送");
        assertThatThrownBy(() -> reported.move(Verb.MONTHLY_REPORT, ADDRESSEE, new Said("早了", null, "2026-03", null, List.of()), true, LISTING, DAYS, NOW)).hasMessageContaining("月份应在");
        // 5 April 2026 is a Sunday: the report on March is due on Monday the 6th.
        assertThat(DAYS.reportDue(java.time.YearMonth.of(2026, 3))).isEqualTo(LocalDate.of(2026, 4, 6));
        assertThat(reported.missingMonths(new Reckoning(LocalDate.of(2026, 4, 6), DAYS.calendar(), DAYS.limits()))).isEmpty();
        assertThat(reported.missingMonths(new Reckoning(LocalDate.of(2026, 4, 7), DAYS.calendar(), DAYS.limits()))).containsExactly("2026-03");
    }

    @Test
    void aFineIsNoCause() {
        assertThatThrownBy(() -> new Draft(LETTER.code(), "标题", null, null, null, new Addressee(Addressee.Sort.UNIT, "yjj"), List.of(), null, new Subject("penalty", "CF-2026-000001"), null, null)).hasMessageContaining("第七十四条");
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void wordsThatMustBeGivenAreAskedForByTheirName(Verb verb) {
        for (Flow flow : Flow.values()) {
            flow.table().moves().stream().filter(m -> m.verb() == verb && verb.needed() && verb != Verb.EXTENSION_REFUSAL).forEach(m ->
                    assertThatThrownBy(() -> in(flow, m.from()).move(verb, ALL, new Said(" ", null, "2026-02", "某人", List.of()), true, kind(flow), DAYS, NOW)).isInstanceOf(Problem.Invalid.class).hasMessageContaining(verb.said()));
        }
    }

    @Test
    void theNumberOfAPaperHasHexagonalBracketsAndNoZeros() {
        assertThat(LETTER.document(2026, 7)).isEqualTo("安安委办〔2026〕7号");
    }

    @Test
    void theLadderProposesTheHighestRungWhoseDayHasComeAndNeverOneTwice() {
        List<Rung> rungs = List.of(new Rung("hazard", 1, 1, true, "reminder", false, Rung.To.LEAD_UNIT, "请整改", "示例", LONG_AGO, null), new Rung("hazard", 2, 5, true, "notice", false, Rung.To.LEAD_UNIT, "请整改", "示例", LONG_AGO, null),
                new Rung("hazard", 3, 10, true, "listing", true, Rung.To.LEAD_UNIT, "请整改", "示例", LONG_AGO, null));
        Watch watch = new Watch(new Subject("hazard", "YH-2026-000001"), "hazard", "罐区", null, null, LocalDate.of(2026, 2, 6), false, NOW, null, null);
        assertThat(watch.next(rungs, 0, DAYS)).map(Rung::no).contains(2);
        assertThat(watch.next(rungs, 2, DAYS)).isEmpty();
        assertThat(watch.next(rungs, 0, new Reckoning(LocalDate.of(2026, 2, 8), DAYS.calendar(), DAYS.limits()))).as("Sunday: no working day has passed").isEmpty();
        assertThat(watch.next(rungs, 2, new Reckoning(LocalDate.of(2026, 3, 30), DAYS.calendar(), DAYS.limits()))).as("not a major one").isEmpty();
        Watch major = new Watch(watch.about(), "hazard", "罐区", null, null, watch.due(), true, NOW, null, null);
        assertThat(major.next(rungs, 2, new Reckoning(LocalDate.of(2026, 2, 20), DAYS.calendar(), DAYS.limits()))).map(Rung::no).contains(3);
    }
}
