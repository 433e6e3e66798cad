package io.shoutu.edge.command;

import io.shoutu.edge.plugins.Plugins;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** The plugins that were installed by command (插件补全). */
@Service
public final class PluginCompleter implements Completer {
    @Reference
    Plugins plugins;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(plugins.installed().stream().map(Plugins.Plugin::name).toList()).complete(session, line, candidates);
    }
}
