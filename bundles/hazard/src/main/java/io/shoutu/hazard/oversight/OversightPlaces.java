package io.shoutu.hazard.oversight;

import io.shoutu.api.Subject;
import io.shoutu.api.access.Places;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.hazard.domain.oversight.Certificate;
import io.shoutu.hazard.domain.oversight.OversightStore;
import io.shoutu.hazard.domain.oversight.SafetyProject;
import io.shoutu.hazard.domain.oversight.WorkStop;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where records of oversight lie (监管事项归属). */
@Component(service = Places.class)
public final class OversightPlaces implements Places {
    private final UnitOfWork work;
    private final OversightStore store;

    @Activate
    public OversightPlaces(@Reference UnitOfWork work, @Reference OversightStore store) {
        this.work = work;
        this.store = store;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(WorkStop.KIND, SafetyProject.KIND, Certificate.KIND);
    }

    @Override
    public Optional<Place> place(Subject subject) {
        return work.run(tx -> store.place(tx, subject));
    }
}
