package io.shoutu.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.shoutu.api.Subject;
import io.shoutu.api.edge.Uplink;
import io.shoutu.api.edge.UplinkContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpUplinkTest implements UplinkContract {
    private static final String SECRET = "a secret of both sides";
    private final Clock clock = Clock.fixed(Instant.parse("2026-05-06T08:00:00Z"), ZoneOffset.UTC);
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 204;

    @BeforeEach
    void theOtherSide() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/take", this::take);
        server.createContext("/elsewhere", exchange -> {
            arrived.add("redirected");
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String id = exchange.getRequestHeaders().getFirst("ce-id");
        String expected;
        try {
            expected = "v1," + HttpUplink.signature(SECRET.getBytes(StandardCharsets.UTF_8), id, exchange.getRequestHeaders().getFirst("webhook-timestamp"), body);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        if (!expected.equals(exchange.getRequestHeaders().getFirst("webhook-signature"))) {
            exchange.sendResponseHeaders(401, -1);
        } else {
            if (status == 204) {
                arrived.add(id);
            }
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
        }
        exchange.close();
    }

    @Override
    public Uplink uplink() {
        return new HttpUplink(clock, "city", URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/take"), "journal-checkpoint, other", SECRET);
    }

    @Override
    public List<String> arrived() {
        return arrived;
    }

    @Override
    public void otherSideGoesAway() {
        status = 503;
    }

    @Test
    void aRedirectIsNotFollowedAndIsNotTaken() {
        status = 307;
        Uplink.Parcel parcel = new Uplink.Parcel("p-1", "journal-checkpoint", new Subject("checkpoint", "1"), "text/plain;charset=utf-8", new byte[] {1}, clock.instant());
        assertThatThrownBy(() -> uplink().push(parcel)).isInstanceOf(IOException.class).hasMessageContaining("307");
        assertThat(arrived).isEmpty();
    }

    @Test
    void anOpenWayBeyondThisMachineAndAShortSecretAreRefused() {
        assertThatThrownBy(() -> new HttpUplink(clock, "city", URI.create("http://city.example/take"), "x", SECRET)).hasMessageContaining("https");
        assertThatThrownBy(() -> new HttpUplink(clock, "city", URI.create("https://city.example/take"), "x", "short")).hasMessageContaining("16");
    }
}
