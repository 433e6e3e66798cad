package io.shoutu.edge.command;

import io.shoutu.api.journal.Listeners;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** Who hears the journal, and how far behind (监听者一览). */
@Service
@Command(scope = "shoutu", name = "listeners", description = "日志监听者一览：进度、落后、暂存")
public final class ListenersCommand implements Action {
    @Reference
    Session session;
    @Reference
    Listeners listeners;
    @Option(name = "--json", description = "以 JSON 输出")
    boolean json;

    @Override
    public Object execute() throws Exception {
        List<Listeners.Status> status = listeners.status();
        if (json) {
            Printed.json(session.getConsole(), status);
        } else {
            table(status).print(session.getConsole());
        }
        return null;
    }

    static Table table(List<Listeners.Status> status) {
        Table table = new Table("没有监听者", "监听者", "状态", "已听到", "落后", "暂存", "事实");
        status.forEach(s -> table.row(s.name(), s.running() ? "运行" : "停止", s.cursor(), s.behind(), s.parked(), String.join(",", s.facts())));
        return table;
    }
}
