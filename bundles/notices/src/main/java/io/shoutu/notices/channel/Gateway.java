package io.shoutu.notices.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoutu.api.Problem;
import io.shoutu.api.notices.Notifier;
import io.shoutu.notices.CarrierReports;
import io.shoutu.notices.channel.Exchange.Ended;
import io.shoutu.notices.channel.Template.Escape;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * A carrier that takes text messages or voice calls over HTTP (短信语音网关): what its interface looks like is written in the configuration.
 *
 * <p>Exactly once is impossible: the answer may be lost after the carrier took the message. So each message carries an id the carrier can know it
 * again by, and an answer that never came is unknown, never simply "failed".
 */
@Designate(ocd = GatewayConfig.class, factory = true)
@Component(service = {Notifier.class, CarrierReports.class}, configurationPid = "io.shoutu.notices.gateway", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class Gateway implements Notifier, CarrierReports {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_REPORT = 65_536;
    private final GatewayConfig config;
    private final String secret;
    private final byte[] reportSecret;
    private final Template url;
    private final Template body;
    private final boolean form;
    private final Pattern success;
    private final Pattern later;
    private final Pattern reference;
    private final Pattern phone;
    private final Pattern delivered;
    private final Pattern undelivered;
    private final Reachable reachable;
    private final Exchange exchange;
    private final Rate rate;

    @Activate
    public Gateway(GatewayConfig config) throws IOException {
        if (config.name() == null || !config.name().matches("[a-z][a-z0-9-]{0,40}")) {
            throw new IllegalArgumentException("a gateway's name is lower-case letters, digits and hyphens: " + config.name());
        }
        this.config = config;
        this.form = switch (config.bodyType()) {
            case "json" -> false;
            case "form" -> true;
            default -> throw new IllegalArgumentException("bodyType is json or form, not " + config.bodyType());
        };
        // Only where a template stands for the host could a message decide whom we call.
        Reachable.address(new Template(config.url(), Escape.URL).filled(Map.of("phone", "0", "text", "0", "title", "0", "level", "0", "id", "0", "secret", "0")));
        if (config.url().replaceFirst("^https?://", "").split("[/?#]", 2)[0].contains("{")) {
            throw new IllegalArgumentException("the host of a gateway is written out: " + config.url());
        }
        this.secret = secret(config.secretFile());
        this.reportSecret = config.reportSecretFile().isBlank() ? null : secret(config.reportSecretFile()).getBytes(StandardCharsets.UTF_8);
        if (reportSecret != null && reportSecret.length < 16) {
            throw new IllegalArgumentException("the report secret of gateway " + config.name() + " is shorter than 16 characters");
        }
        this.url = new Template(config.url(), Escape.URL);
        this.body = new Template(config.body(), form ? Escape.FORM : Escape.JSON);
        this.success = pattern(config.successPattern());
        this.later = pattern(config.laterPattern());
        this.reference = pattern(config.referencePattern());
        this.phone = Pattern.compile(config.phonePattern());
        this.delivered = Pattern.compile(config.deliveredPattern());
        this.undelivered = Pattern.compile(config.undeliveredPattern());
        this.reachable = new Reachable(config.allowAddresses());
        this.exchange = new Exchange(Duration.ofSeconds(config.seconds()));
        this.rate = new Rate(config.perAddresseePerMinute(), config.perMinute());
    }

    private static String secret(String file) throws IOException {
        return file.isBlank() ? "" : Files.readString(Path.of(file.strip())).strip();
    }

    private static Pattern pattern(String text) {
        return text.isBlank() ? null : Pattern.compile(text);
    }

    @Override
    public String channel() {
        return config.channel();
    }

    @Override
    public Rate rate() {
        return rate;
    }

    @Override
    public boolean fits(String address) {
        return address != null && phone.matcher(address).matches();
    }

    @Override
    public Receipt send(Message message) throws Exception {
        if (!fits(message.address())) {
            return Receipt.refused("no-phone-number");
        }
        // A text message has no title of its own.
        String text = message.title().isEmpty() ? message.text() : message.title() + "\n" + message.text();
        Map<String, String> values = Map.of("phone", message.address(), "text", text, "title", message.title(), "level", message.level().label(), "id", message.id(),
                "secret", secret);
        URI address = URI.create(url.filled(values));
        try {
            reachable.check(address);
        } catch (Reachable.Forbidden e) {
            return Receipt.refused("address-forbidden");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        Arrays.stream(config.headers()).filter(h -> h.indexOf(':') > 0)
                .forEach(h -> request.header(h.substring(0, h.indexOf(':')).strip(), new Template(h.substring(h.indexOf(':') + 1).strip(), Escape.HEADER).filled(values)));
        if (config.method().equalsIgnoreCase("GET")) {
            request.GET();
        } else {
            request.header("Content-Type", form ? "application/x-www-form-urlencoded; charset=UTF-8" : "application/json; charset=UTF-8")
                    .method(config.method().toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.ofString(body.filled(values), StandardCharsets.UTF_8));
        }
        return judged(exchange.send(request.build()));
    }

    private Receipt judged(Ended ended) {
        if (ended.answered() && later != null && later.matcher(ended.body()).find()) {
            return Receipt.later("carrier-busy", ended.retryAfter());
        }
        Receipt byStatus = ended.byStatus();
        if (byStatus != null) {
            return byStatus;
        }
        // The carrier's words may repeat the number, so they are not kept.
        return success == null || success.matcher(ended.body()).find() ? Receipt.sent(found(reference, ended.body())) : Receipt.refused("carrier-refused");
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern == null ? null : pattern.matcher(text);
        return matcher != null && matcher.find() && matcher.groupCount() > 0 ? matcher.group(1) : null;
    }

    // What the carrier reports later.

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public String secretHeader() {
        return config.reportHeader();
    }

    @Override
    public List<Report> reports(String given, String contentType, byte[] content) {
        if (reportSecret == null || given == null || !MessageDigest.isEqual(reportSecret, given.getBytes(StandardCharsets.UTF_8))) {
            throw new Problem.Forbidden("gateway-secret", "回执密钥不符");
        }
        if (content.length > LONGEST_REPORT) {
            throw new Problem.Invalid("too-large", null, "回执过大");
        }
        List<Report> reports = new ArrayList<>();
        for (Map<String, String> fields : fields(contentType, new String(content, StandardCharsets.UTF_8))) {
            String state = fields.getOrDefault(config.reportState(), "");
            if (delivered.matcher(state).matches() || undelivered.matcher(state).matches()) {
                reports.add(new Report(channel(), fields.get(config.reportId()), fields.get(config.reportReference()), delivered.matcher(state).matches()));
            }
        }
        return reports;
    }

    private static List<Map<String, String>> fields(String contentType, String content) {
        if (contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            Map<String, String> fields = new HashMap<>();
            for (String pair : content.split("&")) {
                String[] parts = pair.split("=", 2);
                try {
                    fields.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    throw new Problem.Invalid("bad-parameter", null, "回执表单无法读取");
                }
            }
            return List.of(fields);
        }
        try {
            JsonNode tree = JSON.readTree(content);
            List<Map<String, String>> all = new ArrayList<>();
            for (JsonNode one : tree.isArray() ? tree : JSON.createArrayNode().add(tree)) {
                Map<String, String> fields = new HashMap<>();
                one.fields().forEachRemaining(f -> {
                    if (f.getValue().isValueNode() && !f.getValue().isNull()) {
                        fields.put(f.getKey(), f.getValue().asText());
                    }
                });
                all.add(fields);
            }
            return all;
        } catch (JsonProcessingException e) {
            throw new Problem.Invalid("bad-parameter", null, "回执不是 JSON");
        }
    }
}
