package io.shoutu.edge.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoapDoorTest {
    private static SoapWire wire;

    @BeforeAll
    static void open() throws Exception {
        wire = new SoapWire();
    }

    @AfterAll
    static void close() throws Exception {
        wire.close();
    }

    @Test
    void theMethodKnowsWhoIsAskingAndTextSurvives() throws Exception {
        SoapWire.Answer answer = wire.ask(SoapWire.make("<text>井口𠮷 &lt;b&gt; &amp;&#13;&#10;末行</text><text/>"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).isEqualToIgnoringCase("text/xml;charset=UTF-8");
        assertThat(answer.body()).contains("<by>wang</by>", "井口𠮷 &lt;b> &amp;&#xd;\n末行", "<text></text>");
    }

    @Test
    void whatItIsCalledInHttpDoesNotMatter() throws Exception {
        byte[] body = SoapWire.envelope(SoapWire.make("<text>a</text>")).getBytes(StandardCharsets.UTF_8);
        for (String action : new String[] {"\"\"", "\"urn:test:wish:1/make\"", "urn:test:wish:1#make", "\"urn:test:wish:1/wrong\"", "\"urn:test:wish:1/nobody\""}) {
            assertThat(wire.send("POST", "/ws/wishes", SoapWire.basic("wang"), "text/xml", body, Map.of("SOAPAction", action)).status()).as(action).isEqualTo(200);
        }
    }

    @Test
    void aTypeMayBeNamedWithAPrefixOfTheEnvelope() throws Exception {
        SoapWire.Answer answer = wire.ask("wang", "<s:Envelope xmlns:s=\"" + Envelope.SOAP + "\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><s:Body>"
                + "<w:make xmlns:w=\"" + Wishes.NS + "\"><w:text xsi:type=\"xsd:string\">old</w:text><w:count xsi:type=\"xsd:int\"> 7 </w:count></w:make></s:Body></s:Envelope>");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("<text>old</text>");
    }

    @Test
    void utf8WithAMarkAndUtf16AreRead() throws Exception {
        String document = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + SoapWire.envelope(SoapWire.make("<text>守土</text>"));
        assertThat(wire.send("POST", "/ws/wishes", SoapWire.basic("wang"), "text/xml", ("\uFEFF" + document).getBytes(StandardCharsets.UTF_8), Map.of()).body()).contains("守土");
        String wide = document.replace("utf-8", "utf-16");
        assertThat(wire.send("POST", "/ws/wishes", SoapWire.basic("wang"), "text/xml", wide.getBytes(StandardCharsets.UTF_16), Map.of()).body()).contains("守土");
        assertThat(wire.send("POST", "/ws/wishes", SoapWire.basic("wang"), "text/xml; charset=\"UTF-16\"", wide.getBytes(StandardCharsets.UTF_16), Map.of()).body()).contains("守土");
    }

    @ParameterizedTest
    @CsvSource({"not-found,404,wish-not-found,", "illegal,409,illegal-move,", "invalid,422,wish-title,title", "forbidden,403,not-yours,", "stale,412,stale,"})
    void aProblemIsAClientFaultWithTheCodeOfRest(String kind, int status, String code, String field) throws Exception {
        SoapWire.Answer answer = wire.ask("<wrong xmlns=\"" + Wishes.NS + "\"><kind>" + kind + "</kind></wrong>");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.fault()).isEqualTo("soap:Client");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(answer.body()).contains("<p:status>" + status + "</p:status>");
    }

    @Test
    void aFaultTextIsWellFormedWhateverTheProblemSays() throws Exception {
        SoapWire.Answer answer = wire.ask("<wrong xmlns=\"" + Wishes.NS + "\"><kind>invalid</kind></wrong>");
        var factory = javax.xml.parsers.DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        var document = factory.newDocumentBuilder().parse(new java.io.ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagNameNS(Wishes.NS, "text").item(0).getTextContent()).isEqualTo("缺少<标题>&\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"store", "fault", "error", "not-a-day", "control"})
    void aFaultOfOursIsAServerFaultAndTellsNothing(String kind) throws Exception {
        SoapWire.Answer answer = wire.ask("<wrong xmlns=\"" + Wishes.NS + "\"><kind>" + kind + "</kind></wrong>");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.fault()).isEqualTo("soap:Server");
        assertThat(answer.code()).isIn("fault", "store-failure");
        assertThat(answer.body()).doesNotContain("secret", "Exception", "Error:", "\tat ", "cvc-", "not a day");
    }

    @Test
    void nobodyEntersWithoutSigningInAndAProgramIsToldHow() throws Exception {
        byte[] body = SoapWire.envelope(SoapWire.make("")).getBytes(StandardCharsets.UTF_8);
        for (String authorization : new String[] {null, "Basic " + java.util.Base64.getEncoder().encodeToString("wang:wrong".getBytes()), "Bearer nonsense", "Digest x"}) {
            for (String[] call : new String[][] {{"POST", "/ws/wishes"}, {"GET", "/ws/wishes?wsdl"}, {"GET", "/ws"}, {"GET", "/ws/"}, {"PUT", "/ws/nothing"}}) {
                SoapWire.Answer answer = wire.send(call[0], call[1], authorization, "text/xml", call[0].equals("GET") ? null : body, Map.of());
                assertThat(answer.status()).as(call[1]).isEqualTo(401);
                assertThat(answer.code()).isEqualTo("unauthenticated");
            }
        }
    }

    @Test
    void theTableOfOperationsDecidesBeforeAnythingIsCompared() throws Exception {
        assertThat(wire.ask("admin", SoapWire.envelope(SoapWire.make("<nonsense/>"))).code()).isEqualTo("role-required");
        assertThat(wire.ask("wang", SoapWire.envelope(SoapWire.make("<nonsense/>"))).code()).isEqualTo("malformed-xml");
        SoapWire.Answer nobody = wire.ask("<nobody xmlns=\"" + Wishes.NS + "\"/>");
        assertThat(nobody.code()).as("a method that names no operation").isEqualTo("role-required");
        assertThat(nobody.fault()).isEqualTo("soap:Client");
        byte[] body = SoapWire.envelope(SoapWire.make("")).getBytes(StandardCharsets.UTF_8);
        assertThat(wire.send("POST", "/ws/wishes", "Bearer device-secret", "text/xml", body, Map.of()).code()).isEqualTo("role-required");
        assertThat(wire.send("GET", "/ws/wishes?wsdl", "Bearer device-secret", null, null, Map.of()).status()).isEqualTo(403);
    }

    @Test
    void anotherSitesPageCannotSend() throws Exception {
        byte[] body = SoapWire.envelope(SoapWire.make("")).getBytes(StandardCharsets.UTF_8);
        SoapWire.Answer answer = wire.send("POST", "/ws/wishes", SoapWire.basic("wang"), "text/xml", body, Map.of("Origin", "https://evil.example"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("csrf");
    }

    @Test
    void theContractIsReadBySignedInCallersAndNamesTheAddressTheyAskedAt() throws Exception {
        SoapWire.Answer answer = wire.send("GET", "/ws/wishes?WSDL", SoapWire.basic("admin"), null, null, Map.of());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("<soap:address location=\"http://127.0.0.1:" + wire.port() + "/ws/wishes\"/>").doesNotContain("http://localhost/");
        for (String path : new String[] {"/ws/wishes", "/ws/wishes?xsd=1", "/ws/wishes?wsdl=file:///etc/passwd", "/ws/wishes?wsdl&xsd=../x", "/ws/nothing?wsdl", "/ws", "/ws/", "/ws/wishes/make", "/ws/services"}) {
            SoapWire.Answer none = wire.send("GET", path, SoapWire.basic("admin"), null, null, Map.of());
            assertThat(none.status()).as(path).isEqualTo(404);
            assertThat(none.body()).as(path).doesNotContain("wsdl:", "urn:test:wish:1");
        }
        assertThat(wire.send("PUT", "/ws/wishes", SoapWire.basic("admin"), "text/xml", new byte[1], Map.of()).status()).isEqualTo(405);
    }

    @Test
    void aServiceComesAndGoesAndAnAddressIsTakenOnce() throws Exception {
        Wishes other = new Wishes();
        assertThatThrownBy(() -> wire.server.publish("/wishes", other)).hasMessageContaining("taken");
        assertThatThrownBy(() -> wire.server.publish("wishes?", other)).isInstanceOf(IllegalArgumentException.class);
        for (int round = 0; round < 3; round++) {
            wire.server.publish("/more", other);
            byte[] body = SoapWire.envelope(SoapWire.make("<text>a</text>")).getBytes(StandardCharsets.UTF_8);
            assertThat(wire.send("POST", "/ws/more", SoapWire.basic("wang"), "text/xml", body, Map.of()).status()).isEqualTo(200);
            wire.server.withdraw("/more", wire.wishes);
            assertThat(wire.server.addresses()).contains("/more");
            wire.server.withdraw("/more", other);
            assertThat(wire.send("POST", "/ws/more", SoapWire.basic("wang"), "text/xml", body, Map.of()).status()).isEqualTo(404);
        }
    }
}
