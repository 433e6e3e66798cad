package io.shoutu.edge.http;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Performs;
import io.shoutu.api.access.Roles;
import io.shoutu.api.edge.RestResource;
import java.util.List;
import java.util.TreeSet;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The table roles × operations (权限表) as data. */
@Component(service = OperationsResource.class)
@RestResource("/access/operations")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class OperationsResource {
    /** A role (角色). */
    public record Role(String name, String label) {}

    /**
     * A row (一行).
     *
     * @param roles who may; {@code *} everyone signed in but devices, {@code public} without signing in
     */
    public record Row(String name, String label, TreeSet<String> roles, boolean sensitive) {
        static Row of(Operation o) {
            return new Row(o.name(), o.label(), new TreeSet<>(o.roles()), o.sensitive());
        }
    }

    /** The whole table (全表). */
    public record Matrix(List<Role> roles, List<Row> operations) {}

    private final Permissions permissions;

    @Activate
    public OperationsResource(@Reference Permissions permissions) {
        this.permissions = permissions;
    }

    @GET
    @Performs("edge.operations")
    public Matrix matrix() {
        return new Matrix(Roles.ALL.stream().map(r -> new Role(r, Roles.label(r))).toList(), permissions.rows().stream().map(Row::of).toList());
    }
}
