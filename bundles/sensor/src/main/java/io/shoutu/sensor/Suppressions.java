package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.sensor.SensorFacts;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Dues;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmLifecycle;
import io.shoutu.sensor.domain.AlarmState;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.AlarmVerb;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.RuleStore;
import io.shoutu.sensor.domain.Suppression;
import io.shoutu.sensor.domain.SuppressionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The suppressions (抑制): shelving, out of service and by design; each with who, why and until when. Each is in force, or over, with its commit. */
@Component(service = Suppressions.class, configurationPid = "io.shoutu.sensor.alarms")
@Designate(ocd = AlarmConfig.class)
public final class Suppressions {
    public static final String REQUESTED = "sensor.suppression-requested";
    public static final String BEGAN = "sensor.suppression-began";
    public static final String ENDED = "sensor.suppression-ended";
    public static final String REFUSED = "sensor.suppression-refused";
    public static final String WITHDRAWN = "sensor.suppression-withdrawn";
    public static final String LAPSED = "sensor.suppression-lapsed";

    private static final Logger log = LoggerFactory.getLogger(Suppressions.class);
    /** What stands in the place of a number while it is checked whether one is needed. */
    private static final String SERIES = "YZ";

    private final Clock clock;
    private final UnitOfWork work;
    private final Journal journal;
    private final Numbers numbers;
    private final Dues dues;
    private final SuppressionStore store;
    private final AlarmStore alarms;
    private final RuleStore rules;
    private final Devices devices;
    private final AlarmDesk desk;
    private final Map<Priority, Duration> longest;

    @Activate
    public Suppressions(@Reference Clock clock, @Reference UnitOfWork work, @Reference Journal journal, @Reference Numbers numbers, @Reference Dues dues,
            @Reference SuppressionStore store, @Reference AlarmStore alarms, @Reference RuleStore rules, @Reference Devices devices, @Reference AlarmDesk desk, AlarmConfig config) {
        this(clock, work, journal, numbers, dues, store, alarms, rules, devices, desk, Map.of(Priority.CRITICAL, Duration.ofMinutes(config.shelve_critical_minutes()),
                Priority.HIGH, Duration.ofMinutes(config.shelve_high_minutes()), Priority.MEDIUM, Duration.ofMinutes(config.shelve_medium_minutes()),
                Priority.LOW, Duration.ofMinutes(config.shelve_low_minutes())));
    }

    Suppressions(Clock clock, UnitOfWork work, Journal journal, Numbers numbers, Dues dues, SuppressionStore store, AlarmStore alarms, RuleStore rules, Devices devices, AlarmDesk desk,
            Map<Priority, Duration> longest) {
        this.clock = clock;
        this.work = work;
        this.journal = journal;
        this.numbers = numbers;
        this.dues = dues;
        this.store = store;
        this.alarms = alarms;
        this.rules = rules;
        this.devices = devices;
        this.desk = desk;
        this.longest = longest;
    }

    /** How long an alarm of that priority may be shelved at most. */
    public Duration longest(Priority priority) {
        return longest.get(priority);
    }

    /**
     * Shelves an alarm; one of the top priority only once a second person approves.
     *
     * @throws Problem.IllegalMove where the alarm has ended, is shelved already or waits for approval
     */
    public Suppression shelve(String number, String reason, Integer minutes, Actor by) {
        if (minutes == null) {
            throw new Problem.Invalid("required", "minutes", "请填写搁置多少分钟");
        }
        return work.run(tx -> {
            desk.reserve(tx);
            Alarm alarm = desk.standing(tx, number);
            if (alarm == null) {
                alarm = alarms.find(tx, number).orElseThrow(() -> Problem.NotFound.of(new Subject(SensorFacts.ALARM, number)));
            }
            AlarmLifecycle.TABLE.require(alarm.state(), AlarmVerb.SHELVE);
            Rule rule = rules.find(tx, alarm.rule()).orElseThrow(() -> Problem.NotFound.of(new Subject("rule", "")));
            store.list(tx, new SuppressionStore.Query(Set.of(Suppression.State.REQUESTED), Suppression.Kind.SHELVED, null, rule.id(), null, 1, null, null)).items().stream().findFirst().ifPresent(open -> {
                throw new Problem.IllegalMove("shelf-requested", "规则 " + rule.name() + " 已有待批准的搁置 " + open.number() + "（" + open.askedBy() + " 申请），请先批准或撤回");
            });
            Priority priority = alarm.priority();
            return begin(tx, given -> Suppression.shelve(given, rule, priority, number, reason, Duration.ofMinutes(minutes), longest(priority), by, now()), by);
        });
    }

