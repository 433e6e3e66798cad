package io.shoutu.notices.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.notices.FactHearing;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.Test;

class NoticeRoutesTest {
    @Test
    void alarmsHazardsAndDuesAreHeard() throws Exception {
        Map<String, String> heard = new TreeMap<>();
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addComponent("journal", new DefaultComponent() {
                @Override
                protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
                    heard.put(name, getAndRemoveParameter(parameters, "facts", String.class));
                    return new DefaultEndpoint(uri, this) {
                        @Override
                        public Consumer createConsumer(Processor processor) {
                            return new DefaultConsumer(this, processor);
                        }

                        @Override
                        public Producer createProducer() {
                            throw new UnsupportedOperationException("journal: is heard, not sent to");
                        }
                    };
                }
            });
            camel.addRoutes(new NoticeRoutes(new FactHearing(null, null, null, "", "", "", "", "", null), due -> {}));
            camel.start();
            assertThat(camel.getRoutes()).extracting(r -> r.getId()).containsExactly("notices.from-alarm", "notices.settle-alarm", "notices.from-alarm-review", "notices.from-hazard", "notices.from-supervision", "notices.escalation");
        }
        assertThat(heard).isEqualTo(Map.of("from-alarm", "sensor.alarm-raised,sensor.alarm-realarmed,sensor.alarm-escalated", "settle-alarm", "sensor.alarm-acknowledged", "from-alarm-review", "sensor.alarms-reviewed", "from-hazard", "hazard.overdue,hazard.reminded",
                "from-supervision", "supervision.issued,supervision.listed,supervision.reminded,supervision.overdue,supervision.rejected", "escalation", "time.due"));
    }
}
