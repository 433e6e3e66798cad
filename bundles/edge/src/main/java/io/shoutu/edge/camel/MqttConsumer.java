package io.shoutu.edge.camel;

import io.shoutu.api.edge.Message;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from a broker (消息接收): two threads of its own, one that keeps the connection and one that hands batches to the route.
 *
 * <p>A message is acknowledged after its exchange; until then it is the broker's to keep. A batch is what has come while the
 * batch before was worked on, so there is no waiting for more. While a batch fails it is tried again and nothing new is taken
 * in beyond a bounded queue; when that stays full the connection is dropped rather than left hanging, and the broker keeps the rest.
 */
final class MqttConsumer extends DefaultConsumer implements MqttInlets.Inlet {
    private static final Logger log = LoggerFactory.getLogger(MqttConsumer.class);
    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 5_000;
    /** Shorter than the keep-alive, so that it is we who notice first. */
    private static final long FULL_MS = 10_000;
    private static final long IDLE_LOOK_MS = 250;
    private static final long CLOSE_MS = 2_000;

    private final MqttOptions options;
    private final MqttInlets inlets;
    private final Clock clock;
    private final ArrayBlockingQueue<Arrived> queue;
    private volatile boolean running;
    /** Outlives {@link #running} until the last batch is acknowledged. */
    private volatile boolean keeping;
    private CountDownLatch stopping;
    private Thread keeper;
    private Thread worker;
    private volatile Session session;
    private volatile long messages;
    private volatile long batches;
    private volatile long failures;
    private volatile long reconnects;

    /** A message and the connection it must be acknowledged on. */
    private record Arrived(Message message, int id, int qos, Session session) {}

    MqttConsumer(MqttEndpoint endpoint, Processor processor, MqttOptions options, MqttInlets inlets, Clock clock) {
        super(endpoint, processor);
        this.options = options;
        this.inlets = inlets;
        this.clock = clock;
        queue = new ArrayBlockingQueue<>(2 * options.batch());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        running = true;
        keeping = true;
        stopping = new CountDownLatch(1);
        inlets.opened(this);
        keeper = new Thread(this::keep, "shoutu-mqtt-" + options.name());
        worker = new Thread(this::work, "shoutu-mqtt-" + options.name() + "-work");
        worker.start();
        keeper.start();
    }

    /** Lets the batch at hand end and be acknowledged, then leaves; the broker keeps the session and what comes meanwhile. */
    @Override
    protected void doStop() throws Exception {
        running = false;
        stopping.countDown();
        worker.join();
        keeping = false;
        Session now = session;
        if (now != null) {
            now.broken.countDown();
        }
        keeper.join();
        queue.clear();
        inlets.closed(this);
        super.doStop();
    }

    @Override
    public MqttInlets.Figures figures() {
        Session now = session;
        return new MqttInlets.Figures(options.name(), now != null && now.subscribed, messages, batches, failures, reconnects,
                now == null ? 0 : (System.nanoTime() - now.progress) / 1e9);
    }

    // ---- the connection ------------------------------------------------------------------------------------------

    private void keep() {
        long pause = FIRST_PAUSE_MS;
        boolean told = false;
        boolean before = false;
        while (running) {
            Session fresh = null;
            try {
                fresh = new Session();
                fresh.open();
                session = fresh;
                if (before) {
                    reconnects++;
                }
                before = true;
                told = false;
                pause = FIRST_PAUSE_MS;
                log.info("mqtt:{} subscribed to {} at {}", options.name(), options.topics(), options.url());
                String why = fresh.watch();
                if (running) {
                    log.warn("mqtt:{} connects anew: {}", options.name(), why);
                }
            } catch (MqttException | RuntimeException | Error e) {
                if (!told) {
                    log.warn("mqtt:{} cannot subscribe at {} and keeps trying: {}", options.name(), options.url(), e.toString());
                } else {
                    log.debug("mqtt:{} still cannot subscribe at {}", options.name(), options.url(), e);
                }
                told = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                session = null;
                if (fresh != null) {
                    fresh.close();
                }
            }
            rest(pause);
            pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
            awaitRoom();
        }
    }

    /** After a full queue: connecting before the route has worked it off would only fill it again. */
    private void awaitRoom() {
        while (running && queue.size() > options.batch()) {
            rest(FIRST_PAUSE_MS);
        }
    }

