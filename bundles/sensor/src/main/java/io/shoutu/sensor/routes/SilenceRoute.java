package io.shoutu.sensor.routes;

import io.shoutu.sensor.AlarmDesk;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks every second at what no reading tells (数据中断检查): no-data rules and running delays. */
@Component(service = RoutesBuilder.class)
public final class SilenceRoute extends RouteBuilder {
    private final AlarmDesk desk;

    @Activate
    public SilenceRoute(@Reference AlarmDesk desk) {
        this.desk = desk;
    }

    @Override
    public void configure() {
        from("timer:sensor-silence?period=1000&delay=1000").routeId("sensor.silence")
                .process(exchange -> desk.checkSilence());
    }
}
