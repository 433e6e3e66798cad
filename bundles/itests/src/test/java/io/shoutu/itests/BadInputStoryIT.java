package io.shoutu.itests;

import static io.shoutu.itests.Platform.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.shoutu.itests.Platform.As;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bad input is refused or parked with a reason an operator can read, is counted, and the valid stream goes on. */
class BadInputStoryIT {
    static Platform platform;
    static String secret;
    static String other;

    @BeforeAll
    static void launch() throws Exception {
        platform = Platform.started(false);
        secret = platform.device("AL-7001", "t");
        other = platform.device("AL-7002", "t");
    }

    @AfterAll
    static void close() throws Exception {
        platform.close();
    }

    @Test
    void whatCannotBeUsedIsParkedWithItsReasonAcknowledgedAndTheValidStreamGoesOn() throws Exception {
        long now = System.currentTimeMillis();
        Map<String, Integer> expected = new HashMap<>();
        try (Publisher device = new Publisher(platform, "AL-7001", secret)) {
            device.send("{\"ts\":" + now + ",\"values\":{\"t\":");
            device.send("[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]");
            device.send("{\"ts\":" + now + ",\"values\":{\"nowhere\":1}}");
            device.send("{\"ts\":" + now + ",\"values\":{\"t\":\"NaN\"}}");
            device.send("{\"ts\":" + now + ",\"values\":{\"t\":1e999}}");
            device.send("{\"ts\":1000,\"values\":{\"t\":1}}");
            device.send("{\"ts\":" + (now + 366L * 86_400_000) + ",\"values\":{\"t\":1}}");
            device.send("{\"ts\":\"1970-01-01T00:00:00Z\",\"values\":{\"t\":1}}");
            StringBuilder many = new StringBuilder("{\"ts\":" + now + ",\"values\":{");
            for (int i = 0; i < 3000; i++) {
                many.append("\"k").append(i).append("\":1,");
            }
            device.send(many.append("\"t\":1}}").toString());
            device.send(now, "t", 20.0);
            device.send(now, "t", 20.0);
            device.send(now, "t", 21.0);
        }
        JsonNode latest = platform.ok(200, platform.get(As.ADMIN, "/api/series/AL-7001.t/latest"));
        assertThat(latest.path("value").asDouble()).as("the first stands").isEqualTo(20.0);
        platform.ok(200, platform.get(As.ADMIN, "/api/readings/parked?device=AL-7001&limit=500")).path("items").forEach(item -> {
            expected.merge(item.path("reason").asText(), 1, Integer::sum);
            assertThat(item.path("text").asText()).as("a reason an operator can read").containsPattern("\\p{IsHan}");
        });
        assertThat(expected).containsEntry("unknown-point", 1).containsEntry("not-a-number", 2).containsEntry("time-out-of-range", 3).containsEntry("conflict", 1).containsEntry("too-many-values", 1);
        assertThat(expected.getOrDefault("malformed", 0) + expected.getOrDefault("too-deep", 0)).isEqualTo(2);
        assertThat(platform.metric("shoutu_sensor_parked_total")).isGreaterThanOrEqualTo(10);
    }

    @Test
    void aMegabyteClosesTheConnectionAndIsCounted() throws Exception {
        double before = platform.metric("shoutu_mqtt_refused_total");
        try (Publisher device = new Publisher(platform, "AL-7002", other)) {
            device.publish("shoutu/v1/AL-7002/readings", "{\"x\":\"" + "y".repeat(1_000_000) + "\"}");
            await("the connection to be closed", Duration.ofSeconds(60), () -> !device.connected());
        }
        await("the refusal to be counted", Duration.ofSeconds(60), () -> platform.metric("shoutu_mqtt_refused_total") > before);
    }

    @Test
    void anotherDevicesTopicClosesTheConnectionAndStoresNothing() throws Exception {
        try (Publisher device = new Publisher(platform, "AL-7002", other)) {
            device.publish("shoutu/v1/AL-7001/readings", "{\"ts\":" + (System.currentTimeMillis() - 5000) + ",\"values\":{\"t\":99}}");
            await("the connection to be closed", Duration.ofSeconds(60), () -> !device.connected());
        }
        JsonNode latest = platform.get(As.ADMIN, "/api/series/AL-7001.t/latest").body();
        assertThat(latest.path("value").asDouble(0)).isNotEqualTo(99.0);
    }

