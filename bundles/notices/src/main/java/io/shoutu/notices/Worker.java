package io.shoutu.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works while there is something to do (工作线程): a thread that comes with the first call and goes after a quiet minute.
 *
 * <p>A round answers when to come again though nobody calls, or null. A round that fails is tried again after five seconds.
 */
final class Worker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final long IDLE = 60_000;
    private static final long AFTER_FAILURE = 5_000;

    private final String name;
    private final Clock clock;
    private final Supplier<Instant> round;
    private Thread thread;
    private boolean called;
    private boolean closed;

    Worker(String name, Clock clock, Supplier<Instant> round) {
        this.name = name;
        this.clock = clock;
        this.round = round;
    }

    synchronized void wake() {
        called = true;
        if (closed) {
            return;
        }
        if (thread == null) {
            thread = new Thread(this::work, name);
            thread.setDaemon(true);
            thread.start();
        } else {
            notifyAll();
        }
    }

    private void work() {
        while (begin()) {
            long pause;
            boolean mayEnd = false;
            try {
                Instant next = round.get();
                mayEnd = next == null;
                pause = next == null ? IDLE : Math.max(1, Math.min(IDLE, Duration.between(clock.instant(), next).toMillis()));
            } catch (RuntimeException | Error e) {
                log.error("{} stumbled and tries again in five seconds", name, e);
                pause = AFTER_FAILURE;
            }
            if (!rest(pause, mayEnd)) {
                return;
            }
        }
    }

    private synchronized boolean begin() {
        called = false;
        return !closed;
    }

    /** False where the thread is no longer needed. */
    private synchronized boolean rest(long millis, boolean mayEnd) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        long left = millis;
        while (!called && !closed && left > 0) {
            try {
                wait(left);
            } catch (InterruptedException derby) {
                // Derby interrupts those at work in a database it shuts down; this thread ends only when it is told to.
                log.debug("interrupted, and going on", derby);
            }
            left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
        if (closed || mayEnd && !called) {
            thread = null;
            return false;
        }
        return true;
    }

    /** Ends after the round at hand; never interrupted, because Derby takes an interrupt for the end of its connection. */
    @Override
    public void close() {
        Thread working;
        synchronized (this) {
            closed = true;
            notifyAll();
            working = thread;
        }
        if (working != null && working != Thread.currentThread()) {
            try {
                working.join(30_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
