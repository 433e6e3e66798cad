package io.shoutu.commons.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Cell;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.EnterpriseQuery;
import io.shoutu.api.directory.GridPost;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
import io.shoutu.commons.testing.House;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every directory must do, whatever database is below. */
abstract class DirectoryContract {
    private static final Actor ADMIN = House.actor("admin", "admin");
    private static final AreaCode COUNTY = new AreaCode("990101000000");
    private static final AreaCode TOWN = new AreaCode("990101001000");
    private static final AreaCode VILLAGE = new AreaCode("990101001001");
    private final House house;
    private SqlDirectory directory;

    DirectoryContract(House house) {
        this.house = house;
    }

    @BeforeEach
    void fill() {
        directory = house.directory();
        directory.put(new Area(COUNTY, "安澜县"), ADMIN);
        directory.put(new Area(TOWN, "临河镇"), ADMIN);
        directory.put(new Area(VILLAGE, "东村"), ADMIN);
        directory.put(new Unit("yjj", "县应急管理局", COUNTY, null), ADMIN);
        directory.put(new Person("p1", "甲", "yjj", "jia"), ADMIN);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static CreditCode code(int n) {
        String first = "91990101" + String.format("%09d", n);
        return new CreditCode(first + CreditCode.checkCharacter(first));
    }

    private static Enterprise enterprise(int n, String name, AreaCode area) {
        return new Enterprise(code(n), name, area, "2631", "危险化学品", "yjj", 117.5, 33.25);
    }

    @Test
    void theGridIsWalkedFromTheTopAlthoughProvinceAndCityAreNotThere() {
        assertThat(directory.areasBelow(null)).extracting(Area::name).containsExactly("安澜县");
        assertThat(directory.areasBelow(COUNTY)).extracting(Area::name).containsExactly("临河镇");
        assertThat(directory.areasBelow(TOWN)).extracting(Area::name).containsExactly("东村");
        assertThat(directory.areasBelow(VILLAGE)).isEmpty();
        assertThat(directory.area(new AreaCode("110000000000"))).isEmpty();
    }

    @Test
    void whatIsPutTwiceUnchangedIsToldOnce() {
        Enterprise enterprise = enterprise(1, "安澜化工有限公司", VILLAGE);
        directory.put(enterprise, ADMIN);
        directory.put(enterprise, ADMIN);
        Enterprise renamed = enterprise(1, "安澜新化工有限公司", VILLAGE);
        directory.put(renamed, ADMIN);
        assertThat(directory.enterprise(code(1))).contains(renamed);
        assertThat(house.told("directory.changed").stream().filter(e -> e.subject().kind().equals("enterprise"))).extracting(e -> e.text("title"))
                .containsExactly("安澜化工有限公司", "安澜新化工有限公司");
    }

    @Test
    void aPersonsNameStaysOutOfTheJournal() {
        assertThat(house.told("directory.changed").stream().filter(e -> e.subject().kind().equals("person")).toList())
                .singleElement().satisfies(e -> assertThat(e.data().toString()).doesNotContain("甲"));
    }

    @Test
    void enterprisesAreFoundByAreaAndTextPageByPage() {
        for (int i = 1; i <= 7; i++) {
            directory.put(enterprise(i, i % 2 == 0 ? "河东化工厂" + i : "临河Mill_" + i, i <= 5 ? VILLAGE : TOWN), ADMIN);
        }
        Page<Enterprise> first = directory.enterprises(null, null, null, 4);
        assertThat(first.total()).isEqualTo(7);
        Page<Enterprise> second = directory.enterprises(null, null, first.next(), 4);
        assertThat(second.next()).isNull();
        assertThat(Stream.concat(first.items().stream(), second.items().stream()).map(Enterprise::creditCode).toList()).hasSize(7).doesNotHaveDuplicates();
        assertThat(directory.enterprises(VILLAGE, null, null, 50).total()).isEqualTo(5);
        assertThat(directory.enterprises(TOWN, null, null, 50).total()).isEqualTo(7);
        assertThat(directory.enterprises(TOWN, "化工", null, 50).total()).isEqualTo(3);
        assertThat(directory.enterprises(null, "mill_", null, 50).total()).isEqualTo(4);
        assertThat(directory.enterprises(null, "%", null, 50).total()).isZero();
        assertThat(directory.enterprises(null, code(3).text(), null, 50).items()).extracting(Enterprise::creditCode).containsExactly(code(3));
    }

    @Test
    void whoHeldAPositionIsAnsweredForTheDay() {
        directory.put(new Person("p2", "乙", "yjj", null), ADMIN);
        directory.put(new Position("p1", "yjj", "局长", LocalDate.of(2024, 1, 1), null), ADMIN);
        directory.put(new Position("p1", "yjj", "局长", LocalDate.of(2024, 1, 1), LocalDate.of(2025, 6, 30)), ADMIN);
        directory.put(new Position("p2", "yjj", "局长", LocalDate.of(2025, 7, 1), null), ADMIN);
        assertThat(directory.positions("yjj", LocalDate.of(2025, 6, 30))).extracting(Position::person).containsExactly("p1");
        assertThat(directory.positions("yjj", LocalDate.of(2025, 7, 1))).extracting(Position::person).containsExactly("p2");
        assertThat(directory.positions("yjj", LocalDate.of(2023, 12, 31))).isEmpty();
    }

    @Test
    void anAccountBelongsToOnePerson() {
        assertThat(directory.personOfAccount("jia")).map(Person::id).contains("p1");
        refused(() -> directory.put(new Person("p2", "乙", "yjj", "jia"), ADMIN), "account");
    }

    @Test
    void whatPointsNowhereOrIsNonsenseIsRefusedAndNamesTheField() {
        AreaCode unknown = new AreaCode("990101002000");
        refused(() -> directory.put(new Unit("x", "某单位", unknown, null), ADMIN), "area");
        refused(() -> directory.put(new Unit("x", "某单位", COUNTY, "nobody"), ADMIN), "parent");
        refused(() -> directory.put(new Unit("a b", "某单位", COUNTY, null), ADMIN), "id");
        refused(() -> directory.put(new Unit("x", " ", COUNTY, null), ADMIN), "name");
        refused(() -> directory.put(new Person("p9", "丙", "nobody", null), ADMIN), "unit");
        refused(() -> directory.put(new Position("p1", "yjj", "局长", LocalDate.of(2024, 1, 2), LocalDate.of(2024, 1, 1)), ADMIN), "to");
        refused(() -> directory.put(enterprise(1, "某厂", unknown), ADMIN), "area");
        refused(() -> directory.put(new Enterprise(code(1), "某厂", VILLAGE, "26", null, null, null, null), ADMIN), "industry");
        refused(() -> directory.put(new Enterprise(code(1), "某厂", VILLAGE, null, null, "nobody", null, null), ADMIN), "lead");
        refused(() -> directory.put(new Enterprise(code(1), "某厂", VILLAGE, null, null, null, Double.NaN, null), ADMIN), "longitude");
        refused(() -> directory.put(new Enterprise(code(1), "某厂", VILLAGE, null, null, null, null, 91.0), ADMIN), "latitude");
        assertThat(directory.enterprises(null, null, null, 10).total()).isZero();
    }

    private static final LocalDate TODAY = LocalDate.of(2026, 2, 13);

    @Test
    void aPositionIsHandedOverAndTheOldHolderStaysInTheHistory() {
        directory.put(new Person("p2", "乙", "yjj", null), ADMIN);
        directory.put(new Position("p1", "yjj", "局长", LocalDate.of(2024, 1, 1), null), ADMIN);
        directory.handOver(new Position("p2", "yjj", "局长", LocalDate.of(2026, 2, 1), null), ADMIN);
        assertThat(directory.positions("yjj", LocalDate.of(2026, 1, 31))).extracting(Position::person).containsExactly("p1");
        assertThat(directory.positions("yjj", LocalDate.of(2026, 2, 1))).extracting(Position::person).containsExactly("p2");
        assertThat(directory.history("yjj", null)).extracting(Position::person).containsExactly("p2", "p1");
        assertThat(directory.history(null, "p1")).singleElement().satisfies(p -> assertThat(p.to()).isEqualTo(LocalDate.of(2026, 1, 31)));
        assertThat(house.told("directory.handed-over")).singleElement().satisfies(e -> assertThat(e.data()).containsEntry("released", List.of("p1")).containsEntry("person", "p2"));
        assertThatThrownBy(() -> directory.handOver(new Position("p2", "yjj", "局长", LocalDate.of(2026, 3, 1), null), ADMIN))
                .isInstanceOfSatisfying(Problem.IllegalMove.class, p -> assertThat(p.code()).isEqualTo("position-held"));
        refused(() -> directory.handOver(new Position("p1", "yjj", "局长", LocalDate.of(2026, 1, 1), null), ADMIN), "from");
    }

    @Test
    void aGridCellHasMembersFromADayOn() {
        directory.put(new Cell("99010100100101", "东村一网格"), ADMIN);
        directory.put(new Person("p2", "乙", "yjj", null), ADMIN);
        directory.put(new GridPost("99010100100101", "网格员", "p1", LocalDate.of(2025, 1, 1), null), ADMIN);
        directory.handOver(new GridPost("99010100100101", "网格员", "p2", LocalDate.of(2026, 1, 1), null), ADMIN);
        assertThat(directory.posts("99010100100101", null).stream().filter(p -> p.heldOn(LocalDate.of(2025, 12, 31)))).extracting(GridPost::person).containsExactly("p1");
        assertThat(directory.posts("99010100100101", null).stream().filter(p -> p.heldOn(TODAY))).extracting(GridPost::person).containsExactly("p2");
        assertThat(directory.cells(TOWN)).extracting(Cell::name).containsExactly("东村一网格");
        refused(() -> directory.put(new Cell("99010100200101", "无处网格"), ADMIN), "code");
        refused(() -> directory.put(new GridPost("99010100100102", "网格员", "p1", TODAY, null), ADMIN), "node");
    }

    @Test
    void whatIsClosedStaysAndTakesNothingNew() {
        directory.put(enterprise(1, "安澜化工有限公司", VILLAGE), ADMIN);
        Subject subject = new Subject("enterprise", code(1).text());
        directory.close(subject, TODAY, null, "停产关闭", ADMIN);
        assertThat(directory.enterprise(code(1)).orElseThrow().closed()).isEqualTo(TODAY);
        assertThat(directory.enterprises(new EnterpriseQuery(Scope.EVERYWHERE, null, null, null, null, null, null, true, null, null, 10)).total()).isZero();
        // Written again from a list it stays closed.
        directory.put(enterprise(1, "安澜化工有限公司", VILLAGE), ADMIN);
        assertThat(directory.enterprise(code(1)).orElseThrow().closed()).isEqualTo(TODAY);
        assertThatThrownBy(() -> directory.close(subject, TODAY, null, "再关", ADMIN)).isInstanceOf(Problem.IllegalMove.class);
        directory.reopen(subject, "恢复生产", ADMIN);
        assertThat(directory.enterprise(code(1)).orElseThrow().closed()).isNull();
        assertThat(house.told("directory.closed", "directory.reopened")).extracting(e -> e.text("reason")).containsExactly("停产关闭", "恢复生产");
        refused(() -> directory.close(subject, TODAY.plusDays(1), null, "明天", ADMIN), "on");
        refused(() -> directory.close(subject, TODAY, null, " ", ADMIN), "reason");
    }

    @Test
    void anAreaIsMergedOnlyWithAPlaceForWhatLiesInIt() {
        AreaCode other = new AreaCode("990101001002");
        directory.put(new Area(other, "西村"), ADMIN);
        directory.put(enterprise(1, "安澜化工有限公司", VILLAGE), ADMIN);
        Subject village = new Subject("area", VILLAGE.text());
        assertThatThrownBy(() -> directory.close(village, TODAY, null, "撤村并村", ADMIN))
                .isInstanceOfSatisfying(Problem.IllegalMove.class, p -> assertThat(p).hasMessageContaining("1 家企业"));
        directory.close(village, TODAY, other.text(), "撤村并村", ADMIN);
        assertThat(directory.enterprise(code(1)).orElseThrow().area()).isEqualTo(other);
        assertThat(directory.area(VILLAGE).orElseThrow()).isEqualTo(new Area(VILLAGE, "东村", TODAY, other));
        refused(() -> directory.put(enterprise(2, "新厂", VILLAGE), ADMIN), "area");
        assertThatThrownBy(() -> directory.close(new Subject("area", TOWN.text()), TODAY, null, "撤镇", ADMIN)).hasMessageContaining("1 个下级区划");
    }

    @Test
    void aUnitsPeopleAndEnterprisesGoToItsSuccessorAndPositionsEnd() {
        directory.put(new Unit("gxj", "县工信局", COUNTY, null, Unit.Kind.DEPARTMENT, null), ADMIN);
        directory.put(new Position("p1", "yjj", "局长", LocalDate.of(2024, 1, 1), null), ADMIN);
        directory.put(enterprise(1, "安澜化工有限公司", VILLAGE), ADMIN);
        Subject unit = new Subject("unit", "yjj");
        assertThatThrownBy(() -> directory.close(unit, TODAY, null, "机构改革", ADMIN)).hasMessageContaining("1 名人员").hasMessageContaining("1 家企业");
        directory.close(unit, TODAY, "gxj", "机构改革", ADMIN);
        assertThat(directory.person("p1").orElseThrow().unit()).isEqualTo("gxj");
        assertThat(directory.enterprise(code(1)).orElseThrow().lead()).isEqualTo("gxj");
        assertThat(directory.positions("yjj", TODAY.plusDays(1))).isEmpty();
        assertThat(directory.positions("yjj", TODAY)).hasSize(1);
        directory.put(new Unit("under", "下级", COUNTY, "gxj"), ADMIN);
        refused(() -> directory.put(new Unit("gxj", "县工信局", COUNTY, "under"), ADMIN), "parent");
    }

    @Test
    void aPersonWhoLeavesHoldsNothingAnyLonger() {
        directory.put(new Position("p1", "yjj", "科长", LocalDate.of(2024, 1, 1), null), ADMIN);
        directory.put(new GridPost(VILLAGE.text(), "网格长", "p1", LocalDate.of(2024, 1, 1), null), ADMIN);
        directory.close(new Subject("person", "p1"), TODAY, null, "调离", ADMIN);
        assertThat(directory.positions("yjj", TODAY.plusDays(1))).isEmpty();
        assertThat(directory.posts(VILLAGE.text(), null)).singleElement().satisfies(p -> assertThat(p.to()).isEqualTo(TODAY));
        refused(() -> directory.put(new Position("p1", "yjj", "局长", TODAY, null), ADMIN), "person");
        assertThat(house.told("directory.closed")).singleElement().satisfies(e -> assertThat(e.data().toString()).doesNotContain("甲"));
    }

    @Test
    void allThatIsKnownOfAnEnterpriseComesBackAndItsChangeSaysWhatStoodThere() {
        directory.put(new Unit("xfj", "消防", COUNTY, null), ADMIN);
        directory.put(new Cell("99010100100101", "东村一网格"), ADMIN);
        Enterprise full = new Enterprise(code(5), "安澜粉体", VILLAGE, "2631", "粉尘涉爆", "yjj", 146.1, 33.2, Enterprise.Scale.SMALL, "东村1号", "丁一", List.of("xfj"), "99010100100101", null);
        directory.put(full, ADMIN);
        assertThat(directory.enterprise(code(5))).contains(full);
        directory.put(new Enterprise(code(5), "安澜粉体", VILLAGE, "2631", "粉尘涉爆", "yjj", 146.1, 33.2, Enterprise.Scale.MEDIUM, "东村1号", "丁二", List.of("xfj"), "99010100100101", null), ADMIN);
        assertThat(house.told("directory.changed")).last().satisfies(e -> assertThat(e.data()).containsEntry("before", Map.of("scale", "SMALL"))
                .containsEntry("after", Map.of("scale", "MEDIUM")).containsEntry("also", List.of("safetyManager")).asString().doesNotContain("丁"));
        Scope supervised = Scope.EVERYWHERE;
        assertThat(directory.enterprises(new EnterpriseQuery(supervised, null, null, null, "xfj", null, null, null, null, null, 10)).total()).isEqualTo(1);
        assertThat(directory.enterprises(new EnterpriseQuery(supervised, null, null, "粉尘涉爆", null, "99010100100101", Enterprise.Scale.MEDIUM, true, true, null, 10)).total()).isEqualTo(1);
        assertThat(directory.enterprises(new EnterpriseQuery(supervised, null, null, null, "x_j", null, null, null, null, null, 10)).total()).isZero();
        assertThat(directory.sectors(supervised)).containsExactly("粉尘涉爆");
        refused(() -> directory.put(new Enterprise(code(6), "某厂", VILLAGE, null, null, null, null, null, null, null, null, List.of("nobody"), null, null), ADMIN), "departments");
        refused(() -> directory.put(new Enterprise(code(6), "某厂", VILLAGE, null, null, null, null, null, null, null, null, List.of(), "99010100100199", null), ADMIN), "cell");
        refused(() -> directory.put(new Enterprise(code(6), "某厂", VILLAGE, null, null, null, 146.0, null), ADMIN), "latitude");
    }

    @Test
    void everythingIsFoundByNamePinyinAndCodeWithinTheScope() {
        directory.put(new Person("shan", "单雄信", "yjj", null), ADMIN);
        directory.put(enterprise(1, "安澜恒渡化工有限公司", VILLAGE), ADMIN);
        directory.put(enterprise(2, "安澜恒通物流有限公司", TOWN), ADMIN);
        DirectorySearch search = new DirectorySearch(directory, house.searchIndex());
        Actor all = House.actor("a");
        for (String typed : List.of("恒渡", "hdhg", "HDHG", "hengdu", "安澜恒渡", "alhd", code(1).text(), code(1).text().substring(8), "恒 化工", "henghg")) {
            if (typed.equals("henghg")) {
                assertThat(search.find("enterprise", typed, all, 9)).as(typed).isEmpty();
            } else {
                assertThat(search.find("enterprise", typed, all, 9)).as(typed).extracting(h -> h.subject().number()).contains(code(1).text());
            }
        }
        assertThat(search.find("enterprise", "alh", all, 9)).hasSize(2);
        assertThat(search.find("person", "dxx", all, 9)).extracting(h -> h.title()).containsExactly("单雄信");
        assertThat(search.find("person", "sxx", all, 9)).extracting(h -> h.address()).containsExactly("#/directory/people/shan");
        assertThat(search.find("area", "lhz", all, 9)).extracting(h -> h.title()).containsExactly("临河镇");
        Actor village = new Actor("v", "v", Actor.Kind.PERSON, Set.of(), new Scope(false, Set.of(VILLAGE), Set.of(), Set.of()));
        assertThat(search.find("enterprise", "alh", village, 9)).extracting(h -> h.subject().number()).containsExactly(code(1).text());
        assertThat(search.find("person", "dxx", village, 9)).isEmpty();
        directory.put(enterprise(1, "安澜改名化工有限公司", VILLAGE), ADMIN);
        assertThat(search.find("enterprise", "hdhg", all, 9)).isEmpty();
        assertThat(search.find("enterprise", "gmhg", all, 9)).hasSize(1);
    }

    @Test
    void whatWasThereBeforeTheIndexIsFoundAfterTheFirstQuestion() {
        directory.put(enterprise(1, "安澜恒渡化工有限公司", VILLAGE), ADMIN);
        house.work().execute(tx -> {
            house.sql().on(tx).execute("DELETE FROM search_term");
            house.sql().on(tx).execute("DELETE FROM search_entry");
        });
        DirectorySearch search = new DirectorySearch(directory, house.searchIndex());
        assertThat(search.find("enterprise", "hdhg", House.actor("a"), 9)).hasSize(1);
        assertThat(search.find("person", "jia", House.actor("a"), 9)).hasSize(1);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String field) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"91350100M000100Y43", "9144030071526726XG", "91440300708461136T"})
    void realCreditCodesPassAndOneWrongCharacterDoesNot(String real) {
        assertThat(new CreditCode(real).text()).isEqualTo(real);
        for (int i = 0; i < 18; i++) {
            String wrong = real.substring(0, i) + (real.charAt(i) == '0' ? '1' : '0') + real.substring(i + 1);
            assertThatThrownBy(() -> new CreditCode(wrong)).isInstanceOf(Problem.Invalid.class);
        }
        for (String bad : List.of("", real.toLowerCase(java.util.Locale.ROOT) + "x", real.substring(1), real.substring(0, 17) + "I")) {
            assertThatThrownBy(() -> new CreditCode(bad)).isInstanceOf(Problem.Invalid.class);
        }
    }
}
