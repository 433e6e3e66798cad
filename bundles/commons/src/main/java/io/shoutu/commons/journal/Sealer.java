package io.shoutu.commons.journal;

import io.shoutu.api.edge.Readiness;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.sql.Sql;
import io.shoutu.commons.store.JdbcTx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sealer (封印者): gives committed entries their running number and hash, in the order of their commits.
 *
 * <p>Writers hand it the ids after their commit; one thread seals them in batches in its own transaction. It searches the table
 * only at start, for what was committed but not sealed when the process died.
 */
@Component(service = {Sealer.class, Readiness.class})
public final class Sealer implements Readiness, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Sealer.class);
    private static final int BATCH = 500;

    private final UnitOfWork work;
    private final JournalStore store;
    private final BlockingQueue<Committed> committed = new LinkedBlockingQueue<>();
    private final Set<Ticket> committing = ConcurrentHashMap.newKeySet();
    private final List<Committed> waiting = new ArrayList<>();
    private final List<Consumer<List<Entry>>> followers = new CopyOnWriteArrayList<>();
    private final List<Runnable> wakes = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean running = true;
    private volatile boolean scanned;
    private volatile String trouble;
    private volatile long sealed;
    private volatile long last;
    /** The last seal as this process set it, or null where it must be read first: at start and after any failure. */
    private JournalStore.Last tip;

    /** Stands for one transaction that is about to commit entries. */
    private static final class Ticket {}

    private record Committed(Ticket ticket, Collection<Long> ids) {}

    @Activate
    public Sealer(@Reference UnitOfWork work, @Reference Sql sql, @Reference(target = "(word=commons)") Schema schema) {
        this(work, sql, true);
    }

    private Sealer(UnitOfWork work, Sql sql, boolean ownThread) {
        this.work = work;
        this.store = new JournalStore(sql);
        this.thread = ownThread ? new Thread(this::sealForever, "journal-sealer") : null;
        if (ownThread) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** A sealer without a thread: it seals when {@link #sealNow} is called. */
    public static Sealer drivenByHand(UnitOfWork work, Sql sql) {
        return new Sealer(work, sql, false);
    }

    @Deactivate
    @Override
    public void close() throws InterruptedException {
        running = false;
        if (thread != null) {
            // An empty hand-in wakes it. Not an interrupt: Derby closes its files on one.
            committed.add(new Committed(new Ticket(), List.of()));
            thread.join(10_000);
        }
    }

    /** Takes note of an entry written in this transaction; it will be sealed after the commit. */
    void written(JdbcTx tx, long id) {
        Ticket ticket = new Ticket();
        // Whoever waits for a row this transaction holds can commit only after we do, but may hand in its ids before us. Raising
        // the ticket before the commit lets the sealer know that someone who came first is still on the way.
        tx.beforeCommit(() -> committing.add(ticket));
        tx.afterCommit(() -> {
            synchronized (committing) {
                committed.add(new Committed(ticket, List.of(id)));
                committing.remove(ticket);
            }
        });
        tx.afterRollback(() -> committing.remove(ticket));
    }

    void follow(Consumer<List<Entry>> consumer) {
        followers.add(consumer);
    }

    void unfollow(Consumer<List<Entry>> consumer) {
        followers.remove(consumer);
    }

    void wakeAfterSealing(Runnable wake) {
        wakes.add(wake);
    }

    void forget(Runnable wake) {
        wakes.remove(wake);
    }

    /** The running number of the last seal this process set or found. */
    long last() {
        return last;
    }

    /** Entries sealed since this process began. */
    long sealed() {
        return sealed;
    }

    /** Entries committed and not yet sealed. */
    long backlog() {
        return committed.size() + waiting.size();
    }

    @Override
    public String name() {
        return "journal-sealer";
    }

    @Override
    public State state() {
        String text = trouble;
        if (text != null) {
            return new State(false, "日志封印暂停，正在重试：" + text);
        }
        return scanned ? new State(true, "日志封印正常，最后序号 " + last) : new State(false, "正在检查上次停机时未封印的日志");
    }

    private void sealForever() {
        long delay = 100;
        while (running) {
            try {
                scanOnce();
                Committed next = waiting.isEmpty() ? committed.poll(10, TimeUnit.SECONDS) : null;
                if (next != null) {
                    waiting.add(next);
                }
                if (!waiting.isEmpty()) {
                    sealWaiting();
                }
                trouble = null;
                delay = 100;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (!running) {
                    return;
                }
                // The ids stay in "waiting": nothing committed is ever left unsealed because the store was away for a while.
                trouble = "数据库故障";
                log.error("sealing failed, trying again in {} ms", delay, e);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(delay));
                delay = Math.min(delay * 2, 5_000);
            }
        }
    }

    /** Seals everything committed so far and answers how many entries that were. */
    public int sealNow() {
        long before = sealed;
        scanOnce();
        do {
            committed.drainTo(waiting);
            if (!waiting.isEmpty()) {
                sealWaiting();
            }
        } while (!waiting.isEmpty() || !committed.isEmpty());
        return (int) (sealed - before);
    }

    /** Finds and seals what a process that died has committed but not sealed. */
    private void scanOnce() {
        if (scanned) {
            return;
        }
        last = work.run(store::lastNumber);
        for (;;) {
            List<Long> missing = work.run(tx -> {
                long count = store.unsealedCount(tx);
                return count <= 0 ? List.<Long>of() : store.unsealed(tx, count);
            });
            if (missing.isEmpty()) {
                break;
            }
            log.info("{} journal entries had been committed but not sealed; sealing them now", missing.size());
            seal(missing);
        }
        scanned = true;
    }

    private void sealWaiting() {
        List<Committed> batch;
        Set<Ticket> ahead;
        synchronized (committing) {
            // One moment: whoever committed before anyone in the batch has either handed in or still shows his ticket.
            committed.drainTo(waiting);
            batch = new ArrayList<>(waiting);
            ahead = Set.copyOf(committing);
        }
        if (!ahead.isEmpty()) {
            while (ahead.stream().anyMatch(committing::contains)) {
                LockSupport.parkNanos(50_000);
            }
            List<Committed> late = new ArrayList<>();
            committed.drainTo(late);
            waiting.addAll(late);
            late.stream().filter(c -> ahead.contains(c.ticket())).forEach(batch::add);
        }
        // Inside one batch the order of writing is the order: what came first for a record was written first.
        TreeSet<Long> ids = new TreeSet<>();
        batch.forEach(c -> ids.addAll(c.ids()));
        seal(new ArrayList<>(ids));
        waiting.removeAll(batch);
    }

    private void seal(List<Long> ids) {
        for (int from = 0; from < ids.size(); from += BATCH) {
            List<Long> part = ids.subList(from, Math.min(ids.size(), from + BATCH));
            JournalStore.Last known = tip;
            tip = null;
            List<Entry> done = work.run(tx -> sealPart(tx, known, part));
            if (done.isEmpty()) {
                tip = known;
                continue;
            }
            Entry newest = done.get(done.size() - 1);
            tip = new JournalStore.Last(newest.seal(), newest.hash());
            sealed += done.size();
            last = newest.seal();
            tell(done);
        }
    }

    private List<Entry> sealPart(Tx tx, JournalStore.Last known, List<Long> ids) throws Exception {
        List<Long> open = new ArrayList<>(ids);
        open.removeAll(store.sealed(tx, ids));
        return open.isEmpty() ? List.of() : store.seal(tx, known == null ? store.last(tx) : known, open);
    }

    private void tell(List<Entry> done) {
        for (Consumer<List<Entry>> follower : followers) {
            try {
                follower.accept(done);
            } catch (RuntimeException e) {
                // A page that went away must not keep the journal from being sealed.
                log.warn("a follower of the journal failed", e);
            }
        }
        wakes.forEach(Runnable::run);
    }
}
