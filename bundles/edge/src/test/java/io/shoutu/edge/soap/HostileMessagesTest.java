package io.shoutu.edge.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Messages sent in bad faith (恶意报文): each is refused quickly, nothing is fetched (a listener hears nobody), no file is shown, no class is loaded. */
class HostileMessagesTest {
    private static final String SECRET = "TOP-SECRET-7f3a";
    private static final Duration QUICK = Duration.ofSeconds(20);
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static SoapWire wire;
    private static ServerSocket sink;
    private static Path secret;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        secret = Files.writeString(folder.resolve("secret.txt"), SECRET);
        sink = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread listener = new Thread(() -> {
            while (!sink.isClosed()) {
                try (Socket caller = sink.accept()) {
                    CALLS.incrementAndGet();
                } catch (java.io.IOException closed) {
                    return;
                }
            }
        }, "sink");
        listener.setDaemon(true);
        listener.start();
        wire = new SoapWire();
        assertThat(wire.ask(SoapWire.make("<text>warm</text>")).status()).isEqualTo(200);
    }

    @AfterAll
    static void close() throws Exception {
        wire.close();
        sink.close();
    }

    /** A message: its media type, its bytes, further headers. */
    private record Message(String type, byte[] body, Map<String, String> headers) {
        static Message xml(String document) {
            return new Message("text/xml; charset=utf-8", document.getBytes(StandardCharsets.UTF_8), Map.of());
        }

        static Message typed(String type, String document) {
            return new Message(type, document.getBytes(StandardCharsets.UTF_8), Map.of());
        }
    }

    private static String doc(String prolog, String inside) {
        return prolog + SoapWire.envelope(SoapWire.make("<text>" + inside + "</text>"));
    }

    private static String headed(String header) {
        return "<s:Envelope xmlns:s=\"" + Envelope.SOAP + "\"><s:Header>" + header + "</s:Header><s:Body>" + SoapWire.make("<text>x</text>") + "</s:Body></s:Envelope>";
    }

    private static Map<String, Message> messages() throws Exception {
        Map<String, Message> all = new LinkedHashMap<>();
        String here = "127.0.0.1:" + sink.getLocalPort();
        for (String target : List.of(secret.toUri().toString(), "file:///etc/passwd", "http://" + here + "/x", "https://" + here + "/x", "ftp://" + here + "/x",
                "jar:http://" + here + "/x.jar!/y", "netdoc:" + secret, "ldap://" + here + "/x", "rmi://" + here + "/x", "../secret.txt")) {
            all.put("general entity " + target, Message.xml(doc("<!DOCTYPE a [<!ENTITY x SYSTEM \"" + target + "\">]>", "&x;")));
            all.put("parameter entity " + target, Message.xml(doc("<!DOCTYPE a [<!ENTITY % p SYSTEM \"" + target + "\"> %p;]>", "x")));
            all.put("external subset " + target, Message.xml(doc("<!DOCTYPE a SYSTEM \"" + target + "\">", "x")));
            all.put("public subset " + target, Message.xml(doc("<!DOCTYPE a PUBLIC \"-//X//Y\" \"" + target + "\">", "x")));
        }
        all.put("out of band", Message.xml(doc("<!DOCTYPE a [<!ENTITY % f SYSTEM \"" + secret.toUri() + "\"><!ENTITY % d SYSTEM \"http://" + here + "/d.dtd\">%d;%s;]>", "&e;")));
        all.put("entity in an attribute", Message.xml("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + SoapWire.envelope("<make xmlns=\"" + Wishes.NS + "\" a=\"&x;\"/>")));
        all.put("unparsed entity", Message.xml(doc("<!DOCTYPE a [<!NOTATION n SYSTEM \"x\"><!ENTITY x SYSTEM \"file:///etc/passwd\" NDATA n>]>", "x")));
        all.put("harmless document type", Message.xml(doc("<!DOCTYPE Envelope>", "x")));
        all.put("document type after a comment", Message.xml(doc("<!-- x --><!DOCTYPE Envelope []>", "x")));
        all.put("document type after the declaration", Message.xml(doc("<?xml version=\"1.0\"?>\n<!DOCTYPE Envelope []>", "x")));
        all.put("document type in utf-16", new Message("text/xml", doc("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "&x;").getBytes(StandardCharsets.UTF_16), Map.of()));
        all.put("document type in utf-7", Message.typed("text/xml; charset=utf-7", doc("+ADwAIQ-DOCTYPE a+AD4-", "x")));
        all.put("document type inside", Message.xml(SoapWire.envelope(SoapWire.make("<!DOCTYPE a>"))));
        all.put("undeclared entity", Message.xml(doc("", "&x;")));
        StringBuilder laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 12; i++) {
            laughs.append("<!ENTITY l").append(i).append(" \"").append(("&l" + (i - 1) + ";").repeat(10)).append("\">");
        }
        all.put("billion laughs", Message.xml(doc(laughs + "]>", "&l11;")));
        all.put("laughs in an attribute", Message.xml(laughs + "]>" + SoapWire.envelope("<make xmlns=\"" + Wishes.NS + "\" a=\"&l11;\"/>")));
        all.put("laughs by parameter entities", Message.xml(doc("<!DOCTYPE a [<!ENTITY % a \"<!ENTITY x 'lol'>\"><!ENTITY % b \"%a;%a;%a;\">%b;]>", "&x;")));
        all.put("quadratic blow-up", Message.xml(doc("<!DOCTYPE a [<!ENTITY x \"" + "x".repeat(50_000) + "\">]>", "&x;".repeat(50_000))));
        all.put("entity that names itself", Message.xml(doc("<!DOCTYPE a [<!ENTITY x \"&x;\">]>", "&x;")));
        for (String target : List.of(secret.toUri().toString(), "http://" + here + "/x")) {
            all.put("XInclude " + target, Message.xml(SoapWire.envelope(SoapWire.make("<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" parse=\"text\" href=\"" + target + "\"/>"))));
            all.put("XInclude as operation " + target, Message.xml(SoapWire.envelope("<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"" + target + "\"/>")));
            all.put("XSLT " + target, Message.xml("<?xml-stylesheet type=\"text/xsl\" href=\"" + target + "\"?>" + doc("", "x")));
            all.put("XSLT as operation " + target, Message.xml(SoapWire.envelope("<xsl:stylesheet xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\" version=\"1.0\"><xsl:import href=\"" + target + "\"/></xsl:stylesheet>")));
            all.put("MTOM reference " + target, Message.xml(doc("", "<xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\" href=\"" + target + "\"/>")));
            all.put("multi-reference " + target, Message.xml(SoapWire.envelope(SoapWire.make("<text href=\"" + target + "\"/>"))));
            all.put("schema inside " + target, Message.xml(SoapWire.envelope(SoapWire.make("<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:import schemaLocation=\"" + target + "\"/></xs:schema>"))));
            all.put("WS-Transfer Create " + target, Message.xml(SoapWire.envelope("<t:Create xmlns:t=\"http://www.w3.org/2011/03/ws-tra\" Dialect=\"http://www.w3.org/2001/XMLSchema\"><t:Representation href=\"" + target + "\"/></t:Create>")));
            all.put("addressing that must be understood " + target, Message.xml(headed("<a:ReplyTo s:mustUnderstand=\"1\" xmlns:a=\"http://www.w3.org/2005/08/addressing\"><a:Address>" + target + "</a:Address></a:ReplyTo>")));
        }
        all.put("deep by 101", Message.xml(SoapWire.envelope(SoapWire.make("<a>".repeat(101) + "</a>".repeat(101)))));
        all.put("deep by 100,000", Message.xml(SoapWire.envelope(SoapWire.make("<a>".repeat(100_000) + "</a>".repeat(100_000)))));
        all.put("deep in the header", Message.xml(headed("<a>".repeat(5_000) + "</a>".repeat(5_000))));
        all.put("deep and never closed", Message.xml("<a>".repeat(500_000)));
        all.put("100,001 elements", Message.xml(SoapWire.envelope(SoapWire.make("<text/>".repeat(100_001)))));
        all.put("100,001 elements in the header", Message.xml(headed("<h/>".repeat(100_001))));
        all.put("501 attributes", Message.xml(SoapWire.envelope("<make xmlns=\"" + Wishes.NS + "\"" + attributes(501) + "/>")));
        all.put("60,000 attributes", Message.xml(SoapWire.envelope("<make xmlns=\"" + Wishes.NS + "\"" + attributes(60_000) + "/>")));
        all.put("501 attributes in the header", Message.xml(headed("<h" + attributes(501) + "/>")));
        all.put("501 namespaces", Message.xml(headed("<h" + IntStream.range(0, 501).mapToObj(i -> " xmlns:n" + i + "=\"u\"").collect(Collectors.joining()) + "/>")));
        all.put("60,000 namespaces", Message.xml(headed("<h" + IntStream.range(0, 60_000).mapToObj(i -> " xmlns:n" + i + "=\"u\"").collect(Collectors.joining()) + "/>")));
        all.put("names of one hash", Message.xml(SoapWire.envelope("<make xmlns=\"" + Wishes.NS + "\"" + collisions(12).stream().map(n -> " " + n + "=\"\"").collect(Collectors.joining()) + "/>")));
        all.put("an attribute of 100 kB", Message.xml(headed("<h a=\"" + "x".repeat(100_000) + "\"/>")));
        all.put("a name of 1 MB", Message.xml(SoapWire.envelope("<" + "n".repeat(1_000_000) + "/>")));
        all.put("text over 1 MB", Message.xml(doc("", "x".repeat(1_048_577))));
        all.put("text over 1 MB in pieces", Message.xml(doc("", ("x".repeat(10_000) + "<![CDATA[y]]><!-- -->").repeat(110))));
        all.put("text over 1 MB of character references", Message.xml(doc("", "&#65;".repeat(300_000) + "x".repeat(800_000))));
        all.put("text over 1 MB in the header", Message.xml(headed("<h>" + "x".repeat(1_048_577) + "</h>")));
        all.put("more than the door takes", Message.xml(doc("", "x".repeat(2_200_000))));
        all.put("more than the door takes in comments", Message.xml(doc("", "<!--" + "x".repeat(2_200_000) + "-->")));
        String mime = "--b\r\nContent-Type: application/xop+xml; type=\"text/xml\"\r\nContent-ID: <r>\r\n\r\n" + doc("", "<xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\" href=\"http://" + here + "/x\"/>") + "\r\n--b--\r\n";
        all.put("MTOM", Message.typed("multipart/related; boundary=b; type=\"application/xop+xml\"; start=\"<r>\"; start-info=\"text/xml\"", mime));
        all.put("SOAP with attachments", Message.typed("Multipart/Related; boundary=b; type=\"text/xml\"", mime));
        all.put("a form", Message.typed("multipart/form-data; boundary=b", mime));
        all.put("mixed", Message.typed("multipart/mixed;boundary=b", mime));
        all.put("100,000 parts", Message.typed("multipart/related; boundary=b", "--b\r\n\r\n\r\n".repeat(100_000) + "--b--"));
        all.put("100,000 headers of a part", Message.typed("multipart/related; boundary=b", "--b\r\n" + "X-A: b\r\n".repeat(100_000) + "\r\n--b--"));
        for (String type : List.of("application/soap+xml", "application/xml", "application/json", "text/plain", "text/xmlx", "application/fastinfoset", "application/octet-stream",
                "application/x-java-serialized-object", "application/xop+xml", "application/vnd.sun.xml", "*/*", "text/*", ";")) {
            all.put("media type " + type, Message.typed(type, doc("", "x")));
        }
        all.put("no media type", new Message(null, doc("", "x").getBytes(StandardCharsets.UTF_8), Map.of()));
        for (String charset : List.of("gbk", "utf-32", "ibm037", "iso-2022-cn", "nonsense", "x-COMPOUND_TEXT", "us-ascii", "utf-8x")) {
            all.put("charset " + charset, Message.typed("text/xml; charset=" + charset, doc("", "x")));
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(doc("", "x".repeat(50_000_000)).getBytes(StandardCharsets.UTF_8));
        }
        for (String coding : List.of("gzip", "deflate", "x-gzip", "br", "identity, gzip")) {
            all.put("packed with " + coding, new Message("text/xml", packed.toByteArray(), Map.of("Content-Encoding", coding)));
        }
        all.put("gzip that does not say so", new Message("text/xml", packed.toByteArray(), Map.of()));
        for (String declared : List.of("ISO-8859-1", "UTF-16", "UTF-7", "GBK", "IBM037", "nonsense", "")) {
            all.put("declared as " + declared, Message.xml(doc("<?xml version=\"1.0\" encoding=\"" + declared + "\"?>", "x")));
        }
        all.put("XML 1.1", Message.xml(doc("<?xml version=\"1.1\"?>", "&#1;")));
        all.put("a declaration of 1 MB", Message.xml(doc("<?xml version=\"1.0\"" + " ".repeat(1_000_000) + "?>", "x")));
        all.put("two declarations", Message.xml(doc("<?xml version=\"1.0\"?><?xml version=\"1.0\"?>", "x")));
        byte[] plain = doc("", "@@").getBytes(StandardCharsets.UTF_8);
        for (byte[] pair : new byte[][] {{(byte) 0xff, (byte) 0xfe}, {(byte) 0xc0, (byte) 0xaf}, {(byte) 0xe4, (byte) 0xbd}, {0, 0}, {1, 2}, {(byte) 0x80, 0x20}}) {
            all.put("bytes " + (pair[0] & 0xff) + " " + (pair[1] & 0xff), new Message("text/xml", replaced(plain, pair), Map.of()));
        }
        all.put("half a pair in bytes", new Message("text/xml", replaced(plain, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}), Map.of()));
        for (String reference : List.of("&#0;", "&#1;", "&#x8;", "&#x1F;", "&#xD800;", "&#xDFFF;", "&#xFFFE;", "&#xFFFF;", "&#x110000;", "&#99999999999;", "&#xZZ;", "&#;", "\uFFFE", "\u0007")) {
            all.put("character " + reference.replaceAll("[^ -~]", "?"), Message.xml(doc("", reference)));
        }
        for (String body : List.of("", " ", "<", "{}", "not xml", "<a/>", "<s:Envelope/>", "<Envelope><Body/></Envelope>")) {
            all.put("instead of an envelope: " + body, Message.xml(body));
        }
        String make = SoapWire.make("<text>x</text>");
        all.put("SOAP 1.2", Message.xml(doc("", "x").replace(Envelope.SOAP, Envelope.SOAP_12)));
        all.put("empty body", Message.xml(SoapWire.envelope("")));
        all.put("no body", Message.xml("<s:Envelope xmlns:s=\"" + Envelope.SOAP + "\"><s:Header/></s:Envelope>"));
        all.put("two operations", Message.xml(SoapWire.envelope(make + make)));
        all.put("two bodies", Message.xml("<s:Envelope xmlns:s=\"" + Envelope.SOAP + "\"><s:Body>" + make + "</s:Body><s:Body>" + make + "</s:Body></s:Envelope>"));
        all.put("two headers", Message.xml("<s:Envelope xmlns:s=\"" + Envelope.SOAP + "\"><s:Header/><s:Header/><s:Body>" + make + "</s:Body></s:Envelope>"));
        all.put("a header after the body", Message.xml("<s:Envelope xmlns:s=\"" + Envelope.SOAP + "\"><s:Body>" + make + "</s:Body><s:Header/></s:Envelope>"));
        all.put("something after the body", Message.xml("<s:Envelope xmlns:s=\"" + Envelope.SOAP + "\"><s:Body>" + make + "</s:Body><x/></s:Envelope>"));
        all.put("something after the envelope", Message.xml(doc("", "x") + "<x/>"));
        all.put("text in the body", Message.xml(SoapWire.envelope("x" + make)));
        all.put("never closed", Message.xml(doc("", "x").replace("</s:Envelope>", "")));
        all.put("attribute twice", Message.xml(SoapWire.envelope("<make xmlns=\"" + Wishes.NS + "\" a=\"1\" a=\"2\"/>")));
        all.put("unknown prefix", Message.xml(SoapWire.envelope("<q:make/>")));
        all.put("unknown operation", Message.xml(SoapWire.envelope("<drop xmlns=\"" + Wishes.NS + "\"/>")));
        all.put("operation of no namespace", Message.xml(SoapWire.envelope("<make/>")));
        all.put("an answer as a question", Message.xml(SoapWire.envelope("<makeResponse xmlns=\"" + Wishes.NS + "\"><by>x</by></makeResponse>")));
        all.put("a fault as a question", Message.xml(SoapWire.envelope("<s:Fault><faultcode>s:Client</faultcode><faultstring>x</faultstring></s:Fault>")));
        all.put("rpc/encoded", Message.xml(SoapWire.envelope("<make xmlns=\"" + Wishes.NS + "\" s:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"/>")));
        String xsi = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"";
        for (String type : List.of("xs:base64Binary", "xs:int", "java:java.lang.Runtime", "xs:anyType", "Wrong", "nonsense")) {
            all.put("xsi:type " + type, Message.xml(SoapWire.envelope(SoapWire.make("<text" + xsi + " xsi:type=\"" + type + "\">AAAA</text>"))));
        }
        all.put("xsi:nil", Message.xml(SoapWire.envelope(SoapWire.make("<text" + xsi + " xsi:nil=\"true\"/>"))));
        ByteArrayOutputStream serialized = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(serialized)) {
            objects.writeObject(new ArrayList<>(List.of("x")));
        }
        all.put("a serialized object", new Message("text/xml", serialized.toByteArray(), Map.of()));
        all.put("java beans", Message.xml(SoapWire.envelope("<java><object class=\"java.lang.ProcessBuilder\"><void method=\"start\"/></object></java>")));
        all.put("security that must be understood", Message.xml(headed("<w:Security s:mustUnderstand=\"1\" xmlns:w=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\"/>")));
        return all;
    }

    @TestFactory
    List<DynamicTest> isRefusedQuicklyAndNothingIsFetched() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        messages().forEach((name, message) -> tests.add(DynamicTest.dynamicTest(name, () -> {
            int before = CALLS.get();
            SoapWire.Answer answer;
            try {
                answer = wire.send("POST", "/ws/wishes", SoapWire.basic("wang"), message.type(), message.body(), message.headers());
            } catch (java.io.IOException hungUp) {
                assertThat(message.body().length).as("only what is too large is hung up on in the middle: " + hungUp).isGreaterThan(100_000);
                assertThat(CALLS.get()).as("connections out").isEqualTo(before);
                return;
            }
            if (answer.status() == 500) {
                assertThat(answer.fault()).as(answer.body()).isIn("soap:Client", "soap:MustUnderstand", "soap:VersionMismatch");
                assertThat(answer.code()).isIn("malformed-xml", "bad-parameter", "soap-version", "soap-header");
            } else {
                assertThat(answer.status()).as(answer.body()).isIn(413, 415);
                assertThat(answer.code()).isIn("too-large", "unsupported-media-type");
            }
            assertThat(answer.body()).doesNotContain(SECRET, "root:", "Exception", "\tat ", "org.apache", "com.ctc", "cvc-");
            assertThat(answer.took()).isLessThan(QUICK);
            assertThat(CALLS.get()).as("connections out").isEqualTo(before);
        })));
        assertThat(tests).hasSizeGreaterThan(100);
        return tests;
    }

    /** What a header or a hint merely says is not refused, and not followed either. */
    @TestFactory
    List<DynamicTest> whatIsOnlySaidIsNotFollowed() {
        String here = "http://127.0.0.1:" + sink.getLocalPort() + "/x";
        String wsa = "xmlns:a=\"http://www.w3.org/2005/08/addressing\"";
        String hint = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ";
        Map<String, String> said = new LinkedHashMap<>();
        said.put("ReplyTo", headed("<a:ReplyTo " + wsa + "><a:Address>" + here + "</a:Address></a:ReplyTo><a:MessageID " + wsa + ">urn:x</a:MessageID><a:Action " + wsa + ">x</a:Action>"));
        said.put("FaultTo", headed("<a:FaultTo " + wsa + "><a:Address>" + here + "</a:Address></a:FaultTo>"));
        said.put("ReplyTo of 2004", headed("<a:ReplyTo xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\"><a:Address>" + here + "</a:Address></a:ReplyTo>"));
        said.put("AcksTo", headed("<r:CreateSequence xmlns:r=\"http://docs.oasis-open.org/ws-rx/wsrm/200702\"><r:AcksTo><a:Address " + wsa + ">" + here + "</a:Address></r:AcksTo></r:CreateSequence>"));
        said.put("XInclude in the header", headed("<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"" + here + "\"/>"));
        said.put("a header that need not be understood", headed("<w:Security xmlns:w=\"urn:w\" s:mustUnderstand=\"0\"><w:Token href=\"" + here + "\"/></w:Security>"));
        said.put("schemaLocation", SoapWire.envelope("<make xmlns=\"" + Wishes.NS + "\"" + hint + "xsi:schemaLocation=\"" + Wishes.NS + " " + here + "\"/>"));
        said.put("noNamespaceSchemaLocation", SoapWire.envelope("<make xmlns=\"" + Wishes.NS + "\"" + hint + "xsi:noNamespaceSchemaLocation=\"" + here + "\"/>"));
        said.put("schemaLocation of the envelope", SoapWire.envelope(SoapWire.make("<text>x</text>")).replace("<s:Envelope", "<s:Envelope" + hint + "xsi:schemaLocation=\"" + Envelope.SOAP + " " + here + "\""));
        said.put("an address as text", SoapWire.envelope(SoapWire.make("<text>" + here + "</text>")));
        List<DynamicTest> tests = new ArrayList<>();
        said.forEach((name, document) -> tests.add(DynamicTest.dynamicTest(name, () -> {
            int before = CALLS.get();
            SoapWire.Answer answer = wire.ask("wang", document);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(CALLS.get()).as("connections out").isEqualTo(before);
        })));
        return tests;
    }

    @Test
    void whatIsTooLongIsRefusedBeforeItComes() throws Exception {
        for (String size : new String[] {"Content-Length: 10000000000", "Content-Length: 2097153"}) {
            try (Socket socket = new Socket("127.0.0.1", wire.port())) {
                socket.setSoTimeout(2_000);
                OutputStream out = socket.getOutputStream();
                out.write(("POST /ws/wishes HTTP/1.1\r\nHost: x\r\nAuthorization: " + SoapWire.basic("wang") + "\r\nContent-Type: text/xml\r\n" + size + "\r\n\r\n<s:Envelope").getBytes(StandardCharsets.US_ASCII));
                out.flush();
                byte[] head = new byte[12];
                assertThat(socket.getInputStream().readNBytes(head, 0, 12)).isEqualTo(12);
                assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
            }
        }
    }

    @Test
    void whatIsRefusedWithoutAPasswordIsNotEvenRead() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", wire.port())) {
            socket.setSoTimeout(2_000);
            OutputStream out = socket.getOutputStream();
            out.write("POST /ws/wishes HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<a>".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            byte[] head = new byte[12];
            assertThat(socket.getInputStream().readNBytes(head, 0, 12)).isEqualTo(12);
            assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 401");
        }
    }

    private static String attributes(int count) {
        return IntStream.range(0, count).mapToObj(i -> " a" + i + "=\"\"").collect(Collectors.joining());
    }

    /** 2^n names with one hash code. */
    private static List<String> collisions(int n) {
        List<String> names = List.of("");
        for (int i = 0; i < n; i++) {
            names = names.stream().flatMap(name -> List.of(name + "Aa", name + "BB").stream()).toList();
        }
        return names;
    }

    private static byte[] replaced(byte[] document, byte[] pair) {
        String marked = new String(document, StandardCharsets.ISO_8859_1);
        return marked.replace("@@", new String(pair, StandardCharsets.ISO_8859_1)).getBytes(Charset.forName("ISO-8859-1"));
    }
}
