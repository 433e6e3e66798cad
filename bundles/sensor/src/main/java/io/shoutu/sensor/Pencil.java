package io.shoutu.sensor;

import io.shoutu.api.Subject;
import io.shoutu.api.edge.LiveNews;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmVerb;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Hush;
import io.shoutu.sensor.domain.Judge;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Readings;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Silence;
import io.shoutu.sensor.domain.Standing;
import io.shoutu.sensor.domain.Threshold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pencil (铅笔): alarms of readings that are not stored yet. While the store is away the rules are applied to what waits, from where
 * memory stood after the last commit, and what comes of it is shown as not yet recorded (尚未入账).
 *
 * <p>Nothing here is ever written. When the store is back the same readings are judged again in their transactions, with the times at
 * which they arrived, and so come to the same alarms. Only what no reading tells, a delay that ran out or a silence, leaves a
 * {@link Note}, which the desk follows at the same place in the order of readings.
 */
final class Pencil implements Sheet, LiveNews {
    /** An alarm that is shown before it is recorded. */
    static final String UNRECORDED = "sensor.alarm-unrecorded";
    static final String AWAY = "sensor.store-away";
    static final String RETURNED = "sensor.store-returned";
    /** What stands in the place of a number until there is one. */
    private static final String PROVISIONAL = "待记-";
    private static final Logger log = LoggerFactory.getLogger(Pencil.class);

    /**
     * What time alone did (到时).
     *
     * @param after time of the last judged reading of the series before it
     * @param reading the latest reading there was, or null
     */
    record Note(Watch watch, long after, Reading reading, long when) {}

    /** What tells one alarm from another before and after it has its number: a rule raises one at a time. */
    private record Key(String rule, Instant raisedAt) {
        static Key of(Alarm alarm) {
            return new Key(alarm.rule(), alarm.raisedAt());
        }
    }

    private final Circumstances circumstances;
    private final Watches watches;
    private final Catalogue catalogue;
    private final Readings readings;
    private final Kinds kinds;
    private final Map<Watch, Next> sheet = new IdentityHashMap<>();
    private final Map<Watch, Long> seen = new IdentityHashMap<>();
    private final List<Note> notes = new ArrayList<>();
    /** By number of the series. */
    private final Map<Integer, Reading> latest = new HashMap<>();
    /** What is shown, in the order it began. */
    private final Map<Key, Alarm> shown = new LinkedHashMap<>();
    /** What of it is recorded by now. */
    private final Map<Key, Alarm> recorded = new HashMap<>();
    private final List<Consumer<News>> pages = new CopyOnWriteArrayList<>();
    private int provisional;
    private volatile boolean waiting;
    private volatile boolean used;
    private volatile boolean noted;
    private volatile String away;

    Pencil(Circumstances circumstances, Catalogue catalogue, Readings readings, Kinds kinds) {
        this.circumstances = circumstances;
        this.watches = circumstances.watches;
        this.catalogue = catalogue;
        this.readings = readings;
        this.kinds = kinds;
    }

    // ---- judged in memory

    /** As {@link Judge#foresee}. */
    synchronized void foresee(List<Reading> arriving, Judge.Arrived arrived, Set<String> unanswered, String why, long now) {
        waiting = true;
        used = true;
        away(why, now);
        for (int i = 0; i < arriving.size(); i++) {
            Reading reading = arriving.get(i);
            latest.put(reading.series().number(), reading);
            Watch[] watching = watches.on(reading.series());
            if (watching == null || !reading.judged()) {
                continue;
            }
            for (Watch watch : watching) {
                Judging.reading(this, kinds, watch, reading, arrived.at(i), arrived.at(i));
                seen.put(watch, reading.at());
            }
        }
        if (why != null) {
            tick(unanswered, now);
        }
    }

    /** Time goes by while nothing can be recorded. */
    synchronized void timeGoesBy(String why, long now) {
        used = true;
        away(why, now);
        tick(Set.of(), now);
    }

    /**
     * Looks at what no reading tells. Whoever has something unanswered may be silent because of us: then no silence is told and no
     * alarm returns for want of readings; that a danger has lasted is told all the same.
     */
    private void tick(Set<String> unanswered, long now) {
        for (Watch watch : watches.all()) {
            Rule rule = watch.rule;
            if (!rule.enabled()) {
                continue;
            }
            boolean held = unanswered.contains(rule.series().device());
            Next known = known(watch);
            Threshold delays = rule.condition().delays();
            if (delays != null) {
                Standing before = known == null ? watch.standing : known.standing;
                Standing after = delays.tick(before, now);
                boolean inForce = after.phase() == before.phase() || !after.violated() || inForce(rule, now);
                if (after != before && inForce && (after.violated() || !held)) {
                    Judging.delayOver(this, watch, note(watch, Judging.latest(watch, before), now), now);
                }
            } else if (rule.condition() instanceof Silence silence && !held && inForce(rule, now)) {
                Device device = catalogue.device(rule.series().device());
                boolean alarmed = known == null ? watch.alarmed() : known.alarmed();
                long heard = known == null ? watch.lastArrival : known.lastArrival;
                if ((device == null || device.enabled()) && !alarmed && silence.tooLong(heard, now)) {
                    Reading last = latest.get(rule.series().number());
                    Judging.silent(this, watch, note(watch, last == null ? readings.latest(rule.series()) : last, now), now);
                }
            }
        }
    }

    private Reading note(Watch watch, Reading last, long now) {
        notes.add(new Note(watch, seen.getOrDefault(watch, Long.MIN_VALUE), last, now));
        noted = true;
        return last;
    }

    @Override
    public Next known(Watch watch) {
        return sheet.get(watch);
    }

    @Override
    public Next of(Watch watch) {
        return sheet.computeIfAbsent(watch, Next::new);
    }

