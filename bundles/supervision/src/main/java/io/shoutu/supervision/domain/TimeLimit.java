package io.shoutu.supervision.domain;

import io.shoutu.api.Problem;
import java.time.LocalDate;

/**
 * A time limit as a rule (时限规则), data with its source.
 *
 * @param code which one, e.g. {@code listing.publish}
 * @param amount days; for {@code listing.monthly} the day of the month
 * @param working whether they are working days
 * @param source document it comes from; says so where it is only an example to be confirmed
 * @param article article of it, or null
 * @param to last day in force, or null
 */
public record TimeLimit(String code, String label, int amount, boolean working, String source, String article, LocalDate from, LocalDate to) implements Dated {
    public TimeLimit {
        if (code == null) {
            throw new Problem.Invalid("code", "code", "请选择时限");
        }
        label = Words.required(label, "label", "时限名称", 100);
        boolean day = Reckoning.MONTHLY.equals(code);
        Dated.within(amount, 1, day ? 28 : 3650, "amount", day ? "每月的日期" : "天数");
        if (day && working) {
            throw new Problem.Invalid("day-of-month", "working", "月报时限是每月的日期，不能按工作日计");
        }
        source = Dated.sourced(source, from, to);
        article = Words.optional(article, "article", "条款", 100);
    }

    @Override
    public TimeLimit until(LocalDate last) {
        return new TimeLimit(code, label, amount, working, source, article, from, last);
    }

    @Override
    public String key() {
        return code;
    }

    @Override
    public String called() {
        return label;
    }

    /** E.g. 5个工作日. */
    public String words() {
        return amount + (working ? "个工作日" : "日");
    }
}
