package io.shoutu.hazard.domain;

import io.shoutu.api.Term;

/** Why somebody is reminded (催办节点). */
public enum Stage implements Term {
    DUE_SOON("临近整改时限"), DUE_TODAY("今日到期"), OVERDUE("逾期未整改"), UNVERIFIED("登记后未核实"), UNGRADED("核实后未定级"),
    UNPLANNED("定级后未整改"), UNACCEPTED("提交后未复查");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
