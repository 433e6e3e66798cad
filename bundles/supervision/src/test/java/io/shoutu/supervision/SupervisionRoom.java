package io.shoutu.supervision;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardLedger;
import io.shoutu.api.hazard.HazardQuery;
import io.shoutu.api.hazard.HazardReport;
import io.shoutu.api.hazard.HazardView;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.testing.House;
import io.shoutu.supervision.domain.InstrumentStore;
import io.shoutu.supervision.domain.LadderStore;
import io.shoutu.supervision.domain.PointStore;
import io.shoutu.supervision.store.SqlInstrumentStore;
import io.shoutu.supervision.store.SqlLadderStore;
import io.shoutu.supervision.store.SqlPointStore;
import io.shoutu.supervision.store.SqlRuleStore;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The room, furnished for a test: real stores, real journal, a clock that is moved by hand. It hears what its routes would hear. */
public final class SupervisionRoom implements AutoCloseable {
    public static final AreaCode TOWN = new AreaCode("990101001000");
    public static final CreditCode FIRM = code("91990101MA0000001");
    public static final CreditCode OTHER_FIRM = code("91990101MA0000002");
    public static final Actor OFFICE = House.actor("office", "operator");
    public static final Actor DIRECTOR = House.actor("director", "leader");
    public static final Actor HEAD = House.actor("head", "leader");
    public static final Actor BUREAU = new Actor("clerk", "局收文员", Actor.Kind.PERSON, Set.of("inspector"), new Scope(false, Set.of(), Set.of("yjj"), Set.of()));

    private final Map<String, HazardGrade> grades = new HashMap<>();
    public final House house;
    public final InstrumentStore store;
    public final LadderStore ladder;
    public final PointStore pointStore;
    public final Addressing addressing;
    public final SupervisionBook book;
    public final SupervisionService supervision;
    public final LadderService ladders;
    public final PointsService points;
    public final RulesService rules;
    public final SupervisionScores scores;

    public SupervisionRoom() {
        this(House.with("supervision", SqlInstrumentStore.class));
    }

    public SupervisionRoom(House house) {
        this.house = house;
        SupervisionRules settings = new SupervisionRules("县安委办", "3,1", true, "县长");
        store = new SqlInstrumentStore(house.sql(), house.schema("supervision"));
        ladder = new SqlLadderStore(house.sql(), house.schema("supervision"));
        pointStore = new SqlPointStore(house.sql(), house.schema("supervision"));
        addressing = new Addressing(house.directory(), settings);
        Majors majors = new Majors();
        majors.bind(new Ledger());
        book = new SupervisionBook(store, house.journal(), house.numbers(), house.dues(), house.calendar(), addressing, majors, house.clock());
        Climbing climbing = new Climbing(ladder, book, settings, house.directory(), house.numbers(), house.journal());
        supervision = new SupervisionService(house.work(), store, book, climbing, addressing, house.attachments(), (actor, subject) -> !subject.number().endsWith("999999"));
        ladders = new LadderService(house.work(), ladder, store, book, climbing, addressing);
        points = new PointsService(house.work(), pointStore, book, climbing, addressing, house.directory(), house.numbers(), house.journal(), (actor, subject) -> true);
        rules = new RulesService(house.work(), store, ladder, pointStore, new SqlRuleStore(house.sql(), house.schema("supervision")), book, house.journal());
        scores = new SupervisionScores(house.work(), store, book);
        DeadlineHearing deadlines = new DeadlineHearing(house.work(), store, ladder, book, climbing, settings, house.clock());
        LadderHearing hearing = new LadderHearing(house.work(), book, climbing, majors);
        house.listen("supervision.day", deadlines::morning, "day.began");
        house.listen("supervision.deadline", deadlines::ranOut, "time.due");
        house.listen("supervision.late-hazard", hearing::hazardLate, "hazard.overdue", "hazard.imported", "hazard.rejected");
        house.listen("supervision.late-report", hearing::reportLate, "hazard.report-overdue");
        house.listen("supervision.late-duty", hearing::dutyLate, "responsibility.reminded");
        house.listen("supervision.duty-caught-up", hearing::dutyCaughtUp, "responsibility.caught-up");
        house.listen("supervision.settled", hearing::settled, "hazard.submitted", "hazard.accepted", "hazard.dismissed", "hazard.merged", "hazard.extension-granted", "hazard.report-checked");
        house.settle();
        house.directory().put(new Area(TOWN, "临港镇"), OFFICE);
        house.directory().put(new Unit("yjj", "县应急管理局", TOWN, null), OFFICE);
        house.directory().put(new Unit("xz400", "经济开发区管理委员会", TOWN, null), OFFICE);
        house.directory().put(new Person("p-boss", "厂长甲", "xz400", null), OFFICE);
        house.directory().put(new Person("p-next", "厂长乙", "xz400", null), OFFICE);
        house.directory().put(new Person("p-clerk", "局收文员", "yjj", BUREAU.account()), OFFICE);
        house.directory().put(new Person("p-head", "县长丙", "xz400", HEAD.account()), OFFICE);
        house.directory().put(new Position("p-head", "xz400", "县长", LocalDate.of(2024, 1, 1), null), OFFICE);
        house.directory().put(new Enterprise(FIRM, "安澜化工", TOWN, null, "危险化学品", "yjj", null, null), OFFICE);
        house.directory().put(new Enterprise(OTHER_FIRM, "安澜涂料", TOWN, null, "危险化学品", "yjj", null, null), OFFICE);
        house.settle();
    }

