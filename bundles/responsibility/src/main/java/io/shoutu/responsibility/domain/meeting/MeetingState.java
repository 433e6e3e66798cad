package io.shoutu.responsibility.domain.meeting;

import io.shoutu.api.Term;

/** Where the record of a meeting stands (会议记录状态). Only what is signed counts for anybody. */
public enum MeetingState implements Term {
    ENTERED("待签认"),
    RETURNED("已退回"),
    SIGNED("已签认"),
    VOID("已作废");

    private final String label;

    MeetingState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
