package io.shoutu.sensor.routes;

import io.shoutu.sensor.Retrospect;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Judges afterwards what came late or was corrected (补判). Stopped, what is to be looked at waits. */
@Component(service = RoutesBuilder.class)
public final class RetrospectRoute extends RouteBuilder {
    private final Retrospect retrospect;

    @Activate
    public RetrospectRoute(@Reference Retrospect retrospect) {
        this.retrospect = retrospect;
    }

    @Override
    public void configure() {
        from("timer:sensor-retrospect?period=10000&delay=10000").routeId("sensor.retrospect")
                .process(exchange -> retrospect.look());
    }
}
