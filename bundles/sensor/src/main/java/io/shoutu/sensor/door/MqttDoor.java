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
import io.shoutu.sensor.domain.Device;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mqtt.MqttAuth;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
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
    private static final int CLIENT_ID = 200;
    private static final int CONNECT_SECONDS = 10;
    private static final long AGAIN = 5_000;

    /** Why something was refused at the door. */
    enum Refused { AUTH, TOPIC, OVERSIZE, INFLIGHT, RATE, CONNECTIONS, FLOOD, SUBSCRIBE, BUSY, PROTOCOL }

    /**
     * Where the door stands and how much it takes. A port of 0 means any free one.
     *
     * @param tls or null
     */
    record Settings(boolean enabled, String host, int port, int loops, int connections, int window, Caps caps, Tls tls) {
        Settings(boolean enabled, String host, int port, int loops, int connections, int window) {
            this(enabled, host, port, loops, connections, window, Caps.WIDE, null);
        }
    }

    /**
     * How much of one (上限); 0 means without limit.
     *
     * @param bytes of a message
     * @param rate messages a second of a device
     * @param perDevice connections of a device
     * @param perAddress connections from an address
     * @param knocks new connections from an address a minute
     * @param wrong wrong credentials from an address a minute
     */
    record Caps(int bytes, int rate, int perDevice, int perAddress, int knocks, int wrong) {
        static final Caps WIDE = new Caps(MOST_BYTES, 0, 0, 0, 0, 0);

        Caps {
            bytes = bytes <= 0 ? MOST_BYTES : Math.min(bytes, MOST_BYTES);
        }
    }

    /**
     * The door with TLS (加密接入).
     *
     * @param authorities file of those who vouch for device certificates, empty for none
     */
    record Tls(String host, int port, String certificate, String key, String authorities) {}

    private final Ingest ingest;
    private final Catalogue catalogue;
    private final Formats formats;
    private final Clock clock;
    private final Settings settings;
    private final Map<Refused, LongAdder> refused = new EnumMap<>(Refused.class);
    private final LongAdder received = new LongAdder();
    private final AtomicInteger connected = new AtomicInteger();
    private final Doorkeeper keeper;
    /** By device: how many connections it has and how fast it may send. */
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();
    /** By device and client id: a client id belongs to the device that uses it, so that no device can push out another's connection. */
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private volatile boolean closed;
    private volatile int port;
    private volatile int tlsPort;
    private volatile String trouble;
    private volatile String tlsTrouble;

    @Activate
    public MqttDoor(@Reference Ingest ingest, @Reference Catalogue catalogue, @Reference Formats formats, @Reference Clock clock, BundleContext bundle, Config config) {
        this(ingest, catalogue, formats, clock, new Settings(config.mqtt_enabled(), "127.0.0.1", // without TLS on this machine only; devices elsewhere come by the county's broker
                Integer.parseInt(setting(bundle, "shoutu.mqtt.port", "SHOUTU_MQTT_PORT", "1883")), config.mqtt_loops(), config.mqtt_connections(), config.mqtt_window(),
                new Caps(config.mqtt_bytes(), config.mqtt_rate(), config.mqtt_per_device(), config.mqtt_per_address(), config.mqtt_knocks(), config.mqtt_wrong()),
                config.mqtt_tls_enabled() ? new Tls(config.mqtt_tls_bind(), config.mqtt_tls_port(), config.mqtt_tls_certificate(), config.mqtt_tls_key(),
                        config.mqtt_tls_authorities()) : null));
    }

    MqttDoor(Ingest ingest, Catalogue catalogue, Formats formats, Clock clock, Settings settings) {
        this.ingest = ingest;
        this.catalogue = catalogue;
        this.formats = formats;
        this.clock = clock;
        this.settings = settings;
        this.keeper = new Doorkeeper(clock, new Doorkeeper.Allowed(settings.connections, settings.caps.perAddress, settings.caps.knocks, settings.caps.wrong));
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
            context.runOnContext(now -> {
                listen(context, null);
                if (settings.tls != null) {
                    listen(context, settings.tls);
                }
            });
        }
    }

    private void listen(Context context, Tls tls) {
        if (closed) {
            return;
        }
        String host = tls == null ? settings.host : tls.host;
        int wanted = tls == null ? settings.port : tls.port;
        MqttServerOptions options = new MqttServerOptions().setMaxMessageSize(settings.caps.bytes + 1024).setMaxClientIdLength(CLIENT_ID).setAutoClientId(true)
                .setTimeoutOnConnect(CONNECT_SECONDS);
        // A device that chose no keep-alive is noticed gone all the same.
        options.setTcpNoDelay(true).setTcpKeepAlive(true);
        if (tls != null) {
            options.setSsl(true).setKeyCertOptions(new PemKeyCertOptions().setCertPath(tls.certificate).setKeyPath(tls.key))
                    .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"));
            if (!tls.authorities.isBlank()) {
                // Asked for, not demanded: a device may have a secret instead.
                options.setTrustOptions(new PemTrustOptions().addCertPath(tls.authorities)).setClientAuth(ClientAuth.REQUEST);
            }
        }
        MqttServer server = MqttServer.create(vertx, options).endpointHandler(endpoint -> arrived(endpoint, context)).exceptionHandler(this::failed);
        server.listen(wanted, host).onComplete(done -> {
            if (done.succeeded()) {
                if (tls == null) {
                    port = server.actualPort();
                    trouble = null;
                } else {
                    tlsPort = server.actualPort();
                    tlsTrouble = null;
                }
                log.info("MQTT door open on {}:{}{}", host, server.actualPort(), tls == null ? "" : " with TLS");
                return;
            }
            String told = (tls == null ? "无法监听 " : "无法以 TLS 监听 ") + host + ":" + wanted + "：" + done.cause().getMessage();
            if (!told.equals(tls == null ? trouble : tlsTrouble)) {
                log.error("MQTT door cannot listen on {}:{}; tried again every {} s", host, wanted, AGAIN / 1000, done.cause());
            }
            if (tls == null) {
                trouble = told;
            } else {
                tlsTrouble = told;
            }
            vertx.setTimer(AGAIN, timer -> listen(context, tls));
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
        String from = endpoint.remoteAddress().hostAddress();
        Doorkeeper.Answer answer = keeper.knock(from);
        if (answer != Doorkeeper.Answer.COME_IN) {
            refuse(answer == Doorkeeper.Answer.FULL || answer == Doorkeeper.Answer.TOO_MANY_FROM_THERE ? Refused.CONNECTIONS : Refused.FLOOD);
            endpoint.reject(!five ? MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE
                    : answer == Doorkeeper.Answer.FULL || answer == Doorkeeper.Answer.TOO_MANY_FROM_THERE ? MqttConnectReturnCode.CONNECTION_REFUSED_QUOTA_EXCEEDED
                    : MqttConnectReturnCode.CONNECTION_REFUSED_CONNECTION_RATE_EXCEEDED);
            return;
        }
        MqttConnectReturnCode no = admit(endpoint, context, five, from);
        if (no != null) {
            keeper.left(from);
            endpoint.reject(no);
        }
    }

    /** Lets the device in; answers why not otherwise. What it offered as its secret appears nowhere. */
    private MqttConnectReturnCode admit(MqttEndpoint endpoint, Context context, boolean five, String from) {
        MqttAuth auth = endpoint.auth();
        String vouched = certified(endpoint);
        byte[] secret = null;
        String device;
        if (vouched != null && (auth == null || auth.getUsername() == null || auth.getUsername().isEmpty() || auth.getUsername().equals(vouched))) {
            Device known = catalogue.device(vouched);
            if (known == null || !known.enabled()) {
                return wrong(from, five ? MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5 : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
            }
            device = vouched;
        } else if (auth == null || vouched != null) {
            // Nothing offered, or a certificate of one device and the name of another.
            return wrong(from, five ? MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5 : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
        } else {
            device = auth.getUsername();
            secret = auth.getPassword() == null ? new byte[0] : auth.getPassword().getBytes(StandardCharsets.UTF_8);
            if (!catalogue.secretMatches(device, secret)) {
                return wrong(from, five ? MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD : MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD);
            }
        }
        String key = Session.key(device, endpoint.clientIdentifier());
        Pace pace = paces.computeIfAbsent(device, none -> new Pace(settings.caps.rate));
        if (!pace.enter(settings.caps.perDevice, sessions.containsKey(key))) {
            refuse(Refused.CONNECTIONS);
            return five ? MqttConnectReturnCode.CONNECTION_REFUSED_QUOTA_EXCEEDED : MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE;
        }
        Session session = new Session(this, endpoint, context, device, secret, five, from, pace);
        endpoint.exceptionHandler(this::failed);
        endpoint.accept(false, five ? properties(endpoint) : MqttProperties.NO_PROPERTIES);
        connected.incrementAndGet();
        // A will would speak for a device that is gone; what counts as gone is the no-data rule's business, so wills are not kept.
        Session before = sessions.put(session.key(), session);
        if (before != null) {
            before.end(true);
        }
        return null;
    }

    private MqttConnectReturnCode wrong(String from, MqttConnectReturnCode code) {
        refuse(Refused.AUTH);
        if (keeper.wrong(from)) {
            log.warn("MQTT door: too many wrong credentials from {}; refused for the rest of the minute", from);
        }
        return code;
    }

    /** The device a verified certificate names (its CN), or null where none was shown. */
    private static String certified(MqttEndpoint endpoint) {
        if (!endpoint.isSsl() || endpoint.sslSession() == null) {
            return null;
        }
        try {
            Certificate[] shown = endpoint.sslSession().getPeerCertificates();
            if (shown.length > 0 && shown[0] instanceof X509Certificate certificate) {
                for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                    if (part.getType().equalsIgnoreCase("CN")) {
                        return String.valueOf(part.getValue());
                    }
                }
            }
            return null;
        } catch (SSLPeerUnverifiedException none) {
            return null;
        } catch (InvalidNameException odd) {
            log.debug("a certificate names nobody", odd);
            return null;
        }
    }

    private MqttProperties properties(MqttEndpoint endpoint) {
        MqttProperties properties = new MqttProperties();
        properties.add(new MqttProperties.IntegerProperty(MqttProperties.MqttPropertyType.RECEIVE_MAXIMUM.value(), Math.min(65_535, settings.window)));
        properties.add(new MqttProperties.IntegerProperty(MqttProperties.MqttPropertyType.MAXIMUM_PACKET_SIZE.value(), settings.caps.bytes + 1024));
        properties.add(new MqttProperties.IntegerProperty(MqttProperties.MqttPropertyType.SESSION_EXPIRY_INTERVAL.value(), 0));
        properties.add(new MqttProperties.IntegerProperty(MqttProperties.MqttPropertyType.TOPIC_ALIAS_MAXIMUM.value(), Session.ALIASES));
        // Devices publish and nobody subscribes: what only subscribers need is not there.
        properties.add(new MqttProperties.IntegerProperty(MqttProperties.MqttPropertyType.WILDCARD_SUBSCRIPTION_AVAILABLE.value(), 0));
        properties.add(new MqttProperties.IntegerProperty(MqttProperties.MqttPropertyType.SUBSCRIPTION_IDENTIFIER_AVAILABLE.value(), 0));
        properties.add(new MqttProperties.IntegerProperty(MqttProperties.MqttPropertyType.SHARED_SUBSCRIPTION_AVAILABLE.value(), 0));
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

    void gone(Session session, String from, Pace pace) {
        connected.decrementAndGet();
        keeper.left(from);
        pace.leave();
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

    int mostBytes() {
        return settings.caps.bytes;
    }

    /** The port it listens on with TLS, or 0. */
    int tlsPort() {
        return tlsPort;
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
        if (settings.tls != null && tlsPort == 0) {
            return new State(false, tlsTrouble == null ? "等待以 TLS 监听" : tlsTrouble);
        }
        return ingest.open() ? new State(true, "监听 " + settings.host + ":" + port + (tlsPort == 0 ? "" : "，TLS " + settings.tls.host + ":" + tlsPort)) : new State(false, "已监听，但读数接收未就绪");
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
