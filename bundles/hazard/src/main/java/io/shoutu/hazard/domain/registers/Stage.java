package io.shoutu.hazard.domain.registers;

import io.shoutu.api.Term;

/** Where an entry of a ledger stands (台账状态). */
public enum Stage implements Term {
    OPEN("办理中"), CLOSED("已闭环"), BUILT("已建立"), RUNNING("运行中"), ENDED("已终止"), FOUND("已发现"), ORDERED("已责令淘汰"), REMOVED("已拆除待核实"), VERIFIED("已核实淘汰"),
    REPORTED("已报告"), ASSESSED("已评估"), CONTROLLED("已管控"), GAPS("有缺项"), IN_PLACE("五项到位"), RUNNING_YEAR("本年使用中"), SETTLED("已结账"), LISTED("已列入"), WATCHED("盯防中"),
    RELEASED("已解除"), DRAFTED("起草中"), APPLIED("已申请"), REVIEWED("已审核"), CERTIFIED("已定级"), REFUSED("不予通过"), IDENTIFIED("已辨识"), FILED("已备案"), DELISTED("已核销"),
    SUBMITTED("已报送"), RETURNED("已退回"), SAMPLED("已抽查"), PUBLISHED("已公开"), WITHDRAWN("已撤回"), ARCHIVED("已归档"), NOT_BUILT("未建成"), RATED("已评定"), DECLARED("已申报"),
    WITHIN("符合限值"), EXCEEDED("超过限值"), COLLECTED("已收集"), ANALYSED("已分析"), DISTRIBUTED("已分发"), PROPOSED("已提请"), DECIDED("已决定"), EXECUTED("已执行"), VOID("已作废");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
