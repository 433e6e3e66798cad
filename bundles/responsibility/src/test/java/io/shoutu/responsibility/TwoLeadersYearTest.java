package io.shoutu.responsibility;

import static io.shoutu.responsibility.DutyRoom.CLERK;
import static io.shoutu.responsibility.domain.meeting.Topic.Aim.DEPLOYMENT;
import static io.shoutu.responsibility.domain.meeting.Topic.Aim.DUTY_LIST;
import static io.shoutu.responsibility.domain.meeting.Topic.Aim.HEARING;
import static io.shoutu.responsibility.domain.meeting.Topic.Aim.KEY_POINTS;
import static io.shoutu.responsibility.domain.meeting.Topic.Aim.STUDY;
import static io.shoutu.responsibility.domain.meeting.Topic.Aim.TASK_LIST;
import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Subject;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.commons.testing.House;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.Cycle;
import io.shoutu.responsibility.domain.Duty;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.Rhythm;
import io.shoutu.responsibility.domain.Tally;
import io.shoutu.responsibility.domain.meeting.MeetingForm;
import io.shoutu.responsibility.domain.meeting.MeetingSort;
import io.shoutu.responsibility.domain.meeting.Minutes;
import io.shoutu.responsibility.domain.meeting.Study;
import io.shoutu.responsibility.domain.meeting.Topic;
import io.shoutu.responsibility.meeting.MeetingEvidence;
import io.shoutu.responsibility.meeting.MeetingService;
import io.shoutu.responsibility.store.SqlMeetingStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The year the founding documents report (书记履职 21 次、市长履职 29 次，总量完成率均超 120%): a Party secretary and a head of government, whose meetings and visits are written down one by one
 * where they belong. What is required stands in the lists, what was done in the journal; the figures are reckoned.
 */
class TwoLeadersYearTest {
    private final House house = House.empty();
    private final DutyRoom room = new DutyRoom(house);
    private final MeetingService meetings = new MeetingService(house.work(), new SqlMeetingStore(house.sql(), house.schema("responsibility")), room.notes, house.journal(), house.numbers(), house.directory(),
            house.attachments(), house.clock());
    private final Standings standings = new Standings(room.lists, room.fulfilment, room.ledger, room.sources, house.directory(), house.journal(), room.words, house.clock());
    private final List<String> numbers = new ArrayList<>();
    private DutyList secretary;
    private DutyList head;

    @BeforeEach
    void theListsOf2025AndWhatHappened() {
        room.people();
        house.directory().put(new Unit("xw", "中共安澜县委员会", DutyRoom.COUNTY, null), CLERK);
        house.directory().put(new Person("p4", "舒某", "xw", "shu"), CLERK);
        house.directory().put(new Position("p4", "xw", "县委书记", LocalDate.of(2024, 6, 1), null), CLERK);
        room.sources.bind(new MeetingEvidence());
        room.sources.bind(new Inspections());
        secretary = room.inForce(new Bearer("xw", "县委书记"), DutyList.LEADERS, 2025, List.of(item("1", "responsibility.standing-committee-chaired", Cycle.YEAR, 6), item("2", "responsibility.key-points-approved", Cycle.YEAR, 1),
                item("3", "responsibility.duty-list-approved", Cycle.YEAR, 1), item("4", "responsibility.report-heard", Cycle.YEAR, 2), item("5", "responsibility.study-led", Cycle.YEAR, 2),
                item("6", "hazard.inspection-led", Cycle.QUARTER, 1), item("7", "hazard.unannounced-led", Cycle.YEAR, 1)));
        head = room.inForce(new Bearer("government", "县长"), DutyList.LEADERS, 2025, List.of(item("1", "responsibility.executive-chaired", Cycle.QUARTER, 2), item("2", "responsibility.task-list-approved", Cycle.QUARTER, 1),
                item("3", "responsibility.safety-committee-convened", Cycle.QUARTER, 1), item("4", "hazard.inspection-led", Cycle.QUARTER, 2)));
        for (int month : List.of(1, 3, 4, 6, 7, 9, 10, 12)) {
            List<Topic.Aim> aims = month == 1 ? List.of(DEPLOYMENT, KEY_POINTS, DUTY_LIST) : month == 7 || month == 12 ? List.of(DEPLOYMENT, HEARING) : List.of(DEPLOYMENT);
            meeting(MeetingSort.MEETING, MeetingForm.STANDING_COMMITTEE, "xw", "p4", month, 8, aims);
        }
        List.of(3, 6, 11).forEach(month -> meeting(MeetingSort.STUDY, MeetingForm.STUDY_GROUP, "xw", "p4", month, 10, List.of(STUDY)));
        for (int month : List.of(1, 2, 3, 4, 6, 7, 8, 9, 10, 12)) {
            meeting(MeetingSort.MEETING, MeetingForm.EXECUTIVE, "government", "p1", month, 15, month % 3 == 1 ? List.of(DEPLOYMENT, TASK_LIST) : List.of(DEPLOYMENT));
        }
        List.of(1, 4, 7, 10).forEach(month -> meeting(MeetingSort.MEETING, MeetingForm.SAFETY_COMMITTEE, "government", "p1", month, 20, List.of(DEPLOYMENT)));
        // The secretary was out four times, twice unannounced, and not once in the second quarter; the head of government every month but one.
        inspection("s1", "shu", 1, true);
        inspection("s2", "shu", 3, false);
        inspection("s3", "shu", 7, true);
        inspection("s4", "shu", 11, false);
        for (int month = 1; month <= 11; month++) {
            inspection("h" + month, "zhao", month, false);
        }
        house.settle();
    }

