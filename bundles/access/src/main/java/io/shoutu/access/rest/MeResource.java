package io.shoutu.access.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Performs;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Person;
import io.shoutu.api.edge.RestResource;
import java.util.TreeSet;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who I am (我). */
@Component(service = MeResource.class)
@RestResource("/me")
@Path("/")
public final class MeResource {
    /**
     * The one who asks (来者).
     *
     * @param person from the directory, or null where the account belongs to none
     */
    public record Me(String account, String name, Actor.Kind kind, TreeSet<String> roles, Person person) {}

    private final Directory directory;

    @Activate
    public MeResource(@Reference Directory directory) {
        this.directory = directory;
    }

    @GET
    @Performs("access.me")
    public Me me(@Context SecurityContext who) {
        Actor actor = (Actor) who.getUserPrincipal();
        return new Me(actor.account(), actor.name(), actor.kind(), new TreeSet<>(actor.roles()), directory.personOfAccount(actor.account()).orElse(null));
    }
}
