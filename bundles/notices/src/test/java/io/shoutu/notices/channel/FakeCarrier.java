package io.shoutu.notices.channel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.shoutu.api.notices.NotifierContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A carrier on this machine that behaves as a test tells it (假运营商). */
final class FakeCarrier implements NotifierContract.Carrier, AutoCloseable {
    /** What came in. */
    record Request(String method, String path, Map<String, String> headers, String body) {}

    /** How it answers. */
    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Function<Request, String> id;
    private final Function<Request, String> text;
    final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = exchange -> reply(exchange, 200, "{\"code\":\"OK\",\"messageId\":\"m-1\"}");

    FakeCarrier(Function<Request, String> id, Function<Request, String> text) throws IOException {
        this.id = id;
        this.text = text;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            requests.add(new Request(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            behaviour.answer(exchange);
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void behaves(Behaviour how) {
        behaviour = how;
    }

    static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void takes() {
        behaves(exchange -> reply(exchange, 200, "{\"code\":\"OK\",\"messageId\":\"m-1\"}"));
    }

    @Override
    public void away() {
        server.stop(0);
    }

    @Override
    public void silent() {
        behaves(exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** The headers come, the body begins, and then nothing more. */
    void half() {
        behaves(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"code\":\"O".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        });
    }

    /** It says that it took it, letter by letter, for ever. */
    void drips() {
        behaves(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (!end.await(50, TimeUnit.MILLISECONDS)) {
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void refuses() {
        behaves(exchange -> reply(exchange, 400, "{\"code\":\"isv.MOBILE_NUMBER_ILLEGAL\",\"phone\":\"13800000001\"}"));
    }

    @Override
    public List<String> taken() {
        return requests.stream().map(id).toList();
    }

    @Override
    public String lastText() {
        return text.apply(requests.get(requests.size() - 1));
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
