package io.shoutu.hazard.report;

import io.shoutu.api.Scope;
import io.shoutu.api.documents.Column;
import io.shoutu.api.reporting.Figures;
import io.shoutu.api.reporting.Period;
import io.shoutu.api.reporting.ReportSource;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.hazard.domain.reports.PublicReport;
import io.shoutu.hazard.domain.reports.PublicReportStore;
import io.shoutu.hazard.domain.reports.PublicReportStore.Count;
import io.shoutu.hazard.domain.reports.ReportState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Public reports in figures (举报办理月报): a row for each channel, and one for all. */
@Component(service = ReportSource.class)
public final class PublicReportFigures implements ReportSource {
    private final UnitOfWork work;
    private final PublicReportStore store;

    @Activate
    public PublicReportFigures(@Reference UnitOfWork work, @Reference PublicReportStore store) {
        this.work = work;
        this.store = store;
    }

    @Override
    public String name() {
        return "hazard.public-reports";
    }

    @Override
    public String label() {
        return "举报办理月报";
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.of("channel", "渠道", Column.Kind.TEXT), Column.of("received", "接收", Column.Kind.NUMBER), Column.of("declined", "不予受理", Column.Kind.NUMBER),
                Column.of("transferred", "移送", Column.Kind.NUMBER), Column.of("concluded", "已核查", Column.Kind.NUMBER), Column.of("confirmed", "其中属实", Column.Kind.NUMBER),
                Column.of("paid", "已发放奖励", Column.Kind.NUMBER), Column.of("overdue", "超期未办", Column.Kind.NUMBER));
    }

    @Override
    public Figures figures(Period period, Scope scope) {
        List<Count> counted = work.run(tx -> store.counts(tx, period.begins(), period.ends(), scope));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (PublicReport.Channel channel : PublicReport.Channel.values()) {
            rows.add(row(channel.label(), counted.stream().filter(c -> c.channel() == channel).toList()));
        }
        rows.add(row("合计", counted));
        return new Figures(rows, List.of("按接收时间统计：" + period.from() + " 至 " + period.to() + "；状态以查询时为准，归档的按其核查结论计。"));
    }

    private static Map<String, Object> row(String label, List<Count> counted) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("channel", label);
        row.put("received", sum(counted, c -> true));
        row.put("declined", sum(counted, c -> c.state() == ReportState.REFUSED));
        row.put("transferred", sum(counted, c -> c.state() == ReportState.TRANSFERRED));
        row.put("concluded", sum(counted, c -> c.finding() != null));
        row.put("confirmed", sum(counted, c -> c.finding() == PublicReport.Finding.TRUE || c.finding() == PublicReport.Finding.PARTLY));
        row.put("paid", sum(counted, c -> c.state() == ReportState.PAID));
        row.put("overdue", sum(counted, Count::overdue));
        return row;
    }

    private static long sum(List<Count> counted, Predicate<Count> which) {
        return counted.stream().filter(which).mapToLong(Count::reports).sum();
    }
}
