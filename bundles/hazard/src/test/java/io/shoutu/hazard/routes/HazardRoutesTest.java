package io.shoutu.hazard.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.hazard.AlarmHearing;
import io.shoutu.hazard.DeadlineHearing;
import io.shoutu.hazard.RiskHearing;
import io.shoutu.hazard.HazardRules;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.Test;

/** The wiring in a plain Camel context, with a journal that only notes who listens to what. */
class HazardRoutesTest {
    /** Nothing is heard here, so nobody needs a house. */
    private static final HazardRules RULES = new HazardRules("HIGH", 2, "7,3,1", 3);
    private static HazardRoutes routes() {
        return new HazardRoutes(new AlarmHearing(null, null, null, RULES, null),
            new DeadlineHearing(null, null, null, RULES, null, null), new RiskHearing(null, null, null, null, RULES, null, null));
    }

    @Test
    void theRoomHearsAlarmsMorningsAndDeadlines() throws Exception {
        FakeJournal journal = new FakeJournal();
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addComponent("journal", journal);
            camel.addRoutes(routes());
            camel.start();
            assertThat(camel.getRoutes()).extracting(r -> r.getId()).containsExactly("hazard.from-alarm", "hazard.day", "hazard.risk-hazard", "hazard.risk-alarm", "hazard.risk-alarm-over", "hazard.risk-day", "hazard.risk-due", "hazard.deadline");
        }
        String calls = "sensor.alarm-raised,sensor.alarm-escalated,sensor.alarm-realarmed";
        assertThat(journal.heard).containsAllEntriesOf(Map.of("from-alarm", calls, "day", "day.began", "deadline", "time.due", "risk-alarm", calls,
                "risk-alarm-over", "sensor.alarm-cleared", "risk-day", "day.began", "risk-due", "time.due")).hasSize(8);
        assertThat(journal.heard.get("risk-hazard")).contains("hazard.graded").contains("hazard.accepted").contains("hazard.overdue").contains("hazard.imported");
    }

    @Test
    void aMessageThatIsNoEntryFailsSoThatTheJournalParksIt() throws Exception {
        FakeJournal journal = new FakeJournal();
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addComponent("journal", journal);
            camel.addRoutes(routes());
            camel.start();
            Exchange exchange = camel.getEndpoint("journal:from-alarm?facts=sensor.alarm-raised").createExchange();
            exchange.getMessage().setBody("no entry");
            journal.processors.get(0).process(exchange);
            assertThat(exchange.getException()).isNotNull();
        }
    }

    private static final class FakeJournal extends DefaultComponent {
        final Map<String, String> heard = new TreeMap<>();
        final List<Processor> processors = new java.util.ArrayList<>();

        @Override
        protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
            heard.put(name, getAndRemoveParameter(parameters, "facts", String.class));
            return new DefaultEndpoint(uri, this) {
                @Override
                public Consumer createConsumer(Processor processor) {
                    processors.add(processor);
                    return new DefaultConsumer(this, processor);
                }

                @Override
                public Producer createProducer() {
                    throw new UnsupportedOperationException("journal: is heard, not sent to");
                }
            };
        }
    }
}
