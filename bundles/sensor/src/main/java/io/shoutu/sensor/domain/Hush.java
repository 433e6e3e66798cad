package io.shoutu.sensor.domain;

import java.time.Instant;

/**
 * What keeps an alarm silent now (静默依据): the suppression in force that counts most. Out of service counts before shelved, shelved before by design.
 *
 * @param state the silent state it means
 * @param suppression number of the {@link Suppression}
 * @param until when it ends by itself, or null
 */
public record Hush(AlarmState state, String suppression, Instant until) {}
