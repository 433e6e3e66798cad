package io.shoutu.demo.command;

import io.shoutu.demo.Switch;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** Loads the invented county into an empty platform (载入演示数据). */
@Service
@Command(scope = "shoutu", name = "demo-load", description = "向空平台载入演示县的数据，并开始回放；已有企业时拒绝")
public final class DemoLoadCommand implements Action {
    @Reference
    Session session;
    @Reference
    Switch demo;
    @Option(name = "--json", description = "以 JSON 输出")
    boolean json;

    @Override
    public Object execute() throws Exception {
        demo.load();
        if (json) {
            session.getConsole().println("{ \"loading\" : true }");
            return null;
        }
        session.getConsole().println("演示数据正在载入，几秒后可见；密码在数据目录的 demo-accounts.json");
        return null;
    }
}
