package io.shoutu.documents;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.documents.Column;
import io.shoutu.api.documents.Workbooks;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Enterprises by the sheet (企业批量导入导出): every row is decided on its own, and the same sheet twice changes nothing. */
@Component(service = Enterprises.class)
public final class Enterprises {
    private static final int PAGE = 500;
    private final Directory directory;
    private final Workbooks workbooks;

    @Activate
    public Enterprises(@Reference Directory directory, @Reference Workbooks workbooks) {
        this.directory = directory;
        this.workbooks = workbooks;
    }

    /**
     * What became of a sheet (导入结果).
     *
     * @param stored rows that are new or changed something
     * @param unchanged rows that stood in the directory already
     * @param refused rows that were not taken; {@code faults} say why
     * @param ignored headings nobody asked for
     */
    public record Outcome(int stored, int unchanged, int refused, List<Workbooks.Fault> faults, List<String> ignored) {}

    /** An outcome and the verdict on each good line. */
    public record Imported(Outcome outcome, Map<Integer, String> good) {}

    /** What the sheet looks like. */
    public Workbooks.Sheet sheet() {
        return new Workbooks.Sheet("企业名录", List.of(
                Column.of("creditCode", "统一社会信用代码", Column.Kind.CODE).need().wide(22).noted("18位，字母大写。").checked(refusedBy(CreditCode::new)),
                Column.of("name", "企业名称", Column.Kind.TEXT).need().wide(36).noted("与营业执照一致。"),
                Column.of("area", "区划代码", Column.Kind.CODE).need().wide(16).noted("12位，须已在区划名录中。").checked(refusedBy(AreaCode::new)),
                Column.of("industry", "行业代码", Column.Kind.CODE).wide(10).noted("GB/T 4754-2017 四位小类。").checked(t -> t.matches("\\d{4}") ? null : "应为四位数字：" + t),
                Column.of("sector", "监管行业", Column.Kind.TEXT).wide(14).noted("如 危险化学品、工贸。"),
                Column.of("lead", "牵头部门", Column.Kind.TEXT).wide(20).noted("部门名称或编号，须已在部门名录中。"),
                Column.of("longitude", "经度", Column.Kind.NUMBER).wide(12).noted("WGS-84，度。"),
                Column.of("latitude", "纬度", Column.Kind.NUMBER).wide(12).noted("WGS-84，度。")));
    }

    private static UnaryOperator<String> refusedBy(Consumer<String> maker) {
        return text -> {
            try {
                maker.accept(text);
                return null;
            } catch (Problem.Invalid wrong) {
                return wrong.getMessage();
            }
        };
    }

    /** Takes what can be taken. */
    public Imported take(byte[] file, Actor by) {
        Workbooks.Reading reading = workbooks.read(sheet(), file);
        List<Workbooks.Fault> faults = new ArrayList<>(reading.faults());
        Map<Integer, String> good = new TreeMap<>();
        Map<String, Integer> lines = new HashMap<>();
        Map<String, String> departments = departments();
        int stored = 0;
        for (Workbooks.Row row : reading.rows()) {
            Integer before = lines.putIfAbsent((String) row.values().get("creditCode"), row.line());
            try {
                if (before != null) {
                    throw new Problem.Invalid("credit-code-twice", "creditCode", "与第" + before + "行的统一社会信用代码相同，只导入了第" + before + "行");
                }
                Enterprise enterprise = enterprise(row.values(), departments);
                if (directory.enterprise(enterprise.creditCode()).filter(enterprise::equals).isPresent()) {
                    good.put(row.line(), "已导入（无变化）");
                } else {
                    directory.put(enterprise, by);
                    good.put(row.line(), "已导入");
                    stored++;
                }
            } catch (Problem wrong) {
                faults.add(new Workbooks.Fault(row.line(), heading(wrong.field()), wrong.getMessage()));
            }
        }
        int refused = (int) faults.stream().map(Workbooks.Fault::line).distinct().count();
        faults.sort(java.util.Comparator.comparingInt(Workbooks.Fault::line));
        return new Imported(new Outcome(stored, good.size() - stored, refused, List.copyOf(faults), reading.ignored()), good);
    }

    /** The sender's own file with the verdict on every row. */
    public byte[] answer(byte[] file, Imported imported) {
        return workbooks.answer(sheet(), file, imported.good(), imported.outcome().faults());
    }

    private String heading(String field) {
        return sheet().columns().stream().filter(c -> c.key().equals(field)).map(Column::heading).findFirst().orElse(null);
    }

    private Map<String, String> departments() {
        Map<String, String> byName = new HashMap<>();
        for (Unit unit : directory.units()) {
            byName.put(unit.name(), unit.id());
        }
        directory.units().forEach(unit -> byName.put(unit.id(), unit.id()));
        return byName;
    }

    private static Enterprise enterprise(Map<String, Object> row, Map<String, String> departments) {
        String lead = (String) row.get("lead");
        if (lead != null && !departments.containsKey(lead)) {
            throw new Problem.Invalid("lead", "lead", "部门名录中没有“" + lead + "”");
        }
        return new Enterprise(new CreditCode((String) row.get("creditCode")), (String) row.get("name"), new AreaCode((String) row.get("area")), (String) row.get("industry"),
                (String) row.get("sector"), lead == null ? null : departments.get(lead), degrees(row.get("longitude")), degrees(row.get("latitude")));
    }

    private static Double degrees(Object number) {
        return number == null ? null : ((BigDecimal) number).doubleValue();
    }

    /** All enterprises inside the asker's scope, read page by page as they are written. */
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
                    var next = directory.enterprises(asking.scope(), area, text, cursor, PAGE);
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
                row.put("lead", e.lead() == null ? null : names.getOrDefault(e.lead(), e.lead()));
                row.put("longitude", e.longitude());
                row.put("latitude", e.latitude());
                return row;
            }
        };
    }
}
