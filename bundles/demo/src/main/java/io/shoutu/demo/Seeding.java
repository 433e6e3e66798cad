package io.shoutu.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoutu.api.Actor;
import io.shoutu.api.access.Access;
import io.shoutu.api.access.Roles;
import io.shoutu.api.directory.Directory;
import io.shoutu.demo.domain.Calls;
import io.shoutu.demo.domain.County;
import io.shoutu.demo.domain.Dossiers;
import io.shoutu.demo.domain.Duties;
import io.shoutu.demo.domain.Meetings;
import io.shoutu.demo.domain.Supervisions;
import io.shoutu.demo.domain.Townships;
import io.shoutu.demo.domain.Visits;
import io.shoutu.demo.domain.Years;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fills an empty platform with the county (演示数据写入). Done again it finds everything there and adds nothing.
 *
 * <p>Directory and accounts go through their services; devices, points and rules through REST with a machine account, as any
 * integrator's program would.
 */
final class Seeding {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Actor DEMO = Actor.system("demo");
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /** The platform did not answer as hoped; trying again later may help. */
    static final class NotYet extends Exception {
        private static final long serialVersionUID = 1L;

        NotYet(String text, Throwable cause) {
            super(text, cause);
        }
    }

    private final Directory directory;
    private final Access access;
    private final URI base;
    private final Secrets accounts;
    private final Secrets devices;
    private final County county = new County(MapFile.geography());
    /** How many acts of last year counted when it was asked last. */
    private int lastDone = -1;
    private final SecureRandom random = new SecureRandom();
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Seeding(Directory directory, Access access, URI base, Path data) {
        this.directory = directory;
        this.access = access;
        this.base = base;
        this.accounts = new Secrets(data.resolve("demo-accounts.json"));
        this.devices = new Secrets(data.resolve("demo-devices.json"));
    }

    /** Puts areas, units, people, positions, enterprises and accounts; an identical row changes nothing. */
    void people() throws IOException {
        county.areas().forEach(area -> directory.put(area, DEMO));
        county.units().forEach(unit -> directory.put(unit, DEMO));
        logins();
        county.people().forEach(person -> directory.put(person, DEMO));
        county.positions().forEach(position -> directory.put(position, DEMO));
        county.cells().forEach(cell -> directory.put(cell, DEMO));
        county.gridPosts().forEach(post -> directory.put(post, DEMO));
        county.enterprises().forEach(enterprise -> directory.put(enterprise, DEMO));
    }

    private void logins() throws IOException {
        // The file goes first: an account whose password nobody knows would be of no use.
        ObjectNode known = accounts.read();
        ObjectNode fresh = JSON.createObjectNode();
        List<County.Login> all = county.logins();
        Map<String, String> passwords = passwords(known);
        for (County.Login login : all) {
            passwords.computeIfAbsent(login.account(), name -> password());
        }
        county.firstOfRole().forEach((role, login) -> fresh.set(role, described(login, passwords)));
        all.forEach(login -> fresh.withArray("accounts").add(described(login, passwords)));
        if (!fresh.equals(known)) {
            accounts.write(fresh);
        }
        create(all, passwords);
    }

    private static Map<String, String> passwords(ObjectNode known) {
        Map<String, String> passwords = new HashMap<>();
        known.path("accounts").forEach(each -> passwords.put(each.path("account").asText(), each.path("password").asText()));
        return passwords;
    }

    private void create(List<County.Login> logins, Map<String, String> passwords) {
        Set<String> there = access.accounts().stream().map(Access.Account::name).collect(Collectors.toSet());
        for (County.Login login : logins) {
            if (!there.contains(login.account())) {
                access.create(login.account(), login.name(), County.roles(login), passwords.get(login.account()).toCharArray(), DEMO);
            }
        }
    }

    private static ObjectNode described(County.Login login, Map<String, String> passwords) {
        return JSON.createObjectNode().put("role", login.role()).put("account", login.account()).put("password", passwords.get(login.account())).put("name", login.name());
    }

    private String password() {
        return random.ints(16, 0, LETTERS.length()).mapToObj(i -> String.valueOf(LETTERS.charAt(i))).collect(Collectors.joining()) + "-7a";
    }

