package io.shoutu.api.hazard;

import io.shoutu.api.Term;

/** The grade of a hazard (隐患等级): major only where a clause of a published criterion says so (安全生产法 art. 118). */
public enum HazardGrade implements Term {
    GENERAL("一般事故隐患"), MAJOR("重大事故隐患");

    private final String label;

    HazardGrade(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
