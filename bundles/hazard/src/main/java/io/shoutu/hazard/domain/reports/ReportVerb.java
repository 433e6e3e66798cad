package io.shoutu.hazard.domain.reports;

import io.shoutu.api.Term;

/** What can be done with a public report (举报办理动作). */
public enum ReportVerb implements Term {
    REGISTRATION("登记"), ACCEPTANCE("受理"), REFUSAL("不予受理"), TRANSFER("移送"), HAZARD("转为隐患"), EXTENSION("延长办理期限"), CHECK("核查结论"), REPLY("答复"),
    PROPOSAL("申报奖励"), APPROVAL("批准奖励"), RETURN("退回奖励"), PAYMENT("发放奖励"), WAIVER("逾期未领"), ARCHIVING("归档");

    private final String label;

    ReportVerb(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
