package io.shoutu.edge.http;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.TakesFile;
import io.shoutu.edge.Config;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.StreamingOutput;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.jaxrs.utils.JAXRSUtils;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.AbstractHTTPDestination;

/**
 * The gate of every resource (大门): size, media type, who asks, what they may; and on the way out the headers every answer carries.
 *
 * <p>It asks CXF's current message instead of {@code @Context} fields: those go wrong in an object that several servers share.
 */
final class Gate implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String ADMITTED = "shoutu.admitted";

    /** Who was let in to do what (放行). */
    private record Admitted(Doorkeeper.Caller caller, Operation operation, HttpServletRequest request) {}

    private final Doorkeeper doorkeeper;
    private final Config config;
    private final Traffic traffic;
    private final Repeating repeating;

    Gate(Doorkeeper doorkeeper, Config config, Traffic traffic, Repeating repeating) {
        this.repeating = repeating;
        this.doorkeeper = doorkeeper;
        this.config = config;
        this.traffic = traffic;
    }

    @Override
    public void filter(ContainerRequestContext context) throws IOException {
        Message message = JAXRSUtils.getCurrentMessage();
        HttpServletRequest request = (HttpServletRequest) message.get(AbstractHTTPDestination.HTTP_REQUEST);
        Method method = method(message);
        doorkeeper.sameOrigin(request);
        String operation = operation(method);
        if (doorkeeper.open(operation)) {
            // Open to all: a cookie that has run out is no reason to refuse a new sign-in.
            if (request.getHeader("Authorization") == null) {
                known(context, request);
            }
        } else {
            Doorkeeper.Caller caller = doorkeeper.require(request);
            Operation row = doorkeeper.admit(caller, operation, request);
            context.setSecurityContext(new Signed(caller, request.isSecure()));
            context.setProperty(ADMITTED, new Admitted(caller, row, request));
        }
        boolean file = body(context, request, method);
        if (context.getProperty(ADMITTED) instanceof Admitted admitted) {
            repeating.before(context, request, admitted.caller().actor().account(), file);
        }
    }

    private void known(ContainerRequestContext context, HttpServletRequest request) {
        Optional<Doorkeeper.Caller> caller;
        try {
            caller = doorkeeper.identify(request);
        } catch (Refusal ranOut) {
            caller = Optional.empty();
        }
        caller.ifPresent(c -> context.setSecurityContext(new Signed(c, request.isSecure())));
    }

    /** Bounds the body; answers whether there is one and it is a file. */
    private boolean body(ContainerRequestContext context, HttpServletRequest request, Method method) {
        long length = request.getContentLengthLong();
        boolean chunked = request.getHeader("Transfer-Encoding") != null;
        if (length <= 0 && !chunked) {
            return false;
        }
        boolean file = request.getRequestURI().startsWith(request.getContextPath() + request.getServletPath() + "/attachments") || takesFile(method);
        long limit = file ? config.attachmentLimit() : config.bodyLimit();
        if (length > limit) {
            throw Refusal.tooLarge(limit);
        }
        MediaType type = context.getMediaType();
        if (type != null && type.getType().equalsIgnoreCase("multipart")) {
            throw Refusal.mediaType("不接受 multipart 表单；JSON 用 application/json，图片直接作为请求体发送");
        }
        boolean ownTypes = method != null && (method.isAnnotationPresent(Consumes.class) || method.getDeclaringClass().isAnnotationPresent(Consumes.class));
        if (!ownTypes && takesBody(method) && (type == null || !(type.getSubtype().equalsIgnoreCase("json") || type.getSubtype().endsWith("+json")))) {
            throw Refusal.mediaType("请求体应为 JSON：请使用 Content-Type: application/json");
        }
        context.setEntityStream(new BoundedBody(context.getEntityStream(), limit));
        return file;
    }

    private static boolean takesFile(Method method) {
        return method != null && method.isAnnotationPresent(TakesFile.class);
    }

    private static boolean takesBody(Method method) {
        if (method == null) {
            return true;
        }
        for (Annotation[] on : method.getParameterAnnotations()) {
            boolean injected = false;
            for (Annotation a : on) {
                injected |= a.annotationType().getName().startsWith("javax.ws.rs.");
            }
            if (!injected) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        viewed(request, response);
        MultivaluedMap<String, Object> headers = response.getHeaders();
        Headers.API.forEach((name, value) -> {
            if (!headers.containsKey(name)) {
                headers.putSingle(name, value);
            }
        });
        if (response.hasEntity() && !producesItsOwn(method(JAXRSUtils.getCurrentMessage()))) {
            // CXF has guessed a type from Accept by now; a method that names none speaks JSON.
            MediaType type = response.getMediaType();
            boolean plain = response.getEntity() instanceof byte[] || response.getEntity() instanceof InputStream || response.getEntity() instanceof StreamingOutput;
            if (type == null || type.isWildcardType() || type.isWildcardSubtype() || !plain && !type.getSubtype().endsWith("json")) {
                headers.putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_TYPE);
            }
        }
        location(headers);
        if (((HttpServletRequest) JAXRSUtils.getCurrentMessage().getExchange().getInMessage().get(AbstractHTTPDestination.HTTP_REQUEST)).isSecure()) {
            headers.putSingle(Headers.TRANSPORT, Headers.TRANSPORT_VALUE);
        }
        repeating.after(request, response, response.getStatus() == 503 && "outcome-unknown".equals(Problems.code()));
        traffic.answered(response.getStatus());
    }

    /** A sensitive reading is told to the journal before it is shown; what cannot be told is not shown. */
    private void viewed(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(ADMITTED) instanceof Admitted admitted && response.getStatus() < 300) {
            try {
                doorkeeper.viewed(admitted.caller(), admitted.operation(), admitted.request());
            } catch (RuntimeException untold) {
                Verdict said = Verdict.of(untold);
                response.setStatus(said.status());
                // As bytes: CXF would write an object by the type the method promised.
                response.setEntity(said.problem(), new Annotation[0], MediaType.valueOf(Said.TYPE));
            }
        }
    }

    /** CXF hangs a Location under the address of its server; rooms write the whole path, and that is what is sent, without a host. */
    private static void location(MultivaluedMap<String, Object> headers) {
        Object location = headers.getFirst(HttpHeaders.LOCATION);
        if (location != null) {
            String text = location.toString();
            int own = text.lastIndexOf("/api/");
            headers.putSingle(HttpHeaders.LOCATION, own < 0 ? text : text.substring(own));
        }
    }

    private static boolean producesItsOwn(Method method) {
        return method != null && (method.isAnnotationPresent(Produces.class) || method.getDeclaringClass().isAnnotationPresent(Produces.class));
    }

    private static Method method(Message message) {
        OperationResourceInfo operation = message == null ? null : message.getExchange().get(OperationResourceInfo.class);
        return operation == null ? null : operation.getAnnotatedMethod() == null ? operation.getMethodToInvoke() : operation.getAnnotatedMethod();
    }

    /** Name of the operation a method performs, or null where it says none. */
    static String operation(Method method) {
        Performs performs = method == null ? null : method.getAnnotation(Performs.class);
        return performs == null ? null : performs.value();
    }

    private record Signed(Doorkeeper.Caller caller, boolean isSecure) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return caller.actor();
        }

        @Override
        public boolean isUserInRole(String role) {
            return Doorkeeper.holds(caller.actor(), role);
        }

        @Override
        public String getAuthenticationScheme() {
            return caller.scheme();
        }
    }
}
