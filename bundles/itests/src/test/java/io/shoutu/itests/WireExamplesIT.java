package io.shoutu.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shoutu.itests.Platform.As;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/wire.md} tells the truth: its examples are sent, its addresses and roles are those of the running platform. */
class WireExamplesIT {
    static Platform platform;
    static String wire;

    @BeforeAll
    static void launch() throws Exception {
        platform = Platform.started(false);
        wire = Files.readString(platform.home.resolve("docs/wire.md"));
    }

    @AfterAll
    static void close() throws Exception {
        platform.close();
    }

    @Test
    void theExamplesAreTakenAsTheyStand() throws Exception {
        Matcher example = Pattern.compile("Example `(POST|PUT) ([^`]+)`:\\s*```json\\n(.*?)```", Pattern.DOTALL).matcher(wire);
        String secret = null;
        int seen = 0;
        while (example.find()) {
            JsonNode made = platform.ok(201, platform.call(As.ADMIN, example.group(1), example.group(2), example.group(3), Map.of()));
            if (example.group(2).equals("/api/devices")) {
                secret = made.path("secret").asText();
            }
            seen++;
        }
        assertThat(seen).as("examples found in docs/wire.md").isGreaterThanOrEqualTo(4);

        Matcher reading = Pattern.compile("\\*Example\\*:\\s*```json\\n(.*?)```", Pattern.DOTALL).matcher(wire);
        assertThat(reading.find()).isTrue();
        long now = System.currentTimeMillis();
        String payload = reading.group(1).replaceFirst("\"ts\":\\d+", "\"ts\":" + now);
        JsonNode stored = platform.ok(202, platform.post(As.bearer(secret), "/api/readings", payload));
        assertThat(stored.path("stored").asInt()).isEqualTo(1);
        JsonNode latest = platform.ok(200, platform.get(As.ADMIN, "/api/series/AL-9001.temperature/latest"));
        assertThat(latest.path("ts").asLong()).isEqualTo(now);
        assertThat(latest.path("value").asDouble()).isEqualTo(23.5);
        assertThat(latest.path("attributes").path("recordedAt").asText()).isEqualTo("2013-12-02T21:15:00");

        JsonNode day = platform.ok(200, platform.get(As.ADMIN, "/api/calendar/add?from=2026-02-13&workingDays=5"));
        assertThat(wire).contains(day.toString());

        String senml = "[{\"bn\":\"\",\"bt\":" + (now / 1000.0 + 1) + ",\"n\":\"temperature\",\"u\":\"Cel\",\"v\":24.5}]";
        assertThat(platform.ok(202, platform.post(As.bearer(secret), "/api/readings", senml)).path("stored").asInt()).as("SenML").isEqualTo(1);
        JsonNode trend = platform.ok(200, platform.get(As.ADMIN, "/api/series/AL-9001.temperature/trend?from=" + (now - 60_000) + "&to=" + (now + 60_000) + "&buckets=4"));
        long count = 0;
        for (JsonNode bucket : trend.path("buckets")) {
            count += bucket.path("count").asLong();
        }
        assertThat(count).isEqualTo(2);
    }

