package io.shoutu.hazard.report;

import io.shoutu.api.Scope;
import io.shoutu.api.documents.Column;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.reporting.Figures;
import io.shoutu.api.reporting.Period;
import io.shoutu.api.reporting.ReportSource;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.hazard.domain.HazardCounts;
import io.shoutu.hazard.domain.HazardCounts.Count;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The ledger of hazards in figures (隐患台账月报): a row for each state, and one for all. */
@Component(service = ReportSource.class)
public final class HazardFigures implements ReportSource {
    private final UnitOfWork work;
    private final HazardCounts counts;

    @Activate
    public HazardFigures(@Reference UnitOfWork work, @Reference HazardCounts counts) {
        this.work = work;
        this.counts = counts;
    }

    @Override
    public String name() {
        return "hazard.ledger";
    }

    @Override
    public String label() {
        return "隐患台账月报";
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.of("state", "状态", Column.Kind.TEXT), Column.of("general", "一般隐患", Column.Kind.NUMBER), Column.of("major", "重大隐患", Column.Kind.NUMBER),
                Column.of("ungraded", "未定级", Column.Kind.NUMBER), Column.of("total", "合计", Column.Kind.NUMBER), Column.of("overdue", "其中逾期", Column.Kind.NUMBER));
    }

    @Override
    public Figures figures(Period period, Scope scope) {
        List<Count> counted = work.run(tx -> counts.registered(tx, period.begins(), period.ends(), scope));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (HazardState state : HazardState.values()) {
            rows.add(row(state.label(), counted.stream().filter(c -> c.state() == state).toList()));
        }
        rows.add(row("合计", counted));
        return new Figures(rows, List.of("按登记时间统计：" + period.from() + " 至 " + period.to() + " 登记的隐患。",
                "状态、等级和逾期以查询时为准；已合并的隐患计在“已合并”一行，不并入其他行。"));
    }

    private static Map<String, Object> row(String label, List<Count> counted) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("state", label);
        row.put("general", sum(counted, c -> c.grade() == HazardGrade.GENERAL));
        row.put("major", sum(counted, c -> c.grade() == HazardGrade.MAJOR));
        row.put("ungraded", sum(counted, c -> c.grade() == null));
        row.put("total", sum(counted, c -> true));
        row.put("overdue", sum(counted, Count::overdue));
        return row;
    }

    private static long sum(List<Count> counted, Predicate<Count> which) {
        return counted.stream().filter(which).mapToLong(Count::hazards).sum();
    }
}
