package io.shoutu.supervision;

import static io.shoutu.supervision.SupervisionRoom.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.commons.testing.House;
import io.shoutu.supervision.domain.Addressee;
import io.shoutu.supervision.domain.Draft;
import io.shoutu.supervision.domain.Flow;
import io.shoutu.supervision.domain.InstrumentStore;
import io.shoutu.supervision.domain.Kind;
import io.shoutu.supervision.domain.Past;
import io.shoutu.supervision.domain.Points;
import io.shoutu.supervision.domain.Proposal;
import io.shoutu.supervision.domain.Rung;
import io.shoutu.supervision.domain.Said;
import io.shoutu.supervision.domain.TimeLimit;
import io.shoutu.supervision.domain.Verb;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Supervision as stories on a clock moved by hand: from an overdue hazard up the ladder to a verified reply, and the years of a head. */
class SupervisionScenarioTest {
    private final SupervisionRoom room = new SupervisionRoom();

    @AfterEach
    void leave() {
        room.close();
    }

    private SupervisionView move(String number, Verb verb, Said said, Actor by) {
        SupervisionView after = room.supervision.move(number, null, verb, said, by);
        room.house.settle();
        return after;
    }

    private static Draft letter(String kind, String title, LocalDate deadline) {
        return new Draft(kind, title, "问题", "依据", "要求", new Addressee(Addressee.Sort.UNIT, "yjj"), List.of(), FIRM.text(), null, null, deadline, "listing".equals(kind) ? "县应急管理局局长" : null);
    }

    private String out(Draft draft) {
        String number = room.supervision.draft(draft, OFFICE).number();
        move(number, Verb.SUBMISSION, Said.NOTHING, OFFICE);
        move(number, Verb.APPROVAL, Said.NOTHING, DIRECTOR);
        return move(number, Verb.ISSUE, Said.NOTHING, OFFICE).number();
    }

