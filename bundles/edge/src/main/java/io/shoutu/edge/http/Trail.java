package io.shoutu.edge.http;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Operation;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.UnitOfWork;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The trail of what was read (查阅留痕): a sensitive reading that was answered is a journal entry too. */
@Component(service = Trail.class)
public final class Trail {
    static final String VIEWED = "edge.sensitive-viewed";
    private static final int LONGEST = 500;
    private final UnitOfWork work;
    private final Journal journal;
    private final Clock clock;

    @Activate
    public Trail(@Reference UnitOfWork work, @Reference Journal journal, @Reference Clock clock) {
        this.work = work;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Writes who read what; what cannot be written must not be shown.
     *
     * @param asked what was asked for, e.g. path and query
     * @throws io.shoutu.api.store.StoreFailure where the journal does not take it
     */
    public void viewed(Actor actor, Operation operation, String asked, String from) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("asked", asked.length() <= LONGEST ? asked : asked.substring(0, LONGEST) + "…");
        data.put("from", from);
        work.execute(tx -> journal.write(tx, new Fact(new Subject("operation", operation.name()), VIEWED, clock.instant(), actor, data)));
    }
}
