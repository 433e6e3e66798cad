package io.shoutu.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.access.Access;
import io.shoutu.api.edge.LiveNews;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveTest {
    private Wire wire;

    @BeforeEach
    void open() throws Exception {
        wire = new Wire();
    }

    @AfterEach
    void close() throws Exception {
        wire.close();
    }

    /** A page: its lines as they come, and {@code <end>} when the stream ended. */
    private BlockingQueue<String> page(java.net.http.HttpRequest.Builder request) throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        var answer = wire.stream(request);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(t -> assertThat(t).startsWith("text/event-stream"));
        Thread reader = new Thread(() -> {
            try {
                answer.body().forEach(lines::add);
            } catch (RuntimeException cut) {
                lines.add("<cut>");
            }
            lines.add("<end>");
        });
        reader.setDaemon(true);
        reader.start();
        assertThat(next(lines, "retry:")).isNotNull();
        return lines;
    }

    private static String next(BlockingQueue<String> lines, String prefix) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < until) {
            String line = lines.poll(100, TimeUnit.MILLISECONDS);
            if (line != null && line.startsWith(prefix)) {
                return line;
            }
        }
        throw new AssertionError("no line starting with " + prefix);
    }

    private static void await(String what, BooleanSupplier condition) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("never: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Test
    void aPageSeesOnlyWhatLiesInItsScopeNowAndFromBefore() throws Exception {
        wire.journal.tell("hazard.accepted", "一");
        wire.journal.tell("hazard.accepted", "二");
        BlockingQueue<String> caughtUp = page(wire.as("town", "/api/live?lastEventId=0"));
        assertThat(next(caughtUp, "id:")).isEqualTo("id: 2");
        BlockingQueue<String> lines = page(wire.as("town", "/api/live"));
        for (int i = 3; i <= 12; i++) {
            wire.journal.tell("hazard.accepted", "第" + i);
        }
        assertThat(next(lines, "id:")).isEqualTo("id: 12");
        assertThat(next(caughtUp, "id:")).isEqualTo("id: 12");
    }

    @Test
    void aSealedEntryIsSeenAtOnceAsOnTheWire() throws Exception {
        BlockingQueue<String> lines = page(wire.as("wang", "/api/live"));
        wire.journal.tell("hazard.accepted", "验收\n通过");
        assertThat(next(lines, "id:")).isEqualTo("id: 1");
        assertThat(next(lines, "event:")).isEqualTo("event: hazard.accepted");
        assertThat(next(lines, "data:")).startsWith("data: {\"id\":1001,\"seal\":1,\"subject\":\"hazard/YH-2026-1\",\"name\":\"hazard.accepted\"").contains("验收\\n通过");
    }

    @Test
    void newsThatIsNoFactGoesOutAtOnceWithoutANumber() throws Exception {
        BlockingQueue<String> lines = page(wire.as("wang", "/api/live?facts=sensor.*&lastEventId=0"));
        List<java.util.function.Consumer<LiveNews.News>> pages = new ArrayList<>();
        LiveNews room = heard -> {
            pages.add(heard);
            return () -> pages.remove(heard);
        };
        wire.live.addNews(room);
        pages.get(0).accept(new LiveNews.News("hazard.noise", null, java.time.Instant.EPOCH, java.util.Map.of()));
        pages.get(0).accept(new LiveNews.News("sensor.store-away", null, java.time.Instant.EPOCH, java.util.Map.of("text", "数据库暂时不可用")));
        assertThat(next(lines, "event:")).isEqualTo("event: sensor.store-away");
        assertThat(next(lines, "data:")).isEqualTo("data: {\"name\":\"sensor.store-away\",\"about\":null,\"happened\":\"1970-01-01T00:00:00Z\",\"data\":{\"text\":\"数据库暂时不可用\"}}");
        wire.journal.tell("sensor.alarm-raised", "yes");
        assertThat(next(lines, "id:")).as("the news had none").isEqualTo("id: 1");
        wire.live.removeNews(room);
        assertThat(pages).isEmpty();
    }

    @Test
    void onlyTheSignedInListenAndDevicesDoNot() throws Exception {
        var answer = wire.send(wire.anonymous("/api/live"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("unauthenticated");
        assertThat(wire.send(wire.anonymous("/api/live").header("Authorization", "Bearer device-secret")).statusCode()).isEqualTo(403);
        assertThat(wire.send(wire.as("wang", "/api/live").header("Last-Event-ID", "abc")).statusCode()).isEqualTo(400);
        assertThat(wire.send(wire.as("wang", "/api/live?facts=drop%20table")).statusCode()).isEqualTo(400);
    }

    @Test
    void aFilterNarrows() throws Exception {
        BlockingQueue<String> lines = page(wire.as("wang", "/api/live?facts=sensor.*,hazard.accepted"));
        wire.journal.tell("hazard.opened", "no");
        wire.journal.tell("hazard.accepted", "yes");
        wire.journal.tell("sensor.alarm-raised", "yes");
        assertThat(next(lines, "id:")).isEqualTo("id: 2");
        assertThat(next(lines, "id:")).isEqualTo("id: 3");
    }

    @Test
    void whatWasMissedComesFirstWithoutGapOrDouble() throws Exception {
        for (int i = 0; i < 1_200; i++) {
            wire.journal.tell("hazard.opened", "before");
        }
        Thread busy = new Thread(() -> {
            for (int i = 0; i < 150; i++) {
                wire.journal.tell("hazard.opened", "meanwhile");
            }
        });
        busy.start();
        BlockingQueue<String> lines = page(wire.as("wang", "/api/live?lastEventId=100"));
        busy.join();
        List<Long> seen = new ArrayList<>();
        while (seen.isEmpty() || seen.get(seen.size() - 1) < 1_350) {
            seen.add(Long.valueOf(next(lines, "id: ").substring(4)));
        }
        assertThat(seen).isEqualTo(LongStream.rangeClosed(101, 1_350).boxed().toList());
    }

    @Test
    void aQuietPageHearsAHeartbeat() throws Exception {
        BlockingQueue<String> lines = page(wire.as("wang", "/api/live"));
        next(lines, ": 守土");
        assertThat(next(lines, ":")).isEqualTo(":");
    }

    @Test
    void theStreamEndsWithTheSession() throws Exception {
        wire.access.sessions.put("s1", new Access.Found(Wire.WANG, "c1", java.time.Instant.MAX));
        BlockingQueue<String> lines = page(wire.anonymous("/api/live").header("Cookie", "shoutu-session=s1"));
        wire.access.signOut("s1");
        next(lines, "<end>");
        await("the page is forgotten", () -> wire.live.metrics().get(0).value() == 0);
    }

    @Test
    void fiftyOpenPagesCostOneEncodingAnEvent() throws Exception {
        wire.liveClients = 50;
        List<BlockingQueue<String>> county = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            // Some see only their own part: what they are sent is the same bytes, and asking for them costs no encoding either.
            BlockingQueue<String> lines = page(wire.as(i % 5 == 0 ? "town" : "wang", "/api/live"));
            if (i % 5 != 0) {
                county.add(lines);
            }
        }
        for (int i = 0; i < 20; i++) {
            wire.journal.tell("hazard.accepted", "第" + i);
        }
        for (BlockingQueue<String> lines : county) {
            String id;
            do {
                id = next(lines, "id:");
            } while (!id.equals("id: 20"));
        }
        assertThat(figure("shoutu_live_events_total")).isGreaterThanOrEqualTo(40 * 20);
        assertThat(figure("shoutu_live_encoded_total")).isEqualTo(20);
    }

    private double figure(String name) {
        return wire.live.metrics().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow().value();
    }

    @Test
    void thereIsRoomForSoManyPagesAndNoMore() throws Exception {
        page(wire.as("wang", "/api/live"));
        page(wire.as("wang", "/api/live"));
        page(wire.as("wang", "/api/live"));
        var answer = wire.send(wire.as("wang", "/api/live"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"busy\"");
    }

    @Test
    void aPageThatDoesNotReadIsDisconnectedAndHoldsUpNobody() throws Exception {
        BlockingQueue<String> reader = page(wire.as("wang", "/api/live?facts=hazard.accepted"));
        try (Socket lazy = new Socket("127.0.0.1", wire.port())) {
            lazy.getOutputStream().write(("GET /api/live HTTP/1.1\r\nHost: x\r\nAuthorization: Basic d2FuZzpyaWdodA==\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = lazy.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            await("two pages", () -> wire.live.metrics().get(0).value() == 2);
            String large = "x".repeat(100_000);
            await("the lazy page is counted as slow", () -> {
                wire.journal.tell("hazard.opened", large);
                return wire.live.metrics().get(2).value() == 1;
            });
        }
        wire.journal.tell("hazard.accepted", "still here");
        assertThat(next(reader, "event:")).isEqualTo("event: hazard.accepted");
    }
}
