package io.shoutu.sensor;

import io.shoutu.api.sensor.Priority;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Combined;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Standing;
import io.shoutu.sensor.domain.Threshold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All that is watched (值守表), by rule, by active alarm and by series. Any thread may look; only commits change it. */
final class Watches {
    private static final Watch[] NOBODY = {};

    private final Map<String, Watch> byRule = new ConcurrentHashMap<>();
    private final Map<String, Watch> byAlarm = new ConcurrentHashMap<>();
    /** Those that time alone may change. */
    private final Set<Watch> timed = ConcurrentHashMap.newKeySet();
    /** Enabled watches by number of the series; replaced as a whole. */
    private volatile Watch[][] bySeries = new Watch[0][];
    /**
     * Between which values nothing happens, both ends excluded: two for each number of a series, NaN where that cannot be said. It is there so that a reading of
     * which nothing comes, as nearly all, asks one place in memory and not each watch, its rule and how it stands. To be relied on only by whoever has the desk.
     */
    private volatile double[] calm = new double[0];
    /** The numbers of the series where a watch stands in it that looks at more than the series of its rule. */
    private final Map<Watch, int[]> places = new IdentityHashMap<>();

    private final Catalogue catalogue;
    /** What glancing came to, kept only so that it is not left out as useless. */
    @SuppressWarnings("unused")
    private double glanced;
    private volatile Predicate<String> cause = rule -> false;

    Watches(List<Watch> watches, Catalogue catalogue) {
        this.catalogue = catalogue;
        for (Watch watch : watches) {
            byRule.put(watch.rule.id(), watch);
            if (watch.alarm != null) {
                byAlarm.put(watch.alarm.number(), watch);
            }
            time(watch);
        }
        index();
    }

    /** None: for a rehearsal. */
    Watches(List<Watch> none) {
        this(none, null);
    }

    /** Every rule there is, the disabled ones too. */
    Collection<Watch> all() {
        return byRule.values();
    }

    /** Those that time alone may change: no-data rules, delays that run, alarms on their ladder. */
    Collection<Watch> timed() {
        return timed;
    }

