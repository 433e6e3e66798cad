package io.shoutu.edge.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Route files (路由文件): each {@code *.camel.yaml} of a folder is a circuit of its own, no Java needed. */
final class RouteFiles {
    private static final Logger log = LoggerFactory.getLogger(RouteFiles.class);
    private static final String ENDING = ".camel.yaml";

    private final Path folder;
    private final Wiring wiring;
    private final Map<Path, FileRoutes> known = new HashMap<>();

    RouteFiles(Path folder, Wiring wiring) {
        this.folder = folder;
        this.wiring = wiring;
    }

    /** The routes of one file as they stood when it was read. */
    static final class FileRoutes implements RoutesBuilder {
        private final String file;
        private final String text;

        FileRoutes(String file, String text) {
            this.file = file;
            this.text = text;
        }

        String file() {
            return file;
        }

        @Override
        public void addRoutesToCamelContext(CamelContext context) throws Exception {
            Resource resource = ResourceHelper.fromString(file, text);
            PluginHelper.getRoutesLoader(context).loadRoutes(resource);
        }

        @Override
        public void addTemplatedRoutesToCamelContext(CamelContext context) {
            // loadRoutes above has already brought the templated routes of the file.
        }

        @Override
        public Set<String> updateRoutesToCamelContext(CamelContext context) {
            throw new UnsupportedOperationException("a changed file is loaded anew");
        }
    }

    /** Looks at the folder once: new files are loaded, changed ones loaded anew, missing ones taken away. No folder, no files. */
    synchronized void look() {
        Map<Path, String> now = read();
        for (Path gone : new HashSet<>(known.keySet())) {
            if (!now.containsKey(gone) || !now.get(gone).equals(known.get(gone).text)) {
                wiring.remove(gone, known.remove(gone));
                log.info("route file {} taken away", gone.getFileName());
            }
        }
        now.forEach((path, text) -> {
            if (!known.containsKey(path)) {
                String file = path.getFileName().toString();
                FileRoutes routes = new FileRoutes(file, text);
                known.put(path, routes);
                log.info("route file {} found", file);
                wiring.add(path, "file." + file.substring(0, file.length() - ENDING.length()), DefaultCamelContext.class.getClassLoader(), routes);
            }
        });
    }

    private Map<Path, String> read() {
        Map<Path, String> texts = new HashMap<>();
        if (!Files.isDirectory(folder)) {
            return texts;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(ENDING)).sorted()::iterator) {
                texts.put(file, Files.readString(file, StandardCharsets.UTF_8));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException("route files in " + folder + " cannot be read", e);
        }
    }
}
