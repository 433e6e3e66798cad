package io.shoutu.hazard.documents;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.documents.Column;
import io.shoutu.api.documents.Column.Kind;
import io.shoutu.api.documents.Workbooks;
import io.shoutu.api.hazard.Criterion;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardQuery;
import io.shoutu.api.hazard.HazardView;
import io.shoutu.api.time.Legal;
import io.shoutu.hazard.HazardImports;
import io.shoutu.hazard.HazardService;
import io.shoutu.hazard.domain.Finding;
import io.shoutu.hazard.domain.Funds;
import io.shoutu.hazard.domain.Past;
import io.shoutu.hazard.domain.Plan;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The ledger as a workbook, in and out (隐患台账表). The room stands without the documents brick; Excel then says so. */
@Component(service = HazardSheets.class)
public final class HazardSheets {
    private static final Map<String, String> SOURCES = new LinkedHashMap<>();
    private static final Map<String, HazardGrade> GRADES = new LinkedHashMap<>();

    static {
        SOURCES.put("检查", "inspection");
        SOURCES.put("企业自查", Finding.SELF_CHECK);
        SOURCES.put("群众举报", "citizen");
        SOURCES.put("网格巡查", "grid");
        SOURCES.put("专家诊断", "expert");
        SOURCES.put("监测报警", "alarm");
        SOURCES.put("其他", "other");
        GRADES.put("一般", HazardGrade.GENERAL);
        GRADES.put("重大", HazardGrade.MAJOR);
    }

    /** What is handed in: the ledger a county kept so far. */
    public static final Workbooks.Sheet IN = new Workbooks.Sheet("隐患台账", List.of(Column.of("title", "隐患名称", Kind.TEXT).need().wide(40),
            Column.of("description", "隐患描述", Kind.TEXT).wide(50), Column.of("enterprise", "统一社会信用代码", Kind.CODE).wide(22), Column.of("area", "区划代码", Kind.CODE).noted("没有企业的填写，12位"),
            Column.of("place", "具体位置", Kind.TEXT), Column.choice("source", "来源", List.copyOf(SOURCES.keySet())).need(), Column.of("basis", "检查依据", Kind.TEXT).wide(30),
            Column.of("registeredOn", "登记日期", Kind.DATE).need(), Column.choice("grade", "等级", List.copyOf(GRADES.keySet())), Column.of("standard", "判定标准", Kind.TEXT).noted("重大的必填，与判定标准库名称一致"),
            Column.of("clause", "条款", Kind.TEXT).noted("重大的必填，如 第十一条第（三）项"), Column.of("rectifier", "整改责任人账号", Kind.TEXT), Column.of("measures", "整改措施", Kind.TEXT).wide(40).noted("填写后措施、责任、资金、时限、预案须齐全"),
            Column.of("responsible", "责任人", Kind.TEXT), Column.of("funds", "资金", Kind.TEXT), Column.of("deadline", "整改时限", Kind.DATE), Column.of("contingency", "应急预案", Kind.TEXT),
            Column.of("goals", "目标和任务", Kind.TEXT).noted("重大的治理方案"), Column.of("requirements", "时限和要求", Kind.TEXT), Column.of("safety", "安全措施", Kind.TEXT), Column.of("closedOn", "销号日期", Kind.DATE),
            Column.of("acceptor", "验收人", Kind.TEXT), Column.of("lookedBackOn", "回头看日期", Kind.DATE), Column.of("reference", "原台账编号", Kind.TEXT).noted("填写后同一来源同一编号只导入一次")));

