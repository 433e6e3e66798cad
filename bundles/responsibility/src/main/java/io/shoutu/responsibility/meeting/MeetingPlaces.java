package io.shoutu.responsibility.meeting;

import io.shoutu.api.Subject;
import io.shoutu.api.access.Places;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.responsibility.domain.meeting.Meeting;
import io.shoutu.responsibility.domain.meeting.MeetingStore;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where meetings lie (会议归属): with the unit that called them. */
@Component(service = Places.class)
public final class MeetingPlaces implements Places {
    private final UnitOfWork work;
    private final MeetingStore store;
    private final Directory directory;

    @Activate
    public MeetingPlaces(@Reference UnitOfWork work, @Reference MeetingStore store, @Reference Directory directory) {
        this.work = work;
        this.store = store;
        this.directory = directory;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(Meeting.KIND);
    }

    @Override
    public Optional<Place> place(Subject subject) {
        return work.run(tx -> store.find(tx, subject.number())).map(meeting -> new Place(directory.unit(meeting.minutes().unit()).map(Unit::area).orElse(null), meeting.minutes().unit(), null));
    }
}
