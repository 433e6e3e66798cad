package io.shoutu.responsibility.domain.meeting;

import io.shoutu.api.Term;

/** Which body sits (会议形式). The duty of whoever chairs differs by it. */
public enum MeetingForm implements Term {
    STANDING_COMMITTEE("党委常委会会议"),
    EXECUTIVE("政府常务会议"),
    SAFETY_COMMITTEE("安委会会议"),
    PARTY_GROUP("党组（党委）会议"),
    OFFICE("办公会议"),
    SPECIAL("安全生产专题会议"),
    STUDY_GROUP("理论学习中心组");

    private final String label;

    MeetingForm(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
