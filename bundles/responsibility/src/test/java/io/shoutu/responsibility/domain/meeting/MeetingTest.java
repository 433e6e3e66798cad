package io.shoutu.responsibility.domain.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The record of a meeting: who may write, sign, correct and void it, and when it counts. */
class MeetingTest {
    private static final Instant NOW = Instant.parse("2026-02-13T01:00:00Z");
    private static final Instant HELD = Instant.parse("2026-01-20T01:00:00Z");
    private static final Actor CLERK = new Actor("clerk", "文员", Actor.Kind.PERSON, Set.of("planner"));
    private static final Actor SECRETARY = new Actor("secretary", "书记", Actor.Kind.PERSON, Set.of("leader"));
    private static final Actor AIDE = new Actor("aide", "协助人", Actor.Kind.PERSON, Set.of("leader"));
    private static final Seats OFFICE = new Seats(false, false, true);
    private static final Seats CHAIR = new Seats(true, false, false);
    private static final Seats ASSISTANT = new Seats(false, true, false);
    private static final Seats NOBODY = new Seats(false, false, false);

    private static Minutes minutes(MeetingSort sort, Topic... topics) {
        return new Minutes(sort, MeetingForm.STANDING_COMMITTEE, "xw", "p1", "县委常委会会议", HELD, null, List.of("p2", "p1", "p2"), List.of(topics),
                List.of(new Resolution("开展冬季专项检查", "yjj", LocalDate.of(2026, 2, 10), null, null)), sort == MeetingSort.STUDY ? new Study(4, 9, 3, 3) : null);
    }

    private static Meeting entered() {
        return Meeting.entered("HY-2026-000001", minutes(MeetingSort.MEETING, new Topic("研究一季度安全生产", Topic.Aim.DEPLOYMENT)), CLERK, NOW);
    }

    @Test
    void itCountsOnlyOnceItIsSigned() {
        Meeting entered = entered();
        assertThat(entered.counts()).isFalse();
        assertThat(entered.whyNot()).contains("签认后才计入");
        Meeting signed = entered.sign(SECRETARY, CHAIR, NOW);
        assertThat(signed.counts()).isTrue();
        assertThat(signed.signedBy()).isEqualTo("secretary");
    }

    @Test
    void theChairIsNotAmongTheOthersAndNobodyTwice() {
        assertThat(entered().minutes().attendees()).containsExactly("p2");
    }

    @Test
    void anAssistantEntersButNeverSignsCorrectsOrVoids() {
        assertThat(entered().obstacle(MeetingVerb.EDIT, AIDE, ASSISTANT)).isEmpty();
        assertThatThrownBy(() -> entered().sign(AIDE, ASSISTANT, NOW)).isInstanceOf(Problem.Forbidden.class).hasMessageContaining("不得代为签认");
        Meeting signed = entered().sign(SECRETARY, CHAIR, NOW);
        assertThatThrownBy(() -> signed.declareVoid("误录", AIDE, ASSISTANT)).hasMessageContaining("不得代为作废");
        assertThatThrownBy(() -> signed.redate(HELD.plusSeconds(60), "误录", AIDE, ASSISTANT, NOW)).hasMessageContaining("不得代为更正时间");
    }

    @Test
    void whoEnteredItForAnotherDoesNotSignItAndAStrangerWritesNothing() {
        Meeting own = Meeting.entered("HY-2026-000001", entered().minutes(), AIDE, NOW);
        assertThatThrownBy(() -> own.sign(AIDE, NOBODY, NOW)).isInstanceOf(Problem.IllegalMove.class).hasMessageContaining("录入人不能签认");
        assertThat(own.sign(SECRETARY, NOBODY, NOW).counts()).isTrue();
        assertThatThrownBy(() -> own.edit(own.minutes(), AIDE, NOBODY, NOW)).isInstanceOf(Problem.Forbidden.class).hasMessageContaining("工作协助人");
        assertThatThrownBy(() -> entered().sign(CLERK, OFFICE, NOW)).as("not a leader").isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void aCorrectedDateKeepsTheFirstOneAndTheReason() {
        Meeting signed = entered().sign(SECRETARY, CHAIR, NOW);
        Meeting moved = signed.redate(HELD.plusSeconds(86_400), "纪要所载日期有误", CLERK, OFFICE, NOW);
        Meeting again = moved.redate(HELD.minusSeconds(86_400), "再次核对", CLERK, OFFICE, NOW);
        assertThat(again.firstHeldAt()).isEqualTo(HELD);
        assertThat(again.minutes().heldAt()).isEqualTo(HELD.minusSeconds(86_400));
        assertThat(again.note()).isEqualTo("再次核对");
        assertThatThrownBy(() -> again.redate(NOW.plusSeconds(1), "预排", CLERK, OFFICE, NOW)).hasMessageContaining("还没有召开");
    }

    @Test
    void whatIsNotOnSafetyCountsForNobodyAndStudyIsKeptApart() {
        Meeting other = Meeting.entered("HY-2026-000001", minutes(MeetingSort.MEETING, new Topic("人事事项", Topic.Aim.OTHER)), CLERK, NOW).sign(SECRETARY, CHAIR, NOW);
        assertThat(other.counts()).isFalse();
        assertThat(other.whyNot()).contains("没有安全生产议题");
        assertThat(minutes(MeetingSort.MEETING, new Topic("学习安全生产法", Topic.Aim.STUDY)).onSafety()).as("studying is no deployment").isFalse();
        assertThat(minutes(MeetingSort.STUDY, new Topic("学习安全生产法", Topic.Aim.STUDY)).onSafety()).isTrue();
        assertThatThrownBy(() -> entered().edit(minutes(MeetingSort.STUDY, new Topic("学习", Topic.Aim.STUDY)), CLERK, OFFICE, NOW)).hasMessageContaining("分别编号");
    }

    @Test
    void aResolutionIsTickedOffOnceAndSaysWhetherInTime() {
        Meeting signed = entered().sign(SECRETARY, CHAIR, NOW);
        assertThat(signed.minutes().resolutions().get(0).overdue(LocalDate.of(2026, 2, 10))).as("the last day is still in time").isFalse();
        assertThat(signed.minutes().resolutions().get(0).overdue(LocalDate.of(2026, 2, 11))).isTrue();
        Meeting done = signed.complete(1, "已检查 12 家", CLERK, OFFICE, LocalDate.of(2026, 2, 13));
        assertThat(done.minutes().resolutions().get(0).inTime(LocalDate.of(2026, 3, 1))).isFalse();
        assertThatThrownBy(() -> done.complete(1, "再办", CLERK, OFFICE, LocalDate.of(2026, 2, 14))).hasMessageContaining("已于 2026-02-13 办结");
        assertThatThrownBy(() -> done.complete(2, "再办", CLERK, OFFICE, LocalDate.of(2026, 2, 14))).hasMessageContaining("共 1 项");
    }

    @Test
    void aVoidRecordStaysAndCanDoNothingMore() {
        Meeting gone = entered().sign(SECRETARY, CHAIR, NOW).declareVoid("重复录入", CLERK, OFFICE);
        assertThat(gone.counts()).isFalse();
        assertThat(gone.signedBy()).isEqualTo("secretary");
        assertThat(MeetingVerb.values()).allMatch(verb -> gone.obstacle(verb, SECRETARY, CHAIR).isPresent());
    }
}
