package io.shoutu.api.sensor;

/**
 * What the room {@code sensor} tells (传感事实). The subject is {@code alarm/<number>}; every alarm fact carries {@code title},
 * {@code series}, {@code device}, {@code point}, {@code rule}, {@code ruleVersion}, {@code priority}, {@code state} and
 * {@code enterprise} (credit code or null).
 *
 * <p>A raised alarm also carries {@code value}, {@code unit}, {@code limit} and {@code at} (RFC 3339); its cause is
 * {@code reading/<series>@<epoch milliseconds>}, except for a no-data alarm, whose cause is the last reading there was, if any.
 * An acknowledged one carries {@code note} (or null), a cleared one {@code reason}: why, where it was not the condition itself, else null.
 *
 * <p>{@code state} is that of ISA-18.2 after what happened. Only {@link #ALARM_RAISED}, {@link #ALARM_REALARMED} and {@link #ALARM_ESCALATED} call people, and
 * only where {@code state} is none of {@code SHLVD}, {@code DSUPR}, {@code OOSRV}. An alarm that begins while it is silent is told as
 * {@link #ALARM_SUPPRESSED}; it is raised when it is released and its condition still stands.
 */
public final class SensorFacts {
    public static final String ALARM = "alarm";
    public static final String READING = "reading";
    /** One Monday's review of alarms that have been loud or quiet for too long; its number is the date. */
    public static final String ALARM_REVIEW = "alarm-review";
    public static final String ALARM_RAISED = "sensor.alarm-raised";
    /** The condition came back before the alarm was acknowledged or closed (再次触发): the same alarm, one more recurrence. */
    public static final String ALARM_RECURRED = "sensor.alarm-recurred";
    public static final String ALARM_ACKNOWLEDGED = "sensor.alarm-acknowledged";
    /** The condition returned to normal (恢复正常). */
    public static final String ALARM_CLEARED = "sensor.alarm-cleared";

    /** It stands on a higher step of its ladder (升级), and calls again whoever had acknowledged it: {@code level}, {@code levelBefore}, {@code priorityBefore}. */
    public static final String ALARM_ESCALATED = "sensor.alarm-escalated";
    /** It stands on a lower step of its ladder (降级), with the same details. */
    public static final String ALARM_DEESCALATED = "sensor.alarm-deescalated";
    /** It calls again (重新报警): what kept it silent ended while its condition stood. */
    public static final String ALARM_REALARMED = "sensor.alarm-realarmed";
    /** A latched alarm was ended by hand (复位). */
    public static final String ALARM_RESET = "sensor.alarm-reset";
    /** It is silent from now on, or began so (静默): {@code suppression}, its number. */
    public static final String ALARM_SUPPRESSED = "sensor.alarm-suppressed";
    /** What kept it silent ended (解除静默): {@code suppression}, {@code verb}. */
    public static final String ALARM_RELEASED = "sensor.alarm-released";
    /** Late or corrected readings show that there would have been an alarm (追溯报警): {@code begin}, {@code end}, {@code reason}; it calls nobody. */
    public static final String ALARM_FOUND = "sensor.alarm-found";
    /** A correction took the ground from under it (存疑): {@code correction}. */
    public static final String ALARM_DOUBTED = "sensor.alarm-doubted";

    /**
     * Whose alarms have been loud or quiet for too long (每周报警治理), about {@link #ALARM_REVIEW}, once for each owner: {@code owner} (account, or null where they are
     * nobody's), {@code number} of them, {@code problems} in words, {@code first}, the title of one.
     */
    public static final String ALARMS_REVIEWED = "sensor.alarms-reviewed";

    private SensorFacts() {}
}
