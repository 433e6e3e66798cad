package io.shoutu.sensor.domain;

import io.shoutu.api.Term;

/** The verbs of an alarm (报警动作). Raising is its birth and no verb. */
public enum AlarmVerb implements Term {
    /** Somebody has seen it. */
    ACKNOWLEDGE("确认"),
    /** The condition went back to normal. */
    RETURN("恢复"),
    /** The condition came back before anybody had acknowledged. */
    RECUR("再次触发");

    private final String label;

    AlarmVerb(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
