package io.shoutu.responsibility;

/** The facts this room tells (责任体系事实). */
final class ResponsibilityFacts {
    static final String LIST_DRAFTED = "responsibility.list-drafted";
    static final String LIST_EDITED = "responsibility.list-edited";
    static final String LIST_SUBMITTED = "responsibility.list-submitted";
    static final String LIST_RETURNED = "responsibility.list-returned";
    static final String LIST_APPROVED = "responsibility.list-approved";
    static final String LIST_PUBLISHED = "responsibility.list-published";
    /** A list that was in force before it came here. */
    static final String LIST_IMPORTED = "responsibility.list-imported";
    static final String LIST_SUPERSEDED = "responsibility.list-superseded";

    /** A duty is not performed yet: with {@code code}, {@code slot}, {@code due}, {@code stage}, {@code required}, {@code done}, {@code bearer} ({@code unit:…} or
     * {@code person:…}, null where nobody holds the post) and {@code notice}, the id of the notice. */
    static final String REMINDED = "responsibility.reminded";
    /** A duty its superior had been told of is performed after all: with {@code code}, {@code slot}, {@code due}, {@code required} and {@code done}. */
    static final String CAUGHT_UP = "responsibility.caught-up";
    /** With {@code code}, {@code slot} and {@code planned}. */
    static final String REMARK_ADDED = "responsibility.remark-added";
    /** With the figures that were signed and the digest over the acts. */
    static final String LIST_SIGNED = "responsibility.list-signed";
    /** The subject is {@code duty-assistant/<id>}. */
    static final String ASSISTANT_APPOINTED = "responsibility.assistant-appointed";
    static final String ASSISTANT_ENDED = "responsibility.assistant-ended";

    /** The subject is {@code duty-dispute/<number>}; with {@code sector} or {@code enterprise}. */
    static final String DISPUTE_RAISED = "responsibility.dispute-raised";
    static final String DISPUTE_STATED = "responsibility.dispute-stated";
    /** With {@code lead} and {@code basis}. */
    static final String DISPUTE_RULED = "responsibility.dispute-ruled";
    static final String DISPUTE_WITHDRAWN = "responsibility.dispute-withdrawn";

    /** The subject is {@code deliverable/<number>}; with {@code list}, {@code code}, {@code done}, {@code revision}. */
    static final String DELIVERABLE_HANDED = "responsibility.deliverable-submitted";
    /** With {@code account} or {@code unit}: for whom it counts. */
    static final String DELIVERABLE_ACCEPTED = "responsibility.deliverable-accepted";
    static final String DELIVERABLE_RETURNED = "responsibility.deliverable-returned";
    static final String DELIVERABLE_VOIDED = "responsibility.deliverable-voided";

    private ResponsibilityFacts() {}
}
