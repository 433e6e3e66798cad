package io.shoutu.responsibility.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.duty.DutyEvidence.Evidence;
import io.shoutu.api.journal.Entry;
import io.shoutu.commons.testing.House;
import io.shoutu.responsibility.domain.Assistant;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.NoteStore;
import io.shoutu.responsibility.domain.meeting.MeetingForm;
import io.shoutu.responsibility.domain.meeting.MeetingQuery;
import io.shoutu.responsibility.domain.meeting.MeetingSort;
import io.shoutu.responsibility.domain.meeting.Minutes;
import io.shoutu.responsibility.domain.meeting.Study;
import io.shoutu.responsibility.domain.meeting.Topic;
import io.shoutu.responsibility.store.SqlMeetingStore;
import io.shoutu.responsibility.store.SqlNoteStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A meeting from the assistant's note to what it counts for, and back. */
class MeetingScenarioTest {
    private static final Actor CLERK = House.actor("clerk", "planner");
    private static final Actor SECRETARY = House.actor("zhao", "leader");
    private static final Actor AIDE = House.actor("aide", "operator");
    private static final Actor STRANGER = House.actor("stranger", "operator");
    private static final Instant HELD = Instant.parse("2026-01-20T01:00:00Z");
    private final House house = House.with("responsibility", SqlMeetingStore.class);
    private final NoteStore notes = new SqlNoteStore(house.sql(), house.schema("responsibility"));
    private final MeetingService meetings = new MeetingService(house.work(), new SqlMeetingStore(house.sql(), house.schema("responsibility")), notes, house.journal(), house.numbers(),
            house.directory(), house.attachments(), house.clock());

    @BeforeEach
    void people() {
        house.directory().put(new Area(new AreaCode("990101000000"), "安澜县"), CLERK);
        house.directory().put(new Unit("xw", "中共安澜县委员会", new AreaCode("990101000000"), null), CLERK);
        house.directory().put(new Person("p1", "赵某", "xw", "zhao"), CLERK);
        house.directory().put(new Person("p2", "钱某", "xw", "qian"), CLERK);
        house.directory().put(new Person("p3", "孙某", "xw", "aide"), CLERK);
        house.directory().put(new Person("p4", "李某", "xw", null), CLERK);
        house.directory().put(new Position("p1", "xw", "县委书记", LocalDate.of(2025, 1, 1), null), CLERK);
        house.work().execute(tx -> notes.keep(tx, new Assistant("a1", new Bearer("xw", "县委书记"), "aide", "代为录入", LocalDate.of(2026, 1, 1), null, "clerk")));
    }

    @AfterEach
    void leave() {
        house.close();
    }

    private static Minutes minutes(Instant held, Topic.Aim... aims) {
        return new Minutes(MeetingSort.MEETING, MeetingForm.STANDING_COMMITTEE, "xw", "p1", "县委常委会会议（第2次）", held, null, List.of("p2", "p4"),
                java.util.Arrays.stream(aims).map(aim -> new Topic(aim.label(), aim)).toList(), List.of(), null);
    }

    private List<Evidence> proved(String fact) {
        MeetingEvidence evidence = new MeetingEvidence();
        List<Entry> told = house.told(fact);
        return evidence.of(told.get(told.size() - 1));
    }

    @Test
    void theAssistantEntersTheLeaderSignsAndTheDutiesAreProved() {
        MeetingView entered = meetings.enter(minutes(HELD, Topic.Aim.DEPLOYMENT, Topic.Aim.TASK_LIST), List.of(), AIDE);
        assertThat(entered.number()).isEqualTo("HY-2026-000001");
        assertThat(entered.moves()).filteredOn(move -> move.verb().equals("signing")).singleElement().satisfies(move -> assertThat(move.allowed()).isFalse());
        assertThat(proved(MeetingFacts.ENTERED)).as("not signed yet").isEmpty();
        assertThat(meetings.sign(entered.number(), entered.version(), SECRETARY).counts()).isTrue();
        assertThat(proved(MeetingFacts.SIGNED)).extracting(e -> e.kind() + " " + (e.account() == null ? e.unit() : e.account())).containsExactly("responsibility.meeting-held xw",
                "responsibility.standing-committee-chaired zhao", "responsibility.meeting-attended qian", "responsibility.task-list-approved xw", "responsibility.task-list-approved zhao");
        assertThat(proved(MeetingFacts.SIGNED)).allMatch(e -> e.happened().equals(HELD) && !e.withdrawn());
        assertThat(new MeetingEvidence().kinds()).extracting("code").containsAll(proved(MeetingFacts.SIGNED).stream().map(Evidence::kind).toList());
    }

