package io.shoutu.sensor.domain;

import io.shoutu.api.sensor.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Grouping by probable cause (按可能起因归并): alarms of one place that came within a window of one another belong together, and the one that came first
 * is what probably caused the others (first-out). The place widens from device over enterprise and area to the whole county until the list is short enough.
 * Every alarm is in exactly one group.
 */
public final class Grouping {
    public static final int MOST = 10;

    /** How wide a place is taken (归并层级). */
    public enum Level { device, enterprise, area, county }

    /** An alarm and where it stands; a place that is not known is null. */
    public record Placed(Alarm alarm, String device, String enterprise, String area) {
        private String at(Level level) {
            return switch (level) {
                case device -> "d:" + device;
                case enterprise -> enterprise == null ? at(Level.device) : "e:" + enterprise;
                case area -> area == null ? at(Level.enterprise) : "a:" + area;
                case county -> "";
            };
        }
    }

    /**
     * One group.
     *
     * @param alarms by the time they were raised; the first is the probable cause
     */
    public record Group(Level level, List<Alarm> alarms) {
        public Alarm cause() {
            return alarms.get(0);
        }

        public Instant begin() {
            return cause().raisedAt();
        }

        public Instant end() {
            return alarms.get(alarms.size() - 1).raisedAt();
        }

        public Priority priority() {
            return alarms.stream().map(Alarm::priority).min(Comparator.naturalOrder()).orElseThrow();
        }

        public long unacknowledged() {
            return alarms.stream().filter(a -> AlarmState.WAITING.contains(a.state())).count();
        }

        /** One line for people. */
        public String title() {
            return alarms.size() == 1 ? cause().title() : "疑似起因：" + cause().title() + "，其后 " + (alarms.size() - 1) + " 条";
        }
    }

    private Grouping() {}

    /**
     * Groups alarms, the most urgent group first.
     *
     * @param window how far apart alarms that follow one another may be
     */
    public static List<Group> of(List<Placed> alarms, Duration window) {
        List<Placed> sorted = alarms.stream().sorted(Comparator.comparing((Placed p) -> p.alarm().raisedAt()).thenComparing(p -> p.alarm().number())).toList();
        List<Group> groups = List.of();
        for (Level level : Level.values()) {
            groups = at(sorted, level, window);
            if (groups.size() <= MOST) {
                break;
            }
        }
        List<Group> shown = new ArrayList<>(groups);
        // Even the whole county may have come in more waves than fit: the oldest are taken together.
        while (shown.size() > MOST) {
            List<Alarm> both = new ArrayList<>(shown.get(0).alarms());
            both.addAll(shown.get(1).alarms());
            shown.remove(0);
            shown.set(0, new Group(Level.county, both));
        }
        shown.sort(Comparator.comparing(Group::priority).thenComparing(Comparator.comparing(Group::end).reversed()));
        return shown;
    }

    private static List<Group> at(List<Placed> sorted, Level level, Duration window) {
        List<List<Alarm>> groups = new ArrayList<>();
        Map<String, List<Alarm>> open = new LinkedHashMap<>();
        for (Placed placed : sorted) {
            String where = placed.at(level);
            List<Alarm> group = open.get(where);
            if (group == null || Duration.between(group.get(group.size() - 1).raisedAt(), placed.alarm().raisedAt()).compareTo(window) > 0) {
                group = new ArrayList<>();
                open.put(where, group);
                groups.add(group);
            }
            group.add(placed.alarm());
        }
        return groups.stream().map(group -> new Group(level, group)).toList();
    }
}
