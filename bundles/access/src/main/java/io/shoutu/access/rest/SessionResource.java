package io.shoutu.access.rest;

import io.shoutu.access.AccessService;
import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Access;
import io.shoutu.api.access.Performs;
import io.shoutu.api.access.Roles;
import io.shoutu.api.edge.RestResource;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The session (会话) on the wire: sign in, look, sign out. */
@Component(service = SessionResource.class)
@RestResource("/session")
@Path("/")
public final class SessionResource {
    /** What a sign-in sends (登录请求). */
    public record SignIn(String account, String password) {}

    /**
     * What a page knows of its session (会话信息).
     *
     * @param csrf null where the caller uses no cookie
     * @param expires when it ends whatever happens; null where the caller uses no cookie
     * @param inForce false while only one's own password may be changed: it is known to somebody else, or no role has been granted yet
     */
    public record Shown(String account, String name, TreeSet<String> roles, String csrf, Instant expires, boolean inForce) {
        static Shown of(Actor actor, String csrf, Instant expires) {
            return new Shown(actor.account(), actor.name(), new TreeSet<>(actor.roles()), csrf, expires, !actor.holds(Roles.FRESH));
        }
    }

    private final AccessService access;

    @Activate
    public SessionResource(@Reference AccessService access) {
        this.access = access;
    }

    @POST
    @Performs("access.sign-in")
    public Response open(SignIn in, @Context HttpServletRequest request) {
        if (in.account() == null || in.account().isBlank()) {
            throw new Problem.Invalid("account", "account", "请填写账号");
        }
        if (in.password() == null || in.password().isEmpty()) {
            throw new Problem.Invalid("password", "password", "请填写密码");
        }
        char[] password = in.password().toCharArray();
        try {
            Access.Session session = access.signIn(in.account().strip(), password, request.getRemoteAddr());
            // What the browser held before ends here: nobody goes on with a session somebody else may know.
            String before = SessionCookie.read(request);
            if (before != null) {
                access.signOut(before);
            }
            return Response.ok(Shown.of(session.actor(), session.csrf(), session.expires())).header("Set-Cookie", SessionCookie.open(session, request)).build();
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    @GET
    @Performs("access.session-look")
    public Shown look(@Context SecurityContext who, @Context HttpServletRequest request) {
        String token = SessionCookie.read(request);
        Optional<Access.Found> found = "SESSION".equals(who.getAuthenticationScheme()) && token != null ? access.session(token) : Optional.empty();
        return Shown.of((Actor) who.getUserPrincipal(), found.map(Access.Found::csrf).orElse(null), found.map(Access.Found::expires).orElse(null));
    }

    @DELETE
    @Performs("access.sign-out")
    public Response close(@Context HttpServletRequest request) {
        String token = SessionCookie.read(request);
        if (token != null) {
            access.signOut(token);
        }
        return Response.noContent().header("Set-Cookie", SessionCookie.close(request)).build();
    }

    @DELETE
    @Path("all")
    @Performs("access.sign-out-everywhere")
    public Response closeAll(@Context SecurityContext who, @Context HttpServletRequest request) {
        access.signOutEverywhere((Actor) who.getUserPrincipal());
        return Response.noContent().header("Set-Cookie", SessionCookie.close(request)).build();
    }
}
