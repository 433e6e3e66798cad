package io.shoutu.edge.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * What only a platform that does not run can do (启动前事项): written down, done by {@code bin/shoutu-java} before the next start.
 *
 * <p>The process ends with exit code 10, on which {@code ./run} and the systemd unit start it again.
 */
final class AtStart {
    private AtStart() {}

    /** Writes it down and ends the platform, after the answer has been given. */
    static void then(BundleContext bundle, String action) throws IOException {
        Path file = Path.of(bundle.getProperty("shoutu.data")).resolve("at-start");
        Path aside = file.resolveSibling("at-start.new");
        Files.writeString(aside, action + "\n");
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        restart(bundle);
    }

    /** Ends the platform a second from now with exit code 10. */
    static void restart(BundleContext bundle) {
        System.setProperty("karaf.restart", "true");
        System.setProperty("karaf.restart.jvm", "true");
        Thread ending = new Thread(() -> end(bundle), "shoutu-restart");
        ending.setDaemon(true);
        ending.start();
    }

    private static void end(BundleContext bundle) {
        try {
            // The caller is to read the answer before its channel closes with the platform.
            LockSupport.parkNanos(1_000_000_000L);
            bundle.getBundle(0).stop();
        } catch (BundleException e) {
            throw new IllegalStateException("the platform could not be stopped; stop it by hand, the rest is done at the next start", e);
        }
    }
}
