package io.shoutu.api.sensor;

/**
 * What the room {@code sensor} tells (传感事实). The subject is {@code alarm/<number>}; every alarm fact carries {@code title},
 * {@code series}, {@code device}, {@code point}, {@code rule}, {@code ruleVersion}, {@code priority}, {@code state} and
 * {@code enterprise} (credit code or null).
 *
 * <p>A raised alarm also carries {@code value}, {@code unit}, {@code limit} and {@code at} (RFC 3339); its cause is
 * {@code reading/<series>@<epoch milliseconds>}, except for a no-data alarm, whose cause is the last reading there was, if any.
 * An acknowledged one carries {@code note} (or null), a cleared one {@code reason}: why, where it was not the condition itself, else null.
 */
public final class SensorFacts {
    public static final String ALARM = "alarm";
    public static final String READING = "reading";
    public static final String ALARM_RAISED = "sensor.alarm-raised";
    /** The condition came back before the alarm was acknowledged or closed (再次触发): the same alarm, one more recurrence. */
    public static final String ALARM_RECURRED = "sensor.alarm-recurred";
    public static final String ALARM_ACKNOWLEDGED = "sensor.alarm-acknowledged";
    /** The condition returned to normal (恢复正常). */
    public static final String ALARM_CLEARED = "sensor.alarm-cleared";

    private SensorFacts() {}
}
