package io.shoutu.hazard.domain;

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
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.hazard.RectificationMode;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;
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
 * @param version counts what was kept; a verb leaves it, the store raises it
 */
public record Hazard(String number, Finding finding, Origin origin, String registeredBy, Instant registeredAt, HazardState state,
        Instant since, LocalDate chasedOn, Grading grading, String rectifier, Plan plan, LocalDate deadline, boolean overdue,
        List<Extension> extensions, List<Photo> photos, String escalatedTo, Merger merger, long version) {
    public Hazard {
        extensions = List.copyOf(extensions);
        photos = List.copyOf(photos);
    }

    public static Hazard registered(String number, Finding finding, Origin origin, List<String> before, Actor by, Instant now) {
        Hazard hazard = new Hazard(number, finding, origin, by.account(), now, REGISTERED, now, Legal.day(now), null, null, null, null,
                false, List.of(), List.of(), null, null, 1);
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
        Draft draft = go(HazardVerb.GRADING, by, now);
        draft.grading = how;
        draft.rectifier = account(account);
        return draft.done();
    }

    /** The gate: into rectifying only with the five guarantees. What could not be done at once is from here on done by a deadline. */
    public Hazard plan(Actor by, Plan how, List<String> before, Instant now) {
        Draft draft = go(HazardVerb.PLAN, by, now);
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
        Draft draft = go(HazardVerb.ACCEPTANCE, by, now);
        draft.photos.addAll(Photos.add(this, shown, ACCEPTANCE, "photos", by, now));
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
        return draft.done();
    }

    public Hazard requestExtension(Actor by, LocalDate until, String reason, Instant now, int grants) {
        allow(HazardVerb.EXTENSION_REQUEST, by, grants);
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

    /** The deadline has passed; empty where it has not, where it was told, or where it no longer matters. */
    public Optional<Hazard> ranOut(Instant now) {
        if (due().filter(end -> !now.isBefore(end)).isEmpty()) {
            return Optional.empty();
        }
        Draft draft = new Draft(this);
        draft.overdue = true;
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
        return new Grading(grading.grade(), grading.criterion(), RectificationMode.BY_DEADLINE);
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
