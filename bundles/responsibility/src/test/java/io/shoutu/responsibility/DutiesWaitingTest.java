package io.shoutu.responsibility;

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
import io.shoutu.api.todo.Waiting;
import io.shoutu.api.todo.WaitingContract;
import io.shoutu.commons.testing.House;
import io.shoutu.responsibility.domain.Basis;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.Cycle;
import io.shoutu.responsibility.domain.Duty;
import io.shoutu.responsibility.domain.DutyClass;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.NoteStore;
import io.shoutu.responsibility.domain.Rhythm;
import io.shoutu.responsibility.meeting.MeetingEvidence;
import io.shoutu.responsibility.store.SqlDisputeStore;
import io.shoutu.responsibility.store.SqlDutyListStore;
import io.shoutu.responsibility.store.SqlNoteStore;
import io.shoutu.responsibility.ui.DutiesWaiting;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of duty lists waits for the leader who approves and rules; and who does not even know of it. */
class DutiesWaitingTest implements WaitingContract {
    private static final Actor CLERK = House.actor("clerk", "planner");
    private static final Actor COMMITTEE = House.actor("committee", "leader");
    private final House house = House.with("responsibility", SqlDutyListStore.class);
    private final SqlDutyListStore store = new SqlDutyListStore(house.sql(), house.schema("responsibility"));
    private final NoteStore notes = new SqlNoteStore(house.sql(), house.schema("responsibility"));
    private final ListWords words = new ListWords(List.of(DutyList.LEADERS), List.of("科室"), List.of(15, 7, 3), 7, List.of());
    private final Sources sources = new Sources();
    private final DutyLists lists = new DutyLists(house.work(), store, house.journal(), house.numbers(), house.directory(), sources, notes, words, house.clock());
    private final Fulfilment fulfilment = new Fulfilment(house.work(), store, house.directory(), house.calendar());
    private final Disputes disputes = new Disputes(house.work(), new SqlDisputeStore(house.sql(), house.schema("responsibility")), house.journal(), house.numbers(), house.directory(), house.clock());
    private String dispute;

    @BeforeEach
    void twoListsAndADispute() {
        sources.bind(new MeetingEvidence());
        house.directory().put(new Area(new AreaCode("990101000000"), "安澜县"), CLERK);
        house.directory().put(new Area(new AreaCode("990102000000"), "邻县"), CLERK);
        house.directory().put(new Unit("government", "安澜县人民政府", new AreaCode("990101000000"), null), CLERK);
        house.directory().put(new Unit("housing", "住建局", new AreaCode("990101000000"), null), CLERK);
        house.directory().put(new Unit("market", "市场监管局", new AreaCode("990101000000"), null), CLERK);
        house.directory().put(new Person("p1", "赵某", "government", "zhao"), CLERK);
        for (String office : List.of("县长", "常务副县长")) {
            house.directory().put(new Position("p1", "government", office, LocalDate.of(2025, 1, 1), null), CLERK);
            DutyList list = lists.draft(office + "安全生产责任清单", new Bearer("government", office), 2026, List.of(new Duty("1", DutyClass.LEADERSHIP, "主持研究安全生产",
                    new Basis("地方党政领导干部安全生产责任制规定", "第八条", LocalDate.of(2018, 4, 8)), new Rhythm.Every(Cycle.QUARTER, 1, null), Set.of("responsibility.executive-chaired"), false, null)), CLERK);
            lists.submit(list.number(), 1, list.version(), CLERK);
        }
        dispute = disputes.raise("燃气器具谁来管", "两家都说不归自己", "燃气器具", null, List.of("housing", "market"), CLERK).number();
        disputes.say(dispute, null, "housing", "不归我们", CLERK);
        disputes.say(dispute, null, "market", "也不归我们", CLERK);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Override
    public Waiting waiting() {
        return new DutiesWaiting(lists, fulfilment, new Ledger(house.work(), notes, house.journal(), house.directory(), lists, fulfilment, house.clock()), disputes, words, house.clock());
    }

    @Override
    public Actor busy() {
        return COMMITTEE;
    }

    private static Actor within(Scope scope) {
        return new Actor("near", "近", Actor.Kind.PERSON, Set.of("leader", "planner"), scope);
    }

    @Test
    void theLeaderIsAskedToApproveBothAndToRule() {
        assertThat(waiting().waitingFor(COMMITTEE, 10).tasks()).extracting(task -> task.action()).containsExactlyInAnyOrder("审定", "审定", "裁定");
    }

    @Test
    void aDisputeIsThereForThoseItConcernsAndForNobodyElse() {
        for (Scope scope : List.of(new Scope(false, Set.of(new AreaCode("990101000000")), Set.of(), Set.of()), new Scope(false, Set.of(), Set.of("market"), Set.of()))) {
            assertThat(disputes.all(null, within(scope))).hasSize(1);
            assertThat(disputes.get(dispute, within(scope)).number()).isEqualTo(dispute);
        }
        for (Scope scope : List.of(new Scope(false, Set.of(new AreaCode("990102000000")), Set.of(), Set.of()), new Scope(false, Set.of(), Set.of("government"), Set.of()), Scope.NOWHERE)) {
            assertThat(disputes.all(null, within(scope))).isEmpty();
            assertThatThrownBy(() -> disputes.get(dispute, within(scope))).isInstanceOf(Problem.NotFound.class);
            assertThatThrownBy(() -> disputes.say(dispute, null, "housing", "试探", within(scope))).isInstanceOf(Problem.NotFound.class);
            assertThatThrownBy(() -> disputes.rule(dispute, null, "housing", "试探", "试探", within(scope))).isInstanceOf(Problem.NotFound.class);
            assertThatThrownBy(() -> disputes.withdraw(dispute, null, "试探", within(scope))).isInstanceOf(Problem.NotFound.class);
        }
    }
}
