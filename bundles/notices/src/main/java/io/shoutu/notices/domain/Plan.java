package io.shoutu.notices.domain;

import java.time.Instant;
import java.util.List;

/**
 * What goes out now (发送计划). Whatever is in neither list stays in the queue.
 *
 * @param send in this order, each group one message
 * @param expired too late to be sent
 * @param wake when to look again though nothing new comes, or null where nothing waits
 */
public record Plan(List<Group> send, List<Waiting> expired, Instant wake) {
    public Plan {
        send = List.copyOf(send);
        expired = List.copyOf(expired);
    }

    /**
     * Deliveries to one recipient that become one message.
     *
     * @param mergeKey the key they share, or null for a single one without key and for a digest of several keys
     */
    public record Group(String recipient, String mergeKey, List<Waiting> deliveries) {
        public Group {
            deliveries = List.copyOf(deliveries);
        }
    }
}
