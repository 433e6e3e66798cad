package io.shoutu.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoutu.itests.Platform.Answer;
import io.shoutu.itests.Platform.As;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** One contract, two doors (两个门，一个约定): what REST does SOAP does, to the row, the code and the journal entry; and strangers' clients can use it. */
class SoapStoryIT {
    private static final String NS = "urn:shoutu:hazard:1";
    private static final Map<String, String> MANY = Map.of("extension", "extensions", "photo", "photos", "move", "moves");
    private static Platform platform;
    private static As operator;
    private static As acceptor;
    private static As township;

    @BeforeContainer
    static void launch() throws Exception {
        platform = Platform.started(false);
        operator = platform.person("wang.fang", "王芳", "operator");
        acceptor = platform.person("zhao.min", "赵敏", "acceptor");
        ObjectNode scope = Platform.JSON.createObjectNode().put("everywhere", false);
        scope.putArray("areas").add("350122101000");
        township = platform.person("qian.zhen", "钱镇", scope, "operator");
    }

    @AfterContainer
    static void close() throws Exception {
        platform.close();
    }

    /** How a request ended, whichever door it came by: a hazard or a page as flat fields, or status, code and field of the refusal. */
    private record Outcome(Map<String, Object> body, String refusal) {}

    // ------------------------------------------------------------------------------------------------- the same at both doors

