package io.shoutu.notices.domain;

import io.shoutu.api.notices.Level;
import java.time.Instant;

/** A delivery that waits in the queue of its channel (待发送). */
public record Waiting(String delivery, String recipient, Level level, String mergeKey, Instant queuedAt, Instant validUntil) {}
