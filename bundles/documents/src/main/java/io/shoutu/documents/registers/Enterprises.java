package io.shoutu.documents.registers;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Contacts;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.EnterpriseQuery;
import io.shoutu.api.documents.Column;
import io.shoutu.api.documents.Workbooks;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Enterprises as a sheet (企业名录表). */
@Component(service = Register.class)
public final class Enterprises implements Register {
    private static final int PAGE = 500;
    private static final int LARGE_PAGE = 5_000;
    private final Directory directory;
    private final Contacts contacts;

    @Activate
    public Enterprises(@Reference Directory directory, @Reference Contacts contacts) {
        this.directory = directory;
        this.contacts = contacts;
    }

    @Override
    public String name() {
        return "enterprises";
    }

    @Override
    public Workbooks.Sheet sheet() {
        return new Workbooks.Sheet("企业名录", List.of(
                Column.of("creditCode", "统一社会信用代码", Column.Kind.CODE).need().wide(22).noted("18位，字母大写。").checked(Names.refusedBy(CreditCode::new)),
                Column.of("name", "企业名称", Column.Kind.TEXT).need().wide(36).noted("与营业执照一致。"),
                Column.of("area", "区划代码", Column.Kind.CODE).need().wide(16).noted("12位，须已在区划名录中。").checked(Names.refusedBy(AreaCode::new)),
                Column.of("industry", "行业代码", Column.Kind.CODE).wide(10).noted("GB/T 4754-2017 四位小类。").checked(t -> t.matches("\\d{4}") ? null : "应为四位数字：" + t),
                Column.of("sector", "监管行业", Column.Kind.TEXT).wide(14).noted("如 危险化学品、工贸。"),
                Column.choice("scale", "企业规模", Arrays.stream(Enterprise.Scale.values()).map(Enterprise.Scale::label).toList()).wide(10).noted("按统计上大中小微型企业划分办法。"),
                Column.of("lead", "牵头部门", Column.Kind.TEXT).wide(20).noted("部门名称或代码，须已在单位名录中。"),
                Column.of("departments", "监管部门", Column.Kind.TEXT).wide(24).noted("其他监管部门，多个用顿号隔开。"),
                Column.of("cell", "网格代码", Column.Kind.CODE).wide(18).noted("14至16位，须已在网格名录中。"),
                Column.of("address", "地址", Column.Kind.TEXT).wide(36),
                Column.of("safetyManager", "安全管理人员", Column.Kind.TEXT).wide(14),
                Column.of("phone", "安全管理人员电话", Column.Kind.CODE).wide(18).noted("加密保存；导出时留空。已登记过的不会被覆盖。").checked(Enterprises::phone),
                Column.of("longitude", "经度", Column.Kind.NUMBER).wide(12).noted("CGCS2000，度。"),
                Column.of("latitude", "纬度", Column.Kind.NUMBER).wide(12).noted("CGCS2000，度。")));
    }

    static String phone(String text) {
        return text.matches("\\+?[0-9][0-9 -]{4,19}") ? null : "电话应为5至20位数字";
    }

    @Override
    public Judge judge() {
        Names names = new Names(directory);
        Map<CreditCode, Enterprise> known = known();
        return row -> {
            Enterprise wanted = enterprise(row, names);
            Optional<Enterprise> before = Optional.ofNullable(known.get(wanted.creditCode()));
            Subject subject = new Subject("enterprise", wanted.creditCode().text());
            String phone = (String) row.get("phone");
            boolean there = phone != null && before.isPresent() && contacts.kept(subject).contains(Contacts.PHONE);
            Enterprise after = before.map(b -> closed(wanted, b)).orElse(wanted);
            boolean keep = phone != null && !there;
            Effect effect = before.isEmpty() ? Effect.CREATED : before.get().equals(after) && !keep ? Effect.NOTHING : Effect.CHANGED;
            return new Change(wanted.creditCode().text(), "creditCode", effect, there ? "电话已登记过，未改动" : null, by -> {
                directory.put(wanted, by);
                if (keep) {
                    contacts.keep(subject, Contacts.PHONE, phone, by);
                }
            });
        };
    }

