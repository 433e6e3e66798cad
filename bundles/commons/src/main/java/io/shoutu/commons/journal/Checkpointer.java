package io.shoutu.commons.journal;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.edge.Metrics;
import io.shoutu.api.edge.Uplink;
import io.shoutu.api.journal.Checkpoints;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.StoreFailure;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.StoreAway;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.Config;
import io.shoutu.commons.DataFolder;
import io.shoutu.commons.sql.Sql;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes checkpoints (签发检查点) of the journal, keeps them outside the database and sends them away.
 *
 * <p>Before it signs, it asks whether the journal in the database still continues the last checkpoint it has on file. Where it does not,
 * because rows were changed by hand and the chain reckoned anew, or an older copy of the database was put in place, nothing is signed.
 */
@Component(service = {Checkpoints.class, Metrics.class}, configurationPid = "io.shoutu.commons", immediate = true)
public final class Checkpointer implements Checkpoints, Metrics, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Checkpointer.class);

    /**
     * What an operator chose.
     *
     * @param product name and version
     */
    public record Settings(String product, String county, int seconds, int entries, List<Path> copies) {
        public Settings {
            copies = List.copyOf(copies);
        }
    }

    private final Clock clock;
    private final UnitOfWork work;
    private final Journal journal;
    private final Sealer sealer;
    private final Settings settings;
    private final CheckpointStore store;
    private final JournalStore entries;
    private final TreeStore trees = new TreeStore();
    private final SigningKey key;
    private final CheckpointFiles files;
    private final Outbox outbox;
    private final Semaphore bell = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running = true;
    /** The newest we signed ourselves, from our own file: whoever administers the database cannot have touched it. */
    private volatile Checkpoint own;
    /** The newest there is, which on several nodes another may have signed. */
    private volatile Checkpoint newest;
    private volatile String contradiction;
    private volatile long refused;

    @Activate
    public Checkpointer(BundleContext context, @Reference Clock clock, @Reference UnitOfWork work, @Reference Sql sql, @Reference Journal journal,
            @Reference Sealer sealer, @Reference(target = "(word=commons)") Schema schema, Config config) throws IOException {
        this(clock, work, sql, journal, sealer, DataFolder.of(context), new Settings("Shoutu " + context.getBundle().getVersion(), asWritten(config.county()),
                config.checkpointSeconds(), config.checkpointEntries(),
                Arrays.stream(config.checkpointCopies().split(",")).map(String::strip).filter(c -> !c.isEmpty()).map(Path::of).toList()));
        threads.add(new Thread(this::takeForever, "journal-checkpoint"));
        threads.add(new Thread(this::sendForever, "journal-checkpoint-out"));
        threads.forEach(t -> t.setDaemon(true));
        threads.forEach(Thread::start);
    }

    private Checkpointer(Clock clock, UnitOfWork work, Sql sql, Journal journal, Sealer sealer, Path data, Settings settings) throws IOException {
        this.clock = clock;
        this.work = work;
        this.journal = journal;
        this.sealer = sealer;
        this.settings = settings;
        this.store = new CheckpointStore(sql);
        this.entries = new JournalStore(sql);
        this.key = SigningKey.in(data.resolve("keys"));
        this.files = new CheckpointFiles(data.resolve("checkpoints"));
        this.outbox = new Outbox(work, store, files, settings.copies(), this::ahead);
        this.own = files.newest().orElse(null);
        this.newest = own;
        log.info("checkpoints are signed with the key {}; its public half lies in {}", key.id(), data.resolve("keys").resolve("checkpoint-public.pem"));
    }

    /** Settings files are read as Latin-1; Chinese written into them as UTF-8 is read again as what it is. */
    static String asWritten(String value) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(StandardCharsets.ISO_8859_1.newEncoder().encode(CharBuffer.wrap(value))).toString().strip();
        } catch (CharacterCodingException e) {
            return value.strip();
        }
    }

    /** One without threads: {@link #tick} takes a checkpoint where one is due, {@link #send} sends. */
    public static Checkpointer drivenByHand(Clock clock, UnitOfWork work, Sql sql, Journal journal, Sealer sealer, Path data, Settings settings)
            throws IOException {
        return new Checkpointer(clock, work, sql, journal, sealer, data, settings);
    }

    @Reference(service = Uplink.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addUplink(Uplink uplink) {
        outbox.add(uplink);
    }

    public void removeUplink(Uplink uplink) {
        outbox.remove(uplink);
    }

    /** At an orderly stop what was sealed since is covered too. */
    @Deactivate
    @Override
    public void close() throws InterruptedException {
        running = false;
        bell.release(2);
        for (Thread thread : threads) {
            thread.join(10_000);
        }
        try {
            Sealer.Tip tip = sealer.tip();
            if (tip != null && tip.seal() > covered() && contradiction == null) {
                take(null, null);
            }
            send();
        } catch (RuntimeException e) {
            log.error("no checkpoint could be taken at the stop; the next start takes one", e);
        }
    }

    private void takeForever() {
        boolean looked = false;
        while (running) {
            try {
                bell.tryAcquire(1, TimeUnit.SECONDS);
                if (running && !looked) {
                    // Before anything is signed: does a newer checkpoint lie elsewhere?
                    send();
                    looked = true;
                }
                if (running) {
                    tick();
                }
            } catch (InterruptedException derby) {
                // Derby interrupts those at work in a database it shuts down; this thread ends only when it is told to.
                log.debug("interrupted, and going on", derby);
            } catch (Problem.IllegalMove e) {
                log.debug("no checkpoint: {}", e.getMessage());
            } catch (StoreAway away) {
                // Said already, by whoever watches the database.
                log.debug("no checkpoint could be taken, trying again", away);
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            } catch (RuntimeException | Error e) {
                log.error("no checkpoint could be taken, trying again", e);
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
        }
    }

    private void sendForever() {
        while (running) {
            try {
                bell.tryAcquire(1, TimeUnit.SECONDS);
                if (running) {
                    send();
                }
            } catch (InterruptedException derby) {
                // Derby interrupts those at work in a database it shuts down; this thread ends only when it is told to.
                log.debug("interrupted, and going on", derby);
            } catch (StoreAway away) {
                // Said already, by whoever watches the database.
                log.debug("checkpoints could not be sent, trying again", away);
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            } catch (RuntimeException | Error e) {
                log.error("checkpoints could not be sent, trying again", e);
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
        }
    }

    private long covered() {
        Checkpoint last = newest;
        return last == null ? 0 : last.entries();
    }

    /** Takes a checkpoint where one is due; answers whether it did. */
    public boolean tick() {
        Sealer.Tip tip = sealer.tip();
        Checkpoint last = newest;
        if (tip == null || tip.seal() == 0) {
            return false;
        }
        long more = tip.seal() - covered();
        // A journal shorter than its last checkpoint is looked at too: that is how a database put back is noticed at once.
        boolean due = last == null || more < 0 || more >= settings.entries()
                || more > 0 && !clock.instant().isBefore(last.taken().plusSeconds(settings.seconds()));
        if (!due || contradiction != null && refused == tip.seal()) {
            return false;
        }
        Checkpoint seen = work.run(this::before);
        if (seen != null && (last == null || seen.sequence() > last.sequence())) {
            // Another node was faster; a moment later it may be our turn.
            newest = seen;
            return false;
        }
        refused = tip.seal();
        take(null, null);
        return true;
    }

    /** Sends what is not yet everywhere. */
    public void send() {
        Checkpoint last = newest;
        outbox.sendAll(last == null ? 0 : last.sequence());
    }

    /** A copy elsewhere is newer than what we have: then that is what the journal must continue, or somebody must say why it does not. */
    private synchronized void ahead(Checkpoint elsewhere) {
        if (!elsewhere.keyId().equals(key.id()) || own != null && own.sequence() >= elsewhere.sequence()) {
            return;
        }
        log.warn("checkpoint {} lies at an outlet but not here: the data of this platform is older than it", elsewhere.sequence());
        try {
            files.write(elsewhere);
            own = elsewhere;
            newest = elsewhere;
        } catch (IOException e) {
            log.error("checkpoint {} cannot be kept here", elsewhere.sequence(), e);
        }
    }

    @Override
    public Checkpoint take(Actor by) {
        return take(by, null);
    }

    @Override
    public Checkpoint takeAfterLoss(Actor by, String reason) {
        if (reason == null || reason.isBlank()) {
            throw new Problem.Invalid("reason-missing", "reason", "请写明日志为何与上一检查点不一致，例如从哪一份备份恢复");
        }
        return take(by, reason);
    }

    private synchronized Checkpoint take(Actor by, String broken) {
        Sealer.Tip tip = flushed();
        if (tip.seal() == 0) {
            throw new Problem.IllegalMove("journal-empty", "日志还是空的，没有可签发的内容");
        }
        Checkpoint made = work.run(tx -> {
            store.lock(tx);
            Checkpoint before = before(tx);
            String wrong = own == null ? null : contradicts(tx, tip, own);
            wrong = wrong != null || before == null ? wrong : contradicts(tx, tip, before);
            if (wrong != null && contradiction == null) {
                log.error("the journal does not continue checkpoint {}: {}; nothing is signed until this is looked into", before.sequence(), wrong);
            }
            contradiction = wrong;
            if (wrong != null && broken == null) {
                throw new Problem.IllegalMove("journal-contradicts-checkpoint", "日志与第 " + before.sequence() + " 号检查点不一致，未签发新的检查点：" + wrong
                        + "。请立即封存现场并运行 ./run verify 查明；如确系从旧备份恢复，由审计员说明原因后再签发");
            }
            if (wrong == null && broken != null) {
                throw new Problem.IllegalMove("journal-continues", "日志与上一检查点一致，无需说明断点");
            }
            if (before != null && broken == null && !before.algorithm().equals(tip.tree().algorithm().label())) {
                before = bridge(tx, before, tip.tree().algorithm());
            }
            return sign(tx, before, tip.seal(), tip.hash(), HexFormat.of().formatHex(tip.tree().copy().root()), tip.tree().algorithm(), by, broken);
        });
        contradiction = null;
        own = made;
        newest = made;
        bell.release();
        return made;
    }

    /** How the journal stands with all that was committed before now. */
    private Sealer.Tip flushed() {
        if (threads.isEmpty()) {
            sealer.sealNow();
        } else {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (sealer.backlog() > 0 && System.nanoTime() < deadline) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        Sealer.Tip tip = sealer.tip();
        for (int i = 0; tip == null && i < 2_000; i++) {
            // Between two batches, or while the store is away.
            LockSupport.parkNanos(1_000_000);
            tip = sealer.tip();
        }
        if (tip == null) {
            throw new StoreFailure("the journal cannot be sealed at present, so it cannot be signed", null);
        }
        return tip;
    }

    /** The newest checkpoint there is: ours on file, or one another node has put into the database since. */
    private Checkpoint before(Tx tx) {
        Checkpoint onFile = own;
        long inDatabase = store.last(tx);
        if (onFile != null && inDatabase < onFile.sequence()) {
            // The row was lost with the transaction, or taken away by hand; the file is what counts.
            store.insert(tx, onFile);
            return onFile;
        }
        if (inDatabase > (onFile == null ? 0 : onFile.sequence())) {
            return CheckpointText.read(store.text(tx, inDatabase));
        }
        return onFile;
    }

    /** Why the journal in the database does not continue this checkpoint, or null where it does. */
    private String contradicts(Tx tx, Sealer.Tip tip, Checkpoint before) throws Exception {
        if (before.entries() > tip.seal()) {
            return "检查点有 " + before.entries() + " 条，数据库只有 " + tip.seal() + " 条";
        }
        try {
            HashAlgorithm algorithm = HashAlgorithm.of(before.algorithm());
            if (!TreeStore.same(trees.root(tx, algorithm, before.entries()), before.root())) {
                return "前 " + before.entries() + " 条的树根不同";
            }
            Frontier now = tip.tree();
            if (!Arrays.equals(trees.root(tx, now.algorithm(), tip.seal()), now.copy().root())) {
                return "数据库中的封印与平台运行中所封不同";
            }
            return null;
        } catch (IllegalStateException e) {
            log.error("the journal lacks what checkpoint {} covers", before.sequence(), e);
            return "检查点所覆盖的封印缺失";
        }
    }

    /** The same entries once more under the new algorithm, so that a proof leads from the old tree into the new one. */
    private Checkpoint bridge(Tx tx, Checkpoint before, HashAlgorithm algorithm) throws Exception {
        return sign(tx, before, before.entries(), before.lastHash(), HexFormat.of().formatHex(trees.root(tx, algorithm, before.entries())), algorithm, null, null);
    }

    private Checkpoint sign(Tx tx, Checkpoint before, long covers, String last, String root, HashAlgorithm algorithm, Actor by, String broken) throws Exception {
        long sequence = before == null ? 1 : before.sequence() + 1;
        Instant now = clock.instant();
        Checkpoint made = CheckpointText.signed(key, settings.product(), settings.county(), sequence, now, covers, last, root, algorithm,
                settled(tx, covers), before == null ? null : before.text(), broken);
        store.insert(tx, made);
        if (by != null) {
            Subject subject = new Subject("checkpoint", Long.toString(sequence));
            journal.write(tx, broken == null
                    ? new Fact(subject, "journal.checkpoint-taken", now, by, Map.of("entries", covers, "root", root))
                    : new Fact(subject, "journal.break-acknowledged", now, by, Map.of("entries", covers, "root", root, "reason", broken)));
        }
        // Before the commit: a checkpoint the database knows of is always on file too.
        files.write(made);
        log.info("checkpoint {} covers {} entries, root {}", sequence, covers, root);
        return made;
    }

    /** The highest id up to which every entry lies among the covered ones: a slow transaction with a low id may be sealed after them. */
    private long settled(Tx tx, long covers) throws Exception {
        long settled = entries.settled(tx);
        Long after = entries.lowestSealedAfter(tx, covers);
        return after == null ? settled : Math.min(settled, after - 1);
    }

    @Override
    public Page<Checkpoint> list(String cursor, int limit) {
        Long below;
        try {
            below = cursor == null || cursor.isEmpty() ? null : Long.valueOf(cursor);
        } catch (NumberFormatException e) {
            throw new Problem.Invalid("cursor", "cursor", "翻页标记无法识别，请从第一页重新开始：" + cursor);
        }
        return work.run(tx -> {
            List<Long> found = store.sequences(tx, below, limit + 1);
            boolean more = found.size() > limit;
            List<Long> items = more ? found.subList(0, limit) : found;
            return new Page<>(items.stream().map(this::checkpoint).toList(), more ? Long.toString(items.get(items.size() - 1)) : null, store.count(tx));
        });
    }

    @Override
    public Checkpoint checkpoint(long sequence) {
        try {
            return files.find(sequence).orElseGet(() -> work.run(tx -> {
                String text = store.text(tx, sequence);
                if (text == null) {
                    throw new Problem.NotFound("checkpoint-not-found", "没有第 " + sequence + " 号检查点");
                }
                return CheckpointText.read(text);
            }));
        } catch (IOException e) {
            throw new IllegalStateException("checkpoint " + sequence + " cannot be read", e);
        }
    }

    @Override
    public Proof proof(long entry, Long sequence) {
        Checkpoint checkpoint = sequence == null ? newest() : checkpoint(sequence);
        return work.run(tx -> {
            Evidence evidence = entries.evidence(tx, entry);
            if (evidence == null) {
                throw new Problem.NotFound("entry-not-found", "没有编号为 " + entry + " 的已封印日志");
            }
            if (evidence.seal() > checkpoint.entries()) {
                throw new Problem.IllegalMove("not-yet-covered", "第 " + checkpoint.sequence() + " 号检查点只覆盖到第 " + checkpoint.entries() + " 条，本条是第 "
                        + evidence.seal() + " 条；请先签发新的检查点");
            }
            return new Proof(evidence, trees.path(tx, HashAlgorithm.of(checkpoint.algorithm()), evidence.seal() - 1, checkpoint.entries()), checkpoint);
        });
    }

    private Checkpoint newest() {
        Checkpoint last = newest;
        if (last == null) {
            throw new Problem.NotFound("checkpoint-not-found", "还没有检查点；请先签发");
        }
        return last;
    }

    @Override
    public Consistency consistency(long from, long to) {
        Checkpoint first = checkpoint(from);
        Checkpoint second = checkpoint(to);
        if (first.entries() > second.entries()) {
            throw new Problem.Invalid("checkpoint-order", "to", "第 " + to + " 号检查点比第 " + from + " 号覆盖得少");
        }
        if (!first.algorithm().equals(second.algorithm())) {
            throw new Problem.IllegalMove("algorithms-differ", "两个检查点之间更换过杂凑算法，请以更换处的检查点分段证明");
        }
        return work.run(tx -> new Consistency(first, second,
                trees.consistency(tx, HashAlgorithm.of(first.algorithm()), first.entries(), second.entries())));
    }

    @Override
    public Verification verify(long from, long to) {
        return work.run(tx -> {
            long last = Math.min(to, entries.lastNumber(tx));
            List<Fault> faults = SealCheck.faults(tx, from, last);
            Checkpoint anchor = newest != null && newest.entries() >= last ? newest : null;
            return new Verification(from, last, faults, anchor, anchor == null ? null : SealCheck.anchored(tx, trees, anchor));
        });
    }

    @Override
    public String publicKey() {
        return key.pem();
    }

    @Override
    public String keyId() {
        return key.id();
    }

    @Override
    public List<Outlet> outlets() {
        return outbox.outlets();
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> out = new ArrayList<>();
        Checkpoint last = newest;
        out.add(Metric.gauge("shoutu_journal_checkpoint_number", "Number of the last checkpoint", last == null ? 0 : last.sequence()));
        if (last != null) {
            out.add(Metric.gauge("shoutu_journal_checkpoint_age_seconds", "Seconds since the last checkpoint",
                    Duration.between(last.taken(), clock.instant()).toMillis() / 1_000.0));
        }
        out.add(Metric.gauge("shoutu_journal_uncovered", "Sealed entries no checkpoint covers yet", Math.max(0, sealer.last() - covered())));
        out.add(Metric.gauge("shoutu_journal_contradicts_checkpoint", "1 where the journal does not continue its last checkpoint and nothing is signed",
                contradiction == null ? 0 : 1));
        for (Outlet outlet : outbox.outlets()) {
            Map<String, String> label = Map.of("outlet", outlet.name());
            out.add(new Metric("shoutu_journal_outlet_behind", "Checkpoints that have not arrived there", Metrics.Kind.GAUGE, label,
                    last == null ? 0 : last.sequence() - outlet.lastSent()));
            out.add(new Metric("shoutu_journal_outlet_failing", "1 where the last try failed", Metrics.Kind.GAUGE, label, outlet.trouble() == null ? 0 : 1));
        }
        return out;
    }
}
