package io.shoutu.hazard;

import static io.shoutu.api.hazard.HazardFacts.*;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.hazard.RiskLedger;
import io.shoutu.api.hazard.RiskLevel;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.time.Dues;
import io.shoutu.api.time.Legal;
import io.shoutu.api.time.Numbers;
import io.shoutu.hazard.domain.Finding;
import io.shoutu.hazard.domain.Hazard;
import io.shoutu.hazard.domain.HazardStore;
import io.shoutu.hazard.domain.Origin;
import io.shoutu.hazard.domain.RiskCheck;
import io.shoutu.hazard.domain.RiskEvent;
import io.shoutu.hazard.domain.RiskMovement;
import io.shoutu.hazard.domain.RiskQuery;
import io.shoutu.hazard.domain.RiskSite;
import io.shoutu.hazard.domain.RiskStore;
import io.shoutu.hazard.domain.RiskUnit;
import io.shoutu.hazard.domain.Words;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What can be done with risk units (风险管控), one method per use case; {@code seen} as in {@link HazardService}. */
@Component(service = {RiskService.class, RiskLedger.class})
public final class RiskService implements RiskLedger {
    private final UnitOfWork work;
    private final RiskStore store;
    private final RiskBook book;
    private final HazardStore hazards;
    private final HazardBook hazardBook;
    private final RiskMethods methods;
    private final HazardRules rules;
    private final Numbers numbers;
    private final Dues dues;
    private final Clock clock;

    @Activate
    public RiskService(@Reference UnitOfWork work, @Reference RiskStore store, @Reference RiskBook book, @Reference HazardStore hazards, @Reference HazardBook hazardBook,
            @Reference RiskMethods methods, @Reference HazardRules rules, @Reference Numbers numbers, @Reference Dues dues, @Reference Clock clock) {
        this.work = work;
        this.store = store;
        this.book = book;
        this.hazards = hazards;
        this.hazardBook = hazardBook;
        this.methods = methods;
        this.rules = rules;
        this.numbers = numbers;
        this.dues = dues;
        this.clock = clock;
    }

    /** A unit with what lies around it: why it stands where it stands, its open hazards, its latest checks. */
    public record Shown(RiskUnit unit, RiskMovement movement, List<Hazard> open, List<RiskCheck> checks, Place place) {}

    public Shown identify(RiskSite site, Actor by) {
        return work.run(tx -> {
            Place place = book.place(site);
            if (!place.inside(by.scope())) {
                throw new Problem.Invalid("outside-scope", site.enterprise() == null ? "area" : "enterprise", "所填的企业或区划不在您的数据范围内，请核对");
            }
            Instant now = now();
            RiskUnit unit = RiskUnit.identified(numbers.next(tx, "FX", Legal.day(now).getYear()), site, by, now);
            store.add(tx, unit, place);
            book.tell(tx, unit, RISK_IDENTIFIED, by, Map.of(), null);
            return shown(tx, unit);
        });
    }

    /**
     * Takes a unit over from an earlier ledger, in force as it stood there (历史风险清单导入); the same enterprise and name twice is one.
     *
     * @param assessor who assessed it, as the ledger has it
     */
    public RiskUnit take(RiskSite site, List<RiskMethods.AskedEvent> asked, List<String> red, String assessor, LocalDate approvedOn, Actor by) {
        return work.run(tx -> {
            Optional<RiskUnit> known = site.enterprise() == null ? Optional.empty()
                    : store.ofEnterprise(tx, site.enterprise()).stream().filter(u -> u.site().name().equals(site.name())).findFirst();
            if (known.isPresent()) {
                return known.get();
            }
            Place place = book.place(site);
            if (!place.inside(by.scope())) {
                throw new Problem.Invalid("outside-scope", "enterprise", "所填的企业或区划不在您的数据范围内，请核对");
            }
            if (approvedOn == null || approvedOn.isAfter(Legal.day(clock.instant()))) {
                throw new Problem.Invalid("approved-on", "approvedOn", "请填写审定日期，不能晚于今天");
            }
            List<RiskEvent> events = methods.assess(tx, asked, Words.required(assessor, "assessor", "评估人", 100), approvedOn);
            if (events.isEmpty()) {
                throw new Problem.Invalid("event-required", "events", "请至少填写一个风险事件");
            }
            RiskUnit unit = RiskUnit.taken(numbers.next(tx, "FX", approvedOn.getYear()), site, events, methods.directRed(tx, red), assessor, approvedOn, approvedOn.plusMonths(rules.reviewMonths()), by);
            store.add(tx, unit, place);
            unit.due().ifPresent(day -> dues.set(tx, new Dues.Due(unit.subject(), RiskBook.REVIEW, day)));
            book.tell(tx, unit, RISK_APPROVED, by, Map.of("imported", true, "approvedOn", approvedOn.toString()), null);
            return unit;
        });
    }