    /**
     * Draws the map, declares devices, points and rules.
     *
     * @return the secret of each device by id
     * @throws NotYet where the REST door or the room behind it is not open yet
     */
    Map<String, String> devices() throws IOException, NotYet {
        call("GET", "/api/devices?limit=1", token(), null);
        boundaries();
        ObjectNode kept = devices.read();
        ObjectNode secrets = kept.withObjectProperty("devices");
        for (County.Device device : county.devices()) {
            JsonNode found = call("GET", "/api/devices/" + device.id(), token(), null);
            if (found == null) {
                ObjectNode body = JSON.createObjectNode().put("id", device.id()).put("name", device.name()).put("enterprise", device.enterprise().creditCode().text())
                        .put("area", device.enterprise().area().text()).put("place", device.place()).put("longitude", device.longitude()).put("latitude", device.latitude());
                found = must("POST", "/api/devices", body);
                secrets.put(device.id(), found.path("secret").asText());
                devices.write(kept);
            } else if (!secrets.has(device.id())) {
                secrets.put(device.id(), must("POST", "/api/devices/" + device.id() + "/secret", JSON.createObjectNode()).path("secret").asText());
                devices.write(kept);
            }
            if (!found.path("points").findValuesAsText("name").contains("temperature")) {
                must("POST", "/api/devices/" + device.id() + "/points", JSON.createObjectNode().put("name", "temperature").put("label", device.label())
                        .put("unit", "Cel").put("resolution", 0.01).put("low", -50).put("high", 150));
            }
        }
        rules();
        Map<String, String> bySeries = new HashMap<>();
        secrets.fields().forEachRemaining(field -> bySeries.put(field.getKey(), field.getValue().asText()));
        return bySeries;
    }

    /** Draws the invented county where no map was imported; a county's own stays. */
    void boundaries() throws IOException, NotYet {
        if (must("GET", "/api/map", null).path("sheet").isNull()) {
            String name = URLEncoder.encode("安澜县示意图（虚构）", StandardCharsets.UTF_8);
            must("POST", "/api/map/boundaries?fictional=true&system=CGCS2000&name=" + name, (ObjectNode) MapFile.read());
        }
    }

    /** What came in of two years (写入结果). */
    record Taken(int hazards, int inspections, int reports) {}

    /**
     * Two years of risks, hazards, inspections and public reports, as earlier ledgers; each row comes in once. They come in few at a time, so that nobody waits for them. Plans,
     * campaigns and the draw of this quarter are made by the people of the county, signed in as themselves.
     *
     * @return how many came in now
     */
    Taken years(LocalDate today) throws IOException, NotYet {
        Years years = new Years(county, today);
        Map<String, String> units = new HashMap<>();
        for (Map<String, Object> risk : years.risks()) {
            JsonNode unit = must("POST", "/api/risks/past", JSON.valueToTree(risk));
            units.putIfAbsent(unit.path("enterprise").asText(), unit.path("number").asText());
        }
        List<Map<String, Object>> hazards = years.hazards(units);
        int found = past("/api/hazards/past", hazards, 40, this::must);
        Visits visits = new Visits(county, today);
        int seen;
        try (Signed planner = new Signed(County.PLANNER)) {
            campaigns(visits, planner, today);
            Map<Integer, String> plans = plans(visits, planner, today);
            seen = past("/api/inspections/past", visits.rows(hazards, plans), 25, planner::must);
            ahead(planner, today);
        }
        int told;
        try (Signed clerk = new Signed(County.REPORT_CLERK)) {
            told = past("/api/public-reports/past", new Calls(county, today).rows(hazards), 20, clerk::must);
        }
        dossiers(today);
        return new Taken(found, seen, told);
    }

    /** How somebody asks the platform (请求方式). */
    private interface Asking {
        JsonNode must(String method, String path, JsonNode body) throws IOException, NotYet;
    }

    /** Hands rows in, some at a time; each gets the {@code number} it came in under. @return how many were new */
    private static int past(String path, List<Map<String, Object>> rows, int atOnce, Asking asking) throws IOException, NotYet {
        int taken = 0;
        for (int from = 0; from < rows.size(); from += atOnce) {
            List<Map<String, Object>> some = rows.subList(from, Math.min(rows.size(), from + atOnce));
            JsonNode answers = asking.must("POST", path, JSON.valueToTree(some));
            for (int i = 0; i < answers.size(); i++) {
                JsonNode answer = answers.get(i);
                if (answer.hasNonNull("problem")) {
                    throw new IllegalStateException("a row of the demo was refused by " + path + ": " + answer);
                }
                some.get(i).put("number", answer.path("number").asText());
                taken += answer.path("known").asBoolean() ? 0 : 1;
            }
        }
        return taken;
    }

