import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.sql.DataSource;

/**
 * Makes the empty database (空库) of the distribution: Derby with the tables of every bundle that lies in it, made by the very class that
 * runs the scripts in the platform. A first start copies it instead of running them one by one; what a bundle brings later runs as ever.
 *
 * <p>Run: {@code java EmptyDb.java <assembly> <out>}.
 */
public final class EmptyDb {
    private static final Pattern SCRIPT = Pattern.compile("db/([a-z]+)/(V\\d+__\\w+\\.sql)");

    private EmptyDb() {}

    public static void main(String[] arguments) throws Exception {
        Path assembly = Path.of(arguments[0]);
        Path out = Path.of(arguments[1]).toAbsolutePath();
        List<Path> jars;
        try (Stream<Path> all = Files.walk(assembly.resolve("system"))) {
            jars = all.filter(path -> path.toString().endsWith(".jar")).sorted().toList();
        }
        System.setProperty("slf4j.provider", "org.slf4j.impl.SimpleServiceProvider");
        remove(out);
        Files.createDirectories(out.getParent());
        System.setProperty("derby.stream.error.file", assembly.resolveSibling("empty-db.log").toString());
        Path unpacked = Files.createTempDirectory("empty-db-");
        List<URL> path = new ArrayList<>();
        for (Path jar : jars) {
            path.add(jar.toUri().toURL());
            if (jar.getFileName().toString().startsWith("shoutu-tp-")) {
                unpack(jar, unpacked, path);
            }
        }
        try (URLClassLoader loader = new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> migrations = loader.loadClass("io.shoutu.commons.store.Migrations");
            Constructor<?> script = loader.loadClass("io.shoutu.commons.store.Migrations$Script").getConstructor(String.class, String.class);
            Method run = migrations.getMethod("run", DataSource.class, String.class, List.class);
            TreeMap<String, TreeMap<String, String>> words = new TreeMap<>();
            for (Path jar : jars) {
                read(jar, words);
            }
            DataSource source = derby(loader, out, "createDatabase", "create");
            for (var word : words.entrySet()) {
                List<Object> scripts = new ArrayList<>();
                for (var one : word.getValue().entrySet()) {
                    scripts.add(script.newInstance(one.getKey(), one.getValue()));
                }
                System.out.println("empty database: " + word.getKey() + " " + run.invoke(null, source, word.getKey(), scripts));
            }
            end(derby(loader, out, "shutdownDatabase", "shutdown"));
        } finally {
            remove(unpacked);
        }
    }

    /** The libraries inside one of our skins. */
    private static void unpack(Path skin, Path folder, List<URL> path) throws IOException {
        try (JarFile file = new JarFile(skin.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) file.stream().<ZipEntry>map(e -> e)::iterator) {
                if (entry.getName().endsWith(".jar")) {
                    Path inner = folder.resolve(skin.getFileName() + "-" + entry.getName().replace('/', '-'));
                    Files.copy(file.getInputStream(entry), inner);
                    path.add(inner.toUri().toURL());
                }
            }
        }
    }

    private static void read(Path jar, TreeMap<String, TreeMap<String, String>> words) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) file.stream().<ZipEntry>map(e -> e)::iterator) {
                Matcher name = SCRIPT.matcher(entry.getName());
                if (name.matches()) {
                    String text = new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                    words.computeIfAbsent(name.group(1), word -> new TreeMap<>()).put(name.group(2), text);
                }
            }
        }
    }

    private static DataSource derby(ClassLoader loader, Path folder, String key, String value) throws Exception {
        Class<?> type = loader.loadClass("org.apache.derby.jdbc.EmbeddedDataSource");
        Object source = type.getConstructor().newInstance();
        type.getMethod("setDatabaseName", String.class).invoke(source, folder.toString());
        type.getMethod("set" + Character.toUpperCase(key.charAt(0)) + key.substring(1), String.class).invoke(source, value);
        return (DataSource) source;
    }

    private static void end(DataSource source) {
        try (Connection never = source.getConnection()) {
            throw new IllegalStateException("the database did not shut down");
        } catch (SQLException ended) {
            // Derby says that it has shut down by an exception with this state.
            if (!"08006".equals(ended.getSQLState())) {
                throw new IllegalStateException(ended);
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
