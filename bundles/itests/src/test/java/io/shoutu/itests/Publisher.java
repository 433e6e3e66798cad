package io.shoutu.itests;

import java.nio.charset.StandardCharsets;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A device (设备) of a story: publishes over MQTT with QoS 1 and waits for the acknowledgement. */
public final class Publisher implements AutoCloseable {
    private final MqttAsyncClient client;
    private final String device;

    public Publisher(Platform platform, String device, String secret) throws MqttException {
        this(platform, device, device, secret);
    }

    public Publisher(Platform platform, String clientId, String device, String secret) throws MqttException {
        this.device = device;
        client = new MqttAsyncClient("tcp://127.0.0.1:" + platform.mqtt, clientId, new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName(device);
        options.setPassword(secret.toCharArray());
        // Paho lets waitForCompletion return before it counts the delivery as done (eclipse-paho/paho.mqtt.java#551): on a busy machine its count lags behind
        // by any number. A story keeps its own window of tokens; Paho's is as wide as packet identifiers allow.
        options.setMaxInflight(65_535);
        options.setConnectionTimeout(30);
        client.connect(options).waitForCompletion(30_000);
    }

    /** Publishes and waits until the platform has it stored. */
    public void send(String payload) throws MqttException {
        publish("shoutu/v1/" + device + "/readings", payload).waitForCompletion(30_000);
    }

    public void send(long ts, String point, double value) throws MqttException {
        send("{\"ts\":" + ts + ",\"values\":{\"" + point + "\":" + value + "}}");
    }

    /** Publishes without waiting. */
    public IMqttDeliveryToken publish(String topic, String payload) throws MqttException {
        return publish(topic, payload.getBytes(StandardCharsets.UTF_8));
    }

    public IMqttDeliveryToken publish(String topic, byte[] payload) throws MqttException {
        return client.publish(topic, payload, 1, false);
    }

    public boolean connected() {
        return client.isConnected();
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnectForcibly(100, 100, false);
        }
        client.close(true);
    }

    /** Whether the acknowledgement of this delivery has come. */
    public static boolean acknowledged(IMqttDeliveryToken token) {
        return token.isComplete() && ((MqttDeliveryToken) token).getException() == null;
    }
}
