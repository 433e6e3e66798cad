package io.shoutu.edge.http;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Access;
import io.shoutu.api.access.BearerTokens;
import io.shoutu.api.access.Roles;
import io.shoutu.edge.Config;
import io.shoutu.edge.Words;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The doorkeeper (门卫): who is asking, and may they? Used for JAX-RS resources and for the live feed alike.
 *
 * <p>Default is no: what names no role is open to nobody.
 */
@Component(service = Doorkeeper.class, configurationPid = "io.shoutu.edge")
public final class Doorkeeper {
    static final String COOKIE = "shoutu-session";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Map<String, String> NAMES = Map.of(Roles.ADMIN, "系统管理员", Roles.OPERATOR, "值班员", Roles.RECTIFIER, "整改责任人", Roles.ACCEPTOR, "验收人", Roles.DEVICE, "设备");

    /**
     * Who is asking (来者).
     *
     * @param scheme {@code SESSION}, {@code BASIC} or {@code BEARER}
     * @param csrf what an unsafe request must repeat, or null where none is needed
     * @param still whether the same credentials hold at this moment; asking does not prolong a session
     */
    record Caller(Actor actor, String scheme, String csrf, BooleanSupplier still) {}

    private final Access access;
    private final Set<String> origins;
    private final List<BearerTokens> tokens = new CopyOnWriteArrayList<>();

    @Activate
    public Doorkeeper(@Reference Access access, Config config) {
        this.access = access;
        this.origins = Set.copyOf(Words.of(config.origins()));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTokens(BearerTokens source) {
        tokens.add(source);
    }

    void removeTokens(BearerTokens source) {
        tokens.remove(source);
    }

    /**
     * Who sent this; empty where the request carries no credentials at all.
     *
     * @throws Refusal 401 where it carries some that do not hold
     */
    Optional<Caller> identify(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return Optional.of(byHeader(authorization.strip(), request));
        }
        String session = cookie(request);
        if (session == null) {
            return Optional.empty();
        }
        Access.Found found = access.session(session).orElseThrow(() -> Refusal.unauthenticated("登录已失效，请重新登录", challenge(request)));
        return Optional.of(new Caller(found.actor(), "SESSION", found.csrf(), () -> access.open(session)));
    }

    /** The caller, or 401 where there is none. */
    Caller require(HttpServletRequest request) {
        return identify(request).orElseThrow(() -> Refusal.unauthenticated("请先登录", challenge(request)));
    }

    private Caller byHeader(String authorization, HttpServletRequest request) {
        String scheme = authorization.split(" ", 2)[0].toLowerCase(Locale.ROOT);
        String rest = authorization.substring(scheme.length()).strip();
        if (scheme.equals("bearer") && !rest.isEmpty()) {
            return bearer(rest).map(a -> new Caller(a, "BEARER", null, () -> bearer(rest).isPresent()))
                    .orElseThrow(() -> Refusal.unauthenticated("令牌无效", challenge(request)));
        }
        if (scheme.equals("basic")) {
            String from = request.getRemoteAddr();
            return basic(rest, from).map(a -> new Caller(a, "BASIC", null, () -> basic(rest, from).isPresent()))
                    .orElseThrow(() -> Refusal.unauthenticated("账号或密码不正确，或账号暂时不能登录", challenge(request)));
        }
        throw Refusal.unauthenticated("不支持这种 Authorization；请用 Basic 或 Bearer", challenge(request));
    }

    private Optional<Actor> bearer(String token) {
        Optional<Actor> holder = Optional.empty();
        // Every source is asked, so that the time does not tell which one knows the token.
        for (BearerTokens source : tokens) {
            Optional<Actor> found = source.holder(token);
            holder = holder.isPresent() ? holder : found;
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
     * Whether this caller may: the role, and for a cookie the token against forged requests.
     *
     * @param roles role names of which one is needed, {@code *} for anyone signed in but a device; empty is nobody
     */
    void admit(Caller caller, Set<String> roles, HttpServletRequest request) {
        if (caller.csrf() != null && !SAFE.contains(request.getMethod()) && !same(caller.csrf(), request.getHeader("X-CSRF-Token"))) {
            throw Refusal.forbidden("csrf", "X-CSRF-Token", "缺少或不符的 X-CSRF-Token；请刷新页面后再试");
        }
        Actor actor = caller.actor();
        boolean held = roles.stream().anyMatch(r -> r.equals("*") ? actor.kind() != Actor.Kind.DEVICE : actor.holds(r));
        if (!held) {
            String needed = roles.stream().sorted().map(r -> r.equals("*") ? "人员或系统账号" : NAMES.getOrDefault(r, r)).collect(Collectors.joining("或"));
            throw Refusal.forbidden("role-required", null, needed.isEmpty() ? "此操作不对任何人开放" : "此操作需要角色：" + needed + "；" + actor.name() + "没有此角色");
        }
    }

    /** Refuses an unsafe request that another site's page sent, whoever is signed in. */
    void sameOrigin(HttpServletRequest request) {
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
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        List<String> values = Arrays.stream(cookies).filter(c -> COOKIE.equals(c.getName())).map(Cookie::getValue).filter(v -> !v.isEmpty()).distinct().toList();
        return values.size() == 1 ? values.get(0) : null;
    }
}
