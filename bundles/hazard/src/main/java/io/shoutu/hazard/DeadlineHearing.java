package io.shoutu.hazard;

import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.WorkCalendar;
import io.shoutu.hazard.domain.Chasing;
import io.shoutu.hazard.domain.Hazard;
import io.shoutu.hazard.domain.HazardStore;
import io.shoutu.hazard.domain.Stage;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Chases what is late (催办): each morning it reminds, and when a deadline runs out it says so at once. */
@Component(service = DeadlineHearing.class)
public final class DeadlineHearing {
    private static final int CHASED_AT_ONCE = 500;

    private final UnitOfWork work;
    private final HazardStore store;
    private final HazardBook book;
    private final Chasing chasing;
    private final Clock clock;

    @Activate
    public DeadlineHearing(@Reference UnitOfWork work, @Reference HazardStore store, @Reference HazardBook book,
            @Reference HazardRules rules, @Reference WorkCalendar calendar, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.book = book;
        this.chasing = new Chasing(rules.dueSoonDays(), rules.stepWorkingDays(), calendar);
        this.clock = clock;
    }

    /** Hears {@code day.began}. A day missed while the machine was off reminds of nothing: its own morning follows, and one is enough. */
    public void morning(Entry day) {
        LocalDate today = LocalDate.parse(day.text("date"));
        if (!today.equals(Legal.day(clock.instant()))) {
            return;
        }
        // A few hundred at a time: a county's whole ledger neither fits one transaction nor may hold back who works meanwhile.
        String after = "";
        List<Hazard> some = chase(today, after);
        while (!some.isEmpty()) {
            after = some.get(some.size() - 1).number();
            some = chase(today, after);
        }
    }

    private List<Hazard> chase(LocalDate today, String after) {
        return work.run(tx -> {
            List<Hazard> some = store.toChase(tx, today, after, CHASED_AT_ONCE);
            for (Hazard hazard : some) {
                chasing.stage(hazard, today).ifPresent(stage -> remind(tx, hazard, stage, today));
            }
            return some;
        });
    }

    private void remind(Tx tx, Hazard hazard, Stage stage, LocalDate today) {
        store.chased(tx, hazard.number(), today);
        book.tell(tx, hazard, HazardFacts.REMINDED, HazardBook.PLATFORM,
                Map.of("stage", stage.word(), "stageLabel", stage.label(), "date", today.toString()), null);
    }

    /** Hears {@code time.due}; a due that was moved, or told twice, finds nothing to say. */
    public void ranOut(Entry due) {
        if (!due.subject().kind().equals(HazardFacts.KIND)) {
            return;
        }
        if (HazardBook.LOOK_BACK.equals(due.text("name"))) {
            lookBack(due.subject().number());
        }
        if (!HazardBook.DEADLINE.equals(due.text("name"))) {
            return;
        }
        work.execute(tx -> {
            Hazard hazard = book.open(tx, due.subject().number(), null, HazardBook.PLATFORM);
            hazard.ranOut(clock.instant()).ifPresent(late ->
                    book.tell(tx, book.keep(tx, hazard, late, HazardBook.PLATFORM), HazardFacts.OVERDUE, HazardBook.PLATFORM, Map.of(), null));
        });
    }

    private void lookBack(String number) {
        work.execute(tx -> {
            Hazard hazard = book.open(tx, number, null, HazardBook.PLATFORM);
            hazard.lookBackDue().filter(day -> !clock.instant().isBefore(day)).ifPresent(day ->
                    book.tell(tx, hazard, HazardFacts.LOOK_BACK_DUE, HazardBook.PLATFORM, Map.of("due", hazard.marks().lookBack().due().toString()), null));
        });
    }
}