    /** What is handed out. */
    private static final Workbooks.Sheet OUT = new Workbooks.Sheet("隐患台账", List.of(Column.of("number", "编号", Kind.TEXT), Column.of("title", "隐患名称", Kind.TEXT).wide(40), Column.of("state", "状态", Kind.TEXT),
            Column.of("grade", "等级", Kind.TEXT), Column.of("criterion", "判定条款", Kind.TEXT).wide(30), Column.of("enterprise", "统一社会信用代码", Kind.CODE).wide(22), Column.of("place", "具体位置", Kind.TEXT),
            Column.of("source", "来源", Kind.TEXT), Column.of("registeredOn", "登记日期", Kind.DATE), Column.of("rectifier", "整改责任人", Kind.TEXT), Column.of("measures", "整改措施", Kind.TEXT).wide(40),
            Column.of("responsible", "责任人", Kind.TEXT), Column.of("funds", "资金", Kind.TEXT), Column.of("firstDeadline", "首次时限", Kind.DATE), Column.of("deadline", "现时限", Kind.DATE),
            Column.of("contingency", "应急预案", Kind.TEXT), Column.of("endedOn", "办结日期", Kind.DATE), Column.of("tags", "标签", Kind.TEXT), Column.of("riskUnit", "风险点", Kind.TEXT), Column.of("reference", "原台账编号", Kind.TEXT)));
    /** One workbook holds no more; narrower filters give the rest. */
    private static final int MOST = 200_000;

    private final AtomicReference<Workbooks> workbooks = new AtomicReference<>();
    private final HazardService hazards;
    private final HazardImports imports;
    private final Clock clock;

    @Activate
    public HazardSheets(@Reference HazardService hazards, @Reference HazardImports imports, @Reference Clock clock) {
        this.hazards = hazards;
        this.imports = imports;
        this.clock = clock;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bind(Workbooks service) {
        workbooks.set(service);
    }

    public void unbind(Workbooks service) {
        workbooks.compareAndSet(service, null);
    }

    /** What an import came to, and the sender's own file with a verdict behind each row. */
    public record Taken(int taken, int known, List<Workbooks.Fault> faults, byte[] answer) {}

    public void template(OutputStream out) throws IOException {
        books().template(IN, out, clock.instant());
    }

    /** Takes a filled sheet: good rows come in, wrong ones are named with what to mend. */
    public Taken take(byte[] file, Actor by) {
        Workbooks books = books();
        Workbooks.Reading reading = books.read(IN, file);
        List<Supplier<Past>> rows = reading.rows().stream().map(row -> (Supplier<Past>) () -> past(row.values())).toList();
        List<HazardImports.Outcome> outcomes = imports.take(rows, by);
        Map<Integer, String> good = new HashMap<>();
        List<Workbooks.Fault> faults = new ArrayList<>(reading.faults());
        int taken = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            HazardImports.Outcome outcome = outcomes.get(i);
            int line = reading.rows().get(i).line();
            if (outcome.problem() != null) {
                faults.add(new Workbooks.Fault(line, heading(outcome.problem().field()), outcome.problem().getMessage()));
            } else {
                good.put(line, (outcome.known() ? "已有，未重复导入 " : "已导入 ") + outcome.number());
                taken += outcome.known() ? 0 : 1;
            }
        }
        return new Taken(taken, good.size() - taken, faults, books.answer(IN, file, good, faults));
    }

    private static String heading(String field) {
        return field == null ? null : IN.columns().stream().filter(c -> field.equals(c.key()) || field.endsWith("." + c.key())).map(Column::heading).findFirst().orElse(null);
    }

    /** A row of the sheet as a hazard. */
    public static Past past(Map<String, Object> v) {
        Finding finding = new Finding(text(v, "title"), text(v, "description"), text(v, "enterprise"), text(v, "area"), text(v, "place"), SOURCES.getOrDefault(text(v, "source"), text(v, "source")),
                text(v, "category"), text(v, "basis"), text(v, "riskUnit"), text(v, "reference"));
        HazardGrade grade = v.get("grade") == null ? null : GRADES.getOrDefault(text(v, "grade"), null);
        Criterion criterion = text(v, "standard") == null && text(v, "clause") == null ? null : new Criterion(text(v, "standard"), text(v, "clause"), text(v, "clause"));
        Plan plan = text(v, "measures") == null ? null : new Plan(text(v, "measures"), text(v, "responsible"), text(v, "funds") == null ? null : new Funds(text(v, "funds"), null), day(v, "deadline"),
                text(v, "contingency"), text(v, "goals"), text(v, "requirements"), text(v, "safety"));
        if (grade == HazardGrade.MAJOR && criterion == null) {
            throw new Problem.Invalid("criterion-required", "standard", "重大事故隐患须填写判定标准和条款；没有对应条款的，等级填一般");
        }
        return new Past(finding, day(v, "registeredOn"), grade, criterion, text(v, "rectifier"), plan, day(v, "closedOn"), text(v, "acceptor"), day(v, "lookedBackOn"));
    }

