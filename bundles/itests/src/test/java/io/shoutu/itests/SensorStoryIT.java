package io.shoutu.itests;

import static io.shoutu.itests.Platform.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shoutu.itests.Platform.As;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What devices do on their worst day: repeats, disorder and lateness; a storm of alarms; malformed messages among good ones. Each time what is stored and told is counted again from outside. */
class SensorStoryIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Alarms of the storm, {@code -Dshoutu.storm=10000} for the bar. */
    private static final int STORM = Integer.getInteger("shoutu.storm", 500);
    /** Messages of which one in a hundred is malformed, {@code -Dshoutu.poison=1000000} for the bar. */
    private static final int POISON = Integer.getInteger("shoutu.poison", 20_000);
    static Platform platform;
    /** A session: Basic costs a password hash a request. */
    static Map<String, String> session;

    @BeforeAll
    static void launch() throws Exception {
        platform = Platform.started(false);
        Platform.Answer signed = platform.post(As.NOBODY, "/api/session", "{\"account\":\"admin\",\"password\":\"" + Platform.ADMIN_PASSWORD + "\"}");
        session = Map.of("Cookie", signed.raw().headers().firstValue("Set-Cookie").orElseThrow().split(";")[0], "X-CSRF-Token", signed.body().path("csrf").asText());
    }

    @AfterAll
    static void close() throws Exception {
        platform.close();
    }

    private static JsonNode get(String path) {
        return platform.ok(200, platform.call(As.NOBODY, "GET", path, null, session));
    }

    private static JsonNode post(String path, String json) {
        return platform.ok(201, platform.call(As.NOBODY, "POST", path, json, session));
    }

    private static List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get(path + "&limit=500" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.path("items").forEach(items::add);
            cursor = page.path("next").isNull() ? "" : page.path("next").asText("");
        } while (!cursor.isEmpty());
        return items;
    }

    /** A device with so many points and a rule on each; answers its secret. */
    private static String watched(String id, int points, double limit) {
        String secret = post("/api/devices", "{\"id\":\"" + id + "\",\"name\":\"测试设备" + id + "\"}").path("secret").asText();
        for (int p = 0; p < points; p++) {
            post("/api/devices/" + id + "/points", "{\"name\":\"p" + p + "\",\"label\":\"温度\",\"unit\":\"Cel\",\"resolution\":0.01}");
            post("/api/rules", """
                    {"series":"%s.p%d","name":"温度过高","kind":"threshold","direction":"above","limit":%s,"hysteresis":0,"onDelaySeconds":0,"offDelaySeconds":0,"priority":"LOW"}""".formatted(id, p, limit));
        }
        return secret;
    }

    /** F10: a third of it twice, in any order, up to seven days late. What rules that stood then would have said is told on a moved clock, in CorrectionsTest. */
    @Test
    void repeatsDisorderAndLatenessToSevenDaysLeaveTheExactSetAndCallNobody() throws Exception {
        Random random = new Random(20261122);
        String secret = watched("AL-5001", 1, 50);
        Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
        TreeMap<Long, Double> expected = new TreeMap<>();
        for (int day = 1; day <= 7; day++) {
            Instant hour = now.minus(Duration.ofDays(day)).plus(Duration.ofHours(2));
            for (int minute = 0; minute < 60; minute++) {
                boolean high = minute / 8 % 2 == day % 2;
                expected.put(hour.plusSeconds(minute * 60L).toEpochMilli(), high ? 60 + random.nextInt(100) / 10.0 : 20 + random.nextInt(100) / 10.0);
            }
        }
        List<Long> sending = new ArrayList<>(expected.keySet());
        expected.keySet().stream().filter(ts -> random.nextInt(10) < 3).forEach(sending::add);
        Collections.shuffle(sending, random);
        long newest = System.currentTimeMillis() - 1_000;
        expected.put(newest, 21.5);
        try (Publisher device = new Publisher(platform, "AL-5001", secret)) {
            device.send(newest, "p0", 21.5);
            for (long ts : sending) {
                device.send(ts, "p0", expected.get(ts));
            }
        }
        TreeMap<Long, Double> stored = new TreeMap<>();
        for (JsonNode reading : all("/api/series/AL-5001.p0/range?from=0&to=" + (newest + 1))) {
            assertThat(stored.put(reading.path("ts").asLong(), reading.path("value").asDouble())).as("each once").isNull();
        }
        assertThat(stored).isEqualTo(expected);
        assertThat(get("/api/alarms?device=AL-5001").path("total").asInt()).as("nobody is called for what is long over").isZero();
        try (Publisher device = new Publisher(platform, "AL-5001", secret)) {
            device.send(System.currentTimeMillis(), "p0", 66.6);
        }
        JsonNode alarm = MainJobStoryIT.one(get("/api/alarms?device=AL-5001"));
        assertThat(alarm.path("value").asDouble()).as("for what is so now somebody is").isEqualTo(66.6);
    }

    /** F22: all at once; every alarm is there and told once, a person reads ten lines, and the figures are those of the journal. */
    @Test
    void aStormOfAlarmsIsRecordedWhollyGroupedAndCountedExactly() throws Exception {
        int devices = STORM / 100;
        List<String> secrets = new ArrayList<>();
        for (int d = 0; d < devices; d++) {
            secrets.add(watched("AL-4" + String.format("%03d", d), 100, 50));
        }
        Instant from = Instant.now().minusSeconds(1).truncatedTo(ChronoUnit.MILLIS);
        long ts = System.currentTimeMillis();
        for (int d = 0; d < devices; d++) {
            String id = "AL-4" + String.format("%03d", d);
            StringBuilder values = new StringBuilder();
            for (int p = 0; p < 100; p++) {
                values.append(p == 0 ? "" : ",").append("\"p").append(p).append("\":").append(80 + p / 10.0);
            }
            try (Publisher device = new Publisher(platform, id, secrets.get(d))) {
                device.send("{\"ts\":" + ts + ",\"values\":{" + values + "}}");
                if (d == 0) {
                    // A hundred sensors that chatter: five times down and up again.
                    for (int k = 1; k <= 10; k++) {
                        device.send("{\"ts\":" + (ts + k) + ",\"values\":{" + (k % 2 == 1 ? values.toString().replaceAll(":\\d+\\.", ":1.") : values) + "}}");
                    }
                }
            }
        }
        int all = devices * 100;
        assertThat(get("/api/alarms/counts?state=active").path("total").asInt()).as("recorded before they were acknowledged").isGreaterThanOrEqualTo(all);
        await("all are sealed", SOON, () -> told("sensor.alarm-raised", from).size() == all);
        List<String> raised = told("sensor.alarm-raised", from);
        assertThat(new HashSet<>(raised)).as("each told once").hasSize(all);
        assertThat(told("sensor.alarm-recurred", from)).as("five times a hundred").hasSize(500);

        JsonNode groups = get("/api/alarms/groups");
        assertThat(groups.path("flood").asBoolean()).isTrue();
        assertThat(groups.path("groups").size()).as("lines a person has to read").isBetween(1, 10);
        Set<String> reachable = new HashSet<>();
        groups.path("groups").forEach(group -> group.path("numbers").forEach(number -> reachable.add(number.asText())));
        assertThat(reachable).as("each behind its line").containsAll(raised);

        Instant to = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.MILLIS);
        JsonNode figures = get("/api/alarms/figures?from=" + from + "&to=" + to);
        assertThat(figures.path("raised").asInt()).as("counted again").isEqualTo(all);
        assertThat(figures.path("perTenMinutes").path("peak").asInt()).isEqualTo(all);
        assertThat(figures.path("chattering").size()).isEqualTo(100);
    }

    private static List<String> told(String fact, Instant since) {
        return all("/api/journal?fact=" + fact).stream().filter(e -> e.path("subject").asText().startsWith("alarm/") && !Instant.parse(e.path("happened").asText()).isBefore(since))
                .map(e -> e.path("subject").asText().substring("alarm/".length())).toList();
    }

    /** F11: one in a hundred malformed; the good ones are all answered and stored, the bad ones answered and kept with their reason. */
    @Test
    void malformedMessagesNeverStallTheValidStream() throws Exception {
        Random random = new Random(11);
        String secret = watched("AL-3001", 1, 1_000_000);
        int good = 0;
        int bad = 0;
        long first = System.currentTimeMillis() - POISON - 60_000;
        double parked = platform.metric("shoutu_sensor_parked_total");
        double stored = platform.metric("shoutu_sensor_readings_stored_total");
        try (Publisher device = new Publisher(platform, "AL-3001", secret)) {
            Deque<IMqttDeliveryToken> open = new ArrayDeque<>();
            for (int i = 0; i < POISON; i++) {
                byte[] payload = ("{\"ts\":" + (first + i) + ",\"values\":{\"p0\":" + i % 1000 + "}}").getBytes(StandardCharsets.UTF_8);
                if (i % 100 == 50) {
                    payload = switch (random.nextInt(5)) {
                        case 0 -> java.util.Arrays.copyOf(payload, 1 + random.nextInt(payload.length - 1));
                        case 1 -> "[".repeat(5_000).getBytes(StandardCharsets.UTF_8);
                        case 2 -> new byte[] {(byte) 0xff, 0, (byte) 0xfe, '{'};
                        case 3 -> "{\"ts\":1e999,\"values\":{\"p0\":\"xxx\"}}".getBytes(StandardCharsets.UTF_8);
                        default -> ("{\"ts\":" + first + ",\"values\":{\"nosuch" + i + "\":1}}").getBytes(StandardCharsets.UTF_8);
                    };
                    bad++;
                } else {
                    good++;
                }
                open.add(device.publish("shoutu/v1/AL-3001/readings", payload));
                while (open.size() > 1_000) {
                    open.poll().waitForCompletion(30_000);
                }
            }
            for (IMqttDeliveryToken token : open) {
                token.waitForCompletion(30_000);
            }
            assertThat(device.connected()).as("nobody was thrown out").isTrue();
        }
        assertThat(platform.metric("shoutu_sensor_readings_stored_total") - stored).isEqualTo(good);
        assertThat(platform.metric("shoutu_sensor_parked_total") - parked).isEqualTo(bad);
        get("/api/readings/parked?device=AL-3001&limit=500").path("items").forEach(item -> assertThat(item.path("text").asText()).as("a reason one can read").containsPattern("\\p{IsHan}"));
    }
}
