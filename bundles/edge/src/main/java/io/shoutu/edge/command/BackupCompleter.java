package io.shoutu.edge.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.osgi.framework.BundleContext;

/** The backups that lie in the data directory (备份补全). */
@Service
public final class BackupCompleter implements Completer {
    @Reference
    BundleContext bundle;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(in(Path.of(bundle.getProperty("shoutu.data")).resolve("backups"))).complete(session, line, candidates);
    }

    /** Names of the folders that hold a finished backup, in order; the folders of their keys are none. */
    static List<String> in(Path backups) {
        List<String> found = new ArrayList<>();
        if (Files.isDirectory(backups)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(backups, folder -> Files.exists(folder.resolve("backup.json")))) {
                folders.forEach(folder -> found.add(folder.getFileName().toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        found.sort(null);
        return found;
    }
}
