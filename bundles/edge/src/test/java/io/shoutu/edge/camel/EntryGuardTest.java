package io.shoutu.edge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EntryGuardTest {
    private final Outside outside = new Outside();
    private final Wiring wiring = new Wiring(scheme -> scheme.equals("outside") ? Optional.of(new Components.Lease(outside, () -> { })) : Optional.empty(), Clock.systemUTC());
    private final List<Map<String, Object>> arrived = new ArrayList<>();

    @AfterEach
    void close() {
        wiring.close();
    }

    public static final class Bean {
        public String meant(String body) {
            return "meant";
        }

        public String never(String body) {
            return "never";
        }
    }

    /** What somebody outside would like Camel to do, with the names of the published attacks and more. */
    private static final List<String> ORDERS = List.of("CamelBeanMethodName", "CamelExecCommandExecutable", "CamelExecCommandArgs", "CamelFileName", "CamelHttpUri", "CamelHttpPath", "CamelToEndpoint",
            "CamelSqlQuery", "CamelJmsDestinationName", "CamelExecutable", "CamelCxfRsUsingHttpAPI", "CamelLanguageScript", "Camel", "org.apache.camel.BeanMethodName", "CamelMqttTopic");

    @Test
    void noOrderFromOutsideReachesARouteInAnySpelling() throws Exception {
        wiring.add("guest", "guest", getClass().getClassLoader(), new RouteBuilder() {
            @Override
            public void configure() {
                from("outside:door").routeId("guest.door").process(e -> arrived.add(new TreeMap<>(e.getMessage().getHeaders()))).to("direct:inner");
                from("direct:inner").routeId("guest.inner").bean(new Bean(), "meant");
            }
        });
        int sent = 0;
        for (String order : ORDERS) {
            for (String spelt : spellings(order)) {
                Map<String, Object> headers = new HashMap<>(Map.of(spelt, "never", "shoutu-kept", "yes"));
                Exchange exchange = outside.send(headers);
                sent++;
                assertThat(exchange.getException()).as(spelt).isNull();
                assertThat(arrived.remove(0)).as(spelt).containsExactlyEntriesOf(Map.of("shoutu-kept", "yes"));
            }
        }
        assertThat(sent).isGreaterThan(400);
    }

    @Test
    void theMethodOfABeanIsNotChosenByAHeader() throws Exception {
        wiring.add("guest", "guest", getClass().getClassLoader(), new RouteBuilder() {
            @Override
            public void configure() {
                from("outside:door").routeId("guest.door").bean(new Bean(), "meant");
            }
        });
        for (String spelt : spellings("CamelBeanMethodName")) {
            assertThat(outside.send(new HashMap<>(Map.of(spelt, "never"))).getMessage().getBody()).as(spelt).isEqualTo("meant");
        }
    }

    @Test
    void whatOneRouteTellsAnotherStays() throws Exception {
        wiring.add("guest", "guest", getClass().getClassLoader(), new RouteBuilder() {
            @Override
            public void configure() {
                from("outside:door").routeId("guest.door").setHeader("CamelFileName", constant("ours.txt")).to("direct:inner");
                from("direct:inner").routeId("guest.inner").process(e -> arrived.add(new TreeMap<>(e.getMessage().getHeaders())));
            }
        });
        outside.send(new HashMap<>());
        assertThat(arrived).containsExactly(Map.of("CamelFileName", "ours.txt"));
    }

    /** All 32 spellings of the first five letters where they are "camel", and a blank or two around the name. */
    private static List<String> spellings(String name) {
        List<String> all = new ArrayList<>(List.of(name, name.toLowerCase(java.util.Locale.ROOT), name.toUpperCase(java.util.Locale.ROOT), " " + name, "\t" + name, name + " "));
        for (int mask = 0; mask < 32; mask++) {
            StringBuilder spelt = new StringBuilder(name);
            for (int i = 0; i < Math.min(5, name.length()); i++) {
                char c = name.charAt(i);
                spelt.setCharAt(i, (mask >> i & 1) == 1 ? Character.toUpperCase(c) : Character.toLowerCase(c));
            }
            all.add(spelt.toString());
        }
        return all;
    }

    /** A component as a plugin might bring it: it hands on whatever headers a caller sent. */
    private static final class Outside extends DefaultComponent {
        private Processor processor;
        private Endpoint endpoint;

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            endpoint = new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Consumer createConsumer(Processor next) {
                    processor = next;
                    return new DefaultConsumer(this, next);
                }
            };
            return endpoint;
        }

        Exchange send(Map<String, Object> headers) throws Exception {
            Exchange exchange = endpoint.createExchange();
            exchange.getMessage().setHeaders(headers);
            exchange.getMessage().setBody("x");
            processor.process(exchange);
            return exchange;
        }
    }
}
