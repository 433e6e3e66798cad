package io.shoutu.sensor.domain;

import io.shoutu.api.Term;

/** The states of an alarm (报警状态), ISA-18.2 / IEC 62682. All but {@link #NORM} are active. */
public enum AlarmState implements Term {
    UNACK("未确认"), ACKED("已确认"), RTNUN("已恢复未确认"),
    /** The condition is gone, the rule latches: it stays until somebody has seen it and resets it. */
    LATUN("锁存未确认"), LATAC("锁存已确认"),
    SHLVD("已搁置"), DSUPR("设计抑制"), OOSRV("退出服务"),
    NORM("已结束");

    /** States in which it waits for somebody to acknowledge it. */
    public static final java.util.Set<AlarmState> WAITING = java.util.Set.of(UNACK, RTNUN, LATUN);

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

    /** Whether it is kept from people: no sound, no notice, no hazard. */
    public boolean silent() {
        return this == SHLVD || this == DSUPR || this == OOSRV;
    }
}
