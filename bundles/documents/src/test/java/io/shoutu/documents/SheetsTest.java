package io.shoutu.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Cell;
import io.shoutu.api.directory.Contacts;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.GridPost;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.documents.Workbooks;
import io.shoutu.commons.testing.House;
import io.shoutu.documents.registers.Enterprises;
import io.shoutu.documents.registers.Grid;
import io.shoutu.documents.registers.People;
import io.shoutu.documents.registers.Positions;
import io.shoutu.documents.registers.Register;
import io.shoutu.documents.registers.Units;
import io.shoutu.documents.sheet.Books;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lists of the directory in by the sheet and out again, over the real directory. */
class SheetsTest {
    private static final Actor ADMIN = House.actor("admin", "admin");
    private static final AreaCode TOWN = new AreaCode("990100001000");
    private final House house = House.empty();
    private final Books books = new Books(Settings.USUAL);
    private final Map<Subject, String> phones = new HashMap<>();
    private final Contacts contacts = new Contacts() {
        @Override
        public Set<String> kept(Subject subject) {
            return phones.containsKey(subject) ? Set.of(PHONE) : Set.of();
        }

        @Override
        public void keep(Subject subject, String field, String plain, Actor by) {
            phones.put(subject, plain);
        }

        @Override
        public Optional<String> open(Subject subject, String field, Actor by, String reason) {
            return Optional.ofNullable(phones.get(subject));
        }

        @Override
        public void erase(Subject subject, Actor by, String reason) {
            phones.remove(subject);
        }
    };
    private final Sheets sheets = new Sheets(house.work(), books);
    private final Register enterprises = new Enterprises(house.directory(), contacts);

    @BeforeEach
    void theCounty() {
        house.directory().put(new Area(new AreaCode("990100000000"), "安澜县"), ADMIN);
        house.directory().put(new Area(TOWN, "城关镇"), ADMIN);
        house.directory().put(new Unit("yingji", "县应急管理局", new AreaCode("990100000000"), null), ADMIN);
    }

    @AfterEach
    void leave() {
        house.close();
    }

    private static String code(int n) {
        String first = "91990100MA" + String.format("%07d", n);
        return first + CreditCode.checkCharacter(first);
    }

    private byte[] sheet(Register register, List<Map<String, Object>> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        books.write(register.sheet(), rows.iterator(), out, Instant.EPOCH);
        return out.toByteArray();
    }

