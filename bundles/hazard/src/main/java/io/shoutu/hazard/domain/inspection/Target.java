package io.shoutu.hazard.domain.inspection;

import io.shoutu.api.Problem;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.hazard.domain.Words;

/**
 * What is inspected (检查对象): an enterprise, or a place in a division.
 *
 * @param enterprise credit code, or null
 * @param area division code, or null where the enterprise says it
 * @param place where exactly, or null
 */
public record Target(String enterprise, String area, String place) {
    public Target {
        enterprise = enterprise == null || enterprise.isBlank() ? null : new CreditCode(enterprise.strip()).text();
        area = area == null || area.isBlank() ? null : new AreaCode(area.strip()).text();
        place = Words.optional(place, "place", "地点", 200);
        if (enterprise == null && area == null) {
            throw new Problem.Invalid("target-required", "enterprise", "请填写检查对象：企业的统一社会信用代码，或所在区划");
        }
    }
}
