package io.shoutu.hazard.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.hazard.domain.oversight.SafetyProject;
import io.shoutu.hazard.oversight.OversightService;
import io.shoutu.hazard.oversight.OversightService.View;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
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

/** Projects and their three simultaneities over REST (三同时接口): {@code /api/safety-projects}. */
@RestResource("/safety-projects")
@Component(service = SafetyProjectResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SafetyProjectResource {
    /** A new one (登记表单). */
    record NewForm(String enterprise, String title, Boolean highRisk) {}

    /** What a move may need (办理表单). */
    record MoveForm(String reason, Boolean health) {}

    private final OversightService oversight;

    @Activate
    public SafetyProjectResource(@Reference OversightService oversight) {
        this.oversight = oversight;
    }

    @GET
    @Performs("safety-project.read")
    public Page<View<SafetyProject>> list(@QueryParam("state") SafetyProject.State state, @QueryParam("vetoed") Boolean vetoed, @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("50") int limit, @Context SecurityContext who) {
        return oversight.projects(state, vetoed, cursor, limit, actor(who));
    }

    @POST
    @Performs("safety-project.register")
    public Response register(NewForm form, @Context SecurityContext who) {
        return shown(oversight.project(form.enterprise(), form.title(), Boolean.TRUE.equals(form.highRisk()), actor(who)));
    }

    @GET
    @Path("{number}")
    @Performs("safety-project.read")
    public Response get(@PathParam("number") String number, @Context SecurityContext who) {
        return shown(oversight.project(number, actor(who)));
    }

    @POST
    @Path("{number}/assessment")
    @Performs("safety-project.assessment")
    public Response assess(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, SafetyProject.Verb.ASSESSMENT, form, who);
    }

    @POST
    @Path("{number}/design-review")
    @Performs("safety-project.design-review")
    public Response review(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, SafetyProject.Verb.DESIGN_REVIEW, form, who);
    }

    @POST
    @Path("{number}/construction")
    @Performs("safety-project.construction")
    public Response build(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, SafetyProject.Verb.CONSTRUCTION, form, who);
    }

    @POST
    @Path("{number}/acceptance")
    @Performs("safety-project.acceptance")
    public Response accept(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, SafetyProject.Verb.ACCEPTANCE, form, who);
    }

    @POST
    @Path("{number}/use")
    @Performs("safety-project.use")
    public Response use(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, SafetyProject.Verb.USE, form, who);
    }

    @POST
    @Path("{number}/early-use")
    @Performs("safety-project.early-use")
    public Response usedEarly(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, SafetyProject.Verb.EARLY_USE, form, who);
    }

    @POST
    @Path("{number}/veto")
    @Performs("safety-project.veto")
    public Response veto(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, SafetyProject.Verb.VETO, form, who);
    }

    @POST
    @Path("{number}/lifting")
    @Performs("safety-project.lifting")
    public Response lift(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, SafetyProject.Verb.LIFTING, form, who);
    }

    @POST
    @Path("{number}/voiding")
    @Performs("safety-project.voiding")
    public Response declareVoid(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, SafetyProject.Verb.VOIDING, form, who);
    }

    private Response moved(String number, String ifMatch, SafetyProject.Verb verb, MoveForm form, SecurityContext who) {
        return shown(oversight.move(number, ETags.expected(ifMatch), verb, form.reason(), Boolean.TRUE.equals(form.health()), actor(who)));
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }

    private static Response shown(View<SafetyProject> view) {
        return Response.ok(view).header("ETag", ETags.of(view.version())).build();
    }
}
