package io.shoutu.edge.command;

import io.shoutu.api.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.support.CommandException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one command of the scope {@code shoutu} (命令执行) in a shell session of its own. */
final class CommandRunner {
    private static final Logger log = LoggerFactory.getLogger(CommandRunner.class);
    private static final String SCOPE = "shoutu";
    /** The shell prints its help for a terminal. */
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    private final SessionFactory sessions;

    CommandRunner(SessionFactory sessions) {
        this.sessions = sessions;
    }

    Answer run(String line) {
        List<String> words;
        try {
            words = Words.of(line);
        } catch (IllegalArgumentException e) {
            return new Answer(CommandChannel.USAGE, e.getMessage() + "\n");
        }
        if (words.isEmpty() || !known(words.get(0))) {
            return new Answer(CommandChannel.USAGE, "没有这个命令：" + (words.isEmpty() ? "（空）" : words.get(0)) + "\n可用的命令：\n" + list());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
                Session session = sessions.create(new ByteArrayInputStream(new byte[0]), out, out)) {
            int code = 0;
            String more = "";
            try {
                // The name unquoted, so that the shell takes it for a command; it is a known one.
                session.execute(words.get(0) + " " + Words.quoted(Words.optionsFirst(words.subList(1, words.size()))));
            } catch (Exception e) {
                if (cause(e, CommandException.class) != null) {
                    code = CommandChannel.USAGE;
                    more = "用法有误：" + cause(e, CommandException.class).getMessage() + "\n" + words.get(0) + " --help 说明用法\n";
                } else if (cause(e, Problem.class) != null) {
                    code = CommandChannel.FAILED;
                    more = cause(e, Problem.class).getMessage() + "\n";
                } else {
                    log.error("command {} failed", words.get(0), e);
                    code = CommandChannel.FAILED;
                    more = "命令失败：" + e + "（详见日志）\n";
                }
            }
            out.flush();
            return new Answer(code, COLOUR.matcher(bytes.toString(StandardCharsets.UTF_8)).replaceAll("") + more);
        }
    }

    private static <T extends Throwable> T cause(Throwable e, Class<T> kind) {
        for (Throwable at = e; at != null; at = at.getCause() == at ? null : at.getCause()) {
            if (kind.isInstance(at)) {
                return kind.cast(at);
            }
        }
        return null;
    }

    private boolean known(String word) {
        return sessions.getRegistry().getCommands().stream().anyMatch(c -> SCOPE.equals(c.getScope()) && word.equals(SCOPE + ":" + c.getName()));
    }

    private String list() {
        StringBuilder out = new StringBuilder();
        sessions.getRegistry().getCommands().stream().filter(c -> SCOPE.equals(c.getScope())).sorted(java.util.Comparator.comparing(Command::getName))
                .forEach(c -> out.append("  ").append(SCOPE).append(':').append(c.getName()).append("  ").append(c.getDescription()).append('\n'));
        return out.toString();
    }
}
