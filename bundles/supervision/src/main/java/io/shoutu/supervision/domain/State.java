package io.shoutu.supervision.domain;

import io.shoutu.api.Term;

/** Where an instrument stands (督办状态). Which of them a kind knows says its table in {@link Flow}. */
public enum State implements Term {
    DRAFTED("拟稿", false), SUBMITTED("待审批", false), REVIEWED("安委办已审核", false), APPROVED("已批准待印发", false), ISSUED("已印发待签收", true), LISTED("已挂牌待签收", true),
    SIGNED("已签收办理中", true), HELD("已约谈待签字", false), TRACKED("承诺整改中", true), TREATING("挂牌治理中", true), REPLIED("已答复待核实", false), REPORTED("调查报告待批准", false),
    ACCEPTANCE_ASKED("待验收", false), ACCEPTED("验收合格", false), DELISTING_APPROVED("已批准摘牌", false), DELISTED("已摘牌销号", false), CLOSED("已办结", false), REFUSED("不予批准", false),
    CANCELLED("已撤稿", false), WITHDRAWN("已撤回作废", false);

    private final String label;
    private final boolean clock;

    State(String label, boolean clock) {
        this.label = label;
        this.clock = clock;
    }

    @Override
    public String label() {
        return label;
    }

    /** Whether the addressee's clock runs: it has gone out and is not answered. */
    public boolean clockRuns() {
        return clock;
    }

    /** Whether it has not yet gone out. */
    public boolean inside() {
        return this == DRAFTED || this == SUBMITTED || this == REVIEWED || this == APPROVED;
    }

    public boolean ended() {
        return this == DELISTED || this == CLOSED || this == REFUSED || this == CANCELLED || this == WITHDRAWN;
    }
}
