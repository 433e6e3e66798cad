package io.shoutu.responsibility.documents;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.documents.Column;
import io.shoutu.api.documents.Column.Kind;
import io.shoutu.api.documents.Workbooks;
import io.shoutu.responsibility.DutyLists;
import io.shoutu.responsibility.Fulfilment;
import io.shoutu.responsibility.ListImports;
import io.shoutu.responsibility.ListWords;
import io.shoutu.responsibility.Standings;
import io.shoutu.responsibility.domain.Basis;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.Cycle;
import io.shoutu.responsibility.domain.Duty;
import io.shoutu.responsibility.domain.DutyClass;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.ListState;
import io.shoutu.responsibility.domain.Rhythm;
import io.shoutu.responsibility.domain.Tally;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Items as a workbook, in and out (监管事项清单表). The room stands without the documents brick; Excel then says so. */
@Component(service = DutySheets.class)
public final class DutySheets {
    private static final String HOLIDAYS = "法定节假日前";
    private static final List<String> YES_NO = List.of("是", "否");

    private final AtomicReference<Workbooks> workbooks = new AtomicReference<>();
    private final ListImports imports;
    private final DutyLists lists;
    private final Fulfilment fulfilment;
    private final Standings standings;
    private final Directory directory;
    private final ListWords words;
    private final Clock clock;

