package io.shoutu.api.hazard;

import java.util.List;

/**
 * What somebody found (隐患线索), as handed in.
 *
 * @param title one line, 1 to 200 characters
 * @param description at most 4,000 characters, or null
 * @param enterprise credit code (统一社会信用代码), or null
 * @param area division code of 12 digits, or null
 * @param place where exactly, at most 200 characters, or null
 * @param source kebab-case word for how it came to us, e.g. {@code inspection}, {@code self-check}, {@code citizen}; null is {@code other}
 * @param before ids of stored photos that show it, or null
 * @param category kebab-case word for what sort of hazard it is, e.g. {@code fire}, {@code electric}, or null
 * @param basis the rule it breaks as people quote it, e.g. {@code GB 50016-2014 第7.1.3条}, at most 200 characters, or null; the same rule
 *     broken again by the same enterprise within a year is a recurrence (反复)
 * @param riskUnit number of the risk unit it lies in, e.g. {@code FX-2026-000001}, or null
 * @param reference the sender's own number for it, at most 60 characters, or null; the same source and reference twice is one hazard
 */
public record HazardReport(String title, String description, String enterprise, String area, String place, String source,
        List<String> before, String category, String basis, String riskUnit, String reference) {
    public HazardReport {
        before = before == null ? List.of() : List.copyOf(before);
    }

    /** A report that names no category, rule, risk unit or number of its own. */
    public HazardReport(String title, String description, String enterprise, String area, String place, String source, List<String> before) {
        this(title, description, enterprise, area, place, source, before, null, null, null, null);
    }
}
