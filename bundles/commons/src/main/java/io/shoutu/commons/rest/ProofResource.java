package io.shoutu.commons.rest;

import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.journal.Checkpoints;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The proof of one entry on the wire (单条日志证明). */
@Component(service = ProofResource.class)
@RestResource("/journal/proofs")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ProofResource {
    private final Checkpoints checkpoints;

    @Activate
    public ProofResource(@Reference Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    @GET
    @Path("{entry:\\d{1,18}}")
    @Performs("journal.prove")
    public Checkpoints.Proof proof(@PathParam("entry") long entry, @QueryParam("checkpoint") Long checkpoint) {
        return checkpoints.proof(entry, checkpoint);
    }
}