    /** Takes a device, or (where {@code series} is not null) one point of it, out of service. */
    public Suppression outOfService(String device, String series, String reason, Instant until, Actor by) {
        String of = device;
        if (series != null) {
            if (devices.series(series) == null) {
                throw new Problem.Invalid("unknown-series", "series", "没有这个序列：" + series);
            }
            of = devices.series(series).device();
        } else if (devices.device(device) == null) {
            throw new Problem.Invalid("unknown-device", "device", "没有这个设备：" + device);
        }
        String known = of;
        return work.run(tx -> {
            desk.reserve(tx);
            Instant to = until == null ? null : until.truncatedTo(ChronoUnit.MILLIS);
            return begin(tx, given -> Suppression.outOfService(given, known, series, reason, to, by, now()), by);
        });
    }

    /** Declares that a rule is silent while the condition of another stands. */
    public Suppression byDesign(String rule, String cause, String reason, Actor by) {
        return work.run(tx -> {
            desk.reserve(tx);
            Rule silent = rules.find(tx, String.valueOf(rule)).orElseThrow(() -> new Problem.Invalid("unknown-rule", "rule", "没有这条规则：" + rule));
            Rule loud = rules.find(tx, String.valueOf(cause)).orElseThrow(() -> new Problem.Invalid("unknown-rule", "causeRule", "没有这条规则：" + cause));
            boolean twice = store.inForce(tx).stream().anyMatch(s -> s.kind() == Suppression.Kind.BY_DESIGN
                    && (s.rule().equals(rule) && s.causeRule().equals(cause) || s.rule().equals(cause) && s.causeRule().equals(rule)));
            if (twice) {
                throw new Problem.IllegalMove("declared", "这两条规则之间已声明过设计抑制");
            }
            return begin(tx, given -> Suppression.byDesign(given, silent, loud, reason, by, now()), by);
        });
    }

    private Suppression begin(Tx tx, Function<String, Suppression> make, Actor by) {
        // Checked before a number is taken.
        make.apply(SERIES);
        Suppression begun = make.apply(numbers.next(tx, SERIES, Legal.day(now()).getYear()));
        store.add(tx, begun);
        if (begun.until() != null) {
            dues.set(tx, new Dues.Due(begun.subject(), Suppression.ENDS, begun.until()));
        }
        tell(tx, begun, begun.inForce() ? BEGAN : REQUESTED, by);
        if (begun.inForce()) {
            desk.silence(tx, begun, verb(begun, false), by);
        }
        return begun;
    }

    /** A second person agrees to a shelf. */
    public Suppression approve(String number, Long expected, Actor by) {
        return step(number, expected, before -> before.approve(by, now()), BEGAN, false, by);
    }

    public Suppression refuse(String number, Long expected, String reason, Actor by) {
        return step(number, expected, before -> before.refuse(reason, by, now()), REFUSED, false, by);
    }

    public Suppression withdraw(String number, Long expected, Actor by) {
        return step(number, expected, before -> before.withdraw(by, now()), WITHDRAWN, false, by);
    }

    /** Ends it before its time. */
    public Suppression end(String number, Long expected, String reason, Actor by) {
        return step(number, expected, before -> before.end(reason, by, now()), ENDED, true, by);
    }

