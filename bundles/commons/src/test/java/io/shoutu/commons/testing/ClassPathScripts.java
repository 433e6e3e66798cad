package io.shoutu.commons.testing;

import io.shoutu.commons.store.Migrations.Script;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The scripts of a word as they lie on the class path of a test, in a folder or in a jar. */
final class ClassPathScripts {
    private ClassPathScripts() {}

    static List<Script> of(String word, ClassLoader loader) {
        Map<String, Script> found = new TreeMap<>();
        try {
            for (URL url : Collections.list(loader.getResources("db/" + word))) {
                URI uri = url.toURI();
                if ("jar".equals(uri.getScheme())) {
                    // A fresh file system each time: the shared one would be closed under another test's feet.
                    Path jar = Path.of(URI.create(uri.getSchemeSpecificPart().substring(0, uri.getSchemeSpecificPart().indexOf("!/"))));
                    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
                        read(inside.getPath("db", word), found);
                    }
                } else {
                    read(Path.of(uri), found);
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("cannot read the scripts of " + word, e);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no scripts db/" + word + "/V*.sql on the class path of this test");
        }
        return new ArrayList<>(found.values());
    }

    private static void read(Path folder, Map<String, Script> found) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches("V.*\\.sql")).toList()) {
                found.put(file.getFileName().toString(), new Script(file.getFileName().toString(), Files.readString(file)));
            }
        }
    }
}
