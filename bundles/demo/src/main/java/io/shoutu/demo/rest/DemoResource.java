package io.shoutu.demo.rest;

import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.demo.domain.County;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Component;

/** Says that this is the invented county (演示标识), so that nobody takes it for a real one; without the demo the address is unknown. */
@RestResource("/demo")
@Component(service = DemoResource.class, enabled = false)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class DemoResource {
    /** The answer. */
    public record Demo(boolean demo, String county) {}

    @GET
    @Performs("demo.describe")
    public Demo demo() {
        return new Demo(true, County.NAME);
    }
}
