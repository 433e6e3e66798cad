package io.shoutu.edge.command;

import io.shoutu.edge.camel.RouteState;
import io.shoutu.edge.camel.RouteTrouble;
import io.shoutu.edge.camel.Switchboard;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** The wiring with live counts (路由一览). */
@Service
@Command(scope = "shoutu", name = "routes", description = "路由一览：状态、处理数、失败数")
public final class RoutesCommand implements Action {
    @Reference
    Session session;
    @Reference
    Switchboard switchboard;
    @Option(name = "--json", description = "以 JSON 输出")
    boolean json;

    record Wired(List<RouteState> items, List<RouteTrouble> troubles) {}

    @Override
    public Object execute() throws Exception {
        Wired wired = new Wired(switchboard.routes(), switchboard.troubles());
        if (json) {
            Printed.json(session.getConsole(), wired);
            return null;
        }
        table(wired.items()).print(session.getConsole());
        if (!wired.troubles().isEmpty()) {
            session.getConsole().println();
            troubles(wired.troubles()).print(session.getConsole());
        }
        return null;
    }

    static Table table(List<RouteState> routes) {
        Table table = new Table("没有路由", "路由", "所属", "状态", "已处理", "失败", "处理中", "来源", "最近失败");
        routes.forEach(r -> table.row(r.id(), r.bundle(), r.state(), r.exchanges(), r.failed(), r.inflight(), r.from(),
                r.lastFailure() == null ? null : r.lastFailureAt() + " " + r.lastFailure()));
        return table;
    }

    static Table troubles(List<RouteTrouble> troubles) {
        Table table = new Table("全部接通", "未接通", "所属", "等待组件", "原因");
        troubles.forEach(t -> table.row(t.builder(), t.bundle(), t.waitsFor(), t.reason()));
        return table;
    }
}
