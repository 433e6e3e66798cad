package io.shoutu.hazard.domain.reports;

import static io.shoutu.hazard.domain.reports.ReportState.*;
import static io.shoutu.hazard.domain.reports.ReportVerb.*;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.access.Roles;

/** The lifecycle of a public report (举报办理流程) as a table; the guards are checked in {@link PublicReport}. */
public final class ReportLifecycle {
    private static final String CLERK = Roles.REPORT_CLERK;
    private static final String KEEPER = Roles.REPORT_KEEPER;

    public static final Lifecycle<ReportState, ReportVerb> TABLE = Lifecycle.<ReportState, ReportVerb>table()
            .move(RECEIVED, REGISTRATION, REGISTERED, CLERK, "举报事项不含举报人信息")
            .move(REGISTERED, ACCEPTANCE, ACCEPTED, CLERK)
            .move(REGISTERED, REFUSAL, REFUSED, CLERK)
            .move(REGISTERED, TRANSFER, TRANSFERRED, CLERK)
            .move(ACCEPTED, HAZARD, ACCEPTED, CLERK, "尚未转为隐患")
            .move(ACCEPTED, EXTENSION, ACCEPTED, CLERK, "只延长一次")
            .move(ACCEPTED, CHECK, CHECKED, CLERK, "涉及人员死亡的由县级以上人民政府核查")
            .move(CHECKED, REPLY, REPLIED, CLERK)
            .move(REPLIED, PROPOSAL, PROPOSED, CLERK, "属实，首次有效举报，事先未掌握，处罚已生效")
            .move(PROPOSED, APPROVAL, REWARDED, KEEPER, "批准人不是申报人")
            .move(PROPOSED, RETURN, REPLIED, KEEPER)
            .move(REWARDED, PAYMENT, PAID, KEEPER)
            .move(REWARDED, WAIVER, WAIVED, KEEPER, "领取期限已过")
            .move(REFUSED, ARCHIVING, ARCHIVED, CLERK)
            .move(TRANSFERRED, ARCHIVING, ARCHIVED, CLERK)
            .move(REPLIED, ARCHIVING, ARCHIVED, CLERK)
            .move(PAID, ARCHIVING, ARCHIVED, CLERK)
            .move(WAIVED, ARCHIVING, ARCHIVED, CLERK)
            .build();

    private ReportLifecycle() {}

    /** The role that may do this verb. */
    public static String role(ReportVerb verb) {
        return TABLE.moves().stream().filter(m -> m.verb() == verb).findFirst().orElseThrow().role();
    }
}