    private static Map<String, Object> row(Object... pairs) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            row.put((String) pairs[i], pairs[i + 1]);
        }
        return row;
    }

    private static Map<String, Object> enterprise(String code, String name, String area, String lead) {
        return row("creditCode", code, "name", name, "area", area, "lead", lead);
    }

    private static List<String> places(Sheets.Imported imported) {
        return imported.outcome().faults().stream().map(f -> f.line() + " " + f.column()).toList();
    }

    @Test
    void goodRowsAreStoredBadOnesComeBackWithTheReasonAndTwiceChangesNothing() throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            rows.add(enterprise(code(i), "企业" + i, TOWN.text(), i % 2 == 0 ? "县应急管理局" : "yingji"));
        }
        rows.add(enterprise(code(131).substring(0, 17) + (code(131).endsWith("0") ? "1" : "0"), "校验位错", TOWN.text(), null));
        rows.add(enterprise(code(132), null, TOWN.text(), null));
        rows.add(enterprise(code(133), "区划未登记", "990100009000", null));
        rows.add(enterprise(code(134), "部门不存在", TOWN.text(), "某某局"));
        rows.add(enterprise(code(0), "代码重复", TOWN.text(), null));
        byte[] file = sheet(enterprises, rows);

        Sheets.Imported preview = sheets.take(enterprises, file, false, ADMIN);
        assertThat(preview.outcome().created()).isEqualTo(130);
        assertThat(preview.outcome().committed()).isFalse();
        assertThat(house.directory().enterprises(null, null, null, 1).total()).as("a preview stores nothing").isZero();

        Sheets.Imported first = sheets.take(enterprises, file, true, ADMIN);
        assertThat(first.outcome().stored()).isEqualTo(130);
        assertThat(first.outcome().refused()).isEqualTo(5);
        assertThat(first.outcome().faults()).isEqualTo(preview.outcome().faults());
        assertThat(places(first)).containsExactly("132 统一社会信用代码", "133 企业名称", "134 区划代码", "135 牵头部门", "136 统一社会信用代码");
        assertThat(house.directory().enterprises(null, null, null, 1).total()).isEqualTo(130);

        int told = house.told("directory.changed").size();
        Sheets.Imported again = sheets.take(enterprises, file, true, ADMIN);
        assertThat(again.outcome().stored()).isZero();
        assertThat(again.outcome().unchanged()).isEqualTo(130);
        assertThat(house.told("directory.changed")).hasSize(told);

        Workbooks.Reading answer = books.read(enterprises.sheet(), sheets.answer(enterprises, file, first));
        assertThat(answer.rows().size() + answer.faults().stream().map(Workbooks.Fault::line).distinct().count()).isEqualTo(135);
    }

    @Test
    void anEnterpriseGoesOutAsItCameInButForItsTelephone() throws IOException {
        house.directory().put(new Area(new AreaCode("990100002000"), "东乡"), ADMIN);
        house.directory().put(new Unit("xf", "消防", new AreaCode("990100000000"), null), ADMIN);
        house.directory().put(new Area(new AreaCode("990100001001"), "东村"), ADMIN);
        house.directory().put(new Cell("99010000100101", "一网格"), ADMIN);
        Map<String, Object> full = enterprise(code(1), "甲", TOWN.text(), "yingji");
        full.putAll(row("scale", "小型", "departments", "消防、yingji", "cell", "99010000100101", "address", "城关1号", "safetyManager", "丁一", "phone", "13900000001",
                "longitude", 146.1, "latitude", 33.2));
        assertThat(sheets.take(enterprises, sheet(enterprises, List.of(full, enterprise(code(2), "乙", "990100002000", null))), true, ADMIN).outcome().faults()).isEmpty();
        assertThat(phones).containsEntry(new Subject("enterprise", code(1)), "13900000001");
        Enterprise stored = house.directory().enterprise(new CreditCode(code(1))).orElseThrow();
        assertThat(stored.scale()).isEqualTo(Enterprise.Scale.SMALL);
        assertThat(stored.departments()).containsExactly("xf", "yingji");

        Actor town = new Actor("li", "李", Actor.Kind.PERSON, Set.of("operator"), new Scope(false, Set.of(TOWN), Set.of(), Set.of()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        books.write(enterprises.sheet(), enterprises.rows(null, null, town), out, Instant.EPOCH);
        assertThat(books.read(enterprises.sheet(), out.toByteArray()).rows()).singleElement().satisfies(r -> {
            assertThat(r.values()).containsEntry("name", "甲").containsEntry("lead", "县应急管理局").doesNotContainKey("phone");
        });
        assertThat(sheets.take(enterprises, out.toByteArray(), true, ADMIN).outcome().unchanged()).isEqualTo(1);
        full.put("phone", "13911111111");
        Sheets.Imported second = sheets.take(enterprises, sheet(enterprises, List.of(full)), true, ADMIN);
        assertThat(second.outcome().unchanged()).isEqualTo(1);
        assertThat(second.good().values()).containsExactly("已在名录中，无变化；电话已登记过，未改动");
        assertThat(phones).containsEntry(new Subject("enterprise", code(1)), "13900000001");
    }

    @Test
    void unitsPeopleAndPositionsComeInOneAfterTheOther() throws IOException {
        Register units = new Units(house.directory());
        Sheets.Imported in = sheets.take(units, sheet(units, List.of(
                row("id", "awh", "name", "县安委会", "kind", "党委政府", "area", "990100000000", "parent", null),
                row("id", "wh", "name", "危化品专委会", "kind", "专委会", "area", "990100000000", "parent", "县安委会"),
                row("id", "x", "name", "无上级", "kind", null, "area", "990100000000", "parent", "不存在的局"),
                row("id", "y z", "name", "代码有空格", "kind", null, "area", "990100000000", "parent", null))), true, ADMIN);
        assertThat(places(in)).containsExactly("4 上级单位", "5 单位代码");
        assertThat(house.directory().unit("wh").orElseThrow()).isEqualTo(new Unit("wh", "危化品专委会", new AreaCode("990100000000"), "awh", Unit.Kind.COMMITTEE, null));

        Register people = new People(house.directory(), contacts);
        in = sheets.take(people, sheet(people, List.of(row("id", "p1", "name", "单雄信", "unit", "危化品专委会", "phone", "139 0000 0002"),
                row("id", "p2", "name", "李同", "unit", "wh", "phone", null), row("id", "p3", "name", "李同", "unit", "wh", "phone", null),
                row("id", "110101199001011237", "name", "身份证", "unit", "wh", "phone", null), row("id", "p4", "name", "错电话", "unit", "wh", "phone", "电话"))), true, ADMIN);
        assertThat(places(in)).containsExactly("5 人员代码", "6 联系电话");
        assertThat(house.directory().people()).extracting(Person::id).containsExactly("p1", "p2", "p3");
        assertThat(phones).containsKey(new Subject("person", "p1"));

        Register positions = new Positions(house.directory());
        byte[] file = sheet(positions, List.of(row("person", "单雄信", "unit", "wh", "title", "主任", "from", LocalDate.of(2024, 1, 1), "to", LocalDate.of(2025, 12, 31)),
                row("person", "p2", "unit", "wh", "title", "主任", "from", LocalDate.of(2026, 1, 1), "to", null),
                row("person", "李同", "unit", "wh", "title", "副主任", "from", LocalDate.of(2026, 1, 1), "to", null),
                row("person", "p3", "unit", "wh", "title", "副主任", "from", LocalDate.of(2026, 1, 1), "to", LocalDate.of(2025, 1, 1))));
        in = sheets.take(positions, file, true, ADMIN);
        assertThat(places(in)).containsExactly("4 人员", "5 任职结束日");
        assertThat(in.outcome().faults().get(0).text()).contains("2人都叫");
        assertThat(house.directory().positions("wh", LocalDate.of(2025, 6, 1))).extracting(Position::person).containsExactly("p1");
        assertThat(sheets.take(positions, file, true, ADMIN).outcome().unchanged()).isEqualTo(2);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        books.write(positions.sheet(), positions.rows(null, null, ADMIN), out, Instant.EPOCH);
        assertThat(sheets.take(positions, out.toByteArray(), true, ADMIN).outcome().unchanged()).isEqualTo(2);
    }

    @Test
    void theGridComesInWithItsMembers() throws IOException {
        house.directory().put(new Person("p1", "甲", "yingji", null), ADMIN);
        Register grid = new Grid(house.directory());
        byte[] file = sheet(grid, List.of(row("code", "990100001001", "name", "东村", "role", null, "person", null, "from", null),
                row("code", "99010000100101", "name", "东村一网格", "role", "网格员", "person", "甲", "from", LocalDate.of(2026, 1, 1)),
                row("code", "99010000100102", "name", "东村二网格", "role", null, "person", "甲", "from", null),
                row("code", "99010000900101", "name", "无处网格", "role", null, "person", null, "from", null),
                row("code", "9901", "name", "短", "role", null, "person", null, "from", null)));
        Sheets.Imported in = sheets.take(grid, file, true, ADMIN);
        assertThat(places(in)).containsExactly("4 职责", "5 区划或网格代码", "6 区划或网格代码");
        assertThat(house.directory().cells(null)).extracting(Cell::name).containsExactly("东村一网格");
        assertThat(house.directory().posts("99010000100101", null)).extracting(GridPost::person).containsExactly("p1");
        assertThat(sheets.take(grid, file, true, ADMIN).outcome().unchanged()).isEqualTo(2);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        books.write(grid.sheet(), grid.rows(null, null, ADMIN), out, Instant.EPOCH);
        Sheets.Imported again = sheets.take(grid, out.toByteArray(), true, ADMIN);
        assertThat(again.outcome().stored()).isZero();
        assertThat(again.outcome().faults()).isEmpty();
    }

    @Test
    void aListNobodyKeepsIsSaidToBeUnknown() {
        assertThatThrownBy(() -> sheets.register("cats")).isInstanceOf(Problem.NotFound.class);
    }
}
