package io.shoutu.hazard.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.hazard.domain.inspection.Campaign;
import io.shoutu.hazard.inspection.PlanningService;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Campaigns over REST (专项行动接口): {@code /api/inspection-campaigns}. */
@RestResource("/inspection-campaigns")
@Component(service = CampaignResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CampaignResource {
    /** A campaign as launched (部署表单). */
    record LaunchForm(String code, String parent, String title, List<String> sectors, LocalDate from, LocalDate to, String sheet) {}

    /** What came of it (总结表单). */
    record SummaryForm(String summary) {}

    private final PlanningService planning;

    @Activate
    public CampaignResource(@Reference PlanningService planning) {
        this.planning = planning;
    }

    @GET
    @Performs("inspection.campaign-read")
    public List<Campaign> list() {
        return planning.campaigns();
    }

    @POST
    @Performs("inspection.campaign-launch")
    public Campaign launch(LaunchForm form, @Context SecurityContext who) {
        return planning.launch(new Campaign(form.code(), form.parent(), form.title(), form.sectors(), form.from(), form.to(), form.sheet(), null, null, null, null, 1),
                (Actor) who.getUserPrincipal());
    }

    @POST
    @Path("{code}/summary")
    @Performs("inspection.campaign-close")
    public Campaign close(@PathParam("code") String code, SummaryForm form, @Context SecurityContext who) {
        return planning.close(code, form.summary(), (Actor) who.getUserPrincipal());
    }
}
