package io.shoutu.hazard.domain.index;

import io.shoutu.api.Term;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What the index looks at (指数指标项), each from rows anybody may open; null where there is nothing to divide by, which is said and not taken for good. */
public enum Measure implements Term {
    IN_TIME("按期整改率（%）", "近一年到期的隐患中，已销号且从未错过时限的"), COVERAGE("检查覆盖率（%）", "近一年检查过的企业 ÷ 名录中的企业"),
    OVERDUE("逾期占比（%）", "未销号隐患中已逾期的"), MAJOR("每百家企业未销号重大隐患", "未销号重大隐患 × 100 ÷ 名录中的企业"),
    RECURRING("反复率（%）", "近一年登记的隐患中属反复的"), REBOUND("反弹率（%）", "已回头看的隐患中反弹的"), HIGH_RISK("重大较大风险占比（%）", "管控中的风险点里动态等级为重大、较大的");

    private final String label;
    private final String formula;

    Measure(String label, String formula) {
        this.label = label;
        this.formula = formula;
    }

    @Override
    public String label() {
        return label;
    }

    public String formula() {
        return formula;
    }

    public BigDecimal of(Tally t) {
        return switch (this) {
            case IN_TIME -> rate(t.inTime(), t.due());
            case COVERAGE -> rate(t.inspected(), t.enterprises());
            case OVERDUE -> t.open() == 0 && t.found() > 0 ? BigDecimal.ZERO : rate(t.overdue(), t.open());
            case MAJOR -> rate(t.major(), t.enterprises());
            case RECURRING -> rate(t.recurring(), t.found());
            case REBOUND -> rate(t.rebounds(), t.looked());
            case HIGH_RISK -> rate(t.high(), t.units());
        };
    }

    private static BigDecimal rate(long part, long whole) {
        return whole == 0 ? null : BigDecimal.valueOf(part * 100).divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
    }
}
