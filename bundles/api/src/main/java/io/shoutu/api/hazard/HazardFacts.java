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

    private HazardFacts() {}
}