    /** All that stand, read in large pages: ten thousand rows asked for one by one would take as many questions. */
    private Map<CreditCode, Enterprise> known() {
        Map<CreditCode, Enterprise> known = new HashMap<>();
        String cursor = null;
        do {
            Page<Enterprise> page = directory.enterprises(new EnterpriseQuery(Scope.EVERYWHERE, null, null, null, null, null, null, null, null, cursor, LARGE_PAGE));
            page.items().forEach(e -> known.put(e.creditCode(), e));
            cursor = page.next();
        } while (cursor != null);
        return known;
    }

    private static Enterprise closed(Enterprise e, Enterprise before) {
        return new Enterprise(e.creditCode(), e.name(), e.area(), e.industry(), e.sector(), e.lead(), e.longitude(), e.latitude(), e.scale(), e.address(), e.safetyManager(),
                e.departments(), e.cell(), before.closed());
    }

    private static Enterprise enterprise(Map<String, Object> row, Names names) {
        String lead = (String) row.get("lead");
        String cell = (String) row.get("cell");
        Double longitude = degrees(row.get("longitude"), 180, "longitude", "经度");
        Double latitude = degrees(row.get("latitude"), 90, "latitude", "纬度");
        if ((longitude == null) != (latitude == null)) {
            throw new Problem.Invalid("degrees", longitude == null ? "longitude" : "latitude", "经度和纬度应同时填写或同时留空");
        }
        String scale = (String) row.get("scale");
        return new Enterprise(new CreditCode((String) row.get("creditCode")), most(row, "name", 300), names.area("area", (String) row.get("area")).code(),
                (String) row.get("industry"), most(row, "sector", 120), lead == null ? null : names.unit("lead", lead).id(), longitude, latitude,
                scale == null ? null : Arrays.stream(Enterprise.Scale.values()).filter(s -> s.label().equals(scale)).findFirst().orElseThrow(), most(row, "address", 300),
                most(row, "safetyManager", 60), names.units("departments", (String) row.get("departments")), cell == null ? null : names.cell("cell", cell).code(), null);
    }

    private static String most(Map<String, Object> row, String key, int longest) {
        String text = (String) row.get(key);
        if (text != null && text.length() > longest) {
            throw new Problem.Invalid("too-long", key, "最长" + longest + "字，现为" + text.length() + "字");
        }
        return text;
    }

    private static Double degrees(Object number, int most, String field, String what) {
        if (number == null) {
            return null;
        }
        double value = ((BigDecimal) number).doubleValue();
        if (!(Math.abs(value) <= most)) {
            throw new Problem.Invalid("degrees", field, what + "应在 -" + most + " 至 " + most + " 之间：" + number);
        }
        return value;
    }

    @Override
    public Iterator<Map<String, Object>> rows(AreaCode area, String text, Actor asking) {
        Map<String, String> names = new HashMap<>();
        directory.units().forEach(unit -> names.put(unit.id(), unit.name()));
        return new Iterator<>() {
            private Iterator<Enterprise> page = List.<Enterprise>of().iterator();
            private String cursor;
            private boolean more = true;

            @Override
            public boolean hasNext() {
                while (!page.hasNext() && more) {
                    Page<Enterprise> next = directory.enterprises(asking.scope(), area, text, cursor, PAGE);
                    page = next.items().iterator();
                    cursor = next.next();
                    more = cursor != null;
                }
                return page.hasNext();
            }

            @Override
            public Map<String, Object> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Enterprise e = page.next();
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("creditCode", e.creditCode().text());
                row.put("name", e.name());
                row.put("area", e.area().text());
                row.put("industry", e.industry());
                row.put("sector", e.sector());
                row.put("scale", e.scale() == null ? null : e.scale().label());
                row.put("lead", e.lead() == null ? null : names.getOrDefault(e.lead(), e.lead()));
                row.put("departments", e.departments().isEmpty() ? null : String.join("、", e.departments().stream().map(d -> names.getOrDefault(d, d)).toList()));
                row.put("cell", e.cell());
                row.put("address", e.address());
                row.put("safetyManager", e.safetyManager());
                row.put("longitude", e.longitude());
                row.put("latitude", e.latitude());
                return row;
            }
        };
    }
}
