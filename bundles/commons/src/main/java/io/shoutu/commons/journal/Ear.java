package io.shoutu.commons.journal;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.journal.Listeners;
import io.shoutu.api.store.OutcomeUnknown;
import io.shoutu.api.store.StoreAway;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.UnitOfWork;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One ear (一个监听者): hears entry after entry, moves its cursor with the handler's own work, parks what fails. */
final class Ear implements Listeners.Hearing {
    private static final Logger log = LoggerFactory.getLogger(Ear.class);
    /** How many running numbers one look covers; where nothing in them matches, the cursor jumps over all. */
    private static final int WINDOW = 2_000;
    private static final int ROWS = 100;
    /** How far the cursor may be ahead of its row where nothing matched: eight listeners need not write a row each for every fact that is not theirs. */
    private static final int AHEAD = 500;

    private final Listeners.Listener listener;
    private final Listeners.Handler handler;
    private final Clock clock;
    private final UnitOfWork work;
    private final EarStore store;
    private final JournalStore entries;
    private final Journal journal;
    private final Sealer sealer;
    private final Ears.Pace pace;
    private final String node;
    private final BiConsumer<String, Ear> gone;
    private final Semaphore bell = new Semaphore(0);
    private final Consumer<List<Entry>> wake = this::sealed;
    /** Held while one entry is heard or replayed, so that a replay and the ear itself never overtake each other. */
    private final ReentrantLock oneByOne = new ReentrantLock(true);
    /** Subjects with something parked, and how much; what else comes about them waits behind it. */
    private final Map<Subject, Integer> blocked = new HashMap<>();
    private Thread thread;
    private volatile boolean running = true;
    private volatile long cursor;
    /** Where its row says that it stands; between there and the cursor nothing matched. */
    private long kept;
    private volatile long parkedCount;
    private volatile long heard;
    private long leasedUntil;

    Ear(Listeners.Listener listener, Listeners.Handler handler, Clock clock, UnitOfWork work, EarStore store, JournalStore entries,
            Journal journal, Sealer sealer, Ears.Pace pace, String node, BiConsumer<String, Ear> gone) {
        this.listener = listener;
        this.handler = handler;
        this.clock = clock;
        this.work = work;
        this.store = store;
        this.entries = entries;
        this.journal = journal;
        this.sealer = sealer;
        this.pace = pace;
        this.node = node;
        this.gone = gone;
    }

    String name() {
        return listener.name();
    }

    long cursor() {
        return cursor;
    }

    long parkedCount() {
        return parkedCount;
    }

    long heard() {
        return heard;
    }