    public Shown get(String number, Actor asking) {
        return work.run(tx -> shown(tx, book.open(tx, number, null, asking)));
    }

    public Page<RiskUnit> find(RiskQuery query, Actor asking) {
        return work.run(tx -> store.list(tx, query, asking.scope()));
    }

    public List<RiskUnit> onMap(Actor asking) {
        return work.run(tx -> store.onMap(tx, asking.scope(), 5_000));
    }

    public List<RiskStore.Count> counts(Actor asking) {
        return work.run(tx -> store.counts(tx, asking.scope()));
    }

    /** Corrects where and what it is; levels and state stay. */
    public Shown correct(String number, Long seen, RiskSite site, Actor by) {
        return move(number, seen, by, RISK_CHANGED, new LinkedHashMap<>(), (unit, now) -> {
            if (!book.place(site).inside(by.scope())) {
                throw new Problem.Invalid("outside-scope", "enterprise", "所填的企业或区划不在您的数据范围内，请核对");
            }
            return unit.at(site);
        });
    }

    /** Assesses it anew, each event by the method and version in force. @param red codes of the conditions that make it red */
    public Shown assess(String number, Long seen, List<RiskMethods.AskedEvent> asked, List<String> red, Actor by) {
        return work.run(tx -> {
            LocalDate today = Legal.day(clock.instant());
            List<RiskEvent> events = methods.assess(tx, asked, by.account(), today);
            List<String> conditions = methods.directRed(tx, red);
            RiskUnit before = book.open(tx, number, seen, by);
            RiskUnit after = book.keep(tx, before.assess(by, events, conditions, now()));
            book.tell(tx, after, RISK_ASSESSED, by, Map.of("inherent", after.inherent().name(), "residual", after.residual().name()), null);
            return shown(tx, after);
        });
    }

    public Shown approve(String number, Long seen, String note, Actor by) {
        return work.run(tx -> {
            RiskUnit after = book.keep(tx, book.open(tx, number, seen, by).approve(by, rules.reviewMonths(), now()));
            long entry = book.tell(tx, after, RISK_APPROVED, by, note(note), null);
            // What stands already, an open major hazard or a warning, counts from the first moment; a lower assessment falls at once.
            book.weigh(tx, number, by, new Fact.Cause(after.subject(), entry));
            return shown(tx, store.find(tx, number).orElseThrow());
        });
    }

    public Shown sendBack(String number, Long seen, String reason, Actor by) {
        return move(number, seen, by, RISK_RETURNED, reason(reason), (unit, now) -> unit.sendBack(by, now));
    }

    public Shown review(String number, Long seen, String note, Actor by) {
        return move(number, seen, by, RISK_REVIEWED, note(note), (unit, now) -> unit.review(by, rules.reviewMonths(), now));
    }

    public Shown remove(String number, Long seen, String reason, Actor by) {
        return work.run(tx -> {
            RiskUnit after = book.keep(tx, book.open(tx, number, seen, by).remove(by, hazards.openIn(tx, number).size(), now()));
            book.tell(tx, after, RISK_REMOVED, by, reason(reason), null);
            return shown(tx, after);
        });
    }

    private Shown move(String number, Long seen, Actor by, String fact, Map<String, Object> details, BiFunction<RiskUnit, Instant, RiskUnit> verb) {
        return work.run(tx -> {
            RiskUnit after = book.keep(tx, verb.apply(book.open(tx, number, seen, by), now()));
            book.tell(tx, after, fact, by, details, null);
            return shown(tx, after);
        });
    }

    private Shown shown(Tx tx, RiskUnit unit) {
        RiskMovement movement = unit.residual() == null ? new RiskMovement(unit.current(), List.of()) : book.movement(tx, unit);
        return new Shown(unit, movement, hazards.openIn(tx, unit.number()), store.checks(tx, unit.number(), 50), book.place(unit.site()));
    }

    // ---- checks ----

    public Page<RiskCheck> checks(RiskCheck.State state, String enterprise, String cursor, int limit, Actor asking) {
        return work.run(tx -> store.checks(tx, state, enterprise, cursor, Math.max(1, Math.min(500, limit)), asking.scope()));
    }

    /** What somebody saw at a check; a measure that does not hold opens a hazard caused by it (排查任务 → 隐患). */
    public RiskCheck done(String number, boolean holds, String note, List<String> photos, Actor by) {
        return work.run(tx -> {
            RiskCheck check = store.check(tx, number).orElseThrow(() -> Problem.NotFound.of(new Subject(RISK_CHECK, number)));
            RiskUnit unit = book.open(tx, check.unit(), null, by);
            RiskCheck done = check.done(holds, note, by, now());
            Map<String, Object> details = details(unit, done);
            if (holds) {
                store.keep(tx, done);
                book.tell(tx, done.subject(), RISK_CHECK_PASSED, by, details, null);
                return done;
            }
            String opened = hazardBook.nextNumber(tx, clock.instant());
            details.put("hazard", opened);
            long entry = book.tell(tx, done.subject(), RISK_CHECK_FAILED, by, details, null);
            String title = "管控措施失效：" + done.measure();
            Finding finding = new Finding(title.length() <= 200 ? title : title.substring(0, 200), done.note(), unit.site().enterprise(), unit.site().area(), unit.site().place(),
                    by.holds(io.shoutu.api.access.Roles.OPERATOR) ? "risk-check" : Finding.SELF_CHECK, null, null, unit.number(), null);
            hazardBook.register(tx, opened, finding, Origin.of(new Fact.Cause(done.subject(), entry)), photos == null ? List.of() : photos, by);
            RiskCheck failed = done.opened(opened);
            store.keep(tx, failed);
            return failed;
        });
    }

