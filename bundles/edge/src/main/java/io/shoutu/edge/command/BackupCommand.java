package io.shoutu.edge.command;

import io.shoutu.api.Actor;
import io.shoutu.api.store.Backups;
import io.shoutu.api.time.Legal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

/** Takes a backup while the platform works, or looks through one (备份). */
@Service
@Command(scope = "shoutu", name = "backup", description = "在线备份：shoutu:backup [文件夹]；--check 只检查已有的备份")
public final class BackupCommand implements Action {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    @Reference
    Session session;
    @Reference
    Backups backups;
    @Reference
    Clock clock;
    @Argument(name = "folder", description = "新文件夹；相对路径放在数据目录的 backups/ 下，不给则以时间命名")
    String folder;
    @Option(name = "--check", description = "检查这个备份的每个文件，不做备份")
    boolean check;
    @Option(name = "--json", description = "以 JSON 输出")
    boolean json;

    @Override
    public Object execute() throws Exception {
        if (check && folder == null) {
            throw new CommandException("请给出要检查的备份文件夹");
        }
        Path path = Path.of(folder == null ? NAME.format(clock.instant().atZone(Legal.ZONE)) : folder);
        Backups.Backup backup = check ? backups.check(path) : backups.take(path, Actor.system("command"));
        if (json) {
            Printed.json(session.getConsole(), shown(backup));
        } else {
            session.getConsole().println(check ? "备份完好" : "备份完成，密钥另存于 " + backup.folder() + ".keys（请分开保管）");
            Table table = new Table("", "项目", "内容");
            shown(backup).forEach((what, is) -> table.row(what, String.valueOf(is)));
            table.print(session.getConsole());
        }
        return null;
    }

    private static Map<String, Object> shown(Backups.Backup backup) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("folder", backup.folder().toString());
        shown.put("taken", backup.taken().toString());
        shown.put("product", backup.product());
        shown.put("database", backup.database());
        shown.put("bytes", backup.bytes());
        shown.put("checkpoint", backup.checkpoint());
        shown.put("rows", backup.rows());
        return shown;
    }
}
