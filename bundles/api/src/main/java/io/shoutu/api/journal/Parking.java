package io.shoutu.api.journal;

import io.shoutu.api.Actor;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A parking place (暂存区): where something that could not be used waits, visible, with its reason, and can be tried again.
 *
 * <p>Registered as a service by whoever parks; {@code shoutu:parked} and {@code shoutu:replay} show and try all of them.
 */
@ConsumerType
public interface Parking {
    /** Name of the place, e.g. {@code sensor} or {@code journal}. */
    String name();

    /**
     * One parked thing.
     *
     * @param id unique inside its place, without blanks
     * @param reason stable code, e.g. {@code unknown-point}
     * @param text what a person reads: why, in Chinese
     */
    record Item(String id, String what, String reason, String text, Instant since) {}

    /** The newest {@code limit} items. */
    List<Item> items(int limit);

    /** How many there are in all. */
    long count();

    /** Tries one again; {@link io.shoutu.api.Problem.NotFound} where there is none. Throws where it failed again. */
    void replay(String id, Actor by);
}
