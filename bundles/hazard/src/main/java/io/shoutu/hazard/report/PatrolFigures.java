package io.shoutu.hazard.report;

import io.shoutu.api.Scope;
import io.shoutu.api.documents.Column;
import io.shoutu.api.reporting.Figures;
import io.shoutu.api.reporting.Period;
import io.shoutu.api.reporting.ReportSource;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.hazard.domain.inspection.InspectionStore;
import io.shoutu.hazard.domain.inspection.InspectionStore.Patrolled;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Patrols of grid members in figures (网格巡查月报): patrol rate, findings and adoption rate of each, and of all. */
@Component(service = ReportSource.class)
public final class PatrolFigures implements ReportSource {
    private final UnitOfWork work;
    private final InspectionStore store;

    @Activate
    public PatrolFigures(@Reference UnitOfWork work, @Reference InspectionStore store) {
        this.work = work;
        this.store = store;
    }

    @Override
    public String name() {
        return "hazard.patrols";
    }

    @Override
    public String label() {
        return "网格巡查月报";
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.of("member", "网格员账号", Column.Kind.TEXT), Column.of("planned", "应巡查", Column.Kind.NUMBER), Column.of("done", "已巡查", Column.Kind.NUMBER), Column.of("rate", "巡查率（%）", Column.Kind.NUMBER),
                Column.of("found", "上报问题", Column.Kind.NUMBER), Column.of("adopted", "核实采纳", Column.Kind.NUMBER), Column.of("adoption", "采纳率（%）", Column.Kind.NUMBER));
    }

    @Override
    public Figures figures(Period period, Scope scope) {
        List<Patrolled> each = work.run(tx -> store.patrols(tx, period.from(), period.to(), scope));
        List<Map<String, Object>> rows = new ArrayList<>(each.stream().map(p -> row(p.account(), p)).toList());
        rows.add(row("合计", each.stream().reduce(new Patrolled("", 0, 0, 0, 0),
                (a, b) -> new Patrolled("", a.planned() + b.planned(), a.done() + b.done(), a.found() + b.found(), a.adopted() + b.adopted()))));
        return new Figures(rows, List.of("按巡查计划日统计：" + period.from() + " 至 " + period.to() + "；随手拍计作一次完成的巡查。", "核实采纳：上报的问题已核实为隐患；尚未核实的和认定不构成隐患的不计。"));
    }

    private static Map<String, Object> row(String label, Patrolled p) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("member", label);
        row.put("planned", p.planned());
        row.put("done", p.done());
        row.put("rate", rate(p.done(), p.planned()));
        row.put("found", p.found());
        row.put("adopted", p.adopted());
        row.put("adoption", rate(p.adopted(), p.found()));
        return row;
    }

    private static BigDecimal rate(long part, long whole) {
        return whole == 0 ? null : BigDecimal.valueOf(part * 100).divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
    }
}
