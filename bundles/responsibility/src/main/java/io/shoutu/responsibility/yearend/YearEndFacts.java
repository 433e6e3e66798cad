package io.shoutu.responsibility.yearend;

/** The facts told at year end (年终事实). */
public final class YearEndFacts {
    public static final String FROZEN = "responsibility.year-frozen";
    public static final String EVALUATED = "responsibility.report-evaluated";
    public static final String RULE_DRAFTED = "responsibility.score-rule-drafted";
    public static final String RULE_COMPARED = "responsibility.score-rule-compared";
    public static final String RULE_ACTIVATED = "responsibility.score-rule-activated";
    public static final String RULE_RETIRED = "responsibility.score-rule-retired";

    private YearEndFacts() {}
}
