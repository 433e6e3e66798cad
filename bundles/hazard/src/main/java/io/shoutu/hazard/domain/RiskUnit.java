package io.shoutu.hazard.domain;

import static io.shoutu.hazard.domain.RiskState.*;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Roles;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.hazard.RiskLevel;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A risk unit (风险点、风险单元): what may happen there, how bad that would be, what is done against it.
 *
 * <p>Three levels stand side by side and never overwrite each other: inherent (固有), residual (剩余) and current (动态). The first two are
 * assessed by people and approved; the current one is moved by evidence alone and falls back by itself. A value: each verb answers the unit after
 * the move or raises the {@link Problem} that stands in the way.
 *
 * @param directRed labels of the conditions that make it red whatever was reckoned (直接判定)
 * @param assessor account of the latest assessor, null until assessed
 * @param current null until it is in force
 * @param reviewDue legal day of the next review, null until in force
 */
public record RiskUnit(String number, RiskSite site, String registeredBy, Instant registeredAt, RiskState state, Instant since, List<RiskEvent> events,
        List<String> directRed, String assessor, LocalDate assessedOn, RiskLevel current, LocalDate reviewDue, long version) {
    public RiskUnit {
        events = List.copyOf(events);
        directRed = List.copyOf(directRed);
    }

    public static RiskUnit identified(String number, RiskSite site, Actor by, Instant now) {
        return new RiskUnit(number, site, by.account(), now, IDENTIFIED, now, List.of(), List.of(), null, null, null, null, 1);
    }

    /** A unit from an earlier ledger, in force as it stood there (历史风险清单). @param approvedOn when it was approved */
    public static RiskUnit taken(String number, RiskSite site, List<RiskEvent> events, List<String> red, String assessor, LocalDate approvedOn, LocalDate reviewDue, Actor by) {
        Instant since = approvedOn.atTime(9, 0).atZone(Legal.ZONE).toInstant();
        RiskUnit unit = new RiskUnit(number, site, by.account(), since, CONTROLLED, since, events, red, assessor, approvedOn, RiskLevel.LOW, reviewDue, 1);
        return unit.standing(unit.residual());
    }

    /** Assesses all that may happen there anew; what was approved before holds no longer. */
    public RiskUnit assess(Actor by, List<RiskEvent> found, List<String> red, Instant now) {
        allow(RiskVerb.ASSESSMENT, by, 0);
        if (found.isEmpty()) {
            throw new Problem.Invalid("event-required", "events", "请至少填写一个风险事件");
        }
        return new RiskUnit(number, site, registeredBy, registeredAt, ASSESSED, now, found, red, by.account(), Legal.day(now), current, reviewDue, version);
    }

    /** Puts the assessment in force. @param reviewMonths until the next review */
    public RiskUnit approve(Actor by, int reviewMonths, Instant now) {
        allow(RiskVerb.APPROVAL, by, 0);
        return moved(CONTROLLED, now, current == null ? residual() : current, Legal.day(now).plusMonths(reviewMonths));
    }

    public RiskUnit sendBack(Actor by, Instant now) {
        allow(RiskVerb.RETURN, by, 0);
        return moved(IDENTIFIED, now, current, reviewDue);
    }

    /** Nothing has changed there: the assessment holds on. */
    public RiskUnit review(Actor by, int reviewMonths, Instant now) {
        allow(RiskVerb.REVIEW, by, 0);
        return moved(CONTROLLED, since, current, Legal.day(now).plusMonths(reviewMonths));
    }

    /** @param openHazards how many hazards there are still to be closed */
    public RiskUnit remove(Actor by, int openHazards, Instant now) {
        allow(RiskVerb.REMOVAL, by, openHazards);
        return moved(REMOVED, now, null, null);
    }

    /** The same unit at another current level. */
    public RiskUnit standing(RiskLevel level) {
        return moved(state, since, level, reviewDue);
    }

    public RiskUnit at(RiskSite place) {
        return new RiskUnit(number, place, registeredBy, registeredAt, state, since, events, directRed, assessor, assessedOn, current, reviewDue, version);
    }

    private RiskUnit moved(RiskState to, Instant when, RiskLevel level, LocalDate review) {
        return new RiskUnit(number, site, registeredBy, registeredAt, to, when, events, directRed, assessor, assessedOn, level, review, version);
    }

    // ---- what can be asked ----

    public Subject subject() {
        return new Subject(HazardFacts.RISK, number);
    }

    /** The highest inherent level of its events, red where a condition makes it so; null until assessed. */
    public RiskLevel inherent() {
        return red(events.stream().map(e -> e.inherent().level()).reduce(null, RiskLevel::higher));
    }

    /** The highest residual level of its events, red where a condition makes it so; null until assessed. */
    public RiskLevel residual() {
        return red(events.stream().map(e -> e.residual().level()).reduce(null, RiskLevel::higher));
    }

    private RiskLevel red(RiskLevel reckoned) {
        return reckoned == null || directRed.isEmpty() ? reckoned : RiskLevel.MAJOR;
    }

    /** Whether it stands in the ledger with a colour. */
    public boolean inForce() {
        return current != null && state != REMOVED;
    }

    /** When the next review is due; empty where none runs. */
    public Optional<Instant> due() {
        return inForce() && reviewDue != null ? Optional.of(Legal.startOf(reviewDue)) : Optional.empty();
    }

    /** Why this actor cannot do this now, or empty. */
    public Optional<Problem> obstacle(RiskVerb verb, Actor by, int openHazards) {
        List<String> roles = RiskLifecycle.roles(verb);
        if (roles.stream().noneMatch(by::holds)) {
            return Optional.of(new Problem.Forbidden("role-required", "“" + verb.label() + "”须由" + roles.stream().map(r -> Roles.label(r) + "（" + r + "）").collect(Collectors.joining("或"))
                    + "办理，您没有这个角色"));
        }
        if (RiskLifecycle.TABLE.find(state, verb).isEmpty()) {
            return Optional.of(new Problem.IllegalMove("illegal-move", RiskLifecycle.TABLE.whyNot(state, verb)));
        }
        if (verb == RiskVerb.APPROVAL) {
            return approval(by);
        }
        return verb == RiskVerb.REMOVAL && openHazards > 0 ? Optional.of(new Problem.IllegalMove("open-hazards", "该风险点还有 " + openHazards + " 条隐患未销号，不能核销")) : Optional.empty();
    }

    private Optional<Problem> approval(Actor by) {
        if (by.account().equals(assessor)) {
            return Optional.of(new Problem.IllegalMove("assessor-is-approver", "评估人不能审定自己的评估，请由另一人办理"));
        }
        boolean high = residual().higherThan(RiskLevel.GENERAL) || inherent() == RiskLevel.MAJOR;
        return high && !by.holds(Roles.LEADER)
                ? Optional.of(new Problem.Forbidden("leader-required", "重大、较大风险和固有风险为重大的，由分管领导（leader）审定")) : Optional.empty();
    }

    private void allow(RiskVerb verb, Actor by, int openHazards) {
        obstacle(verb, by, openHazards).ifPresent(problem -> {
            throw problem;
        });
    }
}
