package io.shoutu.responsibility;

import io.shoutu.api.Subject;
import io.shoutu.api.access.Places;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.store.UnitOfWork;
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
    private final Directory directory;

    @Activate
    public DutyPlaces(@Reference UnitOfWork work, @Reference DutyListStore store, @Reference Directory directory) {
        this.work = work;
        this.store = store;
        this.directory = directory;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(DutyList.KIND);
    }

    @Override
    public Optional<Place> place(Subject subject) {
        int dot = subject.number().lastIndexOf('.');
        if (dot < 1 || !subject.number().substring(dot + 1).matches("[0-9]{1,6}")) {
            return Optional.empty();
        }
        return work.run(tx -> store.find(tx, subject.number().substring(0, dot), Integer.parseInt(subject.number().substring(dot + 1))))
                .map(list -> new Place(directory.unit(list.bearer().unit()).map(Unit::area).orElse(null), list.bearer().unit(), null));
    }
}
