package io.shoutu.edge.camel;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * A county's own MQTT broker as a route sees it (外部消息代理组件), on Eclipse Paho.
 *
 * <p>In: {@code from("mqtt:<name>?url=tcp://host:1883&topics=a/+,b/#")}, the body is a {@code List} of
 * {@link io.shoutu.api.edge.Message}, acknowledged only after the exchange ended without an exception. Out:
 * {@code to("mqtt:<name>?url=…&topic=…")}, done only when the broker has acknowledged. All options stand in the README.
 */
@Component(service = org.apache.camel.Component.class, scope = ServiceScope.PROTOTYPE, property = "camel.component=mqtt")
public final class MqttComponent extends DefaultComponent {
    private static final int BATCH = 500;
    private static final int WINDOW = 200;
    private static final int WATCH_SECONDS = 30;

    private final MqttInlets inlets;
    private final Clock clock;

    @Activate
    public MqttComponent(@Reference MqttInlets inlets, @Reference Clock clock) {
        this.inlets = inlets;
        this.clock = clock;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
        List<String> topics = Stream.of(getAndRemoveParameter(parameters, "topics", String.class, "").split(",")).map(String::strip).filter(t -> !t.isEmpty()).toList();
        MqttOptions options = new MqttOptions(name,
                getAndRemoveParameter(parameters, "url", String.class),
                topics,
                getAndRemoveParameter(parameters, "topic", String.class),
                getAndRemoveParameter(parameters, "qos", Integer.class, 1),
                getAndRemoveParameter(parameters, "retained", Boolean.class, false),
                getAndRemoveParameter(parameters, "clientId", String.class, "shoutu-" + name),
                getAndRemoveParameter(parameters, "username", String.class),
                getAndRemoveParameter(parameters, "password", String.class),
                getAndRemoveParameter(parameters, "secretFile", String.class),
                getAndRemoveParameter(parameters, "batch", Integer.class, BATCH),
                getAndRemoveParameter(parameters, "share", String.class),
                getAndRemoveParameter(parameters, "window", Integer.class, WINDOW),
                Duration.ofSeconds(getAndRemoveParameter(parameters, "watch", Integer.class, WATCH_SECONDS)),
                getAndRemoveParameter(parameters, "authorities", String.class));
        return new MqttEndpoint(uri, this, options, inlets, clock);
    }
}
