package io.shoutu.hazard;

import io.shoutu.api.Subject;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.hazard.RiskLedger.Evidence;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.hazard.domain.HazardStore;
import io.shoutu.hazard.domain.RiskCheck;
import io.shoutu.hazard.domain.RiskEvent;
import io.shoutu.hazard.domain.RiskStore;
import io.shoutu.hazard.domain.RiskUnit;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What moves risks without anybody asking (风险动态): hazards and alarms that come and go, mornings, clocks that run out. */
@Component(service = RiskHearing.class)
public final class RiskHearing {
    private static final int AT_ONCE = 200;

    private final UnitOfWork work;
    private final RiskStore store;
    private final RiskBook book;
    private final HazardStore hazards;
    private final HazardRules rules;
    private final Numbers numbers;
    private final Clock clock;

    @Activate
    public RiskHearing(@Reference UnitOfWork work, @Reference RiskStore store, @Reference RiskBook book, @Reference HazardStore hazards, @Reference HazardRules rules,
            @Reference Numbers numbers, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.book = book;
        this.hazards = hazards;
        this.rules = rules;
        this.numbers = numbers;
        this.clock = clock;
    }

    /** Hears whatever happens to hazards: the unit a hazard lies in is weighed anew. */
    public void hazard(Entry entry) {
        if (!entry.subject().kind().equals(HazardFacts.KIND)) {
            return;
        }
        work.execute(tx -> hazards.find(tx, entry.subject().number()).filter(h -> h.finding().riskUnit() != null)
                .ifPresent(h -> book.weigh(tx, h.finding().riskUnit(), HazardBook.PLATFORM, entry.asCause())));
    }

    /**
     * Hears {@code sensor.alarm-raised}, {@code sensor.alarm-escalated} and {@code sensor.alarm-realarmed}: at the configured priorities the units that sensor
     * watches are raised, once for each alarm however often it calls.
     */
    public void alarmCalls(Entry alarm) {
        if (alarm.text("device") == null || !rules.opens(alarm)) {
            return;
        }
        work.execute(tx -> {
            for (String unit : store.watchedBy(tx, alarm.text("device"))) {
                // One alarm may raise several units: each has evidence of its own, known by both.
                Subject subject = new Subject(alarm.subject().kind(), alarm.subject().number() + "@" + unit);
                store.raise(tx, new Evidence(subject, "alarm", "报警 " + alarm.subject().number() + "：" + title(alarm), null, unit, null, null, null), HazardBook.PLATFORM.account(), clock.millis());
                book.weigh(tx, unit, HazardBook.PLATFORM, alarm.asCause());
            }
        });
    }

    /** Hears {@code sensor.alarm-cleared}: what it raised falls back. */
    public void alarmCleared(Entry alarm) {
        work.execute(tx -> {
            for (Evidence standing : store.standing(tx)) {
                if (standing.kind().equals("alarm") && standing.subject().number().startsWith(alarm.subject().number() + "@")) {
                    store.release(tx, standing.subject());
                    book.weigh(tx, standing, HazardBook.PLATFORM, alarm.asCause());
                }
            }
        });
    }

    private static String title(Entry alarm) {
        String title = alarm.text("title") == null ? "" : alarm.text("title");
        return title.length() <= 200 ? title : title.substring(0, 200);
    }

    /** Hears {@code time.due}: evidence that ends by itself, and reviews that come due. */
    public void due(Entry due) {
        if (RiskBook.EVIDENCE_ENDS.equals(due.text("name"))) {
            work.execute(tx -> store.evidence(tx, due.subject()).filter(e -> e.until() != null && !clock.instant().isBefore(e.until())).ifPresent(over -> {
                store.release(tx, due.subject());
                book.weigh(tx, over, HazardBook.PLATFORM, due.asCause());
            }));
        } else if (RiskBook.REVIEW.equals(due.text("name"))) {
            work.execute(tx -> store.find(tx, due.subject().number()).filter(u -> u.due().filter(day -> !clock.instant().isBefore(day)).isPresent())
                    .ifPresent(unit -> book.tell(tx, unit, HazardFacts.RISK_REVIEW_DUE, HazardBook.PLATFORM, Map.of("due", unit.reviewDue().toString()), due.asCause())));
        }
    }

    /** Hears {@code day.began}: opens the checks of the day, and says which were not done. A day missed while the machine was off opens none. */
    public void morning(Entry day) {
        LocalDate today = LocalDate.parse(day.text("date"));
        if (!today.equals(Legal.day(clock.instant()))) {
            return;
        }
        while (work.run(tx -> missed(tx, today)) == AT_ONCE) {
            // the next ones
        }
        String after = "";
        List<RiskUnit> some = open(today, after);
        while (!some.isEmpty()) {
            after = some.get(some.size() - 1).number();
            some = open(today, after);
        }
    }

    private int missed(Tx tx, LocalDate today) {
        List<RiskCheck> late = store.missed(tx, today, AT_ONCE);
        for (RiskCheck check : late) {
            RiskCheck missed = check.missed();
            store.keep(tx, missed);
            store.find(tx, check.unit()).ifPresent(unit -> book.tell(tx, missed.subject(), HazardFacts.RISK_CHECK_MISSED, HazardBook.PLATFORM, RiskService.details(unit, missed), null));
        }
        return late.size();
    }

    private List<RiskUnit> open(LocalDate today, String after) {
        return work.run(tx -> {
            List<RiskUnit> some = store.inForce(tx, after, AT_ONCE);
            for (RiskUnit unit : some) {
                for (RiskEvent event : unit.events()) {
                    for (RiskEvent.Measure measure : event.measures()) {
                        open(tx, unit, event, measure, today);
                    }
                }
            }
            return some;
        });
    }

    private void open(Tx tx, RiskUnit unit, RiskEvent event, RiskEvent.Measure measure, LocalDate today) {
        if (measure.everyDays() == 0) {
            return;
        }
        LocalDate due = store.latest(tx, unit.number(), event.name(), measure.text()).map(last -> last.due().plusDays(measure.everyDays())).orElse(today);
        if (due.isAfter(today)) {
            return;
        }
        RiskCheck check = RiskCheck.opened(numbers.next(tx, "PC", today.getYear()), unit.number(), event.name(), measure.text(), today);
        store.open(tx, check);
        book.tell(tx, check.subject(), HazardFacts.RISK_CHECK_OPENED, HazardBook.PLATFORM, RiskService.details(unit, check), new io.shoutu.api.journal.Fact.Cause(unit.subject(), null));
    }
}
