package io.shoutu.edge.command;

import io.shoutu.api.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.osgi.framework.BundleContext;

/** Empties a demonstration, so that it comes up as on its first day (重置演示). Refused in earnest. */
@Service
@Command(scope = "shoutu", name = "demo-reset", description = "清空演示平台的全部数据并停止；下次启动从头开始。正式平台拒绝")
public final class DemoResetCommand implements Action {
    @Reference
    Session session;
    @Reference
    BundleContext bundle;
    @Option(name = "--yes", description = "确认清空")
    boolean yes;
    @Option(name = "--json", description = "以 JSON 输出")
    boolean json;

    @Override
    public Object execute() throws Exception {
        boolean demo = "true".equals(bundle.getProperty("shoutu.demo")) || Files.exists(Path.of(bundle.getProperty("shoutu.data")).resolve("demo-loaded"));
        if (!demo) {
            throw new Problem.IllegalMove("not-a-demo", "这是正式平台，数据不能清空");
        }
        if (!yes) {
            throw new Problem.IllegalMove("confirm", "将清空 " + bundle.getProperty("shoutu.data") + " 中的全部演示数据；确认请加 --yes");
        }
        AtStart.then(bundle, "empty");
        if (json) {
            Printed.json(session.getConsole(), Map.of("emptied", bundle.getProperty("shoutu.data"), "stopping", true));
            return null;
        }
        session.getConsole().println("平台现在停止；下次启动时清空并从头开始。");
        return null;
    }
}
