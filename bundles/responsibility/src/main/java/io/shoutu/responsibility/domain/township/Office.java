package io.shoutu.responsibility.domain.township;

import io.shoutu.api.Problem;
import io.shoutu.responsibility.domain.Words;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The safety office of a township and what it should have (镇街安办职责设置和队伍架构).
 *
 * @param unit id of the township, subdistrict or park
 * @param document the paper that set it up, e.g. 安澜编〔2024〕6号
 * @param equipment vehicles and instruments, in words, or null
 * @param posts how many people each post should have, in order
 */
public record Office(String unit, long version, String document, String equipment, Map<String, Integer> posts) {
    public Office {
        if (unit == null || unit.isBlank()) {
            throw new Problem.Invalid("required", "unit", "请选择乡镇、街道或园区");
        }
        document = Words.required(document, "document", "设置依据文号", 200);
        equipment = Words.optional(equipment, "equipment", "车辆装备", 1000);
        Map<String, Integer> kept = new LinkedHashMap<>();
        (posts == null ? Map.<String, Integer>of() : posts).forEach((title, wanted) -> {
            if (title == null || title.isBlank() || title.length() > 100 || title.matches(".*[=\\n].*") || wanted == null || wanted < 1 || wanted > 200) {
                throw new Problem.Invalid("office-posts", "posts", "每个岗位应写明名称和应配人数（1 至 200）：" + title);
            }
            kept.put(title.strip(), wanted);
        });
        if (kept.isEmpty() || kept.size() > 20) {
            throw new Problem.Invalid("office-posts", "posts", "请填写 1 至 20 个岗位");
        }
        posts = java.util.Collections.unmodifiableMap(kept);
    }

    public int wanted() {
        return posts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
