package io.shoutu.hazard.domain;

import static io.shoutu.api.hazard.HazardState.CLOSED;
import static io.shoutu.api.hazard.HazardState.DISMISSED;
import static io.shoutu.api.hazard.HazardState.GRADED;
import static io.shoutu.api.hazard.HazardState.RECTIFYING;
import static io.shoutu.api.hazard.HazardState.REGISTERED;
import static io.shoutu.api.hazard.HazardState.SUBMITTED;
import static io.shoutu.hazard.domain.Photo.Purpose.ACCEPTANCE;
import static io.shoutu.hazard.domain.Photo.Purpose.AFTER;
import static io.shoutu.hazard.domain.Photo.Purpose.BEFORE;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Roles;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.hazard.RectificationMode;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A hazard (隐患) found at a unit, from report to closure.
 *
 * <p>A value: each verb answers the hazard after the move, or raises the {@link Problem} that stands in the way and changes nothing.
 *
 * @param since when it entered its state
 * @param chasedOn the legal day its clock was last set or told
 * @param grading null until graded
 * @param rectifier account of the one responsible now, null until graded
 * @param plan null until planned; its deadline is the first one
 * @param deadline last legal day now, null until planned
 * @param overdue whether that day has passed
 * @param merger null unless merged
 * @param marks what stays whatever happens
 * @param version counts what was kept; a verb leaves it, the store raises it
 */
