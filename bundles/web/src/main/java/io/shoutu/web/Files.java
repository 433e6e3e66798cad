package io.shoutu.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** What the pages' servlets agree on (页面文件规则): which paths can be files at all, their types, how one is answered. */
final class Files {
    static final String KEEP = "public, max-age=31536000, immutable";
    static final String ASK = "no-cache";
    /** No dot in front, no empty part, no escape: whatever fits stays below its folder. */
    private static final Pattern PATH = Pattern.compile("/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*(?:[A-Za-z0-9_-][A-Za-z0-9._-]*)?");
    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("html", "text/html;charset=utf-8"), Map.entry("js", "text/javascript;charset=utf-8"),
            Map.entry("mjs", "text/javascript;charset=utf-8"), Map.entry("css", "text/css;charset=utf-8"), Map.entry("svg", "image/svg+xml"), Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"), Map.entry("webp", "image/webp"), Map.entry("woff2", "font/woff2"), Map.entry("json", "application/json"), Map.entry("geojson", "application/geo+json"));

    private Files() {}

    static boolean allowed(String path) {
        return PATH.matcher(path).matches();
    }

    /** The media type by the ending, or null where files of that ending are not served. */
    static String type(String path) {
        return TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    }

    static void absent(HttpServletResponse response, String said) throws IOException {
        byte[] text = said.getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setContentType("text/plain;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }

    /** Answers with a file, or 304 where the browser has it. */
    static void answer(HttpServletRequest request, HttpServletResponse response, URL file, String type, String tag, String keep) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", keep);
        response.setHeader("ETag", tag);
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(type);
        URLConnection source = file.openConnection();
        try (InputStream in = source.getInputStream()) {
            if (source.getContentLengthLong() >= 0) {
                response.setContentLengthLong(source.getContentLengthLong());
            }
            in.transferTo(response.getOutputStream());
        }
    }

    /** Whether the packed twin is answered; says so in the headers. */
    static boolean packed(HttpServletRequest request, HttpServletResponse response, URL twin) {
        response.setHeader("Vary", "Accept-Encoding");
        boolean packed = twin != null && takesGzip(request.getHeader("Accept-Encoding"));
        if (packed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        return packed;
    }

    private static boolean takesGzip(String header) {
        return header != null && Pattern.compile("(^|,)\\s*gzip\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$))[^,]*)?(,|$)").matcher(header).find();
    }
}
