package io.shoutu.supervision;

import io.shoutu.api.Problem;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardLedger;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Whether a hazard is a major one (重大事故隐患), as the ledger of hazards says. The room stands without it. */
@Component(service = Majors.class)
public final class Majors {
    private final AtomicReference<HazardLedger> hazards = new AtomicReference<>();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bind(HazardLedger ledger) {
        hazards.set(ledger);
    }

    public void unbind(HazardLedger ledger) {
        hazards.compareAndSet(ledger, null);
    }

    /** Empty while the ledger is away; false for a hazard it does not know. */
    Optional<Boolean> major(String number) {
        HazardLedger ledger = hazards.get();
        if (ledger == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ledger.get(number).grade() == HazardGrade.MAJOR);
        } catch (Problem.NotFound gone) {
            return Optional.of(false);
        }
    }
}
