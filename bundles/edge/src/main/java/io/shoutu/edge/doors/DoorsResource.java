package io.shoutu.edge.doors;

import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The doors over REST (插口接口): {@code /api/doors}. */
@RestResource("/doors")
@Component(service = DoorsResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class DoorsResource {
    /** All of them. */
    public record All(List<Doors.Door> items) {}

    private final Doors doors;

    @Activate
    public DoorsResource(@Reference Doors doors) {
        this.doors = doors;
    }

    @GET
    @Performs("edge.doors")
    public All doors() {
        return new All(doors.doors());
    }
}
