package io.shoutu.supervision.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A paper of an earlier ledger (历史督办文书), with what became of it there.
 *
 * @param document number of the paper as it stood on it; null to number it here
 * @param heldOn day of the interview, or null
 * @param reply what was answered, or null
 * @param reference where it stood; the same reference comes in once
 */
public record Past(Draft draft, String document, LocalDate issuedOn, LocalDate signedOn, LocalDate heldOn, LocalDate repliedOn, String reply, LocalDate closedOn, String reference) {
    public Past {
        document = Words.optional(document, "document", "文号", 100);
        reply = Words.optional(reply, "reply", "办理结果", 2000);
        reference = Words.required(reference, "reference", "原台账编号", 100);
        LocalDate last = issuedOn;
        if (issuedOn == null) {
            throw new Problem.Invalid("issued-on", "issuedOn", "请填写印发日期");
        }
        for (LocalDate day : new LocalDate[] {signedOn, heldOn, repliedOn, closedOn}) {
            if (day != null && day.isBefore(last)) {
                throw new Problem.Invalid("days-backwards", "closedOn", "印发、签收、约谈、答复、办结日期先后颠倒：" + day + " 早于 " + last);
            }
            last = day == null ? last : day;
        }
        if (repliedOn != null && reply == null) {
            throw new Problem.Invalid("text-required", "reply", "有答复日期的请填写办理结果");
        }
    }

    /** The instrument as it stands today. */
    public Instrument taken(String number, String paper, Kind kind, Actor by, Reckoning days) {
        if (days.today().isBefore(issuedOn) || closedOn != null && days.today().isBefore(closedOn)) {
            throw new Problem.Invalid("day-ahead", "issuedOn", "历史文书的日期不能晚于今天");
        }
        draft.missing(kind).ifPresent(p -> {
            throw p;
        });
        Flow flow = kind.flow();
        List<Deed> deeds = new ArrayList<>();
        deeds.add(deed(flow == Flow.LISTING ? Verb.LISTING : Verb.ISSUE, by, issuedOn, flow == Flow.LISTING ? "原台账转入" : null));
        add(deeds, Verb.SIGNING, by, signedOn, null);
        if (flow == Flow.LISTING && signedOn != null) {
            deeds.add(deed(Verb.PLAN, by, signedOn, "治理方案见原台账"));
        }
        if (heldOn != null) {
            deeds.add(new Deed(Verb.HOLDING, by.account(), noon(heldOn), false, "纪要见原台账", heldOn, null, "见原台账"));
            deeds.add(deed(Verb.COMMITMENT, by, heldOn, "承诺见原台账"));
        }
        add(deeds, answer(flow), by, repliedOn, reply);
        if (closedOn != null) {
            deeds.add(deed(end(flow), by, closedOn, flow == Flow.LISTING ? "原台账转入" : "原台账已办结"));
        }
        LocalDate deadline = !flow.hasDeadline() ? null : draft.deadline() != null ? draft.deadline() : days.add(issuedOn, kind.answerDays(), kind.working()).date();
        State state = state(flow);
        LocalDate answered = repliedOn != null ? repliedOn : closedOn;
        boolean missed = deadline != null && (answered == null ? deadline.isBefore(days.today()) : answered.isAfter(deadline));
        return new Instrument(number, draft, flow, state, deeds.get(deeds.size() - 1).at(), paper, deadline, deadline, false, days.until(Reckoning.SIGN, issuedOn).date(), missed && state.clockRuns(),
                missed ? List.of(deadline) : List.of(), kind.score(), kind.lateScore(), deeds, by.account(), noon(issuedOn), null, 1);
    }

    private State state(Flow flow) {
        if (closedOn != null) {
            return flow == Flow.LISTING ? State.DELISTED : State.CLOSED;
        }
        if (repliedOn != null) {
            return flow == Flow.LISTING ? State.ACCEPTANCE_ASKED : flow == Flow.INVESTIGATION ? State.REPORTED : State.REPLIED;
        }
        if (heldOn != null && flow == Flow.INTERVIEW) {
            return State.TRACKED;
        }
        if (signedOn != null) {
            return flow == Flow.LISTING ? State.TREATING : State.SIGNED;
        }
        return flow == Flow.LISTING ? State.LISTED : State.ISSUED;
    }

    private static Verb answer(Flow flow) {
        return flow == Flow.LISTING ? Verb.ACCEPTANCE_REQUEST : flow == Flow.INVESTIGATION ? Verb.REPORT : Verb.REPLY;
    }

    private static Verb end(Flow flow) {
        return switch (flow) {
            case LISTING -> Verb.DELISTING;
            case INVESTIGATION -> Verb.CONCLUSION;
            case INSTRUCTION -> Verb.CONFIRMATION;
            case CIRCULAR -> Verb.CLOSING;
            default -> Verb.VERIFICATION;
        };
    }

    private static void add(List<Deed> deeds, Verb verb, Actor by, LocalDate day, String said) {
        if (day != null) {
            deeds.add(deed(verb, by, day, said));
        }
    }

    private static Deed deed(Verb verb, Actor by, LocalDate day, String said) {
        return new Deed(verb, by.account(), noon(day), false, said, day, null, null);
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(Legal.ZONE).toInstant();
    }
}
