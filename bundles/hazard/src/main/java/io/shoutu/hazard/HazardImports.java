package io.shoutu.hazard;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.hazard.Criterion;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Dues;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.hazard.domain.CriterionStandard;
import io.shoutu.hazard.domain.CriterionStore;
import io.shoutu.hazard.domain.Grading;
import io.shoutu.hazard.domain.Hazard;
import io.shoutu.hazard.domain.HazardStore;
import io.shoutu.hazard.domain.Past;
import io.shoutu.hazard.domain.Recurrence;
import io.shoutu.api.hazard.RectificationMode;
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
 * Takes over an earlier ledger (历史台账导入): row by row, a wrong row is answered with its reason and keeps no other from coming in. A row that names the
 * sender's own number comes in once, however often the file is handed in.
 */
@Component(service = HazardImports.class)
public final class HazardImports {
    private static final int AT_ONCE = 250;

    private final UnitOfWork work;
    private final HazardStore store;
    private final HazardBook book;
    private final HazardRules rules;
    private final CriterionStore criteria;
    private final Directory directory;
    private final Numbers numbers;
    private final Dues dues;
    private final Journal journal;
    private final Clock clock;

    @Activate
    public HazardImports(@Reference UnitOfWork work, @Reference HazardStore store, @Reference HazardBook book, @Reference HazardRules rules, @Reference CriterionStore criteria,
            @Reference Directory directory, @Reference Numbers numbers, @Reference Dues dues, @Reference Journal journal, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.book = book;
        this.rules = rules;
        this.criteria = criteria;
        this.directory = directory;
        this.numbers = numbers;
        this.dues = dues;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What became of a row.
     *
     * @param number of the hazard, or null where it was refused
     * @param known whether it had come in before
     * @param problem why it was refused, or null
     */
    public record Outcome(String number, boolean known, Problem.Invalid problem) {}

    /** Takes the rows in their order, some hundred in a transaction. @param rows each answers its row, or raises {@link Problem.Invalid} */
    public List<Outcome> take(List<Supplier<Past>> rows, Actor by) {
        List<CriterionStandard> standards = work.run(criteria::all);
        List<Outcome> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i += AT_ONCE) {
            List<Supplier<Past>> some = rows.subList(i, Math.min(rows.size(), i + AT_ONCE));
            all.addAll(work.run(tx -> some.stream().map(row -> take(tx, row, standards, by)).toList()));
        }
        return all;
    }

    private Outcome take(Tx tx, Supplier<Past> row, List<CriterionStandard> standards, Actor by) {
        try {
            Past past = published(row.get(), standards);
            Optional<Hazard> known = past.finding().reference() == null ? Optional.empty() : store.referred(tx, past.finding().source(), past.finding().reference());
            if (known.isPresent()) {
                return new Outcome(known.get().number(), true, null);
            }
            Place place = book.place(past.finding());
            if (!place.inside(by.scope())) {
                throw new Problem.Invalid("outside-scope", past.finding().enterprise() == null ? "area" : "enterprise", "所填的企业或区划不在您的数据范围内，请核对");
            }
            LocalDate today = Legal.day(clock.instant());
            // Checked before a number is taken: a refused row leaves no gap.
            past.taken("YH-0000-000000", null, by, today);
            Hazard hazard = past.taken(numbers.next(tx, "YH", past.registeredOn().getYear()), recurrence(tx, past), by, today);
            store.add(tx, hazard, place);
            hazard.due().ifPresent(end -> dues.set(tx, new Dues.Due(hazard.subject(), HazardBook.DEADLINE, end)));
            tell(tx, hazard, by);
            return new Outcome(hazard.number(), false, null);
        } catch (Problem.Invalid refused) {
            return new Outcome(null, false, refused);
        }
    }

    /** The clause in its published wording; it must have been in force when the hazard was found. */
    private Past published(Past past, List<CriterionStandard> standards) {
        if (past.criterion() == null) {
            return past;
        }
        String code = past.finding().enterprise();
        String sector = code == null ? null : directory.enterprise(new CreditCode(code)).map(Enterprise::sector).orElse(null);
        Criterion criterion = CriterionStandard.published(standards, past.criterion(), sector, past.registeredOn());
        return new Past(past.finding(), past.registeredOn(), past.grade(), criterion, past.rectifier(), past.plan(), past.closedOn(), past.acceptor(), past.lookedBackOn());
    }

    private Recurrence recurrence(Tx tx, Past past) {
        String rule = past.criterion() == null ? past.finding().basis() : new Grading(past.grade(), past.criterion(), RectificationMode.BY_DEADLINE).rule(past.finding());
        if (rule == null || past.finding().enterprise() == null || past.grade() == null) {
            return null;
        }
        List<String> earlier = store.broke(tx, past.finding().enterprise(), rule, Legal.startOf(past.registeredOn().minusMonths(rules.recurrenceMonths())), "");
        return earlier.isEmpty() ? null : new Recurrence(earlier.size(), earlier.get(0));
    }

    private void tell(Tx tx, Hazard hazard, Actor by) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", hazard.state().name());
        data.put("title", hazard.finding().title());
        data.put("enterprise", hazard.finding().enterprise());
        data.put("rectifier", hazard.rectifier());
        data.put("deadline", hazard.deadline() == null ? null : hazard.deadline().toString());
        data.put("source", hazard.finding().source());
        data.put("grade", hazard.grading() == null ? null : hazard.grading().grade().name());
        data.put("ended", hazard.endedAt() == null ? null : Legal.day(hazard.endedAt()).toString());
        journal.write(tx, new Fact(hazard.subject(), HazardFacts.IMPORTED, hazard.registeredAt(), by, data, null));
    }
}
