package io.shoutu.responsibility.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.commons.testing.House;
import io.shoutu.responsibility.domain.meeting.Meeting;
import io.shoutu.responsibility.domain.meeting.MeetingFigure;
import io.shoutu.responsibility.domain.meeting.MeetingForm;
import io.shoutu.responsibility.domain.meeting.MeetingQuery;
import io.shoutu.responsibility.domain.meeting.MeetingSort;
import io.shoutu.responsibility.domain.meeting.MeetingState;
import io.shoutu.responsibility.domain.meeting.MeetingStore;
import io.shoutu.responsibility.domain.meeting.Minutes;
import io.shoutu.responsibility.domain.meeting.Resolution;
import io.shoutu.responsibility.domain.meeting.Study;
import io.shoutu.responsibility.domain.meeting.Topic;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Meetings kept and found again, on both databases. */
class SqlMeetingStoreTest {
    @Nested
    class OnDerby extends Contract {
        OnDerby() {
            super(House.onDerby());
        }
    }

    @Nested
    class OnPostgres extends Contract {
        OnPostgres() {
            super(House.onPostgres());
        }
    }

    abstract static class Contract {
        private static final Actor ADMIN = House.actor("admin", "admin");
        private final House house;
        private final MeetingStore store;

        Contract(House house) {
            this.house = house.and("responsibility", SqlMeetingStore.class);
            this.store = new SqlMeetingStore(house.sql(), house.schema("responsibility"));
        }

        @AfterEach
        void leave() {
            house.close();
        }

        private Meeting add(String number, MeetingSort sort, String unit, String held, Topic.Aim aim) {
            Minutes minutes = new Minutes(sort, MeetingForm.EXECUTIVE, unit, "p1", "第" + number + "次", Instant.parse(held), "三楼会议室", List.of("p3", "p2"),
                    List.of(new Topic("议题一", aim), new Topic("议题二", Topic.Aim.OTHER)),
                    sort == MeetingSort.STUDY ? List.of() : List.of(new Resolution("排查", "yjj", LocalDate.of(2026, 3, 1), null, null), new Resolution("宣传", "xfj", null, LocalDate.of(2026, 1, 9), "已办")),
                    sort == MeetingSort.STUDY ? new Study(6, 12, 4, 3) : null);
            Meeting meeting = Meeting.adopted(number, minutes, "AL-" + number, ADMIN, Instant.parse("2026-02-13T01:00:00Z"));
            house.work().execute(tx -> store.add(tx, meeting));
            return meeting;
        }

        private Optional<Meeting> find(String number) {
            return house.work().run(tx -> store.find(tx, number));
        }

        private Page<Meeting> list(Scope scope, String own, MeetingSort sort, String text, Boolean open, String cursor, int limit) {
            return house.work().run(tx -> store.list(tx, new MeetingQuery(scope, own, sort, null, null, null, null, text, null, null, open, cursor, limit)));
        }

        @Test
        void whatIsKeptIsFoundAgainInFull() {
            Meeting study = add("XX-2026-000001", MeetingSort.STUDY, "xzf", "2026-01-05T01:00:00Z", Topic.Aim.STUDY);
            Meeting meeting = add("HY-2026-000001", MeetingSort.MEETING, "xzf", "2026-01-06T01:00:00Z", Topic.Aim.DEPLOYMENT);
            assertThat(find(study.number())).contains(study);
            assertThat(find(meeting.number())).contains(meeting);
            Optional<Meeting> referred = house.work().run(tx -> store.referred(tx, "AL-HY-2026-000001"));
            assertThat(referred).contains(meeting);
            assertThat(find("HY-2026-000009")).isEmpty();
        }

        @Test
        void keepingAnOldVersionIsStale() {
            Meeting meeting = add("HY-2026-000001", MeetingSort.MEETING, "xzf", "2026-01-06T01:00:00Z", Topic.Aim.DEPLOYMENT);
            Meeting kept = house.work().run(tx -> store.keep(tx, meeting));
            assertThat(kept.version()).isEqualTo(2);
            assertThatThrownBy(() -> house.work().run(tx -> store.keep(tx, meeting))).isInstanceOf(Problem.Stale.class);
        }

