package io.shoutu.responsibility.domain.yearend;

import io.shoutu.api.Term;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came after a year was frozen (冻结后调整): one line for each act that now counts and did not, or did and no longer does. The frozen
 * figure stays; figure and lines together are what stands today.
 *
 * @param change +1 or −1
 * @param code of the duty
 * @param slot what people read, e.g. 2025年第四季度
 */
public record Adjustment(Kind kind, int change, String code, String slot, YearResult.Done act) {
    /** Why (调整原因). */
    public enum Kind implements Term {
        LATE("补录"), REVERSAL("冲销"), RECKONED("改计");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** The lines between a frozen result and the same year as it is known now, in the order of the list; their sum is exactly the difference. */
    public static List<Adjustment> between(YearResult frozen, YearResult now) {
        Map<String, YearResult.Line> before = byLine(frozen);
        Map<String, YearResult.Line> after = byLine(now);
        java.util.Set<String> reversed = new java.util.HashSet<>();
        now.lines().forEach(line -> line.reversed().forEach(act -> reversed.add(act.identity())));
        List<Adjustment> all = new ArrayList<>();
        Map<String, YearResult.Line> every = new LinkedHashMap<>(before);
        after.forEach(every::putIfAbsent);
        every.forEach((key, line) -> {
            List<YearResult.Done> old = before.containsKey(key) ? before.get(key).counted() : List.of();
            List<YearResult.Done> fresh = after.containsKey(key) ? after.get(key).counted() : List.of();
            minus(fresh, old).forEach(act -> all.add(new Adjustment(later(act.recorded(), frozen.asOf()) ? Kind.LATE : Kind.RECKONED, 1, line.code(), line.slot().label(), act)));
            minus(old, fresh).forEach(act -> all.add(new Adjustment(reversed.contains(act.identity()) ? Kind.REVERSAL : Kind.RECKONED, -1, line.code(), line.slot().label(), act)));
        });
        return all;
    }

    private static boolean later(Instant recorded, Instant asOf) {
        return recorded.isAfter(asOf);
    }

    private static Map<String, YearResult.Line> byLine(YearResult result) {
        Map<String, YearResult.Line> lines = new LinkedHashMap<>();
        result.lines().forEach(line -> lines.put(line.identity(), line));
        return lines;
    }

    private static List<YearResult.Done> minus(List<YearResult.Done> all, List<YearResult.Done> without) {
        java.util.Set<String> known = new java.util.HashSet<>();
        without.forEach(act -> known.add(act.identity()));
        return all.stream().filter(act -> !known.contains(act.identity())).toList();
    }
}
