package io.shoutu.commons.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
import io.shoutu.commons.testing.House;
import java.time.LocalDate;
import java.util.List;
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
    private Directory directory;

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
