package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.sensor.Priority;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.sensor.domain.Combined;
import io.shoutu.sensor.domain.Condition;
import io.shoutu.sensor.domain.Manner;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.RuleStore;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Threshold;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules (规则): made, changed, disabled and enabled here; each step is a version, in force with its commit. */
@Component(service = Rules.class)
public final class Rules {
    public static final String CREATED = "sensor.rule-created";
    public static final String CHANGED = "sensor.rule-changed";
    public static final String DISABLED = "sensor.rule-disabled";
    public static final String ENABLED = "sensor.rule-enabled";
    /** What stands in the place of a number in a rule that was never made. */
    public static final String DRAFT = "GZ";

    private static final Logger log = LoggerFactory.getLogger(Rules.class);

    private final Clock clock;
    private final UnitOfWork work;
    private final Journal journal;
    private final Numbers numbers;
    private final RuleStore store;
    private final Devices devices;
    private final AlarmDesk desk;
    private final Kinds kinds;

    @Activate
    public Rules(@Reference Clock clock, @Reference UnitOfWork work, @Reference Journal journal, @Reference Numbers numbers,
            @Reference RuleStore store, @Reference Devices devices, @Reference AlarmDesk desk, @Reference Kinds kinds) {
        this.clock = clock;
        this.work = work;
        this.journal = journal;
        this.numbers = numbers;
        this.store = store;
        this.devices = devices;
        this.desk = desk;
        this.kinds = kinds;
    }

    /**
     * Makes a rule; it judges every reading that comes from now on.
     *
     * @param series e.g. {@code AL-0001.temperature}
     * @throws Problem.Invalid code {@code unknown-series} where the point is not declared
     */
    public Rule create(String series, String name, Condition condition, Priority priority, Actor by) {
        return create(series, name, condition, priority, Manner.PLAIN, by);
    }

    /** As above, with the manner of its alarm. */
    public Rule create(String series, String name, Condition condition, Priority priority, Manner manner, Actor by) {
        Series watched = series(series);
        check(condition);
        return work.run(tx -> {
            desk.reserve(tx);
            Instant now = now();
            // Checked before a number is taken.
            Rule checked = Rule.first(DRAFT, watched, name, condition, priority, manner, by, now);
            String id = numbers.next(tx, "GZ", Legal.day(now).getYear());
            Rule rule = Rule.first(id, watched, checked.name(), condition, priority, manner, by, now);
            store.add(tx, rule);
            inForce(tx, rule, CREATED, by);
            return rule;
        });
    }

    /**
     * Changes a rule: a new version, in force at once. An active alarm keeps the version that raised it; where the new one no longer
     * holds, the next reading clears it.
     *
     * @param expected version the caller saw, or null for no condition
     * @throws Problem.Invalid code {@code rule-kind} where the kind would change
     */
    public Rule change(String id, Long expected, String name, Condition condition, Priority priority, Actor by) {
        check(condition);
        return step(id, expected, CHANGED, by, before -> before.changed(name, condition, priority, before.manner(), by, now()));
    }

    /** As above, with another manner of its alarm. */
    public Rule change(String id, Long expected, String name, Condition condition, Priority priority, Manner manner, Actor by) {
        check(condition);
        return step(id, expected, CHANGED, by, before -> before.changed(name, condition, priority, manner, by, now()));
    }

    /**
     * A rule as it would be made, without making it.
     *
     * @throws Problem.Invalid where it could not be
     */
    public Rule draft(String series, String name, Condition condition, Priority priority, Manner manner, Actor by) {
        Series watched = series(series);
        check(condition);
        return Rule.first(DRAFT, watched, name, condition, priority, manner, by, now());
    }

    /** The series of that id, or null. */
    public Series known(String id) {
        return devices.series(id);
    }

    /** Whether its schedule asks about days of this year whose holiday notice is not imported. */
    public boolean provisional(Rule rule) {
        return rule.manner().schedule() != null && rule.manner().schedule().asksCalendar() && desk.circumstances().provisional(Legal.day(now()));
    }

