package io.shoutu.access.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.shoutu.access.AccessService;
import io.shoutu.access.domain.Holder;
import io.shoutu.access.domain.Token;
import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.access.Access;
import io.shoutu.api.access.Performs;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.edge.RestResource;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Accounts (账号) on the wire: the administrator asks for them, security puts them in force. */
@Component(service = AccountsResource.class)
@RestResource("/accounts")
@Path("/")
public final class AccountsResource {
    private static final int MOST = 500;

    /**
     * An account asked for (申请账号).
     *
     * @param kind {@code PERSON} where null
     * @param roles asked for; none is in force before security grants it
     * @param password of a person, to be changed at the first sign-in; a machine has none
     */
    public record Fresh(Actor.Kind kind, String name, String displayName, Set<String> roles, String password) {}

    /** Where roles hold (数据范围); absent lists are empty. */
    public record ScopeForm(boolean everywhere, List<String> areas, List<String> units, List<String> enterprises) {
        static ScopeForm of(Scope s) {
            return new ScopeForm(s.everywhere(), s.areas().stream().map(AreaCode::text).sorted().toList(), s.units().stream().sorted().toList(),
                    s.enterprises().stream().map(CreditCode::text).sorted().toList());
        }

        Scope scope() {
            return new Scope(everywhere, set(areas, AreaCode::new), set(units, unit -> unit), set(enterprises, CreditCode::new));
        }

        private static <T> Set<T> set(List<String> texts, Function<String, T> read) {
            return texts == null ? Set.of() : texts.stream().map(read).collect(Collectors.toSet());
        }
    }

    /** What security puts in force (授权). */
    public record Grant(Set<String> roles, ScopeForm scope) {}

    /** A token wanted (申请令牌). */
    public record Wanted(String label, Set<String> operations, Instant expires) {}

    /** A change of one's own password (修改密码). */
    public record Change(String old, @JsonProperty("new") String fresh) {}

    /**
     * An account as it is shown (账号).
     *
     * @param requested roles asked for and not granted
     * @param lockedUntil or null where it is not locked
     * @param mustChange whether the password must be changed before anything else
     */
    public record Shown(String name, String displayName, Actor.Kind kind, TreeSet<String> roles, TreeSet<String> requested, ScopeForm scope, boolean enabled, Instant lockedUntil,
            boolean mustChange) {}

    /** A token as it is shown (令牌): never its secret, but in the answer that issues it. */
    public record ShownToken(String id, String account, String label, TreeSet<String> operations, Instant issued, String issuedBy, Instant expires, Instant lastUsed, Instant revoked,
            String token) {
        static ShownToken of(Token t, String secret) {
            return new ShownToken(t.id(), t.account(), t.label(), new TreeSet<>(t.operations()), t.issued(), t.issuedBy(), t.expires(), t.lastUsed(), t.revoked(), secret);
        }
    }

    private final AccessService access;
    private final Clock clock;

