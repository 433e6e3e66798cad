package io.shoutu.hazard.domain.inspection;

import static io.shoutu.hazard.domain.inspection.InspectionState.*;
import static io.shoutu.hazard.domain.inspection.InspectionVerb.*;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.access.Roles;
import java.util.List;

/** The lifecycle of an inspection (检查流程) as a table; the guards are checked in {@link Inspection}. */
public final class InspectionLifecycle {
    private static final String PLANNER = Roles.PLANNER;
    private static final String ON_SITE = Roles.INSPECTOR + ", " + Roles.GRID_MEMBER;

    public static final Lifecycle<InspectionState, InspectionVerb> TABLE = Lifecycle.<InspectionState, InspectionVerb>table()
            .move(PLANNED, REASSIGNMENT, PLANNED, PLANNER, "执法检查不少于两人")
            .move(PLANNED, CANCELLATION, CANCELLED, PLANNER)
            .move(PLANNED, BEGINNING, BEGUN, ON_SITE, "检查组成员")
            .move(PLANNED, RECORD, RECORDED, ON_SITE, "检查组成员，检查表逐项填写，不符合项有照片")
            .move(BEGUN, RECORD, RECORDED, ON_SITE, "检查组成员，检查表逐项填写，不符合项有照片")
            .move(BEGUN, VOIDING, VOIDED, PLANNER)
            .move(RECORDED, VOIDING, VOIDED, PLANNER)
            .move(IN_REVIEW, ADOPTION, RECORDED, PLANNER, "不是提交人")
            .move(IN_REVIEW, DISCARDING, DISCARDED, PLANNER, "不是提交人")
            .build();

    private InspectionLifecycle() {}

    /** The roles that may do this verb, in whatever state. */
    public static List<String> roles(InspectionVerb verb) {
        return List.of(TABLE.moves().stream().filter(m -> m.verb() == verb).findFirst().orElseThrow().role().split(", "));
    }
}
