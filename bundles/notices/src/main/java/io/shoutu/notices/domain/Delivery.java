package io.shoutu.notices.domain;

import io.shoutu.api.notices.Progress;
import java.time.Instant;

/**
 * One notice to one recipient by one channel (送达记录).
 *
 * @param message the message it went out with, or null
 */
public record Delivery(String id, String notice, int step, String recipient, String channel, Progress progress, String message, int attempts, String reason,
        Instant queuedAt, Instant sentAt, Instant deliveredAt, Instant readAt) {
    /** The list inside the platform: what lies in our own store has arrived. */
    public static final String IN_APP = "in-app";
    public static final String WEBHOOK = "webhook";
}
