package io.shoutu.edge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import javax.servlet.http.HttpServletResponse;

/**
 * What is said when something went wrong (裁定), for doors that speak something else than REST: the same code, field and Chinese text.
 *
 * @param status as HTTP has it
 * @param field the wrong field, or null
 * @param challenge whether a program should be told how to sign in
 */
public record Verdict(int status, String code, String field, String text, boolean challenge) {
    /** What to say about anything thrown; a fault is logged with a reference and told as that reference alone. */
    public static Verdict of(Throwable thrown) {
        Said said = Said.of(thrown);
        return new Verdict(said.status(), said.code(), said.field(), said.detail(), said.challenge());
    }

    /** The body of RFC 9457, for what is refused before anything but HTTP was understood. */
    public byte[] problem() {
        try {
            return Json.mapper().writeValueAsBytes(new Said(status, code, text, field, challenge).body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The media type of {@link #problem()}. */
    public static String problemType() {
        return Said.TYPE;
    }

    /** The headers every answer to a program carries. */
    public static void harden(HttpServletResponse response) {
        Headers.API.forEach(response::setHeader);
    }
}
