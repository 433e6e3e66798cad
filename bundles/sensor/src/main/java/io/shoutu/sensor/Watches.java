package io.shoutu.sensor;

import io.shoutu.api.sensor.Priority;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.Series;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** All that is watched (值守表), by rule, by active alarm and by series. Any thread may look; only commits change it. */
final class Watches {
    private final Map<String, Watch> byRule = new ConcurrentHashMap<>();
    private final Map<String, Watch> byAlarm = new ConcurrentHashMap<>();
    /** Enabled watches by number of the series; replaced as a whole. */
    private volatile Watch[][] bySeries = new Watch[0][];

    Watches(List<Watch> watches) {
        for (Watch watch : watches) {
            byRule.put(watch.rule.id(), watch);
            if (watch.alarm != null) {
                byAlarm.put(watch.alarm.number(), watch);
            }
        }
        index();
    }

    /** Every rule there is, the disabled ones too. */
    Collection<Watch> all() {
        return byRule.values();
    }

    /** The watch of this rule, or null. */
    Watch byRule(String id) {
        return byRule.get(id);
    }

    /** The watch whose active alarm this is, or null. */
    Watch byAlarm(String number) {
        return byAlarm.get(number);
    }

    /** What watches this series, or null where nothing does. Allocates nothing: every reading asks. */
    Watch[] on(Series series) {
        Watch[][] all = bySeries;
        int number = series.number();
        return number < all.length ? all[number] : null;
    }

    /** How many alarms of this priority are active. */
    long active(Priority priority) {
        return byRule.values().stream().map(watch -> watch.alarm).filter(alarm -> alarm != null && alarm.priority() == priority).count();
    }

    /** Makes memory of what a transaction prepared, once it is committed. */
    void keep(Draft draft) {
        boolean otherRules = false;
        for (Next next : draft.changes) {
            Watch watch = next.watch;
            otherRules |= watch.rule != next.rule;
            watch.rule = next.rule;
            watch.standing = next.standing;
            watch.lastArrival = next.lastArrival;
            watch.countedAt = next.countedAt;
            hold(watch, next.upToDate());
        }
        if (otherRules) {
            draft.changes.forEach(next -> byRule.putIfAbsent(next.rule.id(), next.watch));
            index();
        }
    }

    /** Puts a watch as rows and readings say it is in the place of what memory had; the same object stays in use. */
    void mend(Watch found) {
        Watch watch = byRule.getOrDefault(found.rule.id(), found);
        boolean otherRule = watch == found || watch.rule.version() != found.rule.version();
        Alarm alarm = found.alarm;
        if (watch == found) {
            found.alarm = null;
        }
        watch.rule = found.rule;
        watch.standing = found.standing;
        watch.lastArrival = Math.max(watch.lastArrival, found.lastArrival);
        watch.countedAt = found.countedAt;
        hold(watch, alarm);
        byRule.put(found.rule.id(), watch);
        if (otherRule) {
            index();
        }
    }

    private void hold(Watch watch, Alarm alarm) {
        String before = watch.alarm == null ? null : watch.alarm.number();
        String after = alarm == null ? null : alarm.number();
        watch.alarm = alarm;
        if (!Objects.equals(before, after)) {
            if (before != null) {
                byAlarm.remove(before);
            }
            if (after != null) {
                byAlarm.put(after, watch);
            }
        }
    }

    private void index() {
        int most = byRule.values().stream().mapToInt(watch -> watch.rule.series().number()).max().orElse(-1);
        Watch[][] all = new Watch[most + 1][];
        for (Watch watch : byRule.values()) {
            if (watch.rule.enabled()) {
                int number = watch.rule.series().number();
                Watch[] there = all[number] == null ? new Watch[0] : all[number];
                all[number] = Arrays.copyOf(there, there.length + 1);
                all[number][there.length] = watch;
            }
        }
        bySeries = all;
    }
}
