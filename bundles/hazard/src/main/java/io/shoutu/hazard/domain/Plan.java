package io.shoutu.hazard.domain;

import io.shoutu.api.Problem;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The rectification plan (整改方案) with its five guarantees (五落实): measures, responsible person, funds, deadline, contingency.
 *
 * <p>One that is missing is {@link Problem.Invalid} {@code five-guarantees}, naming the field. Source: the treatment plan of
 * 《安全生产事故隐患排查治理暂行规定》(16号令) art. 15.
 */
public record Plan(String measures, String responsible, Funds funds, LocalDate deadline, String contingency, String goals,
        String requirements, String safety) {
    public Plan {
        measures = guarantee(measures, "measures", "措施", 2000);
        responsible = guarantee(responsible, "responsible", "责任人", 100);
        funds = guaranteed(funds, "funds", "资金");
        deadline = guaranteed(deadline, "deadline", "时限");
        contingency = guarantee(contingency, "contingency", "预案", 2000);
        goals = Words.optional(goals, "goals", "治理的目标和任务", 2000);
        requirements = Words.optional(requirements, "requirements", "治理的要求", 2000);
        safety = Words.optional(safety, "safety", "治理期间的安全措施", 2000);
    }

    /** The five guarantees alone, enough for what is not major. */
    public Plan(String measures, String responsible, Funds funds, LocalDate deadline, String contingency) {
        this(measures, responsible, funds, deadline, contingency, null, null, null);
    }

    /** The same plan with the parts that were missing; what is null stays as it was. */
    Plan supplemented(String moreGoals, String moreRequirements, String moreSafety) {
        return new Plan(measures, responsible, funds, deadline, contingency, moreGoals == null ? goals : moreGoals,
                moreRequirements == null ? requirements : moreRequirements, moreSafety == null ? safety : moreSafety);
    }

    /** The first of the six parts (治理方案六项) that is missing, or empty: methods, funds, persons, time and contingency are there by the five guarantees. */
    Optional<Problem.Invalid> missingPart() {
        String[][] parts = {{"goals", "治理的目标和任务", goals}, {"requirements", "治理的时限和要求", requirements}, {"safety", "安全措施", safety}};
        for (String[] part : parts) {
            if (part[2] == null) {
                return Optional.of(new Problem.Invalid("six-parts", part[0], "重大事故隐患的治理方案缺少“" + part[1]
                        + "”：目标和任务、方法和措施、经费和物资、机构和人员、时限和要求、安全措施和应急预案六项齐全后才能进入整改"));
            }
        }
        return Optional.empty();
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
