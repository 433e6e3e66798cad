package io.shoutu.api.notices;

import io.shoutu.api.Term;

/** How pressing a notice is (紧急程度), the most pressing first; the words are those of official papers. */
public enum Level implements Term {
    URGENT("特急"), IMPORTANT("重要"), ORDINARY("一般");

    private final String label;

    Level(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** Whether this is at least as pressing as the other. */
    public boolean atLeast(Level other) {
        return ordinal() <= other.ordinal();
    }
}
