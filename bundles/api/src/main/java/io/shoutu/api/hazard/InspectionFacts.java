package io.shoutu.api.hazard;

/**
 * What the room {@code hazard} tells about inspections (检查事实). The subject is {@code inspection/<id>} unless said otherwise. While an unannounced inspection is hidden
 * its facts carry no target.
 */
public final class InspectionFacts {
    public static final String KIND = "inspection";

    /** With {@code kind} and {@code unannounced}; the target only where it is announced. */
    public static final String PLANNED = "hazard.inspection-planned";
    public static final String REASSIGNED = "hazard.inspection-reassigned";
    public static final String CANCELLED = "hazard.inspection-cancelled";
    /** With {@code number}, {@code enterprise}, {@code kind}. */
    public static final String BEGUN = "hazard.inspection-begun";
    /**
     * With {@code number}, {@code enterprise}, {@code kind}, {@code unannounced}, {@code failed} (items), {@code hazards} (numbers) and {@code team}: a list of
     * {@code PART:account}, part one of LEADER, HEAD, OFFICER, EXPERT, ATTENDANT.
     */
    public static final String RECORDED = "hazard.inspection-recorded";
    /** Taken over from an earlier ledger, told at the time of the visit; data as of {@link #RECORDED}, the hazards are those the ledger names. It asks for no order. */
    public static final String IMPORTED = "hazard.inspection-imported";
    public static final String VOIDED = "hazard.inspection-voided";
    /** The day it was planned for went by without a visit. */
    public static final String MISSED = "hazard.inspection-missed";
    /** A second record came in, with {@code with}: id of the one it is about. */
    public static final String CONFLICTED = "hazard.inspection-conflicted";
    public static final String ADOPTED = "hazard.inspection-adopted";
    public static final String DISCARDED = "hazard.inspection-discarded";
    /** Somebody of the team or the planner read a hidden plan. */
    public static final String VIEWED = "hazard.hidden-plan-viewed";
    /**
     * Asks the room {@code enforcement} for an order (责令整改指令书 or 现场处理措施决定书). The subject is the hazard; with {@code inspection}, {@code enterprise}, {@code demand}
     * ({@code ON_THE_SPOT}, {@code BY_DEADLINE}, {@code SUSPENSION}), {@code deadline} or null, {@code item}, {@code basis} or null, {@code signed}. Caused by the inspection.
     */
    public static final String ORDER_REQUESTED = "hazard.order-requested";
    /** The subject is {@code inspection-draw/<number>}; with {@code digest}, {@code seed}, {@code targets} (how many). */
    public static final String DRAWN = "hazard.inspection-drawn";
    public static final String DRAW_VOIDED = "hazard.inspection-draw-voided";
    /** The subject is {@code inspection-plan/<number>}; with {@code state}. */
    public static final String PLAN_DECIDED = "hazard.inspection-plan-moved";
    /** The subject is {@code inspection-sheet/<code>}; with {@code version}. */
    public static final String SHEET_PUBLISHED = "hazard.inspection-sheet-published";
    /** The subject is {@code inspection-campaign/<code>}. */
    public static final String CAMPAIGN_LAUNCHED = "hazard.campaign-launched";
    public static final String CAMPAIGN_CLOSED = "hazard.campaign-closed";

    private InspectionFacts() {}
}
