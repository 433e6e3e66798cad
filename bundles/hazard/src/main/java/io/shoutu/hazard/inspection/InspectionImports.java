package io.shoutu.hazard.inspection;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.hazard.InspectionFacts;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.hazard.domain.inspection.Answer;
import io.shoutu.hazard.domain.inspection.Inspection;
import io.shoutu.hazard.domain.inspection.InspectionStore;
import io.shoutu.hazard.domain.inspection.PastVisit;
import io.shoutu.hazard.domain.inspection.Sheet;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes over an earlier ledger of inspections (历史检查台账导入), row by row: one that does not fit
 * the ledger is answered with its reason and keeps no other from coming in (one that cannot be read refuses the request); a row comes in once. What it tells
 * happened when the visit did, so that whoever counts visits counts them where they belong.
 */
@Component(service = InspectionImports.class)
public final class InspectionImports {
    private static final int AT_ONCE = 25;

    private final UnitOfWork work;
    private final InspectionStore store;
    private final Journal journal;
    private final Numbers numbers;
    private final Locating locating;
    private final Clock clock;

    @Activate
    public InspectionImports(@Reference UnitOfWork work, @Reference InspectionStore store, @Reference Journal journal, @Reference Numbers numbers, @Reference Locating locating,
            @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.journal = journal;
        this.numbers = numbers;
        this.locating = locating;
        this.clock = clock;
    }

    /**
     * What became of a row.
     *
     * @param number of the inspection, or null where it was refused
     * @param known whether it had come in before
     * @param problem why it was refused, or null
     */
    public record Outcome(String number, boolean known, Problem.Invalid problem) {}

    /** Takes the rows in their order, 25 in a transaction. @param rows each answers its row, or raises {@link Problem.Invalid} */
    public List<Outcome> take(List<Supplier<PastVisit>> rows, Actor by) {
        List<Outcome> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i += AT_ONCE) {
            List<Supplier<PastVisit>> some = rows.subList(i, Math.min(rows.size(), i + AT_ONCE));
            all.addAll(work.run(tx -> some.stream().map(row -> take(tx, row, by)).toList()));
        }
        return all;
    }

    private Outcome take(Tx tx, Supplier<PastVisit> row, Actor by) {
        try {
            PastVisit past = row.get();
            Optional<Inspection> known = store.sent(tx, past.reference());
            if (known.isPresent()) {
                return new Outcome(known.get().number(), true, null);
            }
            String code = past.planned().sheet() == null ? "general" : past.planned().sheet();
            Sheet sheet = store.sheet(tx, code, null, past.day()).orElseThrow(() -> new Problem.Invalid("sheet-unknown", "sheet", "没有这张检查表，或当时尚未启用：" + code));
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            String id = UUID.randomUUID().toString();
            // Checked before a number is taken: a refused row leaves no gap.
            past.taken(id, "JC-0000-000000", sheet, by, Legal.day(now), now);
            var place = locating.of(past.planned().target().enterprise(), past.planned().target().area(), by);
            Inspection inspection = past.taken(id, numbers.next(tx, "JC", past.day().getYear()), sheet, by, Legal.day(now), now);
            store.add(tx, inspection, place);
            tell(tx, inspection, by);
            return new Outcome(inspection.number(), false, null);
        } catch (Problem.Invalid refused) {
            return new Outcome(null, false, refused);
        }
    }

    private void tell(Tx tx, Inspection inspection, Actor by) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", inspection.state().name());
        data.put("kind", inspection.kind().name());
        data.put("unannounced", inspection.unannounced());
        data.put("number", inspection.number());
        data.put("title", inspection.title());
        data.put("enterprise", inspection.target().enterprise());
        data.put("failed", inspection.visit().failed().size());
        data.put("hazards", inspection.visit().failed().stream().map(Answer::hazard).filter(Objects::nonNull).toList());
        data.put("team", inspection.team().stream().map(m -> m.part() + ":" + m.account()).toList());
        journal.write(tx, new Fact(inspection.subject(), InspectionFacts.IMPORTED, inspection.visit().endedAt(), by, data));
    }
}
