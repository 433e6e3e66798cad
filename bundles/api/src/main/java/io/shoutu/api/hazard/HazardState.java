package io.shoutu.api.hazard;

import io.shoutu.api.Term;

/** Where a hazard stands (隐患状态). */
public enum HazardState implements Term {
    REGISTERED("已登记"), VERIFIED("已核实"), GRADED("已定级"), RECTIFYING("整改中"), SUBMITTED("已提交复查"),
    CLOSED("已销号"), DISMISSED("不构成隐患"), MERGED("已合并");

    private final String label;

    HazardState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** Whether somebody still has to do something about the hazard. A merged one is looked after under the other's number. */
    public boolean open() {
        return this != CLOSED && this != DISMISSED && this != MERGED;
    }
}
