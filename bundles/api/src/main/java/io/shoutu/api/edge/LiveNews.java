package io.shoutu.api.edge;

import io.shoutu.api.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * News for pages that are open now (即时消息): what a room has to say that is no fact of the journal, such as that the store is away.
 *
 * <p>Every registered source is heard, and what it says goes out on {@code /api/live} as an event without {@code id}: it is not
 * remembered, not repeated to a page that comes later, and asks nothing of the store. Facts take the journal's way and never this one.
 */
@ConsumerType
public interface LiveNews {
    /**
     * One piece of news.
     *
     * @param name {@code word.what}, as facts are named; pages choose by it
     * @param about whoever may not see this is not told; null for what everybody signed in may know
     * @param happened when, by our clock
     * @param data plain JSON values
     */
    record News(String name, Subject about, Instant happened, Map<String, Object> data) {}

    /** Tells the pages from now on, from any thread; the pages return at once and never fail. */
    Hearing hear(Consumer<News> pages);

    /** Ends a {@link #hear}; closing twice does nothing. */
    interface Hearing extends AutoCloseable {
        @Override
        void close();
    }
}
