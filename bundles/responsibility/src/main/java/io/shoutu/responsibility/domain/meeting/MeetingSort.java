package io.shoutu.responsibility.domain.meeting;

import io.shoutu.api.Term;

/** A meeting or a study session (会议与学习): counted apart, because the founding reports state them apart (专题研究部署、专题学习). */
public enum MeetingSort implements Term {
    MEETING("会议", "HY"),
    STUDY("学习", "XX");

    private final String label;
    private final String series;

    MeetingSort(String label, String series) {
        this.label = label;
        this.series = series;
    }

    @Override
    public String label() {
        return label;
    }

    /** Name of its series of numbers. */
    public String series() {
        return series;
    }
}
