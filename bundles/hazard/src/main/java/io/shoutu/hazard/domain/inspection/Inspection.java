package io.shoutu.hazard.domain.inspection;

import static io.shoutu.hazard.domain.inspection.InspectionVerb.*;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Roles;
import io.shoutu.hazard.domain.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An inspection (监督检查), from the plan to the record.
 *
 * <p>Before somebody stands at the gate it has no number of the yearly series, only an {@code id} nobody can count: an unannounced plan shows neither in a
 * list nor as a gap between two numbers. The number is given with the beginning of the visit.
 *
 * @param id random, stable
 * @param number {@code JC-2026-000001} from the beginning of the visit on, else null
 * @param unannounced 四不两直: seen before the visit by the team and the planner only
 * @param day planned for
 * @param sheet code of the sheet, in version {@code sheetVersion}
 * @param plan number of the yearly plan, or null
 * @param draw number of the draw it comes from, or null
 * @param campaign code of the campaign, or null
 * @param cause what it follows, e.g. {@code hazard/YH-…} for a look-back, or null
 * @param visit what was recorded, or null
 * @param begunAt when the team stood at the gate, or null
 * @param reason why it was cancelled, voided, put in review, adopted or discarded, or null
 * @param conflictsWith id of the inspection this second record is about, or null
 * @param sent the phone's own id of the record, so that it counts once, or null
 */
