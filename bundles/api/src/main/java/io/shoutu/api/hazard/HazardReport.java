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
 */
public record HazardReport(String title, String description, String enterprise, String area, String place, String source,
        List<String> before) {
    public HazardReport {
        before = before == null ? List.of() : List.copyOf(before);
    }
}
