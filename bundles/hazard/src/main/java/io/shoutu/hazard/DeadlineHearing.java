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
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Chases what is late (催办): each morning it reminds, and when a deadline runs out it says so at once. */
@Component(service = DeadlineHearing.class)
public final class DeadlineHearing {
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
        work.execute(tx -> {
            for (Hazard hazard : store.toChase(tx, today)) {
                chasing.stage(hazard, today).ifPresent(stage -> remind(tx, hazard, stage, today));
            }
        });
    }

    private void remind(Tx tx, Hazard hazard, Stage stage, LocalDate today) {
        store.chased(tx, hazard.number(), today);
        book.tell(tx, hazard, HazardFacts.REMINDED, HazardBook.PLATFORM,
                Map.of("stage", stage.word(), "stageLabel", stage.label(), "date", today.toString()), null);
    }

    /** Hears {@code time.due}; a due that was moved, or told twice, finds nothing to say. */
    public void ranOut(Entry due) {
        if (!due.subject().kind().equals(HazardFacts.KIND) || !HazardBook.DEADLINE.equals(due.text("name"))) {
            return;
        }
        work.execute(tx -> {
            Hazard hazard = book.open(tx, due.subject().number(), null, HazardBook.PLATFORM);
            hazard.ranOut(clock.instant()).ifPresent(late ->
                    book.tell(tx, book.keep(tx, hazard, late, HazardBook.PLATFORM), HazardFacts.OVERDUE, HazardBook.PLATFORM, Map.of(), null));
        });
    }
}
