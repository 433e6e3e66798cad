package io.shoutu.responsibility;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.duty.DutyEvidence;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.commons.testing.House;
import io.shoutu.responsibility.domain.Basis;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.Duty;
import io.shoutu.responsibility.domain.DutyClass;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.Rhythm;
import io.shoutu.responsibility.domain.Tally;
import io.shoutu.responsibility.store.SqlDeliverableStore;
import io.shoutu.responsibility.store.SqlDisputeStore;
import io.shoutu.responsibility.store.SqlDutyListStore;
import io.shoutu.responsibility.store.SqlNoteStore;
import io.shoutu.responsibility.store.SqlReminderStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The room of duty lists over the real bricks of floor 1 (责任体系测试场景): a county with a head, who it is that assists him, and what hears for the lists. */
public final class DutyRoom implements AutoCloseable {
    public static final AreaCode COUNTY = new AreaCode("990101000000");
    public static final Actor CLERK = House.actor("clerk", "planner");
    public static final Actor COMMITTEE = House.actor("committee", "leader");
    public static final Actor HEAD = House.actor("zhao", "leader");
    public static final Actor ASSISTANT = House.actor("miao", "inspector");
    public static final String DEPARTMENTS = "部门监管责任清单";

    public final House house;
    public final ListWords words = new ListWords(List.of(DutyList.LEADERS, DEPARTMENTS), List.of("科室"), List.of(15, 7, 3), 7, List.of("role:leader"));
    public final SqlDutyListStore store;
    public final SqlReminderStore reminderStore;
    public final SqlDisputeStore disputeStore;
    public final SqlNoteStore notes;
    public final Sources sources = new Sources();
    public final ActHearing hearing;
    public final DutyLists lists;
    public final Fulfilment fulfilment;
    public final Ledger ledger;
    public final Reminders reminders;
    public final Deliverables deliverables;
    public final ListImports imports;
    public final Coverages coverages;
    public final Disputes disputes;

    /** The room in this house; closing it closes the house. */
    public DutyRoom(House house) {
        this.house = house.and("responsibility", SqlDutyListStore.class);
        var schema = house.schema("responsibility");
        store = new SqlDutyListStore(house.sql(), schema);
        reminderStore = new SqlReminderStore(house.sql(), schema);
        disputeStore = new SqlDisputeStore(house.sql(), schema);
        notes = new SqlNoteStore(house.sql(), schema);
        hearing = new ActHearing(house.work(), store, sources);
        lists = new DutyLists(house.work(), store, house.journal(), house.numbers(), house.directory(), sources, notes, words, house.clock());
        fulfilment = new Fulfilment(house.work(), store, house.directory(), house.calendar());
        ledger = new Ledger(house.work(), notes, house.journal(), house.directory(), lists, fulfilment, house.clock());
        reminders = new Reminders(house.work(), store, reminderStore, fulfilment, house.journal(), words, house.clock());
        deliverables = new Deliverables(house.work(), new SqlDeliverableStore(house.sql(), schema), house.journal(), house.numbers(), house.attachments(), house.directory(), lists, ledger, house.clock());
        imports = new ListImports(house.work(), store, house.journal(), house.numbers(), house.directory(), sources, words, house.clock());
        coverages = new Coverages(house.directory(), lists, ledger, house.work(), disputeStore, words, house.clock());
        disputes = new Disputes(house.work(), disputeStore, house.journal(), house.numbers(), house.directory(), house.clock());
        house.listen("responsibility.acts", hearing::heard, "*");
        house.listen("responsibility.day", reminders::morning, "day.began");
    }

    /** The county and its people; in a test's first steps, when the database is there. */
    public void people() {
        house.directory().put(new Area(COUNTY, "安澜县"), CLERK);
        house.directory().put(new Unit("government", "安澜县人民政府", COUNTY, null, Unit.Kind.PARTY_GOVERNMENT, null), CLERK);
        house.directory().put(new Person("p1", "赵某", "government", "zhao"), CLERK);
        house.directory().put(new Person("p2", "钱某", "government", "qian"), CLERK);
        house.directory().put(new Person("p3", "苗某", "government", "miao"), CLERK);
        house.directory().put(new Position("p1", "government", "县长", LocalDate.of(2025, 1, 1), null), CLERK);
    }

    public void department(String unit, String name) {
        house.directory().put(new Unit(unit, name, COUNTY, "government", Unit.Kind.DEPARTMENT, null), CLERK);
    }

    /** An item performed in that way. */
    public static Duty duty(String code, String kind, Rhythm rhythm) {
        return new Duty(code, DutyClass.LEADERSHIP, "带队检查安全生产", new Basis("地方党政领导干部安全生产责任制规定", "第八条", LocalDate.of(2018, 4, 8)), rhythm, Set.of(kind), false, null);
    }

    public static ListImports.Past past(Bearer bearer, String category, int year, List<Duty> duties) {
        return new ListImports.Past(bearer.title() == null ? "清单" : bearer.title() + "安全生产责任清单", bearer, category, null, year, LocalDate.of(year, 1, 1), duties);
    }

    /** A list that is in force since the year began, taken over from before. */
    public DutyList inForce(Bearer bearer, String category, int year, List<Duty> duties) {
        ListImports.Outcome taken = imports.takePast(List.of(() -> past(bearer, category, year, duties)), CLERK).get(0);
        if (taken.problem() != null) {
            throw taken.problem();
        }
        return lists.get(taken.number(), CLERK);
    }

    /** The county head's list of 2026. */
    public DutyList inForce(Duty... duties) {
        return inForce(new Bearer("government", "县长"), DutyList.LEADERS, 2026, List.of(duties));
    }

    /** A visit is told, as the room next door would; null for an enterprise that is not said. */
    public void visit(String number, String account, String fact, Instant happened, String enterprise) {
        Map<String, Object> data = enterprise == null ? Map.of("title", "检查") : Map.of("title", "检查", "enterprise", enterprise);
        house.work().execute(tx -> house.journal().write(tx, new Fact(new Subject("inspection", number), fact, happened, House.actor(account), data)));
        house.settle();
    }

    public void visit(String number, String account, String fact) {
        visit(number, account, fact, house.clock().instant(), null);
    }

    public Tally tally(DutyList list) {
        return fulfilment.of(lists.get(list.number(), list.edition(), COMMITTEE), house.clock().instant()).tally();
    }

    /** Lets the days pass one by one, each with its morning. */
    public void days(int count) {
        for (int i = 0; i < count; i++) {
            house.clock().advance(Duration.ofDays(1));
            house.settle();
        }
    }

    /** The n-th of a row of invented enterprises. */
    public static CreditCode firm(int n) {
        String first17 = "91990101MA000000" + n;
        return new CreditCode(first17 + CreditCode.checkCharacter(first17));
    }

    @Override
    public void close() {
        house.close();
    }

    /** A room that proves visits. */
    public static final class Visits implements DutyEvidence {
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
