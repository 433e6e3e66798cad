package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.search.SearchSource;
import io.shoutu.api.sensor.SensorFacts;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.search.Terms;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.Device;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Devices and alarms in the search (设备与报警查找): devices by code, name and pinyin, from memory; alarms by their number, whole or its end. */
@Component(service = SearchSource.class)
public final class SensorSearch implements SearchSource {
    private static final Pattern NUMBER = Pattern.compile("(?i)(?:bj-?)?(?:(\\d{4})-)?(\\d{1,9})");

    private record Words(long version, String name, Set<String> words) {}

    private final Devices devices;
    private final DevicePlaces places;
    private final AlarmStore alarms;
    private final UnitOfWork work;
    private final Clock clock;
    private final Map<String, Words> words = new ConcurrentHashMap<>();

    @Activate
    public SensorSearch(@Reference Devices devices, @Reference DevicePlaces places, @Reference AlarmStore alarms, @Reference UnitOfWork work, @Reference Clock clock) {
        this.devices = devices;
        this.places = places;
        this.alarms = alarms;
        this.work = work;
        this.clock = clock;
    }

    @Override
    public List<Group> groups() {
        return List.of(new Group("device", "设备", 400, "sensor.device-read"), new Group(SensorFacts.ALARM, "报警", 500, "sensor.alarm-read"));
    }

    @Override
    public List<Hit> find(String kind, String text, Actor asking, int limit) {
        return kind.equals("device") ? devices(text, asking, limit) : alarm(text, asking).stream().limit(limit).toList();
    }

    private List<Hit> devices(String text, Actor asking, int limit) {
        String typed = Terms.plain(text);
        if (typed.isEmpty()) {
            return List.of();
        }
        Predicate<Device> seen = places.seenBy(asking);
        List<Device> found = new ArrayList<>();
        for (Device device : devices.devices()) {
            if (words(device).stream().anyMatch(word -> word.startsWith(typed)) && seen.test(device)) {
                found.add(device);
            }
        }
        found.sort(Comparator.comparing((Device d) -> !Terms.plain(d.id()).equals(typed)).thenComparing(d -> d.name().length()).thenComparing(Device::id));
        return found.stream().limit(limit).map(d -> new Hit(new Subject("device", d.id()), d.name(), d.id() + (d.place() == null ? "" : " · " + d.place()) + (d.enabled() ? "" : " · 已停用"),
                "#/devices/" + d.id())).toList();
    }

    /** Reckoned once for each version of a device: names change seldom, questions come at every key. */
    private Set<String> words(Device device) {
        Words known = words.get(device.id());
        if (known == null || known.version() != device.version() || !known.name().equals(device.name())) {
            Set<String> fresh = Terms.ofName(device.name());
            fresh.addAll(Terms.ofCode(device.id()));
            known = new Words(device.version(), device.name(), fresh);
            words.put(device.id(), known);
        }
        return known.words();
    }

    private Optional<Hit> alarm(String text, Actor asking) {
        Matcher matcher = NUMBER.matcher(Terms.plain(text));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int year = clock.instant().atZone(io.shoutu.api.time.Legal.ZONE).getYear();
        List<String> years = matcher.group(1) == null ? List.of(String.valueOf(year), String.valueOf(year - 1)) : List.of(matcher.group(1));
        for (String each : years) {
            String number = String.format(Locale.ROOT, "BJ-%s-%06d", each, Long.parseLong(matcher.group(2)));
            Optional<Alarm> alarm = work.run(tx -> alarms.find(tx, number));
            boolean seen = alarm.isPresent() && (asking.scope().everywhere()
                    || places.place(new Subject(SensorFacts.ALARM, number)).filter(place -> place.inside(asking.scope())).isPresent());
            if (seen) {
                return alarm.map(a -> new Hit(new Subject(SensorFacts.ALARM, a.number()), a.title(), a.number(), "#/alarms/" + a.number()));
            }
        }
        return Optional.empty();
    }
}
