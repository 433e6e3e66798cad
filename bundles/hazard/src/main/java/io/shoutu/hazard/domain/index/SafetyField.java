package io.shoutu.hazard.domain.index;

import io.shoutu.api.Problem;
import io.shoutu.hazard.domain.Words;
import java.util.Arrays;
import java.util.List;

/**
 * One field of whole-area safety (全域安全领域).
 *
 * @param code lower case
 * @param words sectors of the directory that belong to it, by a part of their name
 */
public record SafetyField(String code, String label, List<String> words, int rank) {
    public SafetyField {
        if (code == null || !code.matches("[a-z][a-z0-9-]{0,29}")) {
            throw new Problem.Invalid("field-code", "code", "领域代码应为小写字母、数字和连字符：" + code);
        }
        label = Words.required(label, "label", "领域名称", 40);
        words = words == null ? List.of() : words.stream().map(String::strip).filter(w -> !w.isEmpty()).distinct().toList();
        if (String.join("、", words).length() > 1000) {
            throw new Problem.Invalid("field-words", "words", "行业用词太多，合计不超过1000字");
        }
    }

    public static List<String> cut(String text) {
        return text == null || text.isBlank() ? List.of() : Arrays.asList(text.split("[、,，\\s]+"));
    }

    public boolean holds(String sector) {
        return sector != null && words.stream().anyMatch(sector::contains);
    }
}
