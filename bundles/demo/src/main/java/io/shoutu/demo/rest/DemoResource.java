package io.shoutu.demo.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.demo.Demo;
import io.shoutu.demo.Guide;
import io.shoutu.demo.domain.County;
import java.io.IOException;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says that this is the invented county (演示标识), and leads through it; without the demo the addresses are unknown. */
@RestResource("/demo")
@Component(service = DemoResource.class, enabled = false)
@Path("/")
public final class DemoResource {
    /** That it is one. @param filled whether all of the county's past has come in; some minutes after the first start */
    public record Shown(boolean demo, String county, boolean filled) {}

    /** What opens it. */
    public record Code(String code) {}

    /** The accounts one may take. */
    public record Accounts(List<Guide.Account> items) {}

    private final Demo demo;
    private final Guide guide;

    @Activate
    public DemoResource(@Reference Demo demo) {
        this.demo = demo;
        this.guide = demo.guide();
    }

    @GET
    @Performs("demo.describe")
    public Shown demo() {
        return new Shown(true, County.NAME, demo.filled());
    }

    @POST
    @Path("accounts")
    @Performs("demo.enter")
    public Accounts enter(Code code) throws IOException {
        return new Accounts(guide.accounts(code.code()));
    }

    @GET
    @Path("accounts")
    @Performs("demo.switch")
    public Accounts accounts(@Context SecurityContext who) throws IOException {
        return new Accounts(guide.accounts((Actor) who.getUserPrincipal()));
    }

    @GET
    @Path("story")
    @Performs("demo.story")
    public Guide.Rise story() {
        return guide.rise();
    }

    @POST
    @Path("story")
    @Performs("demo.story")
    public Guide.Rise begin() {
        return guide.begin();
    }

    @POST
    @Path("story/calm")
    @Performs("demo.story")
    public Guide.Rise calm() {
        return guide.calm();
    }
}
