package io.shoutu.notices.channel;

import io.shoutu.api.notices.Notifier.Receipt;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLHandshakeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer (一次请求), with the three ends a sender must tell apart: answered, certainly not sent, nobody knows.
 *
 * <p>No redirect is followed: an address is the one the operator wrote. The client is made with the first request, its threads end with it.
 */
final class Exchange {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);
    private static final int MOST_READ = 65_536;
    private final AtomicReference<HttpClient> client = new AtomicReference<>();
    private final Duration patience;

    Exchange(Duration patience) {
        this.patience = patience;
    }

    /**
     * How it ended.
     *
     * @param status HTTP status, or 0 where there was no answer
     * @param retryAfter what the other side asked for, or null
     * @param unknown why nobody can tell, or null where it was answered
     */
    record Ended(int status, String body, Duration retryAfter, String unknown) {
        boolean answered() {
            return unknown == null;
        }

        /** What every HTTP service means by its status, or null where the body decides. */
        Receipt byStatus() {
            if (!answered()) {
                return Receipt.unknown(unknown);
            }
            if (status == 429 || status == 503) {
                return Receipt.later("http-" + status, retryAfter);
            }
            if (status >= 500) {
                // It broke while working on it: whether before or after taking it nobody can tell.
                return Receipt.unknown("http-" + status);
            }
            return status / 100 == 2 ? null : Receipt.refused("http-" + status);
        }
    }

    private HttpClient client() {
        HttpClient there = client.get();
        if (there == null) {
            client.compareAndSet(null, HttpClient.newBuilder().connectTimeout(patience).followRedirects(HttpClient.Redirect.NEVER).version(HttpClient.Version.HTTP_1_1).build());
            there = client.get();
        }
        return there;
    }

    /** @throws IOException where it certainly was not sent: no such host, nobody listening */
    Ended send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<InputStream>> asked = client().sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        // Its own thread: a body that drips must keep nobody else's answer waiting.
        CompletableFuture<Ended> whole = asked.thenApplyAsync(Exchange::read, Exchange::aside);
        try {
            // The client's own time limit ends with the headers; a body that drips would keep us for ever.
            return whole.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            asked.cancel(true);
            asked.thenAccept(Exchange::hangUp);
            return new Ended(0, "", null, "timeout");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            for (int depth = 0; cause != null && depth < 10; cause = cause.getCause(), depth++) {
                if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException || cause instanceof UnknownHostException
                        || cause instanceof SSLHandshakeException || cause instanceof UnresolvedAddressException) {
                    throw new IOException("not reached", e.getCause());
                }
            }
            return new Ended(0, "", null, "broken-off");
        }
    }

    private static void aside(Runnable reading) {
        Thread thread = new Thread(reading, "notices-answer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends a reading that still waits for the rest. */
    private static void hangUp(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            log.debug("an answer that came too late could not be closed", e);
        }
    }

    private static Ended read(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            String body = new String(in.readNBytes(MOST_READ), StandardCharsets.UTF_8);
            Duration after = response.headers().firstValue("Retry-After").filter(v -> v.matches("\\d{1,6}")).map(v -> Duration.ofSeconds(Long.parseLong(v))).orElse(null);
            return new Ended(response.statusCode(), body, after, null);
        } catch (IOException halfAnAnswer) {
            return new Ended(response.statusCode(), "", null, "half-answer");
        }
    }
}
