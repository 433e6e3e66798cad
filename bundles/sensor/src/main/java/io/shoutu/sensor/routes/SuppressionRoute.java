package io.shoutu.sensor.routes;

import io.shoutu.api.journal.Entry;
import io.shoutu.sensor.Suppressions;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Ends what is silent when its time is over (搁置与停用到期). Stopped, alarms stay silent. */
@Component(service = RoutesBuilder.class)
public final class SuppressionRoute extends RouteBuilder {
    private final Suppressions suppressions;

    @Activate
    public SuppressionRoute(@Reference Suppressions suppressions) {
        this.suppressions = suppressions;
    }

    @Override
    public void configure() {
        from("journal:suppression-ends?facts=time.due").routeId("sensor.suppression-ends")
                .process(exchange -> suppressions.ranOut(exchange.getMessage().getMandatoryBody(Entry.class)));
    }
}
