package io.shoutu.sensor.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.sensor.Retention;
import io.shoutu.sensor.domain.Hold;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How long readings are kept, over HTTP (读数保存接口): the policy, what it would take away, holds. */
@Component(service = RetentionResource.class)
@RestResource("/retention")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RetentionResource {
    private final Retention retention;

    @Activate
    public RetentionResource(@Reference Retention retention) {
        this.retention = retention;
    }

    /** What is sent to hold readings. */
    public record Holding(String device, Instant from, Instant to, String reason) {}

    @GET
    @Performs("sensor.retention-read")
    public Map<String, Object> read() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("policy", retention.policy());
        answer.put("holds", retention.holds());
        return answer;
    }

    /** What a run would take away now. */
    @GET
    @Path("rehearsal")
    @Performs("sensor.retention-read")
    public Retention.Result rehearse(@Context SecurityContext asking) {
        everywhere(asking);
        return retention.rehearse();
    }

    @POST
    @Path("run")
    @Consumes(MediaType.WILDCARD)
    @Performs("sensor.retention-run")
    public Retention.Result run(@Context SecurityContext asking) {
        return retention.run(everywhere(asking));
    }

    @POST
    @Path("holds")
    @Consumes(MediaType.APPLICATION_JSON)
    @Performs("sensor.hold-set")
    public Response hold(Holding body, @Context SecurityContext asking) {
        Hold hold = retention.hold(body.device() == null || body.device().isBlank() ? null : body.device().strip(), body.from(), body.to(), body.reason(), everywhere(asking));
        return Response.created(URI.create("/api/retention")).entity(hold).build();
    }

    @POST
    @Path("holds/{id}/lifting")
    @Consumes(MediaType.WILDCARD)
    @Performs("sensor.hold-lift")
    public void lift(@PathParam("id") String id, @Context SecurityContext asking) {
        retention.lift(id, everywhere(asking));
    }

    /** The policy knows no areas: only who may act everywhere may act on it. */
    private static Actor everywhere(SecurityContext asking) {
        Actor by = (Actor) asking.getUserPrincipal();
        if (!by.scope().everywhere()) {
            throw new Problem.Forbidden("scope", "保存期限对全部设备生效，您的数据范围有限");
        }
        return by;
    }
}