    /** The ledger next door says how grave a hazard is; one it does not know is not there. */
    public void grade(String number, HazardGrade grade) {
        grades.put(number, grade);
    }

    private final class Ledger implements HazardLedger {
        @Override
        public HazardView report(HazardReport report, Actor by, Fact.Cause causedBy) {
            throw new UnsupportedOperationException("this room reports no hazards");
        }

        @Override
        public HazardView get(String number) {
            if (!grades.containsKey(number)) {
                throw Problem.NotFound.of(new Subject("hazard", number));
            }
            return new HazardView(number, "隐患", null, null, null, null, null, null, null, grades.get(number), null, null, null, null, null, null, null, false, null, List.of(), List.of(), null, null, null, null,
                    null, null, null, null, null, null, null, null, null, null, null, List.of(), 1, List.of());
        }

        @Override
        public Page<HazardView> find(HazardQuery query) {
            throw new UnsupportedOperationException("this room asks for single hazards");
        }
    }

    private static CreditCode code(String first17) {
        return new CreditCode(first17 + CreditCode.checkCharacter(first17));
    }

    /** A hazard tells something, as the room next door would. */
    public void hazard(String fact, String number, String state, LocalDate deadline, String grade) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", state);
        data.put("title", "聚合釜安全阀前截止阀关闭");
        data.put("enterprise", FIRM.text());
        data.put("rectifier", "x");
        data.put("deadline", deadline.toString());
        data.put("grade", grade);
        house.work().execute(tx -> house.journal().write(tx, new Fact(new Subject("hazard", number), fact, house.clock().instant(), Actor.system("hazard"), data)));
        house.settle();
    }

    /** Lets the days pass one by one, each with its morning. */
    public void days(int count) {
        for (int i = 0; i < count; i++) {
            house.clock().advance(Duration.ofDays(1));
            house.settle();
        }
    }

    public LocalDate today() {
        return Legal.day(house.clock().instant());
    }

    /** The facts told about a paper, oldest first. */
    public List<String> history(String number) {
        return house.journal().timeline(new Subject("supervision", number)).stream().map(Entry::name).map(n -> n.substring(n.indexOf('.') + 1)).toList();
    }

    @Override
    public void close() {
        house.close();
    }
}