        @Test
        void aListIsPagedNewestFirstAndKeepsToTheScopeButForWhatOneChaired() {
            for (int i = 1; i <= 5; i++) {
                add("HY-2026-00000" + i, MeetingSort.MEETING, i % 2 == 0 ? "xzf" : "xw", "2026-01-0" + i + "T01:00:00Z", Topic.Aim.DEPLOYMENT);
            }
            Page<Meeting> first = list(Scope.EVERYWHERE, null, null, null, null, null, 2);
            assertThat(first.total()).isEqualTo(5);
            assertThat(first.items()).extracting(Meeting::number).containsExactly("HY-2026-000005", "HY-2026-000004");
            Page<Meeting> second = list(Scope.EVERYWHERE, null, null, null, null, first.next(), 2);
            assertThat(second.items()).extracting(Meeting::number).containsExactly("HY-2026-000003", "HY-2026-000002");
            assertThat(list(Scope.EVERYWHERE, null, null, null, null, second.next(), 2).next()).isNull();
            Scope government = new Scope(false, Set.of(), Set.of("xzf"), Set.of());
            assertThat(list(government, null, null, null, null, null, 9).total()).isEqualTo(2);
            assertThat(list(government, "p1", null, null, null, null, 9).total()).isEqualTo(5);
            assertThat(list(Scope.EVERYWHERE, "p9", null, null, null, null, 9).total()).as("who sees everything sees what others chaired").isEqualTo(5);
            assertThat(list(Scope.NOWHERE, null, null, null, null, null, 9).items()).isEmpty();
            assertThat(list(Scope.EVERYWHERE, null, null, "hy-2026-000003", null, null, 9).items()).hasSize(1);
            assertThat(list(Scope.EVERYWHERE, null, MeetingSort.STUDY, null, null, null, 9).items()).isEmpty();
            assertThat(list(Scope.EVERYWHERE, null, null, null, true, null, 9).total()).isEqualTo(5);
            assertThatThrownBy(() -> list(Scope.EVERYWHERE, null, null, null, null, "x", 9)).isInstanceOf(Problem.Invalid.class);
        }

        @Test
        void figuresKeepMeetingsAndStudyApartAndCountOnlyWhatStandsAndIsOnSafety() {
            add("HY-2026-000001", MeetingSort.MEETING, "xzf", "2026-01-06T01:00:00Z", Topic.Aim.DEPLOYMENT);
            add("HY-2026-000002", MeetingSort.MEETING, "xzf", "2026-01-07T01:00:00Z", Topic.Aim.OTHER);
            add("XX-2026-000001", MeetingSort.STUDY, "xzf", "2026-01-08T01:00:00Z", Topic.Aim.STUDY);
            add("HY-2025-000001", MeetingSort.MEETING, "xzf", "2025-12-31T15:59:59Z", Topic.Aim.DEPLOYMENT);
            add("HY-2026-000003", MeetingSort.MEETING, "xw", "2025-12-31T16:00:00Z", Topic.Aim.DEPLOYMENT);
            Meeting gone = add("HY-2026-000004", MeetingSort.MEETING, "xw", "2026-01-08T01:00:00Z", Topic.Aim.DEPLOYMENT);
            house.work().execute(tx -> store.keep(tx, new Meeting(gone.number(), gone.minutes(), MeetingState.VOID, null, "admin", gone.enteredAt(), null, null, "误录", gone.reference(), 1)));
            List<MeetingFigure> figures = house.work().run(tx -> store.figures(tx, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), Scope.EVERYWHERE));
            assertThat(figures)
                    .containsExactly(new MeetingFigure("xw", MeetingForm.EXECUTIVE, 1, 0), new MeetingFigure("xzf", MeetingForm.EXECUTIVE, 1, 1));
            List<Meeting> deciding = house.work().run(tx -> store.deciding(tx, "yjj", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)));
            assertThat(deciding).extracting(Meeting::number)
                    .containsExactly("HY-2026-000003", "HY-2026-000001", "HY-2026-000002");
        }
    }
}
