package io.shoutu.hazard.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.hazard.domain.inspection.Sheet;
import io.shoutu.hazard.inspection.PlanningService;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Check sheets over REST (检查表接口): {@code /api/inspection-sheets}. */
@RestResource("/inspection-sheets")
@Component(service = InspectionSheetResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InspectionSheetResource {
    /** A sheet as written (检查表表单). */
    record SheetForm(String code, String title, String category, LocalDate effectiveFrom, List<Sheet.Item> items) {}

    private final PlanningService planning;

    @Activate
    public InspectionSheetResource(@Reference PlanningService planning) {
        this.planning = planning;
    }

    @GET
    @Performs("inspection.sheet-read")
    public List<Sheet> list() {
        return planning.sheets();
    }

    @POST
    @Performs("inspection.sheet-publish")
    public Sheet publish(SheetForm form, @Context SecurityContext who) {
        return planning.publish(new Sheet(form.code(), 0, form.title(), form.category(), form.effectiveFrom(), null, null, form.items()), (Actor) who.getUserPrincipal());
    }
}
