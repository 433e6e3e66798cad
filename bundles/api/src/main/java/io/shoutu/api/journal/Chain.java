package io.shoutu.api.journal;

import io.shoutu.api.Subject;
import java.time.Instant;
import java.util.List;

/**
 * The chain (链): all records connected to one by cause, both ways, from the reading to the latest consequence.
 *
 * @param nodes every record on the chain, in the order of their first fact
 * @param links cause → effect
 */
public record Chain(List<Node> nodes, List<Link> links) {
    /**
     * A record on the chain.
     *
     * @param subject the record
     * @param first when its first fact happened; for a cause without entries of its own (a reading) when its effect did
     * @param firstFact name of that fact, or null for a cause without entries of its own
     * @param lastFact name of its latest fact, or null
     * @param title one line in Chinese for people: the {@code title} of its first fact, else its number
     */
    public record Node(Subject subject, Instant first, String firstFact, String lastFact, String title) {}

    /** One step of cause. */
    public record Link(Subject cause, Subject effect) {}
}
