package io.shoutu.edge.http;

import io.shoutu.api.Actor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;

/**
 * One live page (实时页面): a bounded queue and a connection that is only written to while it takes more.
 *
 * <p>While it catches up from the journal, what is sealed meanwhile waits beside; by its running number each entry is sent once.
 */
final class LiveClient implements WriteListener, AsyncListener {
    private record Event(long seal, byte[] bytes) {}

    private static final int CHUNK = 65_536;
    private static final long PATIENCE_SECONDS = 10;

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Doorkeeper.Caller caller;
    private final List<String> facts;
    private final int limit;
    private final BiConsumer<LiveClient, Boolean> gone;
    private final Deque<byte[]> ready = new ArrayDeque<>();
    private final Deque<Event> beside = new ArrayDeque<>();
    private boolean catchingUp;
    private boolean unflushed;
    private long last;
    private volatile boolean open = true;

    LiveClient(AsyncContext async, Doorkeeper.Caller caller, List<String> facts, int limit, Long after, BiConsumer<LiveClient, Boolean> gone) {
        this.async = async;
        this.caller = caller;
        this.facts = facts;
        this.limit = limit;
        this.gone = gone;
        this.catchingUp = after != null;
        this.last = after == null ? 0 : after;
        try {
            this.out = async.getResponse().getOutputStream();
        } catch (IOException e) {
            throw new IllegalStateException("no way to write", e);
        }
    }

    void start(byte[] greeting) {
        async.addListener(this);
        synchronized (this) {
            ready.add(greeting);
        }
        out.setWriteListener(this);
    }

    String account() {
        return caller.actor().account();
    }

    Actor actor() {
        return caller.actor();
    }

    List<String> facts() {
        return facts;
    }

    boolean isOpen() {
        return open;
    }

    boolean wants(String name) {
        return facts.isEmpty() || facts.stream().anyMatch(f -> f.equals(name) || f.endsWith(".*") && name.startsWith(f.substring(0, f.length() - 1)));
    }

    /** Takes a fresh entry; {@link #pump} sends it. */
    void offer(long seal, byte[] event) {
        boolean tooSlow;
        synchronized (this) {
            if (!open || seal <= last) {
                return;
            }
            if (catchingUp) {
                beside.add(new Event(seal, event));
            } else {
                last = seal;
                ready.add(event);
            }
            tooSlow = ready.size() + beside.size() > limit;
        }
        if (tooSlow) {
            end(true);
        }
    }

    /** Takes news that has no number; {@link #pump} sends it. It waits for no entry and no entry for it. */
    void say(byte[] event) {
        boolean tooSlow;
        synchronized (this) {
            if (!open) {
                return;
            }
            ready.add(event);
            tooSlow = ready.size() + beside.size() > limit;
        }
        if (tooSlow) {
            end(true);
        }
    }

    /** Takes an entry read from the journal and waits while the page is busy; false where the page is gone. */
    boolean replayed(long seal, byte[] event) throws InterruptedException {
        synchronized (this) {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (open && ready.size() > limit / 2) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (left <= 0) {
                    break;
                }
                wait(left);
            }
            if (open && ready.size() <= limit / 2) {
                if (seal > last) {
                    last = seal;
                    ready.add(event);
                }
            } else if (open) {
                catchingUp = false;
            }
        }
        pump();
        if (open && !catchingUp()) {
            end(true);
        }
        return open;
    }

    private synchronized boolean catchingUp() {
        return catchingUp;
    }

    /** The journal has been read to its end: what came meanwhile follows, each entry once. */
    void caughtUp() {
        synchronized (this) {
            catchingUp = false;
            for (Event event : beside) {
                if (event.seal() > last) {
                    last = event.seal();
                    ready.add(event.bytes());
                }
            }
            beside.clear();
        }
        pump();
    }

    void beat(byte[] comment) {
        synchronized (this) {
            if (ready.isEmpty()) {
                ready.add(comment);
            }
        }
        pump();
    }

    void endIfSignedOut() {
        if (open && !caller.still().getAsBoolean()) {
            end();
        }
    }

    /** Writes what is ready as long as the connection takes it; the container calls again when it takes more. */
    void pump() {
        try {
            synchronized (this) {
                while (open && out.isReady()) {
                    if (ready.isEmpty()) {
                        if (!unflushed) {
                            return;
                        }
                        unflushed = false;
                        out.flush();
                        continue;
                    }
                    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
                    while (!ready.isEmpty() && chunk.size() < CHUNK) {
                        chunk.writeBytes(ready.poll());
                    }
                    unflushed = true;
                    out.write(chunk.toByteArray());
                    notifyAll();
                }
            }
        } catch (IOException | IllegalStateException lost) {
            end(); // the page went away; it comes back by itself
        }
    }

    /** Ends the stream; twice does nothing. */
    void end() {
        end(false);
    }

    private void end(boolean tooSlow) {
        synchronized (this) {
            if (!open) {
                return;
            }
            open = false;
            ready.clear();
            beside.clear();
            notifyAll();
        }
        gone.accept(this, tooSlow);
        try {
            async.complete();
        } catch (IllegalStateException already) {
            open = false; // the container completed it first
        }
    }

    @Override
    public void onWritePossible() {
        pump();
    }

    @Override
    public void onError(Throwable lost) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Never started a second time.
    }
}
