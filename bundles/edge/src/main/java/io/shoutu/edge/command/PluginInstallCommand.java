package io.shoutu.edge.command;

import io.shoutu.api.Actor;
import io.shoutu.edge.plugins.Plugins;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** Installs a signed plugin (安装插件). */
@Service
@Command(scope = "shoutu", name = "plugin-install", description = "安装已签名的插件（bundle 或 KAR）；公钥放在数据目录 keys/plugins/*.pem")
public final class PluginInstallCommand implements Action {
    @Reference
    Session session;
    @Reference
    Plugins plugins;
    @Argument(name = "file", description = "插件文件的绝对路径", required = true)
    String file;
    @Argument(index = 1, name = "signature", description = "Ed25519 签名：文件路径或 Base64", required = true)
    String signature;
    @Option(name = "--json", description = "以 JSON 输出")
    boolean json;

    @Override
    public Object execute() throws Exception {
        Plugins.Plugin plugin = plugins.install(Path.of(file), signature, Actor.system("command"));
        if (json) {
            Printed.json(session.getConsole(), plugin);
            return null;
        }
        session.getConsole().println("已安装 " + plugin.name() + " " + plugin.version() + "，公钥 " + plugin.key() + "，sha256 " + plugin.sha256());
        return null;
    }
}
