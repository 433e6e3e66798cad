package io.shoutu.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.itests.Platform.As;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Starting: what a newcomer meets, and what is refused in one clear sentence. */
class StartStoryIT {
    /** Started without any password given. */
    private static Platform running;
    private static Platform.Outcome outcome;

    @BeforeAll
    static void launch() throws Exception {
        running = new Platform(false);
        outcome = running.run(Map.of("SHOUTU_ADMIN_PASSWORD", "", "SHOUTU_SECURITY_PASSWORD", "", "SHOUTU_AUDITOR_PASSWORD", ""), "--no-demo", "--detach");
        assertThat(outcome.exit()).as(outcome.text()).isZero();
    }

    @AfterAll
    static void close() throws Exception {
        running.close();
    }

    @Test
    void aSecondStartOnTheSameDataIsRefusedWithinTwoSecondsAndTouchesNothing() throws Exception {
        Map<String, Long> before = filesBut(running.data, "log", "karaf", "db");
        Platform.Outcome second = running.run(Map.of("SHOUTU_HTTP_PORT", "" + Platform.freePort(), "SHOUTU_MQTT_PORT", "" + Platform.freePort()), "--no-demo", "--detach");
        assertThat(second.exit()).isNotZero();
        assertThat(second.took()).isLessThan(Duration.ofSeconds(10));
        assertThat(second.text()).contains(running.data.toString());
        assertThat(filesBut(running.data, "log", "karaf", "db")).isEqualTo(before);
        assertThat(running.get(As.NOBODY, "/health/ready").status()).isEqualTo(200);
    }

    @Test
    void aTakenPortGetsOneClearSentenceNamingItAndWritesNothing() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); Platform platform = new Platform(false)) {
            Platform.Outcome outcome = platform.run(Map.of("SHOUTU_HTTP_PORT", "" + taken.getLocalPort()), "--no-demo", "--detach");
            assertThat(outcome.exit()).isNotZero();
            assertThat(outcome.text()).contains("" + taken.getLocalPort()).contains("SHOUTU_HTTP_PORT");
            Platform.Outcome mqtt = platform.run(Map.of("SHOUTU_MQTT_PORT", "" + taken.getLocalPort()), "--no-demo", "--detach");
            assertThat(mqtt.exit()).isNotZero();
            assertThat(mqtt.text()).contains("" + taken.getLocalPort()).contains("SHOUTU_MQTT_PORT");
            assertThat(platform.data.resolve("db")).doesNotExist();
        }
    }

    @Test
    void bindingBeyondLoopbackIsRefusedWithoutACertificate() throws Exception {
        try (Platform platform = new Platform(false)) {
            Platform.Outcome outcome = platform.run(Map.of("SHOUTU_BIND", "0.0.0.0"), "--no-demo", "--detach");
            assertThat(outcome.exit()).isNotZero();
            assertThat(outcome.text()).contains("SHOUTU_BIND").contains("127.0.0.1");
        }
    }

    @Test
    void withoutAGivenPasswordOneIsGeneratedForItsOwnerOnlyAndOnlyLoopbackListens() throws Exception {
        assertThat(outcome.text()).contains("" + running.http).contains("" + running.mqtt);
        for (String name : List.of("admin", "security", "auditor")) {
            Path file = running.data.resolve(name + "-password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
            String password = Files.readString(file).trim();
            assertThat(password).hasSizeGreaterThanOrEqualTo(16);
            assertThat(outcome.text()).contains(name + "-password").doesNotContain(password);
            As first = As.basic(name, password);
            running.ok(200, running.get(first, "/api/me"));
            assertThat(running.get(first, "/api/hazards").code()).as("before the generated password is changed").isEqualTo("account-not-in-force");
            running.ok(204, running.post(first, "/api/accounts/me/password", Platform.JSON.createObjectNode().put("old", password).put("new", "An-Lan-2026-own").toString()));
            running.ok(200, running.get(As.basic(name, "An-Lan-2026-own"), "/api/hazards"));
        }
        assertThat(running.get(As.basic("admin", "admin"), "/api/me").status()).isEqualTo(401);
        assertThat(running.get(As.basic("karaf", "karaf"), "/api/me").status()).isEqualTo(401);
        long pid = Long.parseLong(Files.readString(running.data.resolve("pid")).trim());
        assertThat(listening(pid)).as("ports of the process").containsOnlyKeys(running.http, running.mqtt).allSatisfy((port, address) -> assertThat(address).isEqualTo("127.0.0.1"));
    }

    @Test
    void itStartsWithTheNetworkRemoved() throws Exception {
        try (Platform platform = new Platform(false)) {
            String run = platform.home.resolve("run").toString();
            // A network namespace of its own with nothing but loopback; the story is told inside it.
            String story = "ip link set lo up && '" + run + "' --no-demo --detach && test -z \"$(ip route)\" && '" + run + "' do shoutu:status && '" + run + "' stop";
            Platform.Outcome outcome = platform.execute(List.of("unshare", "--net", "bash", "-c", story), Map.of());
            assertThat(outcome.exit()).as(outcome.text() + platform.logTail()).isZero();
        }
    }

    private static Map<String, Long> filesBut(Path folder, String... names) throws Exception {
        Map<String, Long> all = new TreeMap<>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String relative = folder.relativize(file).toString();
                boolean skip = false;
                for (String name : names) {
                    skip |= relative.startsWith(name);
                }
                if (!skip) {
                    all.put(relative, Files.getLastModifiedTime(file).toMillis());
                }
            }
        }
        return all;
    }

    /** Port → address of every TCP socket on which the process listens, as the kernel tells it. */
    private static Map<Integer, String> listening(long pid) throws Exception {
        List<String> inodes = new ArrayList<>();
        try (var descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                String target = Files.exists(descriptor) || Files.isSymbolicLink(descriptor) ? Files.readSymbolicLink(descriptor).toString() : "";
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring(8, target.length() - 1));
                }
            }
        }
        Map<Integer, String> ports = new TreeMap<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/net/" + table))) {
                String[] columns = line.trim().split("\\s+");
                if (columns.length > 9 && columns[3].equals("0A") && inodes.contains(columns[9])) {
                    String[] local = columns[1].split(":");
                    boolean loopback = local[0].equals("0100007F") || local[0].equals("0000000000000000FFFF00000100007F");
                    ports.put(Integer.parseInt(local[1], 16), loopback ? "127.0.0.1" : local[0]);
                }
            }
        }
        return ports;
    }
}