    private void time(Watch watch) {
        if (watch.timed()) {
            timed.add(watch);
        } else {
            timed.remove(watch);
        }
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

    /**
     * Whether nothing comes of this reading: every watch of its series judges by a plain limit, stands as normal, and the value lies on the good side of all.
     * Of what a draft has prepared this knows nothing. For whoever has the desk.
     */
    boolean calm(Reading reading) {
        double[] between = calm;
        int low = 2 * reading.series().number();
        return low < between.length && reading.value() > between[low] && reading.value() < between[low + 1];
    }

    /** Whether it reaches a plain limit that stood as not reached. Any thread may ask; what a commit is changing meanwhile it may see or not. */
    boolean crosses(Reading reading) {
        double[] between = calm;
        int low = 2 * reading.series().number();
        // What is NaN is never reached.
        return low < between.length && (reading.value() <= between[low] || reading.value() >= between[low + 1]);
    }

    /** Looks at what these readings ask and for nothing else, before the desk is taken: as {@link Sorter} at its lines, and for the same reason. */
    void glance(List<Reading> readings) {
        double[] between = calm;
        double all = 0;
        for (int i = 0; i < readings.size(); i++) {
            int low = 2 * readings.get(i).series().number();
            all += low < between.length ? between[low] : 0;
        }
        glanced = all;
    }

    private void calmAgain(Watch[][] all, Collection<Integer> numbers) {
        double[] between = calm;
        if (between.length < 2 * all.length) {
            between = Arrays.copyOf(between, 2 * all.length);
            Arrays.fill(between, calm.length, between.length, Double.NaN);
        }
        for (int number : numbers) {
            double low = Double.NEGATIVE_INFINITY;
            double high = Double.POSITIVE_INFINITY;
            for (Watch watch : all[number] == null ? NOBODY : all[number]) {
                Threshold plain = watch.plain;
                if (plain == null || watch.standing != Standing.NORMAL) {
                    low = Double.NaN;
                } else if (plain.direction() == Threshold.Direction.ABOVE) {
                    high = Math.min(high, plain.limit());
                } else {
                    low = Math.max(low, plain.limit());
                }
            }
            between[2 * number] = all[number] == null ? Double.NaN : low;
            between[2 * number + 1] = high;
        }
        calm = between;
    }

    /** How many alarms of this priority are active. */
    long active(Priority priority) {
        return alarms().filter(alarm -> alarm.priority() == priority).count();
    }

    /** How many active alarms are silent. */
    long silent() {
        return alarms().filter(alarm -> alarm.state().silent()).count();
    }

    /** The active alarms. */
    Stream<Alarm> alarms() {
        return byAlarm.values().stream().map(watch -> watch.alarm).filter(Objects::nonNull);
    }

    /** Makes memory of what a transaction prepared, once it is committed. */
    void keep(Draft draft) {
        List<Watch> otherRules = new ArrayList<>();
        for (Next next : draft.changes) {
            Watch watch = next.watch;
            boolean fresh = byRule.putIfAbsent(next.rule.id(), watch) == null;
            if (fresh || watch.rule != next.rule) {
                otherRules.add(watch);
            }
            watch.follow(next.rule);
            watch.standing = next.standing;
            watch.memory = next.memory;
            watch.climb = next.climb;
            watch.lastArrival = next.lastArrival;
            watch.countedAt = next.countedAt;
            hold(watch, next.upToDate());
            time(watch);
        }
        if (!otherRules.isEmpty()) {
            bySeries = placed(otherRules, bySeries);
        }
        for (Next next : draft.changes) {
            calmAgain(next.watch);
        }
    }

    /** After it stands differently. Where it judges by more than a plain limit its series is never calm. */
    private void calmAgain(Watch watch) {
        if (watch.plain != null) {
            calmAgain(bySeries, List.of(watch.rule.series().number()));
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
        watch.follow(found.rule);
        watch.standing = found.standing;
        watch.memory = found.memory;
        watch.climb = found.climb;
        watch.lastArrival = Math.max(watch.lastArrival, found.lastArrival);
        watch.countedAt = found.countedAt;
        hold(watch, alarm);
        time(watch);
        byRule.put(found.rule.id(), watch);
        if (otherRule) {
            bySeries = placed(List.of(watch), bySeries);
        }
        calmAgain(watch);
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
        places.clear();
        // From nothing, and in force at once: who looks meanwhile still finds what was there before.
        bySeries = placed(byRule.values(), new Watch[0][]);
    }

    /** Puts these where the series they look at now find them, and takes them away from where they stood; whatever else there is stays. */
    private Watch[][] placed(Collection<Watch> changed, Watch[][] before) {
        Map<Integer, List<Watch>> touched = new HashMap<>();
        for (Watch watch : changed) {
            int own = watch.rule.series().number();
            int[] stood = places.remove(watch);
            for (int number : stood == null ? new int[] {own} : stood) {
                touched.computeIfAbsent(number, place -> standing(before, place)).remove(watch);
            }
            if (watch.rule.enabled()) {
                int[] looks = looksAt(watch.rule, catalogue).stream().mapToInt(Series::number).distinct().toArray();
                if (looks.length != 1 || looks[0] != own) {
                    places.put(watch, looks);
                }
                for (int number : looks) {
                    touched.computeIfAbsent(number, place -> standing(before, place)).add(watch);
                }
            }
        }
        int most = touched.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
        Watch[][] all = Arrays.copyOf(before, Math.max(before.length, most + 1));
        Comparator<Watch> order = Comparator.comparing((Watch watch) -> cause.test(watch.rule.id())).thenComparing(watch -> watch.rule.id());
        touched.forEach((number, watches) -> {
            watches.sort(order);
            all[number] = watches.isEmpty() ? null : watches.toArray(new Watch[0]);
        });
        calmAgain(all, touched.keySet());
        return all;
    }

    private static List<Watch> standing(Watch[][] all, int number) {
        Watch[] there = number < all.length ? all[number] : null;
        return there == null ? new ArrayList<>() : new ArrayList<>(Arrays.asList(there));
    }

    /** Rules that silence others come after these: what ends with the same reading must not call in between. */
    void causesLast(Predicate<String> rules) {
        cause = rules;
        index();
    }

    /** Every series a rule looks at, its own first; a series that is not declared is left out. */
    static List<Series> looksAt(Rule rule, Catalogue catalogue) {
        if (!(rule.condition() instanceof Combined combined)) {
            return List.of(rule.series());
        }
        return combined.parts().stream().map(part -> catalogue.series(part.device(), part.point())).filter(Objects::nonNull).toList();
    }
}