    void start() {
        // Remembered now and not on the ear's own thread: whatever is sealed after listen() has answered will be heard.
        standsAt(work.run(tx -> store.remember(tx, listener, listener.fromBeginning() ? 0 : entries.lastNumber(tx))));
        if (!pace.byHand()) {
            sealer.follow(wake);
            thread = new Thread(this::hearForever, "journal-" + listener.name());
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void close() {
        running = false;
        sealer.unfollow(wake);
        ring();
        if (thread != null && thread != Thread.currentThread()) {
            boolean interrupted = false;
            try {
                // Not interrupted: Derby closes its files on an interrupt. The entry at hand is finished first.
                thread.join(30_000);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        gone.accept(listener.name(), this);
        if (leasedUntil > 0) {
            try {
                work.execute(tx -> {
                    if (cursor > kept) {
                        store.move(tx, listener.name(), node, cursor);
                    }
                    store.release(tx, listener.name(), node);
                });
            } catch (StoreFailure e) {
                log.warn("listener {} stopped without giving back its lease; it expires by itself", listener.name(), e);
            }
            leasedUntil = 0;
        }
    }

    /** Only what it listens to wakes it: a flood of other facts costs it one look a second, not one for each. */
    private void sealed(List<Entry> batch) {
        for (Entry entry : batch) {
            if (JournalStore.matches(listener.facts(), entry.name())) {
                ring();
                return;
            }
        }
    }

    private void ring() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    private void hearForever() {
        long delay = 100;
        while (running) {
            try {
                if (!hearSome()) {
                    // The poll moves the cursor over what is not ours, and finds what another node has sealed.
                    bell.tryAcquire(1, TimeUnit.SECONDS);
                    bell.drainPermits();
                }
                delay = 100;
            } catch (InterruptedException derby) {
                // Derby interrupts those at work in a database it shuts down; this thread ends only when it is told to.
                log.debug("interrupted, and going on", derby);
            } catch (RuntimeException | Error e) {
                // An Error too, a listener's missing class for one: whoever hears goes on hearing.
                if (!running) {
                    return;
                }
                if (away(e)) {
                    log.warn("listener {} waits for the database, trying again in {} ms", listener.name(), delay);
                } else {
                    log.error("listener {} cannot go on, trying again in {} ms", listener.name(), delay, e);
                }
                rest(delay);
                delay = Math.min(delay * 2, 5_000);
            }
        }
    }

    /** Hears all there is, on the calling thread. */
    boolean hearAll() {
        boolean any = false;
        while (running && hearSome()) {
            any = true;
        }
        return any;
    }

    /** Hears the next matching entries, if any; answers whether it moved. */
    private boolean hearSome() {
        try {
            return hearNext();
        } catch (RuntimeException | Error e) {
            if (away(e)) {
                // It may have stored what it did without telling us: where the cursor stands is read again.
                leasedUntil = 0;
            }
            throw e;
        }
    }

    private boolean hearNext() {
        if (!leased()) {
            return false;
        }
        long from = cursor;
        // As the sealer knows it: it looks every second for what other nodes have sealed, and where nothing is new nobody need ask the database.
        long upTo = Math.min(from + WINDOW, sealer.last());
        if (upTo <= from) {
            return false;
        }
        List<Entry> found = work.run(tx -> entries.window(tx, from, upTo, listener.facts(), ROWS));
        for (Entry entry : found) {
            if (!running || !hear(entry)) {
                return true;
            }
        }
        if (found.size() < ROWS && upTo > cursor) {
            oneByOne.lock();
            try {
                if (upTo - kept >= AHEAD) {
                    work.execute(tx -> move(tx, upTo));
                    standsAt(upTo);
                } else {
                    cursor = upTo;
                }
            } finally {
                oneByOne.unlock();
            }
        }
        return cursor > from;
    }

    /** Holds or renews the lease; false while another node has it. */
    private boolean leased() {
        long now = clock.millis();
        if (now < leasedUntil - pace.leaseSeconds() * 500L && now > leasedUntil - pace.leaseSeconds() * 2_000L) {
            return true;
        }
        long until = now + pace.leaseSeconds() * 1_000L;
        boolean fresh = leasedUntil == 0;
        boolean ours = work.run(tx -> store.lease(tx, listener.name(), node, now, until));
        if (!ours) {
            leasedUntil = 0;
            return false;
        }
        leasedUntil = until;
        if (fresh) {
            // Another node may have heard on while we had no lease.
            oneByOne.lock();
            try {
                work.execute(tx -> {
                    standsAt(store.cursor(tx, listener.name()));
                    blocked.clear();
                    blocked.putAll(store.parkedSubjects(tx, listener.name()));
                });
                countParked();
            } finally {
                oneByOne.unlock();
            }
        }
        return true;
    }

    /** Hears one entry or parks it; false where the ear was stopped between two tries, so that the entry stays ahead. */
    private boolean hear(Entry entry) {
        oneByOne.lock();
        try {
            if (blocked.containsKey(entry.subject())) {
                park(entry, "等待同一对象的前一条", true);
                return true;
            }
            long delay = pace.firstDelay();
            for (int attempt = 1; ; attempt++) {
                try {
                    work.execute(tx -> {
                        handler.hear(entry);
                        move(tx, entry.seal());
                    });
                    standsAt(entry.seal());
                    heard++;
                    return true;
                } catch (LeaseLost e) {
                    throw e;
                } catch (RuntimeException | Error e) {
                    if (away(e)) {
                        // No fault of the entry: it is heard, once, when the database is back.
                        throw e;
                    }
                    if (attempt >= listener.attempts()) {
                        log.error("listener {} gives up on entry {} {} {} after {} tries and parks it", listener.name(), entry.id(),
                                entry.name(), entry.subject(), attempt, e);
                        park(entry, reason(e), false);
                        return true;
                    }
                    log.warn("listener {} failed on entry {} {} {}, try {} of {}: {}", listener.name(), entry.id(), entry.name(),
                            entry.subject(), attempt, listener.attempts(), e.toString());
                }
                if (!running) {
                    return false;
                }
                rest(delay);
                delay = Math.min(delay * 2, pace.longestDelay());
            }
        } finally {
            oneByOne.unlock();
        }
    }

    private void park(Entry entry, String reason, boolean waiting) {
        work.execute(tx -> {
            store.park(tx, listener.name(), entry, reason, waiting, clock.instant());
            move(tx, entry.seal());
        });
        standsAt(entry.seal());
        blocked.merge(entry.subject(), 1, Integer::sum);
        countParked();
    }

    /** Its row says so. */
    private void standsAt(long seal) {
        cursor = seal;
        kept = seal;
    }

    private void move(io.shoutu.api.store.Tx tx, long to) {
        if (!store.move(tx, listener.name(), node, to)) {
            leasedUntil = 0;
            throw new LeaseLost(listener.name());
        }
    }

    /** Hears a parked entry again and then, in order, those that wait behind it. */
    void replay(long entry, Actor by) {
        oneByOne.lock();
        try {
            Entry asked = work.run(tx -> {
                Long seal = store.parkedSeal(tx, listener.name(), entry);
                if (seal == null) {
                    throw new Problem.NotFound("parked-not-found", "没有找到暂存的日志：监听 " + listener.name() + "，条目 " + entry);
                }
                return entries.bySeal(tx, seal);
            });
            Subject subject = asked.subject();
            long[] next = work.run(tx -> store.firstParked(tx, listener.name(), subject));
            if (next[0] != entry) {
                throw new Problem.IllegalMove("parked-waits", "该条目在等待同一对象的前一条，请先重放条目 " + next[0]);
            }
            while (next != null) {
                long seal = next[1];
                replayOne(work.run(tx -> entries.bySeal(tx, seal)), by);
                next = work.run(tx -> store.firstParked(tx, listener.name(), subject));
            }
        } finally {
            oneByOne.unlock();
        }
    }

    private void replayOne(Entry entry, Actor by) {
        try {
            work.execute(tx -> {
                handler.hear(entry);
                store.unpark(tx, listener.name(), entry.id());
                Map<String, Object> data = new HashMap<>();
                data.put("entry", entry.id());
                data.put("fact", entry.name());
                data.put("about", entry.subject().toString());
                journal.write(tx, new Fact(new Subject("listener", listener.name()), "journal.replayed", clock.instant(), by, data));
            });
        } catch (RuntimeException | Error e) {
            log.warn("listener {} failed again on parked entry {} {} {}", listener.name(), entry.id(), entry.name(), entry.subject(), e);
            work.execute(tx -> store.failed(tx, listener.name(), entry.id(), reason(e), clock.instant()));
            throw new Problem.IllegalMove("replay-failed", "条目 " + entry.id() + " 重放仍然失败：" + reason(e));
        }
        log.info("listener {} heard parked entry {} {} {} again, asked by {}", listener.name(), entry.id(), entry.name(), entry.subject(), by.account());
        heard++;
        blocked.computeIfPresent(entry.subject(), (s, n) -> n > 1 ? n - 1 : null);
        countParked();
    }

    private void countParked() {
        parkedCount = blocked.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** Waits before the next try; a bell that asks to stop ends the wait early. */
    private void rest(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (running && System.nanoTime() < until) {
            java.util.concurrent.locks.LockSupport.parkNanos(Math.min(until - System.nanoTime(), 50_000_000L));
        }
    }

    /** Whether the database went away, however deep a route has wrapped it. */
    private static boolean away(Throwable failure) {
        Throwable t = failure;
        for (int depth = 0; t != null && depth < 20; depth++, t = t.getCause()) {
            if (t instanceof StoreAway || t instanceof OutcomeUnknown) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Throwable t) {
        Throwable cause = t instanceof StoreFailure && t.getCause() != null && t.getMessage().startsWith("the work failed") ? t.getCause() : t;
        String text = cause instanceof Problem p ? p.code() + " " + p.getMessage() : cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return text.length() > 1_900 ? text.substring(0, 1_900) + "…" : text;
    }

    /** Another node has taken over; what was done under the old lease is rolled back. */
    private static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeaseLost(String listener) {
            super("another node has taken over the listener " + listener);
        }
    }
}
