package io.shoutu.responsibility.domain.township;

import io.shoutu.api.Problem;
import io.shoutu.responsibility.domain.Words;
import java.time.Instant;
import java.time.YearMonth;

/**
 * Accidents and deaths of one month as the statistics say (当月事故起数、死亡人数).
 *
 * @param revision 1, 2, …; a later figure is the next one, because deaths may still come within thirty days
 * @param source where the figures come from, e.g. 生产安全事故统计直报系统
 */
public record AccidentMonth(YearMonth month, int revision, int accidents, int deaths, String source, String enteredBy, Instant enteredAt) {
    public AccidentMonth {
        if (month == null) {
            throw new Problem.Invalid("required", "month", "请填写月份，如 2026-03");
        }
        if (accidents < 0 || deaths < 0 || accidents > 100_000 || deaths > 100_000) {
            throw new Problem.Invalid("accident-count", "accidents", "事故起数和死亡人数应为不小于 0 的整数");
        }
        if (deaths > 0 && accidents == 0) {
            throw new Problem.Invalid("accident-count", "accidents", "有死亡人数时，事故起数不能为 0");
        }
        source = Words.required(source, "source", "数据来源", 300);
    }
}
