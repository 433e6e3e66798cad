package io.shoutu.hazard.domain;

import static io.shoutu.api.hazard.HazardState.CLOSED;
import static io.shoutu.api.hazard.HazardState.SUBMITTED;
import static io.shoutu.hazard.domain.HazardVerb.ACCEPTANCE;
import static io.shoutu.hazard.domain.HazardVerb.GRADING;
import static io.shoutu.hazard.domain.HazardVerb.LOOK_BACK_PASS;
import static io.shoutu.hazard.domain.HazardVerb.REBOUND;
import static io.shoutu.hazard.domain.HazardVerb.REGRADING_APPROVAL;
import static io.shoutu.hazard.domain.HazardVerb.REJECTION;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Roles;
import io.shoutu.api.hazard.RectificationMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What stands in the way of a move (办理条件) before any form is filled in: used to refuse it, and to say why a button is grey. */
final class Guards {
    private static final Map<String, String> ROLE_NAMES =
            Map.of(Roles.OPERATOR, "值班员", Roles.RECTIFIER, "整改责任人", Roles.ACCEPTOR, "验收人", Roles.LEADER, "分管领导");

    private Guards() {}

    /** The first obstacle, or empty. Who rectified is asked first: it stands whatever roles the account holds. */
    static Optional<Problem> obstacle(Hazard hazard, HazardVerb verb, Actor by, int grants) {
        return ownWork(hazard, verb, by)
                .or(() -> role(verb, by))
                .or(() -> state(hazard, verb))
                .or(() -> condition(hazard, verb, by, grants));
    }

    private static Optional<Problem> ownWork(Hazard hazard, HazardVerb verb, Actor by) {
        boolean inspection = hazard.state() == SUBMITTED && (verb == ACCEPTANCE || verb == REJECTION);
        boolean lookBack = hazard.state() == CLOSED && (verb == LOOK_BACK_PASS || verb == REBOUND);
        if (lookBack && hazard.rectifiedBy(by.account())) {
            return illegal("rectifier-is-acceptor", "整改人不能给自己的整改回头看，请由另一位验收人办理");
        }
        return inspection && hazard.rectifiedBy(by.account())
                ? illegal("rectifier-is-acceptor", "整改人不能复查自己的整改，请由另一位验收人办理") : Optional.empty();
    }

    private static Optional<Problem> role(HazardVerb verb, Actor by) {
        List<String> roles = HazardLifecycle.roles(verb);
        if (roles.stream().anyMatch(by::holds)) {
            return Optional.empty();
        }
        String names = roles.stream().map(r -> ROLE_NAMES.get(r) + "（" + r + "）").collect(Collectors.joining("或"));
        return Optional.of(new Problem.Forbidden("role-required", "“" + verb.label() + "”须由" + names + "办理，您没有这个角色"));
    }

    private static Optional<Problem> state(Hazard hazard, HazardVerb verb) {
        if (HazardLifecycle.TABLE.find(hazard.state(), verb).isPresent()) {
            return Optional.empty();
        }
        boolean regrading = verb == GRADING && hazard.grading() != null;
        return illegal("illegal-move", regrading ? "该隐患已定级为" + hazard.grading().grade().label() + "；升为重大用“调升为重大”，重大降为一般用“申请降为一般”，须经上级审批（分管领导）"
                : HazardLifecycle.TABLE.whyNot(hazard.state(), verb));
    }

