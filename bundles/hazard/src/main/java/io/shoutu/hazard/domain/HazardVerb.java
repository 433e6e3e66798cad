package io.shoutu.hazard.domain;

import io.shoutu.api.Term;

/** What can be done to a hazard (隐患办理动作); the word is the last part of its address. */
public enum HazardVerb implements Term {
    VERIFICATION("核实"), DISMISSAL("认定不构成隐患"), GRADING("定级"), PLAN("制定整改方案"), RECTIFICATION("当场整改"),
    SUBMISSION("提交复查"), ACCEPTANCE("验收销号"), REJECTION("退回整改"), EXTENSION_REQUEST("申请延期"),
    EXTENSION_GRANT("同意延期"), EXTENSION_REFUSAL("不同意延期"), TRANSFER("移交整改责任"), ESCALATION("提级督办"),
    MERGER("并入重复隐患"), UNMERGING("撤销合并"), UPGRADE("调升为重大"), REGRADING_REQUEST("申请降为一般"),
    REGRADING_APPROVAL("同意降级"), REGRADING_REFUSAL("不同意降级"), PLAN_SUPPLEMENT("补充治理方案"), LOOK_BACK("安排回头看"),
    LOOK_BACK_PASS("回头看：未反弹"), REBOUND("回头看：已反弹");

    private final String label;

    HazardVerb(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
