package io.shoutu.hazard.domain.inspection;

import io.shoutu.api.Term;

/** Sorts of inspections (检查类型). */
public enum InspectionKind implements Term {
    ROUTINE("日常检查"), CAMPAIGN("专项检查"), RANDOM("双随机抽查"), JOINT("联合检查"), FOLLOW_UP("回头看"), RESTART("复工复产核查"),
    EQUIPMENT("特种设备检查"), PATROL("网格巡查");

    private final String label;

    InspectionKind(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** Whether it is done by officers with the power to order, two at the least (行政处罚法第四十二条). */
    public boolean official() {
        return this != PATROL;
    }
}
