package io.shoutu.hazard.domain;

import io.shoutu.api.Problem;
import java.time.LocalDate;

/**
 * The rectification plan (整改方案) with its five guarantees (五落实): measures, responsible person, funds, deadline, contingency.
 *
 * <p>One that is missing is {@link Problem.Invalid} {@code five-guarantees}, naming the field. Source: the treatment plan of
 * 《安全生产事故隐患排查治理暂行规定》(16号令) art. 15.
 */
public record Plan(String measures, String responsible, Funds funds, LocalDate deadline, String contingency) {
    public Plan {
        measures = guarantee(measures, "measures", "措施", 2000);
        responsible = guarantee(responsible, "responsible", "责任人", 100);
        funds = guaranteed(funds, "funds", "资金");
        deadline = guaranteed(deadline, "deadline", "时限");
        contingency = guarantee(contingency, "contingency", "预案", 2000);
    }

    private static String guarantee(String value, String field, String label, int longest) {
        return guaranteed(Words.optional(value, field, label, longest), field, label);
    }

    private static <T> T guaranteed(T value, String field, String label) {
        if (value == null) {
            throw new Problem.Invalid("five-guarantees", field,
                    "五落实缺少“" + label + "”：措施、责任人、资金、时限、预案齐全后才能进入整改");
        }
        return value;
    }
}
