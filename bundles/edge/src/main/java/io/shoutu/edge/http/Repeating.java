package io.shoutu.edge.http;

import io.shoutu.api.edge.Repeats;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.WriterInterceptor;
import javax.ws.rs.ext.WriterInterceptorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code Idempotency-Key} (幂等键): an unsafe request sent twice under one key is done once, and the second gets the first one's answer.
 *
 * <p>Where no {@link Repeats} is there the header is refused rather than ignored.
 */
final class Repeating implements WriterInterceptor {
    static final String HEADER = "Idempotency-Key";
    private static final Logger LOG = LoggerFactory.getLogger(Repeating.class);
    private static final String PENDING = "shoutu.repeat";
    private static final Pattern KEY = Pattern.compile("[!-~]{16,100}");

    /** A request under way under a key (进行中). */
    private static final class Pending {
        final String account;
        final String key;
        int status;
        String mediaType;
        String location;
        String etag;

        Pending(String account, String key) {
            this.account = account;
            this.key = key;
        }
    }

    private final Doorkeeper doorkeeper;

    Repeating(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    /**
     * Looks what stands under the key; where it was answered the request ends here.
     *
     * @param file whether the body is a file, which has a way of its own to be sent again
     */
    void before(ContainerRequestContext context, HttpServletRequest request, String account, boolean file) throws IOException {
        String key = request.getHeader(HEADER);
        if (key == null || !Doorkeeper.unsafe(request)) {
            return;
        }
        Repeats repeats = doorkeeper.repeats();
        if (repeats == null || file || !KEY.matcher(key).matches()) {
            throw Refusal.parameter(HEADER, file ? "上传文件不使用 Idempotency-Key；中断后请用分段上传续传" : "Idempotency-Key 应为 16 至 100 个可见字符，建议用 UUID");
        }
        byte[] body = context.getEntityStream().readAllBytes();
        context.setEntityStream(new ByteArrayInputStream(body));
        String query = request.getQueryString();
        Repeats.Begun begun = repeats.begin(account, key, fingerprint(request.getMethod() + ' ' + request.getRequestURI() + '?' + (query == null ? "" : query), body));
        switch (begun.state()) {
            case FRESH -> context.setProperty(PENDING, new Pending(account, key));
            case ANSWERED -> context.abortWith(again(begun.answer()));
            case OPEN -> throw Refusal.conflict("request-open", HEADER, "同一请求正在处理，或此前没有留下结果；请先查询是否已办理，确需重办请换一个 Idempotency-Key");
            default -> throw Refusal.unprocessable("idempotency-key-reused", HEADER, "这个 Idempotency-Key 已用于另一个请求，请换一个");
        }
    }

    private static Response again(Repeats.Answer answer) {
        Response.ResponseBuilder out = Response.status(answer.status()).header("Idempotent-Replayed", "true");
        if (answer.location() != null) {
            out.header(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.etag() != null) {
            out.header(HttpHeaders.ETAG, answer.etag());
        }
        return answer.body().length == 0 ? out.build() : out.type(answer.mediaType()).entity(answer.body()).build();
    }

    /** On the way out, before the body is written. */
    void after(ContainerRequestContext request, ContainerResponseContext response, boolean outcomeUnknown) {
        if (!(request.getProperty(PENDING) instanceof Pending pending)) {
            return;
        }
        if (response.getStatus() >= 500) {
            request.removeProperty(PENDING);
            if (!outcomeUnknown) {
                kept(() -> doorkeeper.repeats().forget(pending.account, pending.key));
            }
            return;
        }
        pending.status = response.getStatus();
        pending.mediaType = response.getMediaType() == null ? null : response.getMediaType().toString();
        pending.location = response.getHeaderString(HttpHeaders.LOCATION);
        pending.etag = response.getHeaderString(HttpHeaders.ETAG);
        if (!response.hasEntity()) {
            kept(() -> doorkeeper.repeats().answered(pending.account, pending.key, new Repeats.Answer(pending.status, null, pending.location, pending.etag, new byte[0])));
        }
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        if (!(context.getProperty(PENDING) instanceof Pending pending)) {
            context.proceed();
            return;
        }
        OutputStream out = context.getOutputStream();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        context.setOutputStream(written);
        context.proceed();
        kept(() -> doorkeeper.repeats().answered(pending.account, pending.key, new Repeats.Answer(pending.status, pending.mediaType, pending.location, pending.etag, written.toByteArray())));
        written.writeTo(out);
        context.setOutputStream(out);
    }

    /** What was done is done: that its answer cannot be kept is no reason to hide it. A second one will be told to look first. */
    private static void kept(Runnable keep) {
        try {
            keep.run();
        } catch (RuntimeException e) {
            LOG.warn("the answer of a request with a key is not kept", e);
        }
    }

    private static String fingerprint(String address, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(address.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
