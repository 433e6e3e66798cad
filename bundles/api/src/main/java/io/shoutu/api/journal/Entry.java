package io.shoutu.api.journal;

import io.shoutu.api.Subject;
import java.time.Instant;
import java.util.Map;

/**
 * An entry (日志条目): a fact as it stands in the journal.
 *
 * @param id identity given on writing; listeners are idempotent by it
 * @param seal running number without gaps given by the sealer in the order of commits, 0 while not yet sealed
 * @param subject what it is about
 * @param name the fact's name
 * @param happened when it happened
 * @param recorded when it was written
 * @param account who did it
 * @param actorName how the doer was called then
 * @param data the fact's details
 * @param causedBy the record that caused it, or null
 * @param causedByEntry the entry that was heard, or null
 * @param hash seal over this entry and the one before, lower-case hex, or null while not yet sealed
 */
public record Entry(long id, long seal, Subject subject, String name, Instant happened, Instant recorded, String account,
        String actorName, Map<String, Object> data, Subject causedBy, Long causedByEntry, String hash) {

    /** A detail as text, or null where there is none. */
    public String text(String key) {
        Object value = data.get(key);
        return value == null ? null : value.toString();
    }

    /** The cause to hand on when this entry brings about another fact. */
    public Fact.Cause asCause() {
        return new Fact.Cause(subject, id);
    }
}
