package io.shoutu.notices.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoutu.api.Problem;
import io.shoutu.api.notices.Level;
import io.shoutu.api.notices.Notifier.Message;
import io.shoutu.api.notices.Notifier.Receipt;
import io.shoutu.api.notices.Notifier.Receipt.Outcome;
import io.shoutu.api.notices.NotifierContract;
import io.shoutu.commons.testing.Until;
import io.shoutu.notices.CarrierReports.Report;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A carrier for text messages, as JSON; it proves the door and what the world does besides. */
class GatewayTest implements NotifierContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "a-secret-of-the-carrier";
    @TempDir
    private Path folder;
    private final FakeCarrier carrier = new FakeCarrier(r -> field(r.body(), "requestId"), r -> field(r.body(), "text"));
    private Gateway gateway;

    GatewayTest() throws IOException {}

    @AfterEach
    void close() {
        carrier.close();
    }

    private static String field(String json, String name) {
        try {
            return JSON.readTree(json).get(name).asText();
        } catch (JsonProcessingException e) {
            throw new AssertionError("the carrier cannot read " + json, e);
        }
    }

    /** The configuration with its own defaults. */
    static GatewayConfig config(Map<String, Object> said) {
        return (GatewayConfig) Proxy.newProxyInstance(GatewayConfig.class.getClassLoader(), new Class<?>[] {GatewayConfig.class},
                (proxy, method, args) -> said.containsKey(method.getName()) ? said.get(method.getName()) : method.getDefaultValue());
    }

    private Map<String, Object> said() throws IOException {
        Path secret = Files.writeString(folder.resolve("report.secret"), SECRET + "\n");
        Map<String, Object> said = new HashMap<>(Map.of("name", "county", "url", carrier.address() + "/send?id={id}", "allowAddresses", "127.0.0.1", "seconds", 1, "successPattern",
                "\"code\":\"OK\"", "laterPattern", "LIMIT_CONTROL", "referencePattern", "\"messageId\":\"([^\"]+)\"", "reportSecretFile", secret.toString()));
        return said;
    }

    @Override
    public Gateway notifier() {
        if (gateway == null) {
            try {
                gateway = new Gateway(config(said()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return gateway;
    }

    @Override
    public String address() {
        return "13800000001";
    }

    @Override
    public Carrier carrier() {
        return carrier;
    }

    private static Message message() {
        return new Message("0".repeat(32), "account:zhang.wei", "13800000001", Level.URGENT, "标题", "请立即处置", 1, "alarm/BJ-1", Instant.EPOCH, Instant.EPOCH.plusSeconds(60), false);
    }

    private Receipt receipt() throws Exception {
        return notifier().send(message());
    }

    @Test
    void theCarriersOwnNumberIsKept() throws Exception {
        assertThat(receipt()).isEqualTo(Receipt.sent("m-1"));
        assertThat(carrier.requests.get(0).path()).isEqualTo("/send?id=" + "0".repeat(32));
    }

    @Test
    void tooManyIsPutOffForAsLongAsItAsks() throws Exception {
        carrier.behaves(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "90");
            FakeCarrier.reply(exchange, 429, "");
        });
        assertThat(receipt()).isEqualTo(Receipt.later("http-429", Duration.ofSeconds(90)));
        carrier.behaves(exchange -> FakeCarrier.reply(exchange, 200, "{\"code\":\"isv.BUSINESS_LIMIT_CONTROL\"}"));
        assertThat(receipt().outcome()).isEqualTo(Outcome.LATER);
    }

    @Test
    void aFaultInsideTheCarrierAndHalfAnAnswerLeaveItUnknown() throws Exception {
        carrier.behaves(exchange -> FakeCarrier.reply(exchange, 500, "oops"));
        assertThat(receipt()).isEqualTo(Receipt.unknown("http-500"));
        carrier.half();
        assertThat(receipt().outcome()).isEqualTo(Outcome.UNKNOWN);
        carrier.drips();
        assertThat(receipt().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(receipt().outcome()).as("the one after it is not kept waiting").isEqualTo(Outcome.UNKNOWN);
        Until.comes("no reading is left", () -> Thread.getAllStackTraces().keySet().stream().noneMatch(t -> t.getName().equals("notices-answer")));
        carrier.silent();
        long begun = System.nanoTime();
        assertThat(receipt()).isEqualTo(Receipt.unknown("timeout"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aRedirectIsNotFollowedAndAnUnexpectedAnswerIsARefusal() throws Exception {
        carrier.behaves(exchange -> {
            exchange.getResponseHeaders().add("Location", carrier.address() + "/elsewhere");
            FakeCarrier.reply(exchange, 302, "");
        });
        assertThat(receipt()).isEqualTo(Receipt.refused("http-302"));
        assertThat(carrier.requests).hasSize(1);
        carrier.behaves(exchange -> FakeCarrier.reply(exchange, 200, "{\"code\":\"isv.MOBILE_NUMBER_ILLEGAL\",\"phone\":\"13800000001\"}"));
        assertThat(receipt()).isEqualTo(Receipt.refused("carrier-refused"));
    }

    @Test
    void aFormAndItsHeadersAreEscapedWhereTheyStand() throws Exception {
        Map<String, Object> said = said();
        Path secret = Files.writeString(folder.resolve("carrier.secret"), "k&e=y\n");
        said.putAll(Map.of("bodyType", "form", "body", "mobile={phone}&content={text}&key={secret}", "secretFile", secret.toString(), "headers",
                new String[] {"X-Key: {secret}", "X-Request: {id}", "X-Title: {title}"}));
        new Gateway(config(said)).send(new Message("1".repeat(32), "account:a", "13800000001", Level.ORDINARY, "a\r\nX-Evil: 1", "a&b=c +%{phone}", 1, "a/b", Instant.EPOCH,
                Instant.EPOCH, false));
        FakeCarrier.Request request = carrier.requests.get(0);
        assertThat(request.headers().get("X-Key")).isEqualTo("k&e=y");
        assertThat(request.headers()).doesNotContainKey("X-Evil");
        assertThat(request.headers().get("Content-Type")).startsWith("application/x-www-form-urlencoded");
        Map<String, String> fields = new HashMap<>();
        for (String pair : request.body().split("&")) {
            fields.put(pair.split("=")[0], URLDecoder.decode(pair.split("=")[1], StandardCharsets.UTF_8));
        }
        assertThat(fields).containsEntry("mobile", "13800000001").containsEntry("key", "k&e=y").hasSize(3);
        assertThat(fields.get("content")).as("a value that looks like a place stays as it is").endsWith("a&b=c +%{phone}");
    }

    @Test
    void itCallsNeitherThisMachineNorAMetadataServiceUnlessAllowed() throws Exception {
        for (String address : new String[] {carrier.address() + "/", "http://169.254.169.254/latest/", "http://100.100.100.200/latest", "http://[::1]:1/", "http://0.0.0.0/",
            "http://[fd00:ec2::254]/", "http://2130706433/"}) {
            Map<String, Object> said = said();
            said.put("url", address);
            said.put("allowAddresses", "10.0.0.1");
            assertThat(new Gateway(config(said)).send(message())).as(address).isEqualTo(Receipt.refused("address-forbidden"));
        }
        assertThat(carrier.requests).isEmpty();
        for (String address : new String[] {"ftp://sms.example.cn/", "http://u:p@sms.example.cn/", "http://{phone}.example.cn/", "/send"}) {
            Map<String, Object> said = said();
            said.put("url", address);
            assertThatThrownBy(() -> new Gateway(config(said))).as(address).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aNumberThatIsNoneIsNotSentToTheCarrier() throws Exception {
        assertThat(notifier().fits("not a number")).isFalse();
        Message wrong = new Message("0".repeat(32), "account:a", "1380 OR 1=1", Level.URGENT, "t", "t", 1, "a/b", Instant.EPOCH, Instant.EPOCH, false);
        assertThat(notifier().send(wrong)).isEqualTo(Receipt.refused("no-phone-number"));
        assertThat(carrier.requests).isEmpty();
    }

    @Test
    void reportsAreTakenWithTheirSecretOnlyAsJsonOrForm() throws Exception {
        byte[] one = "{\"requestId\":\"abc\",\"messageId\":\"m-1\",\"status\":\"DELIVRD\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(notifier().reports(SECRET, "application/json", one)).containsExactly(new Report("sms", "abc", "m-1", true));
        byte[] many = "[{\"requestId\":\"a\",\"status\":\"UNDELIV\"},{\"requestId\":\"b\",\"status\":\"ACCEPTD\"},{\"messageId\":7,\"status\":0}]".getBytes(StandardCharsets.UTF_8);
        assertThat(notifier().reports(SECRET, null, many)).containsExactly(new Report("sms", "a", null, false), new Report("sms", null, "7", true));
        byte[] form = "requestId=abc&status=DELIVRD".getBytes(StandardCharsets.UTF_8);
        assertThat(notifier().reports(SECRET, "application/x-www-form-urlencoded; charset=utf-8", form)).containsExactly(new Report("sms", "abc", null, true));
        assertThatThrownBy(() -> notifier().reports("wrong", "application/json", one)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> notifier().reports(null, "application/json", one)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> notifier().reports(SECRET, "application/json", "{".getBytes(StandardCharsets.UTF_8))).isInstanceOf(Problem.Invalid.class);
        Map<String, Object> closed = said();
        closed.put("reportSecretFile", "");
        assertThatThrownBy(() -> new Gateway(config(closed)).reports("", "application/json", one)).as("no secret, no reports").isInstanceOf(Problem.Forbidden.class);
    }

}
