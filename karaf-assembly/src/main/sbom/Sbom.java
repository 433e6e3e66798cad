import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Writes the bill of materials (软件物料清单) of the distribution as CycloneDX 1.5: what really lies in it, jar by jar with its hash, the jars
 * inside our skins too, and the libraries built into the console.
 *
 * <p>It looks at the assembled files and not at the poms: feature files, not Maven scopes, decide what is shipped. The same distribution gives
 * the same bytes. Run: {@code java Sbom.java <assembly> <package-lock.json> <out.json> <version>}.
 */
public final class Sbom {
    private static final Pattern LICENCE = Pattern.compile("<license>.*?<name>\\s*(.*?)\\s*</name>", Pattern.DOTALL);
    private static final Pattern LOCKED = Pattern.compile("\"(node_modules/[^\"]+)\": \\{\\s*\"version\": \"([^\"]+)\"(.*?)\\n    \\}", Pattern.DOTALL);

    /** For jars that do not name their licence themselves; each read at its project's own page or in its pom. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(Map.entry("org.apache.karaf", "Apache-2.0"), Map.entry("org.apache.servicemix", "Apache-2.0"),
            Map.entry("com.sun.istack", "BSD-3-Clause"), Map.entry("jakarta.xml.bind", "BSD-3-Clause"), Map.entry("org.glassfish.jaxb", "BSD-3-Clause"),
            Map.entry("org.bouncycastle", "MIT"), Map.entry("org.eclipse.paho", "EPL-2.0"), Map.entry("org.eclipse.platform", "EPL-2.0"),
            Map.entry("commons-codec", "Apache-2.0"), Map.entry("commons-collections4", "Apache-2.0"), Map.entry("commons-compress", "Apache-2.0"),
            Map.entry("commons-io", "Apache-2.0"), Map.entry("commons-lang3", "Apache-2.0"), Map.entry("commons-math3", "Apache-2.0"),
            Map.entry("fastexcel", "Apache-2.0"), Map.entry("openpdf", "LGPL-2.1 or MPL-2.0"), Map.entry("poi", "Apache-2.0"),
            Map.entry("poi-ooxml", "Apache-2.0"), Map.entry("poi-ooxml-lite", "Apache-2.0"), Map.entry("flyway-core", "Apache-2.0"),
            Map.entry("reactive-streams", "CC0-1.0"), Map.entry("derby", "Apache-2.0"), Map.entry("derbyshared", "Apache-2.0"), Map.entry("postgresql", "BSD-2-Clause"),
            Map.entry("shoutu-verify", "Apache-2.0"));

    private Sbom() {}

    /** What is known of one piece. */
    record Piece(String group, String name, String version, String purl, String sha256, String sha512, Set<String> licences, List<Piece> inside) {}

