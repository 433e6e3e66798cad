package io.shoutu.responsibility.domain.meeting;

import static io.shoutu.responsibility.domain.meeting.MeetingState.*;
import static io.shoutu.responsibility.domain.meeting.MeetingVerb.*;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.access.Roles;
import java.util.List;

/** The lifecycle of a meeting's record (会议记录流程), as a table. Assistants may enter, never sign, re-date or void. */
public final class MeetingLifecycle {
    /** Who may write a record down; for whom, the record checks. */
    public static final List<String> WRITERS = List.of(Roles.PLANNER, Roles.LEADER, Roles.OPERATOR, Roles.INSPECTOR);
    private static final String ANY = String.join(", ", WRITERS);
    private static final String OFFICE = Roles.PLANNER + ", " + Roles.LEADER;
    private static final String SIGNER = "签认人是主持人本人，或不是录入人的领导；工作协助人不得签认";
    private static final String NO_ASSISTANT = "工作协助人不得办理";

    public static final Lifecycle<MeetingState, MeetingVerb> TABLE = Lifecycle.<MeetingState, MeetingVerb>table()
            .move(ENTERED, EDIT, ENTERED, ANY)
            .move(RETURNED, EDIT, ENTERED, ANY)
            .move(ENTERED, SIGNING, SIGNED, Roles.LEADER, SIGNER)
            .move(ENTERED, RETURN, RETURNED, Roles.LEADER)
            .move(SIGNED, REDATING, SIGNED, OFFICE, NO_ASSISTANT)
            .move(SIGNED, COMPLETION, SIGNED, ANY)
            .move(ENTERED, VOIDING, VOID, OFFICE, NO_ASSISTANT)
            .move(RETURNED, VOIDING, VOID, OFFICE, NO_ASSISTANT)
            .move(SIGNED, VOIDING, VOID, OFFICE, NO_ASSISTANT)
            .build();

    private MeetingLifecycle() {}

    /** The roles that may do this verb, in whatever state; it is the same in each row of a verb. */
    public static List<String> roles(MeetingVerb verb) {
        return List.of(TABLE.moves().stream().filter(m -> m.verb() == verb).findFirst().orElseThrow().role().split(", "));
    }
}