    @Activate
    public AccountsResource(@Reference AccessService access, @Reference Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    @GET
    @Performs("access.account-list")
    public Page<Shown> list(@QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        int most = limit == null ? 50 : Math.max(1, Math.min(MOST, limit));
        List<Holder> all = access.holders();
        List<Holder> rest = all.stream().filter(a -> cursor == null || cursor.isEmpty() || a.name().compareTo(cursor) > 0).toList();
        List<Shown> page = rest.subList(0, Math.min(most, rest.size())).stream().map(this::shown).toList();
        return new Page<>(page, page.size() < rest.size() ? page.get(page.size() - 1).name() : null, all.size());
    }

    @POST
    @Performs("access.account-create")
    public Response create(Fresh fresh, @Context SecurityContext who) {
        Holder made;
        if (fresh.kind() == Actor.Kind.MACHINE) {
            if (fresh.password() != null) {
                throw new Problem.Invalid("machine-password", "password", "系统账号没有密码；授权后由安全管理员签发令牌");
            }
            made = access.requestMachine(fresh.name(), fresh.displayName(), fresh.roles(), by(who));
        } else if (fresh.kind() == null || fresh.kind() == Actor.Kind.PERSON) {
            made = access.request(fresh.name(), fresh.displayName(), fresh.roles(), fresh.password() == null ? null : fresh.password().toCharArray(), by(who));
        } else {
            throw new Problem.Invalid("account-kind", "kind", "账号只能是 PERSON（人员）或 MACHINE（系统）");
        }
        return Response.created(URI.create("/api/accounts/" + made.name())).entity(shown(made)).build();
    }

    @POST
    @Path("{name}/disabling")
    @Performs("access.account-disable")
    public Access.Account disable(@PathParam("name") String name, @Context SecurityContext who) {
        return access.enable(name, false, by(who));
    }

    @POST
    @Path("{name}/enabling")
    @Performs("access.account-enable")
    public Access.Account enable(@PathParam("name") String name, @Context SecurityContext who) {
        return access.enable(name, true, by(who));
    }

    /** An account with the password just made for it (重置结果), shown this once. */
    public record ShownReset(Shown account, String password) {}

    @POST
    @Path("{name}/password-reset")
    @Performs("access.password-reset")
    public ShownReset reset(@PathParam("name") String name, @Context SecurityContext who) {
        AccessService.Reset reset = access.resetPassword(name, by(who));
        return new ShownReset(shown(reset.holder()), reset.password());
    }

    @PUT
    @Path("{name}/grant")
    @Performs("access.grant")
    public Shown grant(@PathParam("name") String name, Grant grant, @Context SecurityContext who) {
        if (grant.roles() == null || grant.scope() == null) {
            throw new Problem.Invalid("grant", grant.roles() == null ? "roles" : "scope", "请写明角色 roles 和数据范围 scope；收回全部角色用空列表");
        }
        return shown(access.grant(name, grant.roles(), grant.scope().scope(), by(who)));
    }

    @POST
    @Path("{name}/unlocking")
    @Performs("access.account-unlock")
    public Shown unlock(@PathParam("name") String name, @Context SecurityContext who) {
        return shown(access.unlock(name, by(who)));
    }

    @GET
    @Path("{name}/tokens")
    @Performs("access.token-list")
    public Page<ShownToken> tokens(@PathParam("name") String name) {
        List<ShownToken> all = access.tokens(name).stream().map(t -> ShownToken.of(t, null)).toList();
        return new Page<>(all, null, all.size());
    }

    @POST
    @Path("{name}/tokens")
    @Performs("access.token-issue")
    public Response issue(@PathParam("name") String name, Wanted wanted, @Context SecurityContext who) {
        AccessService.Issued issued = access.issue(name, wanted.label(), wanted.operations(), wanted.expires(), by(who));
        return Response.status(Response.Status.CREATED).entity(ShownToken.of(issued.token(), issued.secret())).build();
    }

    @POST
    @Path("{name}/tokens/{id}/revocation")
    @Performs("access.token-revoke")
    public Response revoke(@PathParam("name") String name, @PathParam("id") String id, @Context SecurityContext who) {
        access.revoke(name, id, by(who));
        return Response.noContent().build();
    }

    /** With a cookie the answer is the session that follows; without one there is nothing to tell. */
    @POST
    @Path("me/password")
    @Performs("access.password-change")
    public Response change(Change change, @Context SecurityContext who, @Context HttpServletRequest request) {
        if (change.old() == null || change.old().isEmpty()) {
            throw new Problem.Invalid("password", "old", "请填写旧密码");
        }
        char[] fresh = change.fresh() == null ? null : change.fresh().toCharArray();
        if (!"SESSION".equals(who.getAuthenticationScheme())) {
            access.changePassword(by(who), change.old().toCharArray(), fresh, request.getRemoteAddr(), null);
            return Response.noContent().build();
        }
        Access.Session session = access.changeAndReopen(by(who), change.old().toCharArray(), fresh, request.getRemoteAddr());
        return Response.ok(SessionResource.Shown.of(session.actor(), session.csrf(), session.expires())).header("Set-Cookie", SessionCookie.open(session, request)).build();
    }

    /** One's own open sessions. */
    public record Sessions(List<AccessService.Opened> items) {}

    @GET
    @Path("me/sessions")
    @Performs("access.session-list")
    public Sessions sessions(@Context SecurityContext who, @Context HttpServletRequest request) {
        return new Sessions(access.sessions(by(who), SessionCookie.read(request)));
    }

    @POST
    @Path("me/sessions/{id:[0-9a-f]{16}}/ending")
    @Performs("access.session-end")
    public Response end(@PathParam("id") String id, @Context SecurityContext who) {
        access.endSession(by(who), id);
        return Response.noContent().build();
    }

    private Shown shown(Holder h) {
        return new Shown(h.name(), h.displayName(), h.kind(), new TreeSet<>(h.roles()), new TreeSet<>(h.requested()), ScopeForm.of(h.scope()), h.enabled(),
                h.locked(clock.instant()) ? h.lockedUntil() : null, h.mustChange());
    }

    private static Actor by(SecurityContext who) {
        return (Actor) who.getUserPrincipal();
    }
}
