package io.shoutu.responsibility;

import io.shoutu.api.duty.DutyEvidence.Evidence;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.responsibility.domain.Act;
import io.shoutu.responsibility.domain.DutyListStore;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hears what was done in the house (履职采集) and keeps the acts it proves. The same entry again changes nothing. */
@Component(service = ActHearing.class)
public final class ActHearing {
    private final UnitOfWork work;
    private final DutyListStore store;
    private final Sources sources;

    @Activate
    public ActHearing(@Reference UnitOfWork work, @Reference DutyListStore store, @Reference Sources sources) {
        this.work = work;
        this.store = store;
        this.sources = sources;
    }

    /** An entry of the journal, of whatever room. */
    public void heard(Entry entry) {
        List<Evidence> proved = sources.of(entry);
        if (proved.isEmpty()) {
            return;
        }
        work.execute(tx -> {
            for (int row = 0; row < proved.size(); row++) {
                Evidence evidence = proved.get(row);
                Act act = new Act(entry.id(), evidence.kind(), evidence.subject(), evidence.account(), evidence.unit(), evidence.happened(), entry.recorded(), null, null);
                if (evidence.withdrawn()) {
                    store.withdraw(tx, act);
                } else {
                    store.add(tx, row, act);
                }
            }
        });
    }
}
