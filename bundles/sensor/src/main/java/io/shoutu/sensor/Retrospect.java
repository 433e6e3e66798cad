package io.shoutu.sensor;

import io.shoutu.api.store.StoreAway;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.sensor.domain.Alarm;
import io.shoutu.sensor.domain.AlarmStore;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.CorrectionStore;
import io.shoutu.sensor.domain.Excursion;
import io.shoutu.sensor.domain.Rule;
import io.shoutu.sensor.domain.RuleStore;
import io.shoutu.sensor.domain.Series;
import io.shoutu.sensor.domain.Silence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looking back (补判): readings that came late, or were corrected, are judged in their place by the rules as they were then. What would have been an alarm and
 * was none is recorded as a retrospective one, which tells nobody; after a correction, an alarm that would have been none is marked doubtful. No-data rules
 * are left out: when data was missing, it was missing.
 *
 * <p>What is to be looked at stands in rows written with the readings, so a crash forgets nothing; looked at twice it comes to the same.
 */
@Component(service = Retrospect.class)
public final class Retrospect {
    private static final Logger log = LoggerFactory.getLogger(Retrospect.class);
    private static final int AT_ONCE = 200;
    /** How long after its slot an excursion is followed to its end. */
    private static final Duration FOLLOWED = Duration.ofDays(1);

    private final Clock clock;
    private final UnitOfWork work;
    private final Numbers numbers;
    private final CorrectionStore store;
    private final AlarmStore alarms;
    private final RuleStore rules;
    private final Catalogue catalogue;
    private final AlarmDesk desk;
    private final Replays replays;

    @Activate
    public Retrospect(@Reference Clock clock, @Reference UnitOfWork work, @Reference Numbers numbers, @Reference CorrectionStore store, @Reference AlarmStore alarms,
            @Reference RuleStore rules, @Reference Catalogue catalogue, @Reference AlarmDesk desk, @Reference Replays replays) {
        this.clock = clock;
        this.work = work;
        this.numbers = numbers;
        this.store = store;
        this.alarms = alarms;
        this.rules = rules;
        this.catalogue = catalogue;
        this.desk = desk;
        this.replays = replays;
    }

    /** Looks at all that is noted; answers how many alarms were found. Called by the route {@code sensor.retrospect}. */
    public int look() {
        List<CorrectionStore.Slot> slots;
        try {
            slots = work.run(tx -> store.slots(tx, AT_ONCE));
        } catch (StoreAway away) {
            log.debug("late readings are judged when the store is back", away);
            return 0;
        }
        int found = 0;
        for (CorrectionStore.Slot slot : slots) {
            found += look(slot);
        }
        return found;
    }

    private int look(CorrectionStore.Slot slot) {
        Series series = catalogue.byNumber(slot.series());
        int found = 0;
        for (Rule rule : series == null ? List.<Rule>of() : rulesOn(series, slot)) {
            found += look(rule, slot);
        }
        work.execute(tx -> desk.lookedBack(tx, slot, store.done(tx, slot)));
        return found;
    }

    /** The rules that looked at this series then, each in its version of that time. */
    private List<Rule> rulesOn(Series series, CorrectionStore.Slot slot) {
        Instant then = Instant.ofEpochMilli(slot.to());
        return work.run(tx -> rules.current(tx).stream()
                .filter(rule -> Watches.looksAt(rule, catalogue).stream().anyMatch(s -> s.number() == series.number()))
                .map(rule -> rules.versions(tx, rule.id()).stream().filter(v -> v.changedAt().isBefore(then)).findFirst().orElse(null))
                .filter(rule -> rule != null && rule.enabled() && !(rule.condition() instanceof Silence)).toList());
    }

    private int look(Rule rule, CorrectionStore.Slot slot) {
        Instant from = Instant.ofEpochMilli(Math.max(slot.from(), rule.armed().toEpochMilli()));
        Instant to = Instant.ofEpochMilli(slot.to());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant followed = to.plus(FOLLOWED).isBefore(now) ? to.plus(FOLLOWED) : now.isAfter(to) ? now : to;
        if (!from.isBefore(to)) {
            return 0;
        }
        List<Excursion> should = replays.run(rule, from, followed, Replays.IN_ORDER, new long[1]);
        int[] found = new int[1];
        work.execute(tx -> {
            desk.reserve(tx);
            List<Alarm> there = alarms.during(tx, rule.series().number(), rule.id(), from.minus(FOLLOWED), followed.plusMillis(1));
            for (Excursion excursion : should) {
                if (excursion.during(from, to) && excursion.end() != null && there.stream().noneMatch(excursion::meets)) {
                    String why = slot.correction().isEmpty() ? "迟到数据补判" : "数据更正 " + slot.correction() + " 后补判";
                    String number = numbers.next(tx, "BJ", Legal.day(now).getYear());
                    Alarm alarm = Alarm.raise(number, rule, catalogue.device(rule.series().device()), excursion.first(), null, null, excursion.begin()).measuredBy(catalogue.calibration(rule.series()));
                    desk.record(tx, alarm.retrospective(excursion.text(), excursion.begin(), excursion.end(), why));
                    found[0]++;
                }
            }
            if (!slot.correction().isEmpty()) {
                for (Alarm alarm : there) {
                    boolean concerned = alarm.raisedAt().isBefore(to) && !alarm.raisedAt().isBefore(from) && alarm.marks().doubtful() == null;
                    if (concerned && should.stream().noneMatch(excursion -> excursion.meets(alarm))) {
                        desk.doubt(tx, alarm, slot.correction());
                    }
                }
            }
        });
        return found[0];
    }
}
