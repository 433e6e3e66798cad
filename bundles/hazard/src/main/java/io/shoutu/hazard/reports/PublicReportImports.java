package io.shoutu.hazard.reports;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Dues;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.api.time.WorkCalendar;
import io.shoutu.api.vault.Vault;
import io.shoutu.hazard.domain.inspection.Target;
import io.shoutu.hazard.domain.reports.PastReport;
import io.shoutu.hazard.domain.reports.PublicReport;
import io.shoutu.hazard.domain.reports.PublicReportStore;
import io.shoutu.hazard.domain.reports.Reporter;
import io.shoutu.hazard.domain.reports.RewardRule;
import io.shoutu.hazard.inspection.Locating;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes over an earlier ledger of public reports (历史举报台账导入). Who reported is sealed like that of a report of today; a row whose text names him is refused, and the refusal repeats
 * none of it. A code to ask for the state is not made: nobody is there to be given it.
 */
@Component(service = PublicReportImports.class)
public final class PublicReportImports {
    private static final int AT_ONCE = 20;

    /** A row: what happened, and apart from it who reported (导入行). */
    public record Row(PastReport report, Reporter reporter) {
        @Override
        public String toString() {
            return "Row[sealed]";
        }
    }

    /** What became of a row; {@code number} is null where it was refused. */
    public record Outcome(String number, boolean known, Problem.Invalid problem) {}

    private final UnitOfWork work;
    private final PublicReportStore store;
    private final Vault vault;
    private final Journal journal;
    private final Numbers numbers;
    private final Dues dues;
    private final WorkCalendar calendar;
    private final Locating locating;
    private final Clock clock;

    @Activate
    public PublicReportImports(@Reference UnitOfWork work, @Reference PublicReportStore store, @Reference Vault vault, @Reference Journal journal, @Reference Numbers numbers,
            @Reference Dues dues, @Reference WorkCalendar calendar, @Reference Locating locating, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.vault = vault;
        this.journal = journal;
        this.numbers = numbers;
        this.dues = dues;
        this.calendar = calendar;
        this.locating = locating;
        this.clock = clock;
    }

    /** Takes the rows in their order, twenty in a transaction. @param rows each answers its row, or raises {@link Problem.Invalid} */
    public List<Outcome> take(List<Supplier<Row>> rows, Actor by) {
        List<Outcome> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i += AT_ONCE) {
            List<Supplier<Row>> some = rows.subList(i, Math.min(rows.size(), i + AT_ONCE));
            all.addAll(work.run(tx -> some.stream().map(row -> take(tx, row, by)).toList()));
        }
        return all;
    }

    private Outcome take(Tx tx, Supplier<Row> given, Actor by) {
        try {
            Row row = given.get();
            PastReport past = row.report();
            Reporter reporter = row.reporter();
            Optional<String> known = store.taken(tx, past.reference());
            if (known.isPresent()) {
                return new Outcome(known.get(), true, null);
            }
            LocalDate today = Legal.day(clock.instant());
            if (past.last().isAfter(today)) {
                throw new Problem.Invalid("in-the-future", "archivedOn", "日期不能晚于今天（" + today + "）");
            }
            reporter.absentFrom("matter", past.matter(), past.place(), past.reason(), past.reply(), past.to(), past.check() == null ? null : past.check().text());
            Target target = past.enterprise() == null && past.area() == null ? null : new Target(past.enterprise(), past.area(), null);
            Place where = locating.of(target == null ? null : target.enterprise(), target == null ? null : target.area(), by);
            Place place = new Place(where.area(), where.unit(), null);
            RewardRule rule = store.rule(tx, past.kind(), past.receivedOn())
                    .orElseThrow(() -> new Problem.Invalid("no-rule", "kind", "“" + past.kind().label() + "”在" + past.receivedOn() + "没有生效的举报奖励规则"));
            WorkCalendar.Answer until = calendar.add(past.receivedOn(), rule.acceptDays());
            String code = PublicReportService.hash(PublicReportService.code());
            // Walked before a number is taken: a refused row leaves no gap.
            past.steps("JB-0000-000000", reporter.anonymous(), code, until.date(), until.provisional(), rule, by);
            String number = numbers.next(tx, "JB", past.receivedOn().getYear());
            List<PastReport.Step> steps = past.steps(number, reporter.anonymous(), code, until.date(), until.provisional(), rule, by);
            PublicReport now = steps.get(steps.size() - 1).after();
            Map<String, String> sealed = new LinkedHashMap<>();
            reporter.fields().forEach((field, value) -> sealed.put(field, vault.seal(tx, now.subject(), field, value)));
            store.add(tx, now, place, sealed);
            store.took(tx, past.reference(), number);
            if (now.due() != null) {
                dues.set(tx, new Dues.Due(now.subject(), PublicReportService.TERM, Legal.endOf(now.due())));
            }
            for (PastReport.Step step : steps) {
                Map<String, Object> data = new LinkedHashMap<>();
                data.put("state", step.after().state().name());
                data.put("reportKind", step.after().kind().name());
                data.put("ledger", true);
                data.putAll(step.details());
                journal.write(tx, new Fact(now.subject(), step.fact(), step.happened(), by, data));
            }
            return new Outcome(number, false, null);
        } catch (Problem.Invalid refused) {
            return new Outcome(null, false, refused);
        } catch (Problem.IllegalMove impossible) {
            return new Outcome(null, false, new Problem.Invalid("impossible", "reward", "这一行的办理过程不成立：" + impossible.getMessage()));
        }
    }
}
