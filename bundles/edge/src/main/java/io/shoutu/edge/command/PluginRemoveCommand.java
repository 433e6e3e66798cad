package io.shoutu.edge.command;

import io.shoutu.api.Actor;
import io.shoutu.edge.plugins.Plugins;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** Removes a plugin that was installed by command (移除插件). */
@Service
@Command(scope = "shoutu", name = "plugin-remove", description = "移除用 plugin-install 安装的插件；它的表保留")
public final class PluginRemoveCommand implements Action {
    @Reference
    Session session;
    @Reference
    Plugins plugins;
    @Argument(name = "name", description = "插件名称，例如 com.acme.shoutu.gas", required = true)
    @Completion(PluginCompleter.class)
    String name;
    @Option(name = "--json", description = "以 JSON 输出")
    boolean json;

    @Override
    public Object execute() throws Exception {
        plugins.remove(name, Actor.system("command"));
        if (json) {
            Printed.json(session.getConsole(), Map.of("removed", name));
            return null;
        }
        session.getConsole().println("已移除 " + name);
        return null;
    }
}
