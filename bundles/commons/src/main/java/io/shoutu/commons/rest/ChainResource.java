package io.shoutu.commons.rest;

import io.shoutu.api.Subject;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.journal.Chain;
import io.shoutu.api.journal.Journal;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The chain on the wire (链接口): from the reading to the latest consequence, both ways. */
@Component(service = ChainResource.class)
@RestResource("/chain")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ChainResource {
    private final Journal journal;

    @Activate
    public ChainResource(@Reference Journal journal) {
        this.journal = journal;
    }

    @GET
    @Path("{kind}/{number}")
    @Performs("journal.chain")
    public Chain chain(@PathParam("kind") String kind, @PathParam("number") String number) {
        return journal.chain(new Subject(kind, number));
    }
}
