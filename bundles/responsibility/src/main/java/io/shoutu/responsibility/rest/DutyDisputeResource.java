package io.shoutu.responsibility.rest;

import static io.shoutu.responsibility.rest.DutyForms.blank;
import static io.shoutu.responsibility.rest.DutyForms.need;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.responsibility.Disputes;
import io.shoutu.responsibility.Disputes.DisputeView;
import io.shoutu.responsibility.domain.Dispute;
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

/** Disputes about who supervises, over REST (监管争议接口): {@code /api/duty-disputes}. */
@RestResource("/duty-disputes")
@Component(service = DutyDisputeResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DutyDisputeResource {
    record RaiseForm(String title, String matter, String sector, String enterprise, List<String> claimants) {}

    record StatementForm(String unit, String text) {}

    record RulingForm(String lead, String basis, String reason) {}

    private final Disputes disputes;

    @Activate
    public DutyDisputeResource(@Reference Disputes disputes) {
        this.disputes = disputes;
    }

    @GET
    @Performs("duty-list.read")
    public Page<DisputeView> list(@QueryParam("state") Dispute.State state, @Context SecurityContext who) {
        List<DisputeView> all = disputes.all(state, actor(who));
        return new Page<>(all, null, all.size());
    }

    @POST
    @Performs("duty-dispute.raise")
    public Response raise(RaiseForm form, @Context SecurityContext who) {
        need(form);
        DisputeView view = disputes.raise(blank(form.title()), blank(form.matter()), blank(form.sector()), blank(form.enterprise()), form.claimants(), actor(who));
        return Response.created(URI.create("/api/duty-disputes/" + view.number())).header("ETag", ETags.of(view.version())).entity(view).build();
    }

    @GET
    @Path("{number}")
    @Performs("duty-list.read")
    public Response get(@PathParam("number") String number, @Context SecurityContext who) {
        return shown(disputes.get(number, actor(who)));
    }

    @POST
    @Path("{number}/statement")
    @Performs("duty-dispute.statement")
    public Response say(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, StatementForm form, @Context SecurityContext who) {
        need(form);
        return shown(disputes.say(number, ETags.expected(ifMatch), blank(form.unit()), form.text(), actor(who)));
    }

    @POST
    @Path("{number}/ruling")
    @Performs("duty-dispute.ruling")
    public Response rule(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, RulingForm form, @Context SecurityContext who) {
        need(form);
        return shown(disputes.rule(number, ETags.expected(ifMatch), blank(form.lead()), form.basis(), blank(form.reason()), actor(who)));
    }

    @POST
    @Path("{number}/withdrawal")
    @Performs("duty-dispute.withdrawal")
    public Response withdraw(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, DutyForms.Reason form, @Context SecurityContext who) {
        return shown(disputes.withdraw(number, ETags.expected(ifMatch), form == null ? null : form.reason(), actor(who)));
    }

    private static Response shown(DisputeView view) {
        return Response.ok(view).header("ETag", ETags.of(view.version())).build();
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }
}
