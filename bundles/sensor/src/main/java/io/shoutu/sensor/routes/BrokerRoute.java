package io.shoutu.sensor.routes;

import io.shoutu.api.edge.Message;
import io.shoutu.sensor.Arrival;
import io.shoutu.sensor.Ingest;
import io.shoutu.sensor.Waiting;
import io.shoutu.sensor.decode.Decoded;
import io.shoutu.sensor.decode.Decoder;
import io.shoutu.sensor.decode.Formats;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * A county's own MQTT broker as an inlet (县级消息代理接入): one route for each configuration {@code io.shoutu.sensor.broker-<name>.cfg}.
 *
 * <p>The exchange ends after the commit, so the broker is acknowledged after the commit. The broker says who may publish; the device
 * is the one its topic names.
 */
@Component(service = RoutesBuilder.class, configurationPid = "io.shoutu.sensor.broker", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = BrokerRoute.Broker.class, factory = true)
public final class BrokerRoute extends RouteBuilder {
    private static final long PATIENCE = 60_000;
    private static final String HEAD = "shoutu/v1/";
    private static final String TAIL = "/readings";

    /** One broker (消息代理), factory PID {@code io.shoutu.sensor.broker}. */
    @ObjectClassDefinition(name = "County broker 县级消息代理", description = "从县里已有的 MQTT 代理取读数，一个代理一组")
    public @interface Broker {
        @AttributeDefinition(name = "Short name 简称", description = "唯一；路由名为 sensor.broker.<简称>")
        String name() default "county";

        @AttributeDefinition(name = "Address 地址", description = "如 tcp://10.0.0.5:1883 或 ssl://… 〔安全〕")
        String url();

        @AttributeDefinition(name = "User name 用户名", description = "没有则留空")
        String username() default "";

        @AttributeDefinition(name = "Password file 口令文件", description = "服务器上的文件，第一行是口令 〔安全〕")
        String passwordFile() default "";

        @AttributeDefinition(name = "Authorities 证书颁发机构文件", description = "ssl:// 的代理由谁担保（PEM 文件）；留空为系统信任的机构 〔安全〕")
        String authorities() default "";

        @AttributeDefinition(name = "Topics 主题", description = "以逗号分隔")
        String topic() default "shoutu/v1/+/readings";

        @AttributeDefinition(name = "Shared group 共享订阅组", description = "没有则留空")
        String share() default "";

        @AttributeDefinition(name = "Batch 一批最多", description = "一次处理的消息条数")
        int batch() default 2_000;
    }

    private final Ingest ingest;
    private final Catalogue catalogue;
    private final Formats formats;
    private final Broker broker;

    @Activate
    public BrokerRoute(@Reference Ingest ingest, @Reference Catalogue catalogue, @Reference Formats formats, Broker broker) {
        this.ingest = ingest;
        this.catalogue = catalogue;
        this.formats = formats;
        this.broker = broker;
    }

    @Override
    public void configure() {
        StringBuilder uri = new StringBuilder("mqtt:").append(broker.name()).append("?qos=1&batch=").append(broker.batch());
        option(uri, "url", broker.url());
        option(uri, "topics", broker.topic());
        option(uri, "username", broker.username());
        option(uri, "secretFile", broker.passwordFile());
        option(uri, "share", broker.share());
        option(uri, "authorities", broker.authorities());
        from(uri.toString()).routeId("sensor.broker." + broker.name()).process(exchange -> take(messages(exchange.getMessage().getMandatoryBody(List.class))));
    }

    private static void option(StringBuilder uri, String name, String value) {
        if (value != null && !value.isBlank()) {
            // RAW: however it is encoded, Camel would make a blank of the + in shoutu/v1/+/readings, and nothing would ever be heard.
            uri.append('&').append(name).append("=RAW(").append(value).append(')');
        }
    }

    private static List<Message> messages(List<?> body) {
        return body.stream().map(Message.class::cast).toList();
    }

    /** Hands the messages in and returns after their commit. */
    void take(List<Message> messages) {
        Decoder decoder = new Decoder(catalogue, formats);
        Waiting waiting = new Waiting(messages.size());
        String inlet = "broker:" + broker.name();
        List<Arrival> arrivals = new ArrayList<>(messages.size());
        for (Message message : messages) {
            long received = message.received().toEpochMilli();
            byte[] payload = message.payload();
            String id = device(message.topic());
            Device device = catalogue.device(id);
            Decoded decoded;
            if (payload.length > Parked.MOST_BYTES) {
                decoded = refused(id, inlet, message, Reason.MALFORMED, "消息超过 64 kB");
            } else if (device == null || !device.enabled()) {
                decoded = refused(id, inlet, message, Reason.UNKNOWN_DEVICE, device == null ? "设备未登记：" + id : "设备已停用：" + id);
            } else {
                decoded = decoder.decode(id, inlet, payload, 0, payload.length, received);
            }
            arrivals.add(new Arrival(id, inlet, decoded, received, waiting, 0));
        }
        ingest.arriveAndWait(arrivals, waiting, PATIENCE);
    }

    private static Decoded refused(String device, String inlet, Message message, Reason reason, String text) {
        byte[] kept = Arrays.copyOf(message.payload(), Math.min(message.payload().length, Parked.MOST_BYTES));
        return new Decoded(List.of(), List.of(new Parked(0, device, null, inlet, reason, text, null, kept, message.received().toEpochMilli())), true);
    }

    /** The device a topic names; a topic of another shape is taken for its own name, so that what came there can be found again. */
    static String device(String topic) {
        return topic.startsWith(HEAD) && topic.endsWith(TAIL) && topic.length() > HEAD.length() + TAIL.length()
                ? topic.substring(HEAD.length(), topic.length() - TAIL.length()) : topic;
    }
}
