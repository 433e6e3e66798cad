package io.shoutu.responsibility.domain.meeting;

import io.shoutu.api.Term;

/** What can be done with the record of a meeting (会议记录动作). */
public enum MeetingVerb implements Term {
    EDIT("修改"),
    SIGNING("签认"),
    RETURN("退回"),
    REDATING("更正时间"),
    COMPLETION("办结议定事项"),
    VOIDING("作废");

    private final String label;

    MeetingVerb(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
