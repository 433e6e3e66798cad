package io.shoutu.responsibility.domain.meeting;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Roles;
import io.shoutu.responsibility.domain.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The record of a meeting or a study session (会议、学习记录). It performs duties once it is signed; whoever wrote it down for a leader
 * cannot sign it. A wrong date is corrected with the reason and the first date kept; a wrong record is declared void and stays to be seen.
 *
 * @param number HY-2026-000001 for a meeting, XX-2026-000001 for a study session
 * @param firstHeldAt the time first signed, or null where it was never corrected (R13)
 * @param enteredBy account
 * @param signedBy account of who signed, or null while nobody has
 * @param note reason of the last return, correction or voiding, or null
 * @param reference the sender's own number of a record taken over from an earlier ledger, or null
 */
public record Meeting(String number, Minutes minutes, MeetingState state, Instant firstHeldAt, String enteredBy, Instant enteredAt, String signedBy, Instant signedAt, String note,
        String reference, long version) {
    public static final String KIND = "meeting";

    /** A record as somebody hands it in (录入). @throws Problem.Invalid code {@code meeting-time} where it lies ahead */
    public static Meeting entered(String number, Minutes minutes, Actor by, Instant now) {
        past(minutes.heldAt(), now);
        return new Meeting(number, minutes, MeetingState.ENTERED, null, by.account(), now, null, null, null, null, 1);
    }

    /** A record of an earlier ledger, signed then (历史台账). */
    public static Meeting adopted(String number, Minutes minutes, String reference, Actor by, Instant now) {
        past(minutes.heldAt(), now);
        return new Meeting(number, minutes, MeetingState.SIGNED, null, by.account(), now, by.account(), now, null, Words.required(reference, "reference", "原台账编号", 100), 1);
    }

    public Subject subject() {
        return new Subject(KIND, number);
    }

    /** Whether it performs duties: signed, and on work safety (计入履职). */
    public boolean counts() {
        return state == MeetingState.SIGNED && minutes.onSafety();
    }

    /** Why it does not count, in Chinese; empty where it does. */
    public String whyNot() {
        return state != MeetingState.SIGNED ? "记录" + state.label() + "，签认后才计入履职"
                : minutes.onSafety() ? "" : minutes.sort() == MeetingSort.STUDY ? "没有安全生产学习内容，不计入履职" : "没有安全生产议题，不计入履职";
    }

    public Meeting edit(Minutes newer, Actor by, Seats seats, Instant now) {
        require(obstacle(MeetingVerb.EDIT, by, seats));
        if (newer.sort() != minutes.sort()) {
            throw new Problem.Invalid("meeting-sort", "sort", "会议与学习分别编号，不能互改；请作废后另行录入");
        }
        past(newer.heldAt(), now);
        return moved(MeetingVerb.EDIT, newer, firstHeldAt, null, null, note);
    }

    public Meeting sign(Actor by, Seats seats, Instant now) {
        require(obstacle(MeetingVerb.SIGNING, by, seats));
        return moved(MeetingVerb.SIGNING, minutes, firstHeldAt, by.account(), now, null);
    }

    public Meeting giveBack(String reason, Actor by, Seats seats) {
        require(obstacle(MeetingVerb.RETURN, by, seats));
        return moved(MeetingVerb.RETURN, minutes, firstHeldAt, null, null, Words.required(reason, "reason", "退回理由", 500));
    }

    /** Corrects when it was held; the counting moves with it. */
    public Meeting redate(Instant at, String reason, Actor by, Seats seats, Instant now) {
        require(obstacle(MeetingVerb.REDATING, by, seats));
        past(at, now);
        if (at.equals(minutes.heldAt())) {
            throw new Problem.Invalid("meeting-time", "heldAt", "更正后的时间与原时间相同");
        }
        return moved(MeetingVerb.REDATING, minutes.held(at), firstHeldAt == null ? minutes.heldAt() : firstHeldAt, signedBy, signedAt, Words.required(reason, "reason", "更正理由", 500));
    }

    /** Ticks a resolution off. @param row from 1 */
    public Meeting complete(int row, String result, Actor by, Seats seats, LocalDate today) {
        require(obstacle(MeetingVerb.COMPLETION, by, seats));
        if (row < 1 || row > minutes.resolutions().size()) {
            throw new Problem.Invalid("resolution", "row", "没有第 " + row + " 项议定事项，共 " + minutes.resolutions().size() + " 项");
        }
        Resolution open = minutes.resolutions().get(row - 1);
        if (open.done() != null) {
            throw new Problem.IllegalMove("resolution-done", "第 " + row + " 项议定事项已于 " + open.done() + " 办结");
        }
        List<Resolution> all = new ArrayList<>(minutes.resolutions());
        all.set(row - 1, new Resolution(open.text(), open.unit(), open.due(), today, Words.required(result, "result", "办理结果", 500)));
        return moved(MeetingVerb.COMPLETION, minutes.with(all), firstHeldAt, signedBy, signedAt, note);
    }

    public Meeting declareVoid(String reason, Actor by, Seats seats) {
        require(obstacle(MeetingVerb.VOIDING, by, seats));
        return moved(MeetingVerb.VOIDING, minutes, firstHeldAt, signedBy, signedAt, Words.required(reason, "reason", "作废理由", 500));
    }

    /** Why this actor cannot do it now, or empty. @param seats who he is to the chair */
    public Optional<Problem> obstacle(MeetingVerb verb, Actor by, Seats seats) {
        List<String> roles = MeetingLifecycle.roles(verb);
        if (roles.stream().noneMatch(by::holds)) {
            return Optional.of(new Problem.Forbidden("role-required", "“" + verb.label() + "”须由" + roles.stream().map(Roles::label).collect(Collectors.joining("或")) + "办理，您没有这个角色"));
        }
        if (MeetingLifecycle.TABLE.find(state, verb).isEmpty()) {
            return Optional.of(new Problem.IllegalMove("illegal-move", MeetingLifecycle.TABLE.whyNot(state, verb)));
        }
        return switch (verb) {
            case EDIT -> seats.mayWrite() ? Optional.empty() : Optional.of(seats.stranger());
            case SIGNING -> seats.assistant() ? Optional.of(seats.assistantNever("签认"))
                    : !seats.chair() && by.account().equals(enteredBy) ? Optional.of(new Problem.IllegalMove("enterer-is-signer", "录入人不能签认自己录入的记录，请主持人本人或其他领导签认")) : Optional.empty();
            case REDATING, VOIDING -> seats.assistant() ? Optional.of(seats.assistantNever(verb.label())) : Optional.empty();
            case RETURN, COMPLETION -> Optional.empty();
        };
    }

    private static void require(Optional<Problem> obstacle) {
        obstacle.ifPresent(problem -> {
            throw problem;
        });
    }

    private static void past(Instant at, Instant now) {
        if (at == null || at.isAfter(now)) {
            throw new Problem.Invalid("meeting-time", "heldAt", "请填写已经召开的时间；还没有召开的会议不是履职");
        }
    }

    private Meeting moved(MeetingVerb verb, Minutes newer, Instant first, String signer, Instant signed, String words) {
        return new Meeting(number, newer, MeetingLifecycle.TABLE.require(state, verb).to(), first, enteredBy, enteredAt, signer, signed, words, reference, version);
    }
}
