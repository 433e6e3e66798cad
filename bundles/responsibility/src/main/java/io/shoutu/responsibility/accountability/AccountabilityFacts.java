package io.shoutu.responsibility.accountability;

/** The facts of accountability (问责事实), by the record that set it off. They say where it stands and how somebody is held to account, not who: that is read on the page by those who may. */
public final class AccountabilityFacts {
    public static final String RAISED = "responsibility.accountability-raised";
    public static final String VERIFIED = "responsibility.accountability-verified";
    public static final String PROPOSED = "responsibility.accountability-proposed";
    public static final String DECIDED = "responsibility.accountability-decided";
    public static final String EXECUTED = "responsibility.accountability-executed";
    public static final String CLOSED = "responsibility.accountability-closed";
    public static final String DISMISSED = "responsibility.accountability-dismissed";

    private AccountabilityFacts() {}
}
