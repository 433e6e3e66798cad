package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.sensor.SensorFacts;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmFigures;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Grouping;
import io.shoutu.sensor.domain.Suppression;
import io.shoutu.sensor.domain.SuppressionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How the alarms do (报警绩效): figures out of the journal, groups by probable cause, and what has been loud or quiet for too long. */
@Component(service = AlarmStatistics.class, configurationPid = "io.shoutu.sensor.alarms")
public final class AlarmStatistics {
    /** Facts recorded this long after they happened are still found: that long the store may be away. */
    private static final Duration SLACK = Duration.ofDays(31);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Map<String, AlarmFigures.What> FACTS = Map.of(SensorFacts.ALARM_RAISED, AlarmFigures.What.RAISED, SensorFacts.ALARM_RECURRED, AlarmFigures.What.RECURRED,
            SensorFacts.ALARM_ACKNOWLEDGED, AlarmFigures.What.ACKNOWLEDGED, SensorFacts.ALARM_CLEARED, AlarmFigures.What.CLEARED, SensorFacts.ALARM_FOUND, AlarmFigures.What.FOUND);

    private final Clock clock;
    private final UnitOfWork work;
    private final Journal journal;
    private final AlarmStore alarms;
    private final SuppressionStore suppressions;
    private final AlarmDesk desk;
    private final Devices devices;
    private final DevicePlaces places;
    private final int floodLimit;
    private final int chatteringTimes;
    private final Duration stale;
    private final int chronic;
    private final Duration window;

    @Activate
    public AlarmStatistics(@Reference Clock clock, @Reference UnitOfWork work, @Reference Journal journal, @Reference AlarmStore alarms, @Reference SuppressionStore suppressions,
            @Reference AlarmDesk desk, @Reference Devices devices, @Reference DevicePlaces places, AlarmConfig config) {
        this(clock, work, journal, alarms, suppressions, desk, devices, places, config.flood_alarms(), config.chattering_times(), Duration.ofHours(config.stale_hours()),
                config.chronic_alarms(), Duration.ofSeconds(config.group_seconds()));
    }

    AlarmStatistics(Clock clock, UnitOfWork work, Journal journal, AlarmStore alarms, SuppressionStore suppressions, AlarmDesk desk, Devices devices, DevicePlaces places,
            int floodLimit, int chatteringTimes, Duration stale, int chronic, Duration window) {
        this.clock = clock;
        this.work = work;
        this.journal = journal;
        this.alarms = alarms;
        this.suppressions = suppressions;
        this.desk = desk;
        this.devices = devices;
        this.places = places;
        this.floodLimit = floodLimit;
        this.chatteringTimes = chatteringTimes;
        this.stale = stale;
        this.chronic = chronic;
        this.window = window;
    }

    /** Figures of a period that may be seen inside a scope. */
    public AlarmFigures figures(Instant from, Instant to, Scope scope) {
        if (!from.isBefore(to)) {
            throw new Problem.Invalid("bad-parameter", "from", "from 应早于 to");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new Problem.Invalid("bad-parameter", "from", "统计期最长 366 天");
        }
        return AlarmFigures.of(events(from, to, scope), from, to, floodLimit, chatteringTimes);
    }

    /** What the journal tells of alarms that were raised in the period, and what became of them. */
    private List<AlarmFigures.Event> events(Instant from, Instant to, Scope scope) {
        Set<Integer> within = places.series(scope);
        List<AlarmFigures.Event> events = new ArrayList<>();
        String cursor = null;
        do {
            Page<Entry> page = journal.read(new Journal.Query(null, List.of(SensorFacts.ALARM_RAISED, SensorFacts.ALARM_RECURRED, SensorFacts.ALARM_ACKNOWLEDGED, SensorFacts.ALARM_CLEARED,
                    SensorFacts.ALARM_FOUND, SensorFacts.ALARM_SUPPRESSED), cursor, 500, false, from, to.plus(SLACK), null));
            page.items().stream().filter(e -> seen(e, within)).map(AlarmStatistics::event).filter(Objects::nonNull).forEach(events::add);
            cursor = page.next();
        } while (cursor != null);
        return events;
    }

    private boolean seen(Entry entry, Set<Integer> within) {
        return within == null || devices.series(entry.text("series")) != null && within.contains(devices.series(entry.text("series")).number());
    }

    private static AlarmFigures.Event event(Entry e) {
        AlarmFigures.What what = FACTS.get(e.name());
        if (what == null && AlarmState.SHLVD.name().equals(e.text("state"))) {
            what = AlarmFigures.What.SHELVED;
        }
        String title = e.text("title");
        String name = title == null ? e.text("rule") : title.contains("：") ? title.substring(0, title.indexOf('：')) : title;
        return what == null ? null : new AlarmFigures.Event(what, e.subject().number(), e.happened().toEpochMilli(), e.text("rule"), name, e.text("device"), Priority.valueOf(e.text("priority")));
    }

