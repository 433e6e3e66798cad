package io.shoutu.web;

import java.io.IOException;
import java.net.URL;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * The files of contributions (扩展文件) at {@code /ui/<id>/<file>}, and at {@code /ui/<id>/@<version>/<file>} kept for a year: a module is
 * asked for by the second, so that what it imports from beside itself is of the same version. Only what stands registered is served.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("shoutu-contributed-files")
@HttpWhiteboardServletPattern("/ui/*")
public final class ContributedFiles extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern ADDRESS = Pattern.compile("/([a-z][a-z0-9-]*)/(?:@([A-Za-z0-9._-]+)/)?(.+)");
    private final transient Contributions contributions;

    @Activate
    public ContributedFiles(@Reference Contributions contributions) {
        this.contributions = contributions;
    }

    /** What to answer: the file, its type, its mark, how long it may be kept. */
    record Found(URL file, URL packed, String type, String tag, String keep) {}

    Optional<Found> find(String path) {
        Matcher matcher = ADDRESS.matcher(path == null ? "" : path);
        if (!matcher.matches() || !Files.allowed("/" + matcher.group(3)) || matcher.group(3).endsWith("/")) {
            return Optional.empty();
        }
        String type = Files.type(matcher.group(3));
        if (type == null || type.startsWith("text/html")) {
            // A page of its own would stand outside the console and its error card.
            return Optional.empty();
        }
        return contributions.standing(matcher.group(1)).filter(c -> matcher.group(2) == null || matcher.group(2).equals(c.stamp()))
                .flatMap(c -> Contributions.file(c, matcher.group(3)).map(file -> new Found(file, Contributions.file(c, matcher.group(3) + ".gz").orElse(null), type, '"' + c.stamp() + '"', matcher.group(2) == null ? Files.ASK : Files.KEEP)));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // The path as it was sent: whatever is escaped or carries parameters is none of ours.
        String raw = request.getRequestURI();
        Optional<Found> found = raw.startsWith("/ui/") && raw.indexOf('%') < 0 && raw.indexOf(';') < 0 ? find(raw.substring(3)) : Optional.empty();
        if (found.isEmpty()) {
            Files.absent(response, "没有这个文件。提供它的插件可能已停用或移除。");
            return;
        }
        Found one = found.get();
        boolean packed = Files.packed(request, response, one.packed());
        Files.answer(request, response, packed ? one.packed() : one.file(), one.type(), packed ? one.tag().replaceFirst("\"$", "-gz\"") : one.tag(), one.keep());
    }
}
