package io.shoutu.sensor.domain;

import io.shoutu.api.sensor.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of an alarm system (报警绩效), after ISA-18.2-2016 §16 and EEMUA 191, from what the journal tells. Each word counts exactly this:
 *
 * <ul>
 * <li>raised: facts {@code sensor.alarm-raised} in the period. Silent and retrospective alarms are none.
 * <li>windows: ten minutes each, the first beginning at {@code from}, the last cut at {@code to}; average = raised ÷ minutes × 10.
 * <li>over ten: windows with more than the flood limit; flood share: these ÷ all windows. A flood: windows over the limit that follow one another, until one has less than half of it.
 * <li>acknowledged: alarms raised in the period and first acknowledged, whenever; seconds from raised to acknowledged. Never: those that were not.
 * <li>chattering: rules with {@code chattering} or more facts raised or recurred within any sixty seconds.
 * <li>fleeting: alarms raised and cleared within sixty seconds without anybody having acknowledged.
 * <li>top: rules by raised facts, ten at most, ties by id.
 * </ul>
 */
public record AlarmFigures(Instant from, Instant to, double minutes, long raised, double average, long peak, Instant peakAt, long overLimit, double floodShare, List<Flood> floods,
        Map<Priority, Long> priorities, Acknowledged acknowledged, List<Chatter> chattering, List<Frequent> fleeting, List<Frequent> top, long shelved, long retrospective,
        List<Hour> hours) {
    private static final long WINDOW = Duration.ofMinutes(10).toMillis();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final int MOST = 10;

    /** What happened to an alarm (报警事件), as the journal tells. */
    public enum What { RAISED, RECURRED, ACKNOWLEDGED, CLEARED, SHELVED, FOUND }

    /** One of them, in the order it was told. */
    public record Event(What what, String alarm, long at, String rule, String name, String device, Priority priority) {}

    /** A flood (报警泛滥). */
    public record Flood(Instant begin, Instant end, long raised) {}

    /** How quickly alarms were seen (确认用时); null where none was. */
    public record Acknowledged(long count, Double meanSeconds, Double medianSeconds, Double p90Seconds, long never) {}

    /** A rule that chatters (抖动). */
    public record Chatter(String rule, String name, String device, long times, long mostInAMinute) {}

    /** A rule by how often it raised. */
    public record Frequent(String rule, String name, String device, long raised, double share) {}

    /** An hour of the period. */
    public record Hour(Instant begin, long raised) {}

    /**
     * @param events of the period, and acknowledgements and clearings after it, in the order they were told
     * @param floodLimit alarms in ten minutes above which it is a flood
     */
    public static AlarmFigures of(Collection<Event> events, Instant from, Instant to, int floodLimit, int chatteringTimes) {
        long begin = from.toEpochMilli();
        long end = to.toEpochMilli();
        List<Event> inside = events.stream().filter(e -> e.at() >= begin && e.at() < end).toList();
        List<Event> raised = inside.stream().filter(e -> e.what() == What.RAISED).toList();
        long[] windows = new long[(int) ((end - begin + WINDOW - 1) / WINDOW)];
        raised.forEach(e -> windows[(int) ((e.at() - begin) / WINDOW)]++);
        int peak = 0;
        long over = 0;
        for (int i = 0; i < windows.length; i++) {
            peak = windows[i] > windows[peak] ? i : peak;
            over += windows[i] > floodLimit ? 1 : 0;
        }
        double minutes = (end - begin) / 60_000.0;
        Map<Priority, Long> priorities = new EnumMap<>(Priority.class);
        for (Priority priority : Priority.values()) {
            priorities.put(priority, raised.stream().filter(e -> e.priority() == priority).count());
        }
        return new AlarmFigures(from, to, minutes, raised.size(), raised.size() / minutes * 10, windows[peak], Instant.ofEpochMilli(begin + peak * WINDOW), over,
                (double) over / windows.length, floods(windows, begin, end, floodLimit), priorities, acknowledged(raised, events), chattering(inside, chatteringTimes),
                frequent(fleeting(raised, events), raised.size()), frequent(raised, raised.size()), inside.stream().filter(e -> e.what() == What.SHELVED).count(),
                inside.stream().filter(e -> e.what() == What.FOUND).count(), hours(raised, begin, end));
    }

    private static List<Flood> floods(long[] windows, long begin, long end, int limit) {
        List<Flood> floods = new ArrayList<>();
        int since = -1;
        long total = 0;
        for (int i = 0; i <= windows.length; i++) {
            boolean on = i < windows.length && (since >= 0 ? windows[i] * 2 >= limit : windows[i] > limit);
            if (on) {
                since = since < 0 ? i : since;
                total += windows[i];
            } else if (since >= 0) {
                floods.add(new Flood(Instant.ofEpochMilli(begin + since * WINDOW), Instant.ofEpochMilli(Math.min(end, begin + i * WINDOW)), total));
                since = -1;
                total = 0;
            }
        }
        return floods;
    }

    private static Acknowledged acknowledged(List<Event> raised, Collection<Event> events) {
        Map<String, Long> first = new HashMap<>();
        events.stream().filter(e -> e.what() == What.ACKNOWLEDGED).forEach(e -> first.putIfAbsent(e.alarm(), e.at()));
        List<Double> seconds = raised.stream().filter(e -> first.containsKey(e.alarm())).map(e -> (first.get(e.alarm()) - e.at()) / 1_000.0).sorted().toList();
        if (seconds.isEmpty()) {
            return new Acknowledged(0, null, null, null, raised.size());
        }
        double mean = seconds.stream().mapToDouble(s -> s).sum() / seconds.size();
        return new Acknowledged(seconds.size(), mean, nearest(seconds, 0.5), nearest(seconds, 0.9), raised.size() - seconds.size());
    }

    /** By nearest rank: the smallest value at least that share of all lie at or below. */
    private static double nearest(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private static List<Chatter> chattering(List<Event> inside, int times) {
        Map<String, List<Event>> byRule = new LinkedHashMap<>();
        inside.stream().filter(e -> e.what() == What.RAISED || e.what() == What.RECURRED).forEach(e -> byRule.computeIfAbsent(e.rule(), r -> new ArrayList<>()).add(e));
        List<Chatter> out = new ArrayList<>();
        byRule.forEach((rule, own) -> {
            List<Event> sorted = own.stream().sorted(Comparator.comparingLong(Event::at)).toList();
            int most = 0;
            for (int i = 0, j = 0; j < sorted.size(); j++) {
                while (sorted.get(j).at() - sorted.get(i).at() >= MINUTE) {
                    i++;
                }
                most = Math.max(most, j - i + 1);
            }
            if (most >= times) {
                out.add(new Chatter(rule, sorted.get(0).name(), sorted.get(0).device(), sorted.size(), most));
            }
        });
        out.sort(Comparator.comparingLong(Chatter::times).reversed().thenComparing(Chatter::rule));
        return out;
    }

    private static List<Event> fleeting(List<Event> raised, Collection<Event> events) {
        Map<String, Event> next = new HashMap<>();
        events.stream().filter(e -> e.what() == What.ACKNOWLEDGED || e.what() == What.CLEARED).forEach(e -> next.putIfAbsent(e.alarm(), e));
        return raised.stream().filter(e -> {
            Event then = next.get(e.alarm());
            return then != null && then.what() == What.CLEARED && then.at() - e.at() < MINUTE;
        }).toList();
    }

    private static List<Frequent> frequent(List<Event> raised, long all) {
        Map<String, List<Event>> byRule = new LinkedHashMap<>();
        raised.forEach(e -> byRule.computeIfAbsent(e.rule(), r -> new ArrayList<>()).add(e));
        return byRule.entrySet().stream().map(e -> new Frequent(e.getKey(), e.getValue().get(0).name(), e.getValue().get(0).device(), e.getValue().size(), (double) e.getValue().size() / all))
                .sorted(Comparator.comparingLong(Frequent::raised).reversed().thenComparing(Frequent::rule)).limit(MOST).toList();
    }

    private static List<Hour> hours(List<Event> raised, long begin, long end) {
        long hour = Duration.ofHours(1).toMillis();
        long[] counts = new long[(int) ((end - begin + hour - 1) / hour)];
        raised.forEach(e -> counts[(int) ((e.at() - begin) / hour)]++);
        List<Hour> hours = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            hours.add(new Hour(Instant.ofEpochMilli(begin + i * hour), counts[i]));
        }
        return hours;
    }
}
