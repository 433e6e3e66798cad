package io.shoutu.hazard.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Offer;
import io.shoutu.api.Problem;
import io.shoutu.api.hazard.RiskLevel;
import io.shoutu.hazard.RiskService;
import io.shoutu.hazard.domain.Assessment;
import io.shoutu.hazard.domain.Hazard;
import io.shoutu.hazard.domain.RiskCheck;
import io.shoutu.hazard.domain.RiskEvent;
import io.shoutu.hazard.domain.RiskLifecycle;
import io.shoutu.hazard.domain.RiskUnit;
import io.shoutu.hazard.domain.RiskVerb;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A risk unit as others see it (风险点视图); {@code reasons}, {@code open}, {@code checks}, {@code moves} are empty in lists. */
public record RiskView(String number, String name, String kind, String enterprise, String area, String place, String responsible, String tier, Double longitude, Double latitude,
        List<String> devices, String state, String stateLabel, Level inherent, Level residual, Level current, List<String> reasons, List<String> directRed, String assessor,
        LocalDate assessedOn, LocalDate reviewDue, String registeredBy, Instant registeredAt, List<Event> events, List<Open> open, List<Check> checks, long version, List<Offer> moves) {
    /** A level with its word, colour and hue. */
    public record Level(String level, String label, String colour, String hue) {
        static Level of(RiskLevel level) {
            return level == null ? null : new Level(level.name(), level.label(), level.colour(), level.hue());
        }
    }

    /** One assessment as it was made. */
    public record Assessed(String method, String methodLabel, int version, Map<String, BigDecimal> inputs, BigDecimal score, Level level, String assessor, LocalDate day) {
        static Assessed of(Assessment a) {
            return new Assessed(a.method().name(), a.method().label(), a.version(), a.inputs(), a.score(), Level.of(a.level()), a.assessor(), a.day());
        }
    }

    public record Measure(String kind, String kindLabel, String text, String responsible, int everyDays) {}

    public record Event(String name, String harm, Assessed inherent, Assessed residual, List<Measure> measures) {
        static Event of(RiskEvent e) {
            return new Event(e.name(), e.harm(), Assessed.of(e.inherent()), Assessed.of(e.residual()),
                    e.measures().stream().map(m -> new Measure(m.kind().name(), m.kind().label(), m.text(), m.responsible(), m.everyDays())).toList());
        }
    }

    /** An open hazard that lies in it. */
    public record Open(String number, String title, String stateLabel, boolean major, boolean overdue, LocalDate deadline) {
        static Open of(Hazard h) {
            return new Open(h.number(), h.finding().title(), h.state().label(), h.major(), h.overdue(), h.deadline());
        }
    }

    public record Check(String number, String unit, String event, String measure, LocalDate due, String state, String stateLabel, String doneBy, Instant doneAt, String note, String hazard) {
        static Check of(RiskCheck c) {
            return new Check(c.number(), c.unit(), c.event(), c.measure(), c.due(), c.state().name(), c.state().label(), c.doneBy(), c.doneAt(), c.note(), c.hazard());
        }
    }

    static RiskView row(RiskUnit u) {
        return of(u, List.of(), List.of(), List.of(), List.of());
    }

    static RiskView of(RiskService.Shown shown, Actor asking) {
        RiskUnit u = shown.unit();
        List<Offer> moves = Arrays.stream(RiskVerb.values()).map(verb -> {
            String address = "/api/risks/" + u.number() + "/" + verb.word();
            String roles = String.join(", ", RiskLifecycle.roles(verb));
            Optional<Problem> obstacle = u.obstacle(verb, asking, shown.open().size());
            return obstacle.map(o -> Offer.refused(verb.word(), verb.label(), address, roles, o)).orElseGet(() -> Offer.allowed(verb.word(), verb.label(), address, roles));
        }).toList();
        return of(u, shown.movement().reasons(), shown.open().stream().map(Open::of).toList(), shown.checks().stream().map(Check::of).toList(), moves);
    }

    private static RiskView of(RiskUnit u, List<String> reasons, List<Open> open, List<Check> checks, List<Offer> moves) {
        return new RiskView(u.number(), u.site().name(), u.site().kind(), u.site().enterprise(), u.site().area(), u.site().place(), u.site().responsible(), u.site().tier(),
                u.site().longitude(), u.site().latitude(), u.site().devices(), u.state().name(), u.state().label(), Level.of(u.inherent()), Level.of(u.residual()), Level.of(u.current()),
                reasons, u.directRed(), u.assessor(), u.assessedOn(), u.reviewDue(), u.registeredBy(), u.registeredAt(), u.events().stream().map(Event::of).toList(), open, checks,
                u.version(), moves);
    }
}
