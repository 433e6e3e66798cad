package io.shoutu.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The launched distribution (实机): started by {@code ./run} as a newcomer would, on ports and data of its own. */
public final class Platform implements AutoCloseable {
    public static final ObjectMapper JSON = new ObjectMapper();
    public static final String ADMIN_PASSWORD = "An-Lan-2026-test";
    public static final String SECURITY_PASSWORD = "An-Lan-2026-safe";
    public static final String AUDITOR_PASSWORD = "An-Lan-2026-look";
    /**
     * Options for the JVM of a story (试验时的虚拟机选项): it ends before code compiled with the greatest care pays for the compiling, and two of them share two cores. Five times
     * the calls are asked for before that; what really runs hot, such as the hash of a password, still gets there at once.
     */
    static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:Tier4InvocationThreshold=25000", "-XX:Tier4MinInvocationThreshold=3000", "-XX:Tier4CompileThreshold=75000",
            "-XX:Tier4BackEdgeThreshold=200000");
    private static final int PORTS = 5_000;
    private static final java.util.concurrent.atomic.AtomicInteger NEXT_PORT = new java.util.concurrent.atomic.AtomicInteger(new java.util.Random().nextInt(PORTS));
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();

    public final Path home = Path.of(System.getProperty("shoutu.home")).toAbsolutePath().normalize();
    public final Path data;
    public final int http = freePort();
    public final int mqtt = freePort();
    private final boolean demo;

    /** What a command printed and how it ended. */
    public record Outcome(int exit, String text, Duration took) {}

    /** An HTTP answer with its JSON, null where there is none. */
    public record Answer(int status, JsonNode body, HttpResponse<String> raw) {
        public String code() {
            return body == null ? null : body.path("code").asText(null);
        }
    }

    /** Who is asking: an Authorization header, or none. */
    public record As(String authorization) {
        public static As basic(String account, String password) {
            return new As("Basic " + Base64.getEncoder().encodeToString((account + ":" + password).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }

        public static As bearer(String token) {
            return new As("Bearer " + token);
        }

        public static final As NOBODY = new As(null);
        public static final As ADMIN = basic("admin", ADMIN_PASSWORD);
        public static final As SECURITY = basic("security", SECURITY_PASSWORD);
        public static final As AUDITOR = basic("auditor", AUDITOR_PASSWORD);
    }

    public Platform(boolean demo) throws IOException {
        this.demo = demo;
        this.data = Files.createTempDirectory("shoutu-story-");
    }

    public static Platform started(boolean demo) throws Exception {
        Platform platform = new Platform(demo);
        platform.start();
        return platform;
    }

    public Platform start() throws Exception {
        return start(Map.of());
    }

    public Platform start(Map<String, String> environment) throws Exception {
        Outcome outcome = run(environment, "--detach", demo ? "--demo" : "--no-demo");
        if (outcome.exit() != 0) {
            throw new AssertionError("./run --detach ended with " + outcome.exit() + ":\n" + outcome.text() + "\n" + logTail());
        }
        return this;
    }

    /** {@code ./run} with these arguments, waited for. */
    public Outcome run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    public Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(home.resolve("run").toString()));
        for (String argument : arguments) {
            if (!argument.equals("--demo")) {
                command.add(argument);
            }
        }
        return execute(command, environment);
    }

    public Outcome execute(List<String> command, Map<String, String> environment) throws Exception {
        Path out = Files.createTempFile("shoutu-out-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.directory(home.toFile());
        builder.environment().putAll(environment(environment));
        long begun = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(420, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end within 420 s:\n" + Files.readString(out));
        }
        String text = Files.readString(out);
        Files.delete(out);
        return new Outcome(process.exitValue(), text, Duration.ofNanos(System.nanoTime() - begun));
    }

    public Map<String, String> environment(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of("SHOUTU_HTTP_PORT", "" + http, "SHOUTU_MQTT_PORT", "" + mqtt, "SHOUTU_DATA", data.toString(),
                "SHOUTU_ADMIN_PASSWORD", ADMIN_PASSWORD, "SHOUTU_SECURITY_PASSWORD", SECURITY_PASSWORD, "SHOUTU_AUDITOR_PASSWORD", AUDITOR_PASSWORD,
                "SHOUTU_BUILD", "never"));
        all.putAll(more);
        all.merge("SHOUTU_JAVA_OPTS", String.join(" ", JVM), (own, ours) -> ours + " " + own);
        return all;
    }

    /** {@code ./run do '<command>'}. */
    public Outcome command(String command) throws Exception {
        return run("do", command);
    }

    /** The platform's process is gone at once, as in a power cut of the process: SIGKILL. */
    public void kill() throws Exception {
        long pid = Long.parseLong(Files.readString(data.resolve("pid")).trim());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        await("the process to be gone", Duration.ofSeconds(60), () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    public void stop() throws Exception {
        Outcome outcome = run("stop");
        if (outcome.exit() != 0) {
            throw new AssertionError("./run stop: " + outcome.text());
        }
    }

    public String base() {
        return "http://127.0.0.1:" + http;
    }

    public Answer get(As as, String path) {
        return call(as, "GET", path, null, Map.of());
    }

    public Answer post(As as, String path, String json) {
        return call(as, "POST", path, json, Map.of());
    }

    public Answer call(As as, String method, String path, String json, Map<String, String> headers) {
        return send(as, method, path, json == null ? null : json.getBytes(java.nio.charset.StandardCharsets.UTF_8), "application/json", headers);
    }

    public Answer send(As as, String method, String path, byte[] body, String mediaType, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + path)).timeout(Duration.ofSeconds(60));
        if (as.authorization() != null) {
            request.header("Authorization", as.authorization());
        }
        if (body != null) {
            request.header("Content-Type", mediaType);
        }
        headers.forEach(request::header);
        request.method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(response.statusCode(), json && !response.body().isEmpty() ? JSON.readTree(response.body()) : null, response);
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " got no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Asks and insists on this status; the message shows the answer. */
    public JsonNode ok(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError("expected " + status + " from " + answer.raw().request().uri() + " but got " + answer.status() + ": " + answer.raw().body());
        }
        return answer.body();
    }

    /** A person in force everywhere: asked for by the admin, granted by security, with a password nobody else knows. */
    public As person(String name, String displayName, String... roles) {
        return person(name, displayName, JSON.createObjectNode().put("everywhere", true), roles);
    }

    /** A person in force within a scope, as {@code PUT /api/accounts/{name}/grant} takes it. */
    public As person(String name, String displayName, ObjectNode scope, String... roles) {
        ObjectNode body = JSON.createObjectNode().put("name", name).put("displayName", displayName).put("password", "First-2026-" + name);
        var list = body.putArray("roles");
        List.of(roles).forEach(list::add);
        ok(201, post(As.ADMIN, "/api/accounts", body.toString()));
        ObjectNode grant = JSON.createObjectNode();
        grant.set("roles", list);
        grant.set("scope", scope);
        ok(200, call(As.SECURITY, "PUT", "/api/accounts/" + name + "/grant", grant.toString(), Map.of()));
        As own = As.basic(name, "An-Lan-2026-" + name);
        ok(204, post(As.basic(name, "First-2026-" + name), "/api/accounts/me/password", JSON.createObjectNode().put("old", "First-2026-" + name).put("new", "An-Lan-2026-" + name).toString()));
        return own;
    }

    /** A device with its points; answers its secret. */
    public String device(String id, String... points) {
        JsonNode made = ok(201, post(As.ADMIN, "/api/devices", JSON.createObjectNode().put("id", id).put("name", "测试设备" + id).toString()));
        for (String point : points) {
            ok(201, post(As.ADMIN, "/api/devices/" + id + "/points",
                    JSON.createObjectNode().put("name", point).put("label", "温度").put("unit", "Cel").put("resolution", 0.01).toString()));
        }
        return made.path("secret").asText();
    }

    /** A photo taken on the spot, different for each text, stored; answers its attachment id. */
    public String photo(As as, String text) throws IOException {
        var image = new java.awt.image.BufferedImage(64, 48, java.awt.image.BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(new java.awt.Color(text.hashCode() & 0xffffff));
        graphics.fillRect(0, 0, 64, 48);
        graphics.dispose();
        var bytes = new java.io.ByteArrayOutputStream();
        javax.imageio.ImageIO.write(image, "png", bytes);
        return ok(201, send(as, "POST", "/api/attachments", bytes.toByteArray(), "image/png",
                Map.of("X-File-Name", java.net.URLEncoder.encode(text + ".png", java.nio.charset.StandardCharsets.UTF_8)))).path("id").asText();
    }

    /** The figure of one metric, all its labelled rows added up; 0 where it does not stand there. */
    public double metric(String name) {
        double sum = 0;
        for (String line : get(As.NOBODY, "/metrics").raw().body().split("\n")) {
            if (line.startsWith(name + " ") || line.startsWith(name + "{")) {
                sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        return sum;
    }

    /** Waits for a named condition: asks until the answer is there, at most for this long. */
    public static <T> T await(String what, Duration atMost, Supplier<T> question) {
        long end = System.nanoTime() + atMost.toNanos();
        AssertionError last = null;
        while (System.nanoTime() < end) {
            try {
                T answer = question.get();
                if (answer != null && !Boolean.FALSE.equals(answer)) {
                    return answer;
                }
            } catch (AssertionError e) {
                last = e;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("waited " + atMost.toSeconds() + " s in vain for: " + what, last);
    }

    public String logTail() {
        Path log = data.resolve("log").resolve("shoutu.log");
        try {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log).stream().filter(line -> line.contains("| WARN") || line.contains("| ERROR") || !line.contains(" | ")).toList() : List.of("(no log yet)");
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return "the log cannot be read: " + e;
        }
    }

    /** A free port of this process (空闲端口). */
    public static int freePort() {
        // Below what the system gives to outgoing connections, and not where the other story looks: between asking and opening, nobody takes it.
        int fork = Integer.getInteger("surefire.forkNumber", 1);
        for (int tried = 0; tried < PORTS; tried++) {
            int port = 22_000 + (fork - 1) % 2 * PORTS + NEXT_PORT.getAndUpdate(last -> (last + 1) % PORTS);
            try (ServerSocket socket = new ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (java.net.BindException taken) {
                // The next one.
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("no free port");
    }

    @Override
    public void close() throws Exception {
        if (Files.exists(data.resolve("pid"))) {
            // Nothing of it is kept: an orderly end, which the stories of a restart walk, would only take time.
            kill();
        }
        if (Files.exists(data)) {
            try (var all = Files.walk(data)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
