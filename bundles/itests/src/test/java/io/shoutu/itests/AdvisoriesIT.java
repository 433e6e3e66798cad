package io.shoutu.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.itests.Platform.Answer;
import io.shoutu.itests.Platform.As;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What stands against known advisories (公告与对策): each test is named in {@code docs/advisories.md}. */
class AdvisoriesIT {
    private static Platform platform;
    private static Path assembly;
    private static List<Path> jars;

    @BeforeAll
    static void launch() throws Exception {
        platform = Platform.started(false);
        assembly = platform.home.resolve("karaf-assembly/target/assembly");
        try (var files = Files.walk(assembly)) {
            jars = files.filter(f -> f.toString().endsWith(".jar") || f.toString().endsWith(".war")).toList();
        }
        assertThat(jars).hasSizeGreaterThan(80);
    }

    @AfterAll
    static void close() throws Exception {
        platform.close();
    }

    @Test
    void everyTestNamedInTheTableIsThere() throws Exception {
        String table = Files.readString(platform.home.resolve("docs/advisories.md"));
        for (var test : AdvisoriesIT.class.getDeclaredMethods()) {
            if (test.isAnnotationPresent(Test.class) && !test.getName().equals("everyTestNamedInTheTableIsThere")) {
                assertThat(table).contains(test.getName());
            }
        }
        var named = java.util.regex.Pattern.compile("`AdvisoriesIT\\.([A-Za-z]+)").matcher(table);
        while (named.find()) {
            assertThat(AdvisoriesIT.class.getDeclaredMethod(named.group(1))).isNotNull();
        }
    }

    @Test
    void nothingOfKarafThatIsReachedFromOutsideIsShipped() {
        for (String part : List.of("org.apache.karaf.shell.ssh", "sshd", "org.apache.karaf.management", "org.apache.karaf.instance", "org.apache.karaf.jdbc", "org.apache.karaf.webconsole", "org.apache.felix.webconsole-",
                "org.apache.karaf.http", "org.apache.karaf.jms", "org.apache.karaf.jndi", "decanter", "moquette", "jolokia", "artemis", "activemq", "pax-web-jsp", "xstream", "aries.jmx")) {
            assertThat(jars).as(part).noneMatch(jar -> jar.getFileName().toString().contains(part));
        }
    }

    @Test
    void onlyTheNamedPartsOfCxfAreShipped() {
        TreeSet<String> parts = new TreeSet<>();
        jars.stream().map(jar -> jar.getFileName().toString()).filter(name -> name.startsWith("cxf-")).forEach(name -> parts.add(name.replaceAll("-\\d.*", "")));
        assertThat(parts).containsExactly("cxf-core", "cxf-rt-bindings-soap", "cxf-rt-bindings-xml", "cxf-rt-databinding-jaxb", "cxf-rt-frontend-jaxrs", "cxf-rt-frontend-jaxws", "cxf-rt-frontend-simple",
                "cxf-rt-rs-sse", "cxf-rt-security", "cxf-rt-transports-http", "cxf-rt-wsdl");
        // What CXF would switch on by itself if it were there.
        assertThat(jars).noneMatch(jar -> jar.getFileName().toString().matches("(?i).*(fastinfoset|neethi|wss4j|opensaml|saaj-impl|jakarta\\.mail|javax\\.mail).*"));
    }

    @Test
    void onlyQuietComponentsOfCamelAreShipped() throws Exception {
        TreeSet<String> schemes = new TreeSet<>();
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry inner : zip.stream().filter(e -> e.getName().matches("(.*/)?camel-[^/]*\\.jar")).map(ZipEntry.class::cast).toList()) {
                    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.getInputStream(inner).readAllBytes()))) {
                        for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                            if (e.getName().matches("META-INF/services/org/apache/camel/component/[^/]+")) {
                                schemes.add(e.getName().substring(e.getName().lastIndexOf('/') + 1));
                            }
                        }
                    }
                }
            }
        }
        assertThat(schemes).contains("direct", "file").isSubsetOf("bean", "class", "cluster", "direct", "file", "log", "scheduler", "seda", "timer");
        assertThat(jars).noneMatch(jar -> jar.getFileName().toString().startsWith("camel-"));
    }

    @Test
    void derbyHasNeitherLdapNorANetworkServer() throws Exception {
        assertThat(jars).noneMatch(jar -> jar.getFileName().toString().matches("derby(net|client|run|optionaltools).*"));
        Path derby = jars.stream().filter(jar -> jar.getFileName().toString().startsWith("shoutu-tp-derby")).findFirst().orElseThrow();
        try (ZipFile zip = new ZipFile(derby.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).noneMatch(name -> name.matches("org/apache/derby/(drda|impl/drda|client)/.*") || name.contains("LDAP") || name.contains("NetworkServer"));
        }
    }

    @Test
    void karafHasNoAccount() throws Exception {
        for (String file : List.of("users.properties", "keys.properties")) {
            assertThat(Files.readAllLines(assembly.resolve("etc").resolve(file))).as(file).allMatch(line -> line.isBlank() || line.startsWith("#") || line.startsWith("_g_"));
        }
        for (String pair : List.of("karaf", "admin", "smx", "shoutu", "root", "_g_:admingroup", "viewer", "manager")) {
            assertThat(platform.get(As.basic(pair, pair), "/api/me").status()).as(pair).isEqualTo(401);
        }
    }

    @Test
    void onlyOurOwnCommandsAreReachable() throws Exception {
        for (String command : List.of("config:list", "config:install http://127.0.0.1/x ../../x", "jdbc:execute ds 'select 1'", "jdbc:ds-list", "instance:create x", "instance:list", "ssh:ssh localhost", "shell:exec id", "feature:list",
                "bundle:install x", "jaas:realm-list", "system:property", "*:list", "list", "shoutu:status; config:list", "shoutu:status | config:list", "shoutu:status && config:list", "$(config:list)",
                "shoutu:status $(config:list)", "shoutu:status\nconfig:list", "shoutu:status {config:list}", "shoutu:../config:list", "SHOUTU:status")) {
            Platform.Outcome outcome = platform.command(command);
            assertThat(outcome.text()).as(command).doesNotContain("Pid", "felix.", "karaf.", "uid=", "BundleLocation", "service.pid");
            if (!command.startsWith("shoutu:status")) {
                assertThat(outcome.exit()).as(command + "\n" + outcome.text()).isNotZero();
            }
        }
    }

    @Test
    void attachmentsAreRefusedAtBothDoors() {
        byte[] parts = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        byte[] headers = ("--b\r\n" + "X-Long: y\r\n".repeat(60_000) + "\r\nx\r\n--b--").getBytes(StandardCharsets.US_ASCII);
        for (String path : List.of("/ws/hazards", "/api/hazards", "/api/devices", "/api/readings?device=x", "/api/rules", "/api/accounts/me/password", "/api/attachments")) {
            for (String type : List.of("multipart/form-data; boundary=b", "multipart/related; boundary=b; type=\"application/xop+xml\"", "Multipart/Mixed;boundary=b")) {
                for (byte[] body : List.of(parts, headers)) {
                    long begun = System.nanoTime();
                    Answer answer = platform.send(As.ADMIN, "POST", path, body, type, Map.of());
                    // A role may be missing before the media type is looked at; taken it is never.
                    assertThat(answer.status()).as(path + " " + type).isIn(403, 413, 415, 422);
                    assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(path + " " + type).isLessThan(Duration.ofSeconds(15));
                }
            }
        }
    }
}
