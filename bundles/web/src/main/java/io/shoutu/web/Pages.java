package io.shoutu.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * The page's own files (页面文件), from the folder {@code web} of this bundle, open to all: they hold no data of the county.
 *
 * <p>The pattern {@code /} is the servlet of last resort: {@code /api}, {@code /health} and {@code /metrics} go before it. A plain
 * whiteboard resource would do without a line of code, but knows neither the index, nor packed twins, nor how long a browser may keep
 * a file: names with a hash never change and are kept for a year, all others are asked for each time.
 */
@Component(service = Servlet.class)
// Named, because Pax Web takes the nameless ones for one and the same.
@HttpWhiteboardServletName("shoutu-pages")
// Named, because Pax Web names servlets by their service interface and lets only one of a name in.
@HttpWhiteboardServletPattern("/")
public final class Pages extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String POLICY = "Content-Security-Policy";
    private static final Pattern HASHED = Pattern.compile("/assets/.+-[A-Za-z0-9_-]{8}\\.[a-z0-9.]+");
    private final transient Function<String, URL> files;
    /** Changes whenever the bundle is built or updated. */
    private final String stamp;
    private final String importMap;

    @Activate
    public Pages(BundleContext context) {
        this(path -> context.getBundle().getEntry("web" + path), Long.toHexString(context.getBundle().getLastModified()));
    }

    /** @param files the file under a path that begins with a slash, or null */
    Pages(Function<String, URL> files, String stamp) {
        this.files = files;
        this.importMap = importMap(files);
        this.stamp = stamp;
    }

    /** What to answer for a path: the file, its packed twin where there is one, type, how long it may be kept. */
    record File(URL plain, URL packed, String type, String keep) {}

    Optional<File> file(String asked) {
        if (asked == null || !Files.allowed(asked)) {
            return Optional.empty();
        }
        String path = asked.endsWith("/") ? asked + "index.html" : asked;
        String type = Files.type(path);
        URL plain = type == null ? null : files.apply(path);
        if (plain == null) {
            return Optional.empty();
        }
        String keep = HASHED.matcher(path).matches() ? "public, max-age=31536000, immutable" : "no-cache";
        return Optional.of(new File(plain, files.apply(path + ".gz"), type, keep));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String asked = request.getPathInfo() == null ? request.getServletPath() : request.getServletPath() + request.getPathInfo();
        Optional<File> found = file(asked.isEmpty() ? "/" : asked);
        if (found.isEmpty()) {
            Files.absent(response, "没有这个页面。请从 / 进入。");
            return;
        }
        File file = found.get();
        boolean packed = Files.packed(request, response, file.packed());
        String tag = '"' + stamp + (packed ? "-gz" : "") + '"';
        if (file.type().startsWith("text/html")) {
            admitImportMap(response);
        }
        Files.answer(request, response, packed ? file.packed() : file.plain(), file.type(), tag, file.keep());
    }

    /** The one script that stands in the page itself is its import map; the policy names it by its hash, as the build computed it. */
    private void admitImportMap(HttpServletResponse response) {
        String policy = response.getHeader(POLICY);
        if (policy != null && importMap != null) {
            response.setHeader(POLICY, policy.replace("script-src 'self'", "script-src 'self' 'sha256-" + importMap + "'"));
        }
    }

    private static String importMap(Function<String, URL> files) {
        URL hash = files.apply("/importmap.sha256");
        if (hash == null) {
            return null;
        }
        try (InputStream in = hash.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the hash of the import map cannot be read from " + hash, e);
        }
    }
}
