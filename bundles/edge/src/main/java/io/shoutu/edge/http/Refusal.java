package io.shoutu.edge.http;

/**
 * A refusal by the edge itself (边缘拒绝): what HTTP asks of a request before any room sees it.
 *
 * <p>Rooms raise {@link io.shoutu.api.Problem}; only the edge speaks of status codes.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    public final int status;
    public final String code;
    public final String field;
    /** Whether a program that asked should be told how to sign in; a page never, or the browser would open its own dialog. */
    public final boolean challenge;

    private Refusal(int status, String code, String field, String text, boolean challenge) {
        super(text, null, false, false);
        this.status = status;
        this.code = code;
        this.field = field;
        this.challenge = challenge;
    }

    static Refusal unauthenticated(String text, boolean challenge) {
        return new Refusal(401, "unauthenticated", null, text, challenge);
    }

    static Refusal forbidden(String code, String field, String text) {
        return new Refusal(403, code, field, text, false);
    }

    static Refusal tooLarge(long limit) {
        return new Refusal(413, "too-large", null, "请求内容过大：上限为" + size(limit), false);
    }

    static Refusal mediaType(String text) {
        return new Refusal(415, "unsupported-media-type", "Content-Type", text, false);
    }

    static Refusal parameter(String field, String text) {
        return new Refusal(400, "bad-parameter", field, text, false);
    }

    static Refusal malformed(String field, String text) {
        return new Refusal(400, "malformed-json", field, text, false);
    }

    static Refusal conflict(String code, String field, String text) {
        return new Refusal(409, code, field, text, false);
    }

    static Refusal unprocessable(String code, String field, String text) {
        return new Refusal(422, code, field, text, false);
    }

    static Refusal busy(String text) {
        return new Refusal(503, "busy", null, text, false);
    }

    private static String size(long bytes) {
        return bytes % 1_048_576 == 0 ? bytes / 1_048_576 + " MB" : bytes + " 字节";
    }
}
