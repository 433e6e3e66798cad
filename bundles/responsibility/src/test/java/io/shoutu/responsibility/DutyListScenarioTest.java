package io.shoutu.responsibility;

import static io.shoutu.responsibility.DutyRoom.CLERK;
import static io.shoutu.responsibility.DutyRoom.COMMITTEE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.directory.Position;
import io.shoutu.commons.testing.House;
import io.shoutu.responsibility.domain.Basis;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.Cycle;
import io.shoutu.responsibility.domain.Duty;
import io.shoutu.responsibility.domain.DutyClass;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.ListState;
import io.shoutu.responsibility.domain.Rhythm;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A leader's list from draft to performed, on a moved clock, on both databases. */
class DutyListScenarioTest {
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

    abstract static class Story {
        private final DutyRoom room;
        private final House house;
        private final DutyLists lists;
        private final Fulfilment fulfilment;

        Story(House house) {
            room = new DutyRoom(house);
            this.house = house;
            lists = room.lists;
            fulfilment = room.fulfilment;
            room.sources.bind(new DutyRoom.Visits());
        }

        @BeforeEach
        void people() {
            room.people();
        }

        @AfterEach
        void close() {
            room.close();
        }

        private static Duty visits(int times) {
            return DutyRoom.duty("1", "visit.led", new Rhythm.Every(Cycle.QUARTER, times, null));
        }

        private DutyList inForce(int times) {
            DutyList list = lists.draft("县长安全生产责任清单", new Bearer("government", "县长"), 2026, List.of(visits(times)), CLERK);
            list = lists.submit(list.number(), 1, list.version(), CLERK);
            list = lists.approve(list.number(), 1, list.version(), COMMITTEE);
            return lists.publish(list.number(), 1, list.version(), LocalDate.of(2026, 1, 1), CLERK);
        }

        private void visit(String number, String account, String fact) {
            room.visit(number, account, fact);
        }

        private int done(DutyList list) {
            return room.tally(list).done();
        }

        @Test
        void realWorkPerformsTheListAndAVoidedRecordLowersItAtOnce() {
            DutyList list = inForce(2);
            visit("1", "zhao", "visit.led");
            visit("2", "zhao", "visit.led");
            visit("3", "qian", "visit.led");
            assertThat(done(list)).isEqualTo(2);
            visit("1", "zhao", "visit.voided");
            assertThat(done(list)).isEqualTo(1);
            assertThat(fulfilment.of(list, house.clock().instant()).tally().lines().get(0).reversed()).extracting(act -> act.subject().number()).containsExactly("1");
        }

        @Test
        void aNewHolderGoesOnWhereTheOldOneStopped() {
            DutyList list = inForce(2);
            visit("1", "zhao", "visit.led");
            house.directory().handOver(new Position("p2", "government", "县长", LocalDate.of(2026, 2, 20), null), CLERK);
            house.clock().advance(Duration.ofDays(10));
            visit("2", "qian", "visit.led");
            visit("3", "zhao", "visit.led");
            Fulfilment.Standing standing = fulfilment.of(list, house.clock().instant());
            assertThat(standing.tally().done()).isEqualTo(2);
            assertThat(standing.holdings()).hasSize(2).extracting(holding -> standing.tally().lines().get(0).by(holding)).containsExactly(1L, 1L);
            assertThat(standing.tally().uncounted()).as("he is no longer in office").hasSize(1);
        }

        @Test
        void theSecondEditionLeavesTheResultsOfTheFirst() {
            DutyList first = inForce(1);
            visit("1", "zhao", "visit.led");
            house.clock().advance(Duration.ofDays(60));
            visit("2", "zhao", "visit.led");
            DutyList second = lists.revise(first.number(), CLERK);
            assertThatThrownBy(() -> lists.revise(first.number(), CLERK)).as("one draft at a time").isInstanceOf(Problem.IllegalMove.class);
            second = lists.edit(second.number(), 2, second.version(), second.title(), List.of(visits(5)), CLERK);
            second = lists.submit(second.number(), 2, second.version(), CLERK);
            second = lists.approve(second.number(), 2, second.version(), COMMITTEE);
            second = lists.publish(second.number(), 2, second.version(), LocalDate.of(2026, 4, 1), CLERK);
            DutyList ended = lists.get(first.number(), 1, COMMITTEE);
            assertThat(ended.state()).isEqualTo(ListState.SUPERSEDED);
            assertThat(fulfilment.of(ended, house.clock().instant()).tally()).satisfies(tally -> {
                assertThat(tally.required()).isEqualTo(1);
                assertThat(tally.done()).isEqualTo(1);
            });
            assertThat(fulfilment.of(second, house.clock().instant()).tally()).satisfies(tally -> {
                assertThat(tally.required()).isEqualTo(5);
                assertThat(tally.done()).as("the act of the second quarter").isEqualTo(1);
            });
        }

        @Test
        void whoSubmitsCannotApproveAndAnEmptyListIsNotSubmitted() {
            DutyList list = lists.draft("县长安全生产责任清单", new Bearer("government", "县长"), 2026, List.of(), CLERK);
            assertThatThrownBy(() -> lists.submit(list.number(), 1, null, CLERK)).hasMessageContaining("还没有条目");
            lists.edit(list.number(), 1, null, list.title(), List.of(visits(1)), CLERK);
            lists.submit(list.number(), 1, null, CLERK);
            assertThatThrownBy(() -> lists.approve(list.number(), 1, null, CLERK)).hasMessageContaining("提交人不能审定");
            assertThatThrownBy(() -> lists.edit(list.number(), 1, null, list.title(), List.of(), CLERK)).hasMessageContaining("待审定");
        }

        @Test
        void aKindOfDutyNobodyCanProveIsRefusedByName() {
            Duty unknown = new Duty("1", DutyClass.POST, "某事", new Basis("某文件", null, null), new Rhythm.Every(Cycle.YEAR, 1, null), Set.of("nobody.knows"), false, null);
            assertThatThrownBy(() -> lists.draft("清单", new Bearer("government", null), 2026, List.of(unknown), CLERK))
                    .isInstanceOf(Problem.Invalid.class).hasMessageContaining("nobody.knows").hasMessageContaining("visit.led");
        }
    }
}
