package io.shoutu.responsibility.domain;

import static io.shoutu.responsibility.domain.ListState.*;
import static io.shoutu.responsibility.domain.ListVerb.*;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.access.Roles;
import java.util.List;

/** The lifecycle of a duty list (责任清单流程), as a table. Who submits cannot approve; what is published is never edited, only superseded. */
public final class ListLifecycle {
    public static final Lifecycle<ListState, ListVerb> TABLE = Lifecycle.<ListState, ListVerb>table()
            .move(DRAFT, EDIT, DRAFT, Roles.PLANNER)
            .move(DRAFT, SUBMISSION, SUBMITTED, Roles.PLANNER, "至少一个条目")
            .move(SUBMITTED, RETURN, DRAFT, Roles.LEADER)
            .move(SUBMITTED, APPROVAL, APPROVED, Roles.LEADER, "审定人不是提交人")
            .move(APPROVED, PUBLICATION, PUBLISHED, Roles.PLANNER)
            .move(PUBLISHED, SUPERSESSION, SUPERSEDED, Roles.PLANNER, "新版已审定")
            .move(PUBLISHED, ARCHIVING, ARCHIVED, Roles.PLANNER, "年度已冻结")
            .move(SUPERSEDED, ARCHIVING, ARCHIVED, Roles.PLANNER, "年度已冻结")
            .build();

    private ListLifecycle() {}

    /** The roles that may do this verb, in whatever state; it is the same in each row of a verb. */
    public static List<String> roles(ListVerb verb) {
        return List.of(TABLE.moves().stream().filter(m -> m.verb() == verb).findFirst().orElseThrow().role().split(", "));
    }
}
