package io.shoutu.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** The measure of all: a Paho client that subscribes with QoS 1 and only counts. Arguments: url topic messages. */
public final class Counter {
    private Counter() {}

    public static void main(String[] args) throws Exception {
        long messages = Long.parseLong(args[2]);
        AtomicLong count = new AtomicLong();
        CountDownLatch done = new CountDownLatch(1);
        MqttAsyncClient client = new MqttAsyncClient(args[0], "bench-counter", new MemoryPersistence());
        client.setCallback(new MqttCallback() {
            @Override
            public void connectionLost(Throwable cause) {
                System.err.println("counter: " + cause);
                System.exit(3);
            }

            @Override
            public void messageArrived(String topic, MqttMessage message) {
                if (count.incrementAndGet() == messages) {
                    done.countDown();
                }
            }

            @Override
            public void deliveryComplete(IMqttDeliveryToken token) {
                throw new IllegalStateException("a counter publishes nothing");
            }
        });
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMaxInflight(65535);
        client.connect(options).waitForCompletion();
        client.subscribe(args[1], 1).waitForCompletion();
        System.out.println("subscribed");
        done.await();
        System.out.println("end=" + System.currentTimeMillis());
        client.disconnectForcibly(100, 100);
        System.exit(0);
    }
}
