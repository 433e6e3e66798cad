package io.shoutu.responsibility.domain;

import io.shoutu.api.Problem;
import java.time.LocalDate;

/**
 * What a duty rests on (履职依据).
 *
 * @param source law or paper, e.g. 中华人民共和国安全生产法
 * @param article e.g. 第九条, or null where the whole paper is meant
 * @param effectiveFrom first day of that wording in force, or null where it is not known
 */
public record Basis(String source, String article, LocalDate effectiveFrom) {
    public Basis {
        if (source == null || source.isBlank()) {
            throw new Problem.Invalid("required", "basis.source", "请填写履职依据（法律、文件名称）");
        }
    }
}
