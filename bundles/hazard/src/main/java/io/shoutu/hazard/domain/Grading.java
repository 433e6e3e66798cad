package io.shoutu.hazard.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.hazard.Criterion;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.RectificationMode;

/**
 * The grading of a hazard (定级).
 *
 * <p>Major only through a clause of a published criterion, never by opinion (安全生产法 art. 118): else {@code criterion-required}.
 * A major hazard is never put right on the spot: it is hard to fix or needs a stop (16号令 art. 3).
 */
public record Grading(HazardGrade grade, Criterion criterion, RectificationMode mode, String basis) {
    public Grading {
        basis = Words.optional(basis, "basis", "检查依据", 200);
        if (grade == null) {
            throw new Problem.Invalid("grade-required", "grade", "请选择隐患等级：GENERAL 一般，MAJOR 重大");
        }
        if (mode == null) {
            throw new Problem.Invalid("mode-required", "mode", "请选择整改方式：AT_ONCE 立即整改，BY_DEADLINE 限期整改");
        }
        if (grade == HazardGrade.MAJOR && criterion == null) {
            throw new Problem.Invalid("criterion-required", "criterion",
                    "定为重大事故隐患须引用已公布的判定标准条款（安全生产法第一百一十八条），请填写标准、条款和原文；没有对应条款的，定为一般事故隐患");
        }
        if (grade == HazardGrade.GENERAL && criterion != null) {
            throw new Problem.Invalid("criterion-not-general", "criterion", "符合重大事故隐患判定标准条款的，应定为重大；定为一般的不引用条款");
        }
        if (grade == HazardGrade.MAJOR && mode == RectificationMode.AT_ONCE) {
            throw new Problem.Invalid("major-by-deadline", "mode", "重大事故隐患应制定方案限期整改，不能当场整改");
        }
    }

    public Grading(HazardGrade grade, Criterion criterion, RectificationMode mode) {
        this(grade, criterion, mode, null);
    }

    /** The rule that was broken, by which a recurrence (反复) is known: the clause of the criterion, else what was quoted; null where neither. */
    public String rule(Finding finding) {
        if (criterion != null) {
            return criterion.standard() + " " + criterion.clause();
        }
        return basis != null ? basis : finding.basis();
    }
}
