package io.shoutu.hazard.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.hazard.domain.oversight.WorkStop;
import io.shoutu.hazard.oversight.OversightService;
import io.shoutu.hazard.oversight.OversightService.View;
import java.time.LocalDate;
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

/** Stops and restarts of work over REST (停复工接口): {@code /api/work-stops}. */
@RestResource("/work-stops")
@Component(service = WorkStopResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class WorkStopResource {
    /** A new one (登记表单). */
    record NewForm(String enterprise, Boolean forced, String reason, LocalDate stopDay) {}

    /** What a move may need (办理表单). */
    record MoveForm(String reason, String inspection) {}

    private final OversightService oversight;

    @Activate
    public WorkStopResource(@Reference OversightService oversight) {
        this.oversight = oversight;
    }

    @GET
    @Performs("work-stop.read")
    public Page<View<WorkStop>> list(@QueryParam("state") WorkStop.State state, @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("50") int limit, @Context SecurityContext who) {
        return oversight.stops(state, cursor, limit, actor(who));
    }

    @POST
    @Performs("work-stop.register")
    public Response register(NewForm form, @Context SecurityContext who) {
        return shown(oversight.stop(form.enterprise(), Boolean.TRUE.equals(form.forced()), form.reason(), form.stopDay(), actor(who)));
    }

    @GET
    @Path("{number}")
    @Performs("work-stop.read")
    public Response get(@PathParam("number") String number, @Context SecurityContext who) {
        return shown(oversight.stop(number, actor(who)));
    }

    @POST
    @Path("{number}/application")
    @Performs("work-stop.application")
    public Response apply(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, WorkStop.Verb.APPLICATION, form, who);
    }

    @POST
    @Path("{number}/check")
    @Performs("work-stop.check")
    public Response check(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, WorkStop.Verb.CHECK, form, who);
    }

    @POST
    @Path("{number}/approval")
    @Performs("work-stop.approval")
    public Response approve(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, WorkStop.Verb.APPROVAL, form, who);
    }

    @POST
    @Path("{number}/refusal")
    @Performs("work-stop.refusal")
    public Response refuse(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, WorkStop.Verb.REFUSAL, form, who);
    }

    @POST
    @Path("{number}/resumption")
    @Performs("work-stop.resumption")
    public Response resume(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, WorkStop.Verb.RESUMPTION, form, who);
    }

    @POST
    @Path("{number}/violation")
    @Performs("work-stop.violation")
    public Response violated(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, WorkStop.Verb.VIOLATION, form, who);
    }

    @POST
    @Path("{number}/stopping")
    @Performs("work-stop.stopping")
    public Response stopAgain(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, WorkStop.Verb.STOPPING, form, who);
    }

    @POST
    @Path("{number}/voiding")
    @Performs("work-stop.voiding")
    public Response declareVoid(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, MoveForm form, @Context SecurityContext who) {
        return moved(number, ifMatch, WorkStop.Verb.VOIDING, form, who);
    }

    private Response moved(String number, String ifMatch, WorkStop.Verb verb, MoveForm form, SecurityContext who) {
        return shown(oversight.move(number, ETags.expected(ifMatch), verb, form.reason(), form.inspection(), actor(who)));
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }

    private static Response shown(View<WorkStop> view) {
        return Response.ok(view).header("ETag", ETags.of(view.version())).build();
    }
}
