package io.shoutu.hazard.domain.index;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The index of an area or a field (安全指数).
 *
 * @param points 0 to 100, the weighted mean of what is known; null where nothing is
 * @param known how much of the weight is known, in percent
 */
public record Index(BigDecimal points, BigDecimal known, List<Line> lines) {
    /** One indicator (指标得分): {@code value} and {@code points} null where it is not known. */
    public record Line(Indicator indicator, BigDecimal value, BigDecimal points) {}

    public static Index of(List<Indicator> indicators, Tally tally) {
        List<Line> lines = indicators.stream().filter(i -> i.weight().signum() > 0).map(i -> {
            BigDecimal value = i.measure().of(tally);
            return new Line(i, value, value == null ? null : i.points(value));
        }).toList();
        BigDecimal all = lines.stream().map(l -> l.indicator().weight()).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Line> told = lines.stream().filter(l -> l.points() != null).toList();
        BigDecimal weight = told.stream().map(l -> l.indicator().weight()).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (weight.signum() == 0) {
            return new Index(null, BigDecimal.ZERO, lines);
        }
        BigDecimal sum = told.stream().map(l -> l.points().multiply(l.indicator().weight())).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Index(sum.divide(weight, 1, RoundingMode.HALF_UP), weight.multiply(BigDecimal.valueOf(100)).divide(all, 0, RoundingMode.HALF_UP), lines);
    }
}
