package io.shoutu.api.hazard;

import io.shoutu.api.Term;

/** The level of a risk (风险等级) in the four colours; the order is from the highest. Source: 安委办〔2016〕11号. */
public enum RiskLevel implements Term {
    MAJOR("重大风险", "红", "red"), CONSIDERABLE("较大风险", "橙", "orange"), GENERAL("一般风险", "黄", "yellow"), LOW("低风险", "蓝", "blue");

    private final String label;
    private final String colour;
    private final String hue;

    RiskLevel(String label, String colour, String hue) {
        this.label = label;
        this.colour = colour;
        this.hue = hue;
    }

    @Override
    public String label() {
        return label;
    }

    /** The colour as people say it, e.g. 红. */
    public String colour() {
        return colour;
    }

    /** The colour as pages name it, e.g. {@code red}. */
    public String hue() {
        return hue;
    }

    public boolean higherThan(RiskLevel other) {
        return ordinal() < other.ordinal();
    }

    /** The higher of two; null counts as nothing. */
    public static RiskLevel higher(RiskLevel one, RiskLevel other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.higherThan(other) ? one : other;
    }

    /** One step up; the highest stays. */
    public RiskLevel raised() {
        return values()[Math.max(0, ordinal() - 1)];
    }
}
