package io.shoutu.api.hazard;

/**
 * What the room {@code hazard} tells (隐患事实). The subject is {@code hazard/<number>}; every fact carries {@code state} after the
 * move, {@code title} and {@code enterprise} (credit code or null).
 */
public final class HazardFacts {
    public static final String KIND = "hazard";
    public static final String REGISTERED = "hazard.registered";
    public static final String VERIFIED = "hazard.verified";
    public static final String DISMISSED = "hazard.dismissed";
    public static final String GRADED = "hazard.graded";
    public static final String PLANNED = "hazard.planned";
    public static final String SUBMITTED = "hazard.submitted";
    public static final String ACCEPTED = "hazard.accepted";
    public static final String REJECTED = "hazard.rejected";
    public static final String EXTENSION_REQUESTED = "hazard.extension-requested";
    public static final String EXTENSION_GRANTED = "hazard.extension-granted";
    public static final String EXTENSION_REFUSED = "hazard.extension-refused";
    public static final String ESCALATED = "hazard.escalated";
    public static final String TRANSFERRED = "hazard.transferred";
    public static final String REMINDED = "hazard.reminded";
    public static final String OVERDUE = "hazard.overdue";

    private HazardFacts() {}
}
