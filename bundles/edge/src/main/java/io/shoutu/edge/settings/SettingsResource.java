package io.shoutu.edge.settings;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.api.edge.Settings;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
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

/** The settings over REST (配置接口): {@code /api/settings}. */
@RestResource("/settings")
@Component(service = SettingsResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class SettingsResource {
    /** All groups, and what there may be several of. */
    public record All(List<Settings.Group> items, List<Settings.Several> several) {}

    /** What shall hold: key → text, null to take back to the file. */
    public record Wanted(Map<String, String> values) {}

    private final Settings settings;

    @Activate
    public SettingsResource(@Reference Settings settings) {
        this.settings = settings;
    }

    @GET
    @Performs("edge.settings")
    public All all() {
        return new All(settings.groups(), settings.several());
    }

    @PUT
    @Path("{pid}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Performs("edge.setting-change")
    public Settings.Group change(@PathParam("pid") String pid, Wanted wanted, @Context SecurityContext who) {
        if (wanted == null || wanted.values() == null || wanted.values().isEmpty()) {
            throw new Problem.Invalid("body-missing", "values", "请写明要修改的配置项");
        }
        return settings.change(pid, wanted.values(), (Actor) who.getUserPrincipal());
    }

    /** Removes one of several that was made on the page; twice is once. */
    @DELETE
    @Path("{pid}")
    @Performs("edge.setting-change")
    public Response remove(@PathParam("pid") String pid, @Context SecurityContext who) {
        settings.remove(pid, (Actor) who.getUserPrincipal());
        return Response.noContent().build();
    }
}
