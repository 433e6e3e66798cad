package io.shoutu.responsibility.domain.yearend;

import io.shoutu.api.Problem;
import io.shoutu.api.Term;
import io.shoutu.responsibility.domain.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One item of a scoring rule (评分项目).
 *
 * @param code short name within the rule
 * @param label what people read
 * @param most full points of the item
 * @param base for {@link Way#SHARE} the value that earns them all; for {@link Way#BONUS} the value from which on it is rewarded; for
 *     {@link Way#DEDUCTION} how much goes unpunished
 * @param each for deduction and bonus: points for each unit of the value
 */
public record ScoreItem(String code, String label, ScoreInput input, Way way, BigDecimal most, BigDecimal base, BigDecimal each) {
    /** How a value becomes points (计分方式). */
    public enum Way implements Term {
        SHARE("按比例得分"), DEDUCTION("逐个扣分"), BONUS("超额加分");

        private final String label;

        Way(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    public ScoreItem {
        label = Words.required(label, "label", "评分项目名称", 60);
        ScoreInput.refuseFines(label, "label");
        if (code == null || !code.matches("[0-9A-Za-z一-龥.\\-]{1,20}")) {
            throw new Problem.Invalid("score-code", "code", "评分项目编号须为 1 到 20 个字母、数字、汉字或点号：" + code);
        }
        if (input == null || way == null) {
            throw new Problem.Invalid("required", input == null ? "input" : "way", "请为“" + label + "”选择" + (input == null ? "评分指标" : "计分方式"));
        }
        if (most == null || most.signum() <= 0 || most.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new Problem.Invalid("score-most", "most", "“" + label + "”的满分应大于 0、不超过 100");
        }
        base = base == null ? BigDecimal.ZERO : base;
        each = each == null ? BigDecimal.ZERO : each;
        if (way == Way.SHARE ? base.signum() <= 0 : each.signum() <= 0 || base.signum() < 0) {
            throw new Problem.Invalid("score-base", way == Way.SHARE ? "base" : "each", way == Way.SHARE ? "请填写“" + label + "”得满分的指标值（大于 0）" : "请填写“" + label + "”每个单位的分值（大于 0）");
        }
    }

    /** The points a value earns, two decimals, never below 0 or above the most. */
    public BigDecimal points(BigDecimal value) {
        BigDecimal points = switch (way) {
            case SHARE -> most.multiply(value.min(base)).divide(base, 6, RoundingMode.HALF_UP);
            case DEDUCTION -> most.subtract(each.multiply(value.subtract(base).max(BigDecimal.ZERO)));
            case BONUS -> each.multiply(value.subtract(base).max(BigDecimal.ZERO));
        };
        return points.max(BigDecimal.ZERO).min(most).setScale(2, RoundingMode.HALF_UP);
    }

    /** The same as a sentence, e.g. {@code 50 × min(96, 100) ÷ 100 = 48.00}. */
    public String how(BigDecimal value) {
        String v = plain(value);
        return switch (way) {
            case SHARE -> plain(most) + " × min(" + v + ", " + plain(base) + ") ÷ " + plain(base);
            case DEDUCTION -> plain(most) + " − " + plain(each) + " × max(0, " + v + " − " + plain(base) + ")";
            case BONUS -> "min(" + plain(most) + ", " + plain(each) + " × max(0, " + v + " − " + plain(base) + "))";
        } + " = " + points(value).toPlainString();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
