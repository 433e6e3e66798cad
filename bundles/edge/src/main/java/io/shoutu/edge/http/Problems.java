package io.shoutu.edge.http;

import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import org.apache.cxf.jaxrs.utils.JAXRSUtils;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Message;

/** Exceptions become answers (问题应答): two mappers, because CXF's own for {@code WebApplicationException} is nearer than one for everything. */
final class Problems {
    private static final String CODE = "shoutu.problem";

    private Problems() {}

    static final class All implements ExceptionMapper<Throwable> {
        @Override
        public Response toResponse(Throwable thrown) {
            return answer(thrown, Response.status(500));
        }
    }

    static final class Web implements ExceptionMapper<WebApplicationException> {
        @Override
        public Response toResponse(WebApplicationException thrown) {
            Response own = thrown.getResponse();
            if (own.getStatus() < 400) {
                return own;
            }
            Response.ResponseBuilder answer = Response.status(own.getStatus());
            if (own.getHeaderString(HttpHeaders.ALLOW) != null) {
                answer.header(HttpHeaders.ALLOW, own.getHeaderString(HttpHeaders.ALLOW));
            }
            return answer(thrown, answer);
        }
    }

    /** The code of what was refused last on the current request, or null. */
    static String code() {
        Message message = JAXRSUtils.getCurrentMessage();
        return message == null ? null : (String) message.getExchange().get(CODE);
    }

    /** Keeps CXF from telling, as a warning with its whole stack, that a client went before its answer had arrived; everything else it tells as ever. */
    static final class Departures implements FaultListener {
        @Override
        public boolean faultOccurred(Exception thrown, String where, Message message) {
            return !Said.hungUp(thrown);
        }
    }

    private static Response answer(Throwable thrown, Response.ResponseBuilder answer) {
        Verdict said = Verdict.of(thrown);
        Message message = JAXRSUtils.getCurrentMessage();
        if (message != null) {
            message.getExchange().put(CODE, said.code());
        }
        if (said.status() == Said.HUNG_UP) {
            // An answer that has begun cannot be taken back, and nobody reads another one.
            return answer.status(said.status()).build();
        }
        // As bytes: CXF would write an object by the type the failed method promised.
        answer.status(said.status()).type(Said.TYPE).entity(said.problem());
        if (said.challenge()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"shoutu\", charset=\"UTF-8\"");
        }
        return answer.build();
    }
}
