package io.shoutu.sensor.domain;

import io.shoutu.api.Problem;
import java.time.Instant;

/**
 * A hold (保全): readings that stay whatever the retention policy says, because an investigation or a court needs them.
 *
 * @param device whose readings; null for those of all
 * @param from inclusive
 * @param to exclusive
 * @param lifted when it was lifted, or null while it holds
 */
public record Hold(String id, String device, Instant from, Instant to, String reason, Instant set, String by, Instant lifted, String liftedBy) {
    public Hold {
        reason = Words.needed("reason", "保全原因", reason, 300);
        if (from == null || to == null || !from.isBefore(to)) {
            throw new Problem.Invalid("hold-span", from == null ? "from" : "to", "请填写保全的起止时间，止应晚于起");
        }
    }

    /** Whether it keeps a reading of that device in {@code from ≤ at ≤ to}. */
    public boolean keeps(String device, long firstAt, long lastAt) {
        return lifted == null && (this.device == null || this.device.equals(device)) && lastAt >= from.toEpochMilli() && firstAt < to.toEpochMilli();
    }
}
