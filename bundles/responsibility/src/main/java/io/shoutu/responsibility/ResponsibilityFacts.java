package io.shoutu.responsibility;

/** The facts this room tells (责任体系事实). */
final class ResponsibilityFacts {
    static final String LIST_DRAFTED = "responsibility.list-drafted";
    static final String LIST_EDITED = "responsibility.list-edited";
    static final String LIST_SUBMITTED = "responsibility.list-submitted";
    static final String LIST_RETURNED = "responsibility.list-returned";
    static final String LIST_APPROVED = "responsibility.list-approved";
    static final String LIST_PUBLISHED = "responsibility.list-published";
    static final String LIST_SUPERSEDED = "responsibility.list-superseded";

    private ResponsibilityFacts() {}
}
