package io.shoutu.edge.camel;

import io.shoutu.api.edge.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to a broker (消息发送): an exchange succeeds only when everything in it has been acknowledged.
 *
 * <p>The body is bytes, text, one {@link Message} or a list of them, a message's own topic going before the endpoint's. Connects at the first exchange
 * and again at the next after a failure; whoever sends decides whether to try again. The thread that sends waits for the answer.
 */
final class MqttProducer extends DefaultProducer {
    private static final Logger log = LoggerFactory.getLogger(MqttProducer.class);
    /** Header that goes before the endpoint's topic. */
    static final String TOPIC = "ShoutuTopic";
    private static final long ANSWER_MS = 30_000;

    private final MqttOptions options;
    private final Semaphore window;
    private MqttAsyncClient client;

    MqttProducer(MqttEndpoint endpoint, MqttOptions options) {
        super(endpoint);
        this.options = options;
        window = new Semaphore(options.window());
    }

    /** One thing to send. */
    private record Letter(String topic, byte[] payload) {}

    @Override
    public void process(Exchange exchange) throws Exception {
        List<Letter> letters = letters(exchange);
        MqttAsyncClient to = connected();
        CountDownLatch open = new CountDownLatch(letters.size());
        AtomicReference<Throwable> failure = new AtomicReference<>();
        IMqttActionListener answered = new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                window.release();
                open.countDown();
            }

            @Override
            public void onFailure(IMqttToken token, Throwable cause) {
                failure.compareAndSet(null, cause == null ? new MqttException(MqttException.REASON_CODE_CONNECTION_LOST) : cause);
                window.release();
                open.countDown();
            }
        };
        for (Letter letter : letters) {
            if (failure.get() != null) {
                break;
            }
            if (!window.tryAcquire(ANSWER_MS, TimeUnit.MILLISECONDS)) {
                leave(to);
                throw new TimeoutException("mqtt:" + options.name() + " got no acknowledgement for " + ANSWER_MS / 1_000 + " s");
            }
            boolean handed = false;
            try {
                to.publish(letter.topic(), letter.payload(), options.qos(), options.retained(), null, answered);
                handed = true;
            } finally {
                if (!handed) {
                    window.release();
                }
            }
        }
        if (failure.get() == null && !open.await(ANSWER_MS, TimeUnit.MILLISECONDS)) {
            leave(to);
            throw new TimeoutException("mqtt:" + options.name() + " got no acknowledgement for " + ANSWER_MS / 1_000 + " s");
        }
        if (failure.get() != null) {
            throw new IllegalStateException("mqtt:" + options.name() + " could not send: " + failure.get().getMessage(), failure.get());
        }
    }

    private List<Letter> letters(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        String topic = exchange.getMessage().getHeader(TOPIC, options.topic(), String.class);
        List<Letter> letters = new ArrayList<>();
        for (Object one : body instanceof List<?> many ? many : java.util.Collections.singletonList(body)) {
            if (one instanceof Message message) {
                letters.add(new Letter(message.topic(), message.payload()));
            } else if (topic == null) {
                throw new IllegalArgumentException("mqtt:" + options.name() + " has no topic to send to: topic=… or header " + TOPIC);
            } else if (one instanceof byte[] bytes) {
                letters.add(new Letter(topic, bytes));
            } else if (one instanceof String text) {
                letters.add(new Letter(topic, text.getBytes(StandardCharsets.UTF_8)));
            } else {
                throw new IllegalArgumentException("mqtt:" + options.name() + " sends bytes, text or Message, not " + (one == null ? "nothing" : one.getClass().getName()));
            }
        }
        return letters;
    }

    private synchronized MqttAsyncClient connected() throws MqttException {
        if (client != null && client.isConnected()) {
            return client;
        }
        if (client != null) {
            leave(client);
        }
        MqttAsyncClient fresh = new MqttAsyncClient(options.url(), options.clientId(), new MemoryPersistence());
        boolean done = false;
        try {
            fresh.connect(options.connect(true)).waitForCompletion(TimeUnit.SECONDS.toMillis(15));
            done = true;
        } finally {
            if (!done) {
                leave(fresh);
            }
        }
        client = fresh;
        return fresh;
    }

    private synchronized void leave(MqttAsyncClient leaving) {
        if (client == leaving) {
            client = null;
        }
        try {
            leaving.disconnectForcibly(0, 500, leaving.isConnected());
        } catch (MqttException e) {
            log.debug("mqtt:{} was disconnected already", options.name(), e);
        }
        try {
            leaving.close(true);
        } catch (MqttException e) {
            log.warn("mqtt:{} could not close its client", options.name(), e);
        }
    }

    @Override
    protected void doStop() throws Exception {
        MqttAsyncClient leaving;
        synchronized (this) {
            leaving = client;
        }
        if (leaving != null) {
            leave(leaving);
        }
        super.doStop();
    }
}
