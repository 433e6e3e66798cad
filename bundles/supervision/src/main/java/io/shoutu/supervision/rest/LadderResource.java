package io.shoutu.supervision.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.ETags;
import io.shoutu.api.edge.RestResource;
import io.shoutu.supervision.LadderService;
import io.shoutu.supervision.SupervisionService;
import io.shoutu.supervision.SupervisionView;
import io.shoutu.supervision.domain.Addressee;
import io.shoutu.supervision.domain.Proposal;
import java.net.URI;
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

/** The ladder over REST (督办阶梯接口): {@code /api/supervision/ladder}. */
@RestResource("/supervision/ladder")
@Component(service = LadderResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LadderResource {
    private final LadderService ladder;
    private final SupervisionService supervision;

    @Activate
    public LadderResource(@Reference LadderService ladder, @Reference SupervisionService supervision) {
        this.ladder = ladder;
        this.supervision = supervision;
    }

    /** All that climbs now, with its proposals and papers, and the rungs. */
    @GET
    @Performs("supervision.ladder-read")
    public LadderService.Board board(@Context SecurityContext who) {
        return ladder.board(actor(who));
    }

    @GET
    @Path("proposals")
    @Performs("supervision.ladder-read")
    public Page<LadderService.ProposalView> proposals(@QueryParam("state") Proposal.State state, @QueryParam("limit") @DefaultValue("100") int limit, @Context SecurityContext who) {
        return ladder.proposals(state, limit, actor(who));
    }

    @GET
    @Path("proposals/{number}")
    @Performs("supervision.ladder-read")
    public Response proposal(@PathParam("number") String number, @Context SecurityContext who) {
        return shown(ladder.proposal(number, actor(who)));
    }

    /** Makes a draft of it; answers the draft, 201. */
    @POST
    @Path("proposals/{number}/confirmation")
    @Performs("supervision.confirm-proposal")
    public Response confirm(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.ConfirmForm form, @Context SecurityContext who) {
        Addressee to = Forms.blank(form.addressee()) == null ? null : Addressee.parse(form.addressee(), "addressee");
        String paper = ladder.confirm(number, ETags.expected(ifMatch), new LadderService.Changes(Forms.blank(form.kind()), to, form.title(), form.problem(), form.basis(), form.demand(),
                Forms.day(form.deadline(), "deadline"), form.leader(), form.note()), actor(who));
        SupervisionView fresh = supervision.get(paper, actor(who));
        return Response.created(URI.create("/api/supervision/" + paper)).header("ETag", ETags.of(fresh.version())).entity(fresh).build();
    }

    @POST
    @Path("proposals/{number}/decline")
    @Performs("supervision.decline-proposal")
    public Response decline(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, Forms.NoteForm form, @Context SecurityContext who) {
        return shown(ladder.decline(number, ETags.expected(ifMatch), form.note(), actor(who)));
    }

    private static Actor actor(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }

    private static Response shown(LadderService.ProposalView view) {
        return Response.ok(view).header("ETag", ETags.of(view.version())).build();
    }
}
