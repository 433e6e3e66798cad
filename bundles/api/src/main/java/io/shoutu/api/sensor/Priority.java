package io.shoutu.api.sensor;

import io.shoutu.api.Term;

/** The priority (优先级) of an alarm, as in ISA-18.2: how quickly someone must act. */
public enum Priority implements Term {
    CRITICAL("特急"), HIGH("高"), MEDIUM("中"), LOW("低");

    private final String label;

    Priority(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
