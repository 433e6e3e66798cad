package io.shoutu.commons.rest;

import io.shoutu.api.Page;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.journal.Checkpoints;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
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

/** Checkpoints on the wire (检查点接口): list, print, take, prove. */
@Component(service = CheckpointResource.class)
@RestResource("/journal/checkpoints")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CheckpointResource {
    private static final String TEXT = "text/plain;charset=utf-8";
    private final Checkpoints checkpoints;

    @Activate
    public CheckpointResource(@Reference Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    /** Why a journal does not continue its last checkpoint. */
    public record Loss(String reason) {}

    /** Which key signs. */
    public record Key(String id, String pem) {}

    @GET
    @Performs("journal.checkpoints")
    public Page<Checkpoints.Checkpoint> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return checkpoints.list(cursor, Asked.limit(limit));
    }

    @GET
    @Path("{number:\\d{1,18}}")
    @Performs("journal.checkpoints")
    public Checkpoints.Checkpoint one(@PathParam("number") long number) {
        return checkpoints.checkpoint(number);
    }

    @GET
    @Path("{number:\\d{1,18}}.txt")
    @Produces(TEXT)
    @Performs("journal.checkpoints")
    public String text(@PathParam("number") long number) {
        return checkpoints.checkpoint(number).text();
    }

    @GET
    @Path("{number:\\d{1,18}}/consistency")
    @Performs("journal.checkpoints")
    public Checkpoints.Consistency consistency(@PathParam("number") long number, @QueryParam("to") long to) {
        return checkpoints.consistency(number, to);
    }

    @GET
    @Path("verification")
    @Performs("journal.verify")
    public Checkpoints.Verification verify(@QueryParam("from") Long from, @QueryParam("to") Long to) {
        return checkpoints.verify(from == null ? 1 : from, to == null ? Long.MAX_VALUE : to);
    }

    @GET
    @Path("key")
    @Performs("journal.checkpoints")
    public Key key() {
        return new Key(checkpoints.keyId(), checkpoints.publicKey());
    }

    @GET
    @Path("outlets")
    @Performs("journal.checkpoints")
    public List<Checkpoints.Outlet> outlets() {
        return checkpoints.outlets();
    }

    @POST
    @Performs("journal.checkpoint-take")
    public Response take(@Context SecurityContext security) {
        return Response.status(Response.Status.CREATED).entity(checkpoints.take(Asked.by(security))).build();
    }

    @POST
    @Path("after-loss")
    @Consumes(MediaType.APPLICATION_JSON)
    @Performs("journal.checkpoint-take")
    public Response takeAfterLoss(Loss loss, @Context SecurityContext security) {
        return Response.status(Response.Status.CREATED).entity(checkpoints.takeAfterLoss(Asked.by(security), Asked.body(loss).reason())).build();
    }
}