    /** What to know before a rule is made, in Chinese. */
    public List<String> notes(Rule rule) {
        List<String> notes = new ArrayList<>();
        if (provisional(rule)) {
            notes.add(Legal.day(now()).getYear() + "年的放假通知尚未导入，工作日和休息日暂按周一至周五推算");
        }
        if (rule.condition() instanceof Threshold t && rule.series().outOfRange(t.limit())) {
            notes.add("限值 " + t.limit() + " 在测点量程之外，可能永远不会触发");
        }
        if (rule.condition() instanceof Threshold t && t.hysteresis() == 0 && t.onDelaySeconds() == 0 && t.offDelaySeconds() == 0) {
            notes.add("没有回差也没有延时，数值在限值附近抖动时会反复报警");
        }
        if (rule.manner().guidance() == null && rule.priority().compareTo(Priority.HIGH) <= 0) {
            notes.add("建议填写处置指引：优先级高的报警应告诉值班员怎么办");
        }
        return notes;
    }

    private Series series(String id) {
        Series watched = id == null ? null : devices.series(id);
        if (watched == null) {
            throw new Problem.Invalid("unknown-series", "series", "没有这个序列：" + id + "；应写作 设备编号.测点名，且测点已声明");
        }
        return watched;
    }

    /** A plugin's kind is asked by its plugin; every series a rule looks at must be declared. */
    public void check(Condition condition) {
        kinds.check(condition);
        if (condition instanceof Combined combined) {
            for (int i = 0; i < combined.parts().size(); i++) {
                if (devices.series(combined.parts().get(i).series()) == null) {
                    throw new Problem.Invalid("unknown-series", "parts[" + i + "].series", "没有这个序列：" + combined.parts().get(i).series());
                }
            }
        }
    }

    /** Enables or disables a rule; disabling clears its alarm. {@link Problem.IllegalMove} where it is so already. */
    public Rule enable(String id, boolean enabled, Long expected, Actor by) {
        return step(id, expected, enabled ? ENABLED : DISABLED, by, before -> before.with(enabled, by, now()));
    }

    /** The version in force. */
    public Rule get(String id) {
        return work.run(tx -> store.find(tx, id)).orElseThrow(() -> Problem.NotFound.of(subject(id)));
    }

    /** Every version, newest first. */
    public List<Rule> versions(String id) {
        List<Rule> versions = work.run(tx -> store.versions(tx, id));
        if (versions.isEmpty()) {
            throw Problem.NotFound.of(subject(id));
        }
        return versions;
    }

    /** The versions in force by number, of one series or (null) of all. */
    public Page<Rule> list(String series, String cursor, int limit) {
        return list(series, cursor, limit, rule -> true);
    }

    /** The same, and of these only those that may be seen. */
    public Page<Rule> list(String series, String cursor, int limit, Predicate<Rule> seen) {
        List<Rule> all = work.run(store::current).stream().filter(seen).filter(r -> series == null || series.equals(r.series().id())).toList();
        List<Rule> rest = cursor == null ? all : all.stream().filter(r -> r.id().compareTo(cursor) > 0).toList();
        boolean more = rest.size() > limit;
        List<Rule> shown = more ? rest.subList(0, limit) : rest;
        return new Page<>(shown, more ? shown.get(limit - 1).id() : null, all.size());
    }

    private Rule step(String id, Long expected, String fact, Actor by, UnaryOperator<Rule> step) {
        return work.run(tx -> {
            desk.reserve(tx);
            Rule before = store.find(tx, id).orElseThrow(() -> Problem.NotFound.of(subject(id)));
            Problem.Stale.check(subject(id), expected, before.version());
            Rule after = step.apply(before);
            if (!store.change(tx, after)) {
                throw new Problem.Stale(subject(id), before.version(), after.version());
            }
            inForce(tx, after, fact, by);
            return after;
        });
    }

    private void inForce(Tx tx, Rule rule, String fact, Actor by) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("title", rule.name());
        data.put("series", rule.series().id());
        data.put("version", rule.version());
        data.put("condition", rule.condition().toString());
        if (rule.manner().schedule() != null) {
            data.put("schedule", rule.manner().schedule().toString());
        }
        if (rule.manner().ladder() != null) {
            data.put("ladder", rule.manner().ladder().toString());
        }
        if (rule.manner().latching()) {
            data.put("latching", true);
        }
        data.put("priority", rule.priority().name());
        journal.write(tx, new Fact(subject(rule.id()), fact, rule.changedAt(), by, data));
        desk.adopt(tx, rule);
        tx.afterCommit(() -> log.info("rule {} version {} {} by {}", rule.id(), rule.version(), fact, by.account()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Subject subject(String id) {
        return new Subject("rule", id);
    }
}
