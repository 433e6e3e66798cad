package io.shoutu.api.hazard;

import io.shoutu.api.Term;

/** In which order hazards are listed (隐患排序). */
public enum HazardSort implements Term {
    NEWEST("登记时间由近到远"), OLDEST("登记时间由远到近"), DEADLINE("整改时限由近到远");

    private final String label;

    HazardSort(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
