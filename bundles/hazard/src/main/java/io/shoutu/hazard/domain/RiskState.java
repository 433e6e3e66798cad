package io.shoutu.hazard.domain;

import io.shoutu.api.Term;

/** Where a risk unit stands (风险点状态). */
public enum RiskState implements Term {
    IDENTIFIED("已辨识"), ASSESSED("已评估待审定"), CONTROLLED("管控中"), REMOVED("已核销");

    private final String label;

    RiskState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
