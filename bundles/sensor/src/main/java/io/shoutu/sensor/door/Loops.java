package io.shoutu.sensor.door;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reading threads (读取线程) of a door: Vert.x as it has to be begun and ended inside OSGi. */
public final class Loops {
    private static final Logger log = LoggerFactory.getLogger(Loops.class);

    private Loops() {}

    /** @param loops threads that read, at least one */
    public static Vertx start(int loops) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Vert.x finds its parts by the thread's class loader and keeps it for its own threads.
        thread.setContextClassLoader(Vertx.class.getClassLoader());
        try {
            return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(Math.max(1, loops)).setWorkerPoolSize(1).setInternalBlockingPoolSize(1)
                    // A reading thread that waits for the store is held back on purpose; no need to warn of it.
                    .setBlockedThreadCheckInterval(TimeUnit.HOURS.toMillis(1)).setMaxEventLoopExecuteTime(TimeUnit.HOURS.toNanos(1))
                    .setFileSystemOptions(new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false)));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Ends them; returns when that is done, after ten seconds at the latest. */
    public static void stop(Vertx vertx, String whose) {
        CountDownLatch gone = new CountDownLatch(1);
        vertx.close().onComplete(done -> gone.countDown());
        try {
            if (!gone.await(10, TimeUnit.SECONDS)) {
                log.warn("{} did not close in 10 s", whose);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
