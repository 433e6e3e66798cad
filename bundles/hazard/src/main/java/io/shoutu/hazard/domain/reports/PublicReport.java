package io.shoutu.hazard.domain.reports;

import static io.shoutu.hazard.domain.reports.ReportVerb.*;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.Term;
import io.shoutu.api.access.Roles;
import io.shoutu.hazard.domain.Words;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A public report (举报), without whoever made it: that lies sealed elsewhere.
 *
 * @param codeHash SHA-256 of the code with which the reporter asks for the state; the code itself is shown once
 * @param matter what is reported, as the clerk wrote it down, without the reporter; null until registered
 * @param jointReporters how many reported together; the first signatory is paid
 * @param acceptUntil last day to accept
 * @param handleUntil last day to conclude, or null until accepted
 * @param provisional whether a holiday notice still to come may move {@code acceptUntil}
 * @param hazard number of the hazard it became, or null
 */
public record PublicReport(String number, Channel channel, Kind kind, boolean anonymous, boolean inside, int jointReporters, String codeHash, String matter, String enterprise, String area,
        String place, Instant receivedAt, String receivedBy, ReportState state, Instant since, LocalDate acceptUntil, LocalDate handleUntil, boolean provisional, boolean extended,
        boolean overdue, String transferredTo, String hazard, Check check, String checkedBy, String reply, Instant repliedAt, Award award, String note, List<String> files, long version) {
    public static final String SUBJECT = "public-report";

    /** How it came (举报渠道). */
    public enum Channel implements Term {
        PHONE_12350("12350电话"), WEB("网络"), MAIL("来信"), WALK_IN("来访"), INSIDE("企业内部"), TRANSFERRED("转办");

        private final String label;

        Channel(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** What it is about (举报类别). */
    public enum Kind implements Term {
        MAJOR_HAZARD("重大事故隐患"), VIOLATION("安全生产违法行为"), CONCEALED_ACCIDENT("瞒报谎报事故"), SMALL_HAZARD("一般隐患");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** What the check found (核查结论). */
    public enum Finding implements Term {
        TRUE("属实"), PARTLY("部分属实"), FALSE("不属实");

        private final String label;

        Finding(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /**
     * The conclusion (核查结论).
     *
     * @param firstReport whether it is the first effective report of the matter
     * @param knownBefore whether the department knew already
     * @param byGovernment whether a government of county level or above checked it, as it must where people died
     */
    public record Check(Finding finding, String text, boolean firstReport, boolean knownBefore, boolean byGovernment) {
        public Check {
            if (finding == null) {
                throw new Problem.Invalid("finding-required", "finding", "请选择核查结论");
            }
            text = Words.required(text, "text", "核查情况", 2000);
        }
    }

    /** The reward (奖励), from the proposal on. */
    public record Award(String rule, BigDecimal amount, String text, BigDecimal fineFinal, LocalDate fineEffective, Integer deaths, RewardRule.AccidentGrade grade, String proposedBy,
            String approvedBy, LocalDate collectUntil, Instant paidAt) {}

    public PublicReport {
        files = List.copyOf(files);
    }

    public Subject subject() {
        return new Subject(SUBJECT, number);
    }

    public PublicReport register(Actor by, Kind as, String text, String firm, String division, String where, Instant now) {
        require(REGISTRATION, by);
        return new PublicReport(number, channel, as, anonymous, inside, jointReporters, codeHash, Words.required(text, "matter", "举报事项", 2000), firm, division,
                Words.optional(where, "place", "地点", 200), receivedAt, receivedBy, ReportState.REGISTERED, now, acceptUntil, handleUntil, provisional, extended, overdue, transferredTo,
                hazard, check, checkedBy, reply, repliedAt, award, note, files, version);
    }

    public PublicReport accept(Actor by, LocalDate until, Instant now) {
        require(ACCEPTANCE, by);
        return with(ReportState.ACCEPTED, now, until, extended, false, transferredTo, hazard, check, checkedBy, reply, repliedAt, award, note);
    }

    public PublicReport refuse(Actor by, String why, Instant now) {
        require(REFUSAL, by);
        return with(ReportState.REFUSED, now, handleUntil, extended, false, transferredTo, hazard, check, checkedBy, reply, repliedAt, award, Words.required(why, "reason", "不予受理的理由", 500));
    }

    public PublicReport transfer(Actor by, String to, String why, Instant now) {
        require(TRANSFER, by);
        return with(ReportState.TRANSFERRED, now, handleUntil, extended, false, Words.required(to, "to", "移送单位", 200), hazard, check, checkedBy, reply, repliedAt, award,
                Words.required(why, "reason", "移送的理由", 500));
    }

    public PublicReport became(Actor by, String hazardNumber, Instant now) {
        require(HAZARD, by);
        return with(state, since, handleUntil, extended, overdue, transferredTo, hazardNumber, check, checkedBy, reply, repliedAt, award, note);
    }

    public PublicReport extend(Actor by, LocalDate until, String why) {
        require(EXTENSION, by);
        return with(state, since, until, true, false, transferredTo, hazard, check, checkedBy, reply, repliedAt, award, Words.required(why, "reason", "延长的理由", 500));
    }

    public PublicReport check(Actor by, Check concluded, Instant now) {
        require(CHECK, by);
        if (kind == Kind.CONCEALED_ACCIDENT && !concluded.byGovernment()) {
            throw new Problem.Invalid("government-check", "byGovernment", "涉及人员死亡的举报事项，应当由县级以上人民政府组织核查处理（安全生产法第七十三条）");
        }
        return with(ReportState.CHECKED, now, handleUntil, extended, false, transferredTo, hazard, concluded, by.account(), reply, repliedAt, award, note);
    }

    public PublicReport reply(Actor by, String words, Instant now) {
        require(REPLY, by);
        return with(ReportState.REPLIED, now, handleUntil, extended, false, transferredTo, hazard, check, checkedBy, Words.required(words, "reply", "答复内容", 2000), now, award, note);
    }

    /** Proposes a reward by the rule of the day; the sum comes from the rule, not from a person. */
    public PublicReport propose(Actor by, RewardRule rule, BigDecimal fine, LocalDate effective, Integer deaths, RewardRule.AccidentGrade grade, LocalDate today, Instant now) {
        require(PROPOSAL, by);
        if (rule.basis() == RewardRule.Basis.FINE_SHARE && (effective == null || effective.isAfter(today))) {
            throw new Problem.Invalid("fine-not-effective", "fineEffective", "处罚决定生效后才能计算奖励，请填写生效日期");
        }
        RewardRule.Reward reward = rule.reward(fine, deaths, grade, inside);
        return with(ReportState.PROPOSED, now, handleUntil, extended, overdue, transferredTo, hazard, check, checkedBy, reply, repliedAt,
                new Award(rule.code(), reward.amount(), reward.text(), fine, effective, deaths, grade, by.account(), null, null, null), note);
    }

    public PublicReport approve(Actor by, LocalDate collectUntil, Instant now) {
        require(APPROVAL, by);
        return with(ReportState.REWARDED, now, handleUntil, extended, overdue, transferredTo, hazard, check, checkedBy, reply, repliedAt, new Award(award.rule(), award.amount(), award.text(),
                award.fineFinal(), award.fineEffective(), award.deaths(), award.grade(), award.proposedBy(), by.account(), collectUntil, null), note);
    }

    public PublicReport giveBack(Actor by, String why, Instant now) {
        require(RETURN, by);
        return with(ReportState.REPLIED, now, handleUntil, extended, overdue, transferredTo, hazard, check, checkedBy, reply, repliedAt, null, Words.required(why, "reason", "退回的理由", 500));
    }

    public PublicReport pay(Actor by, Instant now) {
        require(PAYMENT, by);
        return with(ReportState.PAID, now, handleUntil, extended, overdue, transferredTo, hazard, check, checkedBy, reply, repliedAt, new Award(award.rule(), award.amount(), award.text(),
                award.fineFinal(), award.fineEffective(), award.deaths(), award.grade(), award.proposedBy(), award.approvedBy(), award.collectUntil(), now), note);
    }

    public PublicReport waive(Actor by, LocalDate today, Instant now) {
        require(WAIVER, by);
        if (!today.isAfter(award.collectUntil())) {
            throw new Problem.IllegalMove("collect-running", "领取期限到" + award.collectUntil() + "，期限内不能视为放弃");
        }
        return with(ReportState.WAIVED, now, handleUntil, extended, overdue, transferredTo, hazard, check, checkedBy, reply, repliedAt, award, note);
    }

    public PublicReport archive(Actor by, Instant now) {
        require(ARCHIVING, by);
        return with(ReportState.ARCHIVED, now, handleUntil, extended, overdue, transferredTo, hazard, check, checkedBy, reply, repliedAt, award, note);
    }

    /** Its term ran out; empty where it is not late, or was said already. */
    public Optional<PublicReport> ranOut(LocalDate today) {
        boolean late = (state == ReportState.RECEIVED || state == ReportState.REGISTERED) && today.isAfter(acceptUntil)
                || state == ReportState.ACCEPTED && handleUntil != null && today.isAfter(handleUntil);
        return late && !overdue ? Optional.of(with(state, since, handleUntil, extended, true, transferredTo, hazard, check, checkedBy, reply, repliedAt, award, note)) : Optional.empty();
    }

    /** The day that must not be missed now, or null. */
    public LocalDate due() {
        return switch (state) {
            case RECEIVED, REGISTERED -> acceptUntil;
            case ACCEPTED -> handleUntil;
            default -> null;
        };
    }

    /** Why this actor cannot do that now; empty where he can. */
    public Optional<Problem> obstacle(ReportVerb verb, Actor by) {
        String role = ReportLifecycle.role(verb);
        if (!by.holds(role)) {
            return Optional.of(new Problem.Forbidden("role-required", "“" + verb.label() + "”须由" + Roles.label(role) + "办理，您没有这个角色"));
        }
        if (ReportLifecycle.TABLE.find(state, verb).isEmpty()) {
            return illegal("illegal-move", ReportLifecycle.TABLE.whyNot(state, verb));
        }
        return switch (verb) {
            case HAZARD -> hazard == null ? Optional.empty() : illegal("hazard-there", "已转为隐患" + hazard);
            case EXTENSION -> extended ? illegal("extension-limit", "办理期限只能延长一次，现为" + handleUntil) : Optional.empty();
            case PROPOSAL -> notEligible();
            case APPROVAL -> by.account().equals(award.proposedBy()) ? illegal("proposer-is-approver", "不能批准自己申报的奖励，请由另一位举报保密员办理") : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Problem> notEligible() {
        if (check == null || check.finding() == Finding.FALSE) {
            return illegal("not-true", "核查不属实，不予奖励");
        }
        if (!check.firstReport()) {
            return illegal("not-first", "只奖励首次有效举报，同一事项已有人先举报");
        }
        return check.knownBefore() ? illegal("known-before", "举报前主管部门已经掌握的事项，不予奖励") : Optional.empty();
    }

    private static Optional<Problem> illegal(String code, String text) {
        return Optional.of(new Problem.IllegalMove(code, text));
    }

    private void require(ReportVerb verb, Actor by) {
        obstacle(verb, by).ifPresent(p -> {
            throw p;
        });
    }

    /** As people who handle it may see it: without what the reporter's code could be guessed from. */
    public PublicReport withoutCode() {
        return new PublicReport(number, channel, kind, anonymous, inside, jointReporters, null, matter, enterprise, area, place, receivedAt, receivedBy, state, since, acceptUntil, handleUntil,
                provisional, extended, overdue, transferredTo, hazard, check, checkedBy, reply, repliedAt, award, note, files, version);
    }

    private PublicReport with(ReportState to, Instant entered, LocalDate until, boolean longer, boolean late, String handedTo, String hazardNumber, Check concluded, String checker,
            String answer, Instant answered, Award reward, String said) {
        return new PublicReport(number, channel, kind, anonymous, inside, jointReporters, codeHash, matter, enterprise, area, place, receivedAt, receivedBy, to, entered, acceptUntil, until,
                provisional, longer, late, handedTo, hazardNumber, concluded, checker, answer, answered, reward, said, files, version);
    }
}
