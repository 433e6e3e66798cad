package io.shoutu.hazard.rest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Map;
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
 * The page on which citizens report (网上举报页), {@code /report/}: three files, open to all, without data of the county. It speaks with {@code /api/public-reports/web} as anybody could,
 * sends no cookie and keeps nothing, so that neither a session nor the browser says who reported.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("shoutu-public-report")
@HttpWhiteboardServletPattern("/report/*")
public final class PublicPages extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Map<String, String> TYPES = Map.of("index.html", "text/html;charset=utf-8", "report.js", "text/javascript;charset=utf-8", "report.css", "text/css;charset=utf-8");
    private final transient BundleContext bundle;

    @Activate
    public PublicPages(BundleContext bundle) {
        this.bundle = bundle;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        if (path == null) {
            response.sendRedirect("/report/");
            return;
        }
        String name = path.equals("/") ? "index.html" : path.substring(1);
        URL file = TYPES.containsKey(name) ? bundle.getBundle().getEntry("public/" + name) : null;
        if (file == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(TYPES.get(name));
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("Referrer-Policy", "no-referrer");
        try (InputStream in = file.openStream()) {
            in.transferTo(response.getOutputStream());
        }
    }
}