    /** Two years of meetings and study sessions, as earlier ledgers; each comes in once. @return how many came in now */
    int meetings(LocalDate today) throws IOException, NotYet {
        int taken = 0;
        for (JsonNode answer : must("POST", "/api/meetings/past", JSON.valueToTree(new Meetings(today).rows()))) {
            if (answer.hasNonNull("problem")) {
                throw new IllegalStateException("a meeting of the demo was refused: " + answer);
            }
            taken += answer.path("known").asBoolean() ? 0 : 1;
        }
        return taken;
    }

    /** Some entries of the smaller ledgers, where there are none yet. */
    private void dossiers(LocalDate today) throws IOException, NotYet {
        for (JsonNode register : must("GET", "/api/registers", null)) {
            if (register.path("counts").size() > 0) {
                return;
            }
        }
        try (Signed inspector = new Signed(County.INSPECTOR)) {
            for (Dossiers.Entry entry : new Dossiers(county, today).entries()) {
                String number = inspector.must("POST", "/api/registers/" + entry.register() + "/entries", JSON.valueToTree(entry.form())).path("number").asText();
                for (Dossiers.Step step : entry.steps()) {
                    inspector.must("POST", "/api/registers/entries/" + number + "/" + step.act(), JSON.valueToTree(step.form()));
                }
            }
        }
    }

    /** The rows of a list, whether it comes in pages or whole. */
    private static JsonNode rows(JsonNode list) {
        return list.has("items") ? list.path("items") : list;
    }

    /** Launches the campaigns of these years and sums up those that are over. */
    private void campaigns(Visits visits, Signed planner, LocalDate today) throws IOException, NotYet {
        Map<String, JsonNode> there = new HashMap<>();
        rows(planner.must("GET", "/api/inspection-campaigns", null)).forEach(each -> there.put(each.path("code").asText(), each));
        for (Visits.Campaign campaign : visits.campaigns()) {
            JsonNode known = there.get(campaign.code());
            if (known == null) {
                Map<String, Object> body = new HashMap<>(Map.of("code", campaign.code(), "title", campaign.title(), "sectors", campaign.sectors(), "from", campaign.from().toString(),
                        "to", campaign.to().toString(), "sheet", "general"));
                body.put("parent", campaign.parent());
                known = planner.must("POST", "/api/inspection-campaigns", JSON.valueToTree(body));
            }
            if (campaign.to().isBefore(today) && !known.hasNonNull("closedAt")) {
                planner.must("POST", "/api/inspection-campaigns/" + campaign.code() + "/summary", JSON.createObjectNode().put("summary", Visits.summary(campaign)));
            }
        }
    }

    /** Drafts, hands in and approves the yearly plans that are missing. @return number by year */
    private Map<Integer, String> plans(Visits visits, Signed planner, LocalDate today) throws IOException, NotYet {
        Map<Integer, String> plans = new HashMap<>();
        rows(planner.must("GET", "/api/inspection-plans", null)).forEach(each -> plans.putIfAbsent(each.path("plan").path("planYear").asInt(), each.path("number").asText()));
        for (int planYear = today.getYear() - 2; planYear <= today.getYear(); planYear++) {
            if (plans.containsKey(planYear)) {
                continue;
            }
            String number = planner.must("POST", "/api/inspection-plans", JSON.valueToTree(Map.of("planYear", planYear, "unit", "yjj", "title", planYear + "年度安全生产监督检查计划",
                    "lines", visits.planLines()))).path("number").asText();
            planner.must("POST", "/api/inspection-plans/" + number + "/submission", JSON.createObjectNode());
            try (Signed leader = new Signed(County.APPROVER)) {
                leader.must("POST", "/api/inspection-plans/" + number + "/approval", JSON.createObjectNode().put("reason", "同意，按计划组织实施"));
            }
            plans.put(planYear, number);
        }
        return plans;
    }