    /** A pause that ends at once when the route stops. */
    private void rest(long millis) {
        try {
            stopping.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /** One connection from CONNECT to its end. A new Paho client each time: an old one carries its state along. */
    private final class Session implements MqttCallback {
        private final MqttAsyncClient client;
        private final CountDownLatch broken = new CountDownLatch(1);
        private volatile String why = "connection lost";
        private volatile long progress = System.nanoTime();
        private volatile boolean subscribed;
        private volatile boolean over;
        private volatile long arrived;

        Session() throws MqttException {
            client = new MqttAsyncClient(options.url(), options.clientId(), new MemoryPersistence());
            client.setManualAcks(true);
            client.setCallback(this);
        }

        void open() throws MqttException {
            client.connect(options.connect(false)).waitForCompletion(TimeUnit.SECONDS.toMillis(15));
            String[] filters = options.filters();
            int[] qos = new int[filters.length];
            java.util.Arrays.fill(qos, options.qos());
            // Also where the broker remembers the session: it may have forgotten it, or been given another list.
            IMqttToken token = client.subscribe(filters, qos);
            token.waitForCompletion(TimeUnit.SECONDS.toMillis(15));
            int[] granted = token.getGrantedQos();
            for (int i = 0; i < granted.length; i++) {
                if (granted[i] > 2) {
                    throw new IllegalStateException("the broker refuses the subscription to " + filters[i]);
                }
            }
            subscribed = true;
            progress = System.nanoTime();
        }

        /** Returns why the connection is of no more use. {@code isConnected()} is believed only where it says no. */
        String watch() throws InterruptedException {
            long watch = options.watch().toNanos();
            long look = Math.max(50, Math.min(1_000, options.watch().toMillis() / 4));
            long seen = arrived;
            while (keeping) {
                if (broken.await(look, TimeUnit.MILLISECONDS)) {
                    return why;
                }
                if (!client.isConnected()) {
                    return "no longer connected";
                }
                if (arrived != seen) {
                    seen = arrived;
                    progress = System.nanoTime();
                } else if (System.nanoTime() - progress >= watch) {
                    if (!roundTrip()) {
                        return "no message for " + options.watch().toSeconds() + " s and no answer to a round trip";
                    }
                    progress = System.nanoTime();
                }
            }
            return "stopping";
        }

        /** Unsubscribing from what was never subscribed to must be answered by every broker, needs no rights and changes nothing. */
        private boolean roundTrip() {
            try {
                client.unsubscribe("shoutu/round-trip/" + options.clientId()).waitForCompletion(Math.max(1_000, options.watch().toMillis() / 3));
                return true;
            } catch (MqttException e) {
                log.debug("mqtt:{} round trip not answered", options.name(), e);
                return false;
            }
        }

        void close() {
            over = true;
            subscribed = false;
            try {
                if (client.isConnected()) {
                    // With a little time, for acknowledgements still on their way out.
                    client.disconnect(running ? 0 : CLOSE_MS / 4).waitForCompletion(CLOSE_MS);
                }
            } catch (MqttException e) {
                log.debug("mqtt:{} could not take leave", options.name(), e);
            }
            try {
                client.disconnectForcibly(0, 1, false);
            } catch (MqttException e) {
                log.debug("mqtt:{} was disconnected already", options.name(), e);
            }
            try {
                client.close(true);
            } catch (MqttException e) {
                log.warn("mqtt:{} could not close its client", options.name(), e);
            }
        }

        private void give(String reason) {
            over = true;
            why = reason;
            broken.countDown();
        }

        @Override
        public void connectionLost(Throwable cause) {
            give("connection lost: " + cause);
        }

        /** On Paho's thread: whatever is thrown here would end the connection, so nothing is. */
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            try {
                arrived++;
                if (over) {
                    return;
                }
                Arrived one = new Arrived(new Message(topic, message.getPayload(), clock.instant()), message.getId(), message.getQos(), this);
                if (!queue.offer(one) && !queue.offer(one, FULL_MS, TimeUnit.MILLISECONDS)) {
                    give("the route has not taken a batch for " + FULL_MS / 1_000 + " s");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                give("interrupted");
            } catch (RuntimeException | Error e) {
                log.error("mqtt:{} could not take a message from {}", options.name(), topic, e);
                give("fault while taking a message: " + e);
            }
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // Nothing is sent on this connection.
        }
    }

    // ---- the batches ---------------------------------------------------------------------------------------------

    private void work() {
        List<Arrived> batch = new ArrayList<>(options.batch());
        while (running) {
            try {
                Arrived first = queue.poll(IDLE_LOOK_MS, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                queue.drainTo(batch, options.batch() - 1);
                deliver(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                log.error("mqtt:{} could not work on a batch", options.name(), e);
            } finally {
                batch.clear();
            }
        }
    }

    /** Tries one batch until it succeeds or the connection it came on is gone, for then the broker sends it again. */
    private void deliver(List<Arrived> batch) {
        long pause = FIRST_PAUSE_MS;
        while (running) {
            batch.removeIf(a -> a.qos() > 0 && a.session().over);
            if (batch.isEmpty()) {
                return;
            }
            Exception failure = exchange(batch);
            if (failure == null) {
                acknowledge(batch);
                batches++;
                messages += batch.size();
                return;
            }
            failures++;
            if (pause == FIRST_PAUSE_MS) {
                log.warn("mqtt:{} a batch of {} failed and is tried again until it succeeds", options.name(), batch.size(), failure);
            } else {
                log.warn("mqtt:{} the batch of {} failed again, next try in {} ms: {}", options.name(), batch.size(), pause, failure.toString());
            }
            rest(pause);
            pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
        }
    }

    private Exception exchange(List<Arrived> batch) {
        List<Message> body = new ArrayList<>(batch.size());
        for (Arrived arrived : batch) {
            body.add(arrived.message());
        }
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(body);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                return exchange.getException();
            }
            return exchange.isRollbackOnly() ? new IllegalStateException("marked for rollback") : null;
        } catch (Exception e) {
            return e;
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private void acknowledge(List<Arrived> batch) {
        for (Arrived arrived : batch) {
            // On another connection the number means another message; there the broker sends this one again anyway.
            if (arrived.qos() > 0 && !arrived.session().over) {
                try {
                    arrived.session().client.messageArrivedComplete(arrived.id(), arrived.qos());
                } catch (MqttException e) {
                    log.debug("mqtt:{} acknowledgement came too late, the broker sends the rest again", options.name(), e);
                    return;
                }
            }
        }
    }
}
