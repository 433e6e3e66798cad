package io.shoutu.hazard.routes;

import io.shoutu.api.journal.Entry;
import io.shoutu.hazard.inspection.InspectionHearing;
import io.shoutu.hazard.oversight.OversightHearing;
import io.shoutu.hazard.registers.RegisterHearing;
import io.shoutu.hazard.reports.ReportHearing;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What inspections, public reports, certificates and the smaller ledgers hear (检查、举报、证书与专项台账监听路由). */
@Component(service = RoutesBuilder.class)
public final class InspectionRoutes extends RouteBuilder {
    private final InspectionHearing inspections;
    private final ReportHearing reports;
    private final OversightHearing oversight;
    private final RegisterHearing registers;

    @Activate
    public InspectionRoutes(@Reference InspectionHearing inspections, @Reference ReportHearing reports, @Reference OversightHearing oversight, @Reference RegisterHearing registers) {
        this.inspections = inspections;
        this.reports = reports;
        this.oversight = oversight;
        this.registers = registers;
    }

    @Override
    public void configure() {
        from("journal:inspection-day?facts=time.due").routeId("hazard.inspection-day").process(exchange -> inspections.ranOut(exchange.getMessage().getMandatoryBody(Entry.class)));
        from("journal:report-term?facts=time.due").routeId("hazard.report-term").process(exchange -> reports.ranOut(exchange.getMessage().getMandatoryBody(Entry.class)));
        from("journal:certificate-end?facts=time.due").routeId("hazard.certificate-end").process(exchange -> oversight.ranOut(exchange.getMessage().getMandatoryBody(Entry.class)));
        from("journal:register-day?facts=time.due").routeId("hazard.register-day").process(exchange -> registers.dayCame(exchange.getMessage().getMandatoryBody(Entry.class)));
    }
}
