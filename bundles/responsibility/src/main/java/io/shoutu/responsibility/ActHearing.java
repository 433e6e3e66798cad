package io.shoutu.responsibility;

import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.duty.DutyEvidence;
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
        keep(entry, sources.of(entry));
    }

    /** An entry again, for a source that was not there when it was heard; answers whether it proves anything. */
    boolean heard(Entry entry, DutyEvidence source) {
        List<Evidence> proved = source.facts().contains(entry.name()) ? source.of(entry) : List.of();
        keep(entry, proved);
        return !proved.isEmpty();
    }

    /** The record's own number and title, where its fact says them; the subject of an inspection is an id nobody reads. */
    private static String title(Entry entry) {
        String number = entry.text("number");
        String title = entry.text("title");
        String text = number == null ? title : title == null ? number : number + " " + title;
        return text == null || text.codePointCount(0, text.length()) <= 300 ? text : text.substring(0, text.offsetByCodePoints(0, 299)) + "…";
    }

    /** The enterprise the fact is about, where it says one. */
    private static String enterprise(Entry entry) {
        return CreditCode.valid(entry.text("enterprise")) ? entry.text("enterprise") : null;
    }

    private void keep(Entry entry, List<Evidence> proved) {
        if (proved.isEmpty()) {
            return;
        }
        work.execute(tx -> {
            for (Evidence evidence : proved) {
                Act act = new Act(entry.id(), evidence.kind(), evidence.subject(), evidence.account(), evidence.unit(), evidence.happened(), entry.recorded(), null, null).called(title(entry)).at(enterprise(entry));
                if (evidence.withdrawn()) {
                    store.withdraw(tx, act);
                } else {
                    store.add(tx, act);
                }
            }
        });
    }
}