    /** The ringing alarms by probable cause (归并清单). */
    public record Grouped(boolean flood, long rate, int limit, List<Grouping.Group> groups) {}

    public Grouped groups(Actor asking) {
        Instant now = clock.instant();
        Set<Integer> within = places.series(asking.scope());
        List<Alarm> ringing = active(within).stream().filter(a -> !a.state().silent()).toList();
        Instant tenAgo = now.minus(Duration.ofMinutes(10));
        AlarmStore.Query query = new AlarmStore.Query(Set.of(), null, null, null, 1, within, null, null, new AlarmStore.Narrow(null, tenAgo, null, null, false), AlarmStore.Order.NEWEST);
        long rate;
        try {
            rate = work.run(tx -> alarms.counts(tx, query)).stream().filter(t -> !t.state().silent()).mapToLong(AlarmStore.Tally::number).sum();
        } catch (StoreFailure away) {
            // While the store is away what memory knows is shown: the alarms that have not ended.
            rate = ringing.stream().filter(a -> a.raisedAt().isAfter(tenAgo)).count();
        }
        return new Grouped(rate > floodLimit, rate, floodLimit, Grouping.of(ringing.stream().map(this::placed).toList(), window));
    }

    private List<Alarm> active(Set<Integer> within) {
        return desk.remembered().stream().filter(a -> within == null || within.contains(a.series().number())).toList();
    }

    private Grouping.Placed placed(Alarm alarm) {
        Device device = devices.device(alarm.series().device());
        return new Grouping.Placed(alarm, alarm.series().device(), alarm.enterprise() == null ? null : alarm.enterprise().text(),
                device == null || device.area() == null ? null : device.area().text());
    }

    /** Active alarms that have stood for longer than allowed, oldest first. */
    public List<Alarm> stale(Scope scope) {
        Instant before = clock.instant().minus(stale);
        return active(places.series(scope)).stream().filter(a -> a.standing() && !a.state().silent() && a.raisedAt().isBefore(before)).sorted(Comparator.comparing(Alarm::raisedAt)).toList();
    }

    /** How many stand, and how many are shelved, now. */
    public long standing(Scope scope) {
        return active(places.series(scope)).stream().filter(a -> a.standing() && !a.state().silent()).count();
    }

    public long shelvedNow(Scope scope) {
        return active(places.series(scope)).stream().filter(a -> a.state() == AlarmState.SHLVD).count();
    }

    /**
     * What has been loud or quiet for too long (久响久静).
     *
     * @param problem {@code stale}, {@code chattering}, {@code chronic} or {@code shelved-long}
     * @param owner account of whoever is asked about it, or null where nobody is
     */
    public record Trouble(String problem, String label, String alarm, String rule, String title, String device, String enterprise, Instant since, long count, String owner) {}

    /** The list a chief goes through every week: of the last seven days, with whose each is. */
    public List<Trouble> troubles(Scope scope) {
        Instant now = clock.instant();
        Set<Integer> within = places.series(scope);
        List<Trouble> out = new ArrayList<>();
        stale(scope).forEach(a -> out.add(new Trouble("stale", "久未恢复", a.number(), a.rule(), a.title(), a.series().device(), enterprise(a.series().device()), a.raisedAt(),
                Duration.between(a.raisedAt(), now).toHours(), a.acknowledgedBy())));
        AlarmFigures week = figures(now.minus(Duration.ofDays(7)), now, scope);
        week.chattering().forEach(c -> out.add(new Trouble("chattering", "抖动", null, c.rule(), c.name(), c.device(), enterprise(c.device()), week.from(), c.times(), null)));
        week.top().stream().filter(t -> t.raised() >= chronic)
                .forEach(t -> out.add(new Trouble("chronic", "反复", null, t.rule(), t.name(), t.device(), enterprise(t.device()), week.from(), t.raised(), null)));
        for (Suppression s : work.run(suppressions::inForce)) {
            Alarm alarm = s.kind() != Suppression.Kind.SHELVED ? null : desk.remembered().stream().filter(a -> a.rule().equals(s.rule())).findFirst().orElse(null);
            boolean seen = within == null || alarm != null && within.contains(alarm.series().number());
            if (s.kind() != Suppression.Kind.BY_DESIGN && seen && s.askedAt().isBefore(now.minus(stale))) {
                String device = s.device() != null ? s.device() : alarm == null ? null : alarm.series().device();
                out.add(new Trouble("shelved-long", "久静", s.alarm(), s.rule(), s.kind().label() + "：" + s.reason(), device, enterprise(device), s.askedAt(),
                        Duration.between(s.askedAt(), now).toHours(), s.askedBy()));
            }
        }
        return out;
    }

    private String enterprise(String device) {
        Device known = device == null ? null : devices.device(device);
        return known == null || known.enterprise() == null ? null : known.enterprise().text();
    }

    public Duration staleAfter() {
        return stale;
    }
}
