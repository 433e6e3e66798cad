package io.shoutu.edge.http;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Access;
import io.shoutu.api.access.BearerTokens;
import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Roles;
import io.shoutu.api.edge.Repeats;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.edge.Config;
import io.shoutu.edge.Words;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The doorkeeper (门卫): who is asking, and may they? Every door asks here: JAX-RS resources, SOAP, the live feed.
 *
 * <p>Default is no: an operation that does not stand in the table is open to nobody. A door calls {@link #sameOrigin},
 * {@link #require}, {@link #admit} and, after a sensitive reading has been answered, {@link #viewed}.
 */
@Component(service = Doorkeeper.class, configurationPid = "io.shoutu.edge")
public final class Doorkeeper {
    static final String COOKIE = "shoutu-session";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /**
     * Who is asking (来者).
     *
     * @param scheme {@code SESSION}, {@code BASIC} or {@code BEARER}
     * @param csrf what an unsafe request must repeat, or null where none is needed
     * @param covers whether what was shown reaches an operation at all; a session does, a token may be narrower than its holder's roles
     * @param still whether the same credentials hold at this moment; asking does not prolong a session
     */
    public record Caller(Actor actor, String scheme, String csrf, Predicate<String> covers, BooleanSupplier still) {}

    private final Access access;
    private final Permissions permissions;
    private final Trail trail;
    private final Set<String> origins;
    private volatile Repeats repeats;
    private final List<BearerTokens> tokens = new CopyOnWriteArrayList<>();

    @Activate
    public Doorkeeper(@Reference Access access, @Reference Permissions permissions, @Reference Trail trail, Config config) {
        this.access = access;
        this.permissions = permissions;
        this.trail = trail;
        this.origins = Set.copyOf(Words.of(config.origins()));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTokens(BearerTokens source) {
        tokens.add(source);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addRepeats(Repeats kept) {
        repeats = kept;
    }

    void removeRepeats(Repeats kept) {
        repeats = repeats == kept ? null : repeats;
    }

    /** Where answers of requests with a key of their own are kept, or null. */
    Repeats repeats() {
        return repeats;
    }

    static boolean unsafe(HttpServletRequest request) {
        return !SAFE.contains(request.getMethod());
    }

    void removeTokens(BearerTokens source) {
        tokens.remove(source);
    }

    /**
     * Who sent this; empty where the request carries no credentials at all.
     *
     * @throws Refusal 401 where it carries some that do not hold
     */
    public Optional<Caller> identify(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return Optional.of(byHeader(authorization.strip(), request));
        }
        String session = cookie(request);
        if (session == null) {
            return Optional.empty();
        }
        Access.Found found = access.session(session).orElseThrow(() -> Refusal.unauthenticated("登录已失效，请重新登录", challenge(request)));
        return Optional.of(new Caller(found.actor(), "SESSION", found.csrf(), operation -> true, () -> access.open(session)));
    }

    /** The caller, or 401 where there is none. */
    public Caller require(HttpServletRequest request) {
        return identify(request).orElseThrow(() -> Refusal.unauthenticated("请先登录", challenge(request)));
    }

    private Caller byHeader(String authorization, HttpServletRequest request) {
        String scheme = authorization.split(" ", 2)[0].toLowerCase(Locale.ROOT);
        String rest = authorization.substring(scheme.length()).strip();
        if (scheme.equals("bearer") && !rest.isEmpty()) {
            return bearer(rest).map(p -> new Caller(p.actor(), "BEARER", null, p::covers, () -> bearer(rest).isPresent()))
                    .orElseThrow(() -> Refusal.unauthenticated("令牌无效", challenge(request)));
        }
        if (scheme.equals("basic")) {
            String from = request.getRemoteAddr();
            return basic(rest, from).map(a -> new Caller(a, "BASIC", null, operation -> true, () -> basic(rest, from).isPresent()))
                    .orElseThrow(() -> Refusal.unauthenticated("账号或密码不正确，或账号暂时不能登录", challenge(request)));
        }
        throw Refusal.unauthenticated("不支持这种 Authorization；请用 Basic 或 Bearer", challenge(request));
    }

    private Optional<BearerTokens.Pass> bearer(String token) {
        Optional<BearerTokens.Pass> holder = Optional.empty();
        // Every source is asked, so that the time does not tell which one knows the token.
        StoreFailure away = null;
        for (BearerTokens source : tokens) {
            try {
                Optional<BearerTokens.Pass> found = source.pass(token);
                holder = holder.isPresent() ? holder : found;
            } catch (StoreFailure e) {
                // Another source may know it from memory: a device goes on sending while the store is away.
                away = e;
            }
        }
        if (holder.isEmpty() && away != null) {
            throw away;
        }
        return holder;
    }

    private Optional<Actor> basic(String encoded, String from) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        String pair = new String(decoded, StandardCharsets.UTF_8);
        int colon = pair.indexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        char[] password = pair.substring(colon + 1).toCharArray();
        try {
            return access.basic(pair.substring(0, colon), password, from);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /**
     * Whether this caller may: the operation's row in the table, what a token reaches, and for a cookie the token against forged requests.
     *
     * @param operation name of an operation, or null where the method names none: refused
     * @return the row of the table
     * @throws Refusal 403
     */
    public Operation admit(Caller caller, String operation, HttpServletRequest request) {
        if (caller.csrf() != null && !SAFE.contains(request.getMethod()) && !same(caller.csrf(), request.getHeader("X-CSRF-Token"))) {
            throw Refusal.forbidden("csrf", "X-CSRF-Token", "缺少或不符的 X-CSRF-Token；请刷新页面后再试");
        }
        Actor actor = caller.actor();
        Operation row = operation == null ? null : permissions.find(operation).orElse(null);
        if (row == null) {
            throw Refusal.forbidden("role-required", null, operation == null ? "此接口没有指明所需权限，不对任何人开放" : "操作 " + operation + " 未在权限表中声明，不对任何人开放");
        }
        if (row.roles().stream().noneMatch(r -> holds(actor, r))) {
            if (actor.holds(Roles.FRESH)) {
                throw Refusal.forbidden("account-not-in-force", null, "账号尚未生效：请先修改初始密码；已修改的，请等待安全管理员授予角色");
            }
            String needed = row.roles().stream().sorted().map(r -> r.equals(Operation.ANYONE) ? "人员或系统账号" : Roles.label(r)).collect(Collectors.joining("或"));
            throw Refusal.forbidden("role-required", null, "“" + row.label() + "”需要角色：" + needed + "；" + actor.name() + "没有此角色");
        }
        if (!caller.covers().test(row.name())) {
            throw Refusal.forbidden("token-scope", null, "所用令牌不包含操作“" + row.label() + "”（" + row.name() + "）");
        }
        return row;
    }

    /** Whether it may be called without signing in. */
    boolean open(String operation) {
        return operation != null && permissions.row(operation).filter(o -> o.roles().contains(Operation.PUBLIC)).isPresent();
    }

    /** One role of a row against one who asks. */
    static boolean holds(Actor actor, String role) {
        return switch (role) {
            case Operation.PUBLIC -> true;
            case Operation.ANYONE -> actor.kind() != Actor.Kind.DEVICE && !actor.holds(Roles.FRESH);
            default -> actor.roles().contains(role);
        };
    }

    /** Leaves the trace of a sensitive reading; nothing for other operations. To be called before the answer goes out. */
    public void viewed(Caller caller, Operation operation, HttpServletRequest request) {
        if (operation.sensitive()) {
            String query = request.getQueryString();
            trail.viewed(caller.actor(), operation, request.getRequestURI() + (query == null ? "" : "?" + query), request.getRemoteAddr());
        }
    }

    Permissions permissions() {
        return permissions;
    }

    /** Refuses an unsafe request that another site's page sent, whoever is signed in. */
    public void sameOrigin(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null || SAFE.contains(request.getMethod()) || origins.contains(origin)) {
            return;
        }
        String host = request.getHeader("Host");
        String authority = null;
        try {
            authority = URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException unreadable) {
            authority = null; // refused below, like any foreign origin
        }
        if (authority == null || host == null || !authority.equalsIgnoreCase(host)) {
            throw Refusal.forbidden("csrf", "Origin", "请求来自其他网站，已拒绝");
        }
    }

    private static boolean same(String expected, String given) {
        return given != null && MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean challenge(HttpServletRequest request) {
        return request.getHeader("X-Requested-With") == null && request.getHeader("Sec-Fetch-Mode") == null && request.getHeader("Origin") == null;
    }

    /** The session cookie, or null; of several the last one counts for none: two cookies of one name are a planted one. */
    static String cookie(HttpServletRequest request) {
        // Over HTTPS only the name that a browser itself guards: no page of another host can have planted it.
        String name = request.isSecure() ? "__Host-" + COOKIE : COOKIE;
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        List<String> values = Arrays.stream(cookies).filter(c -> name.equals(c.getName())).map(Cookie::getValue).filter(v -> !v.isEmpty()).distinct().toList();
        return values.size() == 1 ? values.get(0) : null;
    }
}
