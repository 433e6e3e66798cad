package io.shoutu.api.hazard;

/**
 * What the room {@code hazard} tells (隐患事实). The subject is {@code hazard/<number>}; every fact carries, as they are after the
 * move, {@code state}, {@code title}, {@code enterprise} (credit code or null), {@code rectifier} (account or null) and
 * {@code deadline} ({@code yyyy-MM-dd} or null). What a person said along with a move stands in {@code note}.
 */
public final class HazardFacts {
    public static final String KIND = "hazard";

    public static final String REGISTERED = "hazard.registered";
    public static final String VERIFIED = "hazard.verified";
    public static final String DISMISSED = "hazard.dismissed";
    /** With {@code grade}, {@code mode} and, where major, {@code standard} and {@code clause}. */
    public static final String GRADED = "hazard.graded";
    /** With {@code responsible}. */
    public static final String PLANNED = "hazard.planned";
    public static final String SUBMITTED = "hazard.submitted";
    public static final String ACCEPTED = "hazard.accepted";
    public static final String REJECTED = "hazard.rejected";
    /** With {@code until}, the day asked for. */
    public static final String EXTENSION_REQUESTED = "hazard.extension-requested";
    public static final String EXTENSION_GRANTED = "hazard.extension-granted";
    public static final String EXTENSION_REFUSED = "hazard.extension-refused";
    /** With {@code to}. */
    public static final String ESCALATED = "hazard.escalated";
    public static final String TRANSFERRED = "hazard.transferred";
    /** Told about the duplicate, with {@code into}; the other one tells {@link #ABSORBED}. */
    public static final String MERGED = "hazard.merged";
    /** Told about the duplicate that stands alone again; the other one tells {@link #RELEASED}. */
    public static final String UNMERGED = "hazard.unmerged";
    /** Told about the hazard a duplicate was merged into, with {@code duplicate}. */
    public static final String ABSORBED = "hazard.absorbed";
    /** Told about the hazard a duplicate was taken out of, with {@code duplicate}. */
    public static final String RELEASED = "hazard.released";
    /** Another alarm of the same series and rule while the hazard is open, with {@code alarm}; caused by that alarm. */
    public static final String ALARM_LINKED = "hazard.alarm-linked";
    /**
     * With {@code stage} ({@code due-soon}, {@code due-today}, {@code overdue}, {@code unverified}, {@code ungraded},
     * {@code unplanned}, {@code unaccepted}), {@code stageLabel} and {@code date}. At most once a day per hazard.
     */
    public static final String REMINDED = "hazard.reminded";
    /** Once for each deadline that runs out. */
    public static final String OVERDUE = "hazard.overdue";

    /** The same rule broken again within a year, with {@code times} and {@code earlier}. */
    public static final String RECURRED = "hazard.recurred";
    /** With {@code grade} asked for. */
    public static final String REGRADING_REQUESTED = "hazard.regrading-requested";
    /** With {@code grade} and, where major, {@code standard} and {@code clause}. */
    public static final String REGRADED = "hazard.regraded";
    public static final String REGRADING_REFUSED = "hazard.regrading-refused";
    /** The missing parts of a treatment plan were handed in later. */
    public static final String PLAN_SUPPLEMENTED = "hazard.plan-supplemented";
    /** A look-back was arranged, with {@code due}. */
    public static final String LOOK_BACK_SCHEDULED = "hazard.look-back-scheduled";
    /** The day of the look-back has come. */
    public static final String LOOK_BACK_DUE = "hazard.look-back-due";
    public static final String LOOK_BACK_PASSED = "hazard.look-back-passed";
    /** With {@code rebound}, the number of the new hazard, which is caused by this entry. */
    public static final String REBOUNDED = "hazard.rebounded";
    /** Taken over from an earlier ledger, with what became of it there. */
    public static final String IMPORTED = "hazard.imported";

    /** Subject of the facts about a risk unit. */
    public static final String RISK = "risk";
    public static final String RISK_IDENTIFIED = "hazard.risk-identified";
    /** With {@code inherent} and {@code residual}. */
    public static final String RISK_ASSESSED = "hazard.risk-assessed";
    public static final String RISK_APPROVED = "hazard.risk-approved";
    public static final String RISK_RETURNED = "hazard.risk-returned";
    public static final String RISK_REVIEWED = "hazard.risk-reviewed";
    public static final String RISK_REMOVED = "hazard.risk-removed";
    public static final String RISK_CHANGED = "hazard.risk-changed";
    /** The current level moved, with {@code from}, {@code to} and {@code reasons}. */
    public static final String RISK_LEVEL_MOVED = "hazard.risk-level-moved";
    /** The day of its next review has come. */
    public static final String RISK_REVIEW_DUE = "hazard.risk-review-due";
    /** Subject of the facts about a check task of a control measure. */
    public static final String RISK_CHECK = "risk-check";
    public static final String RISK_CHECK_OPENED = "hazard.risk-check-opened";
    public static final String RISK_CHECK_PASSED = "hazard.risk-check-passed";
    /** The measure failed; the hazard it opens is caused by this entry. */
    public static final String RISK_CHECK_FAILED = "hazard.risk-check-failed";
    public static final String RISK_CHECK_MISSED = "hazard.risk-check-missed";

    private HazardFacts() {}
}
