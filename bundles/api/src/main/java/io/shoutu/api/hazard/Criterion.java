package io.shoutu.api.hazard;

import io.shoutu.api.Problem;

/**
 * The clause that makes a hazard major (重大事故隐患判定标准条款), as published by the department of its sector (安全生产法 art. 118).
 *
 * <p>All three parts are needed, else {@link Problem.Invalid} {@code criterion-required}.
 *
 * @param standard the published criterion, e.g. {@code 工贸企业重大事故隐患判定标准（应急管理部令第10号）}; at most 200 characters
 * @param clause the clause in it, e.g. {@code 第十一条第（二）项}; at most 100 characters
 * @param text its wording; at most 1,000 characters
 */
public record Criterion(String standard, String clause, String text) {
    public Criterion {
        standard = part(standard, "criterion.standard", "判定标准名称", 200);
        clause = part(clause, "criterion.clause", "条款号", 100);
        text = part(text, "criterion.text", "条款原文", 1000);
    }

    private static String part(String value, String field, String label, int longest) {
        if (value == null || value.isBlank() || value.length() > longest) {
            throw new Problem.Invalid("criterion-required", field,
                    "重大事故隐患须引用已公布的判定标准条款（安全生产法第一百一十八条），请填写" + label + "（不超过" + longest + "字）");
        }
        return value.strip();
    }
}
