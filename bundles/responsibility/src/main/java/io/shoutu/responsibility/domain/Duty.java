package io.shoutu.responsibility.domain;

import io.shoutu.api.Problem;
import java.util.List;
import java.util.Set;

/**
 * One item of a duty list (清单条目).
 *
 * @param code short name within its list, e.g. 3 or 3.2; unique there
 * @param text what must be done
 * @param basis what it rests on
 * @param rhythm how often and by when
 * @param kinds codes of {@link io.shoutu.api.duty.DutyEvidence.Kind} that perform it; at least one, so that nobody types an act twice
 * @param shares whether an act that counts for another duty may count for this one too, if that one allows it as well (R8)
 * @param within days after which evidence no longer proves it, or null: it then counts for its slot only as long as it is younger (R11)
 */
public record Duty(String code, DutyClass kind, String text, Basis basis, Rhythm rhythm, Set<String> kinds, boolean shares, Integer within) {
    public Duty {
        if (code == null || !code.matches("[0-9A-Za-z一-龥][0-9A-Za-z一-龥.\\-]{0,19}")) {
            throw new Problem.Invalid("duty-code", "code", "条目编号须为 1 到 20 个字母、数字、汉字或点号");
        }
        if (text == null || text.isBlank() || text.length() > 1000) {
            throw new Problem.Invalid("required", "text", "请填写条目内容（不超过 1000 字）");
        }
        if (kind == null) {
            throw new Problem.Invalid("required", "kind", "请选择责任类别");
        }
        if (basis == null) {
            throw new Problem.Invalid("required", "basis", "请填写履职依据");
        }
        if (rhythm == null) {
            throw new Problem.Invalid("required", "rhythm", "请填写履职频次");
        }
        kinds = Set.copyOf(kinds);
        if (kinds.isEmpty()) {
            throw new Problem.Invalid("required", "kinds", "请至少选择一种履职方式：没有履职方式的条目无法由实际工作自动计次");
        }
        if (within != null && within < 1) {
            throw new Problem.Invalid("duty-within", "within", "证据有效天数至少为 1");
        }
    }

    /** Refuses a list in which two duties have the same code, naming it. */
    static void distinct(List<Duty> duties) {
        Set<String> seen = new java.util.HashSet<>();
        for (Duty duty : duties) {
            if (!seen.add(duty.code())) {
                throw new Problem.Invalid("duty-code-twice", "duties", "条目编号重复：" + duty.code());
            }
        }
    }
}