    @Test
    void anOverdueHazardClimbsTheLadderUntilAPersonConfirmsAndTheLetterIsAnsweredAndVerified() {
        // Friday 13 February 2026: the deadline of Thursday has passed.
        room.hazard("hazard.overdue", "YH-2026-000007", "RECTIFYING", LocalDate.of(2026, 2, 12), "MAJOR");
        assertThat(room.ladders.proposals(Proposal.State.OPEN, 10, OFFICE).items()).singleElement().satisfies(p -> {
            assertThat(p.kindLabel()).isEqualTo("提醒敦促函");
            assertThat(p.addressee()).isEqualTo("unit:yjj");
            assertThat(p.reason()).contains("YH-2026-000007").contains("2026-02-12");
        });
        // Nobody decides: the next step takes its place on the fifth working day, the Spring Festival not counted; nothing has gone out by itself.
        room.days(13);
        LadderService.ProposalView notice = room.ladders.proposals(Proposal.State.OPEN, 10, OFFICE).items().get(0);
        assertThat(notice.kindLabel()).isEqualTo("督促限期整改通知书");
        assertThat(room.ladders.proposals(Proposal.State.LAPSED, 10, OFFICE).items()).singleElement().satisfies(p -> assertThat(p.note()).contains("代替"));
        assertThat(room.supervision.list(InstrumentStore.Query.newest(10), OFFICE).total()).isZero();

        String number = room.ladders.confirm(notice.number(), notice.version(), new LadderService.Changes(null, null, null, null, "安全生产法第四十一条", null, null, null, null), OFFICE);
        SupervisionView draft = room.supervision.get(number, OFFICE);
        assertThat(draft.about()).isEqualTo("hazard/YH-2026-000007");
        assertThat(draft.document()).as("no number before it goes out").isNull();
        assertThatThrownBy(() -> room.supervision.get(number, BUREAU)).as("a draft is the office's own").isInstanceOf(Problem.NotFound.class);

        move(number, Verb.SUBMISSION, Said.NOTHING, OFFICE);
        assertThatThrownBy(() -> room.supervision.move(number, null, Verb.APPROVAL, Said.NOTHING, OFFICE)).isInstanceOf(Problem.Forbidden.class);
        move(number, Verb.APPROVAL, Said.of("同意"), DIRECTOR);
        SupervisionView issued = move(number, Verb.ISSUE, Said.NOTHING, OFFICE);
        assertThat(issued.document()).isEqualTo("安安委办督改〔2026〕1号");
        assertThat(issued.effects()).extracting(e -> e.points()).containsExactly(-1);

        // Nobody signs: two working days, then it is reminded every morning.
        room.days(6);
        assertThat(room.house.told("supervision.reminded").stream().map(e -> e.text("stage"))).contains("unsigned");
        SupervisionView signed = move(number, Verb.SIGNING, Said.of("收文登记第12号"), BUREAU);
        assertThat(signed.deeds()).last().satisfies(d -> assertThat(d.onBehalf()).isFalse());

        // The deadline passes; it is told once, weighs on the score, and does not begin a second ladder beside that of the hazard.
        room.days(24);
        assertThat(room.house.told("supervision.overdue")).hasSize(1);
        assertThat(room.supervision.get(number, OFFICE).effects()).extracting(e -> e.points()).containsExactly(-1, -2);
        assertThat(room.scores.effects("unit:yjj", 2026)).extracting(e -> e.document() + " " + e.reason() + e.points()).containsExactly("安安委办督改〔2026〕1号 印发-1", "安安委办督改〔2026〕1号 逾期1次-2");
        assertThat(room.scores.effects("unit:yjj", 2025)).isEmpty();
        assertThat(room.scores.effects("unit:xz400", 2026)).isEmpty();
        assertThat(room.ladders.board(OFFICE).climbers()).singleElement().satisfies(c -> {
            assertThat(c.about()).isEqualTo("hazard/YH-2026-000007");
            assertThat(c.major()).isTrue();
            assertThat(c.papers()).extracting(LadderService.PaperView::number).containsExactly(number);
            assertThat(c.rung()).as("the listing, which is for major ones").isGreaterThanOrEqualTo(4);
        });

        move(number, Verb.REPLY, Said.of("企业已停用聚合釜并整改"), BUREAU);
        assertThatThrownBy(() -> room.supervision.move(number, null, Verb.VERIFICATION, Said.of("属实"), BUREAU)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("另一人");
        SupervisionView closed = move(number, Verb.VERIFICATION, Said.of("现场核实属实"), OFFICE);
        assertThat(closed.ended()).isTrue();
        assertThat(closed.lateSince()).isNotNull();

        // The hazard is accepted: what was proposed lapses, nothing climbs any more, and the chain walks both ways.
        room.hazard("hazard.accepted", "YH-2026-000007", "CLOSED", LocalDate.of(2026, 2, 12), "MAJOR");
        assertThat(room.ladders.board(OFFICE).climbers()).isEmpty();
        assertThat(room.ladders.proposals(Proposal.State.OPEN, 10, OFFICE).total()).isZero();
        assertThat(room.history(number)).containsSubsequence("drafted", "submitted", "approved", "issued", "signed", "overdue", "replied", "verified");
        assertThat(room.house.journal().chain(new Subject("hazard", "YH-2026-000007")).links()).extracting(l -> l.cause().kind() + " → " + l.effect().kind()).contains("hazard → supervision", "hazard → supervision-proposal");
        assertThat(room.house.journal().chain(new Subject("supervision", number)).nodes()).extracting(n -> n.subject().kind()).contains("hazard");
    }

    @Test
    void aListingTakesTwoApprovalsMonthlyReportsAnExtensionAndAPublicDelisting() {
        Draft nomination = letter("listing", "挂牌督办罐区重大隐患", LocalDate.of(2026, 6, 30));
        String number = room.supervision.draft(nomination, OFFICE).number();
        Draft unled = new Draft("listing", "挂牌", "问题", "依据", "要求", nomination.addressee(), List.of(), FIRM.text(), null, null, nomination.deadline());
        String nobody = room.supervision.draft(unled, OFFICE).number();
        assertThatThrownBy(() -> move(nobody, Verb.SUBMISSION, Said.NOTHING, OFFICE)).hasMessageContaining("责任领导");
        room.grade("YH-2026-000008", HazardGrade.GENERAL);
        Draft general = new Draft("listing", "挂牌", "问题", "依据", "要求", nomination.addressee(), List.of(), FIRM.text(), new Subject("hazard", "YH-2026-000008"), null, nomination.deadline(), "局长");
        assertThatThrownBy(() -> room.supervision.draft(general, OFFICE)).hasMessageContaining("没有认定为重大事故隐患");
        room.grade("YH-2026-000008", HazardGrade.MAJOR);
        assertThat(room.supervision.draft(general, OFFICE).leader()).isEqualTo("局长");
        move(number, Verb.SUBMISSION, Said.NOTHING, OFFICE);
        move(number, Verb.REVIEW, Said.of("同意挂牌"), DIRECTOR);
        assertThatThrownBy(() -> room.supervision.move(number, null, Verb.APPROVAL, Said.NOTHING, DIRECTOR)).hasMessageContaining("两级审批");
        move(number, Verb.APPROVAL, Said.of("同意"), HEAD);
        SupervisionView listed = move(number, Verb.LISTING, Said.of("县政府网站"), OFFICE);
        assertThat(listed.document()).isEqualTo("安安委督〔2026〕1号");
        assertThat(listed.clocks()).extracting(SupervisionView.Clock::label).anyMatch(l -> l.contains("公告挂牌")).anyMatch(l -> l.contains("备案"));
        move(number, Verb.FILING, Said.of("市安委办"), OFFICE);
        move(number, Verb.SIGNING, Said.NOTHING, BUREAU);
        move(number, Verb.PLAN, Said.of("停产改造，六月底完成"), BUREAU);
        room.days(30);
        assertThat(room.supervision.get(number, OFFICE).missingMonths()).containsExactly("2026-02");
        assertThat(room.house.told("supervision.reminded").stream().map(e -> e.text("stage"))).contains("month-missing");
        move(number, Verb.MONTHLY_REPORT, new Said("完成招标", null, "2026-02", null, List.of()), BUREAU);
        assertThat(room.supervision.get(number, OFFICE).missingMonths()).isEmpty();
        move(number, Verb.EXTENSION_REQUEST, Said.on(LocalDate.of(2026, 7, 31), "设备交付推迟"), BUREAU);
        SupervisionView granted = move(number, Verb.EXTENSION_GRANT, Said.of("同意"), HEAD);
        assertThat(granted.deadline()).isEqualTo(LocalDate.of(2026, 7, 31));
        assertThat(granted.firstDeadline()).isEqualTo(LocalDate.of(2026, 6, 30));
        move(number, Verb.ACCEPTANCE_REQUEST, Said.of("改造完成"), BUREAU);
        Actor acceptor = House.actor("acceptor", "acceptor");
        assertThatThrownBy(() -> room.supervision.move(number, null, Verb.ACCEPTANCE, Said.of("合格"), acceptor)).hasMessageContaining("专家");
        move(number, Verb.ACCEPTANCE, new Said("合格", null, null, "应急局、专家三人", List.of()), acceptor);
        move(number, Verb.DELISTING_APPROVAL, Said.NOTHING, HEAD);
        assertThat(move(number, Verb.DELISTING, Said.of("县政府网站"), OFFICE).stateLabel()).isEqualTo("已摘牌销号");
        assertThat(room.house.dues().pending(new Subject("supervision", number))).isEmpty();
    }

    @Test
    void anUnansweredLetterClimbsByItselfAndItsAnswerEndsTheClimb() {
        String number = out(letter("reminder", "提醒落实值班值守", null));
        room.days(22);
        assertThat(room.ladders.board(OFFICE).climbers()).singleElement().satisfies(c -> assertThat(c.about()).isEqualTo("supervision/" + number));
        LadderService.ProposalView first = room.ladders.proposals(Proposal.State.OPEN, 10, OFFICE).items().get(0);
        assertThat(first.addressee()).isEqualTo("unit:yjj");
        assertThatThrownBy(() -> room.ladders.decline(first.number(), null, " ", HEAD)).hasMessageContaining("理由");
        room.ladders.decline(first.number(), null, "对方已来电说明，暂不升级", HEAD);
        assertThatThrownBy(() -> room.ladders.confirm(first.number(), null, new LadderService.Changes(null, null, null, null, null, null, null, null, null), OFFICE)).hasMessageContaining("不采纳");
        move(number, Verb.SIGNING, Said.of("回执"), OFFICE);
        SupervisionView replied = move(number, Verb.REPLY, Said.of("已落实"), OFFICE);
        assertThat(replied.deeds()).last().satisfies(d -> assertThat(d.onBehalf()).isTrue());
        assertThat(room.ladders.board(OFFICE).climbers()).isEmpty();
    }

    @Test
    void numbersRunWithoutGapsPerKindAndYearAndAWithdrawnOneIsVoidWithItsReason() {
        String first = out(letter("reminder", "甲", null));
        out(letter("notice", "乙", null));
        String third = out(letter("reminder", "丙", null));
        assertThat(room.supervision.get(third, OFFICE).document()).isEqualTo("安安委办提醒〔2026〕2号");
        move(first, Verb.WITHDRAWAL, Said.of("发错对象"), DIRECTOR);
        assertThat(room.house.numbers().voids("DBTX", 2026)).singleElement().satisfies(v -> assertThat(v.reason()).isEqualTo("发错对象"));
        assertThat(room.supervision.figures(2026, OFFICE)).filteredOn(f -> f.kind().equals("reminder")).singleElement().satisfies(f -> assertThat(f.issued()).as("the withdrawn one does not count").isEqualTo(1));
    }

    @Test
    void whoIsAddressedSeesHisPaperAndOthersOutsideDoNot() {
        String number = out(letter("reminder", "甲", null));
        assertThat(room.supervision.get(number, BUREAU).moves()).filteredOn(o -> o.verb().equals("signing")).singleElement().satisfies(o -> assertThat(o.allowed()).isTrue());
        Actor elsewhere = new Actor("other", "邻镇", Actor.Kind.PERSON, Set.of("inspector"), new Scope(false, Set.of(), Set.of("xz999"), Set.of()));
        assertThatThrownBy(() -> room.supervision.get(number, elsewhere)).isInstanceOf(Problem.NotFound.class);
        assertThat(room.supervision.list(InstrumentStore.Query.newest(10), elsewhere).total()).isZero();
        Actor bystander = House.actor("bystander", "inspector");
        assertThat(room.supervision.get(number, bystander).moves()).filteredOn(o -> o.verb().equals("signing")).singleElement().satisfies(o -> assertThat(o.whyNot()).contains("收件人本人"));
        assertThatThrownBy(() -> room.supervision.draft(new Draft("reminder", "函", null, null, null, new Addressee(Addressee.Sort.UNIT, "yjj"), List.of(), null, new Subject("hazard", "YH-2026-999999"), null, null), OFFICE)).hasMessageContaining("没有找到来由记录");
        assertThatThrownBy(() -> room.supervision.draft(new Draft("reminder", "函", null, null, null, new Addressee(Addressee.Sort.UNIT, "nope"), List.of(), null, null, null, null), OFFICE)).hasMessageContaining("名录中没有");
        assertThatThrownBy(() -> room.supervision.move(number, 1L, Verb.SIGNING, Said.NOTHING, BUREAU)).isInstanceOf(Problem.Stale.class);
    }

    @Test
    void anEarlierLedgerComesInOnceAndWhatIsStillOpenThereClimbsHere() {
        Past done = new Past(letter("interview", "约谈化工企业", null), "安安委办约谈〔2025〕3号", LocalDate.of(2025, 3, 3), LocalDate.of(2025, 3, 4), LocalDate.of(2025, 3, 6), LocalDate.of(2025, 3, 20), "已整改", LocalDate.of(2025, 3, 25), "T-1");
        Past open = new Past(letter("reminder", "提醒隐患整改", LocalDate.of(2026, 1, 20)), null, LocalDate.of(2026, 1, 5), LocalDate.of(2026, 1, 6), null, null, null, null, "T-2");
        List<SupervisionService.Outcome> outcomes = room.supervision.take(List.of(() -> done, () -> open, () -> new Past(letter("reminder", "反了", null), null, LocalDate.of(2026, 1, 5), LocalDate.of(2026, 1, 4), null, null, null, null, "T-3")), OFFICE);
        assertThat(outcomes).extracting(SupervisionService.Outcome::problem).satisfies(p -> assertThat(p.get(2)).contains("颠倒"));
        assertThat(outcomes.get(0).number()).isEqualTo("DB-2025-000001");
        assertThat(room.supervision.get(outcomes.get(0).number(), OFFICE).stateLabel()).isEqualTo("已办结");
        SupervisionView late = room.supervision.get(outcomes.get(1).number(), OFFICE);
        assertThat(late.overdue()).isTrue();
        assertThat(late.document()).isEqualTo("安安委办提醒〔2026〕1号");
        assertThat(room.supervision.take(List.of(() -> open), OFFICE).get(0).known()).isTrue();
        assertThat(room.ladders.board(OFFICE).climbers()).extracting(LadderService.Climber::about).containsExactly("supervision/" + late.number());
        room.house.settle();
        assertThat(room.house.told("supervision.imported")).hasSize(2);
    }

    /** Proposed by one, confirmed by another. */
    private PointsService.Entry counted(String person, String enterprise, String rule, LocalDate day, Subject about, String note, Actor by) {
        PointsService.Entry proposed = room.points.record(person, enterprise, rule, day, about, note, by);
        return room.points.approve(proposed.number(), proposed.version(), null, DIRECTOR);
    }

    @Test
    void pointsCountOnlyOnceAnotherConfirmsThemAndWhatIsDeclinedNeverDoes() {
        room.points.head(new Points.Head("p-boss", FIRM.text(), LocalDate.of(2024, 1, 1), null, "主要负责人"), OFFICE);
        PointsService.Entry proposed = room.points.record("p-boss", FIRM.text(), "major-late", room.today(), null, null, OFFICE);
        assertThat(proposed.stateLabel()).isEqualTo("待确认");
        assertThat(room.points.book(null, null, null, OFFICE).people()).as("counts for nothing yet").isEmpty();
        assertThat(room.ladders.proposals(Proposal.State.OPEN, 10, OFFICE).total()).as("crosses no threshold").isZero();
        assertThat(proposed.whyNotDecide()).contains("须由领导办理");
        assertThat(proposed.objectBy()).isNull();
        assertThatThrownBy(() -> room.points.object(proposed.number(), null, "不属实", OFFICE)).hasMessageContaining("还没有确认");
        assertThatThrownBy(() -> room.points.approve(proposed.number(), 9L, null, DIRECTOR)).isInstanceOf(Problem.Stale.class);
        PointsService.Entry confirmed = room.points.approve(proposed.number(), proposed.version(), "情况属实", DIRECTOR);
        assertThat(confirmed.decidedBy() + confirmed.stateLabel()).isEqualTo(DIRECTOR.account() + "已生效");
        assertThat(room.points.book(null, null, null, OFFICE).people()).singleElement().satisfies(p -> assertThat(p.points()).isEqualTo(6));
        assertThat(room.ladders.proposals(Proposal.State.OPEN, 10, OFFICE).items()).extracting(LadderService.ProposalView::rung).containsExactly(4);

        String wrong = room.points.record("p-boss", FIRM.text(), "alarm-off", room.today(), null, null, OFFICE).number();
        assertThat(room.points.decline(wrong, null, "现场核实未关闭", HEAD).stateLabel()).isEqualTo("已退回");
        assertThat(room.points.book(null, null, null, OFFICE).people().get(0).points()).isEqualTo(6);
        assertThat(room.points.takeOver("p-boss", FIRM.text(), "hazard-late", room.today(), null, null, OFFICE).counts()).as("confirmed in the earlier ledger").isTrue();
        room.house.settle();
        assertThat(room.house.told("supervision.points-proposed", "supervision.points-recorded", "supervision.points-declined")).extracting(Entry::name)
                .containsExactly("supervision.points-proposed", "supervision.points-recorded", "supervision.points-proposed", "supervision.points-declined", "supervision.points-recorded");
    }

    @Test
    void pointsFollowThePersonStayWithTheEnterpriseAndBeginAnewEachYear() {
        LocalDate today = room.today();
        assertThatThrownBy(() -> room.points.record("p-boss", FIRM.text(), "hazard-late", today, null, null, OFFICE)).hasMessageContaining("不是这家企业的负责人");
        room.points.head(new Points.Head("p-boss", FIRM.text(), LocalDate.of(2024, 1, 1), null, "主要负责人"), OFFICE);
        counted("p-boss", FIRM.text(), "hazard-late", LocalDate.of(2025, 12, 30), null, "去年的事今年补记", OFFICE);
        PointsService.Entry entry = counted("p-boss", FIRM.text(), "major-late", today, new Subject("hazard", "YH-2026-000007"), null, OFFICE);
        assertThat(entry.points()).isEqualTo(6);
        assertThat(room.points.book(2025, null, null, OFFICE).people()).singleElement().satisfies(p -> assertThat(p.points()).isEqualTo(2));
        PointsService.Book book = room.points.book(null, null, null, OFFICE);
        assertThat(book.people()).singleElement().satisfies(p -> {
            assertThat(p.points()).isEqualTo(6);
            assertThat(p.reached().label()).isEqualTo("提醒");
            assertThat(p.next().points()).isEqualTo(8);
        });
        assertThat(room.ladders.proposals(Proposal.State.OPEN, 10, OFFICE).items()).singleElement().satisfies(p -> assertThat(p.addressee()).isEqualTo("person:p-boss"));

        // He goes to another enterprise: his points go with him, and stay where they were earned.
        room.points.head(new Points.Head("p-boss", FIRM.text(), LocalDate.of(2024, 1, 1), today, "主要负责人"), OFFICE);
        room.points.head(new Points.Head("p-next", FIRM.text(), today.plusDays(1), null, "主要负责人"), OFFICE);
        room.points.head(new Points.Head("p-boss", OTHER_FIRM.text(), today.plusDays(1), null, "主要负责人"), OFFICE);
        room.days(3);
        counted("p-boss", OTHER_FIRM.text(), "interview-absent", room.today(), null, null, OFFICE);
        assertThatThrownBy(() -> room.points.record("p-boss", FIRM.text(), "hazard-late", room.today(), null, null, OFFICE)).hasMessageContaining("不是这家企业的负责人");
        book = room.points.book(null, null, null, OFFICE);
        assertThat(book.people()).singleElement().satisfies(p -> {
            assertThat(p.points()).isEqualTo(9);
            assertThat(p.reached().label()).isEqualTo("约谈");
            assertThat(p.shares()).extracting(PointsService.Share::heads).containsExactlyInAnyOrder(true, false);
        });
        assertThat(book.enterprises()).extracting(PointsService.Standing::points).containsExactly(6, 3);
        room.house.settle();
        assertThat(room.house.told("supervision.points-reached")).extracting(e -> e.text("threshold")).containsExactly("4", "8");

        // Revoked by another, with a reason: the figure falls at once, the entry stays to be seen, and what was proposed because of it falls off.
        assertThat(room.ladders.proposals(Proposal.State.OPEN, 10, OFFICE).items()).extracting(LadderService.ProposalView::rung).as("the higher threshold in the place of the lower").containsExactly(8);
        PointsService.Entry small = counted("p-boss", OTHER_FIRM.text(), "hazard-late", room.today(), null, null, OFFICE);
        PointsService.Entry training = counted("p-boss", OTHER_FIRM.text(), "training", room.today(), null, null, OFFICE);
        assertThatThrownBy(() -> room.points.revoke(entry.number(), null, "误记", OFFICE)).isInstanceOf(Problem.Forbidden.class);
        room.points.revoke(entry.number(), null, "隐患认定撤销", HEAD);
        assertThat(room.ladders.proposals(Proposal.State.OPEN, 10, OFFICE).total()).isZero();
        assertThat(room.ladders.proposals(Proposal.State.LAPSED, 10, OFFICE).items()).extracting(LadderService.ProposalView::note).anyMatch(note -> note.contains(entry.number()) && note.contains("不到门槛")).anyMatch(note -> note.contains("由门槛“约谈”"));
        // 3 + 2 − 2: without the training he is back at the lowest threshold; above it the higher one takes its place, and coming down proposes the lower one anew.
        room.points.revoke(training.number(), null, "考核结果无效", HEAD);
        assertThat(room.ladders.proposals(Proposal.State.OPEN, 10, OFFICE).items()).extracting(LadderService.ProposalView::rung).containsExactly(4);
        PointsService.Entry major = counted("p-boss", OTHER_FIRM.text(), "major-late", room.today(), null, null, OFFICE);
        assertThat(room.ladders.proposals(Proposal.State.OPEN, 10, OFFICE).items()).extracting(LadderService.ProposalView::rung).containsExactly(8);
        room.points.revoke(major.number(), null, "误记", HEAD);
        assertThat(room.ladders.proposals(Proposal.State.OPEN, 10, OFFICE).items()).singleElement().satisfies(p -> {
            assertThat(p.rung()).isEqualTo(4);
            assertThat(p.reason()).contains("累计记 5 分");
        });
        room.points.revoke(small.number(), null, "误记", HEAD);
        assertThat(room.ladders.proposals(Proposal.State.OPEN, 10, OFFICE).total()).isZero();
        book = room.points.book(null, null, null, OFFICE);
        assertThat(book.people()).singleElement().satisfies(p -> assertThat(p.points()).isEqualTo(3));
        assertThat(book.entries()).filteredOn(e -> !e.counts()).extracting(PointsService.Entry::revokedWhy).contains("隐患认定撤销").hasSize(4);
        assertThatThrownBy(() -> room.points.record("p-boss", OTHER_FIRM.text(), "hazard-late", room.today(), new Subject("penalty", "CF-2026-000001"), null, OFFICE)).hasMessageContaining("第七十四条");
    }

    @Test
    void anInstructionOfTheHeadIsGivenAndConfirmedByTheHeadHimself() {
        String number = room.supervision.draft(letter("instruction", "请亲自研究罐区搬迁", room.today().plusDays(20)), OFFICE).number();
        move(number, Verb.SUBMISSION, Said.NOTHING, OFFICE);
        assertThatThrownBy(() -> move(number, Verb.APPROVAL, Said.NOTHING, DIRECTOR)).isInstanceOf(Problem.Forbidden.class).hasMessageContaining("须由县长本人办理");
        assertThat(room.supervision.get(number, DIRECTOR).moves()).filteredOn(m -> m.verb().equals("approval")).singleElement().satisfies(m -> assertThat(m.whyNot()).contains("县长本人"));
        move(number, Verb.APPROVAL, Said.of("请应急局局长亲自督办"), HEAD);
        move(number, Verb.ISSUE, Said.NOTHING, OFFICE);
        move(number, Verb.SIGNING, Said.NOTHING, BUREAU);
        move(number, Verb.REPLY, Said.of("搬迁方案已定"), BUREAU);
        assertThatThrownBy(() -> move(number, Verb.CONFIRMATION, Said.NOTHING, DIRECTOR)).hasMessageContaining("县长本人");
        assertThat(move(number, Verb.CONFIRMATION, Said.of("同意办结"), HEAD).ended()).isTrue();
    }

    /** A duty list tells something, as the room next door would. */
    private void duty(String fact, String code, Map<String, Object> more) {
        Map<String, Object> data = new HashMap<>(Map.of("code", code, "slot", "2026年第一季度", "due", "2026-02-12"));
        data.putAll(more);
        room.house.work().execute(tx -> room.house.journal().write(tx, new Fact(new Subject("duty-list", "ZR-2026-0001.1"), fact, room.house.clock().instant(), Actor.system("responsibility"), data)));
        room.house.settle();
    }

    @Test
    void eachLateDutyOfAListClimbsByItselfUntilItIsPerformedAfterAll() {
        duty("responsibility.reminded", "1", Map.of("stage", "OVERDUE", "bearer", "unit:yjj"));
        assertThat(room.ladders.board(OFFICE).climbers()).as("not before the superior was told").isEmpty();
        duty("responsibility.reminded", "1", Map.of("stage", "SUPERIOR", "bearer", "unit:yjj"));
        duty("responsibility.reminded", "2.1", Map.of("stage", "SUPERIOR", "bearer", "person:p-clerk"));
        assertThat(room.ladders.board(OFFICE).climbers()).hasSize(2);
        List<LadderService.ProposalView> open = room.ladders.proposals(Proposal.State.OPEN, 10, OFFICE).items();
        assertThat(open).extracting(LadderService.ProposalView::addressee).containsExactlyInAnyOrder("unit:yjj", "person:p-clerk");
        LadderService.ProposalView own = open.stream().filter(p -> "unit:yjj".equals(p.addressee())).findFirst().orElseThrow();
        String number = room.ladders.confirm(own.number(), own.version(), new LadderService.Changes(null, null, null, null, null, null, null, null, null), OFFICE);
        assertThat(room.supervision.get(number, OFFICE).about()).isEqualTo("duty-list/ZR-2026-0001.1");
        assertThat(room.ladders.board(OFFICE).climbers()).extracting(c -> c.papers().size()).as("each with its own papers").containsExactlyInAnyOrder(1, 0);

        duty("responsibility.caught-up", "2.1", Map.of());
        assertThat(room.ladders.board(OFFICE).climbers()).singleElement().satisfies(c -> assertThat(c.title()).contains("条目 1"));
        assertThat(room.ladders.proposals(Proposal.State.LAPSED, 10, OFFICE).items()).singleElement().satisfies(p -> assertThat(p.note()).contains("已补办"));
        duty("responsibility.caught-up", "1", Map.of());
        assertThat(room.ladders.board(OFFICE).climbers()).isEmpty();
    }

    @Test
    void aRuleChangesFromADayOnAndWhatWasDoneBeforeStaysAsItWas() {
        LocalDate today = room.today();
        String before = out(letter("notice", "旧规则下的通知", null));
        room.rules.change(new Kind("notice", "督促限期整改通知书", Flow.LETTER, "DBZG", "安安委办督改", 7, true, -3, -4, "县安委〔2026〕5号", today.plusDays(3), null), HEAD);
        assertThat(room.rules.book().kinds().stream().filter(k -> k.code().equals("notice"))).extracting(k -> k.from() + "–" + k.to())
                .containsExactly(today.plusDays(3) + "–null", "2020-01-01–" + today.plusDays(2));
        assertThat(room.supervision.rulebook().kinds()).as("today's").filteredOn(k -> k.code().equals("notice")).singleElement().satisfies(k -> assertThat(k.score()).isEqualTo(-1));
        assertThatThrownBy(() -> room.rules.change(new Kind("notice", "通知书", Flow.LETTER, "DBZG", "安安委办督改", 7, true, -3, -4, "文", today.plusDays(1), null), HEAD)).hasMessageContaining("请先撤去那一版");
        room.days(3);
        String after = out(letter("notice", "新规则下的通知", null));
        assertThat(room.supervision.get(after, OFFICE).effects()).extracting(e -> e.points()).containsExactly(-3);
        assertThat(room.supervision.get(before, OFFICE).effects()).as("went out under the old rule").extracting(e -> e.points()).containsExactly(-1);
        assertThatThrownBy(() -> room.rules.change(new Kind("notice", "通知书", Flow.LETTER, "DBZG", "安安委办督改", 9, true, 0, 0, "文", room.today(), null), HEAD)).hasMessageContaining("从明天起");
        assertThatThrownBy(() -> room.rules.change(new Kind("notice", "通知书", Flow.LETTER, "DBZG", "安安委办督改", 9, true, 0, 0, "文", today, null), HEAD)).hasMessageContaining("不能早于今天");
        assertThatThrownBy(() -> room.rules.withdraw(RulesService.Sort.KIND, "notice", HEAD)).as("it has begun").isInstanceOf(Problem.IllegalMove.class);

        // A limit: the clock of what began before goes on by the rule of its day.
        room.rules.change(new TimeLimit("sign", "文书签收", 1, true, "县安委〔2026〕6号", null, room.today().plusDays(1), null), HEAD);
        assertThatThrownBy(() -> room.rules.change(new TimeLimit("tea", "喝茶", 1, true, "文", null, room.today(), null), HEAD)).hasMessageContaining("没有这个时限");
        assertThatThrownBy(() -> room.rules.end(RulesService.Sort.LIMIT, "sign", room.today(), HEAD)).isInstanceOf(Problem.IllegalMove.class);
        room.days(1);
        assertThat(room.supervision.get(after, OFFICE).clocks()).first().satisfies(c -> assertThat(c.label()).isEqualTo("文书签收（2个工作日）"));

        // What has not begun may be written anew or taken back; the one before goes on.
        room.rules.change(new TimeLimit("sign", "文书签收", 5, true, "文", null, room.today().plusDays(9), null), HEAD);
        room.rules.change(new TimeLimit("sign", "文书签收", 4, true, "文", null, room.today().plusDays(9), null), HEAD);
        assertThat(room.rules.book().limits()).filteredOn(l -> l.code().equals("sign")).extracting(TimeLimit::amount).containsExactly(4, 1, 2);
        room.rules.withdraw(RulesService.Sort.LIMIT, "sign", HEAD);
        assertThat(room.rules.book().limits()).filteredOn(l -> l.code().equals("sign")).first().satisfies(l -> assertThat(l.to()).isNull());
    }

    @Test
    void aHeadObjectsOnceInTimeAndALeaderWhoDidNotRecordItRevokesOrConfirms() {
        room.points.head(new Points.Head("p-boss", FIRM.text(), LocalDate.of(2024, 1, 1), null, "主要负责人"), OFFICE);
        Actor firm = new Actor("plant", "安澜化工", Actor.Kind.PERSON, Set.of("rectifier"), new Scope(false, Set.of(), Set.of(), Set.of(FIRM)));
        Actor other = new Actor("other", "安澜涂料", Actor.Kind.PERSON, Set.of("rectifier"), new Scope(false, Set.of(), Set.of(), Set.of(OTHER_FIRM)));
        String first = counted("p-boss", FIRM.text(), "hazard-late", room.today(), null, null, OFFICE).number();
        String second = counted("p-boss", FIRM.text(), "interview-absent", room.today(), null, null, OFFICE).number();
        assertThatThrownBy(() -> room.points.object(first, null, "不属实", other)).as("another firm does not know of it").isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> room.points.object(first, null, " ", firm)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> room.points.confirm(first, null, "维持", HEAD)).hasMessageContaining("没有待答复的申诉");
        assertThat(room.points.object(first, null, "整改当日已完成，附验收单", firm).objection()).satisfies(said -> {
            assertThat(said.pending()).isTrue();
            assertThat(said.onBehalf()).isFalse();
        });
        assertThatThrownBy(() -> room.points.object(first, null, "再说一次", firm)).hasMessageContaining("等待答复");
        assertThat(room.points.object(second, null, "书面申诉：当日住院", OFFICE).objection().onBehalf()).as("written down by the office").isTrue();
        assertThat(room.points.book(null, null, null, OFFICE).people().get(0).points()).as("they count meanwhile").isEqualTo(5);
        assertThatThrownBy(() -> room.points.confirm(first, null, "维持", OFFICE)).isInstanceOf(Problem.Forbidden.class);
        assertThat(room.points.revoke(first, null, "核实属实，撤销", HEAD).objection()).satisfies(said -> {
            assertThat(said.stateLabel()).contains("成立", "已撤销");
            assertThat(said.answer()).isEqualTo("核实属实，撤销");
        });
        assertThat(room.points.confirm(second, null, "未按规定请假，维持", HEAD)).satisfies(entry -> {
            assertThat(entry.counts()).isTrue();
            assertThat(entry.objection().stateLabel()).contains("维持");
        });
        assertThat(room.points.get(second, firm).whyNoObjection()).contains("只能申诉一次");
        assertThat(room.points.book(null, null, null, OFFICE).people().get(0).points()).isEqualTo(3);
        String third = counted("p-boss", FIRM.text(), "hazard-late", room.today(), null, null, OFFICE).number();
        room.days(25);
        assertThatThrownBy(() -> room.points.object(third, null, "晚了", firm)).hasMessageContaining("申诉期到");
        assertThat(room.house.told("supervision.points-objected", "supervision.points-confirmed")).hasSize(3);
    }

