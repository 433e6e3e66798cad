package io.shoutu.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.access.Roles;
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
    /** What is no room: the floors below them, what stands on top, and what is no part of the product. Every other folder is a room and keeps its rules from its first day. */
    private static final List<String> BELOW = List.of("api", "commons", "access", "edge", "documents", "notices");
    private static final List<String> ABOVE = List.of("web", "demo");
    private static final Set<String> APART = Set.of("verify", "plugin-sample", "itests", "tp");
    private static final Set<String> ROOMS = rooms();
    private static final List<String> VERBS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD");
    /** Operations on the journal that add to it, or hand an entry out once more. */
    private static final Set<String> ADDING = Set.of("journal.replay", "journal.checkpoint-take");
    private static JavaClasses classes;
    /** Every bundle there is, those of plugins too. */
    private static JavaClasses everything;

    private static Set<String> rooms() {
        Set<String> rooms = new TreeSet<>();
        try (var folders = Files.list(HOME.resolve("bundles"))) {
            folders.filter(f -> Files.exists(f.resolve("pom.xml"))).map(f -> f.getFileName().toString())
                    .filter(word -> !BELOW.contains(word) && !ABOVE.contains(word) && !APART.contains(word)).forEach(rooms::add);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return rooms;
    }

    /** All bundles of the product, floor by floor. */
    private static List<String> words() {
        List<String> all = new ArrayList<>(BELOW);
        all.addAll(ROOMS);
        all.addAll(ABOVE);
        return all;
    }

    @BeforeAll
    static void read() {
        List<Path> folders = new ArrayList<>();
        for (String word : words()) {
            Path folder = HOME.resolve("bundles/" + word + "/target/classes");
            assertThat(folder).as("compiled classes of " + word + "; build first").isDirectory();
            folders.add(folder);
        }
        classes = new ClassFileImporter().importPaths(folders);
        try (var bundles = Files.list(HOME.resolve("bundles"))) {
            everything = new ClassFileImporter().importPaths(bundles.map(b -> b.resolve("target/classes")).filter(Files::isDirectory).toList());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
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
                boolean allowed = (ROOMS.contains(from) || BELOW.contains(from) && !from.equals("api")) && to.equals("commons");
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
        for (String word : words()) {
            if (word.equals("api") || word.equals("commons")) {
                continue;
            }
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

    /** A door has a proof of fitting through it in the test artifact of api, somebody who came through, and nobody came through without giving the proof. */
    @Test
    void everyDoorHasItsProofOfFittingAndWhoeverCameThroughGaveIt() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String door : List.of("sensor.SensorInlet", "sensor.SensorDecoder", "sensor.AlarmRule", "duty.DutyEvidence", "reporting.ReportSource", "edge.Uplink", "notices.Notifier",
                "documents.DocumentTemplate", "ui.UiContribution", "todo.Waiting", "search.SearchSource")) {
            String contract = door.substring(door.indexOf('.') + 1) + "Contract";
            if (!Files.exists(HOME.resolve("bundles/api/src/test/java/io/shoutu/api/" + door.replace('.', '/') + "Contract.java"))) {
                wrong.add("api has no " + contract + ": who writes a door ships the proof of fitting through it");
            }
            Set<String> through = new TreeSet<>();
            for (JavaClass type : everything) {
                String source = type.getSource().map(from -> from.getUri().getPath()).orElse("");
                Matcher bundle = Pattern.compile(".*/bundles/([a-z-]+)/target/classes/.*").matcher(source);
                if (!type.isInterface() && !type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT) && !type.isAnonymousClass()
                        && type.isAssignableTo("io.shoutu.api." + door) && bundle.matches() && !bundle.group(1).equals("api")) {
                    through.add(bundle.group(1));
                }
            }
            if (through.isEmpty()) {
                wrong.add("nobody of ours stands in the door " + door);
            }
            for (String bundle : through) {
                try (var tests = Files.walk(HOME.resolve("bundles/" + bundle + "/src/test/java"))) {
                    boolean proved = false;
                    for (Path test : tests.filter(f -> f.toString().endsWith(".java")).toList()) {
                        proved = proved || Files.readString(test).contains(contract);
                    }
                    if (!proved) {
                        wrong.add(bundle + " stands in the door " + door + " and no test of it is a " + contract);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Whatever an operator may change stands in config/README.md: the full key, or its last part after a point where the table shortens it. */
    @Test
    void everySettingStandsInTheTableOfTheOperator() throws IOException {
        String table = Files.readString(HOME.resolve("config/README.md"));
        Pattern setting = Pattern.compile("(?m)^    (?:int|long|double|boolean|String|String\\[\\]) (\\w+)\\(\\)");
        List<String> wrong = new ArrayList<>();
        int found = 0;
        for (Path file : sources()) {
            String source = Files.readString(file);
            if (source.contains("@interface") && source.contains("@ObjectClassDefinition")) {
                Matcher settings = setting.matcher(source);
                while (settings.find()) {
                    found++;
                    String key = settings.group(1).replace('_', '.');
                    if (!table.contains("`" + key + "`") && !table.contains("." + key.substring(key.lastIndexOf('.') + 1))) {
                        wrong.add(HOME.relativize(file) + " has the setting " + key + ", which config/README.md does not explain");
                    }
                }
            }
        }
        assertThat(found).isGreaterThan(80);
        assertThat(wrong).isEmpty();
    }

    /** What the texts name as the proof of something is there: a test of that name, and in it the method. */
    @Test
    void everyTestNamedInTheTextsIsThere() throws IOException {
        TreeMap<String, String> tests = new TreeMap<>();
        try (var files = Files.walk(HOME.resolve("bundles"))) {
            for (Path file : files.filter(f -> f.toString().contains("/src/test/java/") && f.toString().endsWith(".java")).toList()) {
                tests.merge(file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
            }
        }
        List<String> wrong = new ArrayList<>();
        Pattern named = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT|Contract))(?:\\.(…?)([a-z][A-Za-z0-9]*))?`");
        for (String text : List.of("docs/proofs.md", "docs/advisories.md")) {
            Matcher matcher = named.matcher(Files.readString(HOME.resolve(text)));
            int found = 0;
            while (matcher.find()) {
                found++;
                String test = tests.get(matcher.group(1));
                if (test == null || matcher.group(3) != null && !Pattern.compile("(?:void|List<DynamicTest>) " + (matcher.group(2).isEmpty() ? "" : "\\w*") + matcher.group(3) + "\\w*\\(", Pattern.CASE_INSENSITIVE).matcher(test).find()) {
                    wrong.add(text + " names " + matcher.group() + ", which is not there");
                }
            }
            assertThat(found).as(text).isGreaterThan(10);
        }
        assertThat(wrong).isEmpty();
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

    /** All operations that the bundles declare, from their compiled classes. */
    private static List<Operation> operations() throws Exception {
        List<java.net.URL> folders = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (var bundles = Files.list(HOME.resolve("bundles"))) {
            for (Path folder : bundles.map(b -> b.resolve("target/classes")).filter(Files::isDirectory).toList()) {
                folders.add(folder.toUri().toURL());
            }
        }
        everything.stream().filter(type -> !type.isInterface() && type.isAssignableTo(Operations.class)).forEach(type -> names.add(type.getName()));
        List<Operation> all = new ArrayList<>();
        try (var loader = new java.net.URLClassLoader(folders.toArray(java.net.URL[]::new), HouseTest.class.getClassLoader())) {
            for (String name : new TreeSet<>(names)) {
                all.addAll(((Operations) loader.loadClass(name).getConstructor().newInstance()).operations());
            }
        }
        all.sort(java.util.Comparator.comparing(Operation::name));
        return all;
    }

    /** Every method that answers over HTTP, in whatever bundle: its operation and whether it changes something. */
    private static java.util.Map<com.tngtech.archunit.core.domain.JavaMethod, String> answering() {
        java.util.Map<com.tngtech.archunit.core.domain.JavaMethod, String> all = new java.util.LinkedHashMap<>();
        everything.forEach(type -> type.getMethods().stream().filter(method -> VERBS.stream().anyMatch(verb -> method.isAnnotatedWith("javax.ws.rs." + verb)))
                .forEach(method -> all.put(method, method.tryGetAnnotationOfType(io.shoutu.api.access.Performs.class.getName()).map(a -> (String) a.get("value").orElseThrow()).orElse(""))));
        return all;
    }

    @Test
    void everyAddressPerformsAnOperationThatIsDeclaredOnceAndNothingElseSaysWhoMay() throws Exception {
        List<String> declared = operations().stream().map(Operation::name).toList();
        List<String> wrong = new ArrayList<>();
        declared.stream().filter(name -> java.util.Collections.frequency(declared, name) > 1).distinct().forEach(name -> wrong.add(name + " is declared twice: it would be refused to everyone"));
        answering().forEach((method, operation) -> {
            if (!declared.contains(operation)) {
                wrong.add(method.getFullName() + (operation.isEmpty() ? " has no @Performs" : " performs " + operation + ", which no Operations declares") + ": it would be refused to everyone");
            }
            for (String old : List.of("RolesAllowed", "PermitAll", "DenyAll")) {
                if (method.isAnnotatedWith("javax.annotation.security." + old)) {
                    wrong.add(method.getFullName() + " carries @" + old + ": roles stand in the table alone");
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    /**
     * No single role can act and erase its trace (三员分立). There is no operation that changes or takes away an entry; what does work on the trace
     * only adds to it, and those who watch it change nothing but their own affairs.
     */
    @Test
    void noRoleCanActAndEraseItsTrace() throws Exception {
        java.util.Map<String, Set<String>> roles = new TreeMap<>();
        operations().forEach(o -> roles.put(o.name(), o.roles()));
        Set<String> changing = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        answering().forEach((method, operation) -> {
            if (!method.isAnnotatedWith("javax.ws.rs.GET")) {
                changing.add(operation);
                if (operation.startsWith("journal.") && !ADDING.contains(operation)) {
                    wrong.add(method.getFullName() + " works on the trace and is not known to add only: " + operation);
                }
            }
            if (method.isAnnotatedWith("javax.ws.rs.DELETE") && Set.of("journal", "checkpoint").contains(operation.split("\\.")[0])) {
                wrong.add(method.getFullName() + " takes something away from the trace");
            }
        });
        // Whoever watches: the trace may be added to, one's own affairs looked after, and nothing else changed.
        for (String operation : changing) {
            Set<String> may = roles.getOrDefault(operation, Set.of());
            boolean own = may.contains(Operation.ANYONE) || may.contains(Operation.PUBLIC);
            if (may.contains(Roles.AUDITOR) && !own && !ADDING.contains(operation)) {
                wrong.add("the auditor may change something: " + operation);
            }
            // Settings that concern security are the security officer's, all others the administrator's; each change is an entry.
            if (may.contains(Roles.SECURITY) && !own && !operation.startsWith("access.") && !operation.equals("edge.setting-change")) {
                wrong.add("security may change something besides accounts: " + operation);
            }
            if (may.contains(Roles.ADMIN) && Set.of("access.grant", "access.account-unlock", "access.token-issue", "access.token-revoke").contains(operation)) {
                wrong.add("the administrator may put accounts in force: " + operation);
            }
        }
        assertThat(roles.get("journal.trail")).as("the trail is the auditor's").containsExactly(Roles.AUDITOR);
        assertThat(roles.get("access.grant")).containsExactly(Roles.SECURITY);
        assertThat(roles.get("access.account-create")).containsExactly(Roles.ADMIN);
        assertThat(wrong).isEmpty();
    }

    /** docs/roles.md is generated from the declared operations; it fails here when it is stale. */
    @Test
    void theTableOfRolesIsCurrent() throws Exception {
        StringBuilder out = new StringBuilder("# 权限表 (roles × operations)\n\n由各组件声明的操作生成（`./test house-map`），平台按同一张表放行；运行中的全表见 `GET /api/access/operations`。"
                + "●＝可执行；“登录即可”＝任何已生效的人员或系统账号；“公开”＝无需登录。数据范围（区划、部门、企业）另行限定。\n\n| 操作 | 名称 |");
        List<String> shown = Roles.ALL;
        shown.forEach(role -> out.append(' ').append(Roles.label(role)).append(" |"));
        out.append(" 留痕 |\n|---|---|").append("---|".repeat(shown.size() + 1)).append('\n');
        for (Operation o : operations()) {
            if (o.name().startsWith("acme.")) {
                continue; // the sample of a stranger's plugin, which is no part of the product
            }
            out.append("| `").append(o.name()).append("` | ").append(o.label()).append(" |");
            for (String role : shown) {
                boolean anyone = o.roles().contains(Operation.ANYONE) && !Set.of(Roles.DEVICE, Roles.FRESH).contains(role);
                out.append(o.roles().contains(Operation.PUBLIC) ? " 公开 |" : o.roles().contains(role) || anyone ? " ● |" : "  |");
            }
            out.append(o.sensitive() ? " 查阅留痕 |\n" : "  |\n");
        }
        Path file = HOME.resolve("docs/roles.md");
        if (Boolean.getBoolean("shoutu.house.write")) {
            Files.writeString(file, out);
        } else {
            assertThat(Files.readString(file)).as("stale; write it anew with ./test house-map").isEqualTo(out.toString());
        }
    }

    private static String factTable() throws IOException {
        TreeMap<String, TreeSet<String>> tellers = new TreeMap<>();
        TreeMap<String, TreeSet<String>> listeners = new TreeMap<>();
        Pattern fact = Pattern.compile("\"([a-z]+\\.[a-z][a-z0-9-]*)\"");
        Pattern route = Pattern.compile("journal:([a-z0-9.-]+)\\?facts=([a-z0-9.,*-]+)");
        Set<String> words = new TreeSet<>(Set.of("directory", "attachment", "calendar", "number", "journal", "time", "day"));
        words.addAll(words());
        words.removeAll(Set.of("api", "web", "demo"));
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
        TreeSet<String> ofEverything = listeners.remove("*");
        if (ofEverything != null) {
            out.append("| every fact | whoever is there | ").append(String.join(", ", ofEverything)).append(" |\n");
        }
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
        for (String word : words()) {
            Path folder = HOME.resolve("bundles/" + word + "/src/main/java");
            try (var files = Files.walk(folder)) {
                files.filter(f -> f.toString().endsWith(".java")).sorted().forEach(all::add);
            }
        }
        return all;
    }
}