    @Example
    void everyKindOfLineEndComesBackAsItWas() {
        // The contract is a sequence: the fields go out in its order.
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("title", "一\r二");
        report.put("description", "第一行\r\n第二行\n第三行");
        aReportMakesTheSameRowAndTheSameEntriesAtBothDoors(report, "operator");
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aReportMakesTheSameRowAndTheSameEntriesAtBothDoors(@ForAll("reports") Map<String, Object> report, @ForAll("reporters") String who) {
        As as = who.equals("operator") ? operator : who.equals("acceptor") ? acceptor : As.basic("wang.fang", "wrong-password");
        Outcome rest = rest(platform.post(as, "/api/hazards", json(report)));
        Outcome soap = soap(as, "report", report);

        assertThat(soap.refusal()).as(report.toString()).isEqualTo(rest.refusal());
        if (rest.refusal() == null) {
            Map<String, Object> one = rest.body();
            Map<String, Object> other = hazard(soap.body());
            assertThat(plain(other)).as(report.toString()).isEqualTo(plain(one));
            assertThat(entries((String) other.get("number"))).isEqualTo(entries((String) one.get("number")));
            for (String number : List.of((String) one.get("number"), (String) other.get("number"))) {
                assertThat(hazard(soap(as, "status", Map.of("number", number)).body())).isEqualTo(rest(platform.get(as, "/api/hazards/" + number)).body());
            }
        }
    }

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aQueryFindsTheSameRowsAtBothDoors(@ForAll("queries") Map<String, Object> query, @ForAll boolean everywhere) {
        As who = everywhere ? operator : township;
        Outcome rest = rest(platform.get(who, "/api/hazards" + parameters(query)));
        Outcome soap = soap(who, "query", query);

        assertThat(soap.refusal()).as(query.toString()).isEqualTo(rest.refusal());
        if (rest.refusal() == null) {
            assertThat(soap.body()).as(query.toString()).isEqualTo(rest.body());
            Object next = rest.body().get("next");
            if (next != null) {
                // The contract is a sequence: the cursor stands before the limit.
                Map<String, Object> further = new LinkedHashMap<>(query);
                Object limit = further.remove("limit");
                further.put("cursor", next);
                if (limit != null) {
                    further.put("limit", limit);
                }
                assertThat(soap(who, "query", further)).isEqualTo(rest(platform.get(who, "/api/hazards" + parameters(further))));
            }
        }
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void anUnknownNumberIsTheSameProblemAtBothDoors(@ForAll("numbers") String number) {
        Outcome rest = rest(platform.get(operator, "/api/hazards/" + URLEncoder.encode(number, StandardCharsets.UTF_8).replace("+", "%20")));
        assertThat(soap(operator, "status", Map.of("number", number)).refusal()).as(number).isEqualTo(rest.refusal()).isNotNull();
    }

    @Provide
    Arbitrary<String> reporters() {
        return Arbitraries.frequency(net.jqwik.api.Tuple.of(8, "operator"), net.jqwik.api.Tuple.of(1, "acceptor"));
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.of("YH-1999-000001", "YH-2026-999999", "x", "..", "%2e", "YH 1", "隐患", "𠮷", "'; drop table hazard; --", "a\tb", "\"", "&amp;", "]]>").flatMap(n -> Arbitraries.of("", "1", "九").map(s -> n + s))
                .filter(n -> !n.equals(".."));
    }

    /** Texts as people write and machines send them; only such characters as XML can carry. */
    private static Arbitrary<String> text(int longest) {
        return Arbitraries.oneOf(
                Arbitraries.of("", " ", "　", "\t\n", " 两头有空 ", "𠮷野家后厨", "👷🏽‍♀️未戴安全帽", "é", "\u00a0不换行", "\u200b零宽", "一\r\n二", "一\r二", "一\n二\t三", "<b>&amp;\"'</b>", "]]>", "<![CDATA[x]]>",
                        "\u0085\u2028", "\ufffd", "\ue000私用", "العربية", "null", "${x}", "a".repeat(longest), "长".repeat(longest + 1), "𠮷".repeat(longest / 2), "𠮷".repeat(longest / 2 + 1)),
                Arbitraries.strings().withChars('\t', '\n', '\r', ' ', '<', '&', '"', '\'', ']', '>').withCharRange('a', 'e').withCharRange('一', '十').withChars('\u00a0', '\u3000').ofMaxLength(30));
    }

    @Provide
    Arbitrary<Map<String, Object>> reports() {
        Arbitrary<String> title = Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(3, Arbitraries.strings().withCharRange('一', '龟').ofMinLength(1).ofMaxLength(20)), net.jqwik.api.Tuple.of(2, text(200)));
        Arbitrary<String> code = Arbitraries.of("91350100M000100Y43", "91350100M000100Y44", "91350100m000100y43", " 91350100M000100Y43 ", "", "1234", "９１");
        Arbitrary<String> area = Arbitraries.of("360731000000", "360731", "3607310000001", "", " 360731000000 ", "abcdefghijkl");
        Arbitrary<String> source = Arbitraries.of("inspection", "self-check", "citizen", "", "Inspection", "a b", "x".repeat(31), "督查");
        Arbitrary<List<String>> before = Arbitraries.frequency(net.jqwik.api.Tuple.of(10, List.<String>of()), net.jqwik.api.Tuple.of(1, List.of("nope")), net.jqwik.api.Tuple.of(1, List.of("a", "a")), net.jqwik.api.Tuple.of(1, List.of("")),
                net.jqwik.api.Tuple.of(1, java.util.stream.IntStream.range(0, 21).mapToObj(i -> "p" + i).toList()));
        return Combinators.combine(title.injectNull(0.05), text(4000).injectNull(0.5), code.injectNull(0.7), area.injectNull(0.6), text(200).injectNull(0.5), source.injectNull(0.5), before, unknown())
                .as((t, d, e, a, p, s, b, u) -> {
                    Map<String, Object> report = new LinkedHashMap<>();
                    report.put("title", t);
                    report.put("description", d);
                    report.put("enterprise", e);
                    report.put("area", a);
                    report.put("place", p);
                    report.put("source", s);
                    report.put("before", b.isEmpty() ? null : b);
                    report.put("colour", u);
                    report.values().removeIf(Objects::isNull);
                    return report;
                });
    }

    private static Arbitrary<String> unknown() {
        return Arbitraries.just("red").injectNull(0.97);
    }

    @Provide
    Arbitrary<Map<String, Object>> queries() {
        return Combinators.combine(Arbitraries.of("REGISTERED", "VERIFIED", "CLOSED", "registered", "FOO").injectNull(0.6), Arbitraries.of("true", "false", "1", "yes", "TRUE").injectNull(0.6),
                Arbitraries.of("91350100M000100Y43", "1234").injectNull(0.8), Arbitraries.of("GENERAL", "MAJOR", "minor").injectNull(0.8), Arbitraries.of("true", "false", "0").injectNull(0.8),
                Arbitraries.of("YH-2026", "%", "_", "'", "一", "𠮷", "<", "&", "厨", " ", "A", "\\").injectNull(0.6), Arbitraries.of("nonsense", "1", "-1", "99999999999999999999").injectNull(0.9),
                Arbitraries.of("1", "2", "7", "50", "500", "0", "-5", "501", "2147483647", "2147483648", "abc", "1.5", "007", "+3").injectNull(0.3))
                .as((state, open, enterprise, grade, overdue, text, cursor, limit) -> {
                    Map<String, Object> query = new LinkedHashMap<>();
                    query.put("state", state);
                    query.put("open", open);
                    query.put("enterprise", enterprise);
                    query.put("grade", grade);
                    query.put("overdue", overdue);
                    query.put("text", text);
                    query.put("cursor", cursor);
                    query.put("limit", limit);
                    query.values().removeIf(Objects::isNull);
                    return query;
                });
    }

    // -------------------------------------------------------------------------------------------------------- strangers

    @Example
    void aClientInPhpReportsAsksAndIsRefused() throws Exception {
        stranger("php", "client.php");
    }

    @Example
    void aClientInPythonReportsAsksAndIsRefused() throws Exception {
        stranger("/usr/bin/python3", "client.py");
    }

    @Example
    void aClientInPerlReportsAsksAndIsRefused() throws Exception {
        stranger("perl", "client.pl");
    }

    private static void stranger(String program, String script) throws Exception {
        Path file = platform.home.resolve("bundles/itests/src/test/resources/soap").resolve(script);
        String title = "电梯井口𠮷无护栏 " + script;
        Platform.Outcome outcome = platform.execute(List.of(program, file.toString(), platform.base() + "/ws/hazards", "wang.fang", "An-Lan-2026-wang.fang", title),
                Map.of("LANG", "C.UTF-8", "LC_ALL", "C.UTF-8", "PYTHONIOENCODING", "utf-8", "NO_PROXY", "127.0.0.1", "no_proxy", "127.0.0.1"));
        assertThat(outcome.exit()).as(outcome.text()).isZero();
        Matcher said = Pattern.compile("report (YH-\\d{4}-\\d{6}) (.*)\nquery 1 (YH-\\S+)\nstatus REGISTERED hazard.registered 23\nfault \\S*Client text-required title\nfault \\S*Client hazard-not-found -\n").matcher(outcome.text());
        assertThat(said.matches()).as(outcome.text()).isTrue();
        assertThat(said.group(2)).isEqualTo(title);
        assertThat(said.group(3)).isEqualTo(said.group(1));
        JsonNode hazard = platform.ok(200, platform.get(operator, "/api/hazards/" + said.group(1)));
        assertThat(hazard.path("title").asText()).isEqualTo(title);
        assertThat(hazard.path("description").asText()).isEqualTo("第一行\n<第二行> & \"引号\"");
        assertThat(hazard.path("registeredBy").asText()).isEqualTo("wang.fang");
    }

    // ------------------------------------------------------------------------------------------------------- on the wire

    @Example
    void theExampleOfTheWireContractIsTrue() throws Exception {
        String contract = Files.readString(platform.home.resolve("docs/wire.md"));
        Matcher blocks = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL).matcher(contract.substring(contract.indexOf("## SOAP")));
        assertThat(blocks.find()).isTrue();
        Answer answer = platform.send(operator, "POST", "/ws/hazards", blocks.group(1).getBytes(StandardCharsets.UTF_8), "text/xml; charset=utf-8", Map.of("SOAPAction", "\"urn:shoutu:hazard:1/report\""));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        assertThat(blocks.find()).isTrue();
        Answer refused = platform.send(operator, "POST", "/ws/hazards", envelope("status", Map.of("number", "YH-1999-000001")), "text/xml; charset=utf-8", Map.of());
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.raw().body().strip()).isEqualTo(blocks.group(1).strip());
    }

    @Example
    void whatLiesOutsideTheScopeIsNotThereAtEitherDoor() {
        String outside = platform.ok(201, platform.post(operator, "/api/hazards", "{\"title\":\"别的乡镇\",\"area\":\"350122000000\"}")).path("number").asText();
        String inside = platform.ok(201, platform.post(operator, "/api/hazards", "{\"title\":\"本乡镇\",\"area\":\"350122101000\"}")).path("number").asText();
        assertThat(soap(township, "status", Map.of("number", outside)).refusal()).isEqualTo("404 hazard-not-found null");
        assertThat(soap(township, "query", Map.of("text", outside)).body().get("total")).isEqualTo("0");
        assertThat(hazard(soap(township, "status", Map.of("number", inside)).body()).get("number")).isEqualTo(inside);
        assertThat(soap(township, "query", Map.of("text", inside)).body().get("total")).isEqualTo("1");
    }

    @Example
    void whatXmlCannotCarryIsRefusedOnTheWayInAndMarkedOnTheWayOut() {
        byte[] body = new String(envelope("report", Map.of("title", "铃@响")), StandardCharsets.UTF_8).replace("@", "&#7;").getBytes(StandardCharsets.UTF_8);
        Answer refused = platform.send(operator, "POST", "/ws/hazards", body, "text/xml", Map.of());
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.raw().body()).contains("soap:Client", "malformed-xml", "XML 不能携带的字符");

        String number = platform.ok(201, platform.post(operator, "/api/hazards", "{\"title\":\"铃\\u0007响\"}")).path("number").asText();
        Map<String, Object> hazard = hazard(soap(operator, "status", Map.of("number", number)).body());
        assertThat(hazard.get("title")).isEqualTo("铃\uFFFD响");
        assertThat(soap(operator, "query", Map.of("text", number)).body().get("total")).isEqualTo("1");
    }

    @Example
    void theContractIsForThoseWhoSignedInAndNothingElseIsServed() {
        assertThat(platform.get(As.NOBODY, "/ws/hazards?wsdl").status()).isEqualTo(401);
        Answer contract = platform.get(operator, "/ws/hazards?wsdl");
        assertThat(contract.status()).isEqualTo(200);
        assertThat(contract.raw().body()).contains("targetNamespace=\"urn:shoutu:hazard:1\"", "location=\"" + platform.base() + "/ws/hazards\"");
        for (String path : List.of("/ws", "/ws/", "/ws/hazards", "/ws/services", "/ws/hazards?xsd=1", "/api/", "/api/hazards?wsdl=x", "/api/ws/hazards?wsdl", "/api/services", "/cxf", "/cxf/hazards?wsdl", "/services")) {
            Answer answer = platform.get(operator, path);
            assertThat(answer.raw().body()).as(path).doesNotContain("wsdl:", "urn:shoutu", "Available SOAP services", "Available RESTful");
        }
    }

    // -------------------------------------------------------------------------------------------------------------- tools

    private static String json(Map<String, Object> fields) {
        ObjectNode body = Platform.JSON.createObjectNode();
        fields.forEach((name, value) -> body.set(name, Platform.JSON.valueToTree(value)));
        return body.toString();
    }

    private static String parameters(Map<String, Object> fields) {
        StringBuilder out = new StringBuilder();
        fields.forEach((name, value) -> out.append(out.isEmpty() ? '?' : '&').append(name).append('=').append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8)));
        return out.toString();
    }

    private static byte[] envelope(String operation, Map<String, Object> fields) {
        StringBuilder out = new StringBuilder("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><" + operation + " xmlns=\"" + NS + "\">");
        fields.forEach((name, value) -> {
            for (Object one : value instanceof List<?> list ? list : List.of(value)) {
                String text = one.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;");
                out.append('<').append(name).append('>').append(text).append("</").append(name).append('>');
            }
        });
        return out.append("</" + operation + "></s:Body></s:Envelope>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Outcome rest(Answer answer) {
        if (answer.status() >= 400) {
            return new Outcome(null, refusal(answer.body().path("status").asText(), answer.code(), answer.body().path("field").asText(null)));
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> body = (Map<String, Object>) flat(answer.body());
        Object items = body.remove("items");
        if (items != null) {
            body.put("hazard", items);
        }
        return new Outcome(body, null);
    }

    private static Outcome soap(As as, String operation, Map<String, Object> fields) {
        Answer answer = platform.send(as, "POST", "/ws/hazards", envelope(operation, fields), "text/xml; charset=utf-8", Map.of());
        if (answer.status() == 401) {
            return rest(answer);
        }
        Element body = first(first(parse(answer.raw().body())));
        if (answer.status() != 200) {
            assertThat(answer.status()).as(answer.raw().body()).isEqualTo(500);
            assertThat(answer.raw().body()).contains("<faultcode>soap:Client</faultcode>");
            Map<String, String> problem = new TreeMap<>();
            children((Element) body.getElementsByTagNameNS(NS, "problem").item(0)).forEach(e -> problem.put(e.getLocalName(), e.getTextContent()));
            return new Outcome(null, refusal(problem.get("status"), problem.get("code"), problem.get("field")));
        }
        Map<String, Object> fieldsOut = flat(body);
        if (operation.equals("query")) {
            fieldsOut.putIfAbsent("hazard", List.of());
        }
        return new Outcome(fieldsOut, null);
    }

    /** What cannot be read is said to be malformed, each door in its own words. */
    private static String refusal(String status, String code, String field) {
        return status + " " + code.replaceAll("malformed-(json|xml)", "malformed") + " " + field;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> hazard(Map<String, Object> answer) {
        return answer == null ? null : ((List<Map<String, Object>>) answer.get("hazard")).get(0);
    }

    /** Without what differs between two hazards of the same report: their number and their moment. */
    private static Map<String, Object> plain(Map<String, Object> hazard) {
        Map<String, Object> plain = new TreeMap<>();
        hazard.forEach((name, value) -> plain.put(name, Platform.JSON.valueToTree(value).toString().replace((String) hazard.get("number"), "YH")));
        plain.keySet().removeAll(List.of("registeredAt"));
        return plain;
    }

    /** The journal about a hazard, without what differs between two: numbers, moments, seals. */
    private static List<String> entries(String number) {
        // The journal shows what is sealed, a moment after the commit.
        JsonNode items = Platform.await("the sealed entries of " + number, Duration.ofSeconds(60), () -> {
            JsonNode sealed = platform.ok(200, platform.get(operator, "/api/journal?subject=hazard/" + number)).path("items");
            return sealed.isEmpty() ? null : sealed;
        });
        List<String> entries = new ArrayList<>();
        items.forEach(e -> entries.add(e.path("name").asText() + " " + e.path("account").asText() + " " + e.path("actorName").asText() + " " + e.path("data") + " " + e.path("causedBy")));
        return entries;
    }

    private static Object flat(JsonNode node) {
        if (node.isArray()) {
            List<Object> all = new ArrayList<>();
            node.forEach(n -> all.add(flat(n)));
            return all;
        }
        if (!node.isObject()) {
            return node.asText().replace('\u0007', '\uFFFD');
        }
        Map<String, Object> all = new TreeMap<>();
        node.fields().forEachRemaining(f -> {
            // "method" is always POST and stands in the contract.
            if (!f.getValue().isNull() && !f.getKey().equals("method") && !(f.getValue().isArray() && f.getValue().isEmpty() && !f.getKey().equals("items"))) {
                all.put(f.getKey(), flat(f.getValue()));
            }
        });
        return all;
    }

    private static Map<String, Object> flat(Element element) {
        Map<String, Object> all = new TreeMap<>();
        for (Element child : children(element)) {
            Object value = children(child).isEmpty() ? child.getTextContent() : flat(child);
            String many = MANY.get(child.getLocalName());
            if (many != null || child.getLocalName().equals("hazard")) {
                @SuppressWarnings("unchecked")
                List<Object> list = (List<Object>) all.computeIfAbsent(many == null ? "hazard" : many, n -> new ArrayList<>());
                list.add(value);
            } else {
                all.put(child.getLocalName(), value);
            }
        }
        return all;
    }

    private static Element parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))).getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError("no XML: " + xml, e);
        }
    }

    private static Element first(Element element) {
        return children(element).get(0);
    }

    private static List<Element> children(Element element) {
        List<Element> all = new ArrayList<>();
        for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e) {
                all.add(e);
            }
        }
        return all;
    }
}
