package io.shoutu.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoutu.api.access.Roles;
import io.shoutu.itests.Platform.Answer;
import io.shoutu.itests.Platform.As;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may do what, measured at every published address against the declared table; and what lies outside a scope is not there. */
class AccessStoryIT {
    private static final Set<String> REFUSED = Set.of("role-required", "account-not-in-force", "token-scope");
    private static Platform platform;

    /** A published operation (一个接口). */
    private record Route(String verb, String path, String operation, Set<String> roles) {
        boolean unsafe() {
            return !verb.equals("GET") && !verb.equals("HEAD");
        }

        /** The path with something in every brace that nobody has, and that digits alone are. */
        String somewhere() {
            // Some places have a form of their own; everything else is a number nobody has.
            return path.replace("{kinds}/{node}", "cells/900099").replace("{kinds}", "people").replace("sessions/{id}", "sessions/0123456789abcdef")
                    .replace("{z}/{x}/{y}.{format}", "5/1/1.png").replaceAll("\\{[^}]*\\}", "900099");
        }
    }

    @BeforeAll
    static void start() throws Exception {
        platform = Platform.started(false);
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
    }

    private static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        platform.ok(200, platform.get(As.NOBODY, "/api/openapi.json")).path("paths").fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(verb ->
                routes.add(new Route(verb.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), verb.getValue().path("x-operation").asText(null), texts(verb.getValue().path("x-roles"))))));
        return routes;
    }

    private static Set<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Answer call(As as, Route route) {
        return route.unsafe() ? platform.call(as, route.verb(), route.somewhere(), "{}", Map.of()) : platform.call(as, route.verb(), route.somewhere(), null, Map.of());
    }

    @Test
    void atEveryAddressEveryRoleIsLetInExactlyWhereTheTableSays() {
        Map<String, As> callers = new LinkedHashMap<>();
        callers.put("nobody", As.NOBODY);
        callers.put("admin", As.ADMIN);
        callers.put("security", As.SECURITY);
        callers.put("auditor", As.AUDITOR);
        // Every role there is, so that one added tomorrow stands in the matrix at once.
        for (String role : Roles.ALL) {
            if (!callers.containsKey(role) && !Set.of(Roles.DEVICE, Roles.FRESH).contains(role)) {
                callers.put(role, platform.person("matrix." + role, "权限表", role));
            }
        }
        platform.ok(201, platform.post(As.ADMIN, "/api/accounts", "{\"name\":\"matrix.fresh\",\"displayName\":\"新来的\",\"roles\":[\"operator\"],\"password\":\"First-2026-fresh\"}"));
        callers.put("fresh", As.basic("matrix.fresh", "First-2026-fresh"));
        callers.put("device", As.bearer(platform.device("AL-7000", "temperature")));
        assertThat(callers.keySet()).as("every role, and nobody").containsAll(Roles.ALL).contains("nobody");

        JsonNode matrix = platform.ok(200, platform.get(As.AUDITOR, "/api/access/operations"));
        Map<String, Set<String>> table = new LinkedHashMap<>();
        matrix.path("operations").forEach(row -> table.put(row.path("name").asText(), texts(row.path("roles"))));
        List<Route> routes = routes();
        assertThat(routes).hasSizeGreaterThan(200);
        List<String> wrong = new ArrayList<>();
        for (Route route : routes) {
            if (route.operation() == null || !route.roles().equals(table.get(route.operation()))) {
                wrong.add(route + " is described otherwise than declared: " + table.get(route.operation()));
                continue;
            }
            callers.forEach((role, as) -> {
                boolean declared = route.roles().contains("public") || route.roles().contains(role)
                        || route.roles().contains("*") && !Set.of("nobody", "fresh", "device").contains(role);
                Answer answer = call(as, route);
                boolean measured = answer.status() != 401 && !(answer.status() == 403 && (route.verb().equals("HEAD") || REFUSED.contains(answer.code())));
                if (declared != measured || answer.status() >= 500) {
                    wrong.add(route.verb() + " " + route.path() + " (" + route.operation() + ") for " + role + ": declared " + declared + ", measured " + answer.status() + " " + answer.code());
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void noUnsafeAddressIsReachedWithACookieAloneOrFromAnotherSite() {
        Answer signedIn = platform.post(As.NOBODY, "/api/session", "{\"account\":\"admin\",\"password\":\"" + Platform.ADMIN_PASSWORD + "\"}");
        platform.ok(200, signedIn);
        String cookie = signedIn.raw().headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).matches("shoutu-session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
        String session = cookie.substring(0, cookie.indexOf(';'));
        String csrf = signedIn.body().path("csrf").asText();
        List<String> wrong = new ArrayList<>();
        for (Route route : routes()) {
            if (!route.unsafe() || route.roles().contains("public")) {
                continue;
            }
            Answer bare = platform.call(As.NOBODY, route.verb(), route.somewhere(), "{}", Map.of("Cookie", session));
            Answer guessed = platform.call(As.NOBODY, route.verb(), route.somewhere(), "{}", Map.of("Cookie", session, "X-CSRF-Token", "guessed"));
            Answer foreign = platform.call(As.NOBODY, route.verb(), route.somewhere(), "{}", Map.of("Cookie", session, "X-CSRF-Token", csrf, "Origin", "https://evil.example"));
            for (Answer answer : List.of(bare, guessed, foreign)) {
                if (answer.status() != 403 || !"csrf".equals(answer.code())) {
                    wrong.add(route.verb() + " " + route.path() + " answered " + answer.status() + " " + answer.code());
                }
            }
        }
        assertThat(wrong).isEmpty();
        // A session handed to the browser before the sign-in is not the one after it, and ends.
        Answer again = platform.call(As.NOBODY, "POST", "/api/session", "{\"account\":\"admin\",\"password\":\"" + Platform.ADMIN_PASSWORD + "\"}", Map.of("Cookie", session));
        assertThat(again.raw().headers().firstValue("Set-Cookie").orElseThrow()).doesNotContain(session);
        assertThat(platform.call(As.NOBODY, "GET", "/api/me", null, Map.of("Cookie", session)).status()).isEqualTo(401);
    }

    @Test
    void whatLiesInAnotherTownIsNotThereNotEvenAsANumber() throws Exception {
        put("/api/directory/areas/350122101000", "{\"code\":\"350122101000\",\"name\":\"甲镇\"}");
        put("/api/directory/areas/350122102000", "{\"code\":\"350122102000\",\"name\":\"乙镇\"}");
        put("/api/directory/units/yjj", "{\"id\":\"yjj\",\"name\":\"应急局\",\"area\":\"350122102000\"}");
        put("/api/directory/enterprises/91350100M000100Y43", "{\"creditCode\":\"91350100M000100Y43\",\"name\":\"乙镇机械厂\",\"area\":\"350122102000\",\"lead\":\"yjj\"}");
        platform.ok(201, platform.post(As.ADMIN, "/api/devices", "{\"id\":\"AL-7100\",\"name\":\"厂里的\",\"enterprise\":\"91350100M000100Y43\"}"));
        platform.ok(201, platform.post(As.ADMIN, "/api/devices/AL-7100/points", "{\"name\":\"temperature\",\"label\":\"温度\",\"unit\":\"Cel\",\"resolution\":0.01}"));
        As there = platform.person("scope.wide", "全县", "operator");
        String photo = platform.photo(there, "乙镇现场");
        String theirs = platform.ok(201, platform.post(there, "/api/hazards", Platform.JSON.createObjectNode().put("title", "乙镇的隐患").put("enterprise", "91350100M000100Y43")
                .put("source", "inspection").set("before", Platform.JSON.createArrayNode().add(photo)).toString())).path("number").asText();
        ObjectNode scope = Platform.JSON.createObjectNode().put("everywhere", false);
        scope.putArray("areas").add("350122101000");
        As town = platform.person("scope.town", "甲镇值班员", scope, "operator");
        String own = platform.ok(201, platform.post(town, "/api/hazards", "{\"title\":\"甲镇的隐患\",\"area\":\"350122101000\",\"source\":\"inspection\"}")).path("number").asText();

        JsonNode list = platform.ok(200, platform.get(town, "/api/hazards"));
        assertThat(list.path("total").asInt()).isEqualTo(1);
        assertThat(list.at("/items/0/number").asText()).isEqualTo(own);
        assertThat(platform.ok(200, platform.get(town, "/api/hazards?text=乙镇")).path("total").asInt()).isZero();
        assertThat(platform.ok(200, platform.get(town, "/api/hazards?enterprise=91350100M000100Y43")).path("total").asInt()).isZero();
        assertThat(platform.ok(200, platform.get(town, "/api/devices")).path("total").asInt()).isZero();
        assertThat(platform.ok(200, platform.get(town, "/api/rules")).path("total").asInt()).isZero();
        assertThat(platform.ok(200, platform.get(town, "/api/alarms")).path("total").asInt()).isZero();
        assertThat(platform.ok(200, platform.get(town, "/api/directory/enterprises")).path("total").asInt()).isZero();
        for (String[] probe : new String[][] {{"/api/hazards/%s", theirs, "YH-2026-999999"}, {"/api/chain/hazard/%s", theirs, "YH-2026-999999"},
                {"/api/journal?subject=hazard/%s", theirs, "YH-2026-999999"}, {"/api/attachments/%s", photo, "no-such-file"}, {"/api/attachments/%s/content", photo, "no-such-file"},
                {"/api/devices/%s", "AL-7100", "AL-7199"}, {"/api/devices/%s/points", "AL-7100", "AL-7199"}, {"/api/series/%s/latest", "AL-7100.temperature", "AL-7199.temperature"},
                {"/api/chain/device/%s", "AL-7100", "AL-7199"}, {"/api/directory/enterprises/%s", "91350100M000100Y43", "91350100MA2XXXXY4T"}}) {
            Answer hidden = platform.get(town, probe[0].formatted(probe[1]));
            assertThat(hidden.status()).as(probe[0]).isEqualTo(404);
            assertThat(platform.get(there, probe[0].formatted(probe[1])).status()).as(probe[0] + " for who may").isIn(200, 404);
            Answer none = platform.get(town, probe[0].formatted(probe[2]));
            if (none.status() == 404) {
                assertThat(hidden.body().toString().replace(probe[1], "?")).as(probe[0]).isEqualTo(none.body().toString().replace(probe[2], "?"));
            }
        }
        assertThat(platform.get(town, "/api/journal").code()).isEqualTo("subject-missing");
        Map.of("verification", "{\"note\":\"试探\"}", "dismissal", "{\"reason\":\"试探\"}", "merger", "{\"into\":\"" + own + "\",\"reason\":\"试探\"}",
                "transfer", "{\"rectifier\":\"x\",\"reason\":\"试探\"}", "escalation", "{\"to\":\"x\",\"reason\":\"试探\"}").forEach((verb, body) -> {
                    Answer answer = platform.post(town, "/api/hazards/" + theirs + "/" + verb, body);
                    assertThat(answer.status()).as(verb + ": " + answer.raw().body()).isEqualTo(404);
                });
        assertThat(platform.post(town, "/api/hazards/" + own + "/merger", "{\"into\":\"" + theirs + "\",\"reason\":\"试探\"}").status()).isEqualTo(404);
        live(town, theirs, own);
    }

    /** A department sees what is its to lead, an enterprise what is its own, whatever town it lies in; neither sees the other's, nor a place that belongs to nobody. */
    @Test
    void aDepartmentAndAnEnterpriseSeeTheirOwnAndNothingElse() throws Exception {
        put("/api/directory/areas/350122103000", "{\"code\":\"350122103000\",\"name\":\"丙镇\"}");
        put("/api/directory/units/zjj", "{\"id\":\"zjj\",\"name\":\"住建局\",\"area\":\"350122103000\"}");
        put("/api/directory/units/slj", "{\"id\":\"slj\",\"name\":\"水利局\",\"area\":\"350122103000\"}");
        String site = "91350100M00010102K";
        String dam = "91350100M00010292J";
        enterprise(site, "丙镇工地", "zjj");
        enterprise(dam, "丙镇水库", "slj");
        As wide = platform.person("scope.all", "全县", "operator");
        String atSite = report(wide, "工地的隐患", site);
        String atDam = report(wide, "水库的隐患", dam);
        String nowhere = platform.ok(201, platform.post(wide, "/api/hazards", "{\"title\":\"镇上的隐患\",\"area\":\"350122103000\",\"source\":\"inspection\"}")).path("number").asText();
        ObjectNode department = Platform.JSON.createObjectNode().put("everywhere", false);
        department.putArray("units").add("zjj");
        ObjectNode enterprise = Platform.JSON.createObjectNode().put("everywhere", false);
        enterprise.putArray("enterprises").add(dam);
        Map<As, String> own = Map.of(platform.person("scope.department", "住建局", department, "operator"), atSite, platform.person("scope.enterprise", "水库", enterprise, "operator"), atDam);
        own.forEach((as, theirs) -> {
            JsonNode list = platform.ok(200, platform.get(as, "/api/hazards"));
            assertThat(list.path("total").asInt()).isEqualTo(1);
            assertThat(list.at("/items/0/number").asText()).isEqualTo(theirs);
            for (String number : List.of(atSite, atDam, nowhere)) {
                int expected = number.equals(theirs) ? 200 : 404;
                assertThat(platform.get(as, "/api/hazards/" + number).status()).as(as + " " + number).isEqualTo(expected);
                assertThat(platform.get(as, "/api/chain/hazard/" + number).status()).as(as + " chain of " + number).isEqualTo(expected);
                assertThat(platform.get(as, "/api/journal?subject=hazard/" + number).status()).as(as + " journal of " + number).isEqualTo(expected);
                if (expected == 404) {
                    assertThat(platform.post(as, "/api/hazards/" + number + "/verification", "{\"note\":\"试探\"}").status()).as(as + " verifies " + number).isEqualTo(404);
                }
            }
        });
    }

    private static void enterprise(String code, String name, String lead) {
        put("/api/directory/enterprises/" + code, "{\"creditCode\":\"" + code + "\",\"name\":\"" + name + "\",\"area\":\"350122103000\",\"lead\":\"" + lead + "\"}");
    }

    private static String report(As as, String title, String enterprise) {
        return platform.ok(201, platform.post(as, "/api/hazards", Platform.JSON.createObjectNode().put("title", title).put("enterprise", enterprise).put("source", "inspection").toString())).path("number").asText();
    }

    /** The page of the town sees its own hazard's move and not the one that came before it. */
    private static void live(As town, String theirs, String own) throws Exception {
        HttpURLConnection page = (HttpURLConnection) URI.create(platform.base() + "/api/live?facts=hazard.*&lastEventId=0").toURL().openConnection();
        page.setRequestProperty("Authorization", town.authorization());
        page.setReadTimeout((int) Duration.ofSeconds(60).toMillis());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(page.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            do {
                line = lines.readLine();
                assertThat(line).doesNotContain(theirs);
            } while (!line.contains(own));
        } finally {
            page.disconnect();
        }
    }

    @Test
    void theAuditorAloneReadsTheTrailAndReadingItStandsInIt() {
        platform.ok(200, platform.get(As.AUDITOR, "/api/journal/trail?subject=account/admin"));
        for (As other : List.of(As.ADMIN, As.SECURITY)) {
            assertThat(platform.get(other, "/api/journal/trail").code()).isEqualTo("role-required");
            assertThat(platform.ok(200, platform.get(other, "/api/journal?fact=access.*&limit=100")).path("items")).allSatisfy(entry ->
                    assertThat(entry.path("subject").asText()).as("only his own").isEqualTo("account/" + (other == As.ADMIN ? "admin" : "security")));
        }
        JsonNode viewed = Platform.await("the reading in the trail", Duration.ofSeconds(60), () -> {
            JsonNode items = platform.get(As.AUDITOR, "/api/journal/trail?fact=edge.sensitive-viewed&limit=100").body().path("items");
            return items.isEmpty() ? null : items.get(0);
        });
        assertThat(viewed.path("account").asText()).isEqualTo("auditor");
        assertThat(platform.call(As.AUDITOR, "DELETE", "/api/journal", null, Map.of()).status()).isIn(404, 405);
        assertThat(platform.post(As.SECURITY, "/api/accounts", "{}").code()).isEqualTo("role-required");
        assertThat(platform.call(As.ADMIN, "PUT", "/api/accounts/admin/grant", "{\"roles\":[\"admin\",\"auditor\"],\"scope\":{\"everywhere\":true}}", Map.of()).code()).isEqualTo("role-required");
        assertThat(platform.call(As.SECURITY, "PUT", "/api/accounts/security/grant", "{\"roles\":[\"admin\"],\"scope\":{\"everywhere\":true}}", Map.of()).code()).isEqualTo("not-oneself");
        assertThat(platform.call(As.SECURITY, "PUT", "/api/accounts/admin/grant", "{\"roles\":[\"admin\",\"auditor\"],\"scope\":{\"everywhere\":true}}", Map.of()).code()).isEqualTo("roles-apart");
    }

    private static void put(String path, String body) {
        platform.ok(200, platform.call(As.ADMIN, "PUT", path, body, Map.of()));
    }
}
