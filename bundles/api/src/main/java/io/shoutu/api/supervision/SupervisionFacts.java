package io.shoutu.api.supervision;

/**
 * What the room {@code supervision} tells (督办事实). The subject is {@code supervision/<number>}; every fact carries, as they are after the move, {@code kind} (code), {@code kindLabel}, {@code
 * state}, {@code title}, {@code addressee} ({@code unit:…}, {@code person:…} or {@code enterprise:…}), {@code enterprise} (credit code or null), {@code document} (number of the paper or null),
 * {@code deadline} ({@code yyyy-MM-dd} or null) and {@code to}, whom to notify, written as a notice's addressee, or null. What a person said along with a move stands in {@code note}.
 */
public final class SupervisionFacts {
    public static final String KIND = "supervision";
    public static final String DRAFTED = "supervision.drafted";
    public static final String REVISED = "supervision.revised";
    public static final String SUBMITTED = "supervision.submitted";
    public static final String RETURNED = "supervision.returned";
    /** The first of two approvals. */
    public static final String REVIEWED = "supervision.reviewed";
    public static final String APPROVED = "supervision.approved";
    public static final String REFUSED = "supervision.refused";
    public static final String CANCELLED = "supervision.cancelled";
    /** Numbered and sent out, with {@code signBy} and {@code score}, its effect on the addressee's score. */
    public static final String ISSUED = "supervision.issued";
    /** Listed and published, with {@code signBy} and {@code score}. */
    public static final String LISTED = "supervision.listed";
    public static final String FILED = "supervision.filed";
    public static final String SIGNED = "supervision.signed";
    public static final String PLANNED = "supervision.planned";
    /** A monthly report came in, with {@code month}. */
    public static final String PROGRESS_REPORTED = "supervision.progress-reported";
    public static final String EXTENSION_REQUESTED = "supervision.extension-requested";
    public static final String EXTENSION_GRANTED = "supervision.extension-granted";
    public static final String EXTENSION_REFUSED = "supervision.extension-refused";
    /** An interview was held, with {@code day}. */
    public static final String INTERVIEWED = "supervision.interviewed";
    public static final String COMMITTED = "supervision.committed";
    public static final String REPLIED = "supervision.replied";
    public static final String ACCEPTANCE_REQUESTED = "supervision.acceptance-requested";
    public static final String ACCEPTED = "supervision.accepted";
    public static final String DELISTING_APPROVED = "supervision.delisting-approved";
    public static final String DELISTED = "supervision.delisted";
    public static final String INVESTIGATED = "supervision.investigated";
    public static final String CONCLUDED = "supervision.concluded";
    public static final String VERIFIED = "supervision.verified";
    public static final String CONFIRMED = "supervision.confirmed";
    public static final String REJECTED = "supervision.rejected";
    public static final String CLOSED = "supervision.closed";
    /** Taken back after it went out; its effect on the score goes with it. */
    public static final String WITHDRAWN = "supervision.withdrawn";
    /** Taken over from an earlier ledger, with what became of it there: {@code issued}, the day it went out, and {@code score}, all it does to the score. */
    public static final String IMPORTED = "supervision.imported";

    /** Once for each deadline that runs out unanswered, with {@code score}. */
    public static final String OVERDUE = "supervision.overdue";
    /** With {@code stage} ({@code unsigned}, {@code due-soon}, {@code due-today}, {@code overdue}, {@code month-missing}), {@code stageLabel} and {@code date}. At most once a day each. */
    public static final String REMINDED = "supervision.reminded";

    /** Subject of the facts about a step of the ladder that is proposed: {@code supervision-proposal/<id>}. */
    public static final String PROPOSAL = "supervision-proposal";
    /** With {@code about} (kind/number), {@code rung}, {@code kind}; caused by what is overdue. */
    public static final String PROPOSED = "supervision.proposed";
    /** With {@code instrument}, which is caused by the same record. */
    public static final String PROPOSAL_CONFIRMED = "supervision.proposal-confirmed";
    public static final String PROPOSAL_DECLINED = "supervision.proposal-declined";
    /** Nobody decided before the next step was due, or what was overdue is settled. */
    public static final String PROPOSAL_LAPSED = "supervision.proposal-lapsed";

    /** Subject of the facts about points: {@code supervision-points/<number>}. */
    public static final String POINTS = "supervision-points";
    /** Somebody proposed points, which count for nothing yet: with {@code person} (id), {@code enterprise}, {@code rule}, {@code points}; never a fine. */
    public static final String POINTS_PROPOSED = "supervision.points-proposed";
    /** They count from now on: another confirmed what was proposed, or they came from an earlier ledger. */
    public static final String POINTS_RECORDED = "supervision.points-recorded";
    /** Another declined what was proposed, with {@code note}. */
    public static final String POINTS_DECLINED = "supervision.points-declined";
    public static final String POINTS_REVOKED = "supervision.points-revoked";
    /** The head, or somebody for his enterprise, said something against it. */
    public static final String POINTS_OBJECTED = "supervision.points-objected";
    /** A leader left it standing against an objection. */
    public static final String POINTS_CONFIRMED = "supervision.points-confirmed";
    /** A threshold was reached, with {@code person}, {@code total}, {@code threshold} and {@code consequence}. */
    public static final String POINTS_REACHED = "supervision.points-reached";
    /** Somebody heads an enterprise from a day on, or no longer: subject {@code enterprise/<credit code>}, with {@code person}, {@code from}, {@code to}. */
    public static final String HEAD_CHANGED = "supervision.head-changed";

    /** Subject of the facts about rules: {@code supervision-rule/<sort>:<key>}, e.g. {@code supervision-rule/kind:reminder}. */
    public static final String RULE = "supervision-rule";
    /** A rule, or its next version, with {@code sort}, {@code title}, {@code source} and {@code from}, its first day in force. */
    public static final String RULE_CHANGED = "supervision.rule-changed";
    /** With {@code until}, its last day. */
    public static final String RULE_ENDED = "supervision.rule-ended";
    /** A version that had not begun was taken back. */
    public static final String RULE_WITHDRAWN = "supervision.rule-withdrawn";

    private SupervisionFacts() {}
}
