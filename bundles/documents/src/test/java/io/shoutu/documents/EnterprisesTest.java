package io.shoutu.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Actor;
import io.shoutu.api.Scope;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.documents.Workbooks;
import io.shoutu.commons.testing.House;
import io.shoutu.documents.sheet.Books;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Enterprises in by the sheet and out again, over the real directory. */
class EnterprisesTest {
    private static final Actor ADMIN = House.actor("admin", "admin");
    private static final AreaCode TOWN = new AreaCode("990100001000");
    private final House house = House.empty();
    private final Books books = new Books(Settings.USUAL);
    private final Enterprises enterprises = new Enterprises(house.directory(), books);

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

    private byte[] sheet(List<Map<String, Object>> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        books.write(enterprises.sheet(), rows.iterator(), out, Instant.EPOCH);
        return out.toByteArray();
    }

    private static Map<String, Object> row(String code, String name, String area, String lead) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("creditCode", code);
        row.put("name", name);
        row.put("area", area);
        row.put("lead", lead);
        return row;
    }

    @Test
    void goodRowsAreStoredBadOnesComeBackWithTheReasonAndTwiceChangesNothing() throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            rows.add(row(code(i), "企业" + i, TOWN.text(), i % 2 == 0 ? "县应急管理局" : "yingji"));
        }
        rows.add(row(code(31).substring(0, 17) + (code(31).endsWith("0") ? "1" : "0"), "校验位错", TOWN.text(), null));
        rows.add(row(code(32), null, TOWN.text(), null));
        rows.add(row(code(33), "区划未登记", "990100009000", null));
        rows.add(row(code(34), "部门不存在", TOWN.text(), "某某局"));
        rows.add(row(code(0), "代码重复", TOWN.text(), null));
        byte[] file = sheet(rows);

        Enterprises.Imported first = enterprises.take(file, ADMIN);
        assertThat(first.outcome().stored()).isEqualTo(30);
        assertThat(first.outcome().refused()).isEqualTo(5);
        assertThat(first.outcome().faults()).extracting(f -> f.line() + " " + f.column()).containsExactly("32 统一社会信用代码", "33 企业名称", "34 区划代码", "35 牵头部门", "36 统一社会信用代码");
        assertThat(house.directory().enterprises(null, null, null, 1).total()).isEqualTo(30);

        int told = house.told("directory.changed").size();
        Enterprises.Imported again = enterprises.take(file, ADMIN);
        assertThat(again.outcome().stored()).isZero();
        assertThat(again.outcome().unchanged()).isEqualTo(30);
        assertThat(house.told("directory.changed")).hasSize(told);

        Workbooks.Reading answer = books.read(enterprises.sheet(), enterprises.answer(file, first));
        assertThat(answer.rows().size() + answer.faults().stream().map(Workbooks.Fault::line).distinct().count()).isEqualTo(35);
    }

    @Test
    void whatIsExportedCanBeImportedAndHoldsOnlyTheAskersScope() throws IOException {
        house.directory().put(new Area(new AreaCode("990100002000"), "东乡"), ADMIN);
        enterprises.take(sheet(List.of(row(code(1), "甲", TOWN.text(), "yingji"), row(code(2), "乙", "990100002000", null))), ADMIN);
        Actor town = new Actor("li", "李", Actor.Kind.PERSON, Set.of("operator"), new Scope(false, Set.of(TOWN), Set.of(), Set.of()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        books.write(enterprises.sheet(), enterprises.rows(null, null, town), out, Instant.EPOCH);
        assertThat(books.read(enterprises.sheet(), out.toByteArray()).rows()).extracting(r -> r.values().get("name"), r -> r.values().get("lead"))
                .containsExactly(org.assertj.core.groups.Tuple.tuple("甲", "县应急管理局"));
        assertThat(enterprises.take(out.toByteArray(), ADMIN).outcome().unchanged()).isEqualTo(1);
    }
}
