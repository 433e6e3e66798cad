package io.shoutu.hazard.domain;

import static io.shoutu.hazard.domain.RiskState.*;
import static io.shoutu.hazard.domain.RiskVerb.*;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.access.Roles;
import java.util.List;

/** The lifecycle of a risk unit (风险点管控流程) as a table. A new assessment always needs a new approval: nothing is re-graded silently. */
public final class RiskLifecycle {
    private static final String ASSESSORS = Roles.OPERATOR + ", " + Roles.RECTIFIER;
    private static final String APPROVERS = Roles.OPERATOR + ", " + Roles.LEADER;

    public static final Lifecycle<RiskState, RiskVerb> TABLE = Lifecycle.<RiskState, RiskVerb>table()
            .move(IDENTIFIED, ASSESSMENT, ASSESSED, ASSESSORS, "每个事件有固有和剩余风险及措施")
            .move(ASSESSED, ASSESSMENT, ASSESSED, ASSESSORS, "每个事件有固有和剩余风险及措施")
            .move(CONTROLLED, ASSESSMENT, ASSESSED, ASSESSORS, "每个事件有固有和剩余风险及措施")
            .move(ASSESSED, APPROVAL, CONTROLLED, APPROVERS, "审定人不是评估人，重大和较大由分管领导审定")
            .move(ASSESSED, RETURN, IDENTIFIED, APPROVERS)
            .move(CONTROLLED, REVIEW, CONTROLLED, ASSESSORS)
            .move(IDENTIFIED, REMOVAL, REMOVED, Roles.LEADER)
            .move(CONTROLLED, REMOVAL, REMOVED, Roles.LEADER, "没有未销号的隐患")
            .build();

    private RiskLifecycle() {}

    /** The roles that may do this verb, in whatever state. */
    public static List<String> roles(RiskVerb verb) {
        return List.of(TABLE.moves().stream().filter(m -> m.verb() == verb).findFirst().orElseThrow().role().split(", "));
    }
}
