package com.acme.shoutu.gas;

import io.shoutu.api.Scope;
import io.shoutu.api.documents.Column;
import io.shoutu.api.reporting.Figures;
import io.shoutu.api.reporting.Period;
import io.shoutu.api.reporting.ReportSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Figures (报表) of the checks: how many per gas, and the highest value. */
@Component
public final class GasReport implements ReportSource {
    private final GasBook book;

    @Activate
    public GasReport(@Reference GasBook book) {
        this.book = book;
    }

    @Override
    public String name() {
        return "acme.checks";
    }

    @Override
    public String label() {
        return "气体复核统计";
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.of("point", "气体", Column.Kind.TEXT), Column.of("checks", "复核次数", Column.Kind.NUMBER), Column.of("hazards", "涉及隐患", Column.Kind.NUMBER), Column.of("highest", "最高值", Column.Kind.NUMBER));
    }

    @Override
    public Figures figures(Period period, Scope scope) {
        Map<String, List<GasBook.Counted>> byPoint = book.between(period.begins(), period.ends(), scope).stream().collect(Collectors.groupingBy(GasBook.Counted::point, TreeMap::new, Collectors.toList()));
        return new Figures(byPoint.entrySet().stream().map(e -> Map.<String, Object>of("point", e.getKey(), "checks", e.getValue().size(),
                "hazards", e.getValue().stream().map(GasBook.Counted::hazard).distinct().count(), "highest", e.getValue().stream().mapToDouble(GasBook.Counted::value).max().orElseThrow())).toList(),
                List.of("按复核登记时间统计。"));
    }
}
