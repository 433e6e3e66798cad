package io.shoutu.api.hazard;

import io.shoutu.api.Term;

/** How a hazard is put right (整改方式): on the spot with a pair of photos, or by a deadline with a plan. */
public enum RectificationMode implements Term {
    AT_ONCE("立即整改"), BY_DEADLINE("限期整改");

    private final String label;

    RectificationMode(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
