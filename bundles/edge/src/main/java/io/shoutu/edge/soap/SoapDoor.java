package io.shoutu.edge.soap;

import io.shoutu.api.Problem;
import io.shoutu.api.access.Operation;
import io.shoutu.edge.http.Doorkeeper;
import io.shoutu.edge.http.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.cxf.interceptor.Fault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The SOAP door (SOAP 出口), {@code /ws}: who asks, how large, what media type, is it an envelope, may they, does it keep the contract.
 * Only then CXF sees it.
 *
 * <p>What HTTP refuses (401, 404, 405, 413, 415) is answered with a problem body as over REST; everything else with a SOAP 1.1 fault and
 * status 500, as WS-I Basic Profile 1.1 has it (R1126). Nothing is ever sent anywhere but back on the same connection.
 */
@Component(service = Servlet.class, configurationPid = "io.shoutu.edge")
@Designate(ocd = Limits.class)
@HttpWhiteboardServletName("shoutu-soap")
@HttpWhiteboardServletPattern("/ws/*")
public final class SoapDoor extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final long MOST = 10_485_760;
    private static final Pattern CHARSET = Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\\[[0-9a-fA-F:.]{2,45}\\](:[0-9]{1,5})?");
    private final transient SoapServer server;
    private final transient Doorkeeper doorkeeper;
    private final long limit;

    @Activate
    public SoapDoor(@Reference SoapPublisher publisher, @Reference Doorkeeper doorkeeper, Limits limits) {
        this(publisher.server(), doorkeeper, limits.soapBodyLimit());
    }

    SoapDoor(SoapServer server, Doorkeeper doorkeeper, long limit) {
        this.server = server;
        this.doorkeeper = doorkeeper;
        this.limit = Math.min(MOST, limit);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Verdict.harden(response);
        Port port = null;
        try {
            doorkeeper.sameOrigin(request);
            Doorkeeper.Caller caller = doorkeeper.require(request);
            port = server.port(String.valueOf(request.getPathInfo()));
            if (port == null) {
                throw Refused.http(404, "not-found", null, "没有这个 SOAP 服务，请检查地址");
            }
            switch (request.getMethod()) {
                case "GET" -> contract(port, caller, request, response);
                case "POST" -> answer(response, 200, message(port, caller, request, response));
                default -> {
                    response.setHeader("Allow", "GET, POST");
                    throw Refused.http(405, "method-not-allowed", null, "SOAP 请求用 POST；约定用 GET ?wsdl");
                }
            }
        } catch (Exception | StackOverflowError thrown) {
            tell(thrown, port, request, response);
        }
    }

    private void contract(Port port, Doorkeeper.Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        doorkeeper.admit(caller, SoapOperations.CONTRACT, request);
        if (!"wsdl".equalsIgnoreCase(request.getQueryString())) {
            throw Refused.http(404, "not-found", null, "这里只有 ?wsdl；SOAP 请求用 POST");
        }
        String host = request.getHeader("Host");
        String at = host != null && HOST.matcher(host).matches() ? host : request.getLocalAddr() + ":" + request.getLocalPort();
        answer(response, 200, port.contract().at(request.getScheme() + "://" + at + request.getRequestURI()));
    }

    private byte[] message(Port port, Doorkeeper.Caller caller, HttpServletRequest request, HttpServletResponse response) throws Exception {
        // To its end before it is refused for its type: a client that still writes would never read the answer.
        byte[] body = body(request);
        Envelope envelope = Envelope.read(body, charset(request));
        Method method = port.method(envelope.operation());
        if (method == null) {
            throw Refused.malformed(envelope.operation().getLocalPart(), "这个 SOAP 服务没有此操作，或命名空间不符（应为 " + port.contract().namespace() + "）");
        }
        Operation row = doorkeeper.admit(caller, Port.performs(method), request);
        port.contract().check(envelope);
        return port.call(new Passing(request, envelope, caller, row), response, getServletConfig());
    }

    private static String charset(HttpServletRequest request) {
        String type = request.getContentType();
        String plain = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (plain.startsWith("multipart/")) {
            throw Refused.http(415, "unsupported-media-type", "Content-Type", "不接受 multipart、MTOM 和附件；照片请先用 POST /api/attachments 存入，报文中写其编号");
        }
        if (!plain.equals("text/xml")) {
            throw Refused.http(415, "unsupported-media-type", "Content-Type", "SOAP 1.1 报文应为 Content-Type: text/xml; charset=utf-8");
        }
        String coding = request.getHeader("Content-Encoding");
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw Refused.http(415, "unsupported-media-type", "Content-Encoding", "不接受压缩的报文");
        }
        Matcher charset = CHARSET.matcher(type);
        return charset.find() ? charset.group(1) : null;
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > limit) {
            throw tooLarge();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(Math.max(512, request.getContentLength()));
        byte[] buffer = new byte[8_192];
        try (InputStream in = request.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                body.write(buffer, 0, n);
                if (body.size() > limit) {
                    throw tooLarge();
                }
            }
        }
        return body.toByteArray();
    }

    private Refused tooLarge() {
        return Refused.http(413, "too-large", null, "SOAP 报文过大：上限为 " + limit + " 字节");
    }

    private static void tell(Throwable thrown, Port port, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String fault = "Server";
        Verdict verdict;
        boolean http = false;
        if (thrown instanceof Refused refused) {
            verdict = new Verdict(refused.status, refused.code, refused.field, refused.getMessage(), false);
            http = refused.http;
            fault = refused.fault;
        } else if (thrown instanceof Fault cxf && cxf.getFaultCode() != null && !cxf.getFaultCode().equals(Fault.FAULT_CODE_SERVER) && !problem(cxf)) {
            // CXF blames the message; its own words would show a caller our insides.
            verdict = new Verdict(400, "malformed-xml", null, "SOAP 报文不能读取，请对照约定（WSDL）检查", false);
            fault = "Client";
        } else {
            verdict = Verdict.of(thrown);
            http = verdict.status() == 401 || port == null;
            fault = verdict.status() < 500 ? "Client" : "Server";
        }
        if (verdict.status() == 499) {
            return; // nobody is left to read it
        }
        if (verdict.challenge()) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"shoutu\", charset=\"UTF-8\"");
        }
        if (http || !request.getMethod().equals("POST")) {
            response.setStatus(verdict.status());
            response.setContentType(Verdict.problemType());
            byte[] body = verdict.problem();
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        } else {
            answer(response, 500, FaultText.of(fault, verdict, port.contract().namespace()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean problem(Throwable thrown) {
        for (Throwable c = thrown; c != null; c = c.getCause()) {
            if (c instanceof Problem) {
                return true;
            }
        }
        return false;
    }

    private static void answer(HttpServletResponse response, int status, byte[] xml) throws IOException {
        response.setStatus(status);
        response.setContentType("text/xml;charset=UTF-8");
        response.setContentLength(xml.length);
        response.getOutputStream().write(xml);
    }
}
