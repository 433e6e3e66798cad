package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Correction;
import io.shoutu.sensor.domain.CorrectionStore;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.ReadingStore;
import io.shoutu.sensor.domain.RuleStore;
import io.shoutu.sensor.domain.Run;
import io.shoutu.sensor.domain.Series;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Corrections of stored readings (数据更正): with a reason, in one transaction with the chunks they lie in, the readings before kept. Trends and latest values
 * follow at once; alarms are judged again afterwards by {@link Retrospect}.
 *
 * <p>Chunks are rewritten while the packer waits, after it has packed what memory held. A sender that repeats the value from before the correction is told
 * that it conflicts: the corrected one stands.
 */
@Component(service = Corrections.class)
public final class Corrections {
    public static final String CORRECTED = "sensor.readings-corrected";
    private static final Logger log = LoggerFactory.getLogger(Corrections.class);
    private static final String SERIES = "GZH";
    private static final int PART = 600;

    private final Clock clock;
    private final UnitOfWork work;
    private final Journal journal;
    private final Numbers numbers;
    private final ReadingStore readings;
    private final CorrectionStore store;
    private final History history;
    private final AlarmDesk desk;
    private final Packer packer;
    private final AlarmStore alarms;
    private final RuleStore rules;
    private final Catalogue catalogue;

    @Activate
    public Corrections(@Reference Clock clock, @Reference UnitOfWork work, @Reference Journal journal, @Reference Numbers numbers, @Reference ReadingStore readings,
            @Reference CorrectionStore store, @Reference History history, @Reference AlarmDesk desk, @Reference Ingest ingest, @Reference AlarmStore alarms, @Reference RuleStore rules,
            @Reference Catalogue catalogue) {
        this(clock, work, journal, numbers, readings, store, history, desk, ingest.packer(), alarms, rules, catalogue);
    }

    Corrections(Clock clock, UnitOfWork work, Journal journal, Numbers numbers, ReadingStore readings, CorrectionStore store, History history, AlarmDesk desk, Packer packer,
            AlarmStore alarms, RuleStore rules, Catalogue catalogue) {
        this.clock = clock;
        this.work = work;
        this.journal = journal;
        this.numbers = numbers;
        this.readings = readings;
        this.store = store;
        this.history = history;
        this.desk = desk;
        this.packer = packer;
        this.alarms = alarms;
        this.rules = rules;
        this.catalogue = catalogue;
    }

    /** A wish to correct, as it came (更正申请). */
    public record Wanted(Instant from, Instant to, Correction.Act act, Double value, Double factor, Double offset, String reason) {}

    /** What a correction changes (更正内容). */
    private record Plan(List<ReadingStore.Chunk> chunks, List<CorrectionStore.Part> parts, int changed) {}

    /**
     * Corrects readings, or says what that would change.
     *
     * @param trial changes nothing
     * @throws Problem.IllegalMove code {@code nothing-to-correct} where no reading would change
     */
    public Correction correct(Series series, Wanted wanted, boolean trial, Actor by) {
        Correction.duty(by);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Correction checked = made(SERIES, series, wanted, by, now, 0);
        // What is corrected must lie in chunks; the packer's monitor keeps it there until the end.
        synchronized (packer) {
            packer.pack();
            packer.bind(series);
            return work.run(tx -> {
                readings.alone(tx);
                Plan plan = plan(tx, checked);
                if (plan.changed() == 0) {
                    throw new Problem.IllegalMove("nothing-to-correct", "这段时间里没有需要更正的读数（" + checked.act().label() + "）");
                }
                if (trial) {
                    return made("试算", series, wanted, by, now, plan.changed());
                }
                return write(tx, made(numbers.next(tx, SERIES, Legal.day(now).getYear()), series, wanted, by, now, plan.changed()), plan, by);
            });
        }
    }

    private static Correction made(String number, Series series, Wanted w, Actor by, Instant now, int changed) {
        return new Correction(number, series, w.from(), w.to(), w.act(), w.value(), w.factor(), w.offset(), w.reason(), by.account(), now, changed);
    }

