package io.shoutu.edge.camel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;

/**
 * What an {@code mqtt:} endpoint says about its connection (连接参数).
 *
 * @param name of the endpoint, unique per broker and house
 * @param topics filters to subscribe to; empty for one that only sends
 * @param topic where to send to, or null
 * @param clientId stable over restarts, because the broker keeps the session under it
 * @param password or null
 * @param secretFile file whose first line is the password, read at every connect, or null
 * @param batch most messages in one exchange
 * @param share group of a shared subscription, or null
 * @param window most messages sent and not yet acknowledged
 * @param watch after so long without any sign of progress a round trip is asked for, and without an answer the connection is made anew
 * @param authorities file in PEM of those who vouch for a broker behind {@code ssl://}, or null for those Java trusts
 */
record MqttOptions(String name, String url, List<String> topics, String topic, int qos, boolean retained, String clientId, String username,
        String password, String secretFile, int batch, String share, int window, Duration watch, String authorities) {

    /** Seconds after which Paho itself pings. */
    static final int KEEP_ALIVE = 30;
    private static final int CONNECT_SECONDS = 10;

    MqttOptions {
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException("mqtt:" + name + " needs url=tcp://host:1883");
        }
        if (qos < 0 || qos > 2) {
            throw new IllegalArgumentException("mqtt:" + name + " says qos=" + qos + "; it is 0, 1 or 2");
        }
        if (username == null && (password != null || secretFile != null)) {
            throw new IllegalArgumentException("mqtt:" + name + " has a secret but no username");
        }
        topics = List.copyOf(topics);
        batch = Math.max(1, batch);
        window = Math.max(1, window);
    }

    /** The filters as they are subscribed to. */
    String[] filters() {
        return topics.stream().map(t -> share == null ? t : "$share/" + share + "/" + t).toArray(String[]::new);
    }

    MqttConnectOptions connect(boolean cleanSession) {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(cleanSession);
        // Paho's own reconnect has been seen to stand still while isConnected() said true: we reconnect ourselves, with a new client.
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(KEEP_ALIVE);
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setMaxInflight(Math.max(window, batch) + 10);
        if (authorities != null && url.startsWith("ssl:")) {
            options.setSocketFactory(trusting(Path.of(authorities)));
        } else if (url.startsWith("tcp:")) {
            options.setSocketFactory(new BufferedSockets());
        }
        if (username != null) {
            options.setUserName(username);
            options.setPassword(secret().toCharArray());
        }
        return options;
    }

    /** Read at every connect, so that a renewed file works without a restart. */
    private SSLSocketFactory trusting(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("authority-" + number++, certificate);
            }
            if (number == 0) {
                throw new IllegalStateException("no certificate of an authority of mqtt:" + name + " in " + file);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException e) {
            throw new UncheckedIOException("the authorities of mqtt:" + name + " cannot be read from " + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the authorities of mqtt:" + name + " in " + file + " cannot be used", e);
        }
    }

    private String secret() {
        if (secretFile == null) {
            return password == null ? "" : password;
        }
        try {
            return Files.readString(Path.of(secretFile), StandardCharsets.UTF_8).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the secret of mqtt:" + name + " cannot be read from " + secretFile, e);
        }
    }
}
