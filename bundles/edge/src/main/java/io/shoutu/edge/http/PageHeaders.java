package io.shoutu.edge.http;

import java.io.IOException;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterPattern;

/** The headers of every page (页面安全头); the API sets its own, stricter ones afterwards. */
@Component(service = Filter.class)
@HttpWhiteboardFilterName("shoutu-page-headers")
@HttpWhiteboardFilterPattern("/*")
@HttpWhiteboardFilterAsyncSupported
public final class PageHeaders implements Filter {
    @Override
    public void init(FilterConfig config) {
        // Nothing to prepare.
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        Headers.PAGES.forEach(((HttpServletResponse) response)::setHeader);
        if (request.isSecure()) {
            ((HttpServletResponse) response).setHeader(Headers.TRANSPORT, Headers.TRANSPORT_VALUE);
        }
        chain.doFilter(request, response);
    }

    @Override
    public void destroy() {
        // Nothing to give back.
    }
}
