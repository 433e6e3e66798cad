package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.edge.Metrics;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.sensor.domain.Hold;
import io.shoutu.sensor.domain.ReadingStore;
import io.shoutu.sensor.domain.ReadingStore.Chunk;
import io.shoutu.sensor.domain.ReadingStore.Hour;
import io.shoutu.sensor.domain.Run;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Units;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long readings are kept (读数保存期限). By default for ever. Where the county sets a time, readings older than that go in slices, each
 * slice in one transaction with the journal entry that says what went; the hours of what went remain, for a time of their own. What is
 * under a hold stays, and so does a series' newest chunk while it takes more.
 */
@Component(service = {Retention.class, Metrics.class}, configurationPid = "io.shoutu.sensor.retention")
@Designate(ocd = Retention.Config.class)
public final class Retention implements Metrics {
    public static final String RETIRED = "sensor.readings-retired";
    public static final String HOLD_SET = "sensor.hold-set";
    public static final String HOLD_LIFTED = "sensor.hold-lifted";
    /** Late readings come for seven days; nothing near that is ever taken away. */
    static final int LEAST_DAYS = 30;
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int CHUNKS_OF_A_SERIES = 50;

    /** The policy (保存期限配置), PID {@code io.shoutu.sensor.retention}. */
    @ObjectClassDefinition(name = "Retention of readings 读数保存期限")
    public @interface Config {
        @AttributeDefinition(name = "Days readings are kept; 0 for ever, otherwise 30 at least 读数保存天数；0 为永久，否则至少 30")
        int days() default 0;

        @AttributeDefinition(name = "Days by unit instead, separated by commas, e.g. Cel=365,%{LEL}=1095 按计量单位另定的保存天数，以逗号分隔")
        String units() default "";

        @AttributeDefinition(name = "Days the hours of what went are kept; 0 for ever 已清理读数的小时汇总保存天数；0 为永久")
        int hourDays() default 0;

        @AttributeDefinition(name = "Days parked messages are kept; 0 for ever 暂存报文保存天数；0 为永久")
        int parkedDays() default 0;

        @AttributeDefinition(name = "Chunks taken away in one transaction 一次事务最多清理的数据块")
        int slice() default 500;
    }

    /**
     * What a run did, or would do (清理结果).
     *
     * @param held chunks that are old enough and stay because of a hold
     */
    public record Result(long chunks, long readings, long held, int hours, int parked) {}

    private final Clock clock;
    private final UnitOfWork work;
    private final Journal journal;
    private final Numbers numbers;
    private final ReadingStore store;
    private final Devices devices;
    private final History history;
    private final Ingest ingest;
    private final Config config;
    private final Map<String, Integer> units = new HashMap<>();
    private final LongAdder retired = new LongAdder();

    @Activate
    public Retention(@Reference Clock clock, @Reference UnitOfWork work, @Reference Journal journal, @Reference Numbers numbers, @Reference ReadingStore store,
            @Reference Devices devices, @Reference History history, @Reference Ingest ingest, Config config) {
        this.clock = clock;
        this.work = work;
        this.journal = journal;
        this.numbers = numbers;
        this.store = store;
        this.devices = devices;
        this.history = history;
        this.ingest = ingest;
        this.config = config;
        days("days", config.days());
        for (String pair : config.units().split(",")) {
            if (!pair.isBlank()) {
                String[] parts = pair.strip().split("=");
                if (parts.length != 2 || !parts[1].strip().matches("\\d{1,6}")) {
                    throw new Problem.Invalid("retention", "units", "应写作 单位=天数，如 Cel=365：" + pair);
                }
                Units.require(parts[0].strip());
                units.put(parts[0].strip(), days("units", Integer.parseInt(parts[1].strip())));
            }
        }
    }

    private static int days(String field, int days) {
        if (days < 0 || days > 0 && days < LEAST_DAYS) {
            throw new Problem.Invalid("retention", field, "保存天数应为0（长期保存）或不少于" + LEAST_DAYS + "天：" + days);
        }
        return days;
    }

    /** Days readings in that unit are kept; 0 for ever. */
    public int days(String unit) {
        return units.getOrDefault(unit, config.days());
    }

