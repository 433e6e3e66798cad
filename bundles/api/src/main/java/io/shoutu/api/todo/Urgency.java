package io.shoutu.api.todo;

import io.shoutu.api.Term;

/**
 * How urgent something that waits is (紧急程度), most urgent first. A queue stands in this order; inside one degree the earlier {@link
 * Task#due} first, without one after those with one, then what has waited longest.
 *
 * <p>A missed legal deadline stands above a live alarm, because it is an offence that grows by the day and is easily forgotten beneath
 * alarms; alarms ring by themselves.
 */
public enum Urgency implements Term {
    /** A deadline set by law or by a document with legal force is over. */
    LEGAL_DEADLINE_PASSED("法定期限已过"),
    /** An alarm of priority {@code CRITICAL} that nobody has acknowledged. */
    LIVE_ALARM_CRITICAL("特急报警"),
    /** A time limit the house set itself is over, e.g. for verifying a report. */
    TIME_LIMIT_PASSED("规定时限已过"),
    /** An alarm of priority {@code HIGH} that nobody has acknowledged. */
    LIVE_ALARM_HIGH("高级报警"),
    /** Due on this legal day. */
    DUE_TODAY("今天到期"),
    /** Due within the next three legal days. */
    DUE_SOON("三天内到期"),
    /** An alarm of priority {@code MEDIUM} that nobody has acknowledged. */
    LIVE_ALARM_MEDIUM("中级报警"),
    /** An alarm of priority {@code LOW} that nobody has acknowledged. */
    LIVE_ALARM_LOW("低级报警"),
    /** Due later, or without a deadline: waits for somebody all the same. */
    WAITING("待办理");

    private final String label;

    Urgency(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
