package io.shoutu.responsibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.commons.testing.House;
import io.shoutu.responsibility.domain.Basis;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.Cycle;
import io.shoutu.responsibility.domain.Duty;
import io.shoutu.responsibility.domain.DutyClass;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.ListState;
import io.shoutu.responsibility.domain.Rhythm;
import io.shoutu.responsibility.store.SqlDutyListStore;
import io.shoutu.responsibility.store.SqlNoteStore;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
        private static final Actor CLERK = House.actor("clerk", "planner");
        private static final Actor COMMITTEE = House.actor("committee", "leader");
        private final House house;
        private final DutyLists lists;
        private final Fulfilment fulfilment;

        Story(House house) {
            this.house = house.and("responsibility", SqlDutyListStore.class);
            SqlDutyListStore store = new SqlDutyListStore(house.sql(), house.schema("responsibility"));
            Sources sources = new Sources();
            sources.bind(new Visits());
            ActHearing hearing = new ActHearing(house.work(), store, sources);
            lists = new DutyLists(house.work(), store, house.journal(), house.numbers(), house.directory(), sources,
                    new SqlNoteStore(house.sql(), house.schema("responsibility")), new ListWords(List.of(DutyList.LEADERS), List.of("科室"), List.of(15, 7, 3), 7, List.of()), house.clock());
            fulfilment = new Fulfilment(house.work(), store, house.directory(), house.calendar());
            house.listen("responsibility.acts", hearing::heard, "*");
        }

        @BeforeEach
        void people() {
            house.directory().put(new Area(new AreaCode("990101000000"), "安澜县"), CLERK);
            house.directory().put(new Unit("government", "安澜县人民政府", new AreaCode("990101000000"), null), CLERK);
            house.directory().put(new Person("p1", "赵某", "government", "zhao"), CLERK);
            house.directory().put(new Person("p2", "钱某", "government", "qian"), CLERK);
            house.directory().put(new Position("p1", "government", "县长", LocalDate.of(2025, 1, 1), null), CLERK);
        }

        @AfterEach
        void close() {
            house.close();
        }

        private static Duty visits(int times) {
            return new Duty("1", DutyClass.LEADERSHIP, "带队检查安全生产", new Basis("地方党政领导干部安全生产责任制规定", "第八条", LocalDate.of(2018, 4, 8)),
                    new Rhythm.Every(Cycle.QUARTER, times, null), Set.of("visit.led"), false, null);
        }

        private DutyList inForce(int times) {
            DutyList list = lists.draft("县长安全生产责任清单", new Bearer("government", "县长"), 2026, List.of(visits(times)), CLERK);
            list = lists.submit(list.number(), 1, list.version(), CLERK);
            list = lists.approve(list.number(), 1, list.version(), COMMITTEE);
            return lists.publish(list.number(), 1, list.version(), LocalDate.of(2026, 1, 1), CLERK);
        }

        private void visit(String number, String account, String fact) {
            house.work().execute(tx -> house.journal().write(tx, new Fact(new Subject("visit", number), fact, house.clock().instant(), House.actor(account), Map.of())));
            house.settle();
        }

        private int done(DutyList list) {
            return fulfilment.of(lists.get(list.number(), list.edition(), COMMITTEE), house.clock().instant()).tally().done();
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

    /** A room that proves visits. */
    private static final class Visits implements DutyEvidence {
        @Override
        public List<Kind> kinds() {
            return List.of(new Kind("visit.led", "带队检查"));
        }

        @Override
        public Set<String> facts() {
            return Set.of("visit.led", "visit.voided");
        }

        @Override
        public List<Evidence> of(Entry entry) {
            return List.of(new Evidence("visit.led", entry.subject(), entry.account(), entry.happened(), entry.name().equals("visit.voided")));
        }
    }
}
