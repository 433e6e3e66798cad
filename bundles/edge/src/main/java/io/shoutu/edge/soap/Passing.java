package io.shoutu.edge.soap;

import io.shoutu.api.access.Operation;
import io.shoutu.edge.http.Doorkeeper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

/**
 * A request that passed the door (已放行的请求): the checked text, its media type, and who sent it. No other header, no query and no cookie
 * of the caller reaches what is behind.
 */
final class Passing extends HttpServletRequestWrapper {
    private static final String TYPE = "text/xml;charset=UTF-8";
    private final Doorkeeper.Caller caller;
    private final Operation operation;
    private final byte[] body;
    private volatile Exception wrong;

    Passing(HttpServletRequest request, Envelope envelope, Doorkeeper.Caller caller, Operation operation) {
        super(request);
        this.caller = caller;
        this.operation = operation;
        this.body = envelope.text().getBytes(StandardCharsets.UTF_8);
    }

    Doorkeeper.Caller caller() {
        return caller;
    }

    Operation operation() {
        return operation;
    }

    /** Keeps what went wrong behind the door. */
    void went(Exception thrown) {
        wrong = thrown == null ? new IllegalStateException("a fault without a cause") : thrown;
    }

    Exception wrong() {
        return wrong;
    }

    @Override
    public Principal getUserPrincipal() {
        return caller.actor();
    }

    @Override
    public boolean isUserInRole(String role) {
        return caller.actor().holds(role);
    }

    @Override
    public String getHeader(String name) {
        return name.equalsIgnoreCase("Content-Type") ? TYPE : null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equalsIgnoreCase("Content-Type") ? Collections.enumeration(List.of(TYPE)) : Collections.emptyEnumeration();
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(List.of("Content-Type"));
    }

    @Override
    public Cookie[] getCookies() {
        return new Cookie[0];
    }

    @Override
    public String getQueryString() {
        return null;
    }

    @Override
    public String getContentType() {
        return TYPE;
    }

    @Override
    public String getCharacterEncoding() {
        return "UTF-8";
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    @Override
    public boolean isAsyncSupported() {
        return false;
    }

    @Override
    public BufferedReader getReader() {
        throw new IllegalStateException("read the stream");
    }

    @Override
    public ServletInputStream getInputStream() {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("read it at once");
            }

            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] into, int from, int most) {
                return bytes.read(into, from, most);
            }
        };
    }
}
