package io.shoutu.edge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.edge.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The component mqtt: against a real mosquitto. */
class MqttBrokerTest {
    @TempDir
    Path folder;
    private Mosquitto broker;
    private final MqttInlets inlets = new MqttInlets();
    private Wiring wiring;

    @BeforeEach
    void open() throws IOException {
        broker = new Mosquitto(folder);
        wiring = new Wiring(scheme -> scheme.equals("mqtt") ? Optional.of(new Components.Lease(new MqttComponent(inlets, Clock.systemUTC()), () -> { })) : Optional.empty(), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        wiring.close();
        broker.close();
    }

    private RouteBuilder hear(String options, Processor processor) {
        RouteBuilder builder = new RouteBuilder() {
            @Override
            public void configure() {
                from("mqtt:county?url=" + broker.url() + "&topics=t/%23&" + options).routeId("sensor.county").process(processor);
            }
        };
        wiring.add("sensor", "sensor", getClass().getClassLoader(), builder);
        assertThat(wiring.troubles()).isEmpty();
        Eventually.is("the inlet is subscribed", () -> inlets.state().ready());
        return builder;
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(org.apache.camel.Exchange exchange) {
        List<String> out = new ArrayList<>();
        ((List<Message>) exchange.getMessage().getBody(List.class)).forEach(m -> out.add(new String(m.payload(), StandardCharsets.UTF_8)));
        return out;
    }

    private void publish(int from, int to) throws Exception {
        RouteBuilder out = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:out").routeId("demo.out").to("mqtt:feed?url=" + broker.url() + "&topic=t/x&window=200&clientId=feed");
            }
        };
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.disableJMX();
            context.addComponent("mqtt", new MqttComponent(new MqttInlets(), Clock.systemUTC()));
            context.start();
            context.addRoutes(out);
            List<String> batch = new ArrayList<>();
            for (int i = from; i < to; i++) {
                batch.add("m" + i);
            }
            context.createProducerTemplate().sendBody("direct:out", batch);
        }
    }

    @Test
    void twentyThousandMessagesArriveOnceEachInOrderAndInBatches() throws Exception {
        List<String> heard = new ArrayList<>();
        AtomicInteger exchanges = new AtomicInteger();
        hear("batch=1000", exchange -> {
            exchanges.incrementAndGet();
            synchronized (heard) {
                heard.addAll(texts(exchange));
            }
        });
        publish(0, 20_000);
        Eventually.is("20000 messages heard", () -> {
            synchronized (heard) {
                return heard.size() >= 20_000;
            }
        });
        assertThat(heard).hasSize(20_000).doesNotHaveDuplicates();
        assertThat(heard.get(0)).isEqualTo("m0");
        assertThat(heard.get(19_999)).isEqualTo("m19999");
        assertThat(exchanges.get()).isLessThan(20_000);
        Eventually.is("all counted as acknowledged", () -> metric("shoutu_mqtt_inlet_messages_total") == 20_000);
    }

    @Test
    void batchThatFailedIsTriedAgainAndOnlyThenAcknowledged() throws Exception {
        ConcurrentLinkedQueue<String> tried = new ConcurrentLinkedQueue<>();
        AtomicInteger failing = new AtomicInteger(3);
        ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
        hear("batch=10", exchange -> {
            tried.addAll(texts(exchange));
            if (failing.getAndDecrement() > 0) {
                throw new IllegalStateException("the store is away");
            }
            done.addAll(texts(exchange));
        });
        publish(0, 1);
        Eventually.is("the message is done", () -> done.contains("m0"));
        assertThat(tried).containsExactly("m0", "m0", "m0", "m0");
        Eventually.is("failures are counted", () -> metric("shoutu_mqtt_inlet_failures_total") == 3);
    }

    @Test
    void whatWasNotAcknowledgedComesAgainAfterTheRouteWasStopped() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
        AtomicInteger tries = new AtomicInteger();
        hear("batch=10", exchange -> {
            tries.incrementAndGet();
            if (broken.get()) {
                throw new IllegalStateException("the store is away");
            }
            done.addAll(texts(exchange));
        });
        publish(0, 100);
        Eventually.is("it was tried", () -> tries.get() > 0);
        wiring.stop("sensor.county");
        publish(100, 150);
        broken.set(false);
        assertThat(done).isEmpty();
        wiring.start("sensor.county");
        Eventually.is("all 150 are heard", () -> new java.util.HashSet<>(done).size() == 150);
        assertThat(done).doesNotHaveDuplicates();
    }

    @Test
    void brokerThatDiesAndComesBackLosesNothing() throws Exception {
        Map<String, Integer> done = new ConcurrentHashMap<>();
        hear("batch=100", exchange -> texts(exchange).forEach(t -> done.merge(t, 1, Integer::sum)));
        publish(0, 2_000);
        Eventually.is("the first are heard", () -> done.size() == 2_000);
        broker.kill();
        Eventually.is("the inlet says it is not subscribed", () -> !inlets.state().ready());
        broker.start();
        Eventually.is("the inlet is subscribed again", () -> inlets.state().ready());
        publish(2_000, 4_000);
        Eventually.is("the others are heard", () -> done.size() == 4_000);
        assertThat(metric("shoutu_mqtt_inlet_reconnects_total")).isEqualTo(1);
    }

    @Test
    void connectionTakenAwayInTheMiddleOfTheFlowLosesNothing() throws Exception {
        Map<String, Integer> done = new ConcurrentHashMap<>();
        hear("batch=50", exchange -> texts(exchange).forEach(t -> done.merge(t, 1, Integer::sum)));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread sender = new Thread(() -> {
            try {
                publish(0, 20_000);
            } catch (Exception e) {
                failure.set(e);
            }
        });
        sender.start();
        for (int i = 1; i <= 3; i++) {
            int enough = i * 3_000;
            Eventually.is("the flow has reached " + enough, () -> done.size() >= enough);
            // A second client of the same name: the broker closes the first one's connection.
            MqttConnectOptions options = new MqttConnectOptions();
            options.setCleanSession(false);
            MqttClient thief = new MqttClient(broker.url(), "shoutu-county", new MemoryPersistence());
            thief.connect(options);
            thief.disconnectForcibly(0, 100);
            thief.close();
            Eventually.is("the inlet is back", () -> inlets.state().ready());
        }
        Eventually.is("all 20000 are heard", () -> done.size() == 20_000);
        sender.join();
        assertThat(failure.get()).isNull();
    }

    @Test
    void silenceIsAnsweredByARoundTripAndADeadConnectionIsNoticedWithoutBeingTold() throws Exception {
        Map<String, Integer> done = new ConcurrentHashMap<>();
        hear("watch=2", exchange -> texts(exchange).forEach(t -> done.merge(t, 1, Integer::sum)));
        Eventually.is("quiet for over two seconds", () -> metric("shoutu_mqtt_inlet_idle_seconds") > 1.9);
        Eventually.is("the round trip counts as progress", () -> metric("shoutu_mqtt_inlet_idle_seconds") < 1);
        assertThat(metric("shoutu_mqtt_inlet_reconnects_total")).isZero();

        broker.freeze();
        Eventually.is("the dead connection is given up", () -> !inlets.state().ready());
        broker.thaw();
        Eventually.is("the inlet is subscribed again", () -> inlets.state().ready());
        publish(0, 10);
        Eventually.is("messages come again", () -> done.size() == 10);
    }

    @Test
    void routeThatTakesNothingFillsABoundedQueueAndTheRestStaysAtTheBroker() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        Map<String, Integer> done = new ConcurrentHashMap<>();
        hear("batch=10", exchange -> {
            if (broken.get()) {
                throw new IllegalStateException("the store is away");
            }
            texts(exchange).forEach(t -> done.merge(t, 1, Integer::sum));
        });
        publish(0, 3_000);
        Eventually.is("the full queue makes the inlet let go", () -> !inlets.state().ready());
        broken.set(false);
        Eventually.is("all are heard in the end", () -> done.size() == 3_000);
    }

    @Test
    void aSharedSubscriptionGivesEachMessageToOneOfTwoHouses() throws Exception {
        Map<String, Integer> done = new ConcurrentHashMap<>();
        Processor count = exchange -> texts(exchange).forEach(t -> done.merge(t, 1, Integer::sum));
        hear("share=houses&clientId=house-1", count);
        Wiring second = new Wiring(wiring.components(), Clock.systemUTC());
        second.add("sensor", "sensor", getClass().getClassLoader(), new RouteBuilder() {
            @Override
            public void configure() {
                from("mqtt:county2?url=" + broker.url() + "&topics=t/%23&share=houses&clientId=house-2").routeId("sensor.county").process(count);
            }
        });
        Eventually.is("both are subscribed", () -> inlets.metrics().stream().filter(m -> m.name().equals("shoutu_mqtt_inlet_connected") && m.value() == 1).count() == 2);
        publish(0, 500);
        Eventually.is("all are heard", () -> done.size() == 500);
        assertThat(done.values()).containsOnly(1);
        second.close();
    }

    @Test
    void secretIsReadFromAFileAndAWrongOneIsRetriedNotForgotten(@TempDir Path other) throws Exception {
        broker.close();
        Path passwords = other.resolve("passwords");
        Files.writeString(passwords, "county:plain\n");
        new ProcessBuilder("mosquitto_passwd", "-U", passwords.toString()).start().waitFor();
        Files.writeString(other.resolve("secret"), "wrong\n");
        broker = new Mosquitto(other, "password_file " + passwords);
        Path configuration = other.resolve("mosquitto.conf");
        broker.kill();
        Files.writeString(configuration, Files.readString(configuration).replace("allow_anonymous true", "allow_anonymous false"));
        broker.start();
        wiring.add("sensor", "sensor", getClass().getClassLoader(), new RouteBuilder() {
            @Override
            public void configure() {
                from("mqtt:county?url=" + broker.url() + "&topics=t/%23&username=county&secretFile=" + other.resolve("secret")).routeId("sensor.county").log("x");
            }
        });
        assertThat(inlets.state().ready()).isFalse();
        Files.writeString(other.resolve("secret"), "plain\n");
        Eventually.is("subscribed with the right secret", () -> inlets.state().ready());
    }

    private double metric(String name) {
        Map<String, Double> all = new HashMap<>();
        inlets.metrics().forEach(m -> all.put(m.name(), m.value()));
        return all.get(name);
    }

    @Test
    void senderFailsTheExchangeWhenTheBrokerIsAwayAndSendsAgainWhenItIsBack() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.disableJMX();
            context.addComponent("mqtt", new MqttComponent(new MqttInlets(), Clock.systemUTC()));
            context.start();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:out").to("mqtt:feed?url=" + broker.url() + "&topic=t/x&clientId=feed");
                }
            });
            List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
            hear("batch=10", exchange -> heard.addAll(texts(exchange)));
            context.createProducerTemplate().sendBody("direct:out", "text");
            context.createProducerTemplate().sendBody("direct:out", List.of(new Message("t/y", "other".getBytes(StandardCharsets.UTF_8), Instant.EPOCH)));
            // A killed broker forgets what it has not handed on.
            Eventually.is("the first two are heard", () -> new java.util.HashSet<>(heard).size() == 2);
            broker.kill();
            assertThat(context.createProducerTemplate().send("direct:out", e -> e.getMessage().setBody("lost")).getException()).isNotNull();
            broker.start();
            Eventually.is("the inlet is back", () -> inlets.state().ready());
            context.createProducerTemplate().sendBody("direct:out", "again");
            Eventually.is("the three that were acknowledged are heard", () -> new java.util.HashSet<>(heard).size() == 3);
            assertThat(heard).contains("text", "other", "again").doesNotContain("lost");
        }
    }
}
