package io.shoutu.responsibility.accountability;

import io.shoutu.api.Subject;
import io.shoutu.api.access.Places;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.responsibility.domain.Bearer;
import io.shoutu.responsibility.domain.accountability.Accountability;
import io.shoutu.responsibility.domain.accountability.AccountabilityStore;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where accountability lies (问责归属): with the unit. */
@Component(service = Places.class)
public final class AccountabilityPlaces implements Places {
    private final UnitOfWork work;
    private final AccountabilityStore store;
    private final Directory directory;

    @Activate
    public AccountabilityPlaces(@Reference UnitOfWork work, @Reference AccountabilityStore store, @Reference Directory directory) {
        this.work = work;
        this.store = store;
        this.directory = directory;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(Accountability.KIND);
    }

    @Override
    public Optional<Place> place(Subject subject) {
        return work.run(tx -> store.find(tx, subject.number())).map(a -> new Bearer(a.unit(), null).place(directory));
    }
}
