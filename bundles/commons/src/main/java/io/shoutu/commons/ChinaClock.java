package io.shoutu.commons;

import io.shoutu.api.time.Legal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.osgi.service.component.annotations.Component;

/** The clock (时钟) of the house: the machine's time, read in China's zone. Everything that asks for the time asks this service. */
@Component(service = Clock.class)
public final class ChinaClock extends Clock {
    private final Clock system;

    public ChinaClock() {
        this(Clock.system(Legal.ZONE));
    }

    private ChinaClock(Clock system) {
        this.system = system;
    }

    @Override
    public ZoneId getZone() {
        return system.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new ChinaClock(system.withZone(zone));
    }

    @Override
    public Instant instant() {
        return system.instant();
    }
}
