package io.shoutu.hazard.domain;

import io.shoutu.api.Problem;
import java.math.BigDecimal;

/**
 * The funds of a plan (资金落实).
 *
 * @param amount a number of yuan not below 0, or words such as {@code 5000元，企业自筹}
 * @param source who pays, or null where the words say it already
 */
public record Funds(String amount, String source) {
    public Funds {
        amount = Words.required(amount, "funds", "资金", 200);
        source = Words.optional(source, "funds", "资金来源", 200);
        if (amount.matches("[-−]\\s*\\d.*") || amount.matches("[-+]?\\d+(\\.\\d+)?") && new BigDecimal(amount).signum() < 0) {
            throw new Problem.Invalid("funds-negative", "funds", "整改资金不能为负数：" + amount);
        }
    }

    /** What people read, e.g. {@code 5000元，来源：企业自筹}. */
    @Override
    public String toString() {
        String yuan = amount.matches("\\d+(\\.\\d+)?") ? amount + "元" : amount;
        return source == null ? yuan : yuan + "，来源：" + source;
    }
}
