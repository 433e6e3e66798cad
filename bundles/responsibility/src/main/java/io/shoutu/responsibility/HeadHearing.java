package io.shoutu.responsibility;

import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.supervision.SupervisionFacts;
import io.shoutu.responsibility.domain.DutyListStore;
import io.shoutu.responsibility.domain.Head;
import java.time.LocalDate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hears who heads which enterprise (企业主要负责人采集), as the room of supervision tells. Heard again, it changes nothing. */
@Component(service = HeadHearing.class)
public final class HeadHearing {
    private final UnitOfWork work;
    private final DutyListStore store;

    @Activate
    public HeadHearing(@Reference UnitOfWork work, @Reference DutyListStore store) {
        this.work = work;
        this.store = store;
    }

    /** An entry of the journal, of whatever room. */
    public void heard(Entry entry) {
        if (entry.name().equals(SupervisionFacts.HEAD_CHANGED)) {
            work.execute(tx -> store.keep(tx, new Head(new CreditCode(entry.subject().number()), entry.text("person"), entry.text("title"), LocalDate.parse(entry.text("from")),
                    entry.text("to") == null ? null : LocalDate.parse(entry.text("to")))));
        }
    }
}
