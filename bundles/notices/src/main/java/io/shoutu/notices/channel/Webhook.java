package io.shoutu.notices.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoutu.api.notices.Notifier;
import io.shoutu.notices.Config;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Notices to other systems (网络回调): CloudEvents 1.0 in JSON, signed as Standard Webhooks has it: {@code webhook-signature} is
 * {@code v1,base64(HMAC-SHA256(secret, id "." timestamp "." body))}.
 *
 * <p>An address is known by its configured name only; nobody can make the platform call anything else.
 */
@Component(service = Notifier.class, configurationPid = "io.shoutu.notices")
public final class Webhook implements Notifier {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Clock clock;
    private final Map<String, Target> targets;
    private final Reachable reachable;
    private final Exchange exchange;

    /** A configured webhook. */
    record Target(URI address, byte[] secret) {}

    @Activate
    public Webhook(@Reference Clock clock, Config config) throws IOException {
        this(clock, targets(config.webhooks()), config.allowAddresses(), Duration.ofSeconds(config.webhookSeconds()));
    }

    Webhook(Clock clock, Map<String, Target> targets, String allowAddresses, Duration patience) {
        this.clock = clock;
        this.targets = Map.copyOf(targets);
        this.reachable = new Reachable(allowAddresses);
        this.exchange = new Exchange(patience);
    }

    /** {@code name address secret-file; …} */
    private static Map<String, Target> targets(String text) throws IOException {
        Map<String, Target> targets = new LinkedHashMap<>();
        for (String one : text.split(";")) {
            if (!one.isBlank()) {
                String[] parts = one.strip().split("\\s+");
                if (parts.length != 3 || !parts[0].matches("[a-z][a-z0-9-]{0,40}")) {
                    throw new IllegalArgumentException("a webhook is written: name address secret-file, not: " + one.strip());
                }
                byte[] secret = Files.readString(Path.of(parts[2])).strip().getBytes(StandardCharsets.UTF_8);
                if (secret.length < 16) {
                    throw new IllegalArgumentException("the secret of webhook " + parts[0] + " is shorter than 16 characters");
                }
                targets.put(parts[0], new Target(Reachable.address(parts[1]), secret));
            }
        }
        return targets;
    }

    @Override
    public String channel() {
        return "webhook";
    }

    @Override
    public boolean fits(String address) {
        return address != null && targets.containsKey(address);
    }

    @Override
    public Receipt send(Message message) throws Exception {
        Target target = targets.get(message.address());
        if (target == null) {
            return Receipt.refused("no-such-webhook");
        }
        try {
            reachable.check(target.address());
        } catch (Reachable.Forbidden e) {
            return Receipt.refused("address-forbidden");
        }
        byte[] body = JSON.writeValueAsBytes(event(message));
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(target.address()).header("Content-Type", "application/cloudevents+json; charset=UTF-8")
                .header("webhook-id", message.id()).header("webhook-timestamp", timestamp).header("webhook-signature", "v1," + signature(target.secret(), message.id(), timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
        Receipt byStatus = exchange.send(request).byStatus();
        // The receiver has it in its own hands: that is as far as a webhook gets.
        return byStatus == null ? Receipt.delivered() : byStatus;
    }

    private static Map<String, Object> event(Message message) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("level", message.level().name());
        data.put("levelLabel", message.level().label());
        data.put("title", message.title());
        data.put("text", message.text());
        data.put("count", message.count());
        data.put("again", message.again());
        data.put("validUntil", message.validUntil().toString());
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", message.id());
        event.put("source", "/shoutu/notices");
        event.put("type", "io.shoutu.notice");
        event.put("subject", message.about());
        event.put("time", message.at().toString());
        event.put("datacontenttype", "application/json");
        event.put("data", data);
        return event;
    }

    static String signature(byte[] secret, String id, String timestamp, byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(mac.doFinal(body));
    }
}
