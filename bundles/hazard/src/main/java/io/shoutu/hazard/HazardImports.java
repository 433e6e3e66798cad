package io.shoutu.hazard;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.AreaCode;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    private final HazardRules rules;
    private final CriterionStore criteria;
    private final Directory directory;
    private final Numbers numbers;
    private final Dues dues;
    private final Journal journal;
    private final Clock clock;

    @Activate
    public HazardImports(@Reference UnitOfWork work, @Reference HazardStore store, @Reference HazardRules rules, @Reference CriterionStore criteria,
            @Reference Directory directory, @Reference Numbers numbers, @Reference Dues dues, @Reference Journal journal, @Reference Clock clock) {
        this.work = work;
        this.store = store;
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
        Map<String, Optional<Enterprise>> firms = new HashMap<>();
        List<Outcome> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i += AT_ONCE) {
            List<Supplier<Past>> some = rows.subList(i, Math.min(rows.size(), i + AT_ONCE));
            all.addAll(work.run(tx -> take(tx, some, standards, firms, by)));
        }
        return all;
    }

    /** A row that can come in: where it stood in the file, what it says, where it lies. */
    private record Ready(int row, Past past, Place place) {}

    /** Reads and checks all rows, then takes numbers for those that come in, then writes them together: a refused row leaves no gap, and each question is asked once for many. */
    private List<Outcome> take(Tx tx, List<Supplier<Past>> rows, List<CriterionStandard> standards, Map<String, Optional<Enterprise>> firms, Actor by) {
        Outcome[] outcomes = new Outcome[rows.size()];
        List<Ready> ready = new ArrayList<>();
        LocalDate today = Legal.day(clock.instant());
        for (int i = 0; i < rows.size(); i++) {
            try {
                Past past = published(rows.get(i).get(), standards, firms);
                Place place = place(past, firms);
                if (!place.inside(by.scope())) {
                    throw new Problem.Invalid("outside-scope", past.finding().enterprise() == null ? "area" : "enterprise", "所填的企业或区划不在您的数据范围内，请核对");
                }
                past.taken("YH-0000-000000", null, by, today);
                ready.add(new Ready(i, past, place));
            } catch (Problem.Invalid refused) {
                outcomes[i] = new Outcome(null, false, refused);
            }
        }
        Map<String, String> known = known(tx, ready);
        List<Ready> fresh = new ArrayList<>();
        Map<String, Integer> firstOf = new HashMap<>();
        Map<Integer, Integer> twins = new HashMap<>();
        for (Ready each : ready) {
            String reference = reference(each.past());
            Integer first = reference == null ? null : firstOf.putIfAbsent(reference, each.row());
            if (reference != null && known.containsKey(reference)) {
                outcomes[each.row()] = new Outcome(known.get(reference), true, null);
            } else if (first != null) {
                twins.put(each.row(), first);
            } else {
                fresh.add(each);
            }
        }
        write(tx, fresh, outcomes, today, by);
        twins.forEach((row, first) -> outcomes[row] = new Outcome(outcomes[first].number(), true, null));
        return List.of(outcomes);
    }

    private void write(Tx tx, List<Ready> fresh, Outcome[] outcomes, LocalDate today, Actor by) {
        Map<Integer, Iterator<String>> given = new HashMap<>();
        fresh.stream().collect(Collectors.groupingBy(r -> r.past().registeredOn().getYear(), TreeMap::new, Collectors.counting()))
                .forEach((year, many) -> given.put(year, numbers.next(tx, "YH", year, many.intValue()).iterator()));
        Map<String, List<Hazard>> here = new HashMap<>();
        List<HazardStore.Placed> all = new ArrayList<>();
        for (Ready each : fresh) {
            Hazard hazard = each.past().taken(given.get(each.past().registeredOn().getYear()).next(), recurrence(tx, each.past(), here), by, today, rules.lookBackDays());
            String key = broken(each.past());
            if (key != null) {
                here.computeIfAbsent(key, k -> new ArrayList<>()).add(hazard);
            }
            all.add(new HazardStore.Placed(hazard, each.place()));
            outcomes[each.row()] = new Outcome(hazard.number(), false, null);
        }
        store.addAll(tx, all);
        for (HazardStore.Placed each : all) {
            each.hazard().due().ifPresent(end -> dues.add(tx, new Dues.Due(each.hazard().subject(), HazardBook.DEADLINE, end)));
            each.hazard().lookBackDue().ifPresent(day -> dues.add(tx, new Dues.Due(each.hazard().subject(), HazardBook.LOOK_BACK, day)));
            tell(tx, each.hazard(), by);
        }
    }

    private static String reference(Past past) {
        return past.finding().reference() == null ? null : past.finding().source() + " " + past.finding().reference();
    }

    private Map<String, String> known(Tx tx, List<Ready> ready) {
        Map<String, String> known = new HashMap<>();
        ready.stream().filter(r -> r.past().finding().reference() != null).collect(Collectors.groupingBy(r -> r.past().finding().source()))
                .forEach((source, rows) -> store.known(tx, source, rows.stream().map(r -> r.past().finding().reference()).distinct().toList())
                        .forEach((reference, number) -> known.put(source + " " + reference, number)));
        return known;
    }

    private Optional<Enterprise> firm(String code, Map<String, Optional<Enterprise>> firms) {
        return code == null ? Optional.empty() : firms.computeIfAbsent(code, c -> directory.enterprise(new CreditCode(c)));
    }

    private Place place(Past past, Map<String, Optional<Enterprise>> firms) {
        Optional<Enterprise> firm = firm(past.finding().enterprise(), firms);
        AreaCode area = past.finding().area() == null ? firm.map(Enterprise::area).orElse(null) : new AreaCode(past.finding().area());
        return new Place(area, firm.map(Enterprise::lead).orElse(null), past.finding().enterprise() == null ? null : new CreditCode(past.finding().enterprise()));
    }

    /** The clause in its published wording; it must have been in force when the hazard was found. */
    private Past published(Past past, List<CriterionStandard> standards, Map<String, Optional<Enterprise>> firms) {
        if (past.criterion() == null) {
            return past;
        }
        String sector = firm(past.finding().enterprise(), firms).map(Enterprise::sector).orElse(null);
        Criterion criterion = CriterionStandard.published(standards, past.criterion(), sector, past.registeredOn());
        return new Past(past.finding(), past.registeredOn(), past.grade(), criterion, past.rectifier(), past.plan(), past.closedOn(), past.acceptor(), past.lookedBackOn());
    }

    /** Enterprise and rule, where both are known and it was graded; else null. */
    private static String broken(Past past) {
        String rule = rule(past);
        return rule == null || past.finding().enterprise() == null || past.grade() == null ? null : past.finding().enterprise() + " " + rule;
    }

    private static String rule(Past past) {
        return past.criterion() == null ? past.finding().basis() : new Grading(past.grade(), past.criterion(), RectificationMode.BY_DEADLINE).rule(past.finding());
    }

    /** @param here what comes in with it and is not in the ledger yet, newest last */
    private Recurrence recurrence(Tx tx, Past past, Map<String, List<Hazard>> here) {
        String key = broken(past);
        if (key == null) {
            return null;
        }
        Instant since = Legal.startOf(past.registeredOn().minusMonths(rules.recurrenceMonths()));
        List<String> earlier = new ArrayList<>(here.getOrDefault(key, List.of()).stream().filter(h -> !h.registeredAt().isBefore(since)).sorted(Comparator.comparing(Hazard::registeredAt).reversed()).map(Hazard::number).toList());
        earlier.addAll(store.broke(tx, past.finding().enterprise(), rule(past), since, ""));
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
