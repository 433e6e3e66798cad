package io.shoutu.api.ui;

import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/** The bundle a module is being built into (在建捆绑包), for tests of its pages: its entries are the files below a folder, usually {@code target/classes}. */
public final class BuiltBundle {
    private BuiltBundle() {}

    public static BundleContext context(Path classes) {
        Bundle bundle = bundle(classes);
        return (BundleContext) Proxy.newProxyInstance(BuiltBundle.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, args) -> {
            if (method.getName().equals("getBundle") && args == null) {
                return bundle;
            }
            throw new UnsupportedOperationException(method.toString());
        });
    }

    public static Bundle bundle(Path classes) {
        return (Bundle) Proxy.newProxyInstance(BuiltBundle.class.getClassLoader(), new Class<?>[] {Bundle.class}, (proxy, method, args) -> switch (method.getName()) {
            case "getEntry" -> entry(classes, (String) args[0]);
            case "getVersion" -> new Version("0.1.0");
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private static URL entry(Path classes, String path) throws MalformedURLException {
        Path file = classes.resolve(path);
        return Files.isRegularFile(file) ? file.toUri().toURL() : null;
    }
}
