package io.shoutu.edge.plugins;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.UnitOfWork;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installing where nothing is installed by dropping a file (插件安装): signed by a key the county trusts, looked at before it starts,
 * journaled with its hash, kept with its signature under {@code $SHOUTU_DATA/plugins} and looked at again when it is put back after an upgrade.
 */
@Component(service = Plugins.class, immediate = true)
public final class Plugins {
    /** Kind of subject a plugin is; its number is the symbolic name of its first bundle. */
    public static final String PLUGIN = "plugin";
    public static final String INSTALLED = "edge.plugin-installed";
    public static final String REMOVED = "edge.plugin-removed";
    private static final Logger log = LoggerFactory.getLogger(Plugins.class);
    private static final String LOCATION = "shoutu-plugin:";

    /** A plugin that stands (已安装插件). */
    public record Plugin(String name, String version, String sha256, String key, List<String> bundles) {}

    private final BundleContext context;
    private final UnitOfWork work;
    private final Journal journal;
    private final Clock clock;
    private final Path folder;
    private final PluginKeys keys;

    @Activate
    public Plugins(BundleContext context, @Reference UnitOfWork work, @Reference Journal journal, @Reference Clock clock) throws IOException {
        this.context = context;
        this.work = work;
        this.journal = journal;
        this.clock = clock;
        Path data = Path.of(Objects.requireNonNull(context.getProperty("shoutu.data"), "the property shoutu.data names the data directory"));
        this.folder = data.resolve("plugins");
        this.keys = new PluginKeys(data.resolve("keys").resolve("plugins"));
        putBack();
    }