    @Test
    void aWrongSecretAnUnknownDeviceAndNobodyAreRefused() {
        assertThatThrownBy(() -> new Publisher(platform, "AL-7001", "wrong")).isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> new Publisher(platform, "AL-0000", secret)).isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> new Publisher(platform, "AL-7002", secret)).as("the secret of another device").isInstanceOf(MqttException.class);
    }

    @Test
    void restAnswersEveryMistakeWithAProblemAndNeverWithAFault() throws Exception {
        As device = As.bearer(secret);
        problem(400, "malformed-json", platform.post(device, "/api/readings", "{\"ts\":"));
        problem(401, "unauthenticated", platform.post(As.bearer("sd_wrong"), "/api/readings", "{}"));
        problem(401, "unauthenticated", platform.get(As.NOBODY, "/api/hazards"));
        problem(403, "role-required", platform.get(device, "/api/hazards"));
        problem(413, "too-large", platform.post(device, "/api/readings", "{\"x\":\"" + "y".repeat(2_000_000) + "\"}"));
        problem(400, "malformed-json", platform.post(As.ADMIN, "/api/hazards", "{\"title\":"));
        problem(400, null, platform.post(As.ADMIN, "/api/hazards", "{\"title\":\"x\",\"nonsense\":1}"));
        problem(400, null, platform.post(As.ADMIN, "/api/hazards", "[".repeat(5000)));
        problem(422, null, platform.post(As.ADMIN, "/api/hazards", "{\"title\":\"\",\"description\":\"\",\"enterprise\":\"911\",\"area\":null,\"place\":\"\",\"source\":\"inspection\"}"));
        problem(404, "hazard-not-found", platform.get(As.ADMIN, "/api/hazards/YH-2026-999999"));
        problem(404, null, platform.get(As.ADMIN, "/api/no-such-thing"));
        problem(405, null, platform.call(As.ADMIN, "DELETE", "/api/hazards", null, Map.of()));
        problem(415, null, platform.send(As.ADMIN, "POST", "/api/hazards", "<a/>".getBytes(), "text/xml", Map.of()));
        problem(400, null, platform.get(As.ADMIN, "/api/calendar/add?from=yesterday&workingDays=5"));
        problem(400, null, platform.get(As.ADMIN, "/api/calendar/add?from=2026-02-13&workingDays=many"));
        problem(404, null, platform.get(As.ADMIN, "/api/series/AL-7001.nothing/latest"));
        problem(422, null, platform.post(As.ADMIN, "/api/devices", "{\"id\":\"../x\",\"name\":\"x\"}"));
        problem(400, null, platform.get(As.ADMIN, "/api/hazards?limit=lots"));
        problem(400, null, platform.get(As.ADMIN, "/api/hazards?cursor=%27%3B%20drop"));
        assertThat(platform.get(As.ADMIN, "/api/hazards?text=%25%27%22%5C").status()).isEqualTo(200);
    }

    @Test
    void signingInTellsNeverWhetherTheUserExists() {
        Platform.Answer unknown = platform.post(As.NOBODY, "/api/session", "{\"account\":\"nobody.here\",\"password\":\"whatever-1A\"}");
        Platform.Answer wrong = platform.post(As.NOBODY, "/api/session", "{\"account\":\"admin\",\"password\":\"whatever-1A\"}");
        assertThat(unknown.status()).isEqualTo(403);
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(unknown.code()).isEqualTo("sign-in-refused");
    }

    private static void problem(int status, String code, Platform.Answer answer) {
        String what = answer.raw().request().method() + " " + answer.raw().request().uri() + " → " + answer.raw().body();
        assertThat(answer.status()).as(what).isEqualTo(status);
        assertThat(answer.raw().headers().firstValue("Content-Type").orElse("")).as(what).startsWith("application/problem+json");
        assertThat(answer.body().path("detail").asText()).as(what).containsPattern("\\p{IsHan}").doesNotContain("Exception").doesNotContain("io.shoutu");
        if (code != null) {
            assertThat(answer.code()).as(what).isEqualTo(code);
        } else {
            assertThat(answer.code()).as(what).isNotBlank();
        }
    }
}
