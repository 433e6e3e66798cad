package io.shoutu.hazard.domain;

import static io.shoutu.hazard.domain.Hazards.NOW;
import static io.shoutu.hazard.domain.Hazards.TODAY;
import static io.shoutu.hazard.domain.Hazards.photos;
import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.hazard.RectificationMode;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Whatever people try in whatever order, some things never happen. */
class HazardPropertyTest {
    /** One attempt: who tries what, and whether the form carries photos. */
    record Attempt(HazardVerb verb, Actor by, boolean before, boolean after) {}

    @Provide
    Arbitrary<List<Attempt>> walks() {
        Arbitrary<Actor> people = Arbitraries.of("anna", "ben", "carl").map(name -> Hazards.actor(name, "operator", "rectifier", "acceptor"));
        // The verbs of the straight way come more often, or no walk would ever arrive.
        Arbitrary<HazardVerb> verbs = Arbitraries.oneOf(Arbitraries.of(HazardVerb.values()), Arbitraries.of(HazardVerb.VERIFICATION,
                HazardVerb.GRADING, HazardVerb.PLAN, HazardVerb.RECTIFICATION, HazardVerb.SUBMISSION, HazardVerb.ACCEPTANCE));
        return Combinators.combine(verbs, people, Arbitraries.of(true, false), Arbitraries.of(true, true, false)).as(Attempt::new).list().ofMinSize(10).ofMaxSize(80);
    }

    @Property(tries = 1500)
    void noWalkClosesAHazardWithoutPlanOrAtOnceFormWithoutPhotosOrByTheRectifier(@ForAll("walks") List<Attempt> walk,
            @ForAll RectificationMode mode) {
        Hazard hazard = Hazard.registered("YH-2026-000001", Hazards.finding("轴承过热"), Origin.NONE, List.of(), Hazards.DUTY, NOW);
        Actor closedBy = null;
        for (Attempt attempt : walk) {
            Hazard next;
            try {
                next = attempt(hazard, attempt, mode);
            } catch (Problem refused) {
                continue;
            }
            assertThat(HazardLifecycle.TABLE.require(hazard.state(), attempt.verb(), next.state())).isNotNull();
            closedBy = next.state() == HazardState.CLOSED && closedBy == null ? attempt.by() : closedBy;
            hazard = next;
            if (hazard.state() == HazardState.RECTIFYING) {
                assertThat(hazard.plan()).isNotNull();
            }
            if (hazard.state() == HazardState.SUBMITTED && hazard.major()) {
                assertThat(hazard.plan().missingPart()).as("a major hazard is handed in with all six parts").isEmpty();
            }
        }
        Statistics.collect(hazard.state());
        if (hazard.state() == HazardState.CLOSED) {
            assertThat(hazard.plan() != null || hazard.grading().mode() == RectificationMode.AT_ONCE).isTrue();
            assertThat(hazard.photos().stream().map(Photo::purpose).collect(Collectors.toSet())).contains(Photo.Purpose.BEFORE, Photo.Purpose.AFTER);
            assertThat(closedBy.account()).isNotEqualTo(hazard.rectifier());
            assertThat(hazard.photos()).filteredOn(p -> p.purpose() == Photo.Purpose.AFTER).extracting(Photo::addedBy).doesNotContain(closedBy.account());
            assertThat(hazard.grants()).isLessThanOrEqualTo(Hazards.GRANTS);
        }
    }

    private static Hazard attempt(Hazard h, Attempt a, RectificationMode mode) {
        List<String> before = a.before() ? photos() : List.of();
        List<String> after = a.after() ? photos() : List.of();
        Actor by = a.by();
        return switch (a.verb()) {
            case VERIFICATION -> h.verify(by, NOW);
            case DISMISSAL -> h.dismiss(by, NOW);
            case GRADING -> h.grade(by, Hazards.general(mode), by.account(), NOW);
            case PLAN -> h.plan(by, a.after() ? Hazards.sixParts(TODAY.plusDays(3)) : Hazards.plan(TODAY.plusDays(3)), before, NOW);
            case RECTIFICATION -> h.rectify(by, before, after, NOW);
            case SUBMISSION -> h.submit(by, before, after, NOW);
            case ACCEPTANCE -> h.accept(by, List.of(), NOW);
            case REJECTION -> h.reject(by, null, NOW);
            case EXTENSION_REQUEST -> h.requestExtension(by, h.deadline() == null ? null : h.deadline().plusDays(1), "…", NOW, Hazards.GRANTS);
            case EXTENSION_GRANT -> h.grantExtension(by, null, NOW, Hazards.GRANTS);
            case EXTENSION_REFUSAL -> h.refuseExtension(by, null, NOW);
            case TRANSFER -> h.transfer(by, by.account(), NOW);
            case ESCALATION -> h.escalate(by, "县安委办");
            case MERGER -> h.merge(by, Hazards.registered(), NOW);
            case UNMERGING -> h.unmerge(by, NOW);
            case UPGRADE -> h.upgrade(by, Hazards.major(), null, NOW);
            case REGRADING_REQUEST -> h.requestRegrading(by, "…", NOW);
            case REGRADING_APPROVAL -> h.approveRegrading(by);
            case REGRADING_REFUSAL -> h.refuseRegrading(by);
            case PLAN_SUPPLEMENT -> h.supplementPlan(by, "目标", "要求", a.before() ? null : "安全措施");
            case LOOK_BACK -> h.scheduleLookBack(by, TODAY.plusDays(60), NOW);
            case LOOK_BACK_PASS -> h.passLookBack(by, null, List.of(), NOW);
            case REBOUND -> h.rebound(by, "…", "YH-2026-999999", NOW);
        };
    }
}
