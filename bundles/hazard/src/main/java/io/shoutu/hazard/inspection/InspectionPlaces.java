package io.shoutu.hazard.inspection;

import io.shoutu.api.Subject;
import io.shoutu.api.access.Places;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.hazard.domain.inspection.Inspection;
import io.shoutu.hazard.domain.inspection.InspectionStore;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where inspections lie (检查归属). A hidden one lies nowhere: journal, chain, live events and search show it to nobody whose scope has an edge. Plans, draws and lists of hidden
 * plans have no place at all.
 */
@Component(service = Places.class)
public final class InspectionPlaces implements Places {
    private final UnitOfWork work;
    private final InspectionStore store;

    @Activate
    public InspectionPlaces(@Reference UnitOfWork work, @Reference InspectionStore store) {
        this.work = work;
        this.store = store;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(Inspection.KIND);
    }

    @Override
    public Optional<Place> place(Subject subject) {
        return work.run(tx -> store.find(tx, subject.number()).flatMap(i -> i.hidden() ? Optional.of(Place.UNKNOWN) : store.place(tx, i.id())));
    }
}
