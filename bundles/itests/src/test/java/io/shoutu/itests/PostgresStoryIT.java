package io.shoutu.itests;

import static io.shoutu.itests.Platform.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shoutu.commons.testing.Postgres;
import io.shoutu.itests.Platform.As;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The same product on PostgreSQL, by one file; then the database crashes under a steady load and comes back. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PostgresStoryIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** How long the database stays away, e.g. {@code -Dshoutu.away=600}. */
    private static final int AWAY_SECONDS = Integer.getInteger("shoutu.away", 3);
    static Postgres server;
    static String database;
    static Platform platform;
    static As operator;
    static long start;

    @BeforeAll
    static void launch() throws Exception {
        server = Postgres.own();
        database = server.newDatabase();
        platform = new Platform(false);
        platform.start(Map.of("SHOUTU_ETC", etc(platform, server, server.url(database)).toString()));
        operator = platform.person("wang.fang", "王芳", "operator");
        start = System.currentTimeMillis() - 60_000;
    }

    @AfterAll
    static void close() throws Exception {
        if (platform != null) {
            platform.close();
        }
        server.close();
    }

    /** The settings as they are shipped, and in one of them what its comment says: three lines less, four lines more. */
    static Path etc(Platform platform, Postgres server, String url) throws IOException {
        Path shipped = platform.home.resolve("karaf-assembly/target/assembly/etc");
        Path own = platform.data.resolve("etc");
        try (Stream<Path> all = Files.walk(shipped)) {
            for (Path file : all.toList()) {
                Files.copy(file, own.resolve(shipped.relativize(file)));
            }
        }
        Path password = Files.writeString(platform.data.resolve("db-password"), server.password());
        Path one = own.resolve("org.ops4j.datasource-shoutu.cfg");
        String text = Files.readString(one);
        String changed = text.replaceAll("(?m)^(osgi.jdbc.driver.name = derby|databaseName|createDatabase)", "#$1")
                .replaceAll("(?m)^#(osgi.jdbc.driver.name = PostgreSQL|url|user|\\.password)", "$1")
                .replace("jdbc:postgresql://127.0.0.1:5432/shoutu?", url + "?").replaceAll("FILE\\([^)]*\\)", "FILE(" + password + ")");
        assertThat(changed.lines().filter(line -> !line.startsWith("#"))).as("the sample is as documented").contains("user = shoutu");
        Files.writeString(one, changed);
        return own;
    }

    private static Publisher watchedDevice(String id) throws Exception {
        String secret = platform.device(id, "temperature");
        platform.ok(201, platform.post(As.ADMIN, "/api/rules", """
                {"series":"%s.temperature","name":"轴承温度过高","kind":"threshold","direction":"above","limit":35.0,"hysteresis":1.0,
                 "onDelaySeconds":0,"offDelaySeconds":0,"priority":"HIGH"}""".formatted(id)));
        return new Publisher(platform, id, secret);
    }

    private static boolean ready() {
        return platform.get(As.NOBODY, "/health/ready").status() == 200;
    }

    private static JsonNode check(String name) {
        for (JsonNode check : platform.get(As.NOBODY, "/health/ready").body().path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no condition " + name);
    }

    private static List<JsonNode> all(String address) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = platform.ok(200, platform.get(As.ADMIN, address + (cursor.isEmpty() ? "" : "&cursor=" + cursor)));
            page.path("items").forEach(items::add);
            cursor = page.path("next").isNull() ? "" : page.path("next").asText("");
        } while (!cursor.isEmpty());
        return items;
    }

    private static long asked(String question) {
        try (Connection connection = DriverManager.getConnection(server.url(database), server.user(), server.password());
                Statement ask = connection.createStatement();
                ResultSet answer = ask.executeQuery(question)) {
            answer.next();
            return answer.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(question, e);
        }
    }

    @Test
    @Order(1)
    void aReadingBecomesAnAlarmAndAHazardOnPostgresToo() throws Exception {
        assertThat(check("database").path("text").asText()).contains("PostgreSQL");
        try (Publisher device = watchedDevice("AL-9001")) {
            device.send(start, "temperature", 30.0);
            device.send(start + 1000, "temperature", 36.2);
            device.send(start + 2000, "temperature", 20.0);
        }
        JsonNode hazard = await("the hazard opened from the alarm", SOON, () -> MainJobStoryIT.one(platform.get(operator, "/api/hazards?open=true").body()));
        platform.ok(200, platform.post(operator, "/api/hazards/" + hazard.path("number").asText() + "/verification", "{\"note\":\"现场属实\"}"));
        JsonNode chain = platform.ok(200, platform.get(operator, "/api/chain/hazard/" + hazard.path("number").asText()));
        assertThat(chain.path("links").toString()).contains("reading/AL-9001.temperature@" + (start + 1000));
        assertThat(Files.exists(platform.data.resolve("db"))).as("nothing of Derby is there").isFalse();
    }

    @Test
    @Order(2)
    void whileTheDatabaseIsAwayNothingIsAcknowledgedAndAfterwardsAllIsThereOnce() throws Exception {
        ConcurrentLinkedQueue<String> live = new ConcurrentLinkedQueue<>();
        HttpRequest listening = HttpRequest.newBuilder(URI.create(platform.base() + "/api/live")).header("Authorization", operator.authorization()).build();
        // Never in this thread, which it would hold for good where the answer is there at once: the stream does not end.
        HttpClient.newHttpClient().sendAsync(listening, HttpResponse.BodyHandlers.ofLines()).thenAcceptAsync(answer -> answer.body().forEach(live::add));
        long first = System.currentTimeMillis() - 700_000;
        try (Load load = new Load(platform, "AL-8001", platform.device("AL-8001", "p")); Publisher device = watchedDevice("AL-9002")) {
            int before = load.acknowledged();
            await("the load runs", SOON, () -> load.acknowledged() > before + 200);
            server.crash();
            await("it is not ready", SOON, () -> !ready());
            assertThat(check("database").path("text").asText()).startsWith("数据库已断开，自 ");

            long sent = System.nanoTime();
            IMqttDeliveryToken breach = device.publish("shoutu/v1/AL-9002/readings", "{\"ts\":" + (start + 10_000) + ",\"values\":{\"temperature\":38.5}}");
            await("the alarm is shown as not yet recorded", SOON, () -> live.contains("event: sensor.alarm-unrecorded"));
            Duration shown = Duration.ofNanos(System.nanoTime() - sent);

            int acknowledged = load.acknowledged();
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < Duration.ofSeconds(AWAY_SECONDS).toNanos()) {
                Platform.Answer answer = platform.get(operator, "/api/hazards?open=true");
                assertThat(answer.status()).as("no empty list: " + answer.raw().body()).isEqualTo(503);
                assertThat(answer.code()).isEqualTo("store-unavailable");
                assertThat(load.acknowledged()).isEqualTo(acknowledged);
                LockSupport.parkNanos(100_000_000);
            }
            assertThat(breach.isComplete()).isFalse();

            server.start();
            long back = System.nanoTime();
            await("it is ready again by itself", SOON, PostgresStoryIT::ready);
            System.out.println("PostgresStoryIT: alarm shown " + shown.toMillis() + " ms after it was sent, ready again after " + Duration.ofNanos(System.nanoTime() - back).toMillis() + " ms");
            breach.waitForCompletion(60_000);
            await("the load goes on", SOON, () -> load.acknowledged() > acknowledged + 400);
            load.close();
            assertThat(load.lost()).as("acknowledged and not there").isEmpty();
        }
        List<Long> stored = all("/api/series/AL-8001.p/range?from=" + first + "&to=" + (first + 10_000_000) + "&limit=10000").stream().map(r -> r.path("ts").asLong()).toList();
        assertThat(stored).doesNotHaveDuplicates();

        JsonNode alarm = await("the alarm is recorded", SOON, () -> MainJobStoryIT.one(platform.get(operator, "/api/alarms?series=AL-9002.temperature&state=active").body()));
        assertThat(alarm.path("recorded").asBoolean()).isTrue();
        assertThat(alarm.path("value").asDouble()).isEqualTo(38.5);
        await("its hazard is opened", SOON, () -> all("/api/hazards?limit=100").stream().anyMatch(h -> h.path("causedBy").asText().equals("alarm/" + alarm.path("number").asText())));
        assertThat(all("/api/hazards?limit=100")).as("one for each alarm").hasSize(2);
        // Past the product's own door, which shows everyone only his own.
        await("every entry is sealed", SOON, () -> asked("SELECT count(*) FROM journal_entry WHERE id NOT IN (SELECT entry_id FROM journal_seal)") == 0);
        assertThat(asked("SELECT max(seal_no) - count(*) FROM journal_seal")).as("gaps in the journal").isZero();
        assertThat(asked("SELECT count(*) FROM journal_entry WHERE fact_name = 'sensor.alarm-raised'")).as("each alarm is told once").isEqualTo(2);
    }
}
