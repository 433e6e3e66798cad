package io.shoutu.commons.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Performs;
import io.shoutu.api.access.Sight;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.journal.Chain;
import io.shoutu.api.journal.Journal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
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
    private final Sight sight;

    @Activate
    public ChainResource(@Reference Journal journal, @Reference Sight sight) {
        this.journal = journal;
        this.sight = sight;
    }

    @GET
    @Path("{kind}/{number}")
    @Performs("journal.chain")
    public Chain chain(@PathParam("kind") String kind, @PathParam("number") String number, @Context SecurityContext security) {
        Actor by = Asked.by(security);
        Subject subject = new Subject(kind, number);
        sight.require(by, subject);
        Chain whole = journal.chain(subject);
        List<Chain.Node> nodes = whole.nodes().stream().filter(n -> sight.sees(by, n.subject())).toList();
        Set<Subject> seen = nodes.stream().map(Chain.Node::subject).collect(Collectors.toSet());
        return new Chain(nodes, whole.links().stream().filter(l -> seen.contains(l.cause()) && seen.contains(l.effect())).toList());
    }
}
