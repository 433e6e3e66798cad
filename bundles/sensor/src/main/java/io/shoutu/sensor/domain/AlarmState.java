package io.shoutu.sensor.domain;

import io.shoutu.api.Term;

/** The states of an alarm (报警状态), ISA-18.2 / IEC 62682. All but {@link #NORM} are active. */
public enum AlarmState implements Term {
    UNACK("未确认"), ACKED("已确认"), RTNUN("已恢复未确认"), NORM("已结束");

    /** States in which it waits for somebody to acknowledge it. */
    public static final java.util.Set<AlarmState> WAITING = java.util.Set.of(UNACK, RTNUN);

    private final String label;

    AlarmState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    public boolean active() {
        return this != NORM;
    }

    /** Whether the condition stands (as far as we know) in this state. */
    public boolean standing() {
        return this == UNACK || this == ACKED;
    }
}
