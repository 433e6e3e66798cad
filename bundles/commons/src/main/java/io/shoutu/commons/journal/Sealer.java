package io.shoutu.commons.journal;

import io.shoutu.api.edge.Readiness;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.Config;
import io.shoutu.commons.sql.Sql;
import io.shoutu.commons.store.JdbcTx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
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
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sealer (封印者): gives committed entries their running number and hash, in the order of their commits, and lets the Merkle tree over
 * the seals grow.
 *
 * <p>Derby: writers hand in the ids after their commit; one thread seals them in batches in its own transaction. It searches the table only
 * at start, behind the last id known to be settled, for what was committed but not sealed when the process died.
 *
 * <p>PostgreSQL: several nodes write, so an entry is put into a queue table with its own transaction. Whoever holds the database's advisory
 * lock seals all that is queued, from whichever node it came; a node that was killed has lost nothing but its turn.
 */
@Component(service = {Sealer.class, Readiness.class}, configurationPid = "io.shoutu.commons")
public final class Sealer implements Readiness, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Sealer.class);
    private static final int BATCH = 500;
    private static final int CATCH_UP = 2_000;
    /** Seals whose roots are reckoned in one transaction when a tree is built for a journal that has none yet. */
    private static final int BUILD = 64 << Frontier.STORED;

    private final UnitOfWork work;
    private final JournalStore store;
    private final TreeStore trees = new TreeStore();
    private final boolean shared;
    private final BlockingQueue<Committed> committed = new LinkedBlockingQueue<>();
    private final Set<Ticket> committing = ConcurrentHashMap.newKeySet();
    private final List<Committed> waiting = new ArrayList<>();
    private final List<Consumer<List<Entry>>> followers = new CopyOnWriteArrayList<>();
    /** Ids given out here whose transaction has neither been sealed nor rolled back; Derby only. */
    private final TreeSet<Long> open = new TreeSet<>();
    private final Thread thread;
    private long firstIssued = Long.MAX_VALUE;
    private long issued;
    private volatile HashAlgorithm algorithm;
    private volatile boolean running = true;
    private volatile boolean scanned;
    private volatile String trouble;
    private volatile long sealed;
    private volatile long last;
    /** How the journal stands as this process sealed or found it, or null where it must be read first: at start and after any failure. */
    private volatile Tip tip;
    private Candidate candidate;
    private long settledSeal = -1;

    /** Stands for one transaction that is about to commit entries. */
    private static final class Ticket {}

    private record Committed(Ticket ticket, Collection<Long> ids) {}

    /** How the journal stood at one moment; the tree is never changed again. */
    record Tip(long seal, String hash, Frontier tree) {}

    /** A highest id that will be settled once every transaction older than {@code next} has ended. */
    private record Candidate(long seal, long id, long next, long since) {}

    private record Done(Tip tip, List<Entry> fromOthers, List<Entry> ours, boolean more) {}

    @Activate
    public Sealer(@Reference UnitOfWork work, @Reference Sql sql, @Reference(target = "(word=commons)") Schema schema, Config config) {
        this(work, sql, HashAlgorithm.of(config.journalHash()), true);
    }

    /** A sealer with a thread of its own, as in the house. */
    Sealer(UnitOfWork work, Sql sql, HashAlgorithm algorithm) {
        this(work, sql, algorithm, true);
    }

    private Sealer(UnitOfWork work, Sql sql, HashAlgorithm algorithm, boolean ownThread) {
        this.work = work;
        this.store = new JournalStore(sql);
        this.shared = !sql.embedded();
        this.algorithm = algorithm;
        this.thread = ownThread ? new Thread(this::sealForever, "journal-sealer") : null;
        if (ownThread) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** A sealer without a thread: it seals when {@link #sealNow} is called. */
    public static Sealer drivenByHand(UnitOfWork work, Sql sql) {
        return new Sealer(work, sql, HashAlgorithm.SHA_256, false);
    }

    /** Changed settings do not restart the sealer, and with it the whole house. */
    @Modified
    void changed(Config config) {
        sealWith(HashAlgorithm.of(config.journalHash()));
    }

    /** Seals from now on with this algorithm; the tree is built anew once, the seals stay as they are. */
    public void sealWith(HashAlgorithm chosen) {
        algorithm = chosen;
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

    /** The id of an entry about to be written in this transaction, or null where the database gives it. */
    Long open(JdbcTx tx, EntryIds ids) {
        synchronized (open) {
            Long id = ids.next(tx);
            if (id != null) {
                open.add(id);
                firstIssued = Math.min(firstIssued, id);
                issued = Math.max(issued, id);
                tx.afterRollback(() -> closed(List.of(id)));
            }
            return id;
        }
    }

    private void closed(Collection<Long> ids) {
        synchronized (open) {
            open.removeAll(ids);
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

    /** The running number of the last seal this process set or found. */
    public long last() {
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

    /** How the journal stands as far as this process knows, or null before it has looked and while the store is away. */
    Tip tip() {
        return tip;
    }

    private void sealForever() {
        long delay = 100;
        while (running) {
            try {
                scanOnce();
                // On a shared database the others are looked after every second.
                Committed next = waiting.isEmpty() ? committed.poll(shared ? 1 : 10, TimeUnit.SECONDS) : null;
                if (next != null) {
                    waiting.add(next);
                }
                if (shared) {
                    sealQueue(1_000);
                } else if (!waiting.isEmpty()) {
                    sealWaiting();
                }
                trouble = null;
                delay = 100;
            } catch (InterruptedException derby) {
                // Derby interrupts those at work in a database it shuts down; this thread ends only when it is told to.
                log.debug("interrupted, and going on", derby);
            } catch (RuntimeException | Error e) {
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
        if (shared) {
            sealQueue(0);
        } else {
            do {
                committed.drainTo(waiting);
                if (!waiting.isEmpty()) {
                    sealWaiting();
                }
            } while (!waiting.isEmpty() || !committed.isEmpty());
        }
        return (int) (sealed - before);
    }

    /** Finds and seals what a process that died has committed but not sealed. */
    private void scanOnce() {
        if (scanned) {
            return;
        }
        build();
        if (shared) {
            work.execute(tx -> store.enqueue(tx, store.settled(tx)));
            scanned = true;
            return;
        }
        long below;
        synchronized (open) {
            // What this process writes is handed in; looking for it here could wait for its locks, and would find it in the order of the table's pages.
            below = issued > 0 ? firstIssued : work.run(tx -> store.highest(tx, Long.MAX_VALUE)) + 1;
        }
        List<Long> missing = work.run(tx -> store.unsealed(tx, store.settled(tx), below));
        if (!missing.isEmpty()) {
            log.info("{} journal entries had been committed but not sealed; sealing them now", missing.size());
            seal(missing);
        }
        work.execute(tx -> store.settle(tx, store.highest(tx, below)));
        scanned = true;
    }

    /** Reads how the journal stands and reckons the roots that are not stored yet: after an update, or for another algorithm. */
    private void build() {
        HashAlgorithm chosen = algorithm;
        boolean complete = false;
        boolean told = false;
        while (!complete) {
            Tip found = work.run(tx -> {
                if (shared) {
                    store.lock(tx);
                }
                JournalStore.Last now = store.last(tx);
                long stored = trees.stored(tx, chosen);
                long whole = now.seal() >> Frontier.STORED << Frontier.STORED;
                if (stored >= whole) {
                    return new Tip(now.seal(), now.hash(), trees.frontier(tx, chosen, now.seal()));
                }
                Frontier tree = trees.frontier(tx, chosen, stored);
                List<Frontier.Node> nodes = new ArrayList<>();
                trees.seals(tx, stored, Math.min(whole, stored + BUILD)).forEach(hash -> tree.append(hash, nodes::add));
                trees.store(tx, chosen, nodes);
                return null;
            });
            if (found != null) {
                tip = found;
                last = Math.max(last, found.seal());
                complete = true;
            } else if (!told) {
                log.info("building the {} tree over the journal", chosen.label());
                told = true;
            }
        }
    }

    /** How the journal stands, for sealing on with the algorithm chosen now. */
    private Tip known() {
        Tip now = tip;
        if (now == null || now.tree().algorithm() != algorithm) {
            build();
        }
        return tip;
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
            Tip known = known();
            tip = null;
            Done done = work.run(tx -> {
                List<Entry> ours = sealed(known, store.withoutSeal(tx, part));
                store.seal(tx, known.tree().algorithm(), ours);
                Tip grown = grown(tx, known, ours);
                store.settle(tx, settledWith(part));
                return new Done(grown, List.of(), ours, false);
            });
            closed(part);
            take(done);
        }
    }

    /** The highest id below all that may still be committed, once these are sealed. */
    private long settledWith(List<Long> part) {
        Set<Long> now = new HashSet<>(part);
        synchronized (open) {
            return open.stream().filter(id -> !now.contains(id)).findFirst().map(id -> id - 1).orElse(issued);
        }
    }

    private static List<Entry> sealed(Tip known, List<JournalHash.Row> rows) {
        return JournalStore.sealed(known.tree().algorithm(), new JournalStore.Last(known.seal(), known.hash()), rows);
    }

    /** The tip once these stand behind it, their places in the tree stored. Where another node has stored them already it changes nothing, unless that one seals with another algorithm. */
    private Tip grown(Tx tx, Tip known, List<Entry> more) throws SQLException {
        if (more.isEmpty()) {
            return known;
        }
        Frontier tree = known.tree().copy();
        List<Frontier.Node> nodes = new ArrayList<>();
        more.forEach(e -> tree.append(e.hash(), nodes::add));
        trees.store(tx, tree.algorithm(), nodes);
        Entry newest = more.get(more.size() - 1);
        return new Tip(newest.seal(), newest.hash(), tree);
    }

    /** Seals what all nodes have queued, and takes note of what other nodes have sealed. */
    private void sealQueue(long settleMillis) {
        // Handed in only to wake us: what counts is what the database shows as committed.
        committed.drainTo(waiting);
        boolean more = !waiting.isEmpty() || anything();
        while (more) {
            Tip known = known();
            tip = null;
            Done done = work.run(tx -> {
                JournalStore.Queue queue = store.lockedQueue(tx, BATCH);
                List<Entry> others = queue.last() == known.seal() ? List.of() : store.window(tx, known.seal(), Long.MAX_VALUE, List.of(), CATCH_UP);
                Tip from = grown(tx, known, others);
                if (others.size() == CATCH_UP) {
                    return new Done(from, others, List.of(), true);
                }
                if (queue.ids().isEmpty()) {
                    return new Done(from, others, List.of(), false);
                }
                List<Entry> ours = sealed(from, queue.rows());
                store.sealQueued((JdbcTx) tx, from.tree().algorithm(), ours, queue.ids());
                return new Done(grown(tx, from, ours), others, ours, queue.ids().size() == BATCH);
            });
            take(done);
            more = done.more();
        }
        waiting.clear();
        settleShared(settleMillis);
    }

    /** Whether another node has sealed or queued anything. Looked at without the lock, once a second. */
    private boolean anything() {
        Tip known = known();
        JournalStore.Queue queue = work.run(tx -> store.queue(tx, 1));
        return queue.last() != known.seal() || !queue.ids().isEmpty();
    }

    /**
     * Ids are given before the commit, and by the server: a lower one may still come. It cannot come any more when every transaction that
     * was running when a higher one was sealed has ended. Between taking an id and becoming visible as running lies less than a moment;
     * {@code millis} is far more.
     */
    private void settleShared(long millis) {
        long now = System.nanoTime();
        Candidate before = candidate;
        if (before != null && now - before.since() < TimeUnit.MILLISECONDS.toNanos(millis) || tip.seal() == settledSeal) {
            return;
        }
        candidate = work.run(tx -> {
            long[] transactions = store.running(tx);
            if (before != null && transactions[0] < before.next()) {
                return before;
            }
            if (before != null) {
                List<Long> queued = store.queue(tx, 1).ids();
                store.settle(tx, queued.isEmpty() ? before.id() : Math.min(before.id(), queued.get(0) - 1));
                settledSeal = before.seal();
            }
            return new Candidate(tip.seal(), store.highestSealed(tx), transactions[1], now);
        });
        if (millis == 0 && before == null) {
            settleShared(0);
        }
    }

    private void take(Done done) {
        tip = done.tip();
        last = Math.max(last, done.tip().seal());
        if (!done.fromOthers().isEmpty()) {
            tell(done.fromOthers());
        }
        if (!done.ours().isEmpty()) {
            sealed += done.ours().size();
            tell(done.ours());
        }
    }

    private void tell(List<Entry> done) {
        for (Consumer<List<Entry>> follower : followers) {
            try {
                follower.accept(done);
            } catch (RuntimeException | Error e) {
                // A page that went away must not keep the journal from being sealed.
                log.warn("a follower of the journal failed", e);
            }
        }
    }
}
