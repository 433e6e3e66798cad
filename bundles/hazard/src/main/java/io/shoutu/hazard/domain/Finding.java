package io.shoutu.hazard.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.hazard.HazardReport;

/** What was found (发现情况), checked. Never changes afterwards; the parts are those of {@link HazardReport}. */
public record Finding(String title, String description, String enterprise, String area, String place, String source, String category,
        String basis, String riskUnit, String reference) {
    /** Word of what an enterprise finds in its own house (自查). */
    public static final String SELF_CHECK = "self-check";

    public Finding {
        title = Words.required(title, "title", "隐患名称", 200);
        description = Words.optional(description, "description", "隐患描述", 4000);
        place = Words.optional(place, "place", "具体位置", 200);
        enterprise = enterprise == null || enterprise.isBlank() ? null : creditCode(enterprise.strip());
        area = area == null || area.isBlank() ? null : new AreaCode(area.strip()).text();
        source = source == null || source.isBlank() ? "other" : source.strip();
        if (!source.matches("[a-z][a-z0-9-]{0,29}")) {
            throw new Problem.Invalid("hazard-source", "source", "来源应为小写字母、数字和连字符组成的代号，如 inspection：" + source);
        }
        category = category == null || category.isBlank() ? null : category.strip();
        if (category != null && !category.matches("[a-z][a-z0-9-]{0,29}")) {
            throw new Problem.Invalid("hazard-category", "category", "类别应为小写字母、数字和连字符组成的代号，如 fire：" + category);
        }
        basis = Words.optional(basis, "basis", "检查依据", 200);
        riskUnit = riskUnit == null || riskUnit.isBlank() ? null : riskUnit.strip();
        if (riskUnit != null && !riskUnit.matches("FX-\\d{4}-\\d{6}")) {
            throw new Problem.Invalid("risk-unit", "riskUnit", "风险点编号应如 FX-2026-000001：" + riskUnit);
        }
        reference = Words.optional(reference, "reference", "外部编号", 60);
    }

    public Finding(String title, String description, String enterprise, String area, String place, String source) {
        this(title, description, enterprise, area, place, source, null, null, null, null);
    }

    public static Finding of(HazardReport report) {
        return new Finding(report.title(), report.description(), report.enterprise(), report.area(), report.place(), report.source(),
                report.category(), report.basis(), report.riskUnit(), report.reference());
    }

    /** What is found when the same is there again (反弹): place and rule are the old ones, the words are new. */
    public Finding again(String seen) {
        String name = "回头看反弹：" + title;
        return new Finding(name.length() <= 200 ? name : name.substring(0, 200), seen, enterprise, area, place, "look-back", category, basis, riskUnit, null);
    }

    private static String creditCode(String text) {
        try {
            return new CreditCode(text).text();
        } catch (Problem.Invalid wrong) {
            throw new Problem.Invalid(wrong.code(), "enterprise", wrong.getMessage());
        }
    }
}
