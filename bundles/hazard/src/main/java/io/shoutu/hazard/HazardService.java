package io.shoutu.hazard;

import static io.shoutu.api.hazard.HazardFacts.*;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Roles;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardLedger;
import io.shoutu.api.hazard.HazardQuery;
import io.shoutu.api.hazard.HazardReport;
import io.shoutu.api.hazard.HazardView;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Legal;
import io.shoutu.hazard.domain.CriterionStandard;
import io.shoutu.hazard.domain.CriterionStore;
import io.shoutu.hazard.domain.Finding;
import io.shoutu.hazard.domain.Grading;
import io.shoutu.hazard.domain.Hazard;
import io.shoutu.hazard.domain.HazardStore;
import io.shoutu.hazard.domain.Origin;
import io.shoutu.hazard.domain.Plan;
import io.shoutu.hazard.domain.Recurrence;
import io.shoutu.hazard.domain.RiskStore;
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
    private final RiskStore risks;
    private final CriterionStore criteria;
    private final Directory directory;
    private final Clock clock;

    @Activate
    public HazardService(@Reference UnitOfWork work, @Reference HazardStore store, @Reference HazardBook book,
            @Reference HazardRules rules, @Reference RiskStore risks, @Reference CriterionStore criteria, @Reference Directory directory, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.book = book;
        this.rules = rules;
        this.risks = risks;
        this.criteria = criteria;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public HazardView report(HazardReport report, Actor by, Fact.Cause causedBy) {
        return work.run(tx -> {
            Finding finding = Finding.of(report);
            selfCheckOnly(finding, by);
            known(tx, finding.riskUnit(), by);
            Optional<Hazard> known = causedBy == null || causedBy.entry() == null ? Optional.empty() : store.causedBy(tx, causedBy.entry());
            if (known.isEmpty() && finding.reference() != null) {
                known = store.referred(tx, finding.source(), finding.reference()).filter(h -> by.scope().everywhere() || store.place(tx, h.number()).filter(p -> p.inside(by.scope())).isPresent());
            }
            Hazard hazard = known.isPresent() ? known.get() : book.register(tx, finding, Origin.of(causedBy), report.before(), by);
            return view(hazard, by);
        });
    }

    private void known(Tx tx, String riskUnit, Actor by) {
        if (riskUnit != null && risks.place(tx, riskUnit).filter(place -> place.inside(by.scope())).isEmpty()) {
            throw new Problem.Invalid("risk-unit-unknown", "riskUnit", "没有这个风险点，请从风险清单中选择：" + riskUnit);
        }
    }

    /** An enterprise's own people hand in what they found in their own house, and nothing else (企业自查自报). */
    private static void selfCheckOnly(Finding finding, Actor by) {
        boolean enterprise = by.holds(Roles.RECTIFIER) && !by.holds(Roles.OPERATOR) && !by.holds(Roles.ADMIN) && !by.holds(Roles.ACCEPTOR);
        if (enterprise && !finding.source().equals(Finding.SELF_CHECK)) {
            throw new Problem.Invalid("self-check-only", "source", "企业账号只能登记本企业自查发现的隐患，来源请填 self-check");
        }
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

    /** How many match, exactly; what lies outside the scope is not counted. */
    public long count(HazardQuery query, Actor asking) {
        return work.run(tx -> store.count(tx, query, asking.scope()));
    }

    public HazardView verify(String number, Long seen, String note, Actor by) {
        return move(number, seen, by, VERIFIED, note(note), (hazard, now) -> hazard.verify(by, now));
    }

    public HazardView dismiss(String number, Long seen, String reason, Actor by) {
        return move(number, seen, by, DISMISSED, reason(reason), (hazard, now) -> hazard.dismiss(by, now));
    }

    /** Grades it: major only by a clause that stands in the published criteria of its sector and is in force; the same rule again is told. */
    public HazardView grade(String number, Long seen, Grading grading, String rectifier, Actor by) {
        return work.run(tx -> {
            Hazard before = book.open(tx, number, seen, by);
            Grading published = published(tx, before, grading);
            Recurrence again = recurrence(tx, before, published);
            HazardView graded = move(number, seen, by, GRADED, details(published), (hazard, now) -> hazard.grade(by, published, rectifier, again, now));
            return again == null ? graded : recurred(tx, number, again, by);
        });
    }

    /** Major after all. */
    public HazardView upgrade(String number, Long seen, Grading grading, Actor by) {
        return work.run(tx -> {
            Hazard before = book.open(tx, number, seen, by);
            Grading published = published(tx, before, grading);
            Recurrence again = recurrence(tx, before, published);
            HazardView graded = move(number, seen, by, REGRADED, details(published), (hazard, now) -> hazard.upgrade(by, published, again, now));
            return again == null ? graded : recurred(tx, number, again, by);
        });
    }

    public HazardView requestRegrading(String number, Long seen, String reason, Actor by) {
        Map<String, Object> details = reason(reason);
        details.put("grade", HazardGrade.GENERAL.name());
        return move(number, seen, by, REGRADING_REQUESTED, details, (hazard, now) -> hazard.requestRegrading(by, reason, now));
    }

    public HazardView approveRegrading(String number, Long seen, String note, Actor by) {
        Map<String, Object> details = note(note);
        details.put("grade", HazardGrade.GENERAL.name());
        return move(number, seen, by, REGRADED, details, (hazard, now) -> hazard.approveRegrading(by));
    }

    public HazardView refuseRegrading(String number, Long seen, String reason, Actor by) {
        return move(number, seen, by, REGRADING_REFUSED, reason(reason), (hazard, now) -> hazard.refuseRegrading(by));
    }

    private Grading published(Tx tx, Hazard hazard, Grading grading) {
        if (grading.criterion() == null) {
            return grading;
        }
        String code = hazard.finding().enterprise();
        String sector = code == null ? null : directory.enterprise(new CreditCode(code)).map(Enterprise::sector).orElse(null);
        return new Grading(grading.grade(), CriterionStandard.published(criteria.all(tx), grading.criterion(), sector, Legal.day(clock.instant())), grading.mode(), grading.basis());
    }

    /** How often the enterprise broke the same rule before; null where never, or where it cannot be known. */
    private Recurrence recurrence(Tx tx, Hazard hazard, Grading grading) {
        String rule = grading.rule(hazard.finding());
        if (rule == null || hazard.finding().enterprise() == null) {
            return null;
        }
        Instant since = Legal.startOf(Legal.day(clock.instant()).minusMonths(rules.recurrenceMonths()));
        List<String> earlier = store.broke(tx, hazard.finding().enterprise(), rule, since, hazard.number());
        return earlier.isEmpty() ? null : new Recurrence(earlier.size(), earlier.get(0));
    }

    /** Raises a recurring hazard to whom the county named, and says so. */
    private HazardView recurred(Tx tx, String number, Recurrence again, Actor by) {
        Hazard before = book.open(tx, number, null, HazardBook.PLATFORM);
        Hazard kept = rules.recurrenceTo() == null || before.escalatedTo() != null ? before : book.keep(tx, before, before.watchedBy(rules.recurrenceTo()), HazardBook.PLATFORM);
        book.tell(tx, kept, RECURRED, HazardBook.PLATFORM, Map.of("times", again.times(), "earlier", again.earlier()), null);
        return view(kept, by);
    }

    private static Map<String, Object> details(Grading grading) {
        Map<String, Object> details = new LinkedHashMap<>(Map.of("grade", grading.grade().name(), "mode", grading.mode().name()));
        if (grading.criterion() != null) {
            details.putAll(Map.of("standard", grading.criterion().standard(), "clause", grading.criterion().clause()));
        }
        return details;
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
        return move(number, seen, by, ACCEPTED, note(note), (hazard, now) -> hazard.accept(by, photos, lookBack(hazard, now), now));
    }

    public HazardView reject(String number, Long seen, String reason, LocalDate deadline, Actor by) {
        return move(number, seen, by, REJECTED, reason(reason), (hazard, now) -> hazard.reject(by, deadline, now));
    }

    public HazardView requestExtension(String number, Long seen, LocalDate until, String reason, Actor by) {
        Map<String, Object> details = reason(reason);
        details.put("until", String.valueOf(until));
        return move(number, seen, by, EXTENSION_REQUESTED, details,
                (hazard, now) -> hazard.requestExtension(by, until, reason.strip(), now, rules.extensionGrants(), rules.extensionDays()));
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

    /** Hands in parts of a treatment plan that were missing. */
    public HazardView supplementPlan(String number, Long seen, String goals, String requirements, String safety, Actor by) {
        return move(number, seen, by, PLAN_SUPPLEMENTED, new LinkedHashMap<>(), (hazard, now) -> hazard.supplementPlan(by, goals, requirements, safety));
    }

    /** The day somebody looks again by itself: for what is major, recurring, was sent back or came back once already. */
    private LocalDate lookBack(Hazard hazard, Instant now) {
        boolean watched = hazard.major() || hazard.marks().recurrence() != null || hazard.marks().returned() > 0 || hazard.reboundOf() != null;
        return watched && rules.lookBackDays() > 0 ? Legal.day(now).plusDays(rules.lookBackDays()) : null;
    }

    public HazardView scheduleLookBack(String number, Long seen, LocalDate day, Actor by) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("due", String.valueOf(day));
        return move(number, seen, by, LOOK_BACK_SCHEDULED, details, (hazard, now) -> hazard.scheduleLookBack(by, day, now));
    }

    public HazardView passLookBack(String number, Long seen, String note, List<String> photos, Actor by) {
        return move(number, seen, by, LOOK_BACK_PASSED, note(note), (hazard, now) -> hazard.passLookBack(by, Words.optional(note, "note", "说明", 1000), photos, now));
    }

    /**
     * A rebound (反弹): the old hazard stays closed, with the number of the new one; the new one is caused by what was seen, and shows it.
     *
     * @param photos what was seen, at least one; they belong to the new hazard
     * @return the new hazard
     */
    public HazardView rebound(String number, Long seen, String reason, List<String> photos, Actor by) {
        Map<String, Object> details = reason(reason);
        if (photos == null || photos.isEmpty()) {
            throw new Problem.Invalid("photo-required", "photos", "请附回头看时拍下的照片，至少一张");
        }
        return work.run(tx -> {
            Hazard old = book.open(tx, number, seen, by);
            Instant now = clock.instant();
            old.rebound(by, reason.strip(), number, now);
            Finding found = old.finding().again(reason.strip());
            // The number is known only once the new one is registered, and the new one is caused by the entry about the old one: the row of the old one comes last.
            String opened = book.nextNumber(tx, now);
            details.put("rebound", opened);
            long entry = book.tell(tx, old, REBOUNDED, by, details, null);
            Hazard fresh = book.register(tx, opened, found, Origin.of(new Fact.Cause(old.subject(), entry)), photos, by);
            book.keep(tx, old, old.rebound(by, reason.strip(), fresh.number(), now), by);
            return view(fresh, by);
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
