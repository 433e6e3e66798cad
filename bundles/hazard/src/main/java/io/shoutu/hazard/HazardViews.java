package io.shoutu.hazard;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Problem;
import io.shoutu.api.hazard.HazardView;
import io.shoutu.hazard.domain.Extension;
import io.shoutu.hazard.domain.Grading;
import io.shoutu.hazard.domain.Hazard;
import io.shoutu.hazard.domain.HazardLifecycle;
import io.shoutu.hazard.domain.HazardVerb;
import io.shoutu.hazard.domain.LookBack;
import io.shoutu.hazard.domain.Photo;
import io.shoutu.hazard.domain.Plan;
import io.shoutu.hazard.domain.Regrading;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A hazard as others see it (隐患视图). */
final class HazardViews {
    private HazardViews() {}

    static HazardView of(Hazard h, List<Offer> moves) {
        Grading grading = h.grading();
        return new HazardView(h.number(), h.finding().title(), h.finding().description(), h.finding().enterprise(), h.finding().area(),
                h.finding().place(), h.finding().source(), h.state(), h.state().label(), grading == null ? null : grading.grade(),
                grading == null ? null : grading.criterion(), grading == null ? null : grading.mode(), h.registeredAt(), h.registeredBy(),
                h.rectifier(), h.deadline(), h.firstDeadline(), h.overdue(), h.plan() == null ? null : plan(h.plan()),
                h.extensions().stream().map(HazardViews::extension).toList(), h.photos().stream().map(HazardViews::photo).toList(),
                h.escalatedTo(), h.merger() == null ? null : h.merger().into(), h.origin().device(), h.origin().series(),
                h.origin().cause() == null ? null : h.origin().cause().subject().toString(), h.finding().category(),
                grading != null && grading.basis() != null ? grading.basis() : h.finding().basis(), h.finding().riskUnit(), h.finding().reference(), h.marks().lateSince(),
                h.marks().recurrence() == null ? null : new HazardView.Recurrence(h.marks().recurrence().times(), h.marks().recurrence().earlier()),
                h.marks().regrading() == null ? null : regrading(h.marks().regrading()), h.marks().lookBack() == null ? null : lookBack(h.marks().lookBack()),
                h.reboundOf(), h.endedAt(), h.tags(), h.version(), moves);
    }

    /** Every verb, with why not where it is not: the table decides the state and the role, the hazard its conditions. */
    static List<Offer> moves(Hazard hazard, Actor asking, int grants) {
        return Arrays.stream(HazardVerb.values()).map(verb -> {
            String address = "/api/hazards/" + hazard.number() + "/" + verb.word();
            String roles = String.join(", ", HazardLifecycle.roles(verb));
            Optional<Problem> obstacle = hazard.obstacle(verb, asking, grants);
            return obstacle.map(o -> Offer.refused(verb.word(), verb.label(), address, roles, o))
                    .orElseGet(() -> Offer.allowed(verb.word(), verb.label(), address, roles));
        }).toList();
    }

    private static HazardView.Plan plan(Plan p) {
        return new HazardView.Plan(p.measures(), p.responsible(), p.funds().toString(), p.deadline(), p.contingency(), p.goals(), p.requirements(), p.safety());
    }

    private static HazardView.Regrading regrading(Regrading r) {
        return new HazardView.Regrading(r.to().grade(), r.to().criterion(), r.reason(), r.requestedBy(), r.requestedAt());
    }

    private static HazardView.LookBack lookBack(LookBack l) {
        return new HazardView.LookBack(l.due(), l.pending() ? null : l.result().name(), l.pending() ? "待回头看" : l.result().label(), l.by(), l.madeAt(), l.note(), l.rebound());
    }

    private static HazardView.Extension extension(Extension e) {
        return new HazardView.Extension(e.deadline(), e.reason(), e.requestedBy(), e.requestedAt(), e.outcome().name(),
                e.outcome().label(), e.decidedBy(), e.decidedAt(), e.note());
    }

    private static HazardView.Photo photo(Photo p) {
        return new HazardView.Photo(p.id(), p.purpose().word(), p.addedBy(), p.addedAt());
    }
}