    @AfterEach
    void close() {
        room.close();
    }

    private static Duty item(String code, String kind, Cycle cycle, int times) {
        Duty plain = DutyRoom.duty(code, kind, new Rhythm.Every(cycle, times, null));
        return new Duty(plain.code(), plain.kind(), plain.text(), plain.basis(), plain.rhythm(), plain.kinds(), true, null);
    }

    private static Instant at(int month, int day) {
        return LocalDate.of(2025, month, day).atTime(1, 0).toInstant(ZoneOffset.UTC);
    }

    private void meeting(MeetingSort sort, MeetingForm form, String unit, String chair, int month, int day, List<Topic.Aim> aims) {
        Minutes minutes = new Minutes(sort, form, unit, chair, form.label() + month + "月", at(month, day), null, List.of(), aims.stream().map(aim -> new Topic(aim.label(), aim)).toList(), List.of(),
                sort == MeetingSort.STUDY ? new Study(6, 1, 1, 1) : null);
        MeetingService.Outcome taken = meetings.adopt(List.of(() -> new MeetingService.Past(form + "-" + month, minutes)), CLERK).get(0);
        assertThat(taken.problem()).isNull();
        numbers.add(taken.number());
    }

    private void inspection(String number, String leader, int month, boolean unannounced) {
        house.work().execute(tx -> house.journal().write(tx, new Fact(new Subject("inspection", number), "hazard.inspection-recorded", at(month, 11), House.actor(leader), Map.of("title", "带队检查", "unannounced", unannounced))));
    }

    private static Standings.Figures figures(Standings standings, DutyList list) {
        return standings.standing(list, null, CLERK).figures();
    }

    @Test
    void twentyOneOfSeventeenAndTwentyNineOfTwentyFourComeOutOfWhatWasRecordedAndFallWithAVoidedMeeting() {
        assertThat(figures(standings, secretary)).satisfies(figures -> {
            assertThat(figures.done() + "/" + figures.required() + " " + figures.rate() + "%").isEqualTo("21/17 123%");
            assertThat(figures.capped() + "/" + figures.required() + " " + figures.cappedRate() + "%").as("much of one item does not hide the quarter without a visit").isEqualTo("16/17 94%");
            assertThat(figures.acts()).as("8 meetings, 3 sessions, 4 visits: some perform two items that both allow it").isEqualTo(15);
            assertThat(figures.overdue()).isEqualTo(1);
        });
        assertThat(figures(standings, head)).satisfies(figures -> {
            assertThat(figures.done() + "/" + figures.required() + " " + figures.rate() + "%").isEqualTo("29/24 120%");
            assertThat(figures.cappedRate()).isEqualTo(100);
            assertThat(figures.acts()).isEqualTo(25);
        });
        assertThat(standings.standing(secretary, null, CLERK).lines()).as("each item's figure is the number of records behind it, and each is there to open").allSatisfy(line -> {
            assertThat(line.done()).isEqualTo(line.counted().size());
            assertThat(line.counted()).allSatisfy(act -> assertThat(house.journal().timeline(new Subject(act.subjectKind(), act.subject()))).isNotEmpty());
        });
        meetings.declareVoid(numbers.get(0), null, "会议记录有误", House.actor("shu", "leader"));
        house.settle();
        assertThat(figures(standings, secretary)).satisfies(figures -> {
            assertThat(figures.done() + "/" + figures.required() + " " + figures.rate() + "%").as("January's meeting, the key points and the duty list it approved").isEqualTo("18/17 105%");
            assertThat(figures.reversed()).isEqualTo(3);
        });
        Tally tally = room.tally(secretary);
        assertThat(tally.lines().stream().filter(line -> !line.reversed().isEmpty()).map(line -> line.duty().code())).containsExactly("1", "2", "3");
        assertThat(figures(standings, head).done()).as("nobody else's").isEqualTo(29);
    }

    /** Inspections that were led, as the room next door proves them. */
    private static final class Inspections implements DutyEvidence {
        @Override
        public List<Kind> kinds() {
            return List.of(new Kind("hazard.inspection-led", "带队开展安全检查"), new Kind("hazard.unannounced-led", "带队开展四不两直检查"));
        }

        @Override
        public Set<String> facts() {
            return Set.of("hazard.inspection-recorded");
        }

        @Override
        public List<Evidence> of(Entry entry) {
            Evidence led = new Evidence("hazard.inspection-led", entry.subject(), entry.account(), entry.happened(), false);
            return Boolean.TRUE.equals(entry.data().get("unannounced")) ? Arrays.asList(led, new Evidence("hazard.unannounced-led", entry.subject(), entry.account(), entry.happened(), false)) : List.of(led);
        }
    }
}
