package io.shoutu.hazard;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.hazard.RiskLedger.Evidence;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Tx;
import io.shoutu.api.time.Dues;
import io.shoutu.hazard.domain.HazardStore;
import io.shoutu.hazard.domain.RiskMovement;
import io.shoutu.hazard.domain.RiskSite;
import io.shoutu.hazard.domain.RiskStore;
import io.shoutu.hazard.domain.RiskUnit;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The book of risks (风险簿): whatever happens to a risk unit is written here, row, clock, journal and log line in one transaction. */
@Component(service = RiskBook.class)
public final class RiskBook {
    /** Name of the due that stands for the next review. */
    static final String REVIEW = "risk-review";
    /** Name of the due at which evidence ends by itself. */
    static final String EVIDENCE_ENDS = "risk-evidence";
    private static final Logger LOG = LoggerFactory.getLogger("io.shoutu.hazard");

    private final RiskStore store;
    private final HazardStore hazards;
    private final Journal journal;
    private final Dues dues;
    private final Directory directory;
    private final Clock clock;

    @Activate
    public RiskBook(@Reference RiskStore store, @Reference HazardStore hazards, @Reference Journal journal, @Reference Dues dues, @Reference Directory directory,
            @Reference Clock clock) {
        this.store = store;
        this.hazards = hazards;
        this.journal = journal;
        this.dues = dues;
        this.directory = directory;
        this.clock = clock;
    }

    /** Where a site lies: what it says, and what the directory knows of its enterprise. */
    Place place(RiskSite site) {
        CreditCode code = site.enterprise() == null ? null : new CreditCode(site.enterprise());
        Optional<Enterprise> enterprise = code == null ? Optional.empty() : directory.enterprise(code);
        AreaCode area = site.area() == null ? enterprise.map(Enterprise::area).orElse(null) : new AreaCode(site.area());
        return new Place(area, enterprise.map(Enterprise::lead).orElse(null), code);
    }

    /** Opens the book at a unit; outside the asker's scope there is no such unit. */
    RiskUnit open(Tx tx, String number, Long expected, Actor by) {
        Subject subject = new Subject(HazardFacts.RISK, number);
        RiskUnit unit = store.find(tx, number).filter(u -> by.scope().everywhere() || store.place(tx, number).filter(p -> p.inside(by.scope())).isPresent())
                .orElseThrow(() -> Problem.NotFound.of(subject));
        Problem.Stale.check(subject, expected, unit.version());
        return unit;
    }

    RiskUnit keep(Tx tx, RiskUnit unit) {
        RiskUnit kept = store.keep(tx, unit, place(unit.site()));
        kept.due().ifPresentOrElse(day -> dues.set(tx, new Dues.Due(kept.subject(), REVIEW, day)), () -> dues.cancel(tx, kept.subject(), REVIEW));
        return kept;
    }

    /** How the unit stands by what stands now. */
    RiskMovement movement(Tx tx, RiskUnit unit) {
        return RiskMovement.of(unit.residual(), hazards.openIn(tx, unit.number()), store.standing(tx, unit, place(unit.site())));
    }

    /**
     * Reckons the current level anew and tells where it moved, with why. Where nothing moves nothing is told, so that this may be asked at any time.
     *
     * @param cause the entry that made somebody ask, or null
     */
    void weigh(Tx tx, String number, Actor by, Fact.Cause cause) {
        RiskUnit unit = store.find(tx, number).orElse(null);
        if (unit == null || !unit.inForce() || unit.residual() == null) {
            return;
        }
        RiskMovement now = movement(tx, unit);
        if (now.level() == unit.current()) {
            return;
        }
        store.stand(tx, number, now.level());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("from", unit.current().name());
        details.put("to", now.level().name());
        details.put("reasons", now.reasons().isEmpty() ? List.of("引起升级的因素已全部消除，回落到剩余风险等级") : now.reasons());
        tell(tx, unit.standing(now.level()), HazardFacts.RISK_LEVEL_MOVED, by, details, cause);
    }

    /** Weighs all units the evidence touches. */
    void weigh(Tx tx, Evidence evidence, Actor by, Fact.Cause cause) {
        store.touched(tx, evidence).forEach(unit -> weigh(tx, unit.number(), by, cause));
    }

    long tell(Tx tx, RiskUnit unit, String fact, Actor by, Map<String, Object> details, Fact.Cause cause) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", unit.state().name());
        data.put("title", unit.site().name());
        data.put("enterprise", unit.site().enterprise());
        data.put("level", unit.current() == null ? null : unit.current().name());
        data.putAll(details);
        long entry = journal.write(tx, new Fact(unit.subject(), fact, clock.instant(), by, data, cause));
        tx.afterCommit(() -> LOG.info("risk {} {} by {}", unit.number(), fact.substring(fact.indexOf('.') + 1), by.account()));
        return entry;
    }

    long tell(Tx tx, Subject subject, String fact, Actor by, Map<String, Object> details, Fact.Cause cause) {
        return journal.write(tx, new Fact(subject, fact, clock.instant(), by, details, cause));
    }
}
