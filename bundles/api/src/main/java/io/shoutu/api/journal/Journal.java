package io.shoutu.api.journal;

import io.shoutu.api.Page;
import io.shoutu.api.Subject;
import io.shoutu.api.store.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** The journal (日志): write in your transaction, read afterwards. */
@ProviderType
public interface Journal {

    /**
     * Writes one entry in the caller's transaction and answers its id. It is sealed and heard after the commit, and leaves no
     * trace after a rollback. The same fact written twice is two entries.
     */
    long write(Tx tx, Fact fact);

    /**
     * What to read.
     *
     * @param subject only entries about this, or null for all
     * @param facts names or patterns such as {@code hazard.*}; empty for all
     * @param cursor {@code next} of the page before, or null to start
     * @param limit 1 to 500
     * @param newestFirst the order
     * @param since only what was recorded then or later, or null
     * @param until only what was recorded before, or null
     * @param account only what this account did, or null
     */
    record Query(Subject subject, List<String> facts, String cursor, int limit, boolean newestFirst, Instant since, Instant until, String account) {
        public Query {
            facts = List.copyOf(facts);
            limit = Math.max(1, Math.min(500, limit));
        }

        /** Whenever it was and whoever did it. */
        public Query(Subject subject, List<String> facts, String cursor, int limit, boolean newestFirst) {
            this(subject, facts, cursor, limit, newestFirst, null, null, null);
        }
    }

    /** Sealed entries that match, by their running number. */
    Page<Entry> read(Query query);

    /** Everything that ever happened to one subject, oldest first, including entries not yet sealed. */
    List<Entry> timeline(Subject subject);

    /** The chain both ways from one subject, never null; unknown subjects answer a chain of themselves alone. */
    Chain chain(Subject subject);

    /**
     * What each of these records caused itself, in the order it came about: one question for a whole list. Records that caused nothing are
     * left out.
     */
    default Map<Subject, List<Subject>> effects(Collection<Subject> causes) {
        Map<Subject, List<Subject>> all = new LinkedHashMap<>();
        for (Subject cause : causes) {
            List<Subject> own = chain(cause).links().stream().filter(link -> link.cause().equals(cause)).map(Chain.Link::effect).distinct().toList();
            if (!own.isEmpty()) {
                all.put(cause, own);
            }
        }
        return all;
    }

    /**
     * Follows sealed entries as they come, in order, for pages that are open now. Nothing is remembered: whoever must not
     * miss a fact uses {@link Listeners}. The consumer runs on the sealer's thread and must return at once.
     */
    Following follow(Consumer<List<Entry>> consumer);

    /** Ends a {@link #follow}; closing twice does nothing. */
    interface Following extends AutoCloseable {
        @Override
        void close();
    }
}
