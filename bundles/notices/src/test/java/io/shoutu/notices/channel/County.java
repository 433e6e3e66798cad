package io.shoutu.notices.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A county's carrier with its gateway, for stories (县短信网关). */
public final class County implements AutoCloseable {
    public static final String SECRET = "a-secret-of-the-county";
    private final Path secret = Files.createTempFile("report", ".secret");
    private final FakeCarrier carrier = new FakeCarrier(r -> field(r, "requestId"), r -> field(r, "text"));
    private final Gateway gateway;

    public County() throws IOException {
        Files.writeString(secret, SECRET);
        gateway = new Gateway(GatewayTest.config(Map.of("name", "county", "url", carrier.address() + "/send", "allowAddresses", "127.0.0.1", "seconds", 2, "successPattern",
                "\"code\":\"OK\"", "referencePattern", "\"messageId\":\"([^\"]+)\"", "reportSecretFile", secret.toString())));
    }

    private static String field(FakeCarrier.Request request, String name) {
        try {
            return new ObjectMapper().readTree(request.body()).get(name).asText();
        } catch (IOException e) {
            throw new AssertionError(request.body(), e);
        }
    }

    public Gateway gateway() {
        return gateway;
    }

    public void answers(int status, String body) {
        carrier.behaves(exchange -> FakeCarrier.reply(exchange, status, body));
    }

    public List<String> ids() {
        return carrier.taken();
    }

    public String lastText() {
        return carrier.lastText();
    }

    @Override
    public void close() throws IOException {
        carrier.close();
        Files.delete(secret);
    }
}
