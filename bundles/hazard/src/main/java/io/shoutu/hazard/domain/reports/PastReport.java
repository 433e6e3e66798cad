package io.shoutu.hazard.domain.reports;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Roles;
import io.shoutu.api.hazard.PublicReportFacts;
import io.shoutu.api.time.Legal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A public report from an earlier ledger (历史举报台账行), as far as it was written there. Each step it names is made by the same verb as a report of today, at its own day: what could not
 * be done today was not done then.
 *
 * @param hazard number of the hazard it became, or null
 * @param clerk account of who handled it; keeper of who decided on the reward, needed only where there is one
 * @param reference the sender's own id of the row: it comes in once
 */
public record PastReport(PublicReport.Channel channel, PublicReport.Kind kind, String matter, String enterprise, String area, String place, boolean inside, LocalDate receivedOn,
        LocalDate acceptedOn, LocalDate refusedOn, LocalDate transferredOn, String to, String reason, String hazard, LocalDate checkedOn, PublicReport.Check check, LocalDate repliedOn,
        String reply, LocalDate rewardOn, BigDecimal fineFinal, LocalDate fineEffective, LocalDate paidOn, LocalDate archivedOn, String clerk, String keeper, String reference) {
    /** A step of it, as it is told (办理步骤). */
    public record Step(String fact, Instant happened, Map<String, Object> details, PublicReport after) {}

    public PastReport {
        if (channel == null || kind == null || receivedOn == null || matter == null || matter.isBlank()) {
            throw new Problem.Invalid("report-fields", channel == null ? "channel" : kind == null ? "kind" : receivedOn == null ? "receivedOn" : "matter", "请填写渠道、类别、接收日期和举报事项");
        }
        if (clerk == null || clerk.isBlank() || rewardOn != null && (keeper == null || keeper.equals(clerk))) {
            throw new Problem.Invalid("handlers", clerk == null ? "clerk" : "keeper", "请填写经办人；有奖励的填写审批人，且不是同一人");
        }
        if (reference == null || !reference.matches("[A-Za-z0-9-]{8,100}")) {
            throw new Problem.Invalid("reference", "reference", "每行须有自己的编号 reference：8至100个字母、数字或连字符");
        }
        LocalDate before = receivedOn;
        for (LocalDate day : new LocalDate[] {acceptedOn, refusedOn, transferredOn, checkedOn, repliedOn, rewardOn, paidOn, archivedOn}) {
            if (day != null && day.isBefore(before)) {
                throw new Problem.Invalid("days", "archivedOn", "办理日期前后颠倒：" + day + " 早于 " + before);
            }
            before = day == null ? before : day;
        }
    }

    /** When the last of it was done. */
    public LocalDate last() {
        for (LocalDate day : new LocalDate[] {archivedOn, paidOn, rewardOn, repliedOn, checkedOn, transferredOn, refusedOn, acceptedOn}) {
            if (day != null) {
                return day;
            }
        }
        return receivedOn;
    }

    /**
     * Walks the steps.
     *
     * @param acceptUntil last day to accept, as the calendar has it
     * @param rule in force when it was received
     */
    public List<Step> steps(String number, boolean anonymous, String codeHash, LocalDate acceptUntil, boolean provisional, RewardRule rule, Actor by) {
        Actor desk = new Actor(clerk, null, Actor.Kind.PERSON, Set.of(Roles.REPORT_CLERK));
        Actor other = keeper == null ? null : new Actor(keeper, null, Actor.Kind.PERSON, Set.of(Roles.REPORT_KEEPER));
        List<Step> all = new ArrayList<>();
        Instant received = on(receivedOn, 9);
        PublicReport report = new PublicReport(number, channel, kind, anonymous, inside, 1, codeHash, null, enterprise, area, null, received, by.account(), ReportState.RECEIVED, received, acceptUntil,
                null, provisional, false, false, null, null, null, null, null, null, null, null, List.of(), 1);
        all.add(new Step(PublicReportFacts.RECEIVED, received, Map.of(), report));
        report = add(all, PublicReportFacts.REGISTERED, on(receivedOn, 10), Map.of(), report.register(desk, kind, matter, enterprise, area, place, on(receivedOn, 10)));
        if (refusedOn != null) {
            report = add(all, PublicReportFacts.REFUSED, on(refusedOn, 11), Map.of(), report.refuse(desk, reason, on(refusedOn, 11)));
        }
        if (transferredOn != null) {
            report = add(all, PublicReportFacts.TRANSFERRED, on(transferredOn, 11), Map.of(), report.transfer(desk, to, reason, on(transferredOn, 11)));
        }
        if (acceptedOn != null) {
            report = add(all, PublicReportFacts.ACCEPTED, on(acceptedOn, 11), Map.of(), report.accept(desk, acceptedOn.plusDays(rule.handleDays()), on(acceptedOn, 11)));
            if (hazard != null) {
                report = add(all, PublicReportFacts.HAZARD_OPENED, on(acceptedOn, 12), Map.of("hazard", hazard), report.became(desk, hazard, on(acceptedOn, 12)));
            }
        }
        if (checkedOn != null) {
            report = add(all, PublicReportFacts.CHECKED, on(checkedOn, 15), Map.of("finding", String.valueOf(check.finding())), report.check(desk, check, on(checkedOn, 15)));
        }
        if (repliedOn != null) {
            report = add(all, PublicReportFacts.REPLIED, on(repliedOn, 16), Map.of(), report.reply(desk, reply, on(repliedOn, 16)));
        }
        if (rewardOn != null) {
            PublicReport proposed = report.propose(desk, rule, fineFinal, fineEffective, null, null, rewardOn, on(rewardOn, 9));
            Map<String, Object> sum = new LinkedHashMap<>();
            sum.put("amount", proposed.award().amount().toPlainString());
            sum.put("rule", proposed.award().rule());
            add(all, PublicReportFacts.REWARD_PROPOSED, on(rewardOn, 9), sum, proposed);
            report = add(all, PublicReportFacts.REWARD_APPROVED, on(rewardOn, 14), Map.of(), proposed.approve(other, rewardOn.plusDays(rule.collectDays()), on(rewardOn, 14)));
        }
        if (paidOn != null) {
            report = add(all, PublicReportFacts.REWARD_PAID, on(paidOn, 15), Map.of(), report.pay(other, on(paidOn, 15)));
        }
        if (archivedOn != null) {
            add(all, PublicReportFacts.ARCHIVED, on(archivedOn, 17), Map.of(), report.archive(desk, on(archivedOn, 17)));
        }
        return all;
    }

    private static PublicReport add(List<Step> all, String fact, Instant when, Map<String, Object> details, PublicReport after) {
        all.add(new Step(fact, when, details, after));
        return after;
    }

    private static Instant on(LocalDate day, int hour) {
        return day.atTime(hour, 0).atZone(Legal.ZONE).toInstant();
    }
}
