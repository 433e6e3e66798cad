package io.shoutu.edge.plugins;

import io.shoutu.api.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** One bundle of a plugin as it lies in a file (插件包), looked at before anything of it runs. */
record PluginJar(String symbolicName, String version, byte[] bytes, Attributes manifest, Set<String> words) {
    /** What the house knows that a plugin must not disturb: names of its bundles, words of its tables, versions of the api's packages. */
    record Standing(Set<String> bundles, Set<String> words, Map<String, Version> api) {}

    /**
     * The bundles of a file: itself where it is a bundle; those inside where it is a KAR, whose features file is not read.
     *
     * @throws Problem.Invalid code {@code plugin-file} where there is none
     */
    static List<PluginJar> in(byte[] file) throws IOException {
        List<PluginJar> jars = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().startsWith("repository/") && entry.getName().endsWith(".jar")) {
                    jars.add(read(zip.readAllBytes()));
                }
            }
        }
        if (jars.isEmpty()) {
            jars.add(read(file));
        }
        return jars;
    }

    private static PluginJar read(byte[] bytes) throws IOException {
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bytes))) {
            Attributes manifest = jar.getManifest() == null ? new Attributes() : jar.getManifest().getMainAttributes();
            String name = manifest.getValue("Bundle-SymbolicName");
            if (name == null || !"2".equals(manifest.getValue("Bundle-ManifestVersion"))) {
                throw new Problem.Invalid("plugin-file", "file", "这不是插件：文件里没有 OSGi bundle（缺少 Bundle-SymbolicName）");
            }
            Set<String> words = new TreeSet<>();
            for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                String[] path = entry.getName().split("/");
                if (path.length == 3 && path[0].equals("db") && path[2].endsWith(".sql")) {
                    words.add(path[1]);
                }
            }
            String version = manifest.getValue("Bundle-Version");
            return new PluginJar(name.split(";")[0].strip(), version == null ? "0.0.0" : version.strip(), bytes, manifest, words);
        }
    }

    /** Why it would hurt, in Chinese; empty where nothing speaks against it. */
    List<String> objections(Standing house) {
        List<String> why = new ArrayList<>();
        if (symbolicName.startsWith("io.shoutu") || house.bundles().contains(symbolicName)) {
            why.add("名称 " + symbolicName + " 已属于平台自身或已安装的插件；请改名，或先移除旧的");
        }
        if (manifest.getValue("Fragment-Host") != null) {
            why.add("它是 " + manifest.getValue("Fragment-Host") + " 的片段（Fragment-Host）；插件不得嵌入别的模块");
        }
        clauses("Import-Package").forEach((name, range) -> {
            if (name.startsWith("io.shoutu.") && !name.equals("io.shoutu.api") && !name.startsWith("io.shoutu.api.")) {
                why.add("它引用平台内部的包 " + name + "；插件只能引用 io.shoutu.api");
            } else if (name.equals("io.shoutu.api") || name.startsWith("io.shoutu.api.")) {
                Version there = house.api().get(name);
                if (there == null) {
                    why.add("它需要 " + name + "，本平台没有");
                } else if (range == null) {
                    why.add("它引用 " + name + " 而没有写版本范围，例如 [1.0,2)");
                } else if (!new VersionRange(range).includes(there)) {
                    why.add("它需要 " + name + " " + range + "，本平台是 " + there);
                }
            }
        });
        clauses("Export-Package").keySet().stream().filter(name -> name.startsWith("io.shoutu")).forEach(name -> why.add("它提供 " + name + "；io.shoutu 属于平台"));
        clauses("DynamicImport-Package").keySet().forEach(name -> why.add("它动态引用 " + name + "（DynamicImport-Package）；装入前无法检查"));
        words.stream().filter(house.words()::contains).forEach(word -> why.add("它带有 db/" + word + " 的建表脚本；这些表属于别的模块"));
        return why;
    }

    /** Package → version range as written, null where none, of a header such as {@code Import-Package}. */
    private Map<String, String> clauses(String header) {
        Map<String, String> clauses = new LinkedHashMap<>();
        String text = manifest.getValue(header);
        if (text == null || text.isBlank()) {
            return clauses;
        }
        // Commas and semicolons inside quotes part nothing.
        for (String clause : text.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
            String[] parts = clause.split(";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
            String version = null;
            List<String> names = new ArrayList<>();
            for (String part : parts) {
                String stripped = part.strip();
                if (stripped.startsWith("version=")) {
                    version = stripped.substring(8).replace("\"", "");
                } else if (!stripped.contains("=")) {
                    names.add(stripped);
                }
            }
            for (String name : names) {
                clauses.put(name, version);
            }
        }
        return clauses;
    }
}
