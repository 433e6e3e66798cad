package io.shoutu.responsibility.domain.accountability;

import io.shoutu.api.Term;

/** How somebody is held to account (问责方式): in the order of their weight. */
public enum Sanction implements Term {
    TALK("谈话提醒、诫勉"), INSPECTION("责令书面检查"), CIRCULAR("通报批评"), REASSIGNMENT("停职检查、调整职务"), DISCIPLINE("党纪政务处分"), TRANSFER("移送司法机关");

    private final String label;

    Sanction(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
