package io.shoutu.hazard.domain.reports;

import io.shoutu.api.Term;

/** Where a public report stands (举报状态). */
public enum ReportState implements Term {
    RECEIVED("待登记"), REGISTERED("待受理"), ACCEPTED("核查中"), REFUSED("不予受理"), TRANSFERRED("已移送"), CHECKED("已核查"), REPLIED("已答复"),
    PROPOSED("奖励待批"), REWARDED("奖励待领取"), PAID("奖励已发放"), WAIVED("视为放弃奖励"), ARCHIVED("已归档");

    private final String label;

    ReportState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
