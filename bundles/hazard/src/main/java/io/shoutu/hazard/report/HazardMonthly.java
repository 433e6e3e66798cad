package io.shoutu.hazard.report;

import io.shoutu.api.Scope;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.documents.Column;
import io.shoutu.api.documents.Column.Kind;
import io.shoutu.api.reporting.Figures;
import io.shoutu.api.reporting.Period;
import io.shoutu.api.reporting.ReportSource;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.hazard.domain.HazardMonth;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The monthly table of hazards by area (隐患排查治理月报): the cohort that was found, and what was due, each by its own rate. */
@Component(service = ReportSource.class)
public final class HazardMonthly implements ReportSource {
    private final UnitOfWork work;
    private final HazardMonth month;
    private final Directory directory;

    @Activate
    public HazardMonthly(@Reference UnitOfWork work, @Reference HazardMonth month, @Reference Directory directory) {
        this.work = work;
        this.month = month;
        this.directory = directory;
    }

    @Override
    public String name() {
        return "hazard.monthly";
    }

    @Override
    public String label() {
        return "隐患排查治理月报";
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.of("area", "区划", Kind.TEXT), Column.of("found", "排查隐患", Kind.NUMBER), Column.of("major", "其中重大", Kind.NUMBER), Column.of("closed", "已整改", Kind.NUMBER),
                Column.of("rate", "整改率（%）", Kind.NUMBER), Column.of("due", "应改（到期）", Kind.NUMBER), Column.of("inTime", "按期整改", Kind.NUMBER), Column.of("inTimeRate", "按期整改率（%）", Kind.NUMBER),
                Column.of("inTimeAtFirst", "首次时限内整改", Kind.NUMBER), Column.of("overdue", "应改未改（逾期）", Kind.NUMBER), Column.of("recurring", "反复隐患", Kind.NUMBER));
    }

    @Override
    public Figures figures(Period period, Scope scope) {
        List<HazardMonth.Row> counted = work.run(tx -> month.count(tx, period.from(), period.to(), scope));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (HazardMonth.Row row : counted) {
            rows.add(row(row.area() == null ? "未注明" : directory.area(new AreaCode(row.area())).map(Area::name).orElse(row.area()), List.of(row)));
        }
        rows.add(row("合计", counted));
        return new Figures(rows, List.of("排查隐患、已整改按登记日期（" + period.from() + " 至 " + period.to() + "）统计，不含认定不构成的和已并入的；整改率＝已整改÷排查隐患，已整改不论何时销号。",
                "按期整改率＝按期整改÷应改：应改是时限（经批准延期的按新时限）在报告期内的，按销号日期判断；首次时限内整改另列。", "应改未改为时限不晚于报告期末、查询时仍未销号且已逾期的。没有应改的，按期整改率留空。"));
    }

    private static Map<String, Object> row(String label, List<HazardMonth.Row> of) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("area", label);
        row.put("found", sum(of, HazardMonth.Row::found));
        row.put("major", sum(of, HazardMonth.Row::major));
        row.put("closed", sum(of, HazardMonth.Row::closed));
        row.put("rate", rate(sum(of, HazardMonth.Row::closed), sum(of, HazardMonth.Row::found)));
        row.put("due", sum(of, HazardMonth.Row::due));
        row.put("inTime", sum(of, HazardMonth.Row::inTime));
        row.put("inTimeRate", rate(sum(of, HazardMonth.Row::inTime), sum(of, HazardMonth.Row::due)));
        row.put("inTimeAtFirst", sum(of, HazardMonth.Row::inTimeAtFirst));
        row.put("overdue", sum(of, HazardMonth.Row::overdue));
        row.put("recurring", sum(of, HazardMonth.Row::recurring));
        return row;
    }

    private static long sum(List<HazardMonth.Row> rows, ToLongFunction<HazardMonth.Row> of) {
        return rows.stream().mapToLong(of).sum();
    }

    private static BigDecimal rate(long part, long whole) {
        return whole == 0 ? null : BigDecimal.valueOf(part * 100).divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
    }
}
