package io.shoutu.hazard.domain.registers;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.Term;
import java.util.List;

/**
 * The county's smaller ledgers (专项台账), one constant each; what each asks, allows and reckons is its {@link RegisterRules}. Months, days and catalogues that differ from place to place are fields of the entry, not constants here.
 */
public enum Register implements Term {
    RISK_TOPIC("风险六项机制", "Six mechanisms", "LX", new RiskTopicRules()),
    JOINT_CONTROL("重大风险联防联控", "Joint control", "LF", new JointControlRules()),
    ELIMINATION("强制淘汰", "Elimination", "TT", new EliminationRules()),
    NOVEL_RISK("新材料新工艺新业态评估", "New risks", "XF", new NovelRiskRules()),
    FIVE_IN_PLACE("五到位核查", "Five in place", "WD", new FiveInPlaceRules()),
    SAFETY_SPENDING("安全投入", "Safety spending", "TR", new SafetySpendingRules()),
    WATCHED_SPOT("不放心点位", "Worrying spots", "DW", new WatchedSpotRules()),
    SELF_ASSESSMENT("标准化自评定级", "Standardisation", "BZ", new SelfAssessmentRules()),
    INSTALLATION("重大危险源", "Major hazard installations", "ZD", new InstallationRules()),
    SELF_REPORT("自查自报月报", "Monthly self-report", "YB", new SelfReportRules()),
    DISCLOSURE("治理情况公开", "Public disclosure", "GK", new DisclosureRules()),
    DUAL_PREVENTION("双重预防建设", "Dual prevention", "SC", new DualPreventionRules()),
    OCCUPATIONAL_HEALTH("职业健康", "Occupational health", "WJ", new OccupationalHealthRules()),
    LESSON("复盘推演", "Lessons", "FP", new LessonRules()),
    CLOSE_DOWN("关停取缔", "Closing down", "GT", new CloseDownRules());

    private final String label;
    private final String english;
    private final String series;
    private final RegisterRules rules;

    Register(String label, String english, String series, RegisterRules rules) {
        this.label = label;
        this.english = english;
        this.series = series;
        this.rules = rules;
    }

    @Override
    public String label() {
        return label;
    }

    public String english() {
        return english;
    }

    /** Series of its numbers, two letters. */
    public String series() {
        return series;
    }

    RegisterRules rules() {
        return rules;
    }

    /** What is filled in when it is entered. */
    public List<Blank> entryForm() {
        return rules.fields();
    }

    /** What a move asks for. */
    public List<Blank> moveForm(Act act) {
        return act == Act.VOIDING ? RegisterRules.reason(act) : rules.form(act);
    }

    /** What is reckoned and never typed. */
    public List<Blank> reckonedFields() {
        return rules.reckons();
    }

    /** Whether what a move says is added as a line. */
    public boolean adds(Act act) {
        return rules.adds(act);
    }

    /** What there may be only one of, for the store; null where there may be many. */
    public String onlyOf(Dossier d) {
        String key = d.stage() == Stage.VOID ? null : rules.only(d);
        return key == null ? null : name() + " " + key;
    }

    /** Who may enter one. */
    public List<String> keepers() {
        return rules.keepers();
    }

    /** Its moves. */
    public Lifecycle<Stage, Act> table() {
        return rules.table();
    }
}
