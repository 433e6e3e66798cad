package io.shoutu.itests;

import static io.shoutu.itests.Platform.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shoutu.itests.Platform.As;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The main job (主线): from a reading over MQTT to a hazard rectified by one and accepted by another, through the launched distribution. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobStoryIT {
    static Platform platform;
    static As operator;
    static As rectifier;
    static As acceptor;
    static As both;
    static String secret;
    static String hazard;
    static long start;

    @BeforeAll
    static void launch() throws Exception {
        platform = Platform.started(false);
        operator = platform.person("wang.fang", "王芳", "operator");
        rectifier = platform.person("li.qiang", "李强", "rectifier");
        acceptor = platform.person("zhao.min", "赵敏", "acceptor");
        both = platform.person("sun.yi", "孙毅", "rectifier", "acceptor");
        secret = platform.device("AL-9001", "temperature");
        platform.ok(201, platform.post(As.ADMIN, "/api/rules", """
                {"series":"AL-9001.temperature","name":"轴承温度过高","kind":"threshold","direction":"above","limit":35.0,"hysteresis":1.0,
                 "onDelaySeconds":0,"offDelaySeconds":0,"priority":"HIGH"}"""));
        start = System.currentTimeMillis() - 60_000;
    }

    @AfterAll
    static void close() throws Exception {
        platform.close();
    }

    @Test
    @Order(1)
    void aReadingOverTheLimitBecomesOneAlarmAndOneHazard() throws Exception {
        try (Publisher device = new Publisher(platform, "AL-9001", secret)) {
            device.send(start, "temperature", 30.0);
            device.send(start + 1000, "temperature", 36.2);
            device.send(start + 2000, "temperature", 36.4);
        }
        JsonNode alarm = await("the alarm of AL-9001", Duration.ofSeconds(60), () -> one(platform.get(operator, "/api/alarms?state=active").body()));
        assertThat(alarm.path("state").asText()).isEqualTo("UNACK");
        assertThat(alarm.path("value").asDouble()).isEqualTo(36.2);
        assertThat(alarm.path("priority").asText()).isEqualTo("HIGH");
        JsonNode opened = await("the hazard opened from it", Duration.ofSeconds(60), () -> one(platform.get(operator, "/api/hazards?open=true").body()));
        hazard = opened.path("number").asText();
        assertThat(opened.path("causedBy").asText()).isEqualTo("alarm/" + alarm.path("number").asText());
        assertThat(opened.path("state").asText()).isEqualTo("REGISTERED");
        JsonNode told = await("the operator to be told of it", Duration.ofSeconds(60), () -> one(platform.get(operator, "/api/notices?unacknowledged=true").body()));
        assertThat(told.path("about").asText()).isEqualTo("alarm/" + alarm.path("number").asText());
        assertThat(told.path("level").asText()).isEqualTo("IMPORTANT");
        assertThat(platform.get(rectifier, "/api/notices").body().path("total").asInt()).isZero();
    }

    @Test
    @Order(2)
    void theOperatorAcknowledgesOnceAndTheAlarmReturnsToNormal() throws Exception {
        String number = one(platform.get(operator, "/api/alarms?state=active").body()).path("number").asText();
        assertThat(platform.post(rectifier, "/api/alarms/" + number + "/acknowledgement", "{}").status()).isEqualTo(403);
        platform.ok(200, platform.post(operator, "/api/alarms/" + number + "/acknowledgement", "{\"note\":\"已电话核实\"}"));
        assertThat(platform.post(operator, "/api/alarms/" + number + "/acknowledgement", "{}").code()).isEqualTo("illegal-move");
        await("its notice to be settled with it", Duration.ofSeconds(60), () -> platform.get(operator, "/api/notices?unacknowledged=true").body().path("total").asInt() == 0);
        try (Publisher device = new Publisher(platform, "AL-9001", secret)) {
            device.send(start + 3000, "temperature", 20.0);
        }
        await("the alarm to end", Duration.ofSeconds(60), () -> platform.get(operator, "/api/alarms/" + number).body().path("state").asText().equals("NORM"));
    }

    @Test
    @Order(3)
    void oneRectifiesAnotherAcceptsAndEveryGateHolds() throws Exception {
        String address = "/api/hazards/" + hazard;
        platform.ok(200, platform.post(operator, address + "/verification", "{\"note\":\"现场属实\"}"));
        assertThat(platform.post(operator, address + "/grading", "{\"grade\":\"MAJOR\",\"criterion\":null,\"mode\":\"BY_DEADLINE\",\"rectifier\":\"sun.yi\"}").status()).isEqualTo(422);
        platform.ok(200, platform.post(operator, address + "/grading", "{\"grade\":\"GENERAL\",\"criterion\":null,\"mode\":\"BY_DEADLINE\",\"rectifier\":\"sun.yi\"}"));
        String deadline = LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).plusDays(10).toString();
        Platform.Answer gap = platform.post(both, address + "/plan", "{\"measures\":\"更换轴承\",\"responsible\":\"孙毅\",\"funds\":\"3000元 自筹\",\"deadline\":\"" + deadline + "\",\"contingency\":\"\"}");
        assertThat(gap.status()).isEqualTo(422);
        assertThat(gap.code()).isEqualTo("five-guarantees");
        assertThat(gap.body().path("field").asText()).isEqualTo("contingency");
        JsonNode planned = platform.ok(200, platform.post(both, address + "/plan", "{\"measures\":\"更换轴承\",\"responsible\":\"孙毅\",\"funds\":\"3000元 自筹\",\"deadline\":\"" + deadline + "\",\"contingency\":\"停机\"}"));
        assertThat(planned.path("state").asText()).isEqualTo("RECTIFYING");
        String before = platform.photo(both, "整改前");
        String after = platform.photo(both, "整改后");
        Platform.Answer stale = platform.call(both, "POST", address + "/submission", "{\"note\":\"已换\",\"before\":[\"" + before + "\"],\"photos\":[\"" + after + "\"]}", java.util.Map.of("If-Match", "\"1\""));
        assertThat(stale.status()).isEqualTo(412);
        platform.ok(200, platform.post(both, address + "/submission", "{\"note\":\"已换\",\"before\":[\"" + before + "\"],\"photos\":[\"" + after + "\"]}"));
        Platform.Answer own = platform.post(both, address + "/acceptance", "{\"note\":\"合格\",\"photos\":[]}");
        assertThat(own.status()).isEqualTo(409);
        assertThat(own.code()).isEqualTo("rectifier-is-acceptor");
        platform.ok(200, platform.post(acceptor, address + "/rejection", "{\"reason\":\"仍有异响\",\"deadline\":null}"));
        platform.ok(200, platform.post(both, address + "/submission", "{\"note\":\"再次紧固\",\"photos\":[\"" + platform.photo(both, "再次整改后") + "\"]}"));
        JsonNode closed = platform.ok(200, platform.post(acceptor, address + "/acceptance", "{\"note\":\"合格\",\"photos\":[]}"));
        assertThat(closed.path("state").asText()).isEqualTo("CLOSED");
    }

    @Test
    @Order(4)
    void everyStepStandsInTheJournalAndTheChainWalksBackToTheReading() {
        // The journal shows what is sealed, a moment after the commit.
        List<String> facts = await("the last step in the journal", Duration.ofSeconds(60), () -> {
            List<String> sealed = new ArrayList<>();
            platform.ok(200, platform.get(operator, "/api/journal?subject=hazard/" + hazard + "&order=oldest&limit=100")).path("items").forEach(e -> sealed.add(e.path("name").asText()));
            return sealed.contains("hazard.accepted") ? sealed : null;
        });
        assertThat(facts).containsSubsequence("hazard.registered", "hazard.verified", "hazard.graded", "hazard.planned", "hazard.submitted", "hazard.rejected", "hazard.submitted", "hazard.accepted");
        JsonNode chain = platform.ok(200, platform.get(operator, "/api/chain/hazard/" + hazard));
        List<String> kinds = new ArrayList<>();
        chain.path("nodes").forEach(n -> kinds.add(n.path("subject").asText().split("/")[0]));
        assertThat(kinds).contains("reading", "alarm", "hazard");
        assertThat(chain.path("links").toString()).contains("reading/AL-9001.temperature@" + (start + 1000));
    }

    @Test
    @Order(5)
    void afterARestartAllIsAsItWas() throws Exception {
        JsonNode before = platform.ok(200, platform.get(operator, "/api/hazards/" + hazard));
        JsonNode latest = platform.ok(200, platform.get(operator, "/api/series/AL-9001.temperature/latest"));
        platform.stop();
        platform.start();
        JsonNode after = platform.ok(200, platform.get(operator, "/api/hazards/" + hazard));
        assertThat(after).isEqualTo(before);
        assertThat(platform.ok(200, platform.get(operator, "/api/series/AL-9001.temperature/latest"))).isEqualTo(latest);
        assertThat(platform.ok(200, platform.get(operator, "/api/series/AL-9001.temperature/range?from=" + start + "&to=" + (start + 10_000))).path("total").asInt()).isEqualTo(4);
    }

    static JsonNode one(JsonNode page) {
        return page != null && page.path("items").size() > 0 ? page.path("items").get(0) : null;
    }
}
