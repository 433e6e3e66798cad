package io.shoutu.edge.soap;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Roles;
import io.shoutu.edge.http.Doorkeeper;
import io.shoutu.edge.http.Keepers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** The SOAP door over real HTTP for a test: Jetty and CXF on a free loopback port, with the service {@link Wishes}. */
final class SoapWire implements AutoCloseable {
    static final long LIMIT = 2_097_152;
    final SoapServer server;
    final Wishes wishes = new Wishes();
    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);

    SoapWire() throws Exception {
        Doorkeeper keeper = Keepers.keeper(List.of(new SoapOperations(),
                () -> List.of(Operation.of("wish.make", "许愿", Roles.OPERATOR), Operation.of("wish.wrong", "出错", Operation.ANYONE))));
        server = new SoapServer(keeper);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new SoapDoor(server, keeper, LIMIT)), "/ws/*");
        jetty.setHandler(context);
        jetty.start();
        server.publish("/wishes", wishes);
    }

    /** An answer as it came. */
    record Answer(int status, String type, String body, Duration took) {
        String fault() {
            return between("<faultcode>", "</faultcode>");
        }

        String code() {
            return type != null && type.contains("json") ? between("\"code\":\"", "\"") : between("<p:code>", "</p:code>");
        }

        String field() {
            return between("<p:field>", "</p:field>");
        }

        private String between(String from, String to) {
            int at = body.indexOf(from);
            return at < 0 ? null : body.substring(at + from.length(), body.indexOf(to, at + from.length()));
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    static String envelope(String body) {
        return "<s:Envelope xmlns:s=\"" + Envelope.SOAP + "\"><s:Body>" + body + "</s:Body></s:Envelope>";
    }

    static String make(String inside) {
        return "<make xmlns=\"" + Wishes.NS + "\">" + inside + "</make>";
    }

    static String basic(String account) {
        return "Basic " + Base64.getEncoder().encodeToString((account + ":right").getBytes(StandardCharsets.UTF_8));
    }

    Answer ask(String body) throws Exception {
        return ask("wang", envelope(body));
    }

    Answer ask(String account, String document) throws Exception {
        return send("POST", "/ws/wishes", basic(account), "text/xml; charset=utf-8", document.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    Answer send(String method, String path, String authorization, String type, byte[] body, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).timeout(Duration.ofSeconds(20));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (type != null) {
            request.header("Content-Type", type);
        }
        headers.forEach(request::header);
        request.method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        long begun = System.nanoTime();
        // A connection of its own: the door ends one on which it refused a message, and a client must not send the next on it.
        HttpResponse<String> response = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build().send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(response.statusCode(), response.headers().firstValue("Content-Type").orElse(null), response.body(), Duration.ofNanos(System.nanoTime() - begun));
    }

    @Override
    public void close() throws Exception {
        server.close();
        jetty.stop();
    }
}
