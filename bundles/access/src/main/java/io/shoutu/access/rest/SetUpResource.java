package io.shoutu.access.rest;

import io.shoutu.access.SetUp;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The first set-up on the wire (首次设置接口): no sign-in, but the one-time code. */
@Component(service = SetUpResource.class)
@RestResource("/set-up")
@Path("/")
public final class SetUpResource {
    /** The code alone. */
    public record Claim(String code) {}

    /** Everything of the three screens; {@code purpose} is {@code formal} or {@code demo}. */
    public record Wanted(String code, String purpose, SetUp.County county, SetUp.Administrator admin, SetUp.Policy policy) {}

    private final SetUp setUp;

    @Activate
    public SetUpResource(@Reference SetUp setUp) {
        this.setUp = setUp;
    }

    @GET
    @Performs("access.set-up-look")
    public SetUp.Standing look() throws IOException {
        return setUp.standing();
    }

    @POST
    @Path("claim")
    @Performs("access.set-up")
    public Response claim(Claim claim, @Context HttpServletRequest request) throws IOException {
        setUp.claim(claim.code(), request.getRemoteAddr());
        return Response.noContent().build();
    }

    @POST
    @Performs("access.set-up")
    public SetUp.Done finish(Wanted wanted, @Context HttpServletRequest request) throws IOException {
        String from = request.getRemoteAddr();
        if ("demo".equals(wanted.purpose())) {
            return setUp.demonstration(wanted.code(), from);
        }
        if (!"formal".equals(wanted.purpose())) {
            throw new Problem.Invalid("purpose", "purpose", "请选择演示或正式");
        }
        return setUp.formal(wanted.code(), wanted.county(), wanted.admin(), wanted.policy(), from);
    }
}
