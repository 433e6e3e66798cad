package io.shoutu.access.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Access;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.CookieParam;
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
    static final String COOKIE = "shoutu-session";

    /** What a sign-in sends (登录请求). */
    public record SignIn(String account, String password) {}

    /**
     * What a page knows of its session (会话信息).
     *
     * @param csrf null where the caller uses no cookie
     * @param expires when it ends whatever happens; null where the caller uses no cookie
     */
    public record Shown(String account, String name, TreeSet<String> roles, String csrf, Instant expires) {}

    private final Access access;

    @Activate
    public SessionResource(@Reference Access access) {
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
            return Response.ok(shown(session.actor(), session.csrf(), session.expires())).header("Set-Cookie", cookie(session.token(), "", request)).build();
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    @GET
    @Performs("access.session-look")
    public Shown look(@Context SecurityContext who, @CookieParam(COOKIE) String token) {
        Optional<Access.Found> found = "SESSION".equals(who.getAuthenticationScheme()) && token != null ? access.session(token) : Optional.empty();
        return shown((Actor) who.getUserPrincipal(), found.map(Access.Found::csrf).orElse(null), found.map(Access.Found::expires).orElse(null));
    }

    @DELETE
    @Performs("access.sign-out")
    public Response close(@CookieParam(COOKIE) String token, @Context HttpServletRequest request) {
        if (token != null) {
            access.signOut(token);
        }
        return Response.noContent().header("Set-Cookie", cookie("", "; Max-Age=0", request)).build();
    }

    private static Shown shown(Actor actor, String csrf, Instant expires) {
        return new Shown(actor.account(), actor.name(), new TreeSet<>(actor.roles()), csrf, expires);
    }

    // By hand: the JAX-RS 2 cookie knows no SameSite.
    private static String cookie(String value, String more, HttpServletRequest request) {
        return COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + (request.isSecure() ? "; Secure" : "") + more;
    }
}
