package io.shoutu.hazard.routes;

import io.shoutu.api.journal.Entry;
import io.shoutu.hazard.inspection.InspectionHearing;
import io.shoutu.hazard.reports.ReportHearing;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What inspections and public reports hear (检查与举报监听路由). */
@Component(service = RoutesBuilder.class)
public final class InspectionRoutes extends RouteBuilder {
    private final InspectionHearing inspections;
    private final ReportHearing reports;

    @Activate
    public InspectionRoutes(@Reference InspectionHearing inspections, @Reference ReportHearing reports) {
        this.inspections = inspections;
        this.reports = reports;
    }

    @Override
    public void configure() {
        from("journal:inspection-day?facts=time.due").routeId("hazard.inspection-day").process(exchange -> inspections.ranOut(exchange.getMessage().getMandatoryBody(Entry.class)));
        from("journal:report-term?facts=time.due").routeId("hazard.report-term").process(exchange -> reports.ranOut(exchange.getMessage().getMandatoryBody(Entry.class)));
    }
}
