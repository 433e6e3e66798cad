package io.shoutu.hazard.inspection;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Problem;
import io.shoutu.hazard.domain.inspection.Inspection;
import io.shoutu.hazard.domain.inspection.InspectionKind;
import io.shoutu.hazard.domain.inspection.InspectionLifecycle;
import io.shoutu.hazard.domain.inspection.InspectionState;
import io.shoutu.hazard.domain.inspection.InspectionVerb;
import io.shoutu.hazard.domain.inspection.Member;
import io.shoutu.hazard.domain.inspection.Sheet;
import io.shoutu.hazard.domain.inspection.Target;
import io.shoutu.hazard.domain.inspection.Visit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An inspection as others see it (检查视图); {@code sheetItems} and {@code moves} only where one was asked for. */
public record InspectionView(String id, String number, InspectionKind kind, String kindLabel, boolean unannounced, String title, Target target, String enterpriseName,
        List<Member> team, LocalDate day, String sheet, int sheetVersion, String plan, String draw, String campaign, String causedBy, String plannedBy, Instant plannedAt,
        InspectionState state, String stateLabel, Instant begunAt, Visit visit, int failed, String recordedBy, Instant recordedAt, String reason, String conflictsWith, String sent,
        long version, Sheet sheetItems, List<Offer> moves) {

    static InspectionView of(Inspection i, String name, Sheet sheet, Actor asking) {
        return new InspectionView(i.id(), i.number(), i.kind(), i.kind().label(), i.unannounced(), i.title(), i.target(), name, i.team(), i.day(), i.sheet(), i.sheetVersion(), i.plan(),
                i.draw(), i.campaign(), i.cause() == null ? null : i.cause().toString(), i.plannedBy(), i.plannedAt(), i.state(), i.state().label(), i.begunAt(), i.visit(),
                i.visit() == null ? 0 : i.visit().failed().size(), i.recordedBy(), i.recordedAt(), i.reason(), i.conflictsWith(), i.sent(), i.version(), sheet,
                asking == null ? List.of() : moves(i, asking));
    }

    private static List<Offer> moves(Inspection i, Actor asking) {
        return Arrays.stream(InspectionVerb.values()).map(verb -> {
            String address = "/api/inspections/" + i.id() + "/" + verb.word();
            String roles = String.join(", ", InspectionLifecycle.roles(verb));
            Optional<Problem> obstacle = i.obstacle(verb, asking);
            return obstacle.map(o -> Offer.refused(verb.word(), verb.label(), address, roles, o)).orElseGet(() -> Offer.allowed(verb.word(), verb.label(), address, roles));
        }).toList();
    }
}
