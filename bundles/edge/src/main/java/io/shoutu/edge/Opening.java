package io.shoutu.edge;

import io.shoutu.api.edge.Readiness;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trackers opened beside the activation (另线开启), on a thread that ends when what was there has been fetched.
 *
 * <p>Declarative Services locks a component while it is made. One that fetched other services meanwhile would keep everybody waiting who wants it, and where one
 * of those services wants it too, two threads wait for each other until both are refused for good (decision 0023).
 */
public final class Opening implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
    private final Runnable close;
    private volatile boolean closed;
    private volatile Optional<Readiness.State> unmet = Optional.of(new Readiness.State(false, "正在启动"));

    /**
     * @param thread the name of the thread
     * @param open opens the trackers, fetching what is there
     * @param close closes them; may be called more than once, and while they open
     */
    public Opening(String thread, Runnable open, Runnable close) {
        this.close = close;
        Thread opening = new Thread(() -> run(thread, open), thread);
        opening.setDaemon(true);
        opening.start();
    }

    private void run(String thread, Runnable open) {
        try {
            if (!closed) {
                open.run();
            }
            unmet = Optional.empty();
        } catch (RuntimeException | Error e) {
            if (closed) {
                LOG.debug("{} was closed while it opened", thread, e);
            } else {
                LOG.error("{} did not open", thread, e);
            }
            unmet = Optional.of(new Readiness.State(false, "启动时出错，见日志"));
        }
        // Whoever closed before the trackers stood open closed nothing.
        if (closed) {
            close.run();
        }
    }

    /** Why what was there is not fetched yet; empty once it is. */
    public Optional<Readiness.State> unmet() {
        return unmet;
    }

    /** Closes the trackers, also while they open; twice is once. */
    @Override
    public void close() {
        closed = true;
        close.run();
    }
}
