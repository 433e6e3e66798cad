package io.shoutu.sensor.report;

import io.shoutu.api.Scope;
import io.shoutu.api.documents.Column;
import io.shoutu.api.reporting.Figures;
import io.shoutu.api.reporting.Period;
import io.shoutu.api.reporting.ReportSource;
import io.shoutu.api.sensor.Priority;
import io.shoutu.sensor.AlarmStatistics;
import io.shoutu.sensor.domain.AlarmFigures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The figures of the alarms as a report (报警绩效报表): one row a figure, with the value the standards recommend. */
@Component(service = ReportSource.class)
public final class AlarmReport implements ReportSource {
    private final AlarmStatistics statistics;

    @Activate
    public AlarmReport(@Reference AlarmStatistics statistics) {
        this.statistics = statistics;
    }

    @Override
    public String name() {
        return "sensor.alarm-figures";
    }

    @Override
    public String label() {
        return "报警绩效";
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.of("figure", "指标", Column.Kind.TEXT).wide(30), Column.of("value", "数值", Column.Kind.NUMBER), Column.of("unit", "单位", Column.Kind.TEXT),
                Column.of("target", "推荐值", Column.Kind.TEXT).wide(30));
    }

    @Override
    public Figures figures(Period period, Scope scope) {
        AlarmFigures f = statistics.figures(period.begins(), period.ends(), scope);
        List<Map<String, Object>> rows = new ArrayList<>();
        row(rows, "报警总数", f.raised(), "条", null);
        row(rows, "每10分钟平均", f.average(), "条", "不超过1（可管理上限2）");
        row(rows, "10分钟最高", f.peak(), "条", "不超过10");
        row(rows, "报警过多的时段占比", f.floodShare() * 100, "%", "不超过1");
        row(rows, "报警泛滥次数", f.floods().size(), "次", null);
        for (Priority priority : Priority.values()) {
            row(rows, "优先级“" + priority.label() + "”", f.priorities().get(priority), "条", null);
        }
        row(rows, "已确认", f.acknowledged().count(), "条", null);
        row(rows, "从未确认", f.acknowledged().never(), "条", "0");
        row(rows, "确认用时平均", f.acknowledged().meanSeconds(), "秒", null);
        row(rows, "确认用时中位", f.acknowledged().medianSeconds(), "秒", null);
        row(rows, "确认用时九成位", f.acknowledged().p90Seconds(), "秒", null);
        row(rows, "抖动规则", f.chattering().size(), "条", "0");
        row(rows, "搁置", f.shelved(), "次", null);
        row(rows, "追溯报警", f.retrospective(), "条", null);
        for (AlarmFigures.Frequent top : f.top()) {
            row(rows, "最多：" + top.name() + "（" + top.rule() + "，" + top.device() + "）", top.raised(), "条", null);
        }
        return new Figures(rows, List.of("按日志中的报警事实统计：" + period.from() + " 至 " + period.to() + "；静默和追溯的报警不计入总数。",
                "推荐值见 ISA-18.2 与 EEMUA 191，按一名值班员计。"));
    }

    private static void row(List<Map<String, Object>> rows, String figure, Number value, String unit, String target) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("figure", figure);
        row.put("value", value);
        row.put("unit", unit);
        row.put("target", target);
        rows.add(row);
    }
}
