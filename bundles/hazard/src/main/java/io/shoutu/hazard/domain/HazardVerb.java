package io.shoutu.hazard.domain;

import io.shoutu.api.Term;

/** What can be done to a hazard (隐患办理动作); the word is the last part of its address. */
public enum HazardVerb implements Term {
    VERIFICATION("核实"), DISMISSAL("认定不构成隐患"), GRADING("定级"), PLAN("制定整改方案"), RECTIFICATION("当场整改"),
    SUBMISSION("提交复查"), ACCEPTANCE("验收销号"), REJECTION("退回整改"), EXTENSION_REQUEST("申请延期"),
    EXTENSION_GRANT("同意延期"), EXTENSION_REFUSAL("不同意延期"), TRANSFER("移交整改责任"), ESCALATION("提级督办"),
    MERGER("并入重复隐患"), UNMERGING("撤销合并");

    private final String label;

    HazardVerb(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
