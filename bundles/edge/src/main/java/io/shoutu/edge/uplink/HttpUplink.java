package io.shoutu.edge.uplink;

import io.shoutu.api.edge.Uplink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * An uplink over HTTPS (网络上报通道), one for each configuration {@code io.shoutu.edge.uplink-<name>.cfg}: a parcel is the body of a POST, what is to
 * be known about it stands in the headers as CloudEvents 1.0 has them (binary mode), signed as Standard Webhooks has it.
 *
 * <p>Any 2xx means taken; anything else, a redirect too, means not: it is sent again, with the same id.
 */
@Component(service = Uplink.class, configurationPid = "io.shoutu.edge.uplink", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = HttpUplink.Way.class, factory = true)
public final class HttpUplink implements Uplink {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** One way up (上报去处), factory PID {@code io.shoutu.edge.uplink}. */
    @ObjectClassDefinition(name = "Uplink 上报通道", description = "把日志检查点等送往上级平台，一个去处一组")
    public @interface Way {
        @AttributeDefinition(name = "Short name 简称", description = "唯一，如 city")
        String name();

        @AttributeDefinition(name = "Address 地址", description = "https://…；http:// 仅限本机 〔安全〕")
        String url();

        @AttributeDefinition(name = "Kinds of parcel 报送种类", description = "以逗号分隔，如 journal-checkpoint")
        String takes() default "journal-checkpoint";

        @AttributeDefinition(name = "File of the secret 密钥文件", description = "服务器上的文件，第一行是双方约定的签名密钥，至少 16 个字符 〔安全〕")
        String secretFile();
    }

    private final String name;
    private final URI url;
    private final Set<String> takes;
    private final byte[] secret;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).followRedirects(HttpClient.Redirect.NEVER).build();

    @Activate
    public HttpUplink(@Reference Clock clock, Way way) throws IOException {
        this(clock, way.name(), URI.create(way.url()), way.takes(), firstLine(Path.of(way.secretFile())));
    }

    HttpUplink(Clock clock, String name, URI url, String takes, String secret) {
        boolean loopback = Set.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(url.getHost()));
        if (!"https".equals(url.getScheme()) && !("http".equals(url.getScheme()) && loopback)) {
            throw new IllegalArgumentException("the uplink " + name + " needs an https:// address: " + url);
        }
        if (secret.length() < 16) {
            throw new IllegalArgumentException("the secret of the uplink " + name + " is shorter than 16 characters");
        }
        this.clock = clock;
        this.name = name;
        this.url = url;
        this.takes = Stream.of(takes.split("[,\\s]+")).filter(kind -> !kind.isEmpty()).collect(Collectors.toUnmodifiableSet());
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    private static String firstLine(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElse("").strip();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> takes() {
        return takes;
    }

    @Override
    public void push(Parcel parcel) throws IOException, InterruptedException, GeneralSecurityException {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(url).timeout(PATIENCE).header("Content-Type", parcel.mediaType())
                .header("ce-specversion", "1.0").header("ce-id", parcel.id()).header("ce-source", "/shoutu").header("ce-type", "io.shoutu." + parcel.kind())
                .header("ce-subject", parcel.about().toString()).header("ce-time", parcel.made().toString())
                .header("webhook-id", parcel.id()).header("webhook-timestamp", timestamp)
                .header("webhook-signature", "v1," + signature(secret, parcel.id(), timestamp, parcel.content()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(parcel.content())).build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status / 100 != 2) {
            throw new IOException(url.getHost() + " 答复 " + status);
        }
    }

    static String signature(byte[] secret, String id, String timestamp, byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(mac.doFinal(body));
    }
}
