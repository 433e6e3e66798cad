package io.shoutu.api.time;

import io.shoutu.api.Subject;
import io.shoutu.api.store.Tx;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Dues (到期事项): clocks that must not be missed. When one runs out the journal tells {@code time.due} about its subject, with
 * {@code name} and {@code at}, within a second, exactly once, also after downtime.
 *
 * <p>Once per date the journal also tells {@code day.began} about {@code day/<yyyy-MM-dd>}, with {@code date}, also for days
 * missed while the machine was off.
 */
@ProviderType
public interface Dues {
    String TIME_DUE = "time.due";
    String DAY_BEGAN = "day.began";

    /** A clock that runs out: the subject, what for (e.g. {@code deadline}) and when. */
    record Due(Subject subject, String name, Instant at) {}

    /** Sets a due in the caller's transaction; the same subject and name again moves it. */
    void set(Tx tx, Due due);

    /** Sets a due of a subject that is new in this transaction and has none yet: what {@link #set} does, without looking whether one is there. */
    default void add(Tx tx, Due due) {
        set(tx, due);
    }

    /** Takes a due away in the caller's transaction; unknown or already told is no error. */
    void cancel(Tx tx, Subject subject, String name);

    /** What still runs for a subject, soonest first. */
    List<Due> pending(Subject subject);
}
