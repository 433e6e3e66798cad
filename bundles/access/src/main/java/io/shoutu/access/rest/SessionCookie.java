package io.shoutu.access.rest;

import io.shoutu.api.access.Access;
import java.util.Arrays;
import java.util.List;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;

/**
 * The session cookie (会话 Cookie). Over HTTPS its name begins with {@code __Host-}, so that the browser itself insists on
 * {@code Secure}, {@code Path=/} and no domain; on loopback without TLS it goes by its plain name.
 */
final class SessionCookie {
    private static final String NAME = "shoutu-session";

    private SessionCookie() {}

    static String name(HttpServletRequest request) {
        return request.isSecure() ? "__Host-" + NAME : NAME;
    }

    /** The token the request carries, or null; two cookies of one name with different values are a planted one and count for none. */
    static String read(HttpServletRequest request) {
        String name = name(request);
        Cookie[] all = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        List<String> values = Arrays.stream(all).filter(c -> name.equals(c.getName())).map(Cookie::getValue).filter(v -> !v.isEmpty()).distinct().toList();
        return values.size() == 1 ? values.get(0) : null;
    }

    static String open(Access.Session session, HttpServletRequest request) {
        return header(session.token(), "", request);
    }

    static String close(HttpServletRequest request) {
        return header("", "; Max-Age=0", request);
    }

    // By hand: the JAX-RS 2 cookie knows no SameSite.
    private static String header(String value, String more, HttpServletRequest request) {
        return name(request) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + (request.isSecure() ? "; Secure" : "") + more;
    }
}
