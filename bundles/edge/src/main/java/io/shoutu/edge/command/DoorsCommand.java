package io.shoutu.edge.command;

import io.shoutu.edge.doors.Doors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** Who stands in which door (插口一览): what rooms and plugins brought. */
@Service
@Command(scope = "shoutu", name = "doors", description = "插口一览：各插口由哪个模块或插件到位")
public final class DoorsCommand implements Action {
    @Reference
    Session session;
    @Reference
    Doors doors;
    @Option(name = "--json", description = "以 JSON 输出")
    boolean json;

    @Override
    public Object execute() throws Exception {
        if (json) {
            Printed.json(session.getConsole(), doors.doors());
            return null;
        }
        Table table = new Table("没有插口", "插口", "用途", "名称", "模块", "版本", "自");
        doors.doors().forEach(door -> {
            if (door.standing().isEmpty()) {
                table.row(door.name(), door.label(), null, null, null, null);
            }
            door.standing().forEach(s -> table.row(door.name(), door.label(), s.name(), s.bundle(), s.version(), s.since()));
        });
        table.print(session.getConsole());
        return null;
    }
}
