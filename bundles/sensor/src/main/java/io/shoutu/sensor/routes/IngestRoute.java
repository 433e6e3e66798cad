package io.shoutu.sensor.routes;

import io.shoutu.sensor.Batch;
import io.shoutu.sensor.Ingest;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Where every inlet ends (接收线路): {@code sensor.ingest}, one exchange per commit.
 *
 * <p>The committing thread is the caller, so the exchange costs no hand-over. Stopped, everything that arrives waits unacknowledged.
 */
@Component(service = RoutesBuilder.class)
public final class IngestRoute extends RouteBuilder implements Ingest.Wire {
    private static final String INGEST = "direct:sensor-ingest?block=false";

    private final Ingest ingest;
    private volatile Line line;

    /** What a batch is sent with. */
    private record Line(CamelContext context, ProducerTemplate template, Endpoint endpoint) {}

    @Activate
    public IngestRoute(@Reference Ingest ingest) {
        this.ingest = ingest;
    }

    @Override
    public void configure() {
        from(INGEST).routeId("sensor.ingest").process(exchange -> ingest.commit(exchange.getMessage().getMandatoryBody(Batch.class)));
        CamelContext context = getContext();
        line = new Line(context, context.createProducerTemplate(), context.getEndpoint(INGEST));
        ingest.wired(this);
    }

    @Deactivate
    public void close() {
        ingest.unwired(this);
        Line was = line;
        line = null;
        if (was != null) {
            was.template.stop();
        }
    }

    @Override
    public void carry(Batch batch) {
        Line by = line;
        if (by == null) {
            throw new Ingest.Stopped();
        }
        Exchange exchange = by.endpoint.createExchange();
        exchange.getMessage().setBody(batch);
        Exception failed = by.template.send(by.endpoint, exchange).getException();
        if (failed instanceof DirectConsumerNotAvailableException) {
            throw new Ingest.Stopped();
        }
        if (failed instanceof RuntimeException fault) {
            throw fault;
        }
        if (failed != null) {
            throw new IllegalStateException(failed.getMessage(), failed);
        }
    }
}
