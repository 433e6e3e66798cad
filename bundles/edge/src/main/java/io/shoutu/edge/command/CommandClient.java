package io.shoutu.edge.command;

import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The other end of the channel (命令客户端), started by {@code bin/shoutu-do} as a program of its own: JDK only, no container.
 *
 * <p>Exit codes: 0 done, 1 the command failed, 2 unknown command or wrong usage, 3 the platform is not running.
 */
public final class CommandClient {
    static final int NOT_RUNNING = 3;

    private CommandClient() {}

    /** Arguments: the data directory, then the words of the command. */
    public static void main(String[] arguments) {
        if (arguments.length < 2) {
            System.err.println("用法：shoutu-do '<命令>'，例如 shoutu-do 'shoutu:status'。Usage: shoutu-do '<command>'");
            System.exit(CommandChannel.USAGE);
        }
        Path data = Path.of(arguments[0]);
        String line = String.join(" ", java.util.Arrays.asList(arguments).subList(1, arguments.length));
        System.exit(run(data, line, new PrintStream(System.out, true, StandardCharsets.UTF_8), new PrintStream(System.err, true, StandardCharsets.UTF_8)));
    }

    static int run(Path data, String line, PrintStream out, PrintStream err) {
        try {
            Path socket = socket(data);
            if (!Files.exists(socket)) {
                err.println("平台未在此数据目录上运行：" + data + "。The platform does not run on this data directory.");
                return NOT_RUNNING;
            }
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(socket));
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(line);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.shutdownOutput();
                String answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
                return print(answer, out, err);
            }
        } catch (IOException | IllegalArgumentException e) {
            err.println("平台未在运行或不应答（" + e.getMessage() + "）。The platform is not running or does not answer.");
            return NOT_RUNNING;
        }
    }

    /** Where the socket is: beside the data, or, where that path was too long for one, where the platform says. */
    private static Path socket(Path data) throws IOException {
        Path elsewhere = data.resolve(CommandChannel.FOLDER).resolve(CommandChannel.ELSEWHERE);
        return Files.exists(elsewhere) ? Path.of(Files.readString(elsewhere).strip()) : data.resolve(CommandChannel.FOLDER).resolve(CommandChannel.SOCKET);
    }

    private static int print(String answer, PrintStream out, PrintStream err) {
        int end = answer.indexOf('\n');
        int code = end < 0 ? -1 : Integer.parseInt(answer.substring(0, end));
        if (code < 0) {
            err.println("平台中断了应答，命令可能只执行了一部分。The platform broke off its answer.");
            return 1;
        }
        (code == 0 ? out : err).print(answer.substring(end + 1));
        return code;
    }
}