    @Test
    void aCountyAddsItsOwnLetterRungAndPointsAndIsToldWhatDoesNotFit() {
        LocalDate today = room.today();
        room.rules.change(new Kind("second-notice", "安全隐患督办通知书", Flow.LETTER, "DBDT", "安安委办督通", 5, true, -1, -1, "县安委〔2026〕7号", today, null), HEAD);
        String number = out(letter("second-notice", "本县第二种通知书", null));
        assertThat(room.supervision.get(number, OFFICE).document()).isEqualTo("安安委办督通〔2026〕1号");
        assertThatThrownBy(() -> room.rules.change(new Kind("third", "第三种", Flow.LETTER, "DBDS", "安安委办督通", 5, true, 0, 0, "文", today, null), HEAD)).hasMessageContaining("重号");
        assertThatThrownBy(() -> room.rules.change(new Kind("notice", "通知书", Flow.CIRCULAR, "DBZG", "安安委办督改", 5, true, 0, 0, "文", today, null), HEAD)).hasMessageContaining("流程和编号序列不能改");
        assertThatThrownBy(() -> new Kind("x", "函", Flow.LETTER, "DBX", "安委〔2026〕", 5, true, 0, 0, "文", today, null)).hasMessageContaining("字头");

        room.rules.change(new Rung("report", 3, 10, true, "second-notice", false, Rung.To.LEAD_UNIT, "请立即核查", "县安委〔2026〕7号", today, null), HEAD);
        assertThatThrownBy(() -> room.rules.change(new Rung("report", 4, 6, true, "notice", false, Rung.To.LEAD_UNIT, "请立即核查", "文", today, null), HEAD)).hasMessageContaining("级次越高");
        assertThatThrownBy(() -> room.rules.change(new Rung("report", 4, 20, true, "nothing", false, Rung.To.LEAD_UNIT, "请立即核查", "文", today, null), HEAD)).hasMessageContaining("没有在");
        assertThatThrownBy(() -> room.rules.end(RulesService.Sort.KIND, "second-notice", today, HEAD)).hasMessageContaining("举报逾期第3级还要用");
        room.rules.end(RulesService.Sort.RUNG, "report.3", today, HEAD);
        room.rules.end(RulesService.Sort.KIND, "second-notice", today, HEAD);
        room.days(1);
        assertThat(room.supervision.rulebook().kinds()).extracting(Kind::code).doesNotContain("second-notice");
        assertThatThrownBy(() -> room.supervision.draft(letter("second-notice", "停用后", null), OFFICE)).hasMessageContaining("已停用");
        assertThat(room.supervision.get(number, OFFICE).kindLabel()).as("what went out keeps its name").isEqualTo("安全隐患督办通知书");

        assertThatThrownBy(() -> new Points.Rule("fined", "受到罚款处罚", 3, "文", today, null)).hasMessageContaining("第七十四条");
        room.rules.change(new Points.Rule("drill-missing", "未按规定组织应急演练", 2, "安全生产法第八十一条；分值由县安委会确认", room.today(), null), HEAD);
        room.rules.change(new Points.Threshold(16, "重点监管", "列为下年度重点监管企业", "circular", "文", room.today(), null), HEAD);
        room.points.head(new Points.Head("p-boss", FIRM.text(), LocalDate.of(2024, 1, 1), null, "主要负责人"), OFFICE);
        assertThat(counted("p-boss", FIRM.text(), "drill-missing", room.today(), null, null, OFFICE).points()).isEqualTo(2);
        assertThatThrownBy(() -> room.points.record("p-boss", FIRM.text(), "drill-missing", room.today().minusDays(1), null, null, OFFICE)).as("not yet in force that day").hasMessageContaining("没有在");
        room.house.settle();
        assertThat(room.house.told("supervision.rule-changed")).extracting(e -> e.text("title")).contains("文书种类：安全隐患督办通知书", "督办阶梯：举报逾期第3级", "记分事项：未按规定组织应急演练");
    }

    @Test
    void whatTheJournalTellsNamesNobody() {
        out(letter("reminder", "甲", null));
        room.points.head(new Points.Head("p-boss", FIRM.text(), LocalDate.of(2024, 1, 1), null, "主要负责人"), OFFICE);
        counted("p-boss", FIRM.text(), "hazard-late", room.today(), null, null, OFFICE);
        room.house.settle();
        assertThat(room.house.told("supervision.*").stream().map(Entry::data).map(Object::toString)).isNotEmpty().noneMatch(text -> text.contains("厂长甲"));
    }
}