public record Inspection(String id, String number, InspectionKind kind, boolean unannounced, String title, Target target, List<Member> team, LocalDate day,
        String sheet, int sheetVersion, String plan, String draw, String campaign, Subject cause, String plannedBy, Instant plannedAt, InspectionState state,
        Instant begunAt, Visit visit, String recordedBy, Instant recordedAt, String reason, String conflictsWith, String sent, long version) {
    public static final String KIND = "inspection";
    /** How far a phone's clock may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    public Inspection {
        title = Words.required(title, "title", "检查名称", 200);
        team = List.copyOf(team);
    }

    /** What somebody plans to inspect (检查计划内容). */
    public record Planned(InspectionKind kind, boolean unannounced, String title, Target target, List<Member> team, LocalDate day, String sheet, String plan,
            String draw, String campaign, Subject cause) {}

    public static Inspection planned(String id, Planned p, int sheetVersion, LocalDate today, Actor by, Instant now) {
        InspectionKind kind = p.kind() == null ? InspectionKind.ROUTINE : p.kind();
        if (p.day() == null || p.day().isBefore(today)) {
            throw new Problem.Invalid("plan-day", "day", "请填写检查日期，不得早于今天");
        }
        if (p.target() == null) {
            throw new Problem.Invalid("target-required", "enterprise", "请填写检查对象");
        }
        return new Inspection(id, null, kind, p.unannounced(), p.title(), p.target(), Member.team(kind, p.team()), p.day(), p.sheet(), sheetVersion, p.plan(), p.draw(),
                p.campaign(), p.cause(), by.account(), now, InspectionState.PLANNED, null, null, null, null, null, null, null, 1);
    }

    public Subject subject() {
        return new Subject(KIND, id);
    }

    /** Whether it must be kept from the inspected party and everybody else who has nothing to do with it (四不两直). */
    public boolean hidden() {
        return unannounced && (state == InspectionState.PLANNED || state == InspectionState.CANCELLED);
    }

    public boolean concerns(Actor actor) {
        return plannedBy.equals(actor.account()) || team.stream().anyMatch(m -> m.account().equals(actor.account()));
    }

    public Inspection reassign(Actor by, List<Member> members, LocalDate on, LocalDate today) {
        require(REASSIGNMENT, by);
        if (on != null && on.isBefore(today)) {
            throw new Problem.Invalid("plan-day", "day", "检查日期不得早于今天");
        }
        return with(number, Member.team(kind, members), on == null ? day : on, state, begunAt, visit, recordedBy, recordedAt, reason, sent);
    }

    public Inspection cancel(Actor by, String why) {
        require(CANCELLATION, by);
        return with(number, team, day, InspectionState.CANCELLED, begunAt, visit, recordedBy, recordedAt, Words.required(why, "reason", "取消的理由", 500), sent);
    }

    /** The team stands at the gate; from now on it has its number and may be seen. */
    public Inspection begin(Actor by, String given, Instant now) {
        require(BEGINNING, by);
        return with(given, team, day, InspectionState.BEGUN, now, visit, recordedBy, recordedAt, reason, sent);
    }

    /**
     * It never took place, or not as recorded (作废): begun by mistake, or written down of another day or place. What was written stays to be read, hazards it found stay hazards;
     * whoever counted it as a duty performed hears that it no longer is.
     */
    public Inspection voided(Actor by, String why) {
        require(VOIDING, by);
        return with(number, team, day, InspectionState.VOIDED, begunAt, visit, recordedBy, recordedAt, Words.required(why, "reason", "作废的理由", 500), sent);
    }

    /**
     * Keeps the record.
     *
     * @param given the number, where it has none yet
     * @param phone the phone's own id of the record, or null
     */
    public Inspection record(Actor by, Visit done, Sheet sheetUsed, String given, String phone, Instant now) {
        require(RECORD, by);
        check(done, sheetUsed, now);
        return with(number == null ? given : number, team, day, InspectionState.RECORDED, begunAt == null ? done.begunAt() : begunAt, done.asWritten(), by.account(), now, reason, phone);
    }

    /** A record that came in when there was one already, or the visit was called off: kept whole, to be looked at (冲突记录). */
    public Inspection rival(String newId, Actor by, Visit done, Sheet sheetUsed, String phone, Instant now) {
        role(RECORD, by).ifPresent(p -> {
            throw p;
        });
        check(done, sheetUsed, now);
        String why = "收到记录时原检查“" + state.label() + "”" + (recordedBy == null ? "" : "（" + recordedBy + "已提交）");
        return new Inspection(newId, null, kind, unannounced, title, target, team, day, sheet, sheetVersion, plan, draw, campaign, subject(), plannedBy, now,
                InspectionState.IN_REVIEW, done.begunAt(), done.asWritten(), by.account(), now, why, id, phone, 1);
    }

    public Inspection adopt(Actor by, String given, String why) {
        require(ADOPTION, by);
        return with(given, team, day, InspectionState.RECORDED, begunAt, visit, recordedBy, recordedAt, Words.required(why, "reason", "采纳的理由", 500), sent);
    }

    public Inspection discard(Actor by, String why) {
        require(DISCARDING, by);
        return with(number, team, day, InspectionState.DISCARDED, begunAt, visit, recordedBy, recordedAt, Words.required(why, "reason", "不采纳的理由", 500), sent);
    }

    /** The failed item became this hazard. */
    public Inspection became(int item, String hazard) {
        return with(number, team, day, state, begunAt, visit.became(item, hazard), recordedBy, recordedAt, reason, sent);
    }

    /** With the way of the patrol, for the store. */
    public Inspection along(Track way) {
        return with(number, team, day, state, begunAt, visit.along(way), recordedBy, recordedAt, reason, sent);
    }

    private void check(Visit done, Sheet sheetUsed, Instant now) {
        if (done == null) {
            throw new Problem.Invalid("visit-required", "visit", "请填写检查记录");
        }
        if (done.endedAt().isAfter(now.plus(AHEAD))) {
            throw new Problem.Invalid("visit-time", "endedAt", "检查结束时间晚于现在，请核对手机时间");
        }
        if (kind.official() && !done.cardShown()) {
            throw new Problem.Invalid("card-not-shown", "cardShown", "执法检查应当出示执法证件（安全生产法第六十七条），请确认已出示");
        }
        if (!kind.official() && done.failed().stream().anyMatch(a -> a.demand() != Answer.Demand.NONE)) {
            throw new Problem.Invalid("patrol-demand", "answers", "网格巡查只报告问题，不能责令整改；请只填写情况说明");
        }
        if (!done.track().points().isEmpty()) {
            if (kind != InspectionKind.PATROL) {
                throw new Problem.Invalid("track", "track", "只有网格巡查记录轨迹");
            }
            if (done.track().points().get(0).at().isBefore(done.begunAt().minus(AHEAD)) || done.track().points().get(done.track().points().size() - 1).at().isAfter(done.endedAt().plus(AHEAD))) {
                throw new Problem.Invalid("track", "track", "轨迹的时间不在这次巡查的起止时间内");
            }
        }
        done.complete(sheetUsed);
    }

    /** Why this actor cannot do that now; empty where he can. */
    public Optional<Problem> obstacle(InspectionVerb verb, Actor by) {
        return role(verb, by).or(() -> InspectionLifecycle.TABLE.find(state, verb).isPresent() ? Optional.empty()
                : Optional.of(new Problem.IllegalMove("illegal-move", InspectionLifecycle.TABLE.whyNot(state, verb)))).or(() -> condition(verb, by));
    }

    private Optional<Problem> role(InspectionVerb verb, Actor by) {
        List<String> roles = InspectionLifecycle.roles(verb);
        boolean patrolOnly = by.holds(Roles.GRID_MEMBER) && !by.holds(Roles.INSPECTOR) && kind.official() && roles.contains(Roles.GRID_MEMBER);
        if (patrolOnly) {
            return Optional.of(new Problem.Forbidden("role-required", "网格员只办理网格巡查，没有执法检查的权力"));
        }
        return roles.stream().anyMatch(by::holds) ? Optional.empty() : Optional.of(new Problem.Forbidden("role-required",
                "“" + verb.label() + "”须由" + roles.stream().map(Roles::label).collect(Collectors.joining("或")) + "办理，您没有这个角色"));
    }

    private Optional<Problem> member(Actor by) {
        return team.stream().anyMatch(m -> m.account().equals(by.account())) ? Optional.empty()
                : Optional.of(new Problem.Forbidden("not-of-the-team", "您不在这次检查的检查组中"));
    }

    private Optional<Problem> condition(InspectionVerb verb, Actor by) {
        return switch (verb) {
            case BEGINNING, RECORD -> member(by);
            case ADOPTION, DISCARDING -> by.account().equals(recordedBy)
                    ? Optional.of(new Problem.IllegalMove("sender-is-reviewer", "不能复核自己提交的记录，请由另一位检查计划员办理")) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private void require(InspectionVerb verb, Actor by) {
        obstacle(verb, by).ifPresent(p -> {
            throw p;
        });
    }

    private Inspection with(String given, List<Member> members, LocalDate on, InspectionState to, Instant begun, Visit done, String recorder, Instant recorded, String why,
            String phone) {
        return new Inspection(id, given, kind, unannounced, title, target, members, on, sheet, sheetVersion, plan, draw, campaign, cause, plannedBy, plannedAt, to, begun, done,
                recorder, recorded, why, conflictsWith, phone, version);
    }
}