    /** This quarter's draw with its visits, and two visits of the next days: something to do for whoever signs in. */
    private void ahead(Signed planner, LocalDate today) throws IOException, NotYet {
        String title = today.getYear() + "年第" + ((today.getMonthValue() + 2) / 3) + "季度双随机抽查";
        for (JsonNode draw : rows(planner.must("GET", "/api/inspection-draws", null))) {
            if (draw.path("title").asText().equals(title)) {
                return;
            }
        }
        List<String> targets = county.enterprises().stream().filter(e -> e.lead().equals("yjj")).map(e -> e.creditCode().text()).toList();
        List<Map<String, String>> officers = county.logins().stream().filter(l -> l.role().equals(Roles.INSPECTOR) && !l.account().equals(County.ASSISTANT)).map(l -> Map.of("account", l.account(), "unit", "yjj")).toList();
        JsonNode draw = planner.must("POST", "/api/inspection-draws", JSON.valueToTree(Map.of("title", title, "targets", targets, "officers", officers, "recusals",
                List.of(Map.of("account", officers.get(0).get("account"), "enterprise", targets.get(0), "reason", "曾在该企业任职")), "wanted", 3, "perTarget", 2)));
        planner.must("POST", "/api/inspection-draws/" + draw.path("number").asText() + "/inspections", JSON.valueToTree(Map.of("day", today.plusDays(6).toString(), "sheet", "general")));
        for (int n = 1; n <= 2; n++) {
            Map<String, Object> team = Map.of("account", officers.get(n % officers.size()).get("account"), "part", "HEAD", "unit", "yjj");
            Map<String, Object> other = Map.of("account", officers.get((n + 1) % officers.size()).get("account"), "part", "OFFICER", "unit", "yjj");
            planner.must("POST", "/api/inspections", JSON.valueToTree(Map.of("kind", "ROUTINE", "unannounced", n == 2, "title", "年度计划检查：" + county.enterprises().get(n * 7).name(),
                    "target", Map.of("enterprise", county.enterprises().get(n * 7).creditCode().text()), "team", List.of(team, other), "day", today.plusDays(n).toString(), "sheet", "general")));
        }
    }

    /** Somebody of the county, signed in with his own password (已登录的演示人员); signs out at the end. */
    private final class Signed implements Asking, AutoCloseable {
        private final String cookie;
        private final String csrf;

