package io.shoutu.edge.soap;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;

/** An answer kept back until it is whole (暂存的应答): what breaks half-way is never sent in halves, and the headers are the door's own. */
final class Kept extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);

    Kept(HttpServletResponse response) {
        super(response);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new IllegalStateException("write it at once");
            }

            @Override
            public void write(int b) {
                bytes.write(b);
            }

            @Override
            public void write(byte[] from, int begin, int length) {
                bytes.write(from, begin, length);
            }
        };
    }

    @Override
    public PrintWriter getWriter() {
        return new PrintWriter(bytes, true, StandardCharsets.UTF_8);
    }

    @Override
    public void flushBuffer() {
        // Sent by the door when it is whole.
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public void setStatus(int status) {
        // The door says how it ended.
    }

    @Override
    public void sendError(int status) {
        // The door says how it ended.
    }

    @Override
    public void sendError(int status, String text) {
        // The door says how it ended.
    }

    @Override
    public void sendRedirect(String location) {
        throw new IllegalStateException("SOAP sends nobody elsewhere");
    }

    @Override
    public void setHeader(String name, String value) {
        // The door writes the headers.
    }

    @Override
    public void addHeader(String name, String value) {
        // The door writes the headers.
    }

    @Override
    public void setContentType(String type) {
        // The door writes the headers.
    }

    @Override
    public void setContentLength(int length) {
        // The door writes the headers.
    }

    @Override
    public void setContentLengthLong(long length) {
        // The door writes the headers.
    }

    @Override
    public void addCookie(Cookie cookie) {
        // No cookie over SOAP.
    }
}
