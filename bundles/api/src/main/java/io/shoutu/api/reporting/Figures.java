package io.shoutu.api.reporting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a source answers (报表数据).
 *
 * @param rows by column key, in the order to show: {@code String}, {@code Number}, {@code LocalDate} or null
 * @param notes how it was counted and what is missing, in Chinese
 */
public record Figures(List<Map<String, Object>> rows, List<String> notes) {
    public Figures {
        List<Map<String, Object>> kept = new ArrayList<>();
        rows.forEach(row -> kept.add(Collections.unmodifiableMap(new LinkedHashMap<>(row))));
        rows = Collections.unmodifiableList(kept);
        notes = List.copyOf(notes);
    }
}
