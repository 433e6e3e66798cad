package io.shoutu.commons.journal;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.edge.Metrics;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.journal.Listeners;
import io.shoutu.api.journal.Parking;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.commons.Config;
import io.shoutu.commons.sql.Sql;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The ears of the house (监听): every running listener, and the place where what it could not hear is parked. */
@Component(service = {Listeners.class, Parking.class, Metrics.class}, configurationPid = "io.shoutu.commons")
@Designate(ocd = Config.class)
public final class Ears implements Listeners, Parking, Metrics, AutoCloseable {

    /** How ears try again. */
    record Pace(long firstDelay, long longestDelay, int leaseSeconds, boolean byHand) {}

    private final Clock clock;
    private final UnitOfWork work;
    private final EarStore store;
    private final JournalStore entries;
    private final Journal journal;
    private final Sealer sealer;
    private final Pace pace;
    private final String node = UUID.randomUUID().toString();
    private final Map<String, Ear> ears = new ConcurrentHashMap<>();

    @Activate
    public Ears(@Reference Clock clock, @Reference UnitOfWork work, @Reference Sql sql, @Reference Journal journal, @Reference Sealer sealer,
            @Reference(target = "(word=commons)") Schema schema, Config config) {
        this(clock, work, sql, journal, sealer, new Pace(config.retryFirstDelay(), config.retryLongestDelay(), config.leaseSeconds(), false));
    }

    private Ears(Clock clock, UnitOfWork work, Sql sql, Journal journal, Sealer sealer, Pace pace) {
        this.clock = clock;
        this.work = work;
        this.store = new EarStore(sql);
        this.entries = new JournalStore(sql);
        this.journal = journal;
        this.sealer = sealer;
        this.pace = pace;
    }

    /** Ears without threads, which hear when {@link #hearAll} is called and try again without waiting. */
    public static Ears drivenByHand(Clock clock, UnitOfWork work, Sql sql, Journal journal, Sealer sealer) {
        return new Ears(clock, work, sql, journal, sealer, new Pace(0, 0, 15, true));
    }

    /** Ears with threads and the given waits, for tests of the threads themselves. */
    static Ears withThreads(Clock clock, UnitOfWork work, Sql sql, Journal journal, Sealer sealer, long firstDelay, long longestDelay) {
        return new Ears(clock, work, sql, journal, sealer, new Pace(firstDelay, longestDelay, 15, false));
    }

    @Deactivate
    @Override
    public void close() {
        List.copyOf(ears.values()).forEach(Ear::close);
    }

    @Override
    public Hearing listen(Listener listener, Handler handler) {
        Ear ear = new Ear(listener, handler, clock, work, store, entries, journal, sealer, pace, node, ears::remove);
        if (ears.putIfAbsent(listener.name(), ear) != null) {
            throw new IllegalStateException("already listening on this node: " + listener.name());
        }
        try {
            ear.start();
        } catch (RuntimeException e) {
            ears.remove(listener.name(), ear);
            throw e;
        }
        return ear;
    }

    /** Lets every ear hear all there is now, on this thread; answers whether any of them heard or moved. */
    public boolean hearAll() {
        boolean any = false;
        List<Ear> byName = new ArrayList<>(ears.values());
        byName.sort(Comparator.comparing(Ear::name));
        for (Ear ear : byName) {
            any |= ear.hearAll();
        }
        return any;
    }

    @Override
    public List<Status> status() {
        return work.run(tx -> {
            long last = entries.lastNumber(tx);
            return store.all(tx).stream().map(l -> {
                Ear ear = ears.get(l.name());
                long cursor = ear == null ? l.cursor() : Math.max(l.cursor(), ear.cursor());
                return new Status(l.name(), l.facts(), cursor, Math.max(0, last - cursor), l.parked(), ear != null);
            }).toList();
        });
    }

    @Override
    public List<Parked> parked() {
        return work.run(tx -> store.parked(tx, 10_000));
    }

    @Override
    public void replay(String listener, long entry, Actor by) {
        work.execute(tx -> {
            if (store.parkedSeal(tx, listener, entry) == null) {
                throw new Problem.NotFound("parked-not-found", "没有找到暂存的日志：监听 " + listener + "，条目 " + entry);
            }
        });
        Ear ear = ears.get(listener);
        if (ear == null) {
            throw new Problem.IllegalMove("listener-not-running", "监听 " + listener + " 未在运行，请先启动后再重放");
        }
        ear.replay(entry, by);
    }

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public List<Item> items(int limit) {
        return work.run(tx -> store.parked(tx, limit)).stream()
                .map(p -> new Item(p.listener() + ":" + p.entry(), p.fact() + " " + p.subject(), p.waiting() ? "waiting" : "listener-failed",
                        p.waiting() ? "等待同一对象的前一条先重放" : "监听 " + p.listener() + " 处理失败：" + p.reason(), p.parkedAt()))
                .toList();
    }

    @Override
    public long count() {
        return work.run(store::parkedCount);
    }

    @Override
    public void replay(String id, Actor by) {
        int colon = id.lastIndexOf(':');
        long entry;
        try {
            entry = Long.parseLong(id.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw new Problem.NotFound("parked-not-found", "暂存编号应写作 监听名:条目号：" + id);
        }
        replay(colon < 0 ? "" : id.substring(0, colon), entry, by);
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> out = new ArrayList<>();
        for (Ear ear : ears.values()) {
            Map<String, String> label = Map.of("listener", ear.name());
            out.add(new Metric("shoutu_journal_listener_lag", "Sealed entries the listener has not looked at", Kind.GAUGE, label,
                    Math.max(0, sealer.last() - ear.cursor())));
            out.add(new Metric("shoutu_journal_parked", "Entries parked or waiting behind a parked one", Kind.GAUGE, label, ear.parkedCount()));
            out.add(new Metric("shoutu_journal_heard_total", "Entries heard since the start", Kind.COUNTER, label, ear.heard()));
        }
        return out;
    }
}