    static Map<String, Object> details(RiskUnit unit, RiskCheck check) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("title", unit.site().name() + "：" + check.measure());
        details.put("risk", unit.number());
        details.put("enterprise", unit.site().enterprise());
        details.put("event", check.event());
        details.put("due", check.due().toString());
        if (check.note() != null) {
            details.put("note", check.note());
        }
        return details;
    }

    // ---- what raises it ----

    @Override
    public void raise(Evidence evidence, Actor by) {
        if (evidence.riskUnit() == null && evidence.enterprise() == null && evidence.area() == null) {
            throw new Problem.Invalid("evidence-touches-nothing", "riskUnit", "请填写风险点、企业或区划中的一项");
        }
        if (evidence.until() != null && !evidence.until().isAfter(clock.instant())) {
            throw new Problem.Invalid("evidence-over", "until", "结束时间已过，请核对");
        }
        Evidence checked = new Evidence(evidence.subject(), evidence.kind(), Words.required(evidence.reason(), "reason", "原因", 300), evidence.to(), evidence.riskUnit(),
                evidence.enterprise(), evidence.area(), evidence.until());
        work.execute(tx -> {
            Optional<Evidence> before = store.evidence(tx, evidence.subject());
            store.raise(tx, checked, by.account(), clock.millis());
            if (checked.until() == null) {
                dues.cancel(tx, evidence.subject(), RiskBook.EVIDENCE_ENDS);
            } else {
                dues.set(tx, new Dues.Due(evidence.subject(), RiskBook.EVIDENCE_ENDS, checked.until()));
            }
            Fact.Cause cause = new Fact.Cause(evidence.subject(), null);
            before.ifPresent(old -> book.weigh(tx, old, by, cause));
            book.weigh(tx, checked, by, cause);
        });
    }

    @Override
    public void release(Subject evidence, Actor by) {
        work.execute(tx -> store.release(tx, evidence).ifPresent(gone -> {
            dues.cancel(tx, evidence, RiskBook.EVIDENCE_ENDS);
            book.weigh(tx, gone, by, new Fact.Cause(evidence, null));
        }));
    }

    /** A warning in force as the duty officer enters it (预警生效), under the next number. */
    public Evidence warn(String reason, RiskLevel to, String riskUnit, String enterprise, String area, Instant until, Actor by) {
        return work.run(tx -> {
            Subject subject = new Subject("risk-warning", numbers.next(tx, "YJ", Legal.day(clock.instant()).getYear()));
            Evidence evidence = new Evidence(subject, "warning", reason, to, riskUnit, enterprise == null ? null : new CreditCode(enterprise),
                    area == null ? null : new io.shoutu.api.directory.AreaCode(area), until);
            Place place = riskUnit != null ? store.place(tx, riskUnit).orElseThrow(() -> Problem.NotFound.of(new Subject(RISK, riskUnit))) : new Place(evidence.area(), null, evidence.enterprise());
            if (!place.inside(by.scope())) {
                throw new Problem.Invalid("outside-scope", "area", "所填范围不在您的数据范围内，请核对");
            }
            raise(evidence, by);
            return evidence;
        });
    }

    /** All that raises something now. */
    public List<Evidence> evidence() {
        return work.run(store::standing);
    }

    @Override
    public Optional<RiskLevel> level(CreditCode enterprise) {
        return work.run(tx -> store.ofEnterprise(tx, enterprise.text()).stream().map(RiskUnit::current).reduce(RiskLevel::higher));
    }

    @Override
    public List<String> units(CreditCode enterprise) {
        return work.run(tx -> store.ofEnterprise(tx, enterprise.text()).stream().sorted(Comparator.comparing(RiskUnit::current).thenComparing(RiskUnit::number)).map(RiskUnit::number).toList());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Map<String, Object> note(String note) {
        String words = Words.optional(note, "note", "说明", 1000);
        return words == null ? new LinkedHashMap<>() : new LinkedHashMap<>(Map.of("note", words));
    }

    private static Map<String, Object> reason(String reason) {
        return new LinkedHashMap<>(Map.of("note", Words.required(reason, "reason", "理由", 1000)));
    }
}
