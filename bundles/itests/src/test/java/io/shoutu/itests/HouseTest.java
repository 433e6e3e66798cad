package io.shoutu.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The house (房子) keeps its floors and walls. Each failure says in one sentence what is wrong and where it should go.
 *
 * <p>{@code ./test house-map} (or {@code -Dshoutu.house.write=true}) writes the generated table of {@code bundles/README.md} anew.
 */
class HouseTest {
    private static final Path HOME = Path.of(System.getProperty("shoutu.home", "../..")).toAbsolutePath().normalize();
    private static final Set<String> ROOMS = Set.of("sensor", "hazard");
    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        List<Path> folders = new ArrayList<>();
        for (String word : List.of("api", "commons", "access", "edge", "notices", "sensor", "hazard", "web", "demo")) {
            Path folder = HOME.resolve("bundles/" + word + "/target/classes");
            assertThat(folder).as("compiled classes of " + word + "; build first").isDirectory();
            folders.add(folder);
        }
        classes = new ClassFileImporter().importPaths(folders);
    }

    private static String word(JavaClass type) {
        Matcher matcher = Pattern.compile("io\\.shoutu\\.([a-z]+)(\\..*)?").matcher(type.getPackageName());
        return matcher.matches() ? matcher.group(1) : null;
    }

    @Test
    void theApiKnowsOnlyTheJdkAndOsgiAnnotations() {
        List<String> wrong = new ArrayList<>();
        for (JavaClass type : classes) {
            if ("api".equals(word(type))) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getBaseComponentType().getName();
                    if (!target.startsWith("java.") && !target.startsWith("io.shoutu.api") && !target.startsWith("org.osgi.") && target.contains(".")) {
                        wrong.add(type.getName() + " uses " + target + ": floor 0 knows only the JDK and OSGi annotations");
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void roomsKnowTheApiAndFloorOneButNeverEachOtherNorTheWeb() {
        List<String> wrong = new ArrayList<>();
        for (JavaClass type : classes) {
            String from = word(type);
            if (from == null) {
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String to = word(dependency.getTargetClass().getBaseComponentType());
                if (to == null || to.equals(from) || to.equals("api")) {
                    continue;
                }
                boolean allowed = (ROOMS.contains(from) || from.equals("access") || from.equals("edge") || from.equals("notices")) && to.equals("commons");
                if (!allowed) {
                    wrong.add(type.getName() + " (" + from + ") uses " + dependency.getTargetClass().getName() + " (" + to + "): ask through an interface in api, or hear a fact");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void domainCodeKnowsNoPlumbing() {
        List<String> wrong = new ArrayList<>();
        for (JavaClass type : classes) {
            String word = word(type);
            if (word != null && type.getPackageName().startsWith("io.shoutu." + word + ".domain")) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getBaseComponentType().getName();
                    boolean pure = !target.contains(".") || target.startsWith("java.") && !target.startsWith("java.sql.") || target.startsWith("javax.crypto.") || target.startsWith("io.shoutu.api.") || target.startsWith("io.shoutu." + word + ".domain");
                    if (!pure) {
                        wrong.add(type.getName() + " uses " + target + ": domain speaks the trade, with the JDK and api only");
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void servletsAndRestStayAtTheEdge() {
        List<String> wrong = new ArrayList<>();
        for (JavaClass type : classes) {
            String word = word(type);
            if (word == null || word.equals("edge") || word.equals("web")) {
                continue;
            }
            boolean restPackage = type.getPackageName().contains(".rest");
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getName();
                if ((target.startsWith("javax.ws.rs") || target.startsWith("javax.servlet")) && !restPackage) {
                    wrong.add(type.getName() + " uses " + target + ": HTTP belongs into the package rest, so that the move to jakarta touches only those");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void onlyBundlesThatPromiseSomethingExportPackages() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String word : List.of("access", "edge", "notices", "sensor", "hazard", "web", "demo")) {
            String manifest = Files.readString(HOME.resolve("bundles/" + word + "/target/classes/META-INF/MANIFEST.MF"));
            if (manifest.contains("Export-Package")) {
                wrong.add(word + " exports a package: a domain bundle exports nothing, so that replacing it refreshes nobody else");
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void namesSayWhatThingsAre() {
        List<String> wrong = new ArrayList<>();
        for (JavaClass type : classes) {
            if (type.getSimpleName().matches("(Abstract.*|.*(Impl|Manager|Util|Utils|Helper))")) {
                wrong.add(type.getName() + " says little: name it by what it is");
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nobodyAsksTheSystemClock() throws IOException {
        List<String> wrong = new ArrayList<>();
        Pattern now = Pattern.compile("Instant\\.now\\(\\)|LocalDate\\.now\\(\\)|LocalDateTime\\.now\\(\\)|ZonedDateTime\\.now\\(\\)");
        for (Path file : sources()) {
            if (now.matcher(Files.readString(file)).find()) {
                wrong.add(HOME.relativize(file) + " asks the system clock: take a java.time.Clock");
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyBundleTellsAStrangerWhatItIs() throws IOException {
        List<String> missing = new ArrayList<>();
        try (var folders = Files.list(HOME.resolve("bundles"))) {
            for (Path folder : folders.filter(f -> Files.exists(f.resolve("pom.xml"))).toList()) {
                if (!Files.exists(folder.resolve("README.md"))) {
                    missing.add(HOME.relativize(folder) + " has no README.md");
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /** The table fact → listeners of the house map is generated from the routes; it fails here when it is stale. */
    @Test
    void theTableOfFactsAndListenersIsCurrent() throws IOException {
        Path map = HOME.resolve("bundles/README.md");
        String text = Files.readString(map);
        String begin = "<!-- facts: generated, see HouseTest -->\n";
        String end = "<!-- /facts -->";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        assertThat(from).as("the mark " + begin.trim() + " in bundles/README.md").isGreaterThanOrEqualTo(begin.length());
        String table = factTable();
        if (Boolean.getBoolean("shoutu.house.write")) {
            Files.writeString(map, text.substring(0, from) + table + text.substring(to));
        } else {
            assertThat(text.substring(from, to)).as("stale; write it anew with ./test house-map").isEqualTo(table);
        }
    }

    private static String factTable() throws IOException {
        TreeMap<String, TreeSet<String>> tellers = new TreeMap<>();
        TreeMap<String, TreeSet<String>> listeners = new TreeMap<>();
        Pattern fact = Pattern.compile("\"([a-z]+\\.[a-z][a-z0-9-]*)\"");
        Pattern route = Pattern.compile("journal:([a-z0-9.-]+)\\?facts=([a-z0-9.,*-]+)");
        Set<String> words = Set.of("commons", "access", "edge", "notices", "sensor", "hazard", "directory", "attachment", "calendar", "number", "journal", "time", "day");
        for (Path file : sources()) {
            String source = Files.readString(file);
            String word = HOME.resolve("bundles").relativize(file).getName(0).toString();
            Matcher facts = fact.matcher(source);
            while (facts.find()) {
                String name = facts.group(1);
                boolean aFact = words.contains(name.substring(0, name.indexOf('.'))) && name.matches(".*(ed|sent|due|began|bound|signed-in|signed-out)");
                if (aFact) {
                    String teller = word.equals("api") ? name.substring(0, name.indexOf('.')) : word;
                    tellers.computeIfAbsent(name, k -> new TreeSet<>()).add(Set.of("time", "day").contains(teller) ? "commons" : teller);
                }
            }
            Matcher routes = route.matcher(source);
            while (routes.find()) {
                for (String heard : routes.group(2).split(",")) {
                    listeners.computeIfAbsent(heard, k -> new TreeSet<>()).add("`" + word + "." + routes.group(1) + "`");
                }
            }
        }
        StringBuilder out = new StringBuilder("| Fact | Told by | Heard by |\n|---|---|---|\n");
        tellers.forEach((name, by) -> {
            TreeSet<String> ears = new TreeSet<>();
            listeners.forEach((pattern, names) -> {
                boolean hit = pattern.equals(name) || pattern.endsWith("*") && name.startsWith(pattern.substring(0, pattern.length() - 1));
                if (hit) {
                    ears.addAll(names);
                }
            });
            out.append("| `").append(name).append("` | ").append(String.join(", ", by)).append(" | ").append(ears.isEmpty() ? "pages, by `/api/live`" : String.join(", ", ears)).append(" |\n");
        });
        return out.toString();
    }

    private static List<Path> sources() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String word : List.of("api", "commons", "access", "edge", "notices", "sensor", "hazard", "web", "demo")) {
            Path folder = HOME.resolve("bundles/" + word + "/src/main/java");
            try (var files = Files.walk(folder)) {
                files.filter(f -> f.toString().endsWith(".java")).sorted().forEach(all::add);
            }
        }
        return all;
    }
}
