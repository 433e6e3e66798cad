package io.shoutu.supervision.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.supervision.PointsService;
import io.shoutu.supervision.domain.Points;
import java.net.URI;
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

/** Points of enterprise heads over REST (负责人记分接口): {@code /api/supervision/points}. */
@RestResource("/supervision/points")
@Component(service = PointsResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PointsResource {
    record PointsForm(String person, String enterprise, String rule, String happenedOn, String about, String note) {}

    record HeadForm(String person, String enterprise, String title, String from, String to) {}

    private final PointsService points;

    @Activate
    public PointsResource(@Reference PointsService points) {
        this.points = points;
    }

    /** The points of a year: totals by person and by enterprise, entries, rules, thresholds. */
    @GET
    @Performs("supervision.points-read")
    public PointsService.Book book(@QueryParam("year") Integer year, @QueryParam("person") String person, @QueryParam("enterprise") String enterprise, @Context SecurityContext who) {
        return points.book(year, Forms.blank(person), Forms.blank(enterprise), actor(who));
    }

    /** Proposes points; another confirms or declines them. */
    @POST
    @Performs("supervision.points-record")
    public Response record(PointsForm form, @Context SecurityContext who) {
        PointsService.Entry fresh = points.record(Forms.blank(form.person()), Forms.blank(form.enterprise()), Forms.blank(form.rule()), Forms.day(form.happenedOn(), "happenedOn"), Forms.subject(form.about()), form.note(), actor(who));
        return Response.created(URI.create("/api/supervision/points/" + fresh.number())).header("ETag", ETags.of(fresh.version())).entity(fresh).build();
    }

    /** Entries of an earlier ledger, in their order; the first that is refused ends it, what came before stays. */
    @POST
    @Path("past")
    @Performs("supervision.take-over")
    public List<PointsService.Entry> past(List<PointsForm> rows, @Context SecurityContext who) {
        return rows.stream().map(form -> points.takeOver(Forms.blank(form.person()), Forms.blank(form.enterprise()), Forms.blank(form.rule()), Forms.day(form.happenedOn(), "happenedOn"), Forms.subject(form.about()), form.note(), actor(who))).toList();
    }

    @GET
    @Path("heads")
    @Performs("supervision.points-read")
    public List<PointsService.HeadView> heads(@QueryParam("enterprise") String enterprise, @QueryParam("person") String person, @Context SecurityContext who) {
        return points.heads(Forms.blank(enterprise), Forms.blank(person), actor(who));
    }

    @POST
    @Path("heads")
    @Performs("supervision.head-register")
    public PointsService.HeadView head(HeadForm form, @Context SecurityContext who) {
        return points.head(new Points.Head(Forms.blank(form.person()), Forms.blank(form.enterprise()), Forms.day(form.from(), "from"), Forms.day(form.to(), "to"), form.title()), actor(who));
    }

    @GET
    @Path("{number}")
    @Performs("supervision.points-read")
    public Response get(@PathParam("number") String number, @Context SecurityContext who) {
        return shown(points.get(number, actor(who)));
    }

    @POST
    @Path("{number}/approval")
    @Performs("supervision.points-approve")
    public Response approve(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.NoteForm form, @Context SecurityContext who) {
        return shown(points.approve(number, ETags.expected(ifMatch), form.note(), actor(who)));
    }

    @POST
    @Path("{number}/decline")
    @Performs("supervision.points-decline")
    public Response decline(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.NoteForm form, @Context SecurityContext who) {
        return shown(points.decline(number, ETags.expected(ifMatch), form.note(), actor(who)));
    }

    @POST
    @Path("{number}/revocation")
    @Performs("supervision.points-revoke")
    public Response revoke(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.NoteForm form, @Context SecurityContext who) {
        return shown(points.revoke(number, ETags.expected(ifMatch), form.note(), actor(who)));
    }

    /** What its head says against it. */
    @POST
    @Path("{number}/objection")
    @Performs("supervision.points-object")
    public Response object(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.NoteForm form, @Context SecurityContext who) {
        return shown(points.object(number, ETags.expected(ifMatch), form.note(), actor(who)));
    }

    @POST
    @Path("{number}/confirmation")
    @Performs("supervision.points-confirm")
    public Response confirm(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.NoteForm form, @Context SecurityContext who) {
        return shown(points.confirm(number, ETags.expected(ifMatch), form.note(), actor(who)));
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }

    private static Response shown(PointsService.Entry entry) {
        return Response.ok(entry).header("ETag", ETags.of(entry.version())).build();
    }
}
