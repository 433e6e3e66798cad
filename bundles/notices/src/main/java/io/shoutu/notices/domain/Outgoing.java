package io.shoutu.notices.domain;

import io.shoutu.api.notices.Level;
import io.shoutu.api.notices.Progress;
import java.time.Instant;

/**
 * A message for a channel (外发消息).
 *
 * @param mayRepeat whether an earlier try may have gone out
 */
public record Outgoing(String id, String channel, String recipient, Level level, Progress progress, int attempts, boolean mayRepeat, Instant notBefore,
        Instant validUntil, String reference, String reason, Instant changedAt) {}