    public static void main(String[] arguments) throws Exception {
        Path assembly = Path.of(arguments[0]);
        List<Piece> pieces = new ArrayList<>();
        List<Path> jars;
        try (Stream<Path> all = Files.walk(assembly)) {
            jars = all.filter(p -> p.toString().endsWith(".jar") && Files.isRegularFile(p)).sorted().toList();
        }
        for (Path jar : jars) {
            pieces.add(jar(assembly.relativize(jar).toString(), Files.readAllBytes(jar), system(assembly, jar)));
        }
        pieces.addAll(console(Files.readString(Path.of(arguments[1]))));
        List<String> unknown = pieces.stream().flatMap(p -> Stream.concat(Stream.of(p), p.inside().stream())).filter(p -> p.licences().isEmpty()).map(p -> p.name() + " " + p.version()).distinct().toList();
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("nobody says under which licence these are shipped; look it up and name it in ELSEWHERE: " + unknown);
        }
        Path out = Path.of(arguments[2]);
        Files.createDirectories(out.getParent());
        Files.writeString(out, written(pieces, arguments[3]));
        System.out.println(out + ": " + jars.size() + " jars, " + pieces.stream().mapToInt(p -> p.inside().size()).sum() + " inside others, "
                + (pieces.size() - jars.size()) + " console libraries");
    }

    /** Group, artifact and version by the place in the repository {@code system/}, or null for a jar in {@code lib/}. */
    private static String[] system(Path assembly, Path jar) {
        Path inside = assembly.relativize(jar);
        int n = inside.getNameCount();
        if (!inside.startsWith("system") || n < 5) {
            return null;
        }
        String group = inside.subpath(1, n - 3).toString().replace('/', '.');
        return new String[] {group, inside.getName(n - 3).toString(), inside.getName(n - 2).toString()};
    }

    private static Piece jar(String place, byte[] content, String[] known) throws Exception {
        Properties own = new Properties();
        Set<String> licences = new LinkedHashSet<>();
        List<Piece> inside = new ArrayList<>();
        Map<String, byte[]> jars = new TreeMap<>();
        int described = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.equals("META-INF/MANIFEST.MF")) {
                    // Folded lines are one: a line break and a blank mean nothing.
                    String manifest = text(zip).replace("\r\n ", "").replace("\n ", "");
                    Matcher licence = Pattern.compile("(?m)^Bundle-License: *(.+?)\\s*$").matcher(manifest);
                    if (licence.find() && known != null) {
                        for (String one : licence.group(1).split("\\s*,\\s*(?=[^;]*(;|$))")) {
                            licences.add(one.split(";")[0].strip());
                        }
                    }
                } else if (name.matches("META-INF/maven/.+/pom.properties")) {
                    described++;
                    if (described == 1) {
                        own.load(new ByteArrayInputStream(text(zip).getBytes(StandardCharsets.UTF_8)));
                    }
                } else if (name.matches("META-INF/maven/.+/pom.xml")) {
                    Matcher licence = LICENCE.matcher(text(zip));
                    while (licence.find()) {
                        licences.add(licence.group(1).strip());
                    }
                } else if (name.endsWith(".jar")) {
                    jars.put(name, bytes(zip));
                }
            }
        }
        for (Map.Entry<String, byte[]> each : jars.entrySet()) {
            inside.add(jar(place + "!/" + each.getKey(), each.getValue(), null));
        }
        String file = place.substring(place.lastIndexOf('/') + 1).replaceFirst("\\.jar$", "");
        Matcher parts = Pattern.compile("(.+?)-(\\d[\\w.+-]*)").matcher(file);
        boolean byName = parts.matches();
        String name = known != null ? known[1] : own.getProperty("artifactId", byName ? parts.group(1) : file);
        String version = known != null ? known[2] : own.getProperty("version", byName ? parts.group(2) : "");
        String group = known != null ? known[0] : own.getProperty("groupId", "");
        if (licences.isEmpty()) {
            ELSEWHERE.forEach((what, licence) -> {
                if (group.equals(what) || group.startsWith(what + ".") || name.equals(what)) {
                    licences.add(licence);
                }
            });
        }
        String purl = group.isEmpty() ? null : "pkg:maven/" + group + "/" + name + "@" + version;
        return new Piece(group, name, version, purl, hash("SHA-256", content), null, licences, inside);
    }

    /** What the lock file of the console names and ships; tools that only build or test are left out. */
    private static List<Piece> console(String lock) {
        Map<String, Piece> pieces = new LinkedHashMap<>();
        Matcher each = LOCKED.matcher(lock);
        while (each.find()) {
            String rest = each.group(3);
            if (rest.contains("\"dev\": true") || rest.contains("\"optional\": true") || rest.contains("\"devOptional\": true")) {
                continue;
            }
            String name = each.group(1).substring(each.group(1).lastIndexOf("node_modules/") + "node_modules/".length());
            String version = each.group(2);
            String integrity = first(rest, "\"integrity\": \"sha512-([^\"]+)\"");
            String licence = first(rest, "\"license\": \"([^\"]+)\"");
            pieces.put(name + "@" + version, new Piece("", name, version, "pkg:npm/" + name.replace("@", "%40") + "@" + version, null,
                    integrity == null ? null : HexFormat.of().formatHex(Base64.getDecoder().decode(integrity)), licence == null ? Set.of() : Set.of(licence), List.of()));
        }
        return List.copyOf(pieces.values());
    }

    private static String first(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        return found.find() ? found.group(1) : null;
    }

    private static byte[] bytes(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        in.transferTo(out);
        return out.toByteArray();
    }

    private static String text(InputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static String hash(String algorithm, byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    }

    private static String written(List<Piece> pieces, String version) {
        StringBuilder out = new StringBuilder("{\n  \"$schema\": \"http://cyclonedx.org/schema/bom-1.5.schema.json\",\n  \"bomFormat\": \"CycloneDX\",\n  \"specVersion\": \"1.5\",\n"
                + "  \"version\": 1,\n  \"metadata\": {\"component\": {\"type\": \"application\", \"group\": \"io.shoutu\", \"name\": \"shoutu\", \"version\": " + quoted(version)
                + ", \"licenses\": [{\"license\": {\"id\": \"Apache-2.0\"}}]}},\n  \"components\": [\n");
        for (int i = 0; i < pieces.size(); i++) {
            out.append("    ");
            write(pieces.get(i), out);
            out.append(i + 1 < pieces.size() ? ",\n" : "\n");
        }
        return out.append("  ]\n}\n").toString();
    }

    private static void write(Piece piece, StringBuilder out) {
        out.append("{\"type\": \"library\"");
        if (!piece.group().isEmpty()) {
            out.append(", \"group\": ").append(quoted(piece.group()));
        }
        out.append(", \"name\": ").append(quoted(piece.name())).append(", \"version\": ").append(quoted(piece.version()));
        if (piece.purl() != null) {
            out.append(", \"purl\": ").append(quoted(piece.purl()));
        }
        out.append(", \"hashes\": [").append(piece.sha256() != null ? "{\"alg\": \"SHA-256\", \"content\": " + quoted(piece.sha256()) + "}"
                : piece.sha512() != null ? "{\"alg\": \"SHA-512\", \"content\": " + quoted(piece.sha512()) + "}" : "").append(']');
        if (!piece.licences().isEmpty()) {
            out.append(", \"licenses\": [");
            String before = "";
            for (String licence : piece.licences()) {
                out.append(before).append("{\"license\": {\"name\": ").append(quoted(licence)).append("}}");
                before = ", ";
            }
            out.append(']');
        }
        if (!piece.inside().isEmpty()) {
            out.append(", \"components\": [");
            for (int i = 0; i < piece.inside().size(); i++) {
                out.append(i == 0 ? "" : ", ");
                write(piece.inside().get(i), out);
            }
            out.append(']');
        }
        out.append('}');
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < 0x20) {
                out.append(' ');
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }
}
