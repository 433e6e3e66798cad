package io.shoutu.api.journal;

import io.shoutu.api.Actor;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The ears of the journal (监听者): named, durable, each with its own cursor.
 *
 * <p>One node leases a listener; its cursor moves in the handler's own transaction, so a handler that works only in our store
 * hears each entry exactly once; for others it is at least once. An entry that fails is tried again, then parked; later
 * entries of the same subject wait behind it for that listener, all others go on.
 */
@ProviderType
public interface Listeners {

    /**
     * A listener.
     *
     * @param name {@code <bundle word>.<own name>}, e.g. {@code hazard.from-alarm}
     * @param facts names or patterns such as {@code sensor.alarm-raised}, {@code hazard.*}; at least one
     * @param fromBeginning a listener never seen before starts with the first entry instead of now
     * @param attempts tries before an entry is parked, at least 1
     */
    record Listener(String name, List<String> facts, boolean fromBeginning, int attempts) {
        private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z0-9][a-z0-9.-]*");

        public Listener {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("a listener is called <bundle word>.<own name>: " + name);
            }
            if (facts.isEmpty()) {
                throw new IllegalArgumentException("a listener hears at least one fact: " + name);
            }
            facts = List.copyOf(facts);
            attempts = Math.max(1, attempts);
        }
    }

    /** Hears one entry, inside a unit of work that also moves the cursor. Throwing means: not done, try again or park. */
    @FunctionalInterface
    interface Handler {
        void hear(Entry entry) throws Exception;
    }

    /** Starts hearing; the same name twice on one node is refused with {@link IllegalStateException}. */
    Hearing listen(Listener listener, Handler handler);

    /** A running listener. */
    interface Hearing extends AutoCloseable {
        /** Stops hearing after the entry at hand; the cursor stays where it is. */
        @Override
        void close();
    }

    /**
     * How a listener stands.
     *
     * @param cursor running number of the last entry it is through with
     * @param behind entries it has not looked at yet
     * @param parked entries parked or waiting behind a parked one
     * @param running whether it hears on this node now
     */
    record Status(String name, List<String> facts, long cursor, long behind, long parked, boolean running) {}

    List<Status> status();

    /**
     * A parked entry.
     *
     * @param waiting true where it failed nothing itself but waits behind an earlier entry of the same subject
     */
    record Parked(String listener, long entry, String fact, String subject, String reason, boolean waiting, Instant parkedAt) {}

    List<Parked> parked();

    /**
     * Hands a parked entry, and those waiting behind it, to its listener again.
     *
     * @throws io.shoutu.api.Problem.NotFound where nothing is parked under that listener and entry
     */
    void replay(String listener, long entry, Actor by);
}
