package io.shoutu.api.hazard;

/**
 * What the room {@code hazard} tells about public reports (举报事实). The subject is {@code public-report/<number>}; every fact carries {@code state} and {@code reportKind} and nothing
 * that leads to the reporter: no channel, no enterprise, no text.
 */
public final class PublicReportFacts {
    public static final String KIND = "public-report";

    public static final String RECEIVED = "hazard.report-received";
    public static final String REGISTERED = "hazard.report-registered";
    public static final String ACCEPTED = "hazard.report-accepted";
    public static final String REFUSED = "hazard.report-refused";
    public static final String TRANSFERRED = "hazard.report-transferred";
    /** With {@code hazard}, the number of the hazard it became. */
    public static final String HAZARD_OPENED = "hazard.report-opened";
    public static final String EXTENDED = "hazard.report-extended";
    /** With {@code finding}. */
    public static final String CHECKED = "hazard.report-checked";
    public static final String REPLIED = "hazard.report-replied";
    /** With {@code amount} and {@code rule}. */
    public static final String REWARD_PROPOSED = "hazard.reward-proposed";
    public static final String REWARD_APPROVED = "hazard.reward-approved";
    public static final String REWARD_RETURNED = "hazard.reward-returned";
    public static final String REWARD_PAID = "hazard.reward-paid";
    public static final String REWARD_WAIVED = "hazard.reward-waived";
    public static final String ARCHIVED = "hazard.report-archived";
    public static final String OVERDUE = "hazard.report-overdue";
    /** The subject is {@code reward-rule/<code>}. */
    public static final String RULE_ADDED = "hazard.reward-rule-added";

    private PublicReportFacts() {}
}
