package io.shoutu.hazard;

import io.shoutu.api.Subject;
import io.shoutu.api.access.Places;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.hazard.domain.HazardStore;
import io.shoutu.hazard.domain.RiskStore;
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
    private final RiskStore risks;

    @Activate
    public HazardPlaces(@Reference UnitOfWork work, @Reference HazardStore store, @Reference RiskStore risks) {
        this.work = work;
        this.store = store;
        this.risks = risks;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(HazardFacts.KIND, HazardFacts.RISK, HazardFacts.RISK_CHECK);
    }

    @Override
    public Optional<Place> place(Subject subject) {
        return work.run(tx -> switch (subject.kind()) {
            case HazardFacts.RISK -> risks.place(tx, subject.number());
            case HazardFacts.RISK_CHECK -> risks.check(tx, subject.number()).flatMap(check -> risks.place(tx, check.unit()));
            default -> store.place(tx, subject.number());
        });
    }
}
