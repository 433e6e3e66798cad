import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Makes the class archive (类数据共享存档) of the distribution: starts it once on a data directory of its own, waits until it is ready, ends
 * it, and keeps what the JVM wrote of the classes it had loaded. The next start maps them instead of reading and checking each again.
 * A JVM of another build looks at the file's head and does without.
 *
 * <p>Run: {@code java ClassArchive.java <assembly> <out>}.
 */
public final class ClassArchive {
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);

    private ClassArchive() {}

    public static void main(String[] arguments) throws Exception {
        Path assembly = Path.of(arguments[0]).toRealPath();
        Path out = Path.of(arguments[1]).toAbsolutePath();
        Files.deleteIfExists(out);
        Path data = Files.createTempDirectory("class-archive-");
        Path made = data.resolve("made.jsa");
        Path log = assembly.resolveSibling("class-archive.log");
        int http = port();
        ProcessBuilder start = new ProcessBuilder("bash", assembly.resolve("bin/shoutu-java").toString()).redirectErrorStream(true).redirectOutput(log.toFile());
        start.environment().keySet().removeIf(name -> name.startsWith("SHOUTU_"));
        start.environment().putAll(Map.of("SHOUTU_DATA", data.toString(), "SHOUTU_HTTP_PORT", "" + http, "SHOUTU_MQTT_PORT", "" + port(), "SHOUTU_BIND", "127.0.0.1",
                "SHOUTU_DEMO", "false", "SHOUTU_JAVA_OPTS", "-XX:ArchiveClassesAtExit=" + made + " -Xlog:cds=off -Xlog:cds+dynamic=off"));
        Process platform = start.start();
        try {
            for (long begun = System.nanoTime(); !ready(http); LockSupport.parkNanos(100_000_000)) {
                if (!platform.isAlive() || System.nanoTime() - begun > PATIENCE) {
                    throw new IllegalStateException("the distribution did not become ready; see " + log);
                }
            }
            platform.destroy();
            if (!platform.waitFor(5, TimeUnit.MINUTES) || !Files.exists(made)) {
                throw new IllegalStateException("the JVM wrote no class archive; see " + log);
            }
            Files.copy(made, out, StandardCopyOption.REPLACE_EXISTING);
            System.out.println("class archive: " + Files.size(out) / 1_000_000 + " MB, " + System.getProperty("java.vm.version"));
        } finally {
            platform.destroyForcibly().waitFor();
            remove(data);
        }
    }

    private static int port() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static boolean ready(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2000);
            socket.getOutputStream().write("GET /health/ready HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).endsWith("200");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(folder)) {
            paths = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