    /** After an upgrade the framework starts with an empty cache: what was installed is put back, under the same conditions. */
    private void putBack() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> kept = Files.newDirectoryStream(folder, "*.plugin")) {
            for (Path file : kept) {
                String name = file.getFileName().toString().replaceFirst("\\.plugin$", "");
                if (bundles(name).isEmpty()) {
                    try {
                        place(Files.readAllBytes(file), signature(folder.resolve(name + ".sig").toString()));
                    } catch (Problem | BundleException | IOException refused) {
                        log.error("plugin {} is kept but cannot be put back: {}", name, refused.getMessage(), refused);
                    }
                }
            }
        }
    }

    /**
     * Installs and starts a plugin.
     *
     * @param file a bundle or a KAR
     * @param signature Ed25519 over its bytes: a file with it, raw or in Base64, or the Base64 itself
     * @throws Problem.Invalid codes {@code plugin-file}, {@code plugin-refused} with everything that speaks against it
     * @throws Problem.Forbidden code {@code plugin-signature} where no trusted key made the signature
     */
    public synchronized Plugin install(Path file, String signature, Actor by) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Problem.Invalid("plugin-file", "file", "没有这个文件：" + file);
        }
        byte[] bytes = Files.readAllBytes(file);
        byte[] signed = signature(signature);
        Plugin plugin;
        try {
            plugin = place(bytes, signed);
        } catch (BundleException e) {
            throw new Problem.Invalid("plugin-refused", "file", "插件无法启动，已撤回：" + e.getMessage());
        }
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(plugin.name() + ".plugin"), bytes);
            Files.write(folder.resolve(plugin.name() + ".sig"), signed);
            work.execute(tx -> journal.write(tx, new Fact(new Subject(PLUGIN, plugin.name()), INSTALLED, clock.instant(), by,
                    Map.of("title", "插件 " + plugin.name(), "version", plugin.version(), "sha256", plugin.sha256(), "key", plugin.key(), "bundles", plugin.bundles()))));
        } catch (RuntimeException | IOException unwritten) {
            // What cannot be journaled is not installed.
            take(plugin.name());
            throw unwritten;
        }
        log.info("plugin {} {} installed by {}, sha256 {}, key {}", plugin.name(), plugin.version(), by.account(), plugin.sha256(), plugin.key());
        return plugin;
    }

    /** Removes a plugin installed here; its tables and the cursor of its listener stay. */
    public synchronized void remove(String name, Actor by) throws IOException {
        if (!name.matches("[A-Za-z0-9_.-]+") || bundles(name).isEmpty() && !Files.exists(folder.resolve(name + ".plugin"))) {
            throw new Problem.NotFound("plugin-not-found", "没有安装这个插件：" + name);
        }
        work.execute(tx -> journal.write(tx, new Fact(new Subject(PLUGIN, name), REMOVED, clock.instant(), by, Map.of("title", "插件 " + name))));
        take(name);
        log.info("plugin {} removed by {}", name, by.account());
    }

    /** The plugins installed here, by name. */
    public List<Plugin> installed() throws UncheckedIOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Plugin> all = new ArrayList<>();
        try (DirectoryStream<Path> kept = Files.newDirectoryStream(folder, "*.plugin")) {
            for (Path file : kept) {
                String name = file.getFileName().toString().replaceFirst("\\.plugin$", "");
                byte[] bytes = Files.readAllBytes(file);
                List<Bundle> standing = bundles(name);
                all.add(new Plugin(name, standing.isEmpty() ? "" : standing.get(0).getVersion().toString(), sha256(bytes),
                        keys.signer(bytes, signature(folder.resolve(name + ".sig").toString())).orElse(""), standing.stream().map(Bundle::getSymbolicName).toList()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the plugins cannot be listed", e);
        }
        all.sort(Comparator.comparing(Plugin::name));
        return all;
    }

    private void take(String name) throws IOException {
        for (Bundle bundle : bundles(name)) {
            try {
                bundle.uninstall();
            } catch (BundleException e) {
                throw new IOException(bundle + " cannot be uninstalled", e);
            }
        }
        Files.deleteIfExists(folder.resolve(name + ".plugin"));
        Files.deleteIfExists(folder.resolve(name + ".sig"));
    }

    private Plugin place(byte[] file, byte[] signature) throws IOException, BundleException {
        String key = keys.signer(file, signature).orElseThrow(() -> new Problem.Forbidden("plugin-signature", "签名与 keys/plugins 中的任何公钥都不符，未安装"));
        List<PluginJar> jars = PluginJar.in(file);
        PluginJar.Standing house = standing();
        List<String> objections = jars.stream().flatMap(jar -> jar.objections(house).stream()).toList();
        if (!objections.isEmpty()) {
            throw new Problem.Invalid("plugin-refused", "file", "未安装：" + String.join("；", objections));
        }
        String name = jars.get(0).symbolicName();
        List<Bundle> installed = new ArrayList<>();
        try {
            for (PluginJar jar : jars) {
                installed.add(context.installBundle(LOCATION + name + "#" + jar.symbolicName(), new ByteArrayInputStream(jar.bytes())));
            }
            for (Bundle bundle : installed) {
                bundle.start();
            }
        } catch (BundleException e) {
            Collections.reverse(installed);
            for (Bundle bundle : installed) {
                bundle.uninstall();
            }
            throw e;
        }
        return new Plugin(name, jars.get(0).version(), sha256(file), key, jars.stream().map(PluginJar::symbolicName).toList());
    }

    private List<Bundle> bundles(String plugin) {
        return Arrays.stream(context.getBundles()).filter(b -> b.getLocation().startsWith(LOCATION + plugin + "#")).toList();
    }

    private PluginJar.Standing standing() {
        Set<String> names = new TreeSet<>();
        Set<String> words = new TreeSet<>();
        Map<String, Version> api = new HashMap<>();
        for (Bundle bundle : context.getBundles()) {
            names.add(String.valueOf(bundle.getSymbolicName()));
            var scripts = bundle.getState() == Bundle.UNINSTALLED ? null : bundle.findEntries("db", "*.sql", true);
            while (scripts != null && scripts.hasMoreElements()) {
                String[] path = scripts.nextElement().getPath().replaceFirst("^/", "").split("/");
                if (path.length == 3) {
                    words.add(path[1]);
                }
            }
            if ("io.shoutu.api".equals(bundle.getSymbolicName())) {
                for (BundleCapability exported : bundle.adapt(BundleRevision.class).getDeclaredCapabilities("osgi.wiring.package")) {
                    api.put((String) exported.getAttributes().get("osgi.wiring.package"), (Version) exported.getAttributes().get("version"));
                }
            }
        }
        return new PluginJar.Standing(names, words, api);
    }

    private static byte[] signature(String given) throws IOException {
        byte[] bytes = given.getBytes(StandardCharsets.US_ASCII);
        if (given.length() < 4096 && !given.contains("=") && Files.isRegularFile(Path.of(given))) {
            bytes = Files.readAllBytes(Path.of(given));
        }
        try {
            return bytes.length == 64 ? bytes : Base64.getMimeDecoder().decode(bytes);
        } catch (IllegalArgumentException neither) {
            throw new Problem.Invalid("plugin-signature", "signature", "签名应为 64 字节的 Ed25519 签名（文件或 Base64）");
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