    /** The policy as it is shown. */
    public Map<String, Object> policy() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("days", config.days());
        shown.put("units", new TreeMap<>(units));
        shown.put("hourDays", config.hourDays());
        shown.put("parkedDays", config.parkedDays());
        return shown;
    }

    /** Takes away what is old enough, slice by slice; a run that is cut off goes on with the next. */
    public synchronized Result run(Actor by) {
        return go(by, false);
    }

    /** What a run would take away now. */
    public synchronized Result rehearse() {
        return go(null, true);
    }

    private Result go(Actor by, boolean rehearsing) {
        Instant now = clock.instant();
        long[] figures = new long[3];
        List<Series> all = new ArrayList<>();
        devices.devices().forEach(device -> all.addAll(devices.points(device.id())));
        all.removeIf(series -> days(series.unit()) == 0);
        all.sort(Comparator.comparingInt(Series::number));
        if (!all.isEmpty()) {
            // What lies in sheaves has no age of its own: only chunks go.
            ingest.packer().bindAll();
        }
        long after = Long.MIN_VALUE;
        int place = 0;
        while (place < all.size()) {
            Slice slice = new Slice(all, place, after, now, rehearsing, by);
            // The packer rewrites chunks too: one of the two at a time.
            synchronized (ingest.packer()) {
                work.execute(slice::take);
            }
            figures[0] += slice.chunks;
            figures[1] += slice.readings;
            figures[2] += slice.held;
            place = slice.place;
            after = slice.after;
        }
        int hours = 0;
        int parked = 0;
        if (!rehearsing) {
            retired.add(figures[1]);
            hours = config.hourDays() <= 0 ? 0 : work.run(tx -> store.removeHours(tx, now.minus(Duration.ofDays(config.hourDays())).toEpochMilli()));
            for (int gone = config.parkedDays() <= 0 ? 0 : 1; gone > 0; parked += gone) {
                gone = work.run(tx -> store.removeParked(tx, now.minus(Duration.ofDays(config.parkedDays())).toEpochMilli()));
            }
            if (figures[0] + hours + parked > 0) {
                log.info("retention: {} readings in {} chunks, {} hours, {} parked messages are gone; {} chunks are held", figures[1], figures[0], hours, parked, figures[2]);
            }
        }
        return new Result(figures[0], figures[1], figures[2], hours, parked);
    }

    /** One transaction's worth (一批). */
    private final class Slice {
        private final List<Series> all;
        private final Instant now;
        private final boolean rehearsing;
        private final Actor by;
        private final int from;
        private final long begin;
        private int place;
        private long after;
        private long chunks;
        private long readings;
        private long held;

        Slice(List<Series> all, int place, long after, Instant now, boolean rehearsing, Actor by) {
            this.all = all;
            this.from = place;
            this.begin = after;
            this.now = now;
            this.rehearsing = rehearsing;
            this.by = by;
        }

        void take(io.shoutu.api.store.Tx tx) {
            place = from;
            after = begin;
            chunks = 0;
            readings = 0;
            held = 0;
            store.alone(tx);
            List<Hold> holds = store.holds(tx);
            long oldest = Long.MAX_VALUE;
            long newest = Long.MIN_VALUE;
            int series = 0;
            while (place < all.size() && chunks + held < config.slice()) {
                Series one = all.get(place);
                long before = now.minus(Duration.ofDays(days(one.unit()))).toEpochMilli();
                List<Chunk> old = store.old(tx, one.number(), after, before, history.head(one), CHUNKS_OF_A_SERIES);
                List<Chunk> going = old.stream().filter(chunk -> holds.stream().noneMatch(hold -> hold.keeps(one.device(), chunk.first(), chunk.last()))).toList();
                if (!going.isEmpty() && !rehearsing) {
                    store.addHours(tx, one.number(), hours(going));
                    store.remove(tx, going);
                }
                for (Chunk chunk : going) {
                    readings += chunk.readings();
                    oldest = Math.min(oldest, chunk.first());
                    newest = Math.max(newest, chunk.last());
                }
                chunks += going.size();
                held += old.size() - going.size();
                series += going.isEmpty() ? 0 : 1;
                if (old.size() < CHUNKS_OF_A_SERIES) {
                    place++;
                    after = Long.MIN_VALUE;
                } else {
                    after = old.get(old.size() - 1).first();
                }
            }
            if (chunks > 0 && !rehearsing) {
                Map<String, Object> data = new LinkedHashMap<>();
                data.put("title", "读数到期清理");
                data.put("series", series);
                data.put("chunks", chunks);
                data.put("readings", readings);
                data.put("oldest", Instant.ofEpochMilli(oldest).toString());
                data.put("newest", Instant.ofEpochMilli(newest).toString());
                journal.write(tx, new Fact(new Subject("retention", Legal.day(now).toString()), RETIRED, now.truncatedTo(ChronoUnit.MILLIS), by, data));
            }
        }
    }

    private static List<Hour> hours(List<Chunk> chunks) {
        TreeMap<Long, Hour> all = new TreeMap<>();
        long width = Duration.ofHours(1).toMillis();
        for (Chunk chunk : chunks) {
            Run run = chunk.run();
            for (int i = 0; i < run.size(); i++) {
                double value = run.value(i);
                all.merge(Math.floorDiv(run.at(i), width) * width, new Hour(Math.floorDiv(run.at(i), width) * width, 1, value, value, value),
                        (a, b) -> new Hour(a.at(), a.readings() + b.readings(), Math.min(a.lo(), b.lo()), Math.max(a.hi(), b.hi()), a.total() + b.total()));
            }
        }
        return List.copyOf(all.values());
    }

    // ---- holds

    public List<Hold> holds() {
        return work.run(store::holds);
    }

    /**
     * Keeps readings whatever the policy says.
     *
     * @param device whose, or null for those of all
     * @throws Problem.NotFound where there is no such device
     */
    public Hold hold(String device, Instant from, Instant to, String reason, Actor by) {
        if (device != null) {
            devices.get(device);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        new Hold("", device, from, to, reason, now, by.account(), null, null);
        return work.run(tx -> {
            Hold hold = new Hold(numbers.next(tx, "BQ", Legal.day(now).getYear()), device, from, to, reason, now, by.account(), null, null);
            store.add(tx, hold);
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("title", hold.reason());
            data.put("device", device);
            data.put("from", from.toString());
            data.put("to", to.toString());
            journal.write(tx, new Fact(new Subject("hold", hold.id()), HOLD_SET, now, by, data));
            return hold;
        });
    }

    /** @throws Problem.NotFound where there is no hold of that id that still holds */
    public void lift(String id, Actor by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        work.execute(tx -> {
            if (!store.lift(tx, id, now.toEpochMilli(), by.account())) {
                throw new Problem.NotFound("hold-not-found", "没有这个有效的保全：" + id);
            }
            journal.write(tx, new Fact(new Subject("hold", id), HOLD_LIFTED, now, by, Map.of("title", "解除读数保全")));
        });
    }

    @Override
    public List<Metric> metrics() {
        return List.of(Metric.counter("shoutu_sensor_readings_retired_total", "Readings taken away by the retention policy", retired.sum()));
    }
}
