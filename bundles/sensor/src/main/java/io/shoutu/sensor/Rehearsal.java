package io.shoutu.sensor;

import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmVerb;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.Excursion;
import io.shoutu.sensor.domain.Hush;
import io.shoutu.sensor.domain.Ladder;
import io.shoutu.sensor.domain.Memory;
import io.shoutu.sensor.domain.Reading;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.Silence;
import io.shoutu.sensor.domain.Standing;
import io.shoutu.sensor.domain.Threshold;
import io.shoutu.api.sensor.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A rehearsal (演算): one rule applied to readings of the past by the same {@link Judging} that judges the present. It writes nothing and tells nobody. Its
 * clock is the time of the readings, ticking every second where none come, so the same readings give the same answer every time.
 */
final class Rehearsal implements Sheet {
    private static final long TICK = 1_000;

    private final Kinds kinds;
    private final Circumstances circumstances;
    private final Device device;
    private final Watch watch = new Watch();
    private final Next next;
    private final List<Excursion> found = new ArrayList<>();
    private long clock;
    private Reading latest;
    private Reading first;
    private Double worst;
    private Priority highest;

    /**
     * @param begin epoch milliseconds of the first reading there may be
     * @param from silence counts from here where nothing came before
     */
    Rehearsal(Rule rule, Device device, Kinds kinds, Circumstances circumstances, long begin, long from) {
        this.kinds = kinds;
        this.device = device;
        watch.follow(rule);
        watch.lastArrival = from;
        this.circumstances = circumstances.rehearsing(new Watches(List.of()));
        this.next = new Next(watch);
        this.clock = begin;
    }

    /** The next reading, by time. */
    void reading(Reading reading) {
        timeGoesBy(reading.at());
        Judging.reading(this, kinds, watch, reading, reading.at(), reading.at());
        latest = reading.series().number() == watch.rule.series().number() ? reading : latest;
        if (next.alarmed() && watch.rule.condition() instanceof Threshold threshold) {
            boolean above = threshold.direction() == Threshold.Direction.ABOVE;
            worst = worst == null || (above ? reading.value() > worst : reading.value() < worst) ? Double.valueOf(reading.value()) : worst;
        }
    }

    /** Nothing more comes until then; answers what was found, in order, the last one open where it still stands. */
    List<Excursion> end(long to) {
        timeGoesBy(to);
        if (next.alarmed()) {
            found.add(excursion(null));
            next.hold(null);
        }
        return List.copyOf(found);
    }

    /** What time alone does until that moment, a second at a time while something may come of it. */
    private void timeGoesBy(long until) {
        Rule rule = watch.rule;
        if (rule.condition() instanceof Silence silence) {
            long due = next.lastArrival + silence.timeoutSeconds() * 1_000L + 1;
            for (long now = Math.max(due, clock); !next.alarmed() && now <= until; now += TICK) {
                if (inForce(rule, now)) {
                    Judging.silent(this, watch, latest, now);
                }
            }
        } else {
            for (long now = clock + TICK; now <= until && (next.standing.waiting() || climbing(rule)); now += TICK) {
                tick(rule.condition().delays(), now);
            }
        }
        clock = Math.max(clock, until);
    }

    private boolean climbing(Rule rule) {
        return rule.manner().ladder() != null && next.alarmed();
    }

    private void tick(Threshold delays, long now) {
        Standing after = delays.tick(next.standing, now);
        if (after != next.standing && (!after.violated() || inForce(watch.rule, now))) {
            Judging.delayOver(this, watch, Judging.latest(watch, next.standing), now);
        } else {
            Judging.climbed(this, watch, now);
        }
    }

    private Excursion excursion(Long end) {
        Alarm alarm = next.alarm;
        return new Excursion(alarm.raisedAt(), end == null ? null : Instant.ofEpochMilli(end), alarm.value(), worst, highest, first, alarm.title());
    }

    @Override
    public Next known(Watch asked) {
        return asked == watch ? next : null;
    }

    @Override
    public Next of(Watch asked) {
        return next;
    }

    @Override
    public Watch watch(String rule) {
        return null;
    }

    @Override
    public Quiet quiet() {
        return Quiet.NONE;
    }

    @Override
    public boolean inForce(Rule rule, long at) {
        return circumstances.inForce(rule, at);
    }

    @Override
    public void begin(Next of, Reading reading, long when) {
        Alarm alarm = Alarm.raise("演-" + (found.size() + 1), of.rule, device, reading, AlarmBook.because(of, kinds, reading), null, Instant.ofEpochMilli(when));
        of.hold(alarm);
        first = reading;
        worst = of.rule.condition() instanceof Threshold ? alarm.value() : null;
        highest = alarm.priority();
    }

    @Override
    public void clear(Next of, long when) {
        found.add(excursion(when));
        of.hold(null);
    }

    @Override
    public void climb(Next of, int level, long when) {
        Ladder ladder = of.rule.manner().ladder();
        Alarm climbed = of.alarm.climbed(level, ladder.priority(level, of.rule.priority()));
        of.hold(climbed);
        highest = climbed.priority().compareTo(highest) < 0 ? climbed.priority() : highest;
    }

    @Override
    public void hush(Next of, Hush hush, long when) {
        throw new IllegalStateException("nothing is silent in a rehearsal");
    }

    @Override
    public void free(Next of, AlarmVerb verb, Hush still, long when) {
        throw new IllegalStateException("nothing is silent in a rehearsal");
    }
}
