package io.shoutu.commons.journal;

import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.commons.sql.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives journal entries their ids (条目标识) where the database is embedded.
 *
 * <p>Derby's own identity columns fail under concurrent writers: refilling its stock of numbers needs a catalogue lock that any
 * statement being compiled holds, and it gives up with 40XL1 instead of waiting. Nobody else can have an embedded database open, so
 * a counter in memory is enough. A server database counts itself.
 */
@Component(service = EntryIds.class)
public final class EntryIds {
    private final Sql sql;
    private long last = -1;

    @Activate
    public EntryIds(@Reference Sql sql, @Reference(target = "(word=commons)") Schema schema) {
        this.sql = sql;
    }

    /** The next id, or null where the database gives it. A rollback leaves a gap, as it does in any database. */
    synchronized Long next(Tx tx) {
        if (!sql.embedded()) {
            return null;
        }
        if (last < 0) {
            Long highest = sql.on(tx).select(org.jooq.impl.DSL.max(org.jooq.impl.DSL.field("id", Long.class))).from(JournalStore.ENTRY).fetchOne(0, Long.class);
            // Not below what a checkpoint may have called settled: an id that was rolled back is never given again.
            Long settled = sql.on(tx).select(org.jooq.impl.DSL.field("settled_id", Long.class)).from("journal_settled").fetchOne(0, Long.class);
            last = Math.max(highest == null ? 0 : highest, settled == null ? 0 : settled);
        }
        return ++last;
    }
}
