package io.shoutu.edge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandChannelTest {
    @TempDir
    Path data;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int give(Path to, String line) {
        out.reset();
        err.reset();
        return CommandClient.run(to, line, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void commandGoesThereAndAnswerAndExitCodeComeBack() throws Exception {
        CommandChannel channel = new CommandChannel(data, line -> new Answer(0, "听到：" + line + "\n第二行\n"));
        assertThat(give(data, "shoutu:status")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("听到：shoutu:status\n第二行\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        channel.close();
    }

    @Test
    void failedCommandSpeaksOnStandardErrorWithItsCode() throws Exception {
        CommandChannel channel = new CommandChannel(data, line -> new Answer(CommandChannel.USAGE, "没有这个命令\n"));
        assertThat(give(data, "nonsense")).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("没有这个命令\n");
        channel.close();
        CommandChannel broken = new CommandChannel(data, line -> {
            throw new IllegalStateException("broken");
        });
        assertThat(give(data, "x")).isEqualTo(1);
        broken.close();
    }

    @Test
    void onlyTheOwnerCanReachTheSocket() throws Exception {
        CommandChannel channel = new CommandChannel(data, line -> new Answer(0, ""));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("command")))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("command/socket")))).isEqualTo("rw-------");
        channel.close();
        assertThat(data.resolve("command/socket")).doesNotExist();
    }

    @Test
    void platformThatIsNotRunningIsSaidInOneSentence() throws Exception {
        assertThat(give(data, "shoutu:status")).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("平台未在此数据目录上运行").hasLineCount(1);
        // A socket left behind by a process that was killed.
        CommandChannel channel = new CommandChannel(data, line -> new Answer(0, ""));
        Path left = data.resolve("command/left");
        Files.move(data.resolve("command/socket"), left);
        channel.close();
        Files.move(left, data.resolve("command/socket"));
        assertThat(give(data, "shoutu:status")).isEqualTo(3);
        CommandChannel next = new CommandChannel(data, line -> new Answer(0, "ok"));
        assertThat(give(data, "shoutu:status")).isZero();
        next.close();
    }

    @Test
    void dataDirectoryWithALongPathStillTakesCommands() throws Exception {
        Path deep = Files.createDirectories(data.resolve("x".repeat(90)).resolve("数据"));
        CommandChannel channel = new CommandChannel(deep, line -> new Answer(0, "ok\n"));
        assertThat(give(deep, "shoutu:status")).isZero();
        channel.close();
        assertThat(give(deep, "shoutu:status")).isEqualTo(3);
    }

    @Test
    void wordsAreSplitAtBlanksAndTheShellsLanguageMeansNothing() {
        assertThat(Words.of("  shoutu:replay  journal 'a b' \"c d\" --all ")).containsExactly("shoutu:replay", "journal", "a b", "c d", "--all");
        assertThat(Words.of("shoutu:status|grep x;exit $(y) {z}")).containsExactly("shoutu:status|grep", "x;exit", "$(y)", "{z}");
        assertThat(Words.quoted(List.of("a", "$(b)", "c d"))).isEqualTo("'a' '$(b)' 'c d'");
        assertThat(Words.optionsFirst(List.of("journal", "--all", "--json"))).containsExactly("--all", "--json", "journal");
        assertThat(Words.optionsFirst(List.of("--limit", "5", "journal"))).containsExactly("--limit", "5", "journal");
        for (String bad : List.of("a 'b", "a \"b'c\"", "a\\b", "a\nb")) {
            assertThatThrownBy(() -> Words.of(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void chineseCountsAsTwoColumns() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new Table("空", "路由", "状态").row("a", "x").row("四个汉字", "y").print(new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("路由      状态\na         x\n四个汉字  y\n");
    }
}
