package io.shoutu.api.edge;

import org.osgi.annotation.versioning.ConsumerType;

/** One condition of being ready (就绪条件): {@code /health/ready} answers 200 only when all registered ones are met. */
@ConsumerType
public interface Readiness {
    /** Short name, e.g. {@code mqtt-door}. */
    String name();

    /**
     * How it stands.
     *
     * @param text what a person reads, in Chinese; never a secret
     */
    record State(boolean ready, String text) {}

    /** Answers at once, without blocking on what it watches. */
    State state();
}
