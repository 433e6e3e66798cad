package io.shoutu.edge.camel;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The wiring over REST (路由接口): {@code /api/routes}. */
@RestResource("/routes")
@Component(service = RouteResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RouteResource {

    /** All routes, and the builders whose routes are not connected. */
    public record Wired(List<RouteState> items, List<RouteTrouble> troubles) {}

    private final Switchboard switchboard;

    @Activate
    public RouteResource(@Reference Switchboard switchboard) {
        this.switchboard = switchboard;
    }

    @GET
    @Performs("edge.routes")
    public Wired routes() {
        return new Wired(switchboard.routes(), switchboard.troubles());
    }

    @POST
    @Path("{id}/stop")
    @Performs("edge.route-stop")
    public RouteState stop(@PathParam("id") String id, @Context SecurityContext security) {
        return switchboard.stop(id, (Actor) security.getUserPrincipal());
    }

    @POST
    @Path("{id}/start")
    @Performs("edge.route-start")
    public RouteState start(@PathParam("id") String id, @Context SecurityContext security) {
        return switchboard.start(id, (Actor) security.getUserPrincipal());
    }
}
