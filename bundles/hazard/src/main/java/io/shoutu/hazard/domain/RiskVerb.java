package io.shoutu.hazard.domain;

import io.shoutu.api.Term;

/** What can be done to a risk unit (风险点办理动作). */
public enum RiskVerb implements Term {
    ASSESSMENT("评估"), APPROVAL("审定公布"), RETURN("退回重新评估"), REVIEW("定期评审"), REMOVAL("核销");

    private final String label;

    RiskVerb(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
