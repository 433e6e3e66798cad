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

/** Stops a route (停止路由); what it would have heard waits. */
@Service
@Command(scope = "shoutu", name = "route-stop", description = "停止一条路由，直到再次启动或平台重启")
public final class RouteStopCommand implements Action {
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
        RouteState state = switchboard.stop(route, Actor.system("command"));
        if (json) {
            Printed.json(session.getConsole(), state);
        } else {
            RoutesCommand.table(List.of(state)).print(session.getConsole());
        }
        return null;
    }
}
