package io.shoutu.supervision.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a paper says (文稿).
 *
 * @param kind code of its kind
 * @param problem what is the matter, or null while it is not written
 * @param basis law, article or rule it rests on, or null
 * @param demand what is demanded, or null while it is not written
 * @param addressee whom it is for
 * @param cc who gets a copy
 * @param enterprise the enterprise it is about, or null
 * @param about the record that caused it, e.g. an overdue hazard, or null
 * @param follows number of the paper it follows on the ladder, or null
 * @param deadline last day to answer, or null for the kind's own days
 * @param leader who answers for a listing (责任领导), name and office as printed, or null
 */
public record Draft(String kind, String title, String problem, String basis, String demand, Addressee addressee, List<Addressee> cc, String enterprise, Subject about, String follows, LocalDate deadline, String leader) {
    /** Records of fines: what came out of a fine never weighs on anybody's score (行政处罚法第七十四条). */
    private static final Set<String> FINES = Set.of("penalty", "fine");

    public Draft {
        title = Words.required(title, "title", "标题", 200);
        problem = Words.optional(problem, "problem", "存在问题", 2000);
        basis = Words.optional(basis, "basis", "依据", 500);
        demand = Words.optional(demand, "demand", "工作要求", 2000);
        leader = Words.optional(leader, "leader", "责任领导", 100);
        cc = cc == null ? List.of() : List.copyOf(cc);
        if (kind == null || addressee == null) {
            throw new Problem.Invalid(kind == null ? "kind-required" : "addressee", kind == null ? "kind" : "addressee", kind == null ? "请选择文书种类" : "请选择收件单位、个人或企业");
        }
        if (cc.contains(addressee)) {
            throw new Problem.Invalid("cc-is-addressee", "cc", "抄送对象不能与主送对象相同");
        }
        if (about != null && FINES.contains(about.kind())) {
            throw new Problem.Invalid("fine-is-no-cause", "about", "罚款不得作为督办计分的来由（行政处罚法第七十四条）");
        }
    }

    /** One that names no leader. */
    public Draft(String kind, String title, String problem, String basis, String demand, Addressee addressee, List<Addressee> cc, String enterprise, Subject about, String follows, LocalDate deadline) {
        this(kind, title, problem, basis, demand, addressee, cc, enterprise, about, follows, deadline, null);
    }

    /** A listing names the leader who answers for it; an earlier ledger may not have it. */
    Optional<Problem> unled(Kind kind) {
        return kind.flow() == Flow.LISTING && leader == null ? lacks("leader", "责任领导") : Optional.empty();
    }

    /** What is still missing before it can be submitted. */
    Optional<Problem> missing(Kind kind) {
        return problem == null ? lacks("problem", "存在问题") : demand == null ? lacks("demand", "工作要求")
                : deadline == null && kind.flow().hasDeadline() && kind.answerDays() == 0 ? lacks("deadline", "办理期限") : Optional.empty();
    }

    private static Optional<Problem> lacks(String field, String label) {
        return Optional.of(new Problem.Invalid("text-required", field, "提交审批前请先填写" + label));
    }
}
