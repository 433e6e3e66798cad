package io.shoutu.sensor.routes;

import io.shoutu.api.Actor;
import io.shoutu.sensor.Retention;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes old readings away (到期清理线路), once an hour: {@code sensor.retention}. Stopped, everything is kept. */
@Component(service = RoutesBuilder.class)
public final class RetentionRoute extends RouteBuilder {
    private final Retention retention;

    @Activate
    public RetentionRoute(@Reference Retention retention) {
        this.retention = retention;
    }

    @Override
    public void configure() {
        from("timer:sensor-retention?period=3600000&delay=600000").routeId("sensor.retention").process(exchange -> retention.run(Actor.system("sensor")));
    }
}