    private static String text(Map<String, Object> values, String key) {
        Object value = values.get(key);
        return value == null || value.toString().isBlank() ? null : value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString().strip();
    }

    private static LocalDate day(Map<String, Object> values, String key) {
        Object value = values.get(key);
        try {
            return value == null ? null : value instanceof LocalDate day ? day : LocalDate.parse(value.toString());
        } catch (java.time.format.DateTimeParseException e) {
            throw new Problem.Invalid("day", key, "日期应如 2026-03-01：" + value);
        }
    }

    /** Refused before the first byte goes out. */
    public void check(HazardQuery query, Actor by) {
        books();
        long total = hazards.count(query, by);
        if (total > MOST) {
            throw new Problem.Invalid("too-many-rows", "limit", "符合条件的有 " + total + " 条，一次最多导出 " + MOST + " 条，请缩小范围（如按登记日期分段）");
        }
    }

    /** Writes what matches, in its order, as the rows come. */
    public void write(HazardQuery query, Actor by, OutputStream out) throws IOException {
        books().write(OUT, new Rows(query, by), out, clock.instant());
    }

    private Workbooks books() {
        Workbooks books = workbooks.get();
        if (books == null) {
            throw new Problem.IllegalMove("documents-away", "电子表格组件未启动，暂时不能导入导出，请稍后再试或联系管理员");
        }
        return books;
    }

    /** The rows of all pages, one page in memory. */
    private final class Rows implements Iterator<Map<String, Object>> {
        private final HazardQuery query;
        private final Actor by;
        private Iterator<HazardView> page;
        private String next;

        Rows(HazardQuery query, Actor by) {
            this.query = query;
            this.by = by;
            read(query.cursor());
        }

        private void read(String cursor) {
            io.shoutu.api.Page<HazardView> found = hazards.find(new HazardQuery(query.state(), query.open(), query.enterprise(), query.grade(), query.overdue(), query.text(), cursor, 500,
                    query.more(), query.sort(), query.start(), false), by);
            page = found.items().iterator();
            next = found.next();
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && next != null) {
                read(next);
            }
            return page.hasNext();
        }

        @Override
        public Map<String, Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return row(page.next());
        }
    }

    private static Map<String, Object> row(HazardView h) {
        Map<String, Object> row = new HashMap<>();
        row.put("number", h.number());
        row.put("title", h.title());
        row.put("state", h.stateLabel());
        row.put("grade", h.grade() == null ? null : h.grade().label());
        row.put("criterion", h.criterion() == null ? null : h.criterion().standard() + " " + h.criterion().clause());
        row.put("enterprise", h.enterprise());
        row.put("place", h.place());
        row.put("source", SOURCES.entrySet().stream().filter(e -> e.getValue().equals(h.source())).map(Map.Entry::getKey).findFirst().orElse(h.source()));
        row.put("registeredOn", Legal.day(h.registeredAt()));
        row.put("rectifier", h.rectifier());
        row.put("measures", h.plan() == null ? null : h.plan().measures());
        row.put("responsible", h.plan() == null ? null : h.plan().responsible());
        row.put("funds", h.plan() == null ? null : h.plan().funds());
        row.put("firstDeadline", h.firstDeadline());
        row.put("deadline", h.deadline());
        row.put("contingency", h.plan() == null ? null : h.plan().contingency());
        row.put("endedOn", h.endedAt() == null ? null : Legal.day(h.endedAt()));
        row.put("tags", String.join("、", h.tags()));
        row.put("riskUnit", h.riskUnit());
        row.put("reference", h.reference());
        return row;
    }
}
