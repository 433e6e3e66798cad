package io.shoutu.api.store;

import java.sql.Connection;
import org.osgi.annotation.versioning.ProviderType;

/** A running transaction (事务). Valid only on its thread and only inside the unit of work that handed it out. */
@ProviderType
public interface Tx {
    /** The JDBC connection of this transaction; never commit, roll back or close it. */
    Connection connection();

    /** Runs after a successful commit, in the order registered, on the committing thread; not at all after a rollback. */
    void afterCommit(Runnable action);

    /** Runs after a rollback, e.g. to forget what memory had prepared; also where nobody can tell whether the commit took place ({@link OutcomeUnknown}). */
    void afterRollback(Runnable action);
}
