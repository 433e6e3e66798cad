package io.shoutu.hazard;

import io.shoutu.api.Subject;
import io.shoutu.api.access.Places;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.hazard.domain.HazardStore;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where hazards lie (隐患归属), for journal, chain, attachments and live events. */
@Component(service = Places.class)
public final class HazardPlaces implements Places {
    private final UnitOfWork work;
    private final HazardStore store;

    @Activate
    public HazardPlaces(@Reference UnitOfWork work, @Reference HazardStore store) {
        this.work = work;
        this.store = store;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(HazardFacts.KIND);
    }

    @Override
    public Optional<Place> place(Subject subject) {
        return work.run(tx -> store.place(tx, subject.number()));
    }
}
