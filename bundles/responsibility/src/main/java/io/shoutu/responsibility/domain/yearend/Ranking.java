package io.shoutu.responsibility.domain.yearend;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Ranks within groups (排名): equal totals share a rank, and the next one is counted on from how many stand before it. */
public final class Ranking {
    private Ranking() {}

    /** A place. @param rank null where there is no total */
    public record Place<T>(T what, String group, BigDecimal total, Integer rank, int of) {}

    /** By group in the order they come, then by total, the highest first; what has no total comes last and has no rank. */
    public static <T> List<Place<T>> of(List<T> all, Function<T, String> group, Function<T, BigDecimal> total) {
        Map<String, List<T>> groups = new LinkedHashMap<>();
        all.forEach(each -> groups.computeIfAbsent(group.apply(each), key -> new ArrayList<>()).add(each));
        List<Place<T>> places = new ArrayList<>();
        groups.forEach((name, some) -> {
            List<T> order = some.stream().sorted(Comparator.comparing(total, Comparator.nullsLast(Comparator.reverseOrder()))).toList();
            int scored = (int) order.stream().filter(each -> total.apply(each) != null).count();
            for (T each : order) {
                BigDecimal points = total.apply(each);
                Integer rank = points == null ? null : 1 + (int) order.stream().filter(other -> total.apply(other) != null && total.apply(other).compareTo(points) > 0).count();
                places.add(new Place<>(each, name, points, rank, scored));
            }
        });
        return places;
    }
}
