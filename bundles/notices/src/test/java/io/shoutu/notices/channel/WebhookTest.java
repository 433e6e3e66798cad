package io.shoutu.notices.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoutu.api.notices.Level;
import io.shoutu.api.notices.Notifier;
import io.shoutu.api.notices.Notifier.Message;
import io.shoutu.api.notices.Notifier.Receipt;
import io.shoutu.api.notices.NotifierContract;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookTest implements NotifierContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private final FakeCarrier receiver = new FakeCarrier(r -> r.headers().get("webhook-id"), r -> tree(r.body()).at("/data/text").asText());
    private final Webhook webhook = webhook(receiver.address() + "/hook", "127.0.0.1");

    WebhookTest() throws IOException {}

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    private static Webhook webhook(String address, String allowed) {
        return new Webhook(Clock.fixed(Instant.ofEpochSecond(1_770_000_000), ZoneOffset.UTC), Map.of("province", new Webhook.Target(URI.create(address), SECRET)), allowed,
                Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Override
    public Notifier notifier() {
        return webhook;
    }

    @Override
    public String address() {
        return "province";
    }

    @Override
    public Carrier carrier() {
        return receiver;
    }

    private static Message message(String address) {
        return new Message("0".repeat(32), "webhook:province", address, Level.URGENT, "3号泵房温度过高", "请立即处置", 12, "alarm/BJ-1", Instant.EPOCH, Instant.EPOCH.plusSeconds(60), false);
    }

    @Test
    void itIsACloudEventThatTheReceiverCanProveToBeOurs() throws Exception {
        assertThat(webhook.send(message("province"))).isEqualTo(Receipt.delivered());
        FakeCarrier.Request request = receiver.requests.get(0);
        assertThat(request.headers().get("Content-Type")).startsWith("application/cloudevents+json");
        JsonNode event = tree(request.body());
        assertThat(event.get("specversion").asText()).isEqualTo("1.0");
        assertThat(event.get("id").asText()).isEqualTo("0".repeat(32));
        assertThat(event.get("source").asText()).isEqualTo("/shoutu/notices");
        assertThat(event.get("type").asText()).isEqualTo("io.shoutu.notice");
        assertThat(event.get("subject").asText()).isEqualTo("alarm/BJ-1");
        assertThat(event.at("/data/count").asInt()).isEqualTo(12);
        assertThat(event.at("/data/levelLabel").asText()).isEqualTo("特急");
        assertThat(request.headers().get("webhook-timestamp")).isEqualTo("1770000000");
        String expected = Webhook.signature(SECRET, "0".repeat(32), "1770000000", request.body().getBytes(StandardCharsets.UTF_8));
        assertThat(request.headers().get("webhook-signature")).isEqualTo("v1," + expected);
    }

    @Test
    void theSignatureCoversIdTimestampAndBody() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        String expected = Base64.getEncoder().encodeToString(mac.doFinal("id.7.{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
        assertThat(Webhook.signature(SECRET, "id", "7", "{\"a\":1}".getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
    }

    @Test
    void onlyConfiguredNamesAreCalledAndNeverThisMachineUnlessAllowed() throws Exception {
        assertThat(webhook.send(message("http://evil.example/"))).isEqualTo(Receipt.refused("no-such-webhook"));
        assertThat(webhook(receiver.address(), "").send(message("province"))).isEqualTo(Receipt.refused("address-forbidden"));
        assertThat(webhook("http://169.254.169.254/", "127.0.0.1").send(message("province"))).isEqualTo(Receipt.refused("address-forbidden"));
        assertThat(receiver.requests).isEmpty();
        assertThatThrownBy(() -> new Reachable("example.cn.invalid")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRedirectToAnotherHostIsNotFollowed() throws Exception {
        receiver.behaves(exchange -> {
            exchange.getResponseHeaders().add("Location", "http://evil.example/");
            FakeCarrier.reply(exchange, 307, "");
        });
        assertThat(webhook.send(message("province"))).isEqualTo(Receipt.refused("http-307"));
    }
}