public record Hazard(String number, Finding finding, Origin origin, String registeredBy, Instant registeredAt, HazardState state,
        Instant since, LocalDate chasedOn, Grading grading, String rectifier, Plan plan, LocalDate deadline, boolean overdue,
        List<Extension> extensions, List<Photo> photos, String escalatedTo, Merger merger, Marks marks,
        long version) {
    public Hazard {
        extensions = List.copyOf(extensions);
        photos = List.copyOf(photos);
        marks = marks == null ? Marks.NONE : marks;
    }

    public static Hazard registered(String number, Finding finding, Origin origin, List<String> before, Actor by, Instant now) {
        Hazard hazard = new Hazard(number, finding, origin, by.account(), now, REGISTERED, now, Legal.day(now), null, null, null, null,
                false, List.of(), List.of(), null, null, Marks.NONE, 1);
        return hazard.with(Photos.add(hazard, before, BEFORE, "before", by, now)).done();
    }

    // ---- the verbs ----

    public Hazard verify(Actor by, Instant now) {
        return go(HazardVerb.VERIFICATION, by, now).done();
    }

    public Hazard dismiss(Actor by, Instant now) {
        return go(HazardVerb.DISMISSAL, by, now).done();
    }

    public Hazard grade(Actor by, Grading how, String account, Instant now) {
        return grade(by, how, account, null, now);
    }

    /**
     * Grades it.
     *
     * @param again the same rule broken before by the same enterprise (反复), or null: it is then chased higher up, and never just put right on the spot
     */
    public Hazard grade(Actor by, Grading how, String account, Recurrence again, Instant now) {
        Draft draft = go(HazardVerb.GRADING, by, now);
        if (how.grade() == HazardGrade.MAJOR && !by.holds(Roles.OPERATOR)) {
            throw new Problem.Forbidden("role-required", "重大事故隐患由值班员（operator）对照判定标准定级；企业自查发现的，请先上报");
        }
        if (again != null && how.mode() == RectificationMode.AT_ONCE) {
            throw new Problem.Invalid("recurring-by-deadline", "mode", "同一企业同一条款十二个月内第" + (again.times() + 1) + "次出现（上次为 " + again.earlier()
                    + "），属反复隐患，应制定方案限期整改，不能当场整改了事");
        }
        draft.grading = how;
        draft.marks = draft.marks.recurring(again);
        draft.rectifier = account(account);
        return draft.done();
    }

    /** The gate: into rectifying only with the five guarantees. What could not be done at once is from here on done by a deadline. */
    public Hazard plan(Actor by, Plan how, List<String> before, Instant now) {
        Draft draft = go(HazardVerb.PLAN, by, now);
        if (major()) {
            how.missingPart().ifPresent(missing -> {
                throw missing;
            });
        }
        draft.plan = how;
        draft.deadline = notPast(how.deadline(), now);
        draft.grading = byDeadline();
        draft.photos.addAll(Photos.add(this, before, BEFORE, "before", by, now));
        return draft.done();
    }

    /** Put right on the spot: one form with both photos. */
    public Hazard rectify(Actor by, List<String> before, List<String> after, Instant now) {
        Draft draft = go(HazardVerb.RECTIFICATION, by, now);
        draft.photos.addAll(Photos.pair(this, before, after, by, now));
        if (draft.photos.stream().noneMatch(p -> p.purpose() == BEFORE)) {
            throw new Problem.Invalid("photo-required", "before", "当场整改须在同一张表上附整改前和整改后照片，缺少整改前照片");
        }
        return draft.done();
    }

    public Hazard submit(Actor by, List<String> before, List<String> after, Instant now) {
        boolean late = overdue;
        Draft draft = go(HazardVerb.SUBMISSION, by, now).settle(Extension.Outcome.LAPSED, by.account(), now, null);
        draft.photos.addAll(Photos.pair(this, before, after, by, now));
        draft.overdue = late;
        return draft.done();
    }

    public Hazard accept(Actor by, List<String> shown, Instant now) {
        return accept(by, shown, null, now);
    }

    /** @param lookBack the day by which somebody looks again, or null for none */
    public Hazard accept(Actor by, List<String> shown, LocalDate lookBack, Instant now) {
        Draft draft = go(HazardVerb.ACCEPTANCE, by, now);
        draft.photos.addAll(Photos.add(this, shown, ACCEPTANCE, "photos", by, now));
        draft.marks = lookBack == null ? draft.marks : draft.marks.lookBack(LookBack.due(lookBack));
        return draft.done();
    }

    /**
     * Sends the work back.
     *
     * @param until a new deadline, or null to keep the one there is; what failed on the spot has none and goes on by plan
     */
    public Hazard reject(Actor by, LocalDate until, Instant now) {
        allow(HazardVerb.REJECTION, by, Integer.MAX_VALUE);
        if (plan == null && until != null) {
            throw new Problem.Invalid("deadline-without-plan", "deadline", "当场整改被退回后转为限期整改，时限须写在五落实方案里，请留空");
        }
        Draft draft = enter(HazardVerb.REJECTION, plan == null ? GRADED : RECTIFYING, now);
        draft.grading = byDeadline();
        draft.deadline = until == null ? deadline : notPast(until, now);
        draft.marks = draft.marks.sentBack();
        return draft.done();
    }

    public Hazard requestExtension(Actor by, LocalDate until, String reason, Instant now, int grants) {
        return requestExtension(by, until, reason, now, grants, Integer.MAX_VALUE);
    }

    /** @param days how many days all extensions together may lie beyond the first deadline */
    public Hazard requestExtension(Actor by, LocalDate until, String reason, Instant now, int grants, int days) {
        allow(HazardVerb.EXTENSION_REQUEST, by, grants);
        if (until != null && until.toEpochDay() - firstDeadline().toEpochDay() > days) {
            throw new Problem.Invalid("extension-too-long", "deadline", "延期累计不得超过首次时限（" + firstDeadline() + "）后" + days + "天，最晚为 " + firstDeadline().plusDays(days));
        }
        if (until == null || !until.isAfter(deadline)) {
            throw new Problem.Invalid("extension-deadline", "deadline", "申请的新时限应晚于现时限 " + deadline);
        }
        Draft draft = new Draft(this);
        draft.extensions.add(Extension.requested(notPast(until, now), reason, by.account(), now));
        return draft.done();
    }

    public Hazard grantExtension(Actor by, String note, Instant now, int grants) {
        allow(HazardVerb.EXTENSION_GRANT, by, grants);
        LocalDate until = pending().orElseThrow().deadline();
        if (until.isBefore(Legal.day(now))) {
            throw new Problem.IllegalMove("extension-outdated", "申请的新时限 " + until + " 已过，请不予同意，由整改责任人重新申请");
        }
        Draft draft = new Draft(this).settle(Extension.Outcome.GRANTED, by.account(), now, note).restart(now);
        draft.deadline = until;
        return draft.done();
    }

    public Hazard refuseExtension(Actor by, String note, Instant now) {
        allow(HazardVerb.EXTENSION_REFUSAL, by, Integer.MAX_VALUE);
        return new Draft(this).settle(Extension.Outcome.REFUSED, by.account(), now, note).done();
    }

    /** Hands the rectification to somebody else, for whom the reminders start anew. */
    public Hazard transfer(Actor by, String account, Instant now) {
        allow(HazardVerb.TRANSFER, by, Integer.MAX_VALUE);
        Draft draft = new Draft(this).restart(now);
        draft.rectifier = account(account);
        if (draft.rectifier.equals(rectifier)) {
            throw new Problem.Invalid("same-rectifier", "rectifier", "整改责任人已经是 " + rectifier + "，无需移交");
        }
        return draft.done();
    }

    public Hazard escalate(Actor by, String to) {
        allow(HazardVerb.ESCALATION, by, Integer.MAX_VALUE);
        Draft draft = new Draft(this);
        draft.escalatedTo = Words.required(to, "to", "督办单位或人员", 200);
        return draft.done();
    }

    /** Watched from higher up without anybody asking, because the same rule was broken again (反复). */
    public Hazard watchedBy(String whom) {
        Draft draft = new Draft(this);
        draft.escalatedTo = whom;
        return draft.done();
    }

    /** This one is a duplicate of the other. */
    public Hazard merge(Actor by, Hazard other, Instant now) {
        Draft draft = go(HazardVerb.MERGER, by, now);
        if (other.number.equals(number)) {
            throw new Problem.Invalid("merged-into-itself", "into", "不能并入自己，请填写另一条隐患的编号");
        }
        if (!other.state.open()) {
            throw new Problem.IllegalMove("merged-into-ended", other.number + " 为“" + other.state.label() + "”，只能并入仍在办理的隐患");
        }
        draft.merger = new Merger(other.number, state);
        return draft.done();
    }

    /** Not a duplicate after all: back to where it was; a deadline that was there runs again. */
    public Hazard unmerge(Actor by, Instant now) {
        allow(HazardVerb.UNMERGING, by, Integer.MAX_VALUE);
        Draft draft = enter(HazardVerb.UNMERGING, merger.former(), now);
        draft.merger = null;
        return draft.done();
    }

    /** Major after all, by a clause: what was handed in goes back, and the treatment plan must have all six parts before it is handed in again. */
    public Hazard upgrade(Actor by, Grading how, Recurrence again, Instant now) {
        allow(HazardVerb.UPGRADE, by, Integer.MAX_VALUE);
        if (how.grade() != HazardGrade.MAJOR) {
            throw new Problem.Invalid("upgrade-to-major", "grade", "调升只能升为重大，并引用判定标准条款");
        }
        HazardState to = state == SUBMITTED ? plan == null ? GRADED : RECTIFYING : state;
        Draft draft = to == state ? new Draft(this) : enter(HazardVerb.UPGRADE, to, now);
        draft.grading = how;
        draft.marks = draft.marks.recurring(again == null ? marks.recurrence() : again).regrading(null);
        return draft.done();
    }

    /** Asks that it be no longer major; a higher role decides. */
    public Hazard requestRegrading(Actor by, String reason, Instant now) {
        allow(HazardVerb.REGRADING_REQUEST, by, Integer.MAX_VALUE);
        Draft draft = new Draft(this);
        Grading general = new Grading(HazardGrade.GENERAL, null, RectificationMode.BY_DEADLINE, grading.basis());
        draft.marks = draft.marks.regrading(new Regrading(general, Words.required(reason, "reason", "理由", 1000), by.account(), now));
        return draft.done();
    }

    public Hazard approveRegrading(Actor by) {
        allow(HazardVerb.REGRADING_APPROVAL, by, Integer.MAX_VALUE);
        Draft draft = new Draft(this);
        draft.grading = marks.regrading().to();
        draft.marks = draft.marks.regrading(null);
        return draft.done();
    }

    public Hazard refuseRegrading(Actor by) {
        allow(HazardVerb.REGRADING_REFUSAL, by, Integer.MAX_VALUE);
        Draft draft = new Draft(this);
        draft.marks = draft.marks.regrading(null);
        return draft.done();
    }

    /** Hands in parts of the treatment plan that were missing; each null stays as it was. */
    public Hazard supplementPlan(Actor by, String goals, String requirements, String safety) {
        allow(HazardVerb.PLAN_SUPPLEMENT, by, Integer.MAX_VALUE);
        Draft draft = new Draft(this);
        draft.plan = plan.supplemented(goals, requirements, safety);
        if (draft.plan.equals(plan)) {
            throw new Problem.Invalid("plan-unchanged", "goals", "请至少填写一项：目标和任务、时限和要求、安全措施");
        }
        return draft.done();
    }

    /** Arranges a look-back where none was due by itself. */
    public Hazard scheduleLookBack(Actor by, LocalDate day, Instant now) {
        allow(HazardVerb.LOOK_BACK, by, Integer.MAX_VALUE);
        if (day == null) {
            throw new Problem.Invalid("look-back-day", "due", "请填写回头看日期");
        }
        if (day.isBefore(Legal.day(now))) {
            throw new Problem.Invalid("look-back-past", "due", "回头看日期不能早于今天（" + Legal.day(now) + "）：" + day);
        }
        Draft draft = new Draft(this);
        draft.marks = draft.marks.lookBack(LookBack.due(day));
        return draft.done();
    }

    /** Somebody was there again, and it holds. */
    public Hazard passLookBack(Actor by, String note, List<String> shown, Instant now) {
        allow(HazardVerb.LOOK_BACK_PASS, by, Integer.MAX_VALUE);
        Draft draft = with(Photos.add(this, shown, ACCEPTANCE, "photos", by, now));
        draft.marks = draft.marks.lookBack(marks.lookBack().made(LookBack.Result.PASSED, by.account(), now, note, null));
        return draft.done();
    }

    /** It is there again: this one stays closed, and a new hazard is opened for it under {@code opened}. */
    public Hazard rebound(Actor by, String note, String opened, Instant now) {
        allow(HazardVerb.REBOUND, by, Integer.MAX_VALUE);
        Draft draft = new Draft(this);
        draft.marks = draft.marks.lookBack(marks.lookBack().made(LookBack.Result.REBOUND, by.account(), now, note, opened));
        return draft.done();
    }

    /** The deadline has passed; empty where it has not, where it was told, or where it no longer matters. */
    public Optional<Hazard> ranOut(Instant now) {
        if (due().filter(end -> !now.isBefore(end)).isEmpty()) {
            return Optional.empty();
        }
        Draft draft = new Draft(this);
        draft.overdue = true;
        draft.marks = draft.marks.late(deadline);
        return Optional.of(draft.done());
    }

    // ---- what can be asked ----

    public Subject subject() {
        return new Subject(HazardFacts.KIND, number);
    }

    /** Why this actor cannot do this now, or empty where only the form is still to be filled in. */
    public Optional<Problem> obstacle(HazardVerb verb, Actor by, int grants) {
        return Guards.obstacle(this, verb, by, grants);
    }

    /** When the running deadline is over; empty where none runs, or it was told already. */
    public Optional<Instant> due() {
        return state == RECTIFYING && !overdue ? Optional.of(Legal.endOf(deadline)) : Optional.empty();
    }

    /** When the look-back is to be made; empty where none is to come. */
    public Optional<Instant> lookBackDue() {
        return state == CLOSED && marks.lookBack() != null && marks.lookBack().pending() ? Optional.of(Legal.startOf(marks.lookBack().due())) : Optional.empty();
    }

    public boolean major() {
        return grading != null && grading.grade() == HazardGrade.MAJOR;
    }

    /** The rule it broke, or null; see {@link Grading#rule}. */
    public String rule() {
        return grading == null ? finding.basis() : grading.rule(finding);
    }

    /** Number of the closed hazard of which this is the rebound, or null. */
    public String reboundOf() {
        return origin.cause() != null && origin.cause().subject().kind().equals(HazardFacts.KIND) ? origin.cause().subject().number() : null;
    }

    /** What is remarkable about it (老大难、易反复等标签), derived from what happened. */
    public List<String> tags() {
        List<String> tags = new ArrayList<>();
        if (marks.recurrence() != null) {
            tags.add("反复");
        }
        if (state.open() && (marks.returned() >= 2 || grants() >= 2 || marks.lateSince() != null && marks.returned() + grants() >= 1)) {
            tags.add("老大难");
        }
        if (reboundOf() != null) {
            tags.add("回头看反弹");
        }
        if (marks.lateSince() != null) {
            tags.add(overdue ? "逾期" : "曾逾期");
        }
        return List.copyOf(tags);
    }

    /** When it ended, or null. */
    public Instant endedAt() {
        return state == CLOSED || state == DISMISSED ? since : null;
    }

    /** The deadline of the first plan, or null. */
    public LocalDate firstDeadline() {
        return plan == null ? null : plan.deadline();
    }

    /** Whether the account is responsible for the work, or ever handed any in: each hand-in carries a photo of what was done. */
    public boolean rectifiedBy(String account) {
        return account.equals(rectifier) || photos.stream().anyMatch(p -> p.purpose() == AFTER && p.addedBy().equals(account));
    }

    public boolean shows(Photo.Purpose purpose) {
        return photos.stream().anyMatch(p -> p.purpose() == purpose);
    }

    public Optional<Extension> pending() {
        return extensions.stream().filter(e -> e.outcome() == Extension.Outcome.PENDING).findFirst();
    }

    public long grants() {
        return extensions.stream().filter(e -> e.outcome() == Extension.Outcome.GRANTED).count();
    }

    // ---- how a move is made ----

    private void allow(HazardVerb verb, Actor by, int grants) {
        obstacle(verb, by, grants).ifPresent(problem -> {
            throw problem;
        });
    }

    /** A verb that leads to one state only. */
    private Draft go(HazardVerb verb, Actor by, Instant now) {
        allow(verb, by, Integer.MAX_VALUE);
        return new Draft(this).enter(HazardLifecycle.TABLE.require(state, verb).to(), now);
    }

    /** A verb whose guards choose the state. */
    private Draft enter(HazardVerb verb, HazardState to, Instant now) {
        return new Draft(this).enter(HazardLifecycle.TABLE.require(state, verb, to).to(), now);
    }

    private Draft with(List<Photo> more) {
        Draft draft = new Draft(this);
        draft.photos.addAll(more);
        return draft;
    }

    private Grading byDeadline() {
        return new Grading(grading.grade(), grading.criterion(), RectificationMode.BY_DEADLINE, grading.basis());
    }

    private static String account(String rectifier) {
        return Words.required(rectifier, "rectifier", "整改责任人账号", 100);
    }

    private static LocalDate notPast(LocalDate day, Instant now) {
        if (day.isBefore(Legal.day(now))) {
            throw new Problem.Invalid("deadline-past", "deadline", "时限不能早于今天（" + Legal.day(now) + "）：" + day);
        }
        return day;
    }
}
