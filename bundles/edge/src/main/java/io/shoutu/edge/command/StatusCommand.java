package io.shoutu.edge.command;

import io.shoutu.api.edge.Metrics;
import io.shoutu.api.edge.Metrics.Metric;
import io.shoutu.api.edge.Readiness;
import io.shoutu.api.journal.Listeners;
import io.shoutu.api.journal.Parking;
import io.shoutu.edge.camel.RouteTrouble;
import io.shoutu.edge.camel.Switchboard;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** Whether the platform is ready, and what went through it (平台状态). The shell injects fields; there is no other way. */
@Service
@Command(scope = "shoutu", name = "status", description = "平台状态：是否就绪、各项检查、监听者、暂存、主要指标")
public final class StatusCommand implements Action {
    @Reference
    Session session;
    @Reference
    List<Readiness> checks;
    @Reference
    List<Metrics> metrics;
    @Reference
    List<Listeners> listeners;
    @Reference
    List<Parking> parkings;
    @Reference
    Switchboard switchboard;
    @Option(name = "--json", description = "以 JSON 输出")
    boolean json;

    record Check(String name, boolean ready, String text) {}

    record Status(boolean ready, List<Check> checks, List<Listeners.Status> listeners, Map<String, Long> parked, List<RouteTrouble> unconnected, Map<String, BigDecimal> figures) {}

    @Override
    public Object execute() throws Exception {
        Status status = status();
        if (json) {
            Printed.json(session.getConsole(), status);
        } else {
            print(status, session.getConsole());
        }
        return null;
    }

    private Status status() {
        List<Check> found = checks.stream().map(c -> new Check(c.name(), c.state().ready(), c.state().text())).sorted(Comparator.comparing(Check::name)).toList();
        Map<String, Long> parked = new TreeMap<>();
        parkings.forEach(p -> parked.merge(p.name(), p.count(), Long::sum));
        Map<String, BigDecimal> figures = new TreeMap<>();
        for (Metrics source : metrics) {
            for (Metric metric : source.metrics()) {
                // Labelled ones are many, and each has a command of its own.
                if (metric.labels().isEmpty() && Double.isFinite(metric.value())) {
                    figures.merge(metric.name(), BigDecimal.valueOf(metric.value()).stripTrailingZeros(), BigDecimal::add);
                }
            }
        }
        return new Status(!found.isEmpty() && found.stream().allMatch(Check::ready), found, listeners.stream().flatMap(l -> l.status().stream()).toList(), parked,
                switchboard.troubles(), figures);
    }

    private static void print(Status status, PrintStream out) {
        out.println(status.ready() ? "就绪" : "未就绪");
        Table checks = new Table("没有登记任何就绪检查", "检查", "结果", "说明");
        status.checks().forEach(c -> checks.row(c.name(), c.ready() ? "正常" : "未就绪", c.text()));
        checks.print(out);
        out.println();
        ListenersCommand.table(status.listeners()).print(out);
        if (!status.unconnected().isEmpty()) {
            out.println();
            RoutesCommand.troubles(status.unconnected()).print(out);
        }
        out.println();
        Table parked = new Table("没有暂存区", "暂存区", "件数");
        status.parked().forEach(parked::row);
        parked.print(out);
        out.println();
        Table figures = new Table("没有指标", "指标", "数值");
        status.figures().forEach((name, value) -> figures.row(name, value.toPlainString()));
        figures.print(out);
    }
}
