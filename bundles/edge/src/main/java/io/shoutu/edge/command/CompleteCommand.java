package io.shoutu.edge.command;

import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.parsing.CommandLineImpl;

/** What could stand next in a command line (命令补全): asked by the completion of bash, one answer a line. */
@Service
@org.apache.karaf.shell.api.action.Command(scope = "shoutu", name = "complete", description = "补全一行未写完的命令，供 bash 使用")
public final class CompleteCommand implements Action {
    private static final String SCOPE = "shoutu";

    @Reference
    Session session;
    @Argument(name = "line", description = "未写完的一行", required = true)
    String line;

    @Override
    public Object execute() {
        String[] words = line.split(" ", -1);
        List<String> candidates = new ArrayList<>();
        if (words.length == 1) {
            session.getRegistry().getCommands().stream().filter(c -> SCOPE.equals(c.getScope())).map(c -> SCOPE + ":" + c.getName())
                    .filter(name -> name.startsWith(words[0])).sorted().forEach(candidates::add);
        } else {
            Command command = session.getRegistry().getCommands().stream().filter(c -> SCOPE.equals(c.getScope()) && words[0].equals(SCOPE + ":" + c.getName()))
                    .findFirst().orElse(null);
            if (command != null && command.getCompleter(false) != null) {
                String last = words[words.length - 1];
                command.getCompleter(false).complete(session, new CommandLineImpl(words, words.length - 1, last.length(), line.length(), line), candidates);
            }
        }
        candidates.stream().map(String::strip).distinct().forEach(session.getConsole()::println);
        return null;
    }
}
