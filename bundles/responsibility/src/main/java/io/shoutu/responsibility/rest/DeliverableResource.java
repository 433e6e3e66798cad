package io.shoutu.responsibility.rest;

import static io.shoutu.responsibility.rest.DutyForms.blank;
import static io.shoutu.responsibility.rest.DutyForms.day;
import static io.shoutu.responsibility.rest.DutyForms.need;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.responsibility.Deliverables;
import io.shoutu.responsibility.Deliverables.DeliverableView;
import io.shoutu.responsibility.domain.Deliverable;
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

/** Results over REST (成果材料接口): {@code /api/deliverables}. */
@RestResource("/deliverables")
@Component(service = DeliverableResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DeliverableResource {
    record HandForm(String list, String code, String title, String note, String done, String validUntil, List<String> files) {}

    record AgainForm(String note, List<String> files) {}

    private final Deliverables deliverables;

    @Activate
    public DeliverableResource(@Reference Deliverables deliverables) {
        this.deliverables = deliverables;
    }

    @GET
    @Performs("duty-list.read")
    public Page<DeliverableView> list(@QueryParam("list") String list, @QueryParam("state") Deliverable.State state, @Context SecurityContext who) {
        List<DeliverableView> all = deliverables.all(blank(list), state, actor(who));
        return new Page<>(all, null, all.size());
    }

    @POST
    @Performs("deliverable.hand-in")
    public Response handIn(HandForm form, @Context SecurityContext who) {
        need(form);
        DeliverableView view = deliverables.handIn(need(blank(form.list())), blank(form.code()), blank(form.title()), blank(form.note()), day("done", form.done()),
                day("validUntil", form.validUntil()), form.files(), actor(who));
        return Response.created(URI.create("/api/deliverables/" + view.number())).header("ETag", ETags.of(view.version())).entity(view).build();
    }

    @GET
    @Path("{number}")
    @Performs("duty-list.read")
    public Response get(@PathParam("number") String number, @Context SecurityContext who) {
        return shown(deliverables.get(number, actor(who)));
    }

    @POST
    @Path("{number}/resubmission")
    @Performs("deliverable.hand-in")
    public Response again(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, AgainForm form, @Context SecurityContext who) {
        need(form);
        return shown(deliverables.again(number, ETags.expected(ifMatch), blank(form.note()), form.files(), actor(who)));
    }

    @POST
    @Path("{number}/acceptance")
    @Performs("deliverable.acceptance")
    public Response accept(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, @Context SecurityContext who) {
        return shown(deliverables.accept(number, ETags.expected(ifMatch), actor(who)));
    }

    @POST
    @Path("{number}/return")
    @Performs("deliverable.return")
    public Response giveBack(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, DutyForms.Reason form, @Context SecurityContext who) {
        return shown(deliverables.giveBack(number, ETags.expected(ifMatch), form == null ? null : form.reason(), actor(who)));
    }

    @POST
    @Path("{number}/voiding")
    @Performs("deliverable.voiding")
    public Response voided(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, DutyForms.Reason form, @Context SecurityContext who) {
        return shown(deliverables.voided(number, ETags.expected(ifMatch), form == null ? null : form.reason(), actor(who)));
    }

    private static Response shown(DeliverableView view) {
        return Response.ok(view).header("ETag", ETags.of(view.version())).build();
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }
}