    @Activate
    public DutySheets(@Reference ListImports imports, @Reference DutyLists lists, @Reference Fulfilment fulfilment, @Reference Standings standings, @Reference Directory directory,
            @Reference ListWords words, @Reference Clock clock) {
        this.imports = imports;
        this.lists = lists;
        this.fulfilment = fulfilment;
        this.standings = standings;
        this.directory = directory;
        this.words = words;
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
    public record Taken(int taken, int known, int lists, List<Workbooks.Fault> faults, byte[] answer) {}

    /** What is handed in: one item a row. */
    private Workbooks.Sheet in() {
        List<String> cycles = new ArrayList<>(Arrays.stream(Cycle.values()).map(Cycle::label).toList());
        cycles.add(HOLIDAYS);
        return new Workbooks.Sheet("责任清单", List.of(Column.of("unit", "责任主体单位", Kind.TEXT).need().wide(28).noted("名录中的单位名称或代码；企业填统一社会信用代码"),
                Column.of("post", "职务", Kind.TEXT).noted("单位整体承担的不填"), Column.choice("category", "清单类别", words.categories()).need(), Column.of("year", "年度", Kind.NUMBER).need().wide(8),
                Column.of("title", "清单名称", Kind.TEXT).wide(30).noted("不填则按单位、职务自动命名"), Column.of("code", "条目编号", Kind.TEXT).need().wide(10),
                Column.of("text", "条目内容", Kind.TEXT).need().wide(60), Column.choice("kind", "责任类别", Arrays.stream(DutyClass.values()).map(DutyClass::label).toList()).need(),
                Column.of("source", "依据文件", Kind.TEXT).need().wide(30), Column.of("article", "依据条款", Kind.TEXT), Column.of("effectiveFrom", "依据施行日期", Kind.DATE),
                Column.choice("cycle", "履职周期", cycles).need(), Column.of("times", "次数", Kind.NUMBER).need().wide(8),
                Column.of("byDay", "几日后", Kind.NUMBER).wide(8).noted("与“第几个工作日”合用，如 5 日后第 1 个工作日"), Column.of("byNth", "第几个工作日", Kind.NUMBER).wide(10),
                Column.of("withinDays", "节前几日内", Kind.NUMBER).wide(10).noted("周期为“法定节假日前”时填写"),
                Column.of("kinds", "履职方式", Kind.TEXT).need().wide(40).noted("多个用顿号分开：" + String.join("、", standings.labels().values())),
                Column.choice("coverage", "牵头或配合", List.of("牵头", "配合")), Column.of("sectors", "行业领域", Kind.TEXT).wide(24).noted("多个用顿号分开，与企业名录中的行业领域一致"),
                Column.of("marks", "标记", Kind.TEXT).wide(20).noted("如：党政同责、一岗双责、全面从严治党、三定已写入"), Column.of("deliverable", "成果形式", Kind.TEXT).wide(24),
                Column.choice("shares", "可合并计次", YES_NO), Column.of("within", "证明有效天数", Kind.NUMBER).wide(10),
                Column.of("layer", "内部细化层级", Kind.TEXT).noted("部门内部清单填写：" + String.join("、", words.layers()))));
    }

    public void template(OutputStream out) throws IOException {
        books().template(in(), out, clock.instant());
    }

    /** Takes a filled sheet: good rows come into drafts, wrong ones are named with what to mend. */
    public Taken take(byte[] file, Actor by) {
        Workbooks books = books();
        Workbooks.Sheet sheet = in();
        Workbooks.Reading reading = books.read(sheet, file);
        Map<String, String> units = directory.units().stream().filter(unit -> unit.closed() == null).collect(Collectors.toMap(Unit::name, Unit::id, (a, b) -> a));
        Map<String, String> kinds = standings.labels().entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey, (a, b) -> a));
        List<Supplier<ListImports.Row>> rows = reading.rows().stream().map(row -> (Supplier<ListImports.Row>) () -> row(row.values(), units, kinds)).toList();
        List<ListImports.Outcome> outcomes = imports.take(rows, by);
        Map<Integer, String> good = new HashMap<>();
        List<Workbooks.Fault> faults = new ArrayList<>(reading.faults());
        Set<String> numbers = new TreeSet<>();
        int taken = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            ListImports.Outcome outcome = outcomes.get(i);
            int line = reading.rows().get(i).line();
            if (outcome.problem() != null) {
                String field = outcome.problem() instanceof Problem.Invalid invalid ? invalid.field() : null;
                faults.add(new Workbooks.Fault(line, heading(sheet, field), outcome.problem().getMessage()));
            } else {
                good.put(line, (outcome.known() ? "已有，未重复导入 " : "已导入 ") + outcome.number());
                numbers.add(outcome.number());
                taken += outcome.known() ? 0 : 1;
            }
        }
        return new Taken(taken, good.size() - taken, numbers.size(), faults, books.answer(sheet, file, good, faults));
    }

    private static String heading(Workbooks.Sheet sheet, String field) {
        return field == null ? null : sheet.columns().stream().filter(c -> field.equals(c.key()) || field.endsWith("." + c.key())).map(Column::heading).findFirst().orElse(null);
    }

    private static ListImports.Row row(Map<String, Object> v, Map<String, String> units, Map<String, String> kinds) {
        String named = text(v, "unit");
        // Eighteen characters with the right check are an enterprise's credit code; nobody calls a unit so.
        Bearer bearer = CreditCode.valid(named) ? Bearer.of(new CreditCode(named), text(v, "post")) : new Bearer(units.getOrDefault(named, named), text(v, "post"));
        String cycle = text(v, "cycle");
        Integer times = whole(v, "times");
        Rhythm rhythm;
        if (HOLIDAYS.equals(cycle)) {
            if (whole(v, "withinDays") == null) {
                throw new Problem.Invalid("rhythm", "withinDays", "周期为“法定节假日前”时，请填写节前几日内");
            }
            rhythm = new Rhythm.BeforeHolidays(times, whole(v, "withinDays"));
        } else {
            Integer nth = whole(v, "byNth");
            Cycle every = Arrays.stream(Cycle.values()).filter(each -> each.label().equals(cycle)).findFirst().orElse(null);
            rhythm = new Rhythm.Every(every, times, nth == null ? null : new Rhythm.By(whole(v, "byDay") == null ? 0 : whole(v, "byDay"), nth));
        }
        Set<String> ways = words(text(v, "kinds")).stream().map(way -> kinds.getOrDefault(way, way)).collect(Collectors.toSet());
        Set<String> sectors = words(text(v, "sectors"));
        String coverage = text(v, "coverage");
        if (coverage == null && !sectors.isEmpty()) {
            throw new Problem.Invalid("required", "coverage", "填写了行业领域，请同时选择牵头或配合");
        }
        DutyClass kind = Arrays.stream(DutyClass.values()).filter(each -> each.label().equals(text(v, "kind"))).findFirst().orElse(null);
        Duty duty = new Duty(text(v, "code"), kind, text(v, "text"), new Basis(text(v, "source"), text(v, "article"), (LocalDate) v.get("effectiveFrom")), rhythm, ways,
                "是".equals(text(v, "shares")), whole(v, "within"), coverage == null ? null : new Duty.Coverage(coverage.equals("牵头"), sectors), words(text(v, "marks")), text(v, "deliverable"));
        return new ListImports.Row(bearer, text(v, "category"), text(v, "layer"), whole(v, "year"), text(v, "title"), duty);
    }

    private static Set<String> words(String text) {
        return text == null ? Set.of() : Arrays.stream(text.split("[、,，;；\\n]")).map(String::strip).filter(s -> !s.isEmpty()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Map<String, Object> values, String key) {
        Object value = values.get(key);
        return value == null || value.toString().isBlank() ? null : value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString().strip();
    }

    private static Integer whole(Map<String, Object> values, String key) {
        try {
            return values.get(key) == null ? null : ((BigDecimal) values.get(key)).intValueExact();
        } catch (ArithmeticException e) {
            throw new Problem.Invalid("whole", key, "应为整数：" + values.get(key));
        }
    }

    /** The lists that match, an item a row, with how often it was to be done and was done. */
    public void write(Integer year, ListState state, String unit, String category, String text, Actor by, OutputStream out) throws IOException {
        List<Column> columns = new ArrayList<>(List.of(Column.of("number", "清单编号", Kind.TEXT), Column.of("state", "清单状态", Kind.TEXT)));
        columns.addAll(in().columns());
        columns.addAll(List.of(Column.of("required", "应履职次数", Kind.NUMBER), Column.of("done", "已履职次数", Kind.NUMBER), Column.of("rate", "完成率（%）", Kind.NUMBER)));
        List<Map<String, Object>> rows = new ArrayList<>();
        String cursor = null;
        do {
            var page = lists.find(year, state, unit, category, text, cursor, 200, by);
            page.items().forEach(list -> rows.addAll(rows(list)));
            cursor = page.next();
        } while (cursor != null);
        books().write(new Workbooks.Sheet("责任清单", columns), rows.iterator(), out, clock.instant());
    }

    /** Refused before the first byte goes out. */
    public void check() {
        books();
    }

    private List<Map<String, Object>> rows(DutyList list) {
        Tally tally = fulfilment.of(list, clock.instant()).tally();
        Map<String, String> labels = standings.labels();
        Function<Set<String>, String> joined = set -> set.isEmpty() ? null : String.join("、", new TreeSet<>(set));
        return list.duties().stream().map(duty -> {
            Map<String, Object> row = new HashMap<>();
            row.put("number", list.subject().number());
            row.put("state", list.state().label());
            row.put("unit", list.bearer().unitName(directory));
            row.put("post", list.bearer().title());
            row.put("category", list.category());
            row.put("layer", list.layer());
            row.put("year", list.term().first().getYear());
            row.put("title", list.title());
            row.put("code", duty.code());
            row.put("text", duty.text());
            row.put("kind", duty.kind().label());
            row.put("source", duty.basis().source());
            row.put("article", duty.basis().article());
            row.put("effectiveFrom", duty.basis().effectiveFrom());
            row.put("times", duty.rhythm().times());
            if (duty.rhythm() instanceof Rhythm.Every every) {
                row.put("cycle", every.cycle().label());
                row.put("byDay", every.by() == null ? null : every.by().day());
                row.put("byNth", every.by() == null ? null : every.by().nth());
            } else if (duty.rhythm() instanceof Rhythm.BeforeHolidays holidays) {
                row.put("cycle", HOLIDAYS);
                row.put("withinDays", holidays.within());
            }
            row.put("kinds", duty.kinds().stream().map(code -> labels.getOrDefault(code, code)).sorted().collect(Collectors.joining("、")));
            row.put("coverage", duty.coverage() == null ? null : duty.coverage().lead() ? "牵头" : "配合");
            row.put("sectors", duty.coverage() == null ? null : joined.apply(duty.coverage().sectors()));
            row.put("marks", joined.apply(duty.marks()));
            row.put("deliverable", duty.deliverable());
            row.put("shares", duty.shares() ? "是" : "否");
            row.put("within", duty.within());
            List<Tally.Line> lines = tally.lines().stream().filter(line -> line.duty().equals(duty)).toList();
            int required = lines.stream().mapToInt(line -> line.slot().required()).sum();
            int done = lines.stream().mapToInt(Tally.Line::done).sum();
            row.put("required", required);
            row.put("done", done);
            row.put("rate", required == 0 ? null : 100L * done / required);
            return row;
        }).toList();
    }

    private Workbooks books() {
        Workbooks books = workbooks.get();
        if (books == null) {
            throw new Problem.IllegalMove("documents-away", "电子表格组件未启动，暂时不能导入导出，请稍后再试或联系管理员");
        }
        return books;
    }
}
