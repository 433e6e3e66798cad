package io.shoutu.hazard.domain.registers;

import io.shoutu.api.Term;

/** What can be done with an entry of a ledger (台账动作). */
public enum Act implements Term {
    JUDGING("登记环节材料"), CLOSING("闭环"), RUNNING("启动运行"), ACTIVITY("登记联防活动"), ENDING("终止"), ORDER("责令淘汰"), REMOVAL("报告拆除"), VERIFICATION("核实"), ASSESSMENT("评估"),
    CONTROL("落实管控"), RECHECK("重新核查"), SPENDING("登记使用"), SETTLEMENT("结账"), WATCH("开始盯防"), VISIT("登记盯防"), RELEASE("解除"), APPLICATION("申请"), REVIEW("审核"),
    CERTIFICATION("定级"), REFUSAL("不予通过"), FILING("备案"), CHECK("登记包保检查"), DELISTING("核销"), RETURN("退回"), SUBMISSION("重新报送"), SAMPLING("抽查"), PUBLICATION("公开"),
    WITHDRAWAL("撤回"), REVISION("修改"), ARCHIVING("归档"), BUILDING("确认建成"), RATING("评定"), MONITORING("登记检测"), EXAMINATION("登记体检"), ANALYSIS("分析复盘"),
    DISTRIBUTION("分发"), DECISION("决定"), EXECUTION("执行"), VOIDING("作废");

    private final String label;

    Act(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
