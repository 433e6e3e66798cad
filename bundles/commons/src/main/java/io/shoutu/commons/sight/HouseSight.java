package io.shoutu.commons.sight;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places;
import io.shoutu.api.access.Sight;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Who may see what (可见性), by asking the rooms where their records lie. */
@Component(service = Sight.class)
public final class HouseSight implements Sight {
    /** What happened to accounts and who read what: the auditor has a reading of its own for these, with a trace. */
    private static final Set<String> GUARDED = Set.of("account", "operation");
    private final List<Places> rooms = new CopyOnWriteArrayList<>();

    @Activate
    public HouseSight() {
        // Rooms come and go; what no room answers for is seen by those who see everything.
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPlaces(Places room) {
        rooms.add(room);
    }

    void removePlaces(Places room) {
        rooms.remove(room);
    }

    @Override
    public boolean sees(Actor actor, Subject subject) {
        if (GUARDED.contains(subject.kind())) {
            return actor.kind() == Actor.Kind.SYSTEM || subject.kind().equals("account") && subject.number().equals(actor.account());
        }
        if (actor.scope().everywhere()) {
            return true;
        }
        return rooms.stream().filter(r -> r.kinds().contains(subject.kind())).anyMatch(r -> r.place(subject).filter(p -> p.inside(actor.scope())).isPresent());
    }
}