        Signed(String account) throws IOException, NotYet {
            ObjectNode in = JSON.createObjectNode().put("account", account).put("password", passwords(accounts.read()).get(account));
            HttpResponse<String> answer = send(HttpRequest.newBuilder(base.resolve("/api/session")).timeout(Duration.ofSeconds(20)).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(in))).build());
            if (answer.statusCode() != 200) {
                throw new NotYet(account + " could not sign in: " + answer.statusCode(), null);
            }
            cookie = answer.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
            csrf = JSON.readTree(answer.body()).path("csrf").asText();
        }

        @Override
        public JsonNode must(String method, String path, JsonNode body) throws IOException, NotYet {
            JsonNode answer = answered(method, path, body, "Cookie", cookie, "X-CSRF-Token", csrf);
            if (answer == null) {
                throw new NotYet(method + " " + path + " answered 404", null);
            }
            return answer;
        }

        @Override
        public void close() throws IOException, NotYet {
            send(HttpRequest.newBuilder(base.resolve("/api/session")).timeout(Duration.ofSeconds(20)).headers("Cookie", cookie, "X-CSRF-Token", csrf).DELETE().build());
        }
    }

    /** The duty lists of last year and this, in force, and the secretary's assistant; each comes in once. @return how many came in now */
    int duties(LocalDate today) throws IOException, NotYet {
        Duties duties = new Duties(county, today);
        int taken = 0;
        for (JsonNode answer : must("POST", "/api/duty-lists/past", JSON.valueToTree(duties.rows()))) {
            if (answer.hasNonNull("problem")) {
                throw new IllegalStateException("a duty list of the demo was refused: " + answer);
            }
            taken += answer.path("known").asBoolean() ? 0 : 1;
        }
        boolean assisted = false;
        for (JsonNode known : must("GET", "/api/duty-lists/assistants", null)) {
            assisted |= known.path("account").asText().equals(County.ASSISTANT);
        }
        if (!assisted) {
            must("POST", "/api/duty-lists/assistants", JSON.valueToTree(duties.assistant()));
        }
        return taken;
    }

    /** Two years of papers about the hazards that were late, who heads which enterprise, and points; each comes in once. @return how many papers came in now */
    int supervision(LocalDate today) throws IOException, NotYet {
        List<Map<String, Object>> late = new ArrayList<>();
        for (JsonNode hazard : must("GET", "/api/hazards?late=true&limit=500", null).path("items")) {
            late.add(JSON.convertValue(hazard, new TypeReference<Map<String, Object>>() { }));
        }
        Supervisions supervisions = new Supervisions(county, today);
        int taken = past("/api/supervision/past", supervisions.papers(late), 20, this::must);
        for (Map<String, Object> head : supervisions.heads()) {
            must("POST", "/api/supervision/points/heads", JSON.valueToTree(head));
        }
        boolean fresh = true;
        for (int year = today.getYear() - 1; year <= today.getYear(); year++) {
            fresh &= must("GET", "/api/supervision/points?year=" + year, null).path("entries").isEmpty();
        }
        if (fresh) {
            must("POST", "/api/supervision/points/past", JSON.valueToTree(supervisions.points(late)));
        }
        return taken;
    }

    /** Township offices, accidents of two years, and one case of accountability for the major hazard that was late longest; each only where there is none yet. */
    void townships(LocalDate today) throws IOException, NotYet {
        Townships townships = new Townships(county, today);
        Map<String, JsonNode> offices = new HashMap<>();
        must("GET", "/api/safety-offices", null).path("offices").forEach(office -> offices.put(office.path("unit").asText(), office));
        for (String unit : townships.units()) {
            JsonNode there = offices.get(unit);
            if (there != null && !there.path("known").asBoolean()) {
                must("POST", "/api/safety-offices/" + unit, JSON.valueToTree(townships.office(unit)));
            }
            if (there != null && there.path("staff").isEmpty()) {
                for (Map<String, Object> somebody : townships.staff(unit)) {
                    must("POST", "/api/safety-offices/" + unit + "/staff", JSON.valueToTree(somebody));
                }
            }
        }
        try (Signed planner = new Signed(County.PLANNER); Signed leader = new Signed(County.APPROVER)) {
            Set<String> months = new HashSet<>();
            for (int year = today.getYear() - 1; year <= today.getYear(); year++) {
                planner.must("GET", "/api/accident-figures?year=" + year, null).path("revisions").forEach(month -> months.add(month.path("month").asText()));
            }
            for (Map<String, Object> month : townships.months()) {
                if (!months.contains(month.get("month").toString())) {
                    planner.must("POST", "/api/accident-figures", JSON.valueToTree(month));
                }
            }
            accountability(planner, leader, today);
        }
    }

    private void accountability(Signed planner, Signed leader, LocalDate today) throws IOException, NotYet {
        JsonNode late = must("GET", "/api/hazards?late=true&grade=MAJOR&limit=1", null).path("items").path(0);
        if (!planner.must("GET", "/api/accountability", null).path("items").isEmpty() || late.isMissingNode()) {
            return;
        }
        String number = planner.must("POST", "/api/accountability", JSON.valueToTree(Map.of("trigger", "MAJOR_HAZARD", "about", "hazard/" + late.path("number").asText(), "matter",
                "重大事故隐患“" + late.path("title").asText() + "”逾期未完成整改，属地监管督促不到位。", "unit", "xz400"))).path("number").asText();
        String step = "/api/accountability/" + number + "/";
        leader.must("POST", step + "verification", JSON.valueToTree(Map.of("text", "经查阅督办文书和现场核实，情况属实。")));
        planner.must("POST", step + "proposal", JSON.valueToTree(Map.of("sanction", "CIRCULAR", "text", "依据《地方党政领导干部安全生产责任制规定》第十八条，建议予以通报批评。")));
        leader.must("POST", step + "decision", JSON.valueToTree(Map.of("sanction", "CIRCULAR", "document", "安安委〔" + today.getYear() + "〕15号（演示）", "day", today.toString())));
        planner.must("POST", step + "execution", JSON.valueToTree(Map.of("text", "已在县安委会全体会议上通报。")));
    }

    /**
     * Freezes last year once its figures stand still, as a platform does that comes after the year is over; then one meeting of that year is still found in a drawer.
     *
     * @return whether it is frozen
     */
    boolean yearEnd(LocalDate today) throws IOException, NotYet {
        int last = today.getYear() - 1;
        JsonNode year = must("GET", "/api/year-ends?year=" + last, null);
        int done = 0;
        boolean frozen = !year.path("items").isEmpty();
        for (JsonNode list : year.path("items")) {
            done += list.path("now").path("done").asInt();
            frozen &= list.path("frozen").asBoolean();
        }
        if (!frozen) {
            boolean still = done > 0 && done == lastDone;
            lastDone = done;
            if (!still) {
                return false;
            }
            must("POST", "/api/year-ends", JSON.createObjectNode().put("year", last));
        }
        must("POST", "/api/meetings/past", JSON.valueToTree(List.of(new Meetings(today).late())));
        return true;
    }

    /**
     * The county's second scoring rule, with what papers of supervision weigh: drafted by the planner, compared with the first one on last year, brought into force from today by a leader.
     *
     * @return whether it came in now
     */
    boolean scoreRule(LocalDate today) throws IOException, NotYet {
        if (must("GET", "/api/score-rules", null).path("items").size() > 1) {
            return false;
        }
        try (Signed planner = new Signed(County.PLANNER); Signed leader = new Signed(County.APPROVER)) {
            String edition = planner.must("POST", "/api/score-rules", JSON.valueToTree(Duties.scoreRule())).path("edition").asText();
            planner.must("POST", "/api/score-rules/" + edition + "/comparison", JSON.createObjectNode().put("year", today.getYear() - 1));
            leader.must("POST", "/api/score-rules/" + edition + "/activation", JSON.createObjectNode().put("from", today.toString()));
        }
        return true;
    }

    private void rules() throws IOException, NotYet {
        Set<String> there = new HashSet<>();
        for (JsonNode rule : must("GET", "/api/rules?limit=500", null).path("items")) {
            there.add(rule.path("series").asText() + " " + rule.path("name").asText());
        }
        for (County.Rule rule : county.rules()) {
            String series = rule.device() + ".temperature";
            if (there.contains(series + " " + rule.name())) {
                continue;
            }
            ObjectNode body = JSON.createObjectNode().put("series", series).put("name", rule.name()).put("priority", rule.priority());
            if (rule.direction() == null) {
                body.put("kind", "no-data").put("timeoutSeconds", rule.timeoutSeconds());
            } else {
                body.put("kind", "threshold").put("direction", rule.direction()).put("limit", rule.limit()).put("hysteresis", rule.hysteresis())
                        .put("onDelaySeconds", 0).put("offDelaySeconds", 0);
            }
            must("POST", "/api/rules", body);
        }
    }

    /** The token of our machine account; a lost one is replaced by that of another account, because it is shown only once. */
    private String token() throws IOException {
        ObjectNode kept = devices.read();
        String token = kept.path("token").asText(null);
        if (token == null) {
            Set<String> there = access.accounts().stream().map(Access.Account::name).collect(Collectors.toSet());
            String name = "demo";
            for (int i = 2; there.contains(name); i++) {
                name = "demo" + i;
            }
            token = access.createMachine(name, "演示数据接入", Set.of(Roles.ADMIN), DEMO);
            devices.write(kept.put("token", token));
        }
        return token;
    }

    private JsonNode must(String method, String path, JsonNode body) throws IOException, NotYet {
        JsonNode answer = call(method, path, token(), body);
        if (answer == null) {
            throw new NotYet(method + " " + path + " answered 404", null);
        }
        return answer;
    }

    /** The answer; null for 404 of a record. */
    private JsonNode call(String method, String path, String token, JsonNode body) throws IOException, NotYet {
        return answered(method, path, body, "Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) throws NotYet {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            throw new NotYet("no answer at " + base, closed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new NotYet("stopping", stopping);
        }
    }

    private JsonNode answered(String method, String path, JsonNode body, String... headers) throws IOException, NotYet {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60)).headers(headers);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        }
        HttpResponse<String> answer = send(request.build());
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return JSON.readTree(answer.body());
        }
        if (status == 404 && answer.headers().firstValue("Content-Type").orElse("").contains("problem+json")
                && !"not-found".equals(JSON.readTree(answer.body()).path("code").asText())) {
            return null;
        }
        // 401 as well: who knows our token may come up after the door.
        if (status == 401 || status == 404 || status >= 500) {
            throw new NotYet(method + " " + path + " answered " + status, null);
        }
        throw new IllegalStateException(method + " " + path + " answered " + status + ": " + answer.body());
    }
}
