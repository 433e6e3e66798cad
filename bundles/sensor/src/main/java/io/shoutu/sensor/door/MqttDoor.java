package io.shoutu.sensor.door;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.shoutu.api.edge.Metrics;
import io.shoutu.api.edge.Readiness;
import io.shoutu.sensor.Config;
import io.shoutu.sensor.Ingest;
import io.shoutu.sensor.decode.Formats;
import io.shoutu.sensor.domain.Catalogue;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttAuth;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MQTT door (MQTT 接入门): MQTT 3.1.1 and 5 for devices, each with its own secret and its own topic. PUBACK means stored.
 *
 * <p>It opens once memory is recovered and the route to the store is connected. A connection that sends faster than the store takes is
 * held back by TCP: the reading thread waits for room, and the store never waits for the reading thread.
 */
@Component(service = {MqttDoor.class, Metrics.class, Readiness.class}, immediate = true, configurationPid = "io.shoutu.sensor")
public final class MqttDoor implements Metrics, Readiness {
    private static final Logger log = LoggerFactory.getLogger(MqttDoor.class);
    static final int MOST_BYTES = 64 * 1024;
    /** A message of the largest payload also has a topic and, in version 5, properties. */
    private static final int MOST_PACKET = MOST_BYTES + 1024;
    private static final int CLIENT_ID = 200;
    private static final int CONNECT_SECONDS = 10;
    private static final long AGAIN = 5_000;

    /** Why something was refused at the door. */
    enum Refused { AUTH, TOPIC, OVERSIZE, INFLIGHT, CONNECTIONS, SUBSCRIBE, BUSY, PROTOCOL }

    /** Where the door stands and how much it takes. A port of 0 means any free one. */
    record Settings(boolean enabled, String host, int port, int loops, int connections, int window) {}

    private final Ingest ingest;
    private final Catalogue catalogue;
    private final Formats formats;
    private final Clock clock;
    private final Settings settings;
    private final Map<Refused, LongAdder> refused = new EnumMap<>(Refused.class);
    private final LongAdder received = new LongAdder();
    private final AtomicInteger connected = new AtomicInteger();
    /** By device and client id: a client id belongs to the device that uses it, so that no device can push out another's connection. */
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private volatile boolean closed;
    private volatile int port;
    private volatile String trouble;

    @Activate
    public MqttDoor(@Reference Ingest ingest, @Reference Catalogue catalogue, @Reference Formats formats, @Reference Clock clock, BundleContext bundle, Config config) {
        this(ingest, catalogue, formats, clock, new Settings(config.mqtt_enabled(), "127.0.0.1", // without TLS on this machine only; devices elsewhere come by the county's broker
                Integer.parseInt(setting(bundle, "shoutu.mqtt.port", "SHOUTU_MQTT_PORT", "1883")), config.mqtt_loops(), config.mqtt_connections(),
                config.mqtt_window()));
    }

    MqttDoor(Ingest ingest, Catalogue catalogue, Formats formats, Clock clock, Settings settings) {
        this.ingest = ingest;
        this.catalogue = catalogue;
        this.formats = formats;
        this.clock = clock;
        this.settings = settings;
        for (Refused reason : Refused.values()) {
            refused.put(reason, new LongAdder());
        }
        vertx = settings.enabled ? Loops.start(settings.loops) : null;
        if (vertx != null) {
            ingest.whenOpen(this::open);
        }
    }

    private static String setting(BundleContext bundle, String property, String environment, String otherwise) {
        String set = bundle.getProperty(property);
        if (set == null || set.isBlank()) {
            set = System.getenv(environment);
        }
        return set == null || set.isBlank() ? otherwise : set.strip();
    }

    private void open() {
        if (closed) {
            return;
        }
        // One server for each reading thread, all on one port.
        for (int i = 0; i < Math.max(1, settings.loops); i++) {
            Context context = vertx.getOrCreateContext();
            // Whatever a stranger's packets raise (e.g. PUBLISH before CONNECT) ends his connection; it is counted, not logged, or he could fill the log.
            context.exceptionHandler(this::failed);
            context.runOnContext(now -> listen(context));
        }
    }

    private void listen(Context context) {
        if (closed) {
            return;
        }
        MqttServerOptions options = new MqttServerOptions().setMaxMessageSize(MOST_PACKET).setMaxClientIdLength(CLIENT_ID).setAutoClientId(true)
                .setTimeoutOnConnect(CONNECT_SECONDS);
        options.setTcpNoDelay(true);
        MqttServer server = MqttServer.create(vertx, options).endpointHandler(endpoint -> arrived(endpoint, context)).exceptionHandler(this::failed);
        server.listen(settings.port, settings.host).onComplete(done -> {
            if (done.succeeded()) {
                port = server.actualPort();
                trouble = null;
                log.info("MQTT door open on {}:{}", settings.host, port);
                return;
            }
            String told = "无法监听 " + settings.host + ":" + settings.port + "：" + done.cause().getMessage();
            if (!told.equals(trouble)) {
                log.error("MQTT door cannot listen on {}:{}; tried again every {} s", settings.host, settings.port, AGAIN / 1000, done.cause());
            }
            trouble = told;
            vertx.setTimer(AGAIN, timer -> listen(context));
        });
    }

