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
 * @param coverage which industries it answers for and whether as the lead, or null where it answers for none in particular
 * @param marks words a county sorts by, e.g. 党政同责, 一岗双责, 全面从严治党; none is known to the code
 * @param deliverable what must be there in the end (成果形式), e.g. 专项检查总结报告, or null
 */
public record Duty(String code, DutyClass kind, String text, Basis basis, Rhythm rhythm, Set<String> kinds, boolean shares, Integer within, Coverage coverage,
        Set<String> marks, String deliverable) {
    /** A duty that answers for no industry in particular and carries no marks. */
    public Duty(String code, DutyClass kind, String text, Basis basis, Rhythm rhythm, Set<String> kinds, boolean shares, Integer within) {
        this(code, kind, text, basis, rhythm, kinds, shares, within, null, Set.of(), null);
    }

    /**
     * For which industries a department answers (监管范围).
     *
     * @param lead whether as the lead department (牵头), else it assists (配合)
     * @param sectors the regulators' own tags, as enterprises carry them
     */
    public record Coverage(boolean lead, Set<String> sectors) {
        public Coverage {
            sectors = words(sectors, "sectors", 60);
            if (sectors.isEmpty()) {
                throw new Problem.Invalid("required", "sectors", "填写牵头或配合时，请同时填写所管行业领域");
            }
        }
    }

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
        marks = words(marks, "marks", 20);
        if (deliverable != null && deliverable.length() > 300) {
            throw new Problem.Invalid("deliverable", "deliverable", "成果形式不超过 300 字");
        }
        if (within != null && within < 1) {
            throw new Problem.Invalid("duty-within", "within", "证据有效天数至少为 1");
        }
    }

    private static Set<String> words(Set<String> words, String field, int longest) {
        Set<String> plain = new java.util.TreeSet<>();
        for (String word : words == null ? Set.<String>of() : words) {
            if (word == null || word.isBlank() || word.strip().length() > longest || word.contains("、") || word.contains("\n")) {
                throw new Problem.Invalid("words", field, "每个词不超过 " + longest + " 字，不含顿号：" + word);
            }
            plain.add(word.strip());
        }
        return java.util.Collections.unmodifiableSet(plain);
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
