package io.shoutu.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Access;
import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Performs;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.store.OutcomeUnknown;
import io.shoutu.api.store.StoreAway;
import io.shoutu.api.store.StoreFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.apache.cxf.interceptor.Fault;
import org.eclipse.jetty.io.EofException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestTest {
    enum Grade { GENERAL, MAJOR }

    public record Wish(String title, Grade grade, LocalDate deadline, Instant ts, Subject subject, List<Wish> parts) {}

    public record Seen(String account, Subject subject, LocalDate day, Instant at, String nothing) {}

    /** A resource as a room would write it, with every way to go wrong. */
    @Path("/")
    public static final class Wishes {
        @GET
        @Performs("wish.anyone")
        public Seen seen(@Context SecurityContext who) {
            return new Seen(((Actor) who.getUserPrincipal()).account(), new Subject("wish", "1"), LocalDate.of(2026, 1, 2), Instant.parse("2026-01-02T03:04:05Z"), null);
        }

        @POST
        @Performs("wish.make")
        public Wish make(Wish wish) {
            return wish;
        }

        @POST
        @Path("made")
        @Performs("wish.open")
        public Response made() {
            return Response.created(java.net.URI.create("/api/wishes/7")).entity(Map.of("number", 7)).build();
        }

        @POST
        @Path("open")
        @Performs("wish.open")
        public Wish open(Wish wish) {
            return wish;
        }

        @GET
        @Path("nobody")
        public String nobody() {
            return "never";
        }

        @GET
        @Path("device")
        @Performs("wish.device")
        public String device() {
            return "\"device\"";
        }

        @GET
        @Path("list")
        @Performs("wish.open")
        public Map<String, Object> list(@QueryParam("limit") Integer limit, @QueryParam("grade") Grade grade, @QueryParam("from") Instant from, @QueryParam("open") Boolean open,
                @QueryParam("enterprise") CreditCode enterprise, @QueryParam("text") String text) {
            Map<String, Object> out = new java.util.LinkedHashMap<>();
            out.put("limit", limit);
            out.put("grade", grade);
            out.put("from", from);
            out.put("open", open);
            return out;
        }

        static final java.util.concurrent.atomic.AtomicInteger COUNT = new java.util.concurrent.atomic.AtomicInteger();

        @POST
        @Path("counted")
        @Performs("wish.anyone")
        public Response counted(Wish wish) {
            return Response.created(java.net.URI.create("/api/wishes/7")).header("ETag", "\"1\"").entity(Map.of("number", COUNT.incrementAndGet())).build();
        }

        @GET
        @Path("undeclared")
        @Performs("wish.undeclared")
        public String undeclared() {
            return "never";
        }

        @GET
        @Path("doubled")
        @Performs("wish.doubled")
        public String doubled() {
            return "never";
        }

        @GET
        @Path("secret")
        @Performs("wish.secret")
        public Map<String, String> secret(@QueryParam("of") String of) {
            if (of == null) {
                throw new Problem.Invalid("of", "of", "谁的");
            }
            return Map.of("hidden", of);
        }

        @POST
        @Path("picture")
        @Performs("wish.anyone")
        @Consumes("image/png")
        public Map<String, Object> picture(InputStream body) throws IOException {
            return Map.of("size", body.readAllBytes().length);
        }

        @POST
        @Path("{kind: not-found|illegal|invalid|forbidden|stale|store|away|unknown|fault|teapot|wrapped}/going")
        @Performs("wish.anyone")
        public Response wrong(@PathParam("kind") String kind) {
            switch (kind) {
                case "not-found" -> throw Problem.NotFound.of(new Subject("wish", "7"));
                case "illegal" -> throw new Problem.IllegalMove("illegal-move", "现在不行");
                case "invalid" -> throw new Problem.Invalid("wish-title", "title", "缺少标题");
                case "forbidden" -> throw new Problem.Forbidden("not-yours", "不归您管");
                case "stale" -> throw new Problem.Stale(new Subject("wish", "7"), 1, 2);
                case "store" -> throw new StoreFailure("disk secret path", null);
                case "away" -> throw new StoreAway("secret host refused", null);
                case "unknown" -> throw new OutcomeUnknown("secret host went away", null);
                case "teapot" -> throw new javax.ws.rs.WebApplicationException(418);
                case "wrapped" -> throw new IllegalStateException("outer", new Problem.IllegalMove("inner", "里面说不行"));
                default -> throw new IllegalStateException("secret of the machine");
            }
        }
    }

    @Path("/")
    public static final class Other {
        @GET
        @Performs("wish.open")
        public String hello() {
            return "\"hello\"";
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static Wire wire;

    @BeforeAll
    static void open() throws Exception {
        wire = new Wire();
        wire.permissions.addOperations(() -> List.of(Operation.of("wish.open", "看", Operation.PUBLIC), Operation.of("wish.anyone", "想", Operation.ANYONE),
                Operation.of("wish.make", "许愿", "operator", "acceptor"), Operation.of("wish.device", "设备", "device"),
                Operation.of("wish.doubled", "一", "operator"), new Operation("wish.secret", "密", Set.of("operator"), true)));
        wire.permissions.addOperations(() -> List.of(Operation.of("wish.doubled", "二", "operator")));
        wire.rest.publish("/wishes", new Wishes());
    }

    @AfterAll
    static void close() throws Exception {
        wire.close();
    }

    private static JsonNode problem(HttpResponse<String> answer, int status, String code, String field) throws Exception {
        assertThat(answer.body()).as("answer %s", answer).isNotEmpty();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(t -> assertThat(t.replace(" ", "")).isEqualToIgnoringCase("application/problem+json;charset=UTF-8"));
        JsonNode body = MAPPER.readTree(answer.body());
        assertThat(body.fieldNames()).toIterable().containsExactly("type", "title", "status", "code", "detail", "field");
        assertThat(body.path("code").asText()).as(answer.body()).isEqualTo(code);
        assertThat(body.path("field").isNull() ? null : body.path("field").asText()).as(answer.body()).isEqualTo(field);
        assertThat(answer.body()).doesNotContain("Exception", "at io.", "secret");
        return body;
    }

    private static HttpRequest.Builder json(HttpRequest.Builder request, String body) {
        return request.header("Content-Type", "application/json").POST(Wire.text(body));
    }

    @Test
    void whatIsUndeclaredOrDeclaredTwiceIsRefusedToAllAndCounted() throws Exception {
        double before = wire.permissions.metrics().get(2).value();
        problem(wire.send(wire.as("wang", "/api/wishes/undeclared")), 403, "role-required", null);
        problem(wire.send(wire.as("wang", "/api/wishes/doubled")), 403, "role-required", null);
        assertThat(wire.permissions.metrics().get(2).value()).isEqualTo(before + 2);
        assertThat(wire.rest.undeclared()).contains("wish.undeclared", "wish.doubled", "/api/wishes nobody").doesNotContain("wish.make");
    }

    @Test
    void aTokenReachesNoFurtherThanItsOperations() throws Exception {
        assertThat(wire.send(json(wire.anonymous("/api/wishes").header("Authorization", "Bearer narrow"), "{}")).statusCode()).isEqualTo(200);
        problem(wire.send(wire.anonymous("/api/wishes").header("Authorization", "Bearer narrow")), 403, "token-scope", null);
    }

    @Test
    void aRequestSentTwiceUnderOneKeyIsDoneOnce() throws Exception {
        String key = "order-0123456789-a";
        int before = Wishes.COUNT.get();
        HttpResponse<String> first = wire.send(json(wire.as("wang", "/api/wishes/counted").header("Idempotency-Key", key), "{\"title\":\"a\"}"));
        HttpResponse<String> again = wire.send(json(wire.as("wang", "/api/wishes/counted").header("Idempotency-Key", key), "{\"title\":\"a\"}"));
        assertThat(Wishes.COUNT.get()).isEqualTo(before + 1);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body()).contains("\"number\"");
        for (String header : List.of("Location", "ETag", "Content-Type")) {
            assertThat(again.headers().firstValue(header)).as(header).isEqualTo(first.headers().firstValue(header));
        }
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        problem(wire.send(json(wire.as("wang", "/api/wishes/counted").header("Idempotency-Key", key), "{\"title\":\"b\"}")), 422, "idempotency-key-reused", "Idempotency-Key");
        assertThat(wire.send(json(wire.as("admin", "/api/wishes/counted").header("Idempotency-Key", key), "{\"title\":\"a\"}")).headers().firstValue("Idempotent-Replayed")).as("another's key is another key").isEmpty();
        problem(wire.send(json(wire.as("wang", "/api/wishes/counted").header("Idempotency-Key", "short"), "{}")), 400, "bad-parameter", "Idempotency-Key");
        // What was refused is refused again in the same words; what failed may be tried again.
        HttpResponse<String> refused = wire.send(wire.as("wang", "/api/wishes/illegal/going").header("Idempotency-Key", key + "2").POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(wire.send(wire.as("wang", "/api/wishes/illegal/going").header("Idempotency-Key", key + "2").POST(HttpRequest.BodyPublishers.noBody())).body()).isEqualTo(refused.body());
        for (int i = 0; i < 2; i++) {
            assertThat(wire.send(wire.as("wang", "/api/wishes/store/going").header("Idempotency-Key", key + "3").POST(HttpRequest.BodyPublishers.noBody())).headers().firstValue("Idempotent-Replayed")).isEmpty();
        }
    }

    @Test
    void anAccountNotInForceMayNothingOfTheHouse() throws Exception {
        problem(wire.send(wire.as("fresh", "/api/wishes")), 403, "account-not-in-force", null);
    }

    @Test
    void aSensitiveReadingIsWrittenDownWhereItWasAnsweredAndNotShownWhereItCannotBe() throws Exception {
        wire.journal.written.clear();
        problem(wire.send(wire.as("wang", "/api/wishes/secret")), 422, "of", "of");
        assertThat(wire.journal.written).isEmpty();
        assertThat(wire.send(wire.as("wang", "/api/wishes/secret?of=li")).statusCode()).isEqualTo(200);
        assertThat(wire.journal.written).singleElement().satisfies(fact -> {
            assertThat(fact.name()).isEqualTo(Trail.VIEWED);
            assertThat(fact.subject()).hasToString("operation/wish.secret");
            assertThat(fact.by().account()).isEqualTo("wang");
            assertThat(fact.data()).containsEntry("asked", "/api/wishes/secret?of=li");
        });
        wire.journal.takes = false;
        try {
            HttpResponse<String> untold = wire.send(wire.as("wang", "/api/wishes/secret?of=li"));
            problem(untold, 503, "store-failure", null);
            assertThat(untold.body()).doesNotContain("hidden");
        } finally {
            wire.journal.takes = true;
        }
    }

    @Test
    void theSignedInReadPlainJson() throws Exception {
        HttpResponse<String> answer = wire.send(wire.as("wang", "/api/wishes"));
        assertThat(answer.body()).isEqualTo("{\"account\":\"wang\",\"subject\":\"wish/1\",\"day\":\"2026-01-02\",\"at\":\"2026-01-02T03:04:05Z\",\"nothing\":null}");
        assertThat(answer.headers().map()).containsEntry("X-Content-Type-Options".toLowerCase(), List.of("nosniff")).containsEntry("cache-control", List.of("no-store"));
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void whoIsNotSignedInIsToldHowUnlessAPageAsks() throws Exception {
        HttpResponse<String> program = wire.send(wire.anonymous("/api/wishes"));
        problem(program, 401, "unauthenticated", null);
        assertThat(program.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(v -> assertThat(v).startsWith("Basic"));
        HttpResponse<String> page = wire.send(wire.anonymous("/api/wishes").header("X-Requested-With", "fetch"));
        problem(page, 401, "unauthenticated", null);
        assertThat(page.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic d2FuZzp3cm9uZw==", "Basic ???", "Basic", "Bearer no-such", "Bearer ", "Digest x", ""})
    void credentialsThatDoNotHoldAreRefused(String header) throws Exception {
        problem(wire.send(wire.anonymous("/api/wishes").header("Authorization", header)), 401, "unauthenticated", null);
    }

    @Test
    void theWrongRoleIsRefusedNamingTheRightOne() throws Exception {
        JsonNode body = problem(wire.send(json(wire.as("admin", "/api/wishes"), "{}")), 403, "role-required", null);
        assertThat(body.path("detail").asText()).contains("值班员", "验收人");
    }

    @Test
    void whatNamesNoRoleIsOpenToNobody() throws Exception {
        problem(wire.send(wire.anonymous("/api/wishes/nobody")), 401, "unauthenticated", null);
        problem(wire.send(wire.as("admin", "/api/wishes/nobody")), 403, "role-required", null);
    }

    @Test
    void aDeviceMayOnlyWhereDevicesAreNamed() throws Exception {
        problem(wire.send(wire.anonymous("/api/wishes").header("Authorization", "Bearer device-secret")), 403, "role-required", null);
        assertThat(wire.send(wire.anonymous("/api/wishes/device").header("Authorization", "bearer device-secret")).statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionNeedsItsTokenToChangeAnything() throws Exception {
        wire.access.sessions.put("s1", new Access.Found(Wire.WANG, "c1", java.time.Instant.MAX));
        assertThat(wire.send(wire.anonymous("/api/wishes").header("Cookie", "shoutu-session=s1")).statusCode()).isEqualTo(200);
        problem(wire.send(json(wire.anonymous("/api/wishes").header("Cookie", "shoutu-session=s1"), "{}")), 403, "csrf", "X-CSRF-Token");
        problem(wire.send(json(wire.anonymous("/api/wishes").header("Cookie", "shoutu-session=s1").header("X-CSRF-Token", "c2"), "{}")), 403, "csrf", "X-CSRF-Token");
        assertThat(wire.send(json(wire.anonymous("/api/wishes").header("Cookie", "shoutu-session=s1").header("X-CSRF-Token", "c1"), "{}")).statusCode()).isEqualTo(200);
        problem(wire.send(wire.anonymous("/api/wishes").header("Cookie", "shoutu-session=ended")), 401, "unauthenticated", null);
        problem(wire.send(wire.anonymous("/api/wishes").header("Cookie", "shoutu-session=planted; shoutu-session=s1")), 401, "unauthenticated", null);
    }

    @ParameterizedTest
    @CsvSource({"https://evil.example,403", "null,403", "'not a uri',403", "https://zhihui.example,200", "SELF,200"})
    void anotherSitesPageChangesNothing(String origin, int status) throws Exception {
        String from = origin.equals("SELF") ? "http://127.0.0.1:" + wire.port() : origin;
        HttpResponse<String> answer = wire.send(json(wire.as("wang", "/api/wishes").header("Origin", from), "{}"));
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 403) {
            problem(answer, 403, "csrf", "Origin");
        }
        assertThat(wire.send(wire.as("wang", "/api/wishes").header("Origin", from)).statusCode()).isEqualTo(200);
    }

    @Test
    void aCookieThatRanOutDoesNotStandInTheWayOfSigningIn() throws Exception {
        assertThat(wire.send(json(wire.anonymous("/api/wishes/open").header("Cookie", "shoutu-session=ended"), "{}")).statusCode()).isEqualTo(200);
        problem(wire.send(json(wire.anonymous("/api/wishes/open").header("Origin", "https://evil.example"), "{}")), 403, "csrf", "Origin");
    }

    @ParameterizedTest
    @CsvSource({"not-found,404,wish-not-found,", "illegal,409,illegal-move,", "invalid,422,wish-title,title", "forbidden,403,not-yours,", "stale,412,stale,", "store,503,store-failure,", "away,503,store-unavailable,", "unknown,503,outcome-unknown,",
            "fault,500,fault,", "teapot,418,http-418,", "wrapped,409,inner,"})
    void eachKindOfProblemHasItsStatus(String kind, int status, String code, String field) throws Exception {
        problem(wire.send(wire.as("wang", "/api/wishes/" + kind + "/going").POST(HttpRequest.BodyPublishers.noBody())), status, code, field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"titel\":1}|titel", "{\"title\":[1]}|title", "{\"grade\":\"HUGE\"}|grade", "{\"grade\":1}|grade", "{\"deadline\":\"soon\"}|deadline", "{\"ts\":\"soon\"}|ts",
        "{\"parts\":[{\"grade\":\"X\"}]}|parts[0].grade", "{\"title\":|", "{\"title\":\"a\",\"title\":\"b\"}|", "{} {}|", "[]|", "null|", "''|", "{\"title\":NaN}|", "\"text\"|", "{'title':1}|"})
    void unreadableJsonNamesWhatIsWrong(String body, String field) throws Exception {
        HttpResponse<String> answer = wire.send(json(wire.as("wang", "/api/wishes"), body));
        problem(answer, 400, "malformed-json", answer.body().contains("\"field\":null") ? null : field);
        if (field != null) {
            assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        }
    }

    @Test
    void aValueOfOursThatCannotBeIsInvalidNotUnreadable() throws Exception {
        problem(wire.send(json(wire.as("wang", "/api/wishes"), "{\"subject\":\"nonsense\"}")), 422, "subject", "subject");
    }

    @Test
    void deepJsonAndBytesThatAreNoTextAreUnreadable() throws Exception {
        problem(wire.send(json(wire.as("wang", "/api/wishes"), "{\"parts\":[".repeat(60) + "]}".repeat(60))), 400, "malformed-json", null);
        HttpResponse<String> answer = wire.send(wire.as("wang", "/api/wishes").header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"'})));
        problem(answer, 400, "malformed-json", null);
    }

    @Test
    void timesComeAsMillisecondsOrRfc3339() throws Exception {
        assertThat(wire.send(json(wire.as("wang", "/api/wishes"), "{\"ts\":1795316400000}")).body()).contains("\"ts\":\"2026-11-22T03:00:00Z\"");
        assertThat(wire.send(json(wire.as("wang", "/api/wishes"), "{\"ts\":\"2026-11-22T11:00:00+08:00\"}")).body()).contains("\"ts\":\"2026-11-22T03:00:00Z\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "image/png", ""})
    void onlyJsonIsTaken(String type) throws Exception {
        HttpRequest.Builder request = wire.as("wang", "/api/wishes").POST(Wire.text("{}"));
        HttpResponse<String> answer = wire.send(type.isEmpty() ? request : request.header("Content-Type", type));
        problem(answer, 415, "unsupported-media-type", answer.body().contains("\"field\":null") ? null : "Content-Type");
    }

    @Test
    void whatIsTooLargeIsRefusedWithAndWithoutALength() throws Exception {
        String large = "{\"title\":\"" + "a".repeat(5_000) + "\"}";
        problem(wire.send(json(wire.as("wang", "/api/wishes"), large)), 413, "too-large", null);
        HttpRequest.Builder chunked = wire.as("wang", "/api/wishes").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))));
        problem(wire.send(chunked), 413, "too-large", null);
        HttpRequest.Builder picture = wire.as("wang", "/api/wishes/picture").header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[3_000])));
        problem(wire.send(picture), 413, "too-large", null);
    }

    @Test
    void anUnfinishedBodyIsTheSendersMistake() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", wire.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/wishes/open HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n{}\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            byte[] first = new byte[12];
            assertThat(socket.getInputStream().readNBytes(first, 0, 12)).isEqualTo(12);
            assertThat(new String(first, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void whoLeftIsToldNothingAndNotComplainedAbout() {
        Exception left = new Fault(new EofException(new IOException("Broken pipe")));
        assertThat(new Problems.All().toResponse(left)).satisfies(answer -> assertThat(answer.getStatus()).isEqualTo(499)).satisfies(answer -> assertThat(answer.hasEntity()).isFalse());
        assertThat(new Problems.Departures().faultOccurred(left, "here", null)).isFalse();
        assertThat(new Problems.Departures().faultOccurred(new Fault(new IOException("disk full")), "here", null)).isTrue();
    }

    @Test
    void picturesGoToThoseWhoTakeThem() throws Exception {
        HttpResponse<String> answer = wire.send(wire.as("wang", "/api/wishes/picture").header("Content-Type", "image/png").POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1_500])));
        assertThat(answer.body()).isEqualTo("{\"size\":1500}");
    }

    @ParameterizedTest
    @CsvSource({"limit=ten,limit", "limit=99999999999,limit", "grade=HUGE,grade", "from=soon,from", "open=maybe,open", "enterprise=123,enterprise"})
    void aParameterThatCannotBeReadIsNamed(String query, String field) throws Exception {
        problem(wire.send(wire.anonymous("/api/wishes/list?" + query)), 400, "bad-parameter", field);
    }

    @Test
    void emptyParametersCountAsAbsent() throws Exception {
        assertThat(wire.send(wire.anonymous("/api/wishes/list?limit=&grade=&from=&open=&enterprise=&text=")).body()).isEqualTo("{\"limit\":null,\"grade\":null,\"from\":null,\"open\":null}");
        assertThat(wire.send(wire.anonymous("/api/wishes/list?limit=5&grade=MAJOR&from=1795316400000&open=true")).body())
                .isEqualTo("{\"limit\":5,\"grade\":\"MAJOR\",\"from\":\"2026-11-22T03:00:00Z\",\"open\":true}");
    }

    @Test
    void whatWasMadeIsFoundUnderItsLocation() throws Exception {
        HttpResponse<String> answer = wire.send(wire.anonymous("/api/wishes/made").POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).hasValue("/api/wishes/7");
    }

    @Test
    void aBrokenEscapeInTheAddressIsNoFault() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", wire.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET /api/wishes/list?text=%zz&limit=%f HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).doesNotStartWith("HTTP/1.1 5").doesNotContain("Exception");
        }
    }

    @Test
    void wrongAddressesAndMethodsGetAProblemToo() throws Exception {
        problem(wire.send(wire.as("wang", "/api/wishes/there-is-none")), 404, "not-found", null);
        problem(wire.send(wire.as("wang", "/api/nothing")), 404, "not-found", null);
        problem(wire.send(wire.as("wang", "/api/wishesx")), 404, "not-found", null);
        problem(wire.send(wire.as("wang", "/api/")), 404, "not-found", null);
        HttpResponse<String> wrong = wire.send(wire.as("wang", "/api/wishes").DELETE());
        problem(wrong, 405, "method-not-allowed", null);
        assertThat(wrong.headers().firstValue("Allow")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/services", "/api/wishes/services", "/api/wishes?_wadl", "/api/?_wadl", "/api/wishes?_wadl&_type=xml"})
    void cxfTellsNothingOfItself(String path) throws Exception {
        assertThat(wire.send(wire.anonymous(path)).body()).doesNotContain("wadl", "CXF", "<");
    }

    @Test
    void theMethodCannotBeSmuggledInTheAddress() throws Exception {
        wire.access.sessions.put("s2", new Access.Found(Wire.WANG, "c2", java.time.Instant.MAX));
        assertThat(wire.send(wire.anonymous("/api/wishes?_method=POST").header("Cookie", "shoutu-session=s2").header("X-HTTP-Method-Override", "POST")).body()).contains("\"account\":\"wang\"");
    }

    @Test
    void oneResourceComesAndGoesWhileTheOthersAnswer() throws Exception {
        Other other = new Other();
        problem(wire.send(wire.anonymous("/api/other")), 404, "not-found", null);
        wire.rest.publish("/other", other);
        assertThat(wire.send(wire.anonymous("/api/other")).body()).isEqualTo("\"hello\"");
        assertThat(wire.send(wire.anonymous("/api/openapi.json")).body()).contains("/api/other");
        assertThatThrownBy(() -> wire.rest.publish("/other", new Other())).isInstanceOf(IllegalStateException.class).hasMessageContaining("/other is taken");
        wire.rest.withdraw("/other", other);
        problem(wire.send(wire.anonymous("/api/other")), 404, "not-found", null);
        assertThat(wire.send(wire.as("wang", "/api/wishes")).statusCode()).isEqualTo(200);
        wire.rest.publish("/other", other);
        assertThat(wire.send(wire.anonymous("/api/other")).statusCode()).isEqualTo(200);
        wire.rest.withdraw("/other", other);
    }

    @Test
    void theDescriptionNamesEveryOperationWithItsRoles() throws Exception {
        JsonNode api = MAPPER.readTree(wire.send(wire.anonymous("/api/openapi.json")).body());
        assertThat(api.path("info").path("title").asText()).isEqualTo("Shoutu 守土");
        assertThat(api.path("paths").fieldNames()).toIterable().contains("/api/wishes", "/api/wishes/open", "/api/wishes/{kind}/going");
        api.path("paths").forEach(path -> path.forEach(operation -> assertThat(operation.has("x-roles")).as(operation.toString()).isTrue()));
        assertThat(api.at("/paths/~1api~1wishes/post/x-roles").toString()).isEqualTo("[\"acceptor\",\"operator\"]");
        assertThat(api.at("/paths/~1api~1wishes~1open/post/x-roles").toString()).isEqualTo("[\"public\"]");
        assertThat(api.at("/paths/~1api~1wishes~1nobody/get/x-roles").toString()).isEqualTo("[]");
        assertThat(api.at("/components/schemas/Wish/properties/subject/type").asText()).isEqualTo("string");
        assertThat(api.at("/components/schemas/Problem/properties/code/type").asText()).isEqualTo("string");
    }
}
