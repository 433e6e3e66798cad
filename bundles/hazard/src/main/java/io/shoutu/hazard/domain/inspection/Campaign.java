package io.shoutu.hazard.domain.inspection;

import io.shoutu.api.Problem;
import io.shoutu.hazard.domain.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A campaign (专项行动), e.g. one of 1+13 or before a holiday. Which ones there are and which sectors they name is the county's own setting.
 *
 * @param parent code of the campaign it is a part of (the 1 of 1+13), or null
 * @param sectors the regulators' own tags it covers
 * @param summary written at its end, or null while it runs
 */
public record Campaign(String code, String parent, String title, List<String> sectors, LocalDate from, LocalDate to, String sheet, String launchedBy, Instant launchedAt,
        String summary, Instant closedAt, long version) {
    public static final String KIND = "inspection-campaign";

    public Campaign {
        if (code == null || !code.matches("[a-z0-9][a-z0-9-]{1,39}")) {
            throw new Problem.Invalid("campaign-code", "code", "专项行动代码应为小写字母、数字和连字符");
        }
        title = Words.required(title, "title", "专项行动名称", 200);
        sectors = sectors == null ? List.of() : sectors.stream().map(s -> Words.required(s, "sectors", "行业领域", 60)).toList();
        if (from == null || to == null || to.isBefore(from)) {
            throw new Problem.Invalid("campaign-days", "to", "请填写起止日期，截止不得早于起始");
        }
        if (code.equals(parent)) {
            throw new Problem.Invalid("campaign-parent", "parent", "不能从属于自己");
        }
    }

    public Campaign closed(String words, Instant now) {
        if (closedAt != null) {
            throw new Problem.IllegalMove("illegal-move", "专项行动已经结束");
        }
        return new Campaign(code, parent, title, sectors, from, to, sheet, launchedBy, launchedAt, Words.required(words, "summary", "总结", 2000), now, version);
    }
}
