package io.shoutu.hazard.domain.index;

import io.shoutu.api.Problem;
import io.shoutu.hazard.domain.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One indicator of the index (指数指标), as data: how much it weighs and between which values it gives 0 to 100 points. Another county, other numbers.
 *
 * @param measure what is reckoned
 * @param weight 0 takes it out
 * @param zeroAt the value that gives no point
 * @param fullAt the value that gives all; may lie below {@code zeroAt} where less is better
 * @param source where weight and values come from
 */
public record Indicator(Measure measure, BigDecimal weight, BigDecimal zeroAt, BigDecimal fullAt, String source) {
    public Indicator {
        if (measure == null || weight == null || zeroAt == null || fullAt == null) {
            throw new Problem.Invalid("indicator", measure == null ? "measure" : weight == null ? "weight" : zeroAt == null ? "zeroAt" : "fullAt", "请填写指标、权重、零分值和满分值");
        }
        if (weight.signum() < 0 || weight.compareTo(BigDecimal.valueOf(1000)) > 0) {
            throw new Problem.Invalid("indicator", "weight", "权重应为0到1000：" + weight.toPlainString());
        }
        if (zeroAt.compareTo(fullAt) == 0 || zeroAt.abs().max(fullAt.abs()).compareTo(BigDecimal.valueOf(100_000)) > 0) {
            throw new Problem.Invalid("indicator", "fullAt", "满分值不能等于零分值，二者不超过100000");
        }
        source = Words.required(source, "source", "依据", 300);
    }

    /** Points for a value, 0 to 100, one decimal; not below and not above however bad or good it is. */
    public BigDecimal points(BigDecimal value) {
        BigDecimal share = value.subtract(zeroAt).multiply(BigDecimal.valueOf(100)).divide(fullAt.subtract(zeroAt), 1, RoundingMode.HALF_UP);
        return share.max(BigDecimal.ZERO).min(BigDecimal.valueOf(100)).setScale(1, RoundingMode.HALF_UP);
    }
}
