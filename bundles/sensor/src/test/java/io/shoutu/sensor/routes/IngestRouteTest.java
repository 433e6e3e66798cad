package io.shoutu.sensor.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.edge.Message;
import io.shoutu.sensor.Arrival;
import io.shoutu.sensor.Station;
import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.Reason;
import io.shoutu.sensor.domain.Series;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.junit.jupiter.api.Test;

class IngestRouteTest {

    @Test
    void stoppedRouteLetsReadingsWaitAndLosesNone() throws Exception {
        try (Station station = new Station(); DefaultCamelContext camel = new DefaultCamelContext(false)) {
            station.known.device("AL-0001");
            Series temperature = station.known.series("AL-0001", "temperature");
            camel.disableJMX();
            camel.start();
            IngestRoute route = new IngestRoute(station.ingest);
            camel.addRoutes(route);
            assertThat(station.send("AL-0001", "temperature", station.now(), 1).stored()).isEqualTo(1);
            camel.getRouteController().stopRoute("sensor.ingest");
            CompletableFuture<Arrival> waiting = CompletableFuture.supplyAsync(() -> station.send("AL-0001", "temperature", station.now() + 1, 2));
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (station.ingest.state().ready()) {
                assertThat(System.nanoTime()).as("waited in vain for the ingest to notice").isLessThan(until);
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(station.ingest.state().text()).contains("sensor.ingest 已停止");
            assertThat(waiting).isNotDone();
            camel.getRouteController().startRoute("sensor.ingest");
            assertThat(waiting.get(60, TimeUnit.SECONDS).stored()).isEqualTo(1);
            assertThat(station.history.latest(temperature).value()).isEqualTo(2);
            route.close();
            assertThat(station.ingest.open()).isFalse();
        }
    }

    @Test
    void messagesOfABrokerAreStoredOrParkedUnderTheDeviceOfTheirTopic() {
        try (Station station = new Station()) {
            station.known.device("AL-0001");
            Series temperature = station.known.series("AL-0001", "temperature");
            BrokerRoute route = new BrokerRoute(station.ingest, station.known.catalogue, station.formats, broker());
            byte[] payload = "{\"values\":{\"temperature\":7}}".getBytes(StandardCharsets.UTF_8);
            route.take(List.of(new Message("shoutu/v1/AL-0001/readings", payload, station.house.clock().instant()),
                    new Message("shoutu/v1/AL-0404/readings", payload, station.house.clock().instant()),
                    new Message("elsewhere", payload, station.house.clock().instant())));
            assertThat(station.history.latest(temperature).value()).isEqualTo(7);
            assertThat(station.parked.list(null, null, null, 10).items()).extracting(Parked::device).containsExactly("elsewhere", "AL-0404");
            assertThat(station.parked.list(Reason.UNKNOWN_DEVICE, "AL-0404", null, 10).items()).singleElement()
                    .satisfies(item -> assertThat(item.payload()).isEqualTo(payload));
        }
    }

    @Test
    void wildcardsOfTheTopicReachTheBrokerAsTheyWereWritten() throws Exception {
        Map<String, Object> heard = new HashMap<>();
        try (Station station = new Station(); DefaultCamelContext camel = new DefaultCamelContext(false)) {
            camel.disableJMX();
            camel.addComponent("mqtt", new DefaultComponent() {
                @Override
                protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
                    heard.putAll(parameters);
                    parameters.clear();
                    return getCamelContext().getEndpoint("direct:" + remaining);
                }
            });
            camel.start();
            camel.addRoutes(new BrokerRoute(station.ingest, station.known.catalogue, station.formats, broker()));
            assertThat(heard).containsEntry("topics", "shoutu/v1/+/readings,other/#").containsEntry("username", "a+b c&d=e%").containsEntry("url", "tcp://127.0.0.1:1");
        }
    }

    private static BrokerRoute.Broker broker() {
        return new BrokerRoute.Broker() {
            @Override
            public String name() {
                return "county";
            }

            @Override
            public String url() {
                return "tcp://127.0.0.1:1";
            }

            @Override
            public String username() {
                return "a+b c&d=e%";
            }

            @Override
            public String passwordFile() {
                return "";
            }

            @Override
            public String authorities() {
                return "";
            }

            @Override
            public String topic() {
                return "shoutu/v1/+/readings,other/#";
            }

            @Override
            public String share() {
                return "";
            }

            @Override
            public int batch() {
                return 500;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return BrokerRoute.Broker.class;
            }
        };
    }
}