    @Test
    void aCorrectedDateMovesTheCountingAndAVoidRecordTakesItBack() {
        String number = meetings.enter(minutes(HELD, Topic.Aim.DEPLOYMENT), List.of(), CLERK).number();
        meetings.sign(number, null, SECRETARY);
        Instant right = Instant.parse("2025-12-30T01:00:00Z");
        assertThat(meetings.redate(number, null, right, "纪要日期为 12 月 30 日", CLERK).record().firstHeldAt()).isEqualTo(HELD);
        List<Evidence> moved = proved(MeetingFacts.REDATED);
        assertThat(moved).hasSize(6);
        assertThat(moved.subList(0, 3)).allMatch(e -> e.withdrawn() && e.happened().equals(HELD));
        assertThat(moved.subList(3, 6)).allMatch(e -> !e.withdrawn() && e.happened().equals(right));
        meetings.declareVoid(number, null, "重复录入", CLERK);
        assertThat(proved(MeetingFacts.VOIDED)).hasSize(3).allMatch(Evidence::withdrawn);
        assertThat(house.numbers().voids("HY", 2026)).extracting("number").containsExactly(number);
    }

    @Test
    void aStudySessionCountsAsStudyForAllWhoCame() {
        Minutes study = new Minutes(MeetingSort.STUDY, MeetingForm.STUDY_GROUP, "xw", "p1", "理论学习中心组学习", HELD, null, List.of("p2"), List.of(new Topic("安全生产法", Topic.Aim.STUDY)), List.of(),
                new Study(6, 12, 4, 4));
        String number = meetings.enter(study, List.of(), SECRETARY).number();
        assertThat(number).startsWith("XX-2026-");
        meetings.sign(number, null, SECRETARY);
        assertThat(proved(MeetingFacts.SIGNED)).extracting(Evidence::kind).containsExactly("responsibility.study-held", "responsibility.study-led", "responsibility.studied", "responsibility.studied");
        assertThat(meetings.figures(2026, CLERK)).singleElement().satisfies(f -> {
            assertThat(f.meetings()).isZero();
            assertThat(f.studies()).isEqualTo(1);
        });
    }

    @Test
    void aVoidNoteOfWhatNeverCountedTakesNothingBack() {
        String number = meetings.enter(minutes(HELD, Topic.Aim.DEPLOYMENT), List.of(), CLERK).number();
        meetings.declareVoid(number, null, "误录", CLERK);
        assertThat(proved(MeetingFacts.VOIDED)).isEmpty();
    }

    @Test
    void aStrangerEntersNothingAndSeesNothingOutsideHisScope() {
        assertThatThrownBy(() -> meetings.enter(minutes(HELD, Topic.Aim.DEPLOYMENT), List.of(), STRANGER)).isInstanceOf(Problem.Forbidden.class);
        String number = meetings.enter(minutes(HELD, Topic.Aim.DEPLOYMENT), List.of(), CLERK).number();
        Actor elsewhere = new Actor("far", "外单位", Actor.Kind.PERSON, Set.of("leader"), new Scope(false, Set.of(), Set.of("xzf"), Set.of()));
        assertThatThrownBy(() -> meetings.get(number, elsewhere)).isInstanceOf(Problem.NotFound.class);
        assertThat(meetings.list(new MeetingQuery(Scope.EVERYWHERE, null, null, null, null, null, null, null, null, null, null, null, 10), elsewhere).total()).isZero();
    }

    @Test
    void anEarlierLedgerComesInOnceAndAWrongRowKeepsNoOtherOut() {
        Minutes wrong = new Minutes(MeetingSort.MEETING, MeetingForm.EXECUTIVE, "nowhere", "p1", "会议", HELD, null, List.of(), List.of(new Topic("议题", Topic.Aim.DEPLOYMENT)), List.of(), null);
        List<Supplier<MeetingService.Past>> rows = List.of(() -> new MeetingService.Past("L-1", minutes(HELD, Topic.Aim.DEPLOYMENT)), () -> new MeetingService.Past("L-2", wrong));
        List<MeetingService.Outcome> outcomes = meetings.adopt(rows, CLERK);
        assertThat(outcomes.get(0).number()).isEqualTo("HY-2026-000001");
        assertThat(outcomes.get(1).problem()).hasMessageContaining("nowhere");
        assertThat(meetings.adopt(rows, CLERK).get(0).known()).isTrue();
        assertThat(proved(MeetingFacts.ADOPTED)).hasSize(3);
    }
}
