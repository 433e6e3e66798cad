package io.shoutu.edge.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class PluginJarTest {
    private static final PluginJar.Standing HOUSE = new PluginJar.Standing(Set.of("io.shoutu.hazard", "org.apache.cxf.cxf-core"), Set.of("hazard", "sensor"),
            Map.of("io.shoutu.api", new Version("1.1.0"), "io.shoutu.api.sensor", new Version("1.1.0")));
    private static final String GOOD = "io.shoutu.api;version=\"[1.1,2)\",io.shoutu.api.sensor;version=\"[1.0,2)\",org.slf4j;version=\"[1.7,2)\"";

    private static byte[] jar(Map<String, String> headers, String... entries) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(Map.of("Bundle-ManifestVersion", "2", "Bundle-SymbolicName", "county.meter;singleton:=true", "Bundle-Version", "1.0.0", "Import-Package", GOOD));
        all.putAll(headers);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        all.forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (String entry : entries) {
                jar.putNextEntry(new JarEntry(entry));
            }
        }
        return bytes.toByteArray();
    }

    private static List<String> objections(Map<String, String> headers, String... entries) throws IOException {
        return PluginJar.in(jar(headers, entries)).get(0).objections(HOUSE);
    }

    @Test
    void whatKnowsOnlyTheApiInARangeThatFitsIsTaken() throws IOException {
        assertThat(objections(Map.of(), "db/meter/V001__meter.sql", "county/meter/Meter.class")).isEmpty();
        assertThat(PluginJar.in(jar(Map.of())).get(0).symbolicName()).isEqualTo("county.meter");
    }

    @Test
    void whatWouldHurtIsRefusedWithItsReason() throws IOException {
        assertThat(objections(Map.of("Bundle-SymbolicName", "io.shoutu.hazard"))).singleElement().asString().contains("已属于平台");
        assertThat(objections(Map.of("Bundle-SymbolicName", "org.apache.cxf.cxf-core"))).hasSize(1);
        assertThat(objections(Map.of("Fragment-Host", "io.shoutu.access"))).singleElement().asString().contains("片段");
        assertThat(objections(Map.of("Import-Package", "io.shoutu.commons.sql;version=\"[1.0,2)\""))).singleElement().asString().contains("io.shoutu.commons.sql");
        assertThat(objections(Map.of("Import-Package", "io.shoutu.api;version=\"[2.0,3)\""))).singleElement().asString().contains("1.1.0");
        assertThat(objections(Map.of("Import-Package", "io.shoutu.api.sensor;version=\"[1.2,2)\""))).hasSize(1);
        assertThat(objections(Map.of("Import-Package", "io.shoutu.api"))).singleElement().asString().contains("版本范围");
        assertThat(objections(Map.of("Import-Package", "io.shoutu.api.moon;version=\"[1.0,2)\""))).singleElement().asString().contains("没有");
        assertThat(objections(Map.of("Export-Package", "county.meter;version=1.0,io.shoutu.api.sensor;version=1.1"))).hasSize(1);
        assertThat(objections(Map.of("DynamicImport-Package", "*"))).hasSize(1);
        assertThat(objections(Map.of(), "db/hazard/V099__mine.sql")).singleElement().asString().contains("db/hazard");
    }

    @Test
    void aKarIsItsBundlesAndAnythingElseIsNoPlugin() throws IOException {
        ByteArrayOutputStream kar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(kar)) {
            zip.putNextEntry(new ZipEntry("repository/county/meter/1.0.0/meter-1.0.0.jar"));
            zip.write(jar(Map.of()));
            zip.putNextEntry(new ZipEntry("repository/county/more/1.0.0/more-1.0.0.jar"));
            zip.write(jar(Map.of("Bundle-SymbolicName", "county.more")));
        }
        assertThat(PluginJar.in(kar.toByteArray())).extracting(PluginJar::symbolicName).containsExactly("county.meter", "county.more");
        assertThatThrownBy(() -> PluginJar.in("no plugin".getBytes())).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void onlyASignatureOfATrustedKeyOverTheseVeryBytesCounts(@TempDir Path folder) throws Exception {
        KeyPair county = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] file = jar(Map.of());
        assertThat(new PluginKeys(folder.resolve("none")).signer(file, sign(county, file))).isEmpty();
        Files.writeString(folder.resolve("county.pem"), "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(county.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n");
        PluginKeys keys = new PluginKeys(folder);
        assertThat(keys.signer(file, sign(county, file))).contains("county.pem");
        assertThat(keys.signer(file, sign(stranger, file))).isEmpty();
        assertThat(keys.signer(file, new byte[64])).isEmpty();
        assertThat(keys.signer(file, new byte[7])).isEmpty();
        byte[] other = file.clone();
        other[other.length / 2] ^= 1;
        assertThat(keys.signer(other, sign(county, file))).isEmpty();
    }

    private static byte[] sign(KeyPair pair, byte[] file) throws Exception {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(file);
        return signature.sign();
    }
}
