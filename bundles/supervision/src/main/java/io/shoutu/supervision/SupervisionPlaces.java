package io.shoutu.supervision;

import io.shoutu.api.Subject;
import io.shoutu.api.access.Places;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.supervision.SupervisionFacts;
import io.shoutu.supervision.domain.InstrumentStore;
import io.shoutu.supervision.domain.LadderStore;
import io.shoutu.supervision.domain.PointStore;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where papers, proposals and points lie (督办归属), for journal, chain, attachments and live events. */
@Component(service = Places.class)
public final class SupervisionPlaces implements Places {
    private final UnitOfWork work;
    private final InstrumentStore papers;
    private final LadderStore ladder;
    private final PointStore points;

    @Activate
    public SupervisionPlaces(@Reference UnitOfWork work, @Reference InstrumentStore papers, @Reference LadderStore ladder, @Reference PointStore points) {
        this.work = work;
        this.papers = papers;
        this.ladder = ladder;
        this.points = points;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(SupervisionFacts.KIND, SupervisionFacts.PROPOSAL, SupervisionFacts.POINTS);
    }

    @Override
    public Optional<Place> place(Subject subject) {
        return work.run(tx -> switch (subject.kind()) {
            case SupervisionFacts.PROPOSAL -> ladder.place(tx, subject.number());
            case SupervisionFacts.POINTS -> points.place(tx, subject.number());
            default -> papers.place(tx, subject.number());
        });
    }
}
