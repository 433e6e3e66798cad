package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.Scope;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.sensor.SensorFacts;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.RuleStore;
import io.shoutu.sensor.domain.Series;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where devices lie (设备归属), and with them their series, rules and alarms: their own division, else that of their enterprise; the lead
 * department of their enterprise; their enterprise.
 */
@Component(service = {DevicePlaces.class, Places.class})
public final class DevicePlaces implements Places {
    private static final Logger LOG = LoggerFactory.getLogger(DevicePlaces.class);
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private record Known(Optional<Enterprise> enterprise, Instant until) {}

    private final Devices devices;
    private final Directory directory;
    private final AlarmStore alarms;
    private final RuleStore rules;
    private final UnitOfWork work;
    private final Clock clock;
    private final Map<CreditCode, Known> enterprises = new ConcurrentHashMap<>();

    @Activate
    public DevicePlaces(@Reference Devices devices, @Reference Directory directory, @Reference AlarmStore alarms, @Reference RuleStore rules,
            @Reference UnitOfWork work, @Reference Clock clock) {
        this.devices = devices;
        this.directory = directory;
        this.alarms = alarms;
        this.rules = rules;
        this.work = work;
        this.clock = clock;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("device", "series", "reading", "rule", SensorFacts.ALARM);
    }

    @Override
    public Optional<Place> place(Subject subject) {
        String number = subject.number();
        return switch (subject.kind()) {
            case "device" -> Optional.ofNullable(devices.device(number)).map(this::place);
            // A reading is called series@time.
            case "series", "reading" -> Optional.ofNullable(devices.series(number.contains("@") ? number.substring(0, number.indexOf('@')) : number)).flatMap(this::place);
            case "rule" -> work.run(tx -> rules.find(tx, number)).flatMap(rule -> place(rule.series()));
            default -> work.run(tx -> alarms.find(tx, number)).flatMap(alarm -> place(alarm.series()));
        };
    }

    private Optional<Place> place(Series series) {
        return Optional.ofNullable(devices.device(series.device())).map(this::place);
    }

    private Place place(Device device) {
        Optional<Enterprise> enterprise = device.enterprise() == null ? Optional.empty() : enterprise(device.enterprise());
        return new Place(device.area() == null ? enterprise.map(Enterprise::area).orElse(null) : device.area(), enterprise.map(Enterprise::lead).orElse(null), device.enterprise());
    }

    private Optional<Enterprise> enterprise(CreditCode code) {
        Known known = enterprises.get(code);
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.enterprise();
        }
        try {
            Optional<Enterprise> found = directory.enterprise(code);
            enterprises.put(code, new Known(found, clock.instant().plus(REMEMBERED)));
            return found;
        } catch (StoreFailure away) {
            // Alarms are shown while the store is away: what was known last holds.
            LOG.debug("the directory does not answer for {}", code, away);
            return known == null ? Optional.empty() : known.enterprise();
        }
    }

    /** Which devices the actor may see. */
    public Predicate<Device> seenBy(Actor actor) {
        return actor.scope().everywhere() ? device -> true : device -> place(device).inside(actor.scope());
    }

    /** The series inside a scope by number, or null where it has no limit. */
    public Set<Integer> series(Scope scope) {
        return scope.everywhere() ? null : devices.devices().stream().filter(d -> place(d).inside(scope)).flatMap(d -> devices.points(d.id()).stream())
                .map(Series::number).collect(Collectors.toUnmodifiableSet());
    }

    /** {@link io.shoutu.api.Problem.NotFound}, the same as for a device that is not there, where the actor may not see it. */
    public void require(Actor actor, String device) {
        Device known = devices.device(device);
        if (known != null && !seenBy(actor).test(known)) {
            throw io.shoutu.api.Problem.NotFound.of(new Subject("device", device));
        }
    }
}
