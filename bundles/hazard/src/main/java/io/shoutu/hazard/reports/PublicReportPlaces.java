package io.shoutu.hazard.reports;

import io.shoutu.api.Subject;
import io.shoutu.api.access.Places;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.hazard.domain.reports.PublicReport;
import io.shoutu.hazard.domain.reports.PublicReportStore;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where public reports lie (举报归属): with the division and the department, never with the enterprise they are about. */
@Component(service = Places.class)
public final class PublicReportPlaces implements Places {
    private final UnitOfWork work;
    private final PublicReportStore store;

    @Activate
    public PublicReportPlaces(@Reference UnitOfWork work, @Reference PublicReportStore store) {
        this.work = work;
        this.store = store;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(PublicReport.SUBJECT);
    }

    @Override
    public Optional<Place> place(Subject subject) {
        return work.run(tx -> store.place(tx, subject.number()));
    }
}
