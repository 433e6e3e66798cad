package io.shoutu.hazard.domain.inspection;

import io.shoutu.api.Term;

/** Where an inspection stands (检查状态). */
public enum InspectionState implements Term {
    PLANNED("待检查"), BEGUN("检查中"), RECORDED("已记录"), CANCELLED("已取消"), VOIDED("已作废"),
    /** A second record came in for a visit that was recorded, cancelled or voided meanwhile; somebody has to look at both. */
    IN_REVIEW("记录冲突待复核"), DISCARDED("冲突记录不采纳");

    private final String label;

    InspectionState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
