package io.shoutu.supervision;

import io.shoutu.api.journal.Entry;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.supervision.SupervisionFacts;
import io.shoutu.api.time.Legal;
import io.shoutu.supervision.domain.Instrument;
import io.shoutu.supervision.domain.InstrumentStore;
import io.shoutu.supervision.domain.LadderStore;
import io.shoutu.supervision.domain.Kind;
import io.shoutu.supervision.domain.Reckoning;
import io.shoutu.supervision.domain.Watch;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Chases papers (催办): each morning it reminds and lets what is overdue climb; when a deadline runs out it says so at once. */
@Component(service = DeadlineHearing.class)
public final class DeadlineHearing {
    private static final int AT_ONCE = 200;

    private final UnitOfWork work;
    private final InstrumentStore store;
    private final LadderStore ladder;
    private final SupervisionBook book;
    private final Climbing climbing;
    private final SupervisionRules rules;
    private final Clock clock;

    @Activate
    public DeadlineHearing(@Reference UnitOfWork work, @Reference InstrumentStore store, @Reference LadderStore ladder, @Reference SupervisionBook book, @Reference Climbing climbing, @Reference SupervisionRules rules,
            @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.ladder = ladder;
        this.book = book;
        this.climbing = climbing;
        this.rules = rules;
        this.clock = clock;
    }

    /** Hears {@code day.began}. A day missed while the machine was off reminds of nothing: its own morning follows, and one is enough. */
    public void morning(Entry day) {
        LocalDate today = LocalDate.parse(day.text("date"));
        if (!today.equals(Legal.day(clock.instant()))) {
            return;
        }
        String after = "";
        for (List<Instrument> some = chase(today, after); !some.isEmpty(); some = chase(today, after)) {
            after = some.get(some.size() - 1).number();
        }
        String subject = "";
        for (List<Watch> some = climb(subject); !some.isEmpty(); some = climb(subject)) {
            subject = some.get(some.size() - 1).about().toString();
        }
    }

    private List<Instrument> chase(LocalDate today, String after) {
        return work.run(tx -> {
            Reckoning days = book.days(tx);
            List<Instrument> some = store.toChase(tx, today, after, AT_ONCE);
            some.forEach(paper -> remind(tx, paper, days));
            return some;
        });
    }

    private void remind(Tx tx, Instrument paper, Reckoning days) {
        Map<String, Object> told = stage(paper, days);
        if (!told.isEmpty()) {
            told.put("date", days.today().toString());
            store.chased(tx, paper.number(), days.today());
            Kind kind = book.kind(tx, paper.draft().kind());
            book.tell(tx, paper, kind, SupervisionFacts.REMINDED, SupervisionBook.PLATFORM, told, null);
        }
    }

    /** What to remind of today, the gravest; empty for nothing. */
    private Map<String, Object> stage(Instrument paper, Reckoning days) {
        List<String> missing = paper.missingMonths(days);
        if (paper.overdue()) {
            return said("overdue", "已逾期");
        }
        if (paper.unsigned(days.today())) {
            return said("unsigned", "逾期未签收");
        }
        if (!missing.isEmpty()) {
            return said("month-missing", "月度进展未报（" + missing.get(0) + "）");
        }
        if (paper.deadline() == null) {
            return Map.of();
        }
        long left = ChronoUnit.DAYS.between(days.today(), paper.deadline());
        return left == 0 ? said("due-today", "今天到期") : rules.dueSoonDays().contains((int) left) ? said("due-soon", left + "天后到期") : Map.of();
    }

    private static Map<String, Object> said(String stage, String label) {
        return new LinkedHashMap<>(Map.of("stage", stage, "stageLabel", label));
    }

    private List<Watch> climb(String after) {
        return work.run(tx -> {
            List<Watch> some = ladder.climbingAfter(tx, after, AT_ONCE);
            some.forEach(watch -> climbing.climb(tx, watch, null));
            return some;
        });
    }

    /** Hears {@code time.due}; a due that was moved, or told twice, finds nothing to say. */
    public void ranOut(Entry due) {
        if (!due.subject().kind().equals(SupervisionFacts.KIND) || !SupervisionBook.DEADLINE.equals(due.text("name"))) {
            return;
        }
        work.execute(tx -> {
            Instrument paper = book.open(tx, due.subject().number(), null, SupervisionBook.PLATFORM);
            paper.ranOut(clock.instant()).ifPresent(late -> {
                Instrument kept = book.keep(tx, late);
                Kind kind = book.kind(tx, kept.draft().kind());
                long entry = book.tell(tx, kept, kind, SupervisionFacts.OVERDUE, SupervisionBook.PLATFORM, Map.of("score", kept.lateScore()), null);
                climbing.watchPaper(tx, kept, new io.shoutu.api.journal.Fact.Cause(kept.subject(), entry));
            });
        });
    }
}
