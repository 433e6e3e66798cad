package io.shoutu.access.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoutu.access.AccessService;
import io.shoutu.access.FirstAccount;
import io.shoutu.api.Actor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.osgi.framework.BundleContext;

/**
 * The way back in where nobody else could let one in (找回账号): the last security officer or administrator forgot the password. Whoever may run commands on the
 * server reads the data directory anyway; the journal keeps it.
 */
@Service
@Command(scope = "shoutu", name = "password-reset", description = "为忘记密码的人员生成新密码，写入数据目录的 <账号>-password（下次登录须修改，角色不变，记入日志）")
public final class PasswordResetCommand implements Action {
    @Argument(name = "account", description = "账号，如 security", required = true)
    String account;
    @Option(name = "--json", description = "以 JSON 输出")
    boolean json;
    @Reference
    Session session;
    @Reference
    AccessService access;
    @Reference
    BundleContext context;

    @Override
    public Object execute() throws Exception {
        Path file = Path.of(context.getProperty("shoutu.data")).resolve(account + "-password");
        char[] password = access.recover(account, Actor.system("command")).password().toCharArray();
        FirstAccount.write(file, password);
        Arrays.fill(password, '\0');
        if (json) {
            session.getConsole().println(new ObjectMapper().writeValueAsString(Map.of("account", account, "file", file.toString())));
            return null;
        }
        session.getConsole().println("新密码已写入 " + file + "（只有安装平台的人能读），下次登录须修改；原有登录已全部退出");
        return null;
    }
}
