package io.shoutu.responsibility.yearend;

import io.shoutu.api.Subject;
import io.shoutu.api.access.Places;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.responsibility.domain.yearend.Frozen;
import io.shoutu.responsibility.domain.yearend.YearEndStore;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where frozen years lie (年终结果归属): with the unit that bore the list. */
@Component(service = Places.class)
public final class YearEndPlaces implements Places {
    private final UnitOfWork work;
    private final YearEndStore store;
    private final Directory directory;

    @Activate
    public YearEndPlaces(@Reference UnitOfWork work, @Reference YearEndStore store, @Reference Directory directory) {
        this.work = work;
        this.store = store;
        this.directory = directory;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(Frozen.KIND);
    }

    @Override
    public Optional<Place> place(Subject subject) {
        return work.run(tx -> store.frozen(tx, subject.number())).map(frozen -> frozen.result().bearer().place(directory));
    }
}
