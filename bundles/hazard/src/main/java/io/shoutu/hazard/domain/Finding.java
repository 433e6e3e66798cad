package io.shoutu.hazard.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.hazard.HazardReport;

/** What was found (发现情况), checked. Never changes afterwards. */
public record Finding(String title, String description, String enterprise, String area, String place, String source) {
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
    }

    public static Finding of(HazardReport report) {
        return new Finding(report.title(), report.description(), report.enterprise(), report.area(), report.place(), report.source());
    }

    private static String creditCode(String text) {
        try {
            return new CreditCode(text).text();
        } catch (Problem.Invalid wrong) {
            throw new Problem.Invalid(wrong.code(), "enterprise", wrong.getMessage());
        }
    }
}
