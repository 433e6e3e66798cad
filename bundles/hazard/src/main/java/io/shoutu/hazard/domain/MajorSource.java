package io.shoutu.hazard.domain;

import io.shoutu.api.Problem;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A major hazard installation of hazardous chemicals (危险化学品重大危险源), reckoned by GB 18218-2018: S = Σ q/Q decides <em>whether</em> it is one,
 * R = α·Σ(β·q/Q) decides its <em>grade</em>. α stands once, outside the sum. β of the order of 2011 (40号令 annex) is not used.
 *
 * @param s rounded to 4 places for reading; whether it is one was decided by the exact value
 * @param grade 1 to 4, or null where S is below 1
 */
public record MajorSource(BigDecimal s, BigDecimal alpha, BigDecimal r, Integer grade, List<Line> lines) {
    private static final BigDecimal[][] ALPHA = {{new BigDecimal(100), new BigDecimal("2.0")}, {new BigDecimal(50), new BigDecimal("1.5")}, {new BigDecimal(30), new BigDecimal("1.2")},
            {BigDecimal.ONE, new BigDecimal("1.0")}};

    /**
     * A substance or class with its critical quantity (临界量).
     *
     * @param name as table 1 names it, or the symbol of the class of table 2, e.g. {@code W5.3}
     * @param critical Q in tonnes
     * @param beta β of table 3 by name, else of table 4 by class
     */
    public record Substance(String name, String cas, BigDecimal critical, BigDecimal beta, String source) {}

    /** What is there, at most: the design maximum. */
    public record Stock(Substance substance, BigDecimal tonnes) {}

    /** One line of the reckoning, as it may be checked by hand. */
    public record Line(String name, BigDecimal q, BigDecimal critical, BigDecimal beta, BigDecimal ratio, BigDecimal weighted) {}

    /**
     * Reckons one unit.
     *
     * @param people who may be exposed within 500 m outside the boundary
     */
    public static MajorSource of(List<Stock> stock, int people) {
        if (stock.isEmpty()) {
            throw new Problem.Invalid("stock-required", "items", "请至少填写一种危险化学品及其设计最大量");
        }
        if (people < 0) {
            throw new Problem.Invalid("people-negative", "people", "厂界外500米内可能暴露人数不能为负：" + people);
        }
        BigDecimal alpha = alpha(people);
        BigDecimal s = BigDecimal.ZERO;
        BigDecimal weighted = BigDecimal.ZERO;
        List<Line> lines = new ArrayList<>();
        for (Stock one : stock) {
            if (one.tonnes() == null || one.tonnes().signum() < 0) {
                throw new Problem.Invalid("tonnes", "tonnes", "“" + one.substance().name() + "”的数量应为不小于0的吨数");
            }
            BigDecimal ratio = one.tonnes().divide(one.substance().critical(), MathContext.DECIMAL128);
            BigDecimal part = ratio.multiply(one.substance().beta());
            s = s.add(ratio);
            weighted = weighted.add(part);
            lines.add(new Line(one.substance().name(), one.tonnes(), one.substance().critical(), one.substance().beta(), shown(ratio), shown(part)));
        }
        BigDecimal r = weighted.multiply(alpha);
        return new MajorSource(shown(s), alpha, shown(r), s.compareTo(BigDecimal.ONE) >= 0 ? grade(r) : null, lines);
    }

    private static BigDecimal alpha(int people) {
        for (BigDecimal[] row : ALPHA) {
            if (BigDecimal.valueOf(people).compareTo(row[0]) >= 0) {
                return row[1];
            }
        }
        return new BigDecimal("0.5");
    }

    private static int grade(BigDecimal r) {
        if (r.compareTo(BigDecimal.valueOf(100)) >= 0) {
            return 1;
        }
        if (r.compareTo(BigDecimal.valueOf(50)) >= 0) {
            return 2;
        }
        return r.compareTo(BigDecimal.TEN) >= 0 ? 3 : 4;
    }

    private static BigDecimal shown(BigDecimal exact) {
        return RiskMethod.plain(exact.setScale(4, RoundingMode.HALF_UP));
    }

    /** What people say, e.g. {@code 三级重大危险源（R=14.4）}. */
    public String verdict() {
        return grade == null ? "不构成重大危险源（S=" + s.toPlainString() + "，小于1）"
                : "一二三四".charAt(grade - 1) + "级重大危险源（S=" + s.toPlainString() + "，R=" + r.toPlainString() + "）";
    }
}
