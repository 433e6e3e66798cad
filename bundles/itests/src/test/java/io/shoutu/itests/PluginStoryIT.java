package io.shoutu.itests;

import static io.shoutu.itests.Platform.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shoutu.itests.Platform.As;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A stranger's plugin (陌生插件) comes and goes while devices send: as a bundle, as a KAR and as a route file; then rooms are replaced.
 * Nothing restarts, nothing of it remains, nothing acknowledged is lost.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PluginStoryIT {
    private static final String PLUGIN = "com.acme.shoutu.gas";
    private static final Duration SOON = Duration.ofSeconds(60);
    static Platform platform;
    static As operator;
    static Path sample;
    static Path drop;
    static Load load;
    static String gasSecret;
    static int port;

    @BeforeAll
    static void launch() throws Exception {
        platform = new Platform(false);
        // The drop folder is on in demo; here it is on without the invented county.
        platform.start(Map.of("SHOUTU_JAVA_OPTS", "-Dshoutu.deploy.filter=.*"));
        sample = platform.home.resolve("bundles/plugin-sample");
        drop = platform.data.resolve("deploy");
        port = Platform.freePort();
        operator = platform.person("wang.fang", "王芳", "operator");
        JsonNode declared = platform.ok(201, platform.post(As.ADMIN, "/api/devices", "{\"id\":\"GAS-0001\",\"name\":\"一号探测器\",\"format\":\"acme-gas-1\"}"));
        gasSecret = declared.path("secret").asText();
        platform.ok(201, platform.post(As.ADMIN, "/api/devices/GAS-0001/points", "{\"name\":\"ch4\",\"label\":\"甲烷\",\"unit\":\"%{LEL}\",\"resolution\":null}"));
        String secret = platform.device("AL-9100", "p");
        load = new Load(platform, "AL-9100", secret);
        drop("com.acme.shoutu.gas.cfg", "port = " + port + "\n");
    }

    @AfterAll
    static void close() throws Exception {
        if (load != null) {
            load.close();
        }
        platform.close();
    }

    /** Dropped whole: the folder is looked at while a file is being written. */
    private static void drop(String name, String text) throws IOException {
        Path beside = Files.writeString(platform.data.resolve(name), text);
        Files.move(beside, drop.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void drop(Path file) throws IOException {
        drop(file, file.getFileName().toString());
    }

    private static void drop(Path file, String name) throws IOException {
        Path beside = Files.copy(file, platform.data.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(beside, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis()));
        Files.move(beside, drop.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean away(String name) {
        try {
            return Files.deleteIfExists(drop.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Who stands in the doors: service number → bundle and name, of the plugin or of all others. */
    private static Map<Long, String> standing(boolean plugin) {
        Map<Long, String> standing = new TreeMap<>();
        platform.ok(200, platform.get(As.ADMIN, "/api/doors")).path("items").forEach(door -> door.path("standing").forEach(s -> {
            if (s.path("bundle").asText().equals(PLUGIN) == plugin) {
                standing.put(s.path("service").asLong(), s.path("bundle").asText() + " " + door.path("name").asText() + " " + s.path("name").asText());
            }
        }));
        return standing;
    }

    private static boolean page() {
        return module() != null;
    }

    /** Address of the plugin's module, or null while the console does not have it. */
    private static String module() {
        for (var item : platform.get(operator, "/api/ui/contributions").body().path("items")) {
            if (item.path("id").asText().equals("acme")) {
                return item.path("module").asText();
            }
        }
        return null;
    }

    private static boolean route(String id) {
        return platform.get(As.ADMIN, "/api/routes").raw().body().contains('"' + id + '"');
    }

    private static String hazard(String title) {
        return platform.ok(201, platform.post(operator, "/api/hazards", "{\"title\":\"" + title + "\",\"description\":\"现场发现\",\"enterprise\":null,\"area\":null,\"place\":\"储罐区\",\"source\":\"inspection\"}"))
                .path("number").asText();
    }

    private static boolean heard(String hazard) {
        Platform.Answer answer = platform.get(operator, "/api/acme/hazards");
        return answer.status() == 200 && answer.raw().body().contains(hazard);
    }

    /** One frame of the manual: methane, in the detector's own bytes. */
    private static byte[] frame(long millis, double methane) {
        ByteBuffer out = ByteBuffer.allocate(16);
        out.put((byte) 0xa6).put((byte) 1).putInt((int) (millis / 1000)).putShort((short) (millis % 1000)).put((byte) 1).put((byte) 1).putInt((int) Math.round(methane * 1000));
        int crc = 0xffff;
        for (int i = 0; i < 14; i++) {
            crc ^= out.array()[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xa001;
            }
        }
        return out.putShort((short) crc).array();
    }

    /** Calls the plugin's port as a detector does; answers what it said. */
    private static int detector(long millis, double methane) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(("ACME1 GAS-0001 " + gasSecret + "\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(3), StandardCharsets.US_ASCII)).isEqualTo("OK\n");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeShort(16);
            out.write(frame(millis, methane));
            socket.getOutputStream().write(bytes.toByteArray());
            return socket.getInputStream().read();
        }
    }

    private static double latest() {
        Platform.Answer answer = platform.get(As.ADMIN, "/api/series/GAS-0001.ch4/latest");
        return answer.status() == 200 ? answer.body().path("value").asDouble() : Double.NaN;
    }

    private static void listens(boolean running) {
        await("the plugin's listener " + (running ? "hears" : "rests, its cursor kept"), SOON, () -> {
            for (JsonNode listener : platform.get(As.AUDITOR, "/api/journal/listeners").body().path("items")) {
                if (listener.path("name").asText().equals(PLUGIN + ".hazards")) {
                    return listener.path("running").asBoolean() == running;
                }
            }
            return false;
        });
    }

    private static String threads() throws Exception {
        Process jcmd = new ProcessBuilder("jcmd", Files.readString(platform.data.resolve("pid")).trim(), "Thread.print").redirectErrorStream(true).start();
        String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(text).contains("shoutu-wiring");
        return text;
    }

    private static void works(String title) throws Exception {
        await("the page", SOON, PluginStoryIT::page);
        String module = module();
        Platform.Answer file = platform.get(As.NOBODY, module);
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.raw().headers().firstValue("Cache-Control")).hasValueSatisfying(keep -> assertThat(keep).contains("immutable"));
        assertThat(file.raw().headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(platform.get(As.NOBODY, "/ui/acme/../acme/acme.js").status()).isEqualTo(404);
        assertThat(platform.get(As.NOBODY, "/ui/acme/db/acme/V001__acme.sql").status()).isEqualTo(404);

        String hazard = hazard(title);
        await("the plugin's route has written " + hazard + " into its own table", SOON, () -> heard(hazard));
        JsonNode checked = platform.ok(200, platform.post(operator, "/api/acme/checks", "{\"hazard\":\"" + hazard + "\",\"point\":\"ch4\",\"value\":0.4}"));
        assertThat(checked.path("account").asText()).isEqualTo("wang.fang");
        assertThat(platform.post(operator, "/api/acme/checks", "{\"hazard\":\"" + hazard + "\",\"point\":\"gold\",\"value\":0.4}").status()).isEqualTo(422);
        assertThat(platform.post(As.AUDITOR, "/api/acme/checks", "{\"hazard\":\"" + hazard + "\",\"point\":\"ch4\",\"value\":0.4}").status()).isEqualTo(403);
        await("the check stands on the hazard's timeline", SOON, () -> platform.get(operator, "/api/journal?subject=hazard/" + hazard).raw().body().contains("acme.hazard-checked"));

        long now = System.currentTimeMillis();
        double methane = now % 1000 / 100.0;
        await("the plugin's port", SOON, () -> {
            try {
                return detector(now, methane) == 0x06;
            } catch (IOException closed) {
                return false;
            }
        });
        assertThat(latest()).as("stored before it was acknowledged").isEqualTo(methane);
        try (Publisher mqtt = new Publisher(platform, "GAS-0001", gasSecret)) {
            mqtt.publish("shoutu/v1/GAS-0001/readings", frame(now + 1000, methane + 1)).waitForCompletion(60_000);
        }
        await("the same bytes over MQTT", SOON, () -> Math.abs(latest() - methane - 1) < 0.0005);
        listens(true);
    }

    private static void nothingRemains(Map<Long, String> others) throws Exception {
        await("no page any more", SOON, () -> !page());
        await("nobody of the plugin in any door", SOON, () -> standing(true).isEmpty());
        await("no route of it", SOON, () -> !route("acme.hazards"));
        await("no address of it", SOON, () -> platform.get(operator, "/api/acme/hazards").status() == 404);
        assertThat(platform.get(As.NOBODY, "/ui/acme/acme.js").status()).isEqualTo(404);
        await("nothing of it in the interface description", SOON, () -> !platform.get(As.NOBODY, "/api/openapi.json").raw().body().contains("/acme"));
        assertThat(platform.get(As.ADMIN, "/api/access/operations").raw().body()).doesNotContain("acme.");
        listens(false);
        assertThat(threads()).doesNotContainIgnoringCase("acme");
        assertThat(standing(false)).as("services of the other bundles, by number").isEqualTo(others);
        await("it is ready", SOON, () -> platform.get(As.NOBODY, "/health/ready").status() == 200);
    }

    @Test
    @Order(1)
    void aBundleDroppedInUnderLoadWorksWithoutARestartAndLeavesNothing() throws Exception {
        Map<Long, String> others = standing(false);
        int before = load.acknowledged();
        drop(sample.resolve("target/acme-gas-1.0.0.jar"));
        works("甲烷偏高");
        assertThat(standing(true)).hasSize(9);
        JsonNode known = platform.ok(201, platform.post(As.ADMIN, "/api/devices/GAS-0001/points", "{\"name\":\"co\"}"));
        assertThat(known.path("label").asText() + " " + known.path("unit").asText()).as("a point its decoder knows is declared by its name alone").isEqualTo("一氧化碳 [ppm]");
        JsonNode rule = platform.ok(201, platform.post(As.ADMIN, "/api/rules", "{\"series\":\"GAS-0001.ch4\",\"name\":\"甲烷突升\",\"kind\":\"acme-jump\",\"settings\":{\"rise\":\"20\",\"seconds\":\"10\"},\"onDelaySeconds\":0,\"offDelaySeconds\":0,\"priority\":\"HIGH\"}"));
        assertThat(rule.path("judging").asBoolean()).as("the kind is there: " + rule).isTrue();
        long now = System.currentTimeMillis() + 1200;
        assertThat(detector(now, 1.0)).isEqualTo(0x06);
        assertThat(detector(now + 300, 30.0)).isEqualTo(0x06);
        await("the alarm of the plugin's own kind of rule", SOON, () -> platform.get(As.ADMIN, "/api/alarms?state=active").raw().body().contains("甲烷突升"));
        assertThat(standing(false)).as("services of the other bundles, by number").isEqualTo(others);
        assertThat(away("acme-gas-1.0.0.jar")).isTrue();
        nothingRemains(others);
        assertThat(platform.get(As.ADMIN, "/api/rules/" + rule.path("id").asText()).body().path("judging").asBoolean()).as("its kind is away, and says so").isFalse();
        assertThat(load.reconnects()).as("the devices noticed nothing").isZero();
        assertThat(load.acknowledged()).isGreaterThan(before);
    }

    @Test
    @Order(2)
    void aKarIsTheSameAndHearsWhatItMissed() throws Exception {
        Map<Long, String> others = standing(false);
        String missed = hazard("插件不在时登记");
        drop(sample.resolve("target/acme-gas-1.0.0.kar"));
        works("一氧化碳偏高");
        assertThat(heard(missed)).as("what was told while it was away").isTrue();
        assertThat(standing(false)).as("services of the other bundles, by number").isEqualTo(others);
        assertThat(away("acme-gas-1.0.0.kar")).isTrue();
        nothingRemains(others);
        assertThat(load.reconnects()).as("the devices noticed nothing").isZero();
    }

    @Test
    @Order(3)
    void aRouteFileWritesEachNewHazardIntoAFileUntilItIsTakenAway() throws Exception {
        drop(sample.resolve("hazard-to-file.camel.yaml"));
        await("the route of the file", SOON, () -> route("county.hazard-to-file"));
        String hazard = hazard("写入文件");
        Path written = platform.data.resolve("hazards/" + hazard + ".txt");
        await("the file of " + hazard, SOON, () -> Files.exists(written));
        assertThat(Files.readString(written)).startsWith(hazard + " 写入文件\n");
        away("hazard-to-file.camel.yaml");
        await("the route is gone", SOON, () -> !route("county.hazard-to-file"));
        assertThat(threads()).doesNotContain("hazard-to-file");
    }

    @Test
    @Order(4)
    void anOpenBrowserGainsAndLosesThePageWithoutAReload() throws Exception {
        Path pictures = Files.createDirectories(platform.home.resolve("bundles/itests/target/pictures"));
        Platform.Outcome story = platform.execute(List.of("node", platform.home.resolve("bundles/web/ui/stories/plugin.mjs").toString(), platform.base(), "wang.fang", "An-Lan-2026-wang.fang",
                sample.resolve("target/acme-gas-1.0.0.jar").toString(), drop.toString(), pictures.toString()), Map.of());
        assertThat(story.exit()).as(story.text()).isZero();
    }

    @Test
    @Order(5)
    void aSignedPluginIsInstalledByCommandAndJournaledAndAnUnsignedOneIsRefused() throws Exception {
        java.security.KeyPair county = java.security.KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path kar = sample.resolve("target/acme-gas-1.0.0.kar").toRealPath();
        java.security.Signature signing = java.security.Signature.getInstance("Ed25519");
        signing.initSign(county.getPrivate());
        signing.update(Files.readAllBytes(kar));
        Path signature = Files.write(platform.data.resolve("acme.sig"), signing.sign());
        Platform.Outcome refused = platform.command("shoutu:plugin-install " + kar + " " + signature);
        assertThat(refused.exit()).as(refused.text()).isEqualTo(1);
        assertThat(refused.text()).contains("签名");
        Path keys = Files.createDirectories(platform.data.resolve("keys/plugins"));
        Files.writeString(keys.resolve("county.pem"), "-----BEGIN PUBLIC KEY-----\n" + java.util.Base64.getMimeEncoder().encodeToString(county.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n");
        Map<Long, String> others = standing(false);
        Platform.Outcome installed = platform.command("shoutu:plugin-install " + kar + " " + signature);
        assertThat(installed.exit()).as(installed.text()).isZero();
        works("签名安装");
        String journal = platform.get(As.AUDITOR, "/api/journal?subject=plugin/" + PLUGIN).raw().body();
        assertThat(journal).contains("edge.plugin-installed", "county.pem", "sha256");
        Platform.Outcome again = platform.command("shoutu:plugin-install " + kar + " " + signature);
        assertThat(again.exit()).as("a second of the same name: " + again.text()).isEqualTo(1);
        Platform.Outcome removed = platform.command("shoutu:plugin-remove " + PLUGIN);
        assertThat(removed.exit()).as(removed.text()).isZero();
        nothingRemains(others);
        assertThat(platform.command("shoutu:plugin-remove " + PLUGIN).exit()).isEqualTo(1);
    }

    @Test
    @Order(6)
    void roomsReplacedUnderLoadLoseNoReadingAndMissNoFact() throws Exception {
        String[] points = new String[24];
        for (int i = 0; i < points.length; i++) {
            points[i] = "r" + i;
        }
        String secret = platform.device("AL-9101", points);
        for (String point : points) {
            platform.ok(201, platform.post(As.ADMIN, "/api/rules", "{\"series\":\"AL-9101." + point
                    + "\",\"name\":\"过高\",\"kind\":\"threshold\",\"direction\":\"above\",\"limit\":10,\"hysteresis\":0,\"onDelaySeconds\":0,\"offDelaySeconds\":0,\"priority\":\"HIGH\"}"));
        }
        Thread excursions = new Thread(() -> {
            long now = System.currentTimeMillis();
            for (String point : points) {
                // Sent until it is acknowledged, as a device does.
                await("the excursion of " + point + " acknowledged", Duration.ofSeconds(120), () -> {
                    try (Publisher publisher = new Publisher(platform, "AL-9101", secret)) {
                        publisher.send(now, point, 11);
                        return true;
                    } catch (org.eclipse.paho.client.mqttv3.MqttException away) {
                        return false;
                    }
                });
                java.util.concurrent.locks.LockSupport.parkNanos(200_000_000);
            }
        }, "excursions");
        List<Throwable> failed = new ArrayList<>();
        excursions.setUncaughtExceptionHandler((thread, e) -> failed.add(e));
        excursions.start();
        replace("hazard", "HazardRoutes");
        replace("sensor", "IngestRoute");
        excursions.join(240_000);
        assertThat(failed).isEmpty();
        JsonNode alarms = await("an alarm of each excursion", SOON, () -> {
            JsonNode page = platform.get(As.ADMIN, "/api/alarms?state=active&limit=500").body();
            return page.path("total").asInt() >= points.length ? page : null;
        });
        Set<String> raised = new HashSet<>();
        alarms.path("items").forEach(alarm -> raised.add("alarm/" + alarm.path("number").asText()));
        List<String> causes = await("a hazard of each alarm", SOON, () -> {
            List<String> opened = new ArrayList<>();
            platform.get(As.ADMIN, "/api/hazards?limit=500").body().path("items").forEach(h -> {
                if (h.path("causedBy").asText().startsWith("alarm/")) {
                    opened.add(h.path("causedBy").asText());
                }
            });
            return opened.size() >= points.length ? opened : null;
        });
        assertThat(causes).as("each alarm has exactly one hazard").containsExactlyInAnyOrderElementsOf(raised);
        int after = load.acknowledged();
        await("the load goes on", SOON, () -> load.acknowledged() > after + 50);
        load.close();
        assertThat(load.lost()).as("acknowledged and not stored").isEmpty();
    }

    /** Drops another build of a room over the one that runs: it is updated where it stands, nobody else is. */
    private static void replace(String room, String routes) throws Exception {
        Set<Long> before = of(room).keySet();
        Map<Long, String> others = new TreeMap<>(standing(false));
        others.values().removeIf(text -> text.startsWith("io.shoutu." + room + " "));
        drop(platform.home.resolve("bundles/" + room + "/target/shoutu-" + room + "-0.1.0.jar"));
        await("the new " + room + " stands", Duration.ofSeconds(90), () -> {
            Map<Long, String> now = of(room);
            return now.size() == before.size() && now.keySet().stream().noneMatch(before::contains) && now.values().stream().anyMatch(text -> text.contains(routes));
        });
        Map<Long, String> still = new TreeMap<>(standing(false));
        still.values().removeIf(text -> text.startsWith("io.shoutu." + room + " "));
        assertThat(still).as("services of the other bundles, by number").isEqualTo(others);
    }

    private static Map<Long, String> of(String room) {
        Map<Long, String> services = new TreeMap<>(standing(false));
        services.values().removeIf(text -> !text.startsWith("io.shoutu." + room + " "));
        return services;
    }
}
