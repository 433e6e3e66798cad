package io.shoutu.edge.command;

import io.shoutu.api.store.Backups;
import java.nio.file.Path;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.osgi.framework.BundleContext;

/** Checks a backup, then ends the platform so that it comes up with what the backup holds (恢复). */
@Service
@Command(scope = "shoutu", name = "restore", description = "恢复：检查备份后停止平台，下次启动时以备份替换现有数据（现有数据移到一旁，不删除）")
public final class RestoreCommand implements Action {
    @Reference
    Session session;
    @Reference
    Backups backups;
    @Reference
    BundleContext bundle;
    @Argument(name = "folder", description = "备份文件夹；相对路径指数据目录的 backups/ 下", required = true)
    @Completion(BackupCompleter.class)
    String folder;
    @Option(name = "--json", description = "以 JSON 输出")
    boolean json;

    @Override
    public Object execute() throws Exception {
        Backups.Backup backup = backups.check(Path.of(folder));
        AtStart.then(bundle, "restore " + backup.folder());
        if (json) {
            Printed.json(session.getConsole(), Map.of("folder", backup.folder().toString(), "taken", backup.taken().toString(), "stopping", true));
            return null;
        }
        session.getConsole().println("备份完好，取自 " + backup.taken() + "。平台现在停止；下次启动时以备份替换现有数据，现有数据移到 before-restore-* 。");
        return null;
    }
}
