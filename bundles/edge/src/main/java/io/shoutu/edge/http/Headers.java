package io.shoutu.edge.http;

import java.util.Map;

/** The headers that guard a browser (安全响应头). */
final class Headers {
    /** For answers of the API: nothing in them is a page. */
    static final Map<String, String> API = Map.of("X-Content-Type-Options", "nosniff", "Cache-Control", "no-store", "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'", "X-Frame-Options", "DENY", "Cross-Origin-Resource-Policy", "same-origin");
    /** For pages: everything from this house, nothing written into the page itself. */
    static final Map<String, String> PAGES = Map.of("X-Content-Type-Options", "nosniff", "Referrer-Policy", "same-origin",
            "Content-Security-Policy", "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "X-Frame-Options", "DENY", "Cross-Origin-Opener-Policy", "same-origin", "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(self)");

    /** Over HTTPS: for a year the browser comes by HTTPS only. */
    static final String TRANSPORT = "Strict-Transport-Security";
    static final String TRANSPORT_VALUE = "max-age=31536000";

    private Headers() {}
}