    private Plan plan(Tx tx, Correction c) {
        int series = c.series().number();
        long from = c.from().toEpochMilli();
        long to = c.to().toEpochMilli();
        Map<Long, Reading> originals = new HashMap<>();
        if (c.act() == Correction.Act.RESTORE) {
            for (CorrectionStore.Part part : store.partsOf(tx, series, from, to)) {
                for (int i = 0; i < part.before().size(); i++) {
                    // The oldest correction comes first, and what was before it is the original.
                    originals.putIfAbsent(part.before().at(i), part.before().reading(c.series(), i));
                }
            }
        }
        List<ReadingStore.Chunk> chunks = new ArrayList<>();
        Run before = new Run();
        Run after = new Run();
        readings.walk(tx, series, from, to, (summary, body) -> {
            if (summary.last() >= from) {
                Run run = body.get();
                Run changed = new Run(run.size());
                boolean any = false;
                for (int i = 0; i < run.size(); i++) {
                    Reading was = run.reading(c.series(), i);
                    Reading is = was.at() >= from && was.at() < to ? c.of(was, originals.get(was.at())) : was;
                    changed.put(is.at(), is.value(), is.flags(), is.attributes());
                    if (!is.equals(was)) {
                        any = true;
                        before.put(was.at(), was.value(), was.flags(), was.attributes());
                        after.put(is.at(), is.value(), is.flags(), is.attributes());
                    }
                }
                if (any) {
                    chunks.add(ReadingStore.Chunk.of(series, changed, true));
                }
            }
            if (before.size() > Correction.MOST) {
                throw new Problem.Invalid("too-many-readings", "to", "一次最多更正 " + Correction.MOST + " 条读数，请缩短时间");
            }
            return true;
        });
        List<CorrectionStore.Part> parts = new ArrayList<>();
        for (int i = 0; i < before.size(); i += PART) {
            int end = Math.min(before.size(), i + PART);
            parts.add(new CorrectionStore.Part(before.part(i, end), after.part(i, end)));
        }
        return new Plan(chunks, parts, before.size());
    }

    private Correction write(Tx tx, Correction c, Plan plan, Actor by) {
        readings.rewrite(tx, plan.chunks());
        store.add(tx, c, plan.parts());
        store.note(tx, c.series().number(), c.from().toEpochMilli(), c.to().toEpochMilli(), c.number());
        Reading latest = latest(c, plan);
        if (latest != null) {
            // It lies in a chunk, so there is a newest one.
            readings.renew(tx, List.of(new ReadingStore.Newest(c.series().number(), history.head(c.series()), latest.at(), latest.value(), latest.flags(), latest.attributes())));
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("title", c.act().label() + " " + c.series().id() + " " + plan.changed() + " 条读数");
        data.put("series", c.series().id());
        data.put("from", c.from().toString());
        data.put("to", c.to().toString());
        data.put("action", c.act().word());
        data.put("value", c.value());
        data.put("factor", c.factor());
        data.put("offset", c.offset());
        data.put("readings", plan.changed());
        data.put("reason", c.reason());
        journal.write(tx, new Fact(c.subject(), CORRECTED, c.when(), by, data));
        tx.afterCommit(() -> {
            history.corrected(c.series(), latest);
            desk.lookAgain(c.series());
            log.info("correction {} {} of {} readings of {} by {}: {}", c.number(), c.act(), plan.changed(), c.series().id(), by.account(), c.reason());
        });
        return c;
    }

    /** The newest reading in chunks where it is one of those corrected, as it is now; else null. */
    private Reading latest(Correction c, Plan plan) {
        long newest = history.boundTo(c.series());
        for (CorrectionStore.Part part : plan.parts()) {
            int place = part.after().find(newest);
            if (place >= 0) {
                return part.after().reading(c.series(), place);
            }
        }
        return null;
    }

    public Correction get(String number) {
        return work.run(tx -> store.find(tx, number)).orElseThrow(() -> Problem.NotFound.of(new Subject("correction", number)));
    }

    /** Newest first; null means any. */
    public Page<Correction> list(Integer series, Set<Integer> within, String cursor, int limit) {
        return work.run(tx -> store.list(tx, series, within, cursor, limit));
    }

    /** Its readings before and after, by time. */
    public List<CorrectionStore.Part> parts(String number) {
        return work.run(tx -> store.parts(tx, number));
    }

    /** Whether alarms were judged again after it, by series and time that still wait. */
    public boolean rejudged(Correction correction) {
        return work.run(tx -> store.slots(tx, 10_000)).stream().noneMatch(slot -> slot.correction().equals(correction.number()));
    }

    /** Numbers of the retrospective alarms it brought to light. */
    public List<String> found(Correction correction) {
        return alarms(correction, a -> a.marks().retrospective() && String.valueOf(a.clearedBecause()).contains(correction.number()));
    }

    /** Numbers of the alarms whose ground it took away. */
    public List<String> doubted(Correction correction) {
        return alarms(correction, a -> correction.number().equals(a.marks().doubtful()));
    }

    /** Alarms of any rule that looks at the series: that of several points together may belong to another one. */
    private List<String> alarms(Correction c, Predicate<Alarm> which) {
        return work.run(tx -> rules.current(tx).stream().filter(rule -> Watches.looksAt(rule, catalogue).stream().anyMatch(s -> s.number() == c.series().number()))
                .flatMap(rule -> alarms.during(tx, rule.series().number(), rule.id(), c.from(), c.to()).stream()).filter(which).map(Alarm::number).sorted().toList());
    }
}