    private static Optional<Problem> condition(Hazard hazard, HazardVerb verb, Actor by, int grants) {
        return switch (verb) {
            case RECTIFICATION -> hazard.grading().mode() == RectificationMode.AT_ONCE ? Optional.empty()
                    : illegal("not-at-once", "该隐患为限期整改：请先按五落实制定整改方案，整改后提交复查");
            case VERIFICATION, GRADING -> by.holds(Roles.OPERATOR) || hazard.finding().source().equals(Finding.SELF_CHECK) ? Optional.empty()
                    : Optional.of(new Problem.Forbidden("role-required", "“" + verb.label() + "”须由值班员（operator）办理；整改责任人只能办理本企业自查发现的隐患"));
            case SUBMISSION -> hazard.major() ? hazard.plan().missingPart().flatMap(missing -> illegal("six-parts",
                    missing.getMessage().replace("才能进入整改", "才能提交复查，请先补充治理方案"))) : Optional.empty();
            case UPGRADE -> hazard.major() ? illegal("already-major", "该隐患已是重大事故隐患") : Optional.empty();
            case REGRADING_REQUEST -> !hazard.major() ? illegal("not-major", "该隐患不是重大事故隐患，无需申请降级")
                    : hazard.marks().regrading() != null ? illegal("regrading-pending", "已有一份降级申请待审批") : Optional.empty();
            case REGRADING_APPROVAL, REGRADING_REFUSAL -> regrading(hazard, verb, by);
            case LOOK_BACK -> hazard.marks().lookBack() == null ? Optional.empty() : illegal("look-back-there", hazard.marks().lookBack().pending()
                    ? "已安排在 " + hazard.marks().lookBack().due() + " 前回头看" : "已做过回头看：" + hazard.marks().lookBack().result().label());
            case LOOK_BACK_PASS, REBOUND -> hazard.marks().lookBack() == null ? illegal("no-look-back", "还没有安排回头看，请先由值班员安排")
                    : hazard.marks().lookBack().pending() ? Optional.empty() : illegal("look-back-there", "已做过回头看：" + hazard.marks().lookBack().result().label());
            case ACCEPTANCE -> photoPair(hazard);
            case EXTENSION_REQUEST -> hazard.pending().isPresent()
                    ? illegal("extension-pending", "已有一份延期申请待审批，审批后才能再次申请") : grantsLeft(hazard, grants);
            case EXTENSION_GRANT -> pendingRequest(hazard).or(() -> ownRequest(hazard, by)).or(() -> grantsLeft(hazard, grants));
            case EXTENSION_REFUSAL -> pendingRequest(hazard);
            default -> Optional.empty();
        };
    }

    private static Optional<Problem> regrading(Hazard hazard, HazardVerb verb, Actor by) {
        Regrading asked = hazard.marks().regrading();
        if (asked == null) {
            return illegal("no-regrading-request", "没有待审批的降级申请，须先由值班员申请");
        }
        return verb == REGRADING_APPROVAL && asked.requestedBy().equals(by.account())
                ? illegal("requester-is-approver", "不能批准自己提出的降级申请，请由另一位分管领导办理") : Optional.empty();
    }

    private static Optional<Problem> photoPair(Hazard hazard) {
        if (!hazard.shows(Photo.Purpose.BEFORE)) {
            return illegal("photo-pair-missing", "缺少整改前照片，不能销号：请退回，由整改人连同整改前照片重新提交");
        }
        return hazard.shows(Photo.Purpose.AFTER) ? Optional.empty()
                : illegal("photo-pair-missing", "缺少整改后照片，不能销号：请退回，由整改人连同整改后照片重新提交");
    }

    private static Optional<Problem> grantsLeft(Hazard hazard, int grants) {
        return hazard.grants() < grants ? Optional.empty()
                : illegal("extension-limit", "已延期" + hazard.grants() + "次，达到上限（" + grants + "次），不能再延期；整改时限为" + hazard.deadline());
    }

    private static Optional<Problem> pendingRequest(Hazard hazard) {
        return hazard.pending().isPresent() ? Optional.empty() : illegal("no-extension-request", "没有待审批的延期申请，须先由整改责任人申请延期");
    }

    private static Optional<Problem> ownRequest(Hazard hazard, Actor by) {
        return hazard.pending().filter(e -> e.requestedBy().equals(by.account())).isPresent()
                ? illegal("requester-is-approver", "不能批准自己提出的延期申请，请由另一位值班员办理") : Optional.empty();
    }

    private static Optional<Problem> illegal(String code, String text) {
        return Optional.of(new Problem.IllegalMove(code, text));
    }
}
