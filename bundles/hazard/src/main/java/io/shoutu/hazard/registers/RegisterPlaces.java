package io.shoutu.hazard.registers;

import io.shoutu.api.Subject;
import io.shoutu.api.access.Places;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.hazard.domain.registers.Dossier;
import io.shoutu.hazard.domain.registers.DossierStore;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where entries of the smaller ledgers lie (专项台账归属). */
@Component(service = Places.class)
public final class RegisterPlaces implements Places {
    private final UnitOfWork work;
    private final DossierStore store;

    @Activate
    public RegisterPlaces(@Reference UnitOfWork work, @Reference DossierStore store) {
        this.work = work;
        this.store = store;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(Dossier.KIND);
    }

    @Override
    public Optional<Place> place(Subject subject) {
        return work.run(tx -> store.place(tx, subject.number()));
    }
}
