package io.shoutu.hazard.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.hazard.domain.inspection.YearPlan;
import io.shoutu.hazard.inspection.PlanningService;
import io.shoutu.hazard.inspection.PlanningService.PlanView;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Yearly plans over REST (年度检查计划接口): {@code /api/inspection-plans}. */
@RestResource("/inspection-plans")
@Component(service = InspectionPlanResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InspectionPlanResource {
    /** A plan as drafted (计划表单). */
    record DraftForm(int planYear, String unit, String title, List<YearPlan.Line> lines) {}

    /** Title and lines anew (修改表单). */
    record ChangeForm(String title, List<YearPlan.Line> lines) {}

    private final PlanningService planning;

    @Activate
    public InspectionPlanResource(@Reference PlanningService planning) {
        this.planning = planning;
    }

    @GET
    @Performs("inspection.plan-read")
    public Page<PlanView> list(@QueryParam("year") Integer planYear, @Context SecurityContext who) {
        List<PlanView> plans = planning.plans(planYear, actor(who));
        return new Page<>(plans, null, plans.size());
    }

    @GET
    @Path("{number}")
    @Performs("inspection.plan-read")
    public Response get(@PathParam("number") String number, @Context SecurityContext who) {
        return shown(planning.plan(number, actor(who)));
    }

    @POST
    @Performs("inspection.plan-draft")
    public Response draft(DraftForm form, @Context SecurityContext who) {
        return shown(planning.draft(form.planYear(), form.unit(), form.title(), form.lines(), actor(who)));
    }

    @POST
    @Path("{number}/change")
    @Performs("inspection.plan-draft")
    public Response change(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, ChangeForm form, @Context SecurityContext who) {
        return shown(planning.change(number, ETags.expected(ifMatch), form.title(), form.lines(), actor(who)));
    }

    @POST
    @Path("{number}/submission")
    @Performs("inspection.plan-move")
    public Response submit(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Reason form, @Context SecurityContext who) {
        return moved(number, ifMatch, YearPlan.Verb.SUBMISSION, form, who);
    }

    @POST
    @Path("{number}/revision")
    @Performs("inspection.plan-move")
    public Response revise(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Reason form, @Context SecurityContext who) {
        return moved(number, ifMatch, YearPlan.Verb.REVISION, form, who);
    }

    @POST
    @Path("{number}/approval")
    @Performs("inspection.plan-decide")
    public Response approve(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Reason form, @Context SecurityContext who) {
        return moved(number, ifMatch, YearPlan.Verb.APPROVAL, form, who);
    }

    @POST
    @Path("{number}/return")
    @Performs("inspection.plan-decide")
    public Response giveBack(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.Reason form, @Context SecurityContext who) {
        return moved(number, ifMatch, YearPlan.Verb.RETURN, form, who);
    }

    private Response moved(String number, String ifMatch, YearPlan.Verb verb, Forms.Reason form, SecurityContext who) {
        return shown(planning.move(number, ETags.expected(ifMatch), verb, form.reason(), actor(who)));
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }

    private static Response shown(PlanView view) {
        return Response.ok(view).header("ETag", ETags.of(view.plan().version())).build();
    }
}