    @Deactivate
    public void close() {
        closed = true;
        port = 0;
        if (vertx == null) {
            return;
        }
        Loops.stop(vertx, "MQTT door");
    }

    private void arrived(MqttEndpoint endpoint, Context context) {
        boolean five = endpoint.protocolVersion() >= 5;
        MqttAuth auth = endpoint.auth();
        String device = auth == null ? null : auth.getUsername();
        byte[] secret = auth == null || auth.getPassword() == null ? new byte[0] : auth.getPassword().getBytes(StandardCharsets.UTF_8);
        if (connected.get() >= settings.connections) {
            refuse(Refused.CONNECTIONS);
            endpoint.reject(five ? MqttConnectReturnCode.CONNECTION_REFUSED_QUOTA_EXCEEDED : MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE);
            return;
        }
        if (auth == null) {
            refuse(Refused.AUTH);
            endpoint.reject(five ? MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5 : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
            return;
        }
        if (!catalogue.secretMatches(device, secret)) {
            refuse(Refused.AUTH);
            endpoint.reject(five ? MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD
                    : MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD);
            return;
        }
        Session session = new Session(this, endpoint, context, device, secret, five);
        endpoint.exceptionHandler(this::failed);
        endpoint.accept(false, five ? properties(endpoint) : MqttProperties.NO_PROPERTIES);
        connected.incrementAndGet();
        // A will would speak for a device that is gone; what counts as gone is the no-data rule's business, so wills are not kept.
        Session before = sessions.put(session.key(), session);
        if (before != null) {
            before.end(true);
        }
    }

    private MqttProperties properties(MqttEndpoint endpoint) {
        MqttProperties properties = new MqttProperties();
        properties.add(new MqttProperties.IntegerProperty(MqttProperties.MqttPropertyType.RECEIVE_MAXIMUM.value(), Math.min(65_535, settings.window)));
        properties.add(new MqttProperties.IntegerProperty(MqttProperties.MqttPropertyType.MAXIMUM_PACKET_SIZE.value(), MOST_PACKET));
        properties.add(new MqttProperties.IntegerProperty(MqttProperties.MqttPropertyType.SESSION_EXPIRY_INTERVAL.value(), 0));
        // Told always: harmless where the device chose it, needed where it did not.
        properties.add(new MqttProperties.StringProperty(MqttProperties.MqttPropertyType.ASSIGNED_CLIENT_IDENTIFIER.value(), endpoint.clientIdentifier()));
        return properties;
    }

    /** What a connection ended with. */
    void failed(Throwable cause) {
        if (cause instanceof TooLongFrameException || cause.getCause() instanceof TooLongFrameException) {
            refuse(Refused.OVERSIZE);
        } else if (!(cause instanceof IOException)) {
            // A reset connection is everyday life; bytes that are no MQTT are worth counting.
            refuse(Refused.PROTOCOL);
            log.debug("an MQTT connection ended", cause);
        }
    }

    void gone(Session session) {
        connected.decrementAndGet();
        sessions.remove(session.key(), session);
    }

    void refuse(Refused reason) {
        refused.get(reason).increment();
    }

    long refused(Refused reason) {
        return refused.get(reason).sum();
    }

    void received() {
        received.increment();
    }

    Ingest ingest() {
        return ingest;
    }

    Formats formats() {
        return formats;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Clock clock() {
        return clock;
    }

    int window() {
        return settings.window;
    }

    /** The port it listens on, or 0 while it does not. */
    public int port() {
        return port;
    }

    int connections() {
        return connected.get();
    }

    @Override
    public String name() {
        return "mqtt-door";
    }

    @Override
    public State state() {
        if (!settings.enabled) {
            return new State(true, "MQTT 接入门按配置关闭");
        }
        if (trouble != null) {
            return new State(false, trouble);
        }
        if (port == 0) {
            return new State(false, "等待读数恢复与接收线路接通");
        }
        return ingest.open() ? new State(true, "监听 " + settings.host + ":" + port) : new State(false, "已监听，但读数接收未就绪");
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> all = new ArrayList<>();
        all.add(Metric.gauge("shoutu_mqtt_connections", "Devices connected to the MQTT door", connected.get()));
        all.add(Metric.counter("shoutu_mqtt_messages_total", "Messages read by the MQTT door", received.sum()));
        refused.forEach((reason, count) -> all.add(new Metric("shoutu_mqtt_refused_total", "What the MQTT door refused", Kind.COUNTER,
                Map.of("reason", reason.name().toLowerCase(Locale.ROOT)), count.sum())));
        return all;
    }
}
