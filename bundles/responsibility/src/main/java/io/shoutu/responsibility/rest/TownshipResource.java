package io.shoutu.responsibility.rest;

import static io.shoutu.responsibility.rest.DutyForms.blank;
import static io.shoutu.responsibility.rest.DutyForms.day;
import static io.shoutu.responsibility.rest.DutyForms.need;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.responsibility.township.Townships;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
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

/** Staffing of township safety offices over REST (镇街安办接口): {@code /api/safety-offices}. */
@RestResource("/safety-offices")
@Component(service = TownshipResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TownshipResource {
    record OfficeForm(String document, String equipment, Map<String, Integer> posts) {}

    record StaffForm(String id, String post, String person, boolean dedicated, String certificate, String certifiedUntil, String trainedOn, String from, String to) {}

    private final Townships townships;

    @Activate
    public TownshipResource(@Reference Townships townships) {
        this.townships = townships;
    }

    /** Every township with its posts, who fills them, and how many of them are certified and trained. */
    @GET
    @Performs("safety-office.read")
    public Townships.Staffing all(@Context SecurityContext who) {
        return townships.staffing(actor(who));
    }

    /** What the office should have; {@code If-Match} with its version where it is known already. */
    @POST
    @Path("{unit}")
    @Performs("safety-office.keep")
    public Response keep(@PathParam("unit") String unit, @HeaderParam("If-Match") String ifMatch, OfficeForm form, @Context SecurityContext who) {
        need(form);
        townships.keep(unit, ETags.expected(ifMatch), form.document(), form.equipment(), form.posts(), actor(who));
        return Response.ok(townships.staffing(actor(who))).build();
    }

    /** Puts somebody into a post, or with {@code id} changes what is known of him. */
    @POST
    @Path("{unit}/staff")
    @Performs("safety-office.keep")
    public Response staff(@PathParam("unit") String unit, StaffForm form, @Context SecurityContext who) {
        need(form);
        townships.keep(blank(form.id()), unit, form.post(), form.person(), form.dedicated(), form.certificate(), day("certifiedUntil", form.certifiedUntil()), day("trainedOn", form.trainedOn()),
                day("from", form.from()), day("to", form.to()), actor(who));
        return Response.ok(townships.staffing(actor(who))).build();
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }
}
