package io.shoutu.hazard.report;

import io.shoutu.api.Scope;
import io.shoutu.api.documents.Column;
import io.shoutu.api.reporting.Figures;
import io.shoutu.api.reporting.Period;
import io.shoutu.api.reporting.ReportSource;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.hazard.domain.inspection.InspectionKind;
import io.shoutu.hazard.domain.inspection.InspectionStore;
import io.shoutu.hazard.domain.inspection.InspectionStore.Count;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Inspections in figures (监督检查月报): a row for each kind, and one for all. */
@Component(service = ReportSource.class)
public final class InspectionFigures implements ReportSource {
    private final UnitOfWork work;
    private final InspectionStore store;

    @Activate
    public InspectionFigures(@Reference UnitOfWork work, @Reference InspectionStore store) {
        this.work = work;
        this.store = store;
    }

    @Override
    public String name() {
        return "hazard.inspections";
    }

    @Override
    public String label() {
        return "监督检查月报";
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.of("kind", "检查类型", Column.Kind.TEXT), Column.of("visits", "检查次数", Column.Kind.NUMBER), Column.of("unannounced", "其中四不两直", Column.Kind.NUMBER),
                Column.of("items", "检查项次", Column.Kind.NUMBER), Column.of("failed", "不符合项次", Column.Kind.NUMBER), Column.of("hazards", "登记隐患", Column.Kind.NUMBER));
    }

    @Override
    public Figures figures(Period period, Scope scope) {
        List<Count> counted = work.run(tx -> store.counts(tx, period.begins(), period.ends(), scope));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (InspectionKind kind : InspectionKind.values()) {
            rows.add(row(kind.label(), counted.stream().filter(c -> c.kind() == kind).toList()));
        }
        rows.add(row("合计", counted));
        return new Figures(rows, List.of("按检查记录提交时间统计：" + period.from() + " 至 " + period.to() + "。", "记录冲突待复核的不计入；采纳后按原提交时间计入。"));
    }

    private static Map<String, Object> row(String label, List<Count> counted) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("kind", label);
        row.put("visits", counted.stream().mapToLong(Count::visits).sum());
        row.put("unannounced", counted.stream().filter(Count::unannounced).mapToLong(Count::visits).sum());
        row.put("items", counted.stream().mapToLong(Count::items).sum());
        row.put("failed", counted.stream().mapToLong(Count::failed).sum());
        row.put("hazards", counted.stream().mapToLong(Count::hazards).sum());
        return row;
    }
}