    @Test
    void everyAddressOfTheContractIsPublishedWithTheRolesItNames() {
        JsonNode openapi = platform.ok(200, platform.get(As.NOBODY, "/api/openapi.json"));
        TreeMap<String, String> published = new TreeMap<>();
        openapi.path("paths").fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation ->
                published.put(operation.getKey().toUpperCase() + " " + path.getKey().replaceAll("\\{[^}]*}", "{}"), operation.getValue().path("x-roles").toString())));
        List<String> missing = new ArrayList<>();
        // Table rows: | `GET /api/x?…` | role | …
        Matcher row = Pattern.compile("(?m)^\\| `(GET|POST|PUT|DELETE) (/api/[^`? ]*)[^`]*`[^|]*\\| ([^|]+)\\|").matcher(wire);
        int rows = 0;
        while (row.find()) {
            String address = row.group(1) + " " + row.group(2).replaceAll("\\{[^}]*}", "{}");
            if (row.group(2).contains("{move}")) {
                continue;
            }
            rows++;
            if (!published.containsKey(address)) {
                missing.add(address);
            }
        }
        assertThat(rows).isGreaterThan(20);
        assertThat(missing).as("in docs/wire.md but not published; published are " + published.keySet()).isEmpty();
    }

    @Test
    void everyOperationWithoutSignInIsNamedInTheContract() {
        JsonNode openapi = platform.ok(200, platform.get(As.NOBODY, "/api/openapi.json"));
        TreeSet<String> open = new TreeSet<>();
        openapi.path("paths").fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
            String address = path.getKey().replaceAll("\\{[^}]*}", "1");
            if (operation.getKey().equals("get") && platform.get(As.NOBODY, address).status() != 401) {
                open.add("GET " + path.getKey());
            }
        }));
        assertThat(open).allSatisfy(address -> assertThat(wire.replace("\n", " ")).contains("Needs no sign-in").contains(address));
    }

    @Test
    void theLiveStreamBringsWhatWasMissedWithoutGapOrDouble() throws Exception {
        platform.device("AL-9100", "a", "b", "c");
        JsonNode newest = platform.ok(200, platform.get(As.ADMIN, "/api/journal?limit=1&order=newest")).path("items").get(0);
        long last = newest.path("seal").asLong();
        long from = last - 3;
        HttpURLConnection stream = (HttpURLConnection) URI.create(platform.base() + "/api/live").toURL().openConnection();
        stream.setRequestProperty("Authorization", As.ADMIN.authorization());
        stream.setRequestProperty("Accept", "text/event-stream");
        stream.setRequestProperty("Last-Event-ID", "" + from);
        stream.setReadTimeout(60_000);
        List<Long> seals = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.getInputStream(), java.nio.charset.StandardCharsets.UTF_8))) {
            platform.device("AL-9101", "d");
            String line;
            while (seals.size() < 5 && (line = lines.readLine()) != null) {
                if (line.startsWith("id:")) {
                    seals.add(Long.parseLong(line.substring(3).trim()));
                }
            }
        }
        assertThat(seals).containsExactly(from + 1, from + 2, from + 3, from + 4, from + 5);
    }

    @Test
    void aSessionNeedsItsCsrfTokenAndEndsWhenSignedOut() {
        Platform.Answer signedIn = platform.post(As.NOBODY, "/api/session", "{\"account\":\"admin\",\"password\":\"" + Platform.ADMIN_PASSWORD + "\"}");
        platform.ok(200, signedIn);
        String cookie = signedIn.raw().headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").contains("Path=/");
        String session = cookie.substring(0, cookie.indexOf(';'));
        String csrf = signedIn.body().path("csrf").asText();
        assertThat(platform.call(As.NOBODY, "GET", "/api/me", null, Map.of("Cookie", session)).body().path("account").asText()).isEqualTo("admin");
        String device = "{\"id\":\"AL-9200\",\"name\":\"x\"}";
        assertThat(platform.call(As.NOBODY, "POST", "/api/devices", device, Map.of("Cookie", session)).code()).isEqualTo("csrf");
        assertThat(platform.call(As.NOBODY, "POST", "/api/devices", device, Map.of("Cookie", session, "X-CSRF-Token", csrf)).status()).isEqualTo(201);
        assertThat(platform.call(As.NOBODY, "DELETE", "/api/session", null, Map.of("Cookie", session, "X-CSRF-Token", csrf)).status()).isEqualTo(204);
        assertThat(platform.call(As.NOBODY, "GET", "/api/me", null, Map.of("Cookie", session)).status()).isEqualTo(401);
    }

    @Test
    void aLockedAccountIsSaidToNobodyButOpensAgain() {
        As victim = platform.person("locked.one", "锁定测试", "operator");
        platform.ok(200, platform.get(victim, "/api/me"));
        for (int i = 0; i < 5; i++) {
            assertThat(platform.post(As.NOBODY, "/api/session", "{\"account\":\"locked.one\",\"password\":\"Wrong-wrong-" + i + "\"}").status()).isEqualTo(403);
        }
        Platform.Answer locked = platform.post(As.NOBODY, "/api/session", "{\"account\":\"locked.one\",\"password\":\"An-Lan-2026-locked.one\"}");
        Platform.Answer unknown = platform.post(As.NOBODY, "/api/session", "{\"account\":\"no.such.one\",\"password\":\"An-Lan-2026-locked.one\"}");
        assertThat(locked.status()).isEqualTo(403);
        assertThat(locked.body()).isEqualTo(unknown.body());
    }

    @Test
    void readinessNamesEachConditionAndMetricsAreReadable() {
        JsonNode ready = platform.ok(200, platform.get(As.NOBODY, "/health/ready"));
        assertThat(ready.path("ready").asBoolean()).isTrue();
        List<String> names = new ArrayList<>();
        ready.path("checks").forEach(check -> names.add(check.path("name").asText()));
        assertThat(names).contains("journal-sealer", "mqtt-door");
        assertThat(platform.get(As.NOBODY, "/health/live").status()).isEqualTo(200);
        Platform.Answer metrics = platform.get(As.NOBODY, "/metrics");
        assertThat(metrics.raw().body().lines().filter(l -> !l.startsWith("#")).toList())
                .allSatisfy(line -> assertThat(line).matches("[a-zA-Z_:][a-zA-Z0-9_:]*(\\{.*})? [-+0-9.eENaInf]+"));
    }
}
