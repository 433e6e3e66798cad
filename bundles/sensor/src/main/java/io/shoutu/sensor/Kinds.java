package io.shoutu.sensor;

import io.shoutu.api.Problem;
import io.shoutu.api.edge.Readiness;
import io.shoutu.api.sensor.AlarmRule;
import io.shoutu.sensor.domain.Brought;
import io.shoutu.sensor.domain.Condition;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Rule;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kinds of rule that plugins bring (外来规则种类), and their judges, one for each rule in force.
 *
 * <p>A judge remembers what it was shown, and a reading can come to be judged more than once: foreseen while the store is away, tried
 * again after a rollback. So what was said of the latest readings is kept and said again; where that is forgotten, a new judge starts.
 */
@Component(service = {Kinds.class, Readiness.class})
public final class Kinds implements Readiness {
    private static final Logger log = LoggerFactory.getLogger(Kinds.class);
    private static final int MOST_REMEMBERED = 20_000;
    private static final long REMEMBERED_MILLIS = 600_000;

    private final Map<String, AlarmRule> byName = new ConcurrentHashMap<>();
    private final Map<String, Bench> benches = new ConcurrentHashMap<>();
    private final Set<String> missed = ConcurrentHashMap.newKeySet();

    /** Where one version of one rule is judged (审席). */
    private static final class Bench {
        final long version;
        AlarmRule rule;
        AlarmRule.Judge judge;
        long last = Long.MIN_VALUE;
        boolean failed;
        final Map<Long, AlarmRule.Verdict> said = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, AlarmRule.Verdict> eldest) {
                return size() > MOST_REMEMBERED || eldest.getKey() < last - REMEMBERED_MILLIS;
            }
        };

        Bench(long version) {
            this.version = version;
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void add(AlarmRule rule) {
        if (byName.putIfAbsent(rule.kind(), rule) != null) {
            log.error("the kind of rule {} is there already; the second one judges nothing", rule.kind());
            return;
        }
        missed.clear();
    }

    public void remove(AlarmRule rule) {
        byName.remove(rule.kind(), rule);
        // Nothing of a plugin may be kept: its judges go with it.
        benches.values().removeIf(bench -> bench.rule == rule);
    }

    /** Whether readings can be judged by this condition now. */
    public boolean there(Condition condition) {
        return !(condition instanceof Brought brought) || byName.containsKey(brought.name());
    }

    /** Name → what people read, of every kind there is now. */
    public Map<String, String> labels() {
        return byName.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().label()));
    }

    /** The same kinds with judges of their own: what is rehearsed leaves no trace in what judges the present. */
    Kinds rehearsing() {
        Kinds other = new Kinds();
        other.byName.putAll(byName);
        return other;
    }

    /** Name → the settings a rule of that kind has, name → what people read. */
    public Map<String, Map<String, String>> settings() {
        return byName.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().settings()));
    }

    /** @throws Problem.Invalid where no plugin brings that kind, or it refuses the settings */
    void check(Condition condition) {
        if (condition instanceof Brought brought) {
            AlarmRule rule = byName.get(brought.name());
            if (rule == null) {
                throw new Problem.Invalid("kind", "kind", "没有规则类别 " + brought.name() + "；应为 threshold（越限）、no-data（数据中断）、rate（变化过快）、stuck（数值不变）、repeat（反复越限）、combined（多测点组合）"
                        + byName.values().stream().map(r -> "、" + r.kind() + "（" + r.label() + "）").sorted().collect(Collectors.joining()));
            }
            rule.judge(brought.settings());
        }
    }

    /** What the kind says of this reading; null where nobody can say: its plugin is away, or fails. */
    AlarmRule.Verdict verdict(Rule rule, Reading reading) {
        Brought brought = (Brought) rule.condition();
        AlarmRule by = byName.get(brought.name());
        if (by == null) {
            missed.add(rule.id());
            return null;
        }
        Bench bench = benches.compute(rule.id(), (id, there) -> there != null && there.version == rule.version() ? there : new Bench(rule.version()));
        synchronized (bench) {
            if (bench.rule != by || reading.at() <= bench.last && !bench.said.containsKey(reading.at())) {
                bench.said.clear();
                bench.last = Long.MIN_VALUE;
                bench.judge = null;
            }
            AlarmRule.Verdict known = bench.said.get(reading.at());
            return known != null ? known : judged(bench, by, brought, rule, reading);
        }
    }

    private AlarmRule.Verdict judged(Bench bench, AlarmRule by, Brought brought, Rule rule, Reading reading) {
        try {
            if (bench.judge == null) {
                bench.rule = by;
                bench.judge = by.judge(brought.settings());
            }
            AlarmRule.Verdict verdict = java.util.Objects.requireNonNull(bench.judge.judge(Instant.ofEpochMilli(reading.at()), reading.value()), "verdict");
            bench.last = reading.at();
            bench.said.put(reading.at(), verdict);
            bench.failed = false;
            missed.remove(rule.id());
            return verdict;
        } catch (RuntimeException | LinkageError | StackOverflowError fault) {
            bench.judge = null;
            missed.add(rule.id());
            if (!bench.failed) {
                bench.failed = true;
                log.error("rule {} cannot be judged: its kind {} failed", rule.id(), brought.name(), fault);
            }
            return null;
        }
    }

    /** What was said last of this reading, in one line, or null. */
    String because(Rule rule, Reading reading) {
        Bench bench = reading == null || !(rule.condition() instanceof Brought) ? null : benches.get(rule.id());
        if (bench == null) {
            return null;
        }
        synchronized (bench) {
            AlarmRule.Verdict verdict = bench.said.get(reading.at());
            return verdict == null ? null : verdict.text();
        }
    }

    @Override
    public String name() {
        return "sensor-rules";
    }

    /** Ready all the same: everybody else's alarms are well. */
    @Override
    public State state() {
        return new State(true, missed.isEmpty() ? "规则均可判定" : "外来规则暂不能判定（种类未安装或出错）：" + String.join("、", new TreeSet<>(missed)));
    }
}
