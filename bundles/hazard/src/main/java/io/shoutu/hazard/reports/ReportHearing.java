package io.shoutu.hazard.reports;

import io.shoutu.api.journal.Entry;
import io.shoutu.hazard.domain.reports.PublicReport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hears that a term of a public report ran out (举报期限监听). */
@Component(service = ReportHearing.class)
public final class ReportHearing {
    private final PublicReportService reports;

    @Activate
    public ReportHearing(@Reference PublicReportService reports) {
        this.reports = reports;
    }

    /** Hears {@code time.due}. */
    public void ranOut(Entry due) {
        if (due.subject().kind().equals(PublicReport.SUBJECT) && PublicReportService.TERM.equals(due.text("name"))) {
            reports.ranOut(due.subject().number());
        }
    }
}
