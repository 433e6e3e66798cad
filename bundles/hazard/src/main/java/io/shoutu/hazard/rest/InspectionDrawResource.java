package io.shoutu.hazard.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.hazard.domain.inspection.Draw;
import io.shoutu.hazard.inspection.InspectionView;
import io.shoutu.hazard.inspection.PlanningService;
import java.net.URI;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Draws over REST (双随机接口): {@code /api/inspection-draws}. */
@RestResource("/inspection-draws")
@Component(service = InspectionDrawResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InspectionDrawResource {
    /** What to draw from (抽取表单). */
    record DrawForm(String title, List<String> targets, List<Draw.Officer> officers, List<Draw.Recusal> recusals, int wanted, int perTarget) {}

    /** When to go, and with which sheet (下达检查表单). */
    record AssignmentForm(String day, String sheet) {}

    private final PlanningService planning;

    @Activate
    public InspectionDrawResource(@Reference PlanningService planning) {
        this.planning = planning;
    }

    @GET
    @Performs("inspection.draw-read")
    public Page<Draw> list() {
        List<Draw> draws = planning.draws();
        return new Page<>(draws, null, draws.size());
    }

    @POST
    @Performs("inspection.draw")
    public Response draw(DrawForm form, @Context SecurityContext who) {
        Draw draw = planning.draw(form.title(), new Draw.Pool(form.targets(), form.officers(), form.recusals(), form.wanted(), form.perTarget()), actor(who));
        return Response.created(URI.create("/api/inspection-draws/" + draw.number())).entity(draw).build();
    }

    @GET
    @Path("{number}")
    @Performs("inspection.draw-read")
    public Draw get(@PathParam("number") String number) {
        return planning.draw(number);
    }

    /** Draws again from what is kept. */
    @GET
    @Path("{number}/proof")
    @Performs("inspection.draw-read")
    public Draw.Proof proof(@PathParam("number") String number) {
        return planning.proof(number);
    }

    @POST
    @Path("{number}/inspections")
    @Performs("inspection.draw")
    public List<InspectionView> assign(@PathParam("number") String number, AssignmentForm form, @Context SecurityContext who) {
        return planning.assign(number, Forms.day(form.day()), form.sheet(), actor(who));
    }

    @POST
    @Path("{number}/voiding")
    @Performs("inspection.draw")
    public Draw voided(@PathParam("number") String number, Forms.Reason form, @Context SecurityContext who) {
        return planning.voided(number, form.reason(), actor(who));
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }
}
