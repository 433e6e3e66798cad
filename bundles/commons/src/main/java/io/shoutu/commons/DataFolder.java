package io.shoutu.commons;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** Where this platform keeps what is not in the database (数据目录): {@code shoutu.data}, else {@code SHOUTU_DATA}, else {@code data}. */
public final class DataFolder {
    private DataFolder() {}

    public static Path of(BundleContext context) {
        String named = context.getProperty("shoutu.data");
        if (named == null || named.isBlank()) {
            named = System.getenv("SHOUTU_DATA");
        }
        return Path.of(named == null || named.isBlank() ? "data" : named).toAbsolutePath();
    }
}
