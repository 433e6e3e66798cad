package io.shoutu.api.edge;

import java.time.Instant;
import java.util.Objects;

/**
 * One message (消息) as it came from a county's MQTT broker, not yet understood.
 *
 * <p>A route {@code from("mqtt:…")} gets a {@code List<Message>} as the body of one exchange, in the order of arrival; it is
 * acknowledged to the broker only after the exchange ended without an exception. The same message may come twice.
 *
 * @param topic where it was published
 * @param payload its bytes as they came, not copied: do not change them
 * @param received when it reached this house, which says nothing about when it was measured
 */
public record Message(String topic, byte[] payload, Instant received) {
    public Message {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(received, "received");
    }
}
