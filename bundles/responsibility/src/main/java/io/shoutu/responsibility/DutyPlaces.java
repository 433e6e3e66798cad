package io.shoutu.responsibility;

import io.shoutu.api.Subject;
import io.shoutu.api.access.Places;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.Deliverable;
import io.shoutu.responsibility.domain.DeliverableStore;
import io.shoutu.responsibility.domain.Dispute;
import io.shoutu.responsibility.domain.DisputeStore;
import io.shoutu.responsibility.domain.DutyList;
import io.shoutu.responsibility.domain.DutyListStore;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where duty lists lie (清单归属), for journal, chain and live events: with the unit that bears them. */
@Component(service = Places.class)
public final class DutyPlaces implements Places {
    private final UnitOfWork work;
    private final DutyListStore store;
    private final DeliverableStore deliverables;
    private final DisputeStore disputes;
    private final Directory directory;

    @Activate
    public DutyPlaces(@Reference UnitOfWork work, @Reference DutyListStore store, @Reference DeliverableStore deliverables, @Reference DisputeStore disputes,
            @Reference Directory directory) {
        this.work = work;
        this.store = store;
        this.deliverables = deliverables;
        this.disputes = disputes;
        this.directory = directory;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(DutyList.KIND, Deliverable.KIND, Dispute.KIND);
    }

    @Override
    public Optional<Place> place(Subject subject) {
        return switch (subject.kind()) {
            case Deliverable.KIND -> work.run(tx -> deliverables.find(tx, subject.number())).flatMap(each -> list(each.list() + "." + each.edition()));
            // With the enterprise it is about, else with the first of the units: who sees all sees it anyway.
            case Dispute.KIND -> work.run(tx -> disputes.find(tx, subject.number()))
                    .map(each -> each.enterprise() == null ? new Bearer(each.claimants().get(0), null).place(directory) : Bearer.of(new CreditCode(each.enterprise()), null).place(directory));
            default -> list(subject.number());
        };
    }

    private Optional<Place> list(String id) {
        int dot = id.lastIndexOf('.');
        if (dot < 1 || !id.substring(dot + 1).matches("[0-9]{1,6}")) {
            return Optional.empty();
        }
        return work.run(tx -> store.find(tx, id.substring(0, dot), Integer.parseInt(id.substring(dot + 1)))).map(list -> list.bearer().place(directory));
    }
}
