package io.shoutu.edge.command;

import io.shoutu.edge.camel.Switchboard;
import io.shoutu.edge.camel.RouteState;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** The routes there are now (路由补全). */
@Service
public final class RouteCompleter implements Completer {
    @Reference
    Switchboard switchboard;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(switchboard.routes().stream().map(RouteState::id).toList()).complete(session, line, candidates);
    }
}
