package io.shoutu.hazard.domain;

import static io.shoutu.api.hazard.HazardState.CLOSED;
import static io.shoutu.api.hazard.HazardState.DISMISSED;
import static io.shoutu.api.hazard.HazardState.GRADED;
import static io.shoutu.api.hazard.HazardState.MERGED;
import static io.shoutu.api.hazard.HazardState.RECTIFYING;
import static io.shoutu.api.hazard.HazardState.REGISTERED;
import static io.shoutu.api.hazard.HazardState.SUBMITTED;
import static io.shoutu.api.hazard.HazardState.VERIFIED;
import static io.shoutu.hazard.domain.HazardVerb.*;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.access.Roles;
import io.shoutu.api.hazard.HazardState;
import java.util.List;

/**
 * The lifecycle of a hazard (隐患闭环), as a table: from, verb, to, role, guard. The table forbids what it does not name.
 *
 * <p>The guards are checked where their words are, in {@link Hazard}, {@link Plan} and {@link Grading}.
 */
public final class HazardLifecycle {
    private static final String DUTY = Roles.OPERATOR;
    private static final String RECTIFIER = Roles.RECTIFIER;
    private static final String ACCEPTOR = Roles.ACCEPTOR;
    private static final String DUTY_OR_RECTIFIER = DUTY + ", " + RECTIFIER;
    private static final String LEADER = Roles.LEADER;
    private static final String SELF = "整改责任人仅限企业自查";

    public static final Lifecycle<HazardState, HazardVerb> TABLE = Lifecycle.<HazardState, HazardVerb>table()
            .move(REGISTERED, VERIFICATION, VERIFIED, DUTY_OR_RECTIFIER, SELF)
            .move(REGISTERED, DISMISSAL, DISMISSED, DUTY)
            .move(VERIFIED, DISMISSAL, DISMISSED, DUTY)
            .move(VERIFIED, GRADING, GRADED, DUTY_OR_RECTIFIER, "重大须有判定条款，反复隐患限期整改，" + SELF)
            .move(GRADED, PLAN, RECTIFYING, DUTY_OR_RECTIFIER, "五落实，重大还须六项")
            .move(GRADED, RECTIFICATION, SUBMITTED, RECTIFIER, "立即整改，整改前后照片")
            .move(RECTIFYING, SUBMISSION, SUBMITTED, RECTIFIER, "整改后照片，重大方案六项齐全")
            .move(SUBMITTED, ACCEPTANCE, CLOSED, ACCEPTOR, "验收人不是整改人，整改前后照片")
            .move(SUBMITTED, REJECTION, RECTIFYING, ACCEPTOR, "验收人不是整改人，已有方案")
            .move(SUBMITTED, REJECTION, GRADED, ACCEPTOR, "验收人不是整改人，尚无方案")
            .move(RECTIFYING, EXTENSION_REQUEST, RECTIFYING, RECTIFIER, "次数和天数未满")
            .move(RECTIFYING, EXTENSION_GRANT, RECTIFYING, DUTY, "有待批申请，批准人不是申请人")
            .move(RECTIFYING, EXTENSION_REFUSAL, RECTIFYING, DUTY, "有待批申请")
            .move(GRADED, TRANSFER, GRADED, DUTY)
            .move(RECTIFYING, TRANSFER, RECTIFYING, DUTY)
            .move(VERIFIED, ESCALATION, VERIFIED, DUTY)
            .move(GRADED, ESCALATION, GRADED, DUTY)
            .move(RECTIFYING, ESCALATION, RECTIFYING, DUTY)
            .move(SUBMITTED, ESCALATION, SUBMITTED, DUTY)
            .move(REGISTERED, MERGER, MERGED, DUTY)
            .move(VERIFIED, MERGER, MERGED, DUTY)
            .move(GRADED, MERGER, MERGED, DUTY)
            .move(RECTIFYING, MERGER, MERGED, DUTY)
            .move(MERGED, UNMERGING, REGISTERED, DUTY, "合并前已登记")
            .move(MERGED, UNMERGING, VERIFIED, DUTY, "合并前已核实")
            .move(MERGED, UNMERGING, GRADED, DUTY, "合并前已定级")
            .move(MERGED, UNMERGING, RECTIFYING, DUTY, "合并前整改中")
            .move(GRADED, UPGRADE, GRADED, DUTY, "判定条款")
            .move(RECTIFYING, UPGRADE, RECTIFYING, DUTY, "判定条款")
            .move(SUBMITTED, UPGRADE, RECTIFYING, DUTY, "判定条款，已有方案")
            .move(SUBMITTED, UPGRADE, GRADED, DUTY, "判定条款，尚无方案")
            .move(GRADED, REGRADING_REQUEST, GRADED, DUTY, "现为重大")
            .move(RECTIFYING, REGRADING_REQUEST, RECTIFYING, DUTY, "现为重大")
            .move(GRADED, REGRADING_APPROVAL, GRADED, LEADER, "有待批申请，批准人不是申请人")
            .move(RECTIFYING, REGRADING_APPROVAL, RECTIFYING, LEADER, "有待批申请，批准人不是申请人")
            .move(GRADED, REGRADING_REFUSAL, GRADED, LEADER, "有待批申请")
            .move(RECTIFYING, REGRADING_REFUSAL, RECTIFYING, LEADER, "有待批申请")
            .move(RECTIFYING, PLAN_SUPPLEMENT, RECTIFYING, DUTY_OR_RECTIFIER)
            .move(CLOSED, LOOK_BACK, CLOSED, DUTY, "尚无回头看")
            .move(CLOSED, LOOK_BACK_PASS, CLOSED, ACCEPTOR, "有待办回头看，不是整改人")
            .move(CLOSED, REBOUND, CLOSED, ACCEPTOR, "有待办回头看，不是整改人")
            .build();

    private HazardLifecycle() {}

    /** The roles that may do this verb, in whatever state; it is the same in each row of a verb. */
    public static List<String> roles(HazardVerb verb) {
        return List.of(TABLE.moves().stream().filter(m -> m.verb() == verb).findFirst().orElseThrow().role().split(", "));
    }
}
