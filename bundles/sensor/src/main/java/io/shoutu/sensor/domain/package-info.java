/**
 * The trade of the room (传感业务规则): devices and their points, readings, rules and the alarms they raise, after ISA-18.2 / IEC 62682.
 *
 * <p>Pure Java: the JDK and {@code io.shoutu.api}, nothing else. Start with {@link io.shoutu.sensor.domain.Alarm} and
 * {@link io.shoutu.sensor.domain.Condition}.
 */
package io.shoutu.sensor.domain;
