package io.shoutu.sensor.decode;

import io.shoutu.sensor.domain.Parked;
import io.shoutu.sensor.domain.Reading;
import java.util.List;

/**
 * What a message said (解码结果).
 *
 * @param readings what can be stored, in the order of the message
 * @param parked what cannot, each with its reason
 * @param unreadable whether the message as a whole could not be read; then there are no readings and {@code parked} is the message itself
 */
public record Decoded(List<Reading> readings, List<Parked> parked, boolean unreadable) {}
