package io.shoutu.hazard.inspection;

import io.shoutu.api.journal.Entry;
import io.shoutu.hazard.domain.inspection.Inspection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hears that the day of a planned inspection went by (检查到期监听). */
@Component(service = InspectionHearing.class)
public final class InspectionHearing {
    private final InspectionService inspections;

    @Activate
    public InspectionHearing(@Reference InspectionService inspections) {
        this.inspections = inspections;
    }

    /** Hears {@code time.due}. */
    public void ranOut(Entry due) {
        if (due.subject().kind().equals(Inspection.KIND) && InspectionService.PLAN_DAY.equals(due.text("name"))) {
            inspections.missed(due.subject().number());
        }
    }
}
