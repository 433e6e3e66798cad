package io.shoutu.access.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Access;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.CookieParam;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Accounts (账号) on the wire. */
@Component(service = AccountsResource.class)
@RestResource("/accounts")
@Path("/")
public final class AccountsResource {
    private static final int MOST = 500;

    /**
     * A new account (新账号).
     *
     * @param kind {@code PERSON} where null
     * @param password of a person; a machine has none
     */
    public record Fresh(Actor.Kind kind, String name, String displayName, Set<String> roles, String password) {}

    /** A change of one's own password (修改密码). */
    public record Change(String old, @JsonProperty("new") String fresh) {}

    private final Access access;

    @Activate
    public AccountsResource(@Reference Access access) {
        this.access = access;
    }

    @GET
    @Performs("access.account-list")
    public Page<Access.Account> list(@QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        int most = limit == null ? 50 : Math.max(1, Math.min(MOST, limit));
        List<Access.Account> all = access.accounts();
        List<Access.Account> rest = all.stream().filter(a -> cursor == null || cursor.isEmpty() || a.name().compareTo(cursor) > 0).toList();
        List<Access.Account> page = rest.subList(0, Math.min(most, rest.size()));
        return new Page<>(page, page.size() < rest.size() ? page.get(page.size() - 1).name() : null, all.size());
    }

    @POST
    @Performs("access.account-create")
    public Response create(Fresh fresh, @Context SecurityContext who) {
        Actor by = (Actor) who.getUserPrincipal();
        Map<String, Object> shown = new LinkedHashMap<>();
        if (fresh.kind() == Actor.Kind.MACHINE) {
            if (fresh.password() != null) {
                throw new Problem.Invalid("machine-password", "password", "系统账号没有密码，创建后会给出令牌");
            }
            shown.put("token", access.createMachine(fresh.name(), fresh.displayName(), fresh.roles(), by));
        } else if (fresh.kind() == null || fresh.kind() == Actor.Kind.PERSON) {
            access.create(fresh.name(), fresh.displayName(), fresh.roles(), fresh.password() == null ? null : fresh.password().toCharArray(), by);
        } else {
            throw new Problem.Invalid("account-kind", "kind", "账号只能是 PERSON（人员）或 MACHINE（系统）");
        }
        Access.Account made = access.accounts().stream().filter(a -> a.name().equals(fresh.name())).findFirst().orElseThrow();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", made.name());
        body.put("displayName", made.displayName());
        body.put("kind", made.kind());
        body.put("roles", made.roles());
        body.put("enabled", made.enabled());
        body.putAll(shown);
        return Response.created(URI.create("/api/accounts/" + made.name())).entity(body).build();
    }

    @POST
    @Path("{name}/disabling")
    @Performs("access.account-disable")
    public Access.Account disable(@PathParam("name") String name, @Context SecurityContext who) {
        return access.enable(name, false, (Actor) who.getUserPrincipal());
    }

    @POST
    @Path("{name}/enabling")
    @Performs("access.account-enable")
    public Access.Account enable(@PathParam("name") String name, @Context SecurityContext who) {
        return access.enable(name, true, (Actor) who.getUserPrincipal());
    }

    @POST
    @Path("me/password")
    @Performs("access.password-change")
    public Response change(Change change, @Context SecurityContext who, @Context HttpServletRequest request, @CookieParam(SessionResource.COOKIE) String token) {
        if (change.old() == null || change.old().isEmpty()) {
            throw new Problem.Invalid("password", "old", "请填写旧密码");
        }
        access.changePassword((Actor) who.getUserPrincipal(), change.old().toCharArray(), change.fresh() == null ? null : change.fresh().toCharArray(), request.getRemoteAddr(), token);
        return Response.noContent().build();
    }
}
