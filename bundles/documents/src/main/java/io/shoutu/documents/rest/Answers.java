package io.shoutu.documents.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;

/** Files on the wire (文件应答): with a name, never run by a browser, never kept by a proxy. */
final class Answers {
    private Answers() {}

    static Actor by(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }

    /** @throws Problem.Invalid where the request had no body */
    static byte[] body(byte[] body) {
        if (body == null || body.length == 0) {
            throw new Problem.Invalid("body-missing", null, "请求缺少文件内容");
        }
        return body;
    }

    static Response.ResponseBuilder file(Object content, String mediaType, String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return Response.ok(content, mediaType).header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename*=UTF-8''" + encoded)
                .header("X-Content-Type-Options", "nosniff").header("Content-Security-Policy", "default-src 'none'; sandbox").header(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }
}
