package io.shoutu.hazard.index;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.EnterpriseQuery;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.hazard.domain.index.Index;
import io.shoutu.hazard.domain.index.IndexStore;
import io.shoutu.hazard.domain.index.Indicator;
import io.shoutu.hazard.domain.index.SafetyField;
import io.shoutu.hazard.domain.index.Tally;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The safety index of what somebody may see (安全指数): whole, by township and by field, reckoned when it is asked for. */
@Component(service = IndexService.class)
public final class IndexService {
    private static final Tally ENTERPRISE = new Tally(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private final UnitOfWork work;
    private final IndexStore store;
    private final Directory directory;
    private final Journal journal;
    private final Clock clock;

    @Activate
    public IndexService(@Reference UnitOfWork work, @Reference IndexStore store, @Reference Directory directory, @Reference Journal journal, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
    }

    /** A part of the whole (分项指数): {@code code} is a division or a field, null for what belongs to none. */
    public record Part(String code, String label, Tally tally, Index index) {}

    /** The index as it stands (指数视图). */
    public record View(LocalDate from, LocalDate to, Part whole, List<Part> areas, List<Part> fields, List<Indicator> indicators, List<SafetyField> fieldRules) {}

    public View read(Actor asking) {
        LocalDate today = Legal.day(clock.instant());
        LocalDate from = today.minusYears(1);
        List<Enterprise> enterprises = directory.enterprises(EnterpriseQuery.inside(asking.scope(), 20_000)).items().stream().filter(e -> e.closed() == null || e.closed().isAfter(today)).toList();
        Map<String, Enterprise> known = new HashMap<>();
        enterprises.forEach(e -> known.put(e.creditCode().text(), e));
        return work.run(tx -> {
            List<Indicator> indicators = store.indicators(tx);
            List<SafetyField> fields = store.fields(tx);
            List<IndexStore.Counted> counted = new ArrayList<>(store.count(tx, from, today, asking.scope()));
            enterprises.forEach(e -> counted.add(new IndexStore.Counted(e.area() == null ? null : e.area().text(), e.creditCode().text(), ENTERPRISE)));
            Map<String, Tally> areas = new TreeMap<>();
            Map<String, Tally> byField = new HashMap<>();
            Tally whole = Tally.NONE;
            for (IndexStore.Counted c : counted) {
                // An enterprise of no register is inspected all the same, but is no part of a rate that divides by the register.
                Tally tally = c.tally().inspected() > 0 && !known.containsKey(c.enterprise()) ? Tally.NONE : c.tally();
                whole = whole.plus(tally);
                areas.merge(township(c.area()), tally, Tally::plus);
                Enterprise firm = c.enterprise() == null ? null : known.get(c.enterprise());
                byField.merge(fields.stream().filter(f -> firm != null && f.holds(firm.sector())).findFirst().map(SafetyField::code).orElse(""), tally, Tally::plus);
            }
            List<Part> townships = areas.entrySet().stream().map(e -> part(e.getKey(), e.getKey().isEmpty() ? "区划不明" : directory.area(new AreaCode(e.getKey())).map(Area::name).orElse(e.getKey()), e.getValue(), indicators)).toList();
            List<Part> sorts = new ArrayList<>(fields.stream().map(f -> part(f.code(), f.label(), byField.getOrDefault(f.code(), Tally.NONE), indicators)).toList());
            if (byField.containsKey("")) {
                sorts.add(part("", "未归入领域", byField.get(""), indicators));
            }
            return new View(from, today, part("", "全部", whole, indicators), townships, sorts, indicators, fields);
        });
    }

    public void put(Indicator indicator, Actor by) {
        work.execute(tx -> {
            store.put(tx, indicator);
            journal.write(tx, new Fact(new Subject("safety-index", indicator.measure().name()), "hazard.index-rule-changed", clock.instant(), by,
                    Map.of("weight", indicator.weight(), "zeroAt", indicator.zeroAt(), "fullAt", indicator.fullAt(), "source", indicator.source())));
        });
    }

    public void put(SafetyField field, Actor by) {
        work.execute(tx -> {
            store.put(tx, field);
            journal.write(tx, new Fact(new Subject("safety-index", field.code()), "hazard.safety-field-changed", clock.instant(), by, Map.of("label", field.label(), "words", field.words())));
        });
    }

    private static Part part(String code, String label, Tally tally, List<Indicator> indicators) {
        return new Part(code.isEmpty() ? null : code, label, tally, Index.of(indicators, tally));
    }

    /** The township a division lies in; what is above a township stays as it is. */
    private static String township(String area) {
        return area == null ? "" : area.substring(0, 9) + "000";
    }
}