    @Override
    public void begin(Next next, Reading reading, long when) {
        if (next.alarm == null) {
            Rule rule = next.rule;
            write(next, Alarm.raise(PROVISIONAL + ++provisional, rule, catalogue.device(rule.series().device()), reading,
                    AlarmBook.because(next, kinds, reading), quiet().on(this, next.watch), Instant.ofEpochMilli(when)).measuredBy(catalogue.calibration(rule.series())), when);
        } else {
            write(next, AlarmBook.recurred(next, reading), when);
        }
    }

    @Override
    public void clear(Next next, long when) {
        write(next, next.upToDate().returned(null, Instant.ofEpochMilli(when)), when);
    }

    @Override
    public Watch watch(String rule) {
        return watches.byRule(rule);
    }

    @Override
    public Quiet quiet() {
        return circumstances.quiet;
    }

    @Override
    public boolean inForce(Rule rule, long at) {
        return circumstances.inForce(rule, at);
    }

    @Override
    public void climb(Next next, int level, long when) {
        write(next, next.upToDate().climbed(level, next.rule.manner().ladder().priority(level, next.rule.priority())), when);
    }

    @Override
    public void hush(Next next, Hush hush, long when) {
        write(next, next.upToDate().hushed(hush), when);
    }

    @Override
    public void free(Next next, AlarmVerb verb, Hush still, long when) {
        write(next, next.upToDate().freed(verb, still, AlarmBook.PLATFORM, Instant.ofEpochMilli(when)), when);
    }

    private void write(Next next, Alarm alarm, long when) {
        next.hold(alarm.state().active() ? alarm : null);
        shown.put(Key.of(alarm), alarm);
        Map<String, Object> data = AlarmBook.data(alarm);
        data.put("number", alarm.number());
        data.put("value", alarm.value());
        data.put("unit", alarm.series().unit());
        data.put("limit", alarm.limit());
        data.put("raisedAt", alarm.raisedAt().toString());
        data.put("recorded", false);
        tell(UNRECORDED, new Subject("series", alarm.series().id()), when, data);
        log.warn("alarm not yet recorded, {}: {}", alarm.state(), alarm.title());
    }

    // ---- followed when the store is back

    /** Whether time did something that the desk has yet to follow. */
    boolean noted() {
        return noted;
    }

    /** What time did before a reading of that time came, in its order: to those who watch the series by their readings, to others by our clock. */
    synchronized List<Note> before(Watch[] watching, long reading, long arrived) {
        List<Watch> own = Arrays.asList(watching);
        return notes.stream().filter(note -> own.contains(note.watch()) ? note.after() < reading : note.when() < arrived).toList();
    }

    synchronized List<Note> notes() {
        return List.copyOf(notes);
    }

    /** The desk has recorded it. */
    synchronized void followed(Note note) {
        notes.remove(note);
        noted = !notes.isEmpty();
    }

    /** An alarm was recorded as it stands now. */
    void recorded(Alarm alarm) {
        if (used) {
            synchronized (this) {
                recorded.put(Key.of(alarm), alarm);
            }
        }
    }

    /** Whether anything waits to be stored. */
    boolean waiting() {
        return waiting;
    }

    /** Whether anything is shown that is not known to be recorded. */
    boolean used() {
        return used;
    }

    /** Nothing waits any more; what is left are notes. */
    void caughtUp() {
        waiting = false;
    }

    /** All is recorded: the sheet is empty again. */
    synchronized void wipe(long now) {
        if (waiting) {
            return;
        }
        sheet.clear();
        seen.clear();
        notes.clear();
        latest.clear();
        shown.clear();
        recorded.clear();
        noted = false;
        used = false;
        away(null, now);
    }

    // ---- shown

    /** Whether this is no number yet, but what stands in its place. */
    static boolean isProvisional(String number) {
        return number != null && number.startsWith(PROVISIONAL);
    }

    /** Why nothing is recorded at the moment, or null where the store is there. */
    String away() {
        return away;
    }

    /** Alarms as they stand by what is not recorded yet, newest first; under their numbers where they have them. */
    synchronized List<Alarm> unrecorded() {
        if (!used) {
            return List.of();
        }
        List<Alarm> all = new ArrayList<>();
        Map<String, Alarm> counted = new HashMap<>();
        for (Next next : sheet.values()) {
            if (next.alarm != null) {
                counted.put(next.alarm.number(), next.upToDate());
            }
        }
        shown.forEach((key, alarm) -> {
            Alarm row = recorded.get(key);
            if (row == null) {
                all.add(0, counted.getOrDefault(alarm.number(), alarm));
            } else if (row.version() < alarm.version()) {
                all.add(0, counted.getOrDefault(alarm.number(), alarm).numbered(row.number()));
            }
        });
        return all;
    }

    private void away(String why, long now) {
        String before = away;
        away = why;
        if (why != null && before == null) {
            log.warn("the store is away: alarms are judged in memory and shown as not yet recorded");
            tell(AWAY, null, now, Map.of("text", why));
        } else if (why == null && before != null) {
            log.info("the store is back: what was judged in memory is being recorded");
            tell(RETURNED, null, now, Map.of("text", "数据库已恢复，正在补记报警与读数"));
        }
    }

    private void tell(String name, Subject about, long when, Map<String, Object> data) {
        News news = new News(name, about, Instant.ofEpochMilli(when), data);
        pages.forEach(page -> page.accept(news));
    }

    @Override
    public Hearing hear(Consumer<News> page) {
        pages.add(page);
        return () -> pages.remove(page);
    }

    /** How many alarms are shown that are not recorded. */
    int size() {
        Collection<Alarm> all = used ? unrecorded() : List.of();
        return all.size();
    }
}
