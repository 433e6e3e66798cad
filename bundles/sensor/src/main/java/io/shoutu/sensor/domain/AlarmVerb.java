package io.shoutu.sensor.domain;

import io.shoutu.api.Term;

/** The verbs of an alarm (报警动作). Raising is its birth and no verb. */
public enum AlarmVerb implements Term {
    /** Somebody has seen it. */
    ACKNOWLEDGE("确认"),
    /** The condition went back to normal. */
    RETURN("恢复"),
    /** The condition came back before the alarm had ended. */
    RECUR("再次触发"),
    /** It calls again although somebody had seen it: it went up a step of its ladder. */
    REALARM("重新报警"),
    /** Ends a latched alarm. */
    RESET("复位"),
    /** Silenced by a person, with a reason, until a time. */
    SHELVE("搁置"),
    /** Taken off the shelf by a person. */
    UNSHELVE("取消搁置"),
    /** The time on the shelf is over. */
    EXPIRE("搁置到期"),
    /** Its declared cause stands. */
    SUPPRESS("设计抑制"),
    /** Its declared cause stands no more. */
    UNSUPPRESS("解除设计抑制"),
    /** The point is taken out of service. */
    REMOVE("退出服务"),
    /** The point is in service again. */
    RESTORE("恢复服务");

    private final String label;

    AlarmVerb(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