    /** Takes an alarm off the shelf by hand: it comes back acknowledged. */
    public Suppression unshelve(String alarm, String reason, Actor by) {
        Alarm known = work.run(tx -> alarms.find(tx, alarm)).orElseThrow(() -> Problem.NotFound.of(new Subject(SensorFacts.ALARM, alarm)));
        Suppression shelf = work.run(tx -> desk.shelf(tx, known.rule()));
        if (shelf == null || known.state() != AlarmState.SHLVD) {
            throw new Problem.IllegalMove("illegal-move", AlarmLifecycle.TABLE.whyNot(known.state(), AlarmVerb.UNSHELVE));
        }
        return end(shelf.number(), null, reason, by);
    }

    /** Hears {@code time.due}; one that was ended before, or moved, or told twice, finds nothing to do. */
    public void ranOut(Entry due) {
        if (!due.subject().kind().equals(Suppression.SUBJECT) || !Suppression.ENDS.equals(due.text("name"))) {
            return;
        }
        work.execute(tx -> {
            desk.reserve(tx);
            Suppression before = store.find(tx, due.subject().number()).orElse(null);
            if (before == null || !before.state().open() || before.until() == null || now().isBefore(before.until())) {
                return;
            }
            Suppression after = before.expire(now());
            keep(tx, after, after.state() == Suppression.State.LAPSED ? LAPSED : ENDED, AlarmBook.PLATFORM);
            if (before.inForce()) {
                desk.silence(tx, after, verb(after, false), AlarmBook.PLATFORM);
            }
        });
    }

    public Suppression get(String number) {
        return work.run(tx -> store.find(tx, number)).orElseThrow(() -> Problem.NotFound.of(new Subject(Suppression.SUBJECT, number)));
    }

    /** Newest first. */
    public Page<Suppression> list(SuppressionStore.Query query) {
        return work.run(tx -> store.list(tx, query));
    }

    private Suppression step(String number, Long expected, UnaryOperator<Suppression> step, String fact, boolean byHand, Actor by) {
        return work.run(tx -> {
            desk.reserve(tx);
            Suppression before = store.find(tx, number).orElseThrow(() -> Problem.NotFound.of(new Subject(Suppression.SUBJECT, number)));
            Problem.Stale.check(before.subject(), expected, before.version());
            Suppression after = step.apply(before);
            keep(tx, after, fact, by);
            if (before.inForce() != after.inForce()) {
                desk.silence(tx, after, verb(after, byHand), by);
            }
            return after;
        });
    }

    private void keep(Tx tx, Suppression after, String fact, Actor by) {
        if (!store.move(tx, after)) {
            throw new Problem.Stale(after.subject(), after.version() - 1, after.version());
        }
        if (!after.state().open()) {
            dues.cancel(tx, after.subject(), Suppression.ENDS);
        }
        tell(tx, after, fact, by);
    }

    private static AlarmVerb verb(Suppression s, boolean byHand) {
        return switch (s.kind()) {
            case SHELVED -> byHand ? AlarmVerb.UNSHELVE : AlarmVerb.EXPIRE;
            case BY_DESIGN -> AlarmVerb.UNSUPPRESS;
            case OUT_OF_SERVICE -> AlarmVerb.RESTORE;
        };
    }

    private void tell(Tx tx, Suppression s, String fact, Actor by) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("title", s.kind().label() + " " + (s.rule() != null ? s.rule() : s.series() != null ? s.series() : s.device()));
        data.put("kind", s.kind().word());
        data.put("state", s.state().name());
        data.put("rule", s.rule());
        data.put("causeRule", s.causeRule());
        data.put("device", s.device());
        data.put("series", s.series());
        data.put("reason", s.reason());
        data.put("until", s.until() == null ? null : s.until().toString());
        data.put("endedBecause", s.endedBecause());
        Fact.Cause cause = s.alarm() == null ? null : new Fact.Cause(new Subject(SensorFacts.ALARM, s.alarm()), null);
        journal.write(tx, new Fact(s.subject(), fact, now(), by, data, cause));
        tx.afterCommit(() -> log.info("suppression {} {} {} by {}", s.number(), s.kind(), s.state(), by.account()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
