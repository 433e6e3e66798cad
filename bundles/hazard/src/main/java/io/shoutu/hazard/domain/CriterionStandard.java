package io.shoutu.hazard.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.hazard.Criterion;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A published criterion of major hazards (重大事故隐患判定标准): who published it, from when to when it holds, and its clauses.
 *
 * @param code our short name, e.g. {@code gm-2023}
 * @param document number of the paper, e.g. {@code 应急管理部令第10号}
 * @param sectors the regulators' tags of enterprises it is for, as in the directory; empty for all
 * @param effectiveTo last legal day, or null while it holds
 * @param source where the text was taken from and what is to be checked
 */
public record CriterionStandard(String code, String title, String document, List<String> sectors, LocalDate effectiveFrom, LocalDate effectiveTo,
        String source, List<Clause> clauses) {
    /**
     * A clause (条款).
     *
     * @param evidence what an inspector is to bring, or null
     */
    public record Clause(String chapter, String clause, String text, String evidence) {
        public Clause {
            chapter = Words.required(chapter, "chapter", "章节", 200);
            clause = Words.required(clause, "clause", "条款号", 100);
            text = Words.required(text, "text", "情形", 1000);
            evidence = Words.optional(evidence, "evidence", "取证要求", 300);
        }
    }

    public CriterionStandard {
        code = Words.required(code, "code", "代号", 40);
        if (!code.matches("[a-z][a-z0-9-]*")) {
            throw new Problem.Invalid("criterion-code", "code", "代号应为小写字母、数字和连字符，如 gm-2023：" + code);
        }
        title = Words.required(title, "title", "标准名称", 200);
        document = Words.required(document, "document", "文号", 100);
        source = Words.required(source, "source", "来源", 500);
        sectors = List.copyOf(sectors);
        clauses = List.copyOf(clauses);
        if (effectiveFrom == null) {
            throw new Problem.Invalid("criterion-from", "effectiveFrom", "请填写施行日期");
        }
        if (effectiveTo != null && effectiveTo.isBefore(effectiveFrom)) {
            throw new Problem.Invalid("criterion-to", "effectiveTo", "废止日期不能早于施行日期 " + effectiveFrom);
        }
        if (clauses.isEmpty()) {
            throw new Problem.Invalid("criterion-clauses", "clauses", "请至少录入一个条款");
        }
    }

    public boolean inForce(LocalDate day) {
        return !day.isBefore(effectiveFrom) && (effectiveTo == null || !day.isAfter(effectiveTo));
    }

    /** Whether it is for enterprises of that tag; an enterprise without a tag may be any. */
    public boolean covers(String sector) {
        return sectors.isEmpty() || sector == null || sectors.contains(sector);
    }

    /** The clause a grading names, in the published wording, whatever wording was sent; empty where this standard has none of that name. */
    Optional<Criterion> named(String clause) {
        return clauses.stream().filter(c -> c.clause().equals(clause)).findFirst().map(c -> new Criterion(title, c.clause(), c.text()));
    }

    /**
     * The criterion a grading names, looked up among the published ones.
     *
     * @param sector the tag of the enterprise, or null
     * @throws Problem.Invalid {@code criterion-unknown}, {@code criterion-not-in-force} or {@code criterion-sector}, saying what can be done
     */
    public static Criterion published(List<CriterionStandard> all, Criterion asked, String sector, LocalDate day) {
        CriterionStandard standard = all.stream().filter(s -> s.title.equals(asked.standard()) || s.code.equals(asked.standard()) || s.document.equals(asked.standard())).findFirst()
                .orElseThrow(() -> new Problem.Invalid("criterion-unknown", "criterion.standard", "判定标准库里没有“" + asked.standard()
                        + "”；请在“判定标准”页选择，新公布的标准由系统管理员录入后才能引用"));
        if (!standard.inForce(day)) {
            throw new Problem.Invalid("criterion-not-in-force", "criterion.standard", "《" + standard.title + "》" + (day.isBefore(standard.effectiveFrom)
                    ? "自 " + standard.effectiveFrom + " 起施行，现在还不能引用" : "已于 " + standard.effectiveTo + " 废止，请引用现行标准"));
        }
        if (!standard.covers(sector)) {
            throw new Problem.Invalid("criterion-sector", "criterion.standard", "该企业的行业标签为“" + sector + "”，《" + standard.title + "》只适用于："
                    + String.join("、", standard.sectors) + "；标签有误的请先在名录中更正");
        }
        return standard.named(asked.clause()).orElseThrow(() -> new Problem.Invalid("criterion-unknown", "criterion.clause",
                "《" + standard.title + "》没有“" + asked.clause() + "”，请从条款列表中选择"));
    }
}
