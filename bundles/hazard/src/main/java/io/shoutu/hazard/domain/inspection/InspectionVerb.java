package io.shoutu.hazard.domain.inspection;

import io.shoutu.api.Term;

/** What can be done with an inspection (检查办理动作); the word is the last part of its address. */
public enum InspectionVerb implements Term {
    REASSIGNMENT("调整检查组"), CANCELLATION("取消检查"), BEGINNING("到场开始检查"), RECORD("提交检查记录"), VOIDING("作废"),
    ADOPTION("采纳冲突记录"), DISCARDING("不采纳冲突记录");

    private final String label;

    InspectionVerb(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
