package io.shoutu.edge.command;

import io.shoutu.api.Actor;
import io.shoutu.edge.camel.RouteState;
import io.shoutu.edge.camel.Switchboard;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** Starts a route that was stopped (启动路由); it hears what waited, once each. */
@Service
@Command(scope = "shoutu", name = "route-start", description = "启动一条已停止的路由")
public final class RouteStartCommand implements Action {
    @Reference
    Session session;
    @Reference
    Switchboard switchboard;
    @Completion(RouteCompleter.class)
    @Argument(name = "route", description = "路由编号，例如 hazard.from-alarm", required = true)
    String route;
    @Option(name = "--json", description = "以 JSON 输出")
    boolean json;

    @Override
    public Object execute() throws Exception {
        RouteState state = switchboard.start(route, Actor.system("command"));
        if (json) {
            Printed.json(session.getConsole(), state);
        } else {
            RoutesCommand.table(List.of(state)).print(session.getConsole());
        }
        return null;
    }
}
