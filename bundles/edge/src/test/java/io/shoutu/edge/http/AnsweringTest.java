package io.shoutu.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class AnsweringTest {
    @Test
    void onlyTheGateItselfCountsAsAnAnswer() throws Exception {
        AtomicInteger status = new AtomicInteger(404);
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        Answering answering = new Answering(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/me"));
        try {
            until("it has asked twice", () -> asked.get() >= 2);
            assertThat(answering.state().ready()).as("a page that is not there is not our gate").isFalse();
            status.set(401);
            until("it is ready", () -> answering.state().ready());
        } finally {
            answering.close();
            server.stop(0);
        }
    }

    private static void until(String what, java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 10 s until " + what).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
