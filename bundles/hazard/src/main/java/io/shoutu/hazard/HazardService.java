package io.shoutu.hazard;

import static io.shoutu.api.hazard.HazardFacts.*;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.hazard.HazardLedger;
import io.shoutu.api.hazard.HazardQuery;
import io.shoutu.api.hazard.HazardReport;
import io.shoutu.api.hazard.HazardView;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.hazard.domain.Finding;
import io.shoutu.hazard.domain.Grading;
import io.shoutu.hazard.domain.Hazard;
import io.shoutu.hazard.domain.HazardStore;
import io.shoutu.hazard.domain.Origin;
import io.shoutu.hazard.domain.Plan;
import io.shoutu.hazard.domain.Words;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What can be done with hazards (隐患办理), one method per use case.
 *
 * <p>{@code seen} is the version the asker has seen, or null for any; another one there is {@link io.shoutu.api.Problem.Stale}.
 * Each answers the hazard after the move, with what the actor may do next.
 */
@Component(service = {HazardService.class, HazardLedger.class})
public final class HazardService implements HazardLedger {
    private final UnitOfWork work;
    private final HazardStore store;
    private final HazardBook book;
    private final HazardRules rules;
    private final Clock clock;

    @Activate
    public HazardService(@Reference UnitOfWork work, @Reference HazardStore store, @Reference HazardBook book,
            @Reference HazardRules rules, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.book = book;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public HazardView report(HazardReport report, Actor by, Fact.Cause causedBy) {
        return work.run(tx -> {
            Optional<Hazard> known = causedBy == null || causedBy.entry() == null ? Optional.empty() : store.causedBy(tx, causedBy.entry());
            Hazard hazard = known.isPresent() ? known.get() : book.register(tx, Finding.of(report), Origin.of(causedBy), report.before(), by);
            return view(hazard, by);
        });
    }

    @Override
    public HazardView get(String number) {
        return HazardViews.of(work.run(tx -> book.open(tx, number, null, HazardBook.PLATFORM)), List.of());
    }

    /** The hazard with what this actor may do, and why not. */
    public HazardView get(String number, Actor asking) {
        return view(work.run(tx -> book.open(tx, number, null, asking)), asking);
    }

    @Override
    public Page<HazardView> find(HazardQuery query) {
        return find(query, HazardBook.PLATFORM);
    }

    /** What this actor may see of it, and how many that are. */
    public Page<HazardView> find(HazardQuery query, Actor asking) {
        Page<Hazard> page = work.run(tx -> store.list(tx, query, asking.scope()));
        return new Page<>(page.items().stream().map(h -> HazardViews.of(h, List.of())).toList(), page.next(), page.total());
    }

    public HazardView verify(String number, Long seen, String note, Actor by) {
        return move(number, seen, by, VERIFIED, note(note), (hazard, now) -> hazard.verify(by, now));
    }

    public HazardView dismiss(String number, Long seen, String reason, Actor by) {
        return move(number, seen, by, DISMISSED, reason(reason), (hazard, now) -> hazard.dismiss(by, now));
    }

    public HazardView grade(String number, Long seen, Grading grading, String rectifier, Actor by) {
        Map<String, Object> details = new LinkedHashMap<>(Map.of("grade", grading.grade().name(), "mode", grading.mode().name()));
        if (grading.criterion() != null) {
            details.putAll(Map.of("standard", grading.criterion().standard(), "clause", grading.criterion().clause()));
        }
        return move(number, seen, by, GRADED, details, (hazard, now) -> hazard.grade(by, grading, rectifier, now));
    }

    public HazardView plan(String number, Long seen, Plan plan, List<String> before, Actor by) {
        return move(number, seen, by, PLANNED, Map.of("responsible", plan.responsible()), (hazard, now) -> hazard.plan(by, plan, before, now));
    }

    /** Put right on the spot, with both photos in one form. */
    public HazardView rectify(String number, Long seen, String note, List<String> before, List<String> after, Actor by) {
        return move(number, seen, by, SUBMITTED, note(note), (hazard, now) -> hazard.rectify(by, before, after, now));
    }

    public HazardView submit(String number, Long seen, String note, List<String> before, List<String> after, Actor by) {
        return move(number, seen, by, SUBMITTED, note(note), (hazard, now) -> hazard.submit(by, before, after, now));
    }

    public HazardView accept(String number, Long seen, String note, List<String> photos, Actor by) {
        return move(number, seen, by, ACCEPTED, note(note), (hazard, now) -> hazard.accept(by, photos, now));
    }

    public HazardView reject(String number, Long seen, String reason, LocalDate deadline, Actor by) {
        return move(number, seen, by, REJECTED, reason(reason), (hazard, now) -> hazard.reject(by, deadline, now));
    }

    public HazardView requestExtension(String number, Long seen, LocalDate until, String reason, Actor by) {
        Map<String, Object> details = reason(reason);
        details.put("until", String.valueOf(until));
        return move(number, seen, by, EXTENSION_REQUESTED, details,
                (hazard, now) -> hazard.requestExtension(by, until, reason.strip(), now, rules.extensionGrants()));
    }

    public HazardView grantExtension(String number, Long seen, String note, Actor by) {
        return move(number, seen, by, EXTENSION_GRANTED, note(note),
                (hazard, now) -> hazard.grantExtension(by, note, now, rules.extensionGrants()));
    }

    public HazardView refuseExtension(String number, Long seen, String note, Actor by) {
        return move(number, seen, by, EXTENSION_REFUSED, note(note), (hazard, now) -> hazard.refuseExtension(by, note, now));
    }

    public HazardView transfer(String number, Long seen, String rectifier, String reason, Actor by) {
        return move(number, seen, by, TRANSFERRED, reason(reason), (hazard, now) -> hazard.transfer(by, rectifier, now));
    }

    public HazardView escalate(String number, Long seen, String to, String reason, Actor by) {
        Map<String, Object> details = reason(reason);
        details.put("to", to);
        return move(number, seen, by, ESCALATED, details, (hazard, now) -> hazard.escalate(by, to));
    }

    /** Merges a duplicate into another hazard; both say so in their history. */
    public HazardView merge(String number, Long seen, String into, String reason, Actor by) {
        Map<String, Object> details = reason(reason);
        String other = Words.required(into, "into", "并入的隐患编号", 40);
        details.put("into", other);
        return work.run(tx -> {
            Hazard target = book.open(tx, other, null, by);
            HazardView merged = move(number, seen, by, MERGED, details, (hazard, now) -> hazard.merge(by, target, now));
            book.tell(tx, target, ABSORBED, by, Map.of("duplicate", number), null);
            return merged;
        });
    }

    /** Takes a hazard out again that was no duplicate after all. */
    public HazardView unmerge(String number, Long seen, String reason, Actor by) {
        Map<String, Object> details = reason(reason);
        return work.run(tx -> {
            Hazard merged = book.open(tx, number, seen, by);
            HazardView alone = move(number, seen, by, UNMERGED, details, (hazard, now) -> hazard.unmerge(by, now));
            Hazard target = book.open(tx, merged.merger().into(), null, HazardBook.PLATFORM);
            book.tell(tx, target, RELEASED, by, Map.of("duplicate", number), null);
            return alone;
        });
    }

    /** How every move is made: open, verb, keep, tell, show. */
    private HazardView move(String number, Long seen, Actor by, String fact, Map<String, Object> details,
            BiFunction<Hazard, Instant, Hazard> verb) {
        return work.run(tx -> {
            Hazard before = book.open(tx, number, seen, by);
            Hazard after = verb.apply(before, clock.instant());
            Hazard kept = book.keep(tx, before, after, by);
            book.tell(tx, kept, fact, by, details, null);
            return view(kept, by);
        });
    }

    private HazardView view(Hazard hazard, Actor asking) {
        return HazardViews.of(hazard, HazardViews.moves(hazard, asking, rules.extensionGrants()));
    }

    private static Map<String, Object> note(String note) {
        String words = Words.optional(note, "note", "说明", 1000);
        return words == null ? new LinkedHashMap<>() : new LinkedHashMap<>(Map.of("note", words));
    }

    private static Map<String, Object> reason(String reason) {
        return new LinkedHashMap<>(Map.of("note", Words.required(reason, "reason", "理由", 1000)));
    }
}
