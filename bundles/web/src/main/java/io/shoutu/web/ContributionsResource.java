package io.shoutu.web;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What bundles add to the console, for whoever asks (界面扩展接口): {@code /api/ui/contributions}. */
@RestResource("/ui")
@Component(service = ContributionsResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ContributionsResource {
    /** A page and its menu entry (页面). */
    public record Page(String path, Map<String, String> titles, String export, String operation, int order, String group, String icon) {}

    /** A piece of another page (部件). */
    public record Widget(String place, Map<String, String> titles, String export, String operation) {}

    /**
     * One contribution (界面扩展).
     *
     * @param bundle name of the bundle, for the card that says it is broken
     * @param module address of the ES module; another one after every update
     */
    public record Contribution(String id, String version, String bundle, String module, List<Page> pages, List<Widget> widgets) {}

    /**
     * All the asking one may see.
     *
     * @param may names of the operations the asking one may perform
     */
    public record Answer(List<Contribution> items, List<String> may) {}

    private final Contributions contributions;

    @Activate
    public ContributionsResource(@Reference Contributions contributions) {
        this.contributions = contributions;
    }

    @GET
    @Path("contributions")
    @Performs("ui.contributions")
    public Answer contributions(@Context SecurityContext security) {
        return visible((Actor) security.getUserPrincipal());
    }

    Answer visible(Actor actor) {
        List<String> may = contributions.operationsOf(actor);
        Set<String> seen = new HashSet<>(may);
        return new Answer(contributions.standing().stream().map(c -> new Contribution(c.id(), c.version(), c.bundle(), "/ui/" + c.id() + "/@" + c.stamp() + "/" + c.module(),
                c.pages().stream().filter(p -> seen.contains(p.operation())).map(p -> new Page(p.path(), p.titles(), p.export(), p.operation(), p.order(), p.group(), p.icon())).toList(),
                c.widgets().stream().filter(w -> seen.contains(w.operation())).map(w -> new Widget(w.place(), w.titles(), w.export(), w.operation())).toList()))
                .filter(c -> !c.pages().isEmpty() || !c.widgets().isEmpty()).toList(),
                may);
    }
}
