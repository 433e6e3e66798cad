package io.shoutu.hazard.domain.inspection;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * An inspection from an earlier ledger (历史检查台账行): who went where, and what was found. Items the row does not name were found in order; a failed item may name the hazard it became,
 * which is in the ledger already, so nothing is registered anew and no order is asked for.
 *
 * @param planned what, where, who, on which day
 * @param visit what was recorded; {@code answers} name the failed items only, photos stay in the old ledger
 * @param reference the sender's own id of the row, 16 to 100 letters, digits or hyphens: a row comes in once
 */
public record PastVisit(Inspection.Planned planned, Visit visit, String reference) {
    public PastVisit {
        if (planned == null || visit == null) {
            throw new Problem.Invalid("visit-required", planned == null ? "planned" : "visit", "请填写检查对象和检查记录");
        }
        if (reference == null || !reference.matches("[A-Za-z0-9-]{16,100}")) {
            throw new Problem.Invalid("reference", "reference", "每行须有自己的编号 reference：16至100个字母、数字或连字符");
        }
    }

    public LocalDate day() {
        return Legal.day(visit.begunAt());
    }

    /** The inspection as it stands today: recorded, and marked as taken over. */
    public Inspection taken(String id, String number, Sheet sheet, Actor by, LocalDate today, Instant now) {
        if (day().isAfter(today)) {
            throw new Problem.Invalid("in-the-future", "visit", "检查日期不能晚于今天（" + today + "）");
        }
        InspectionKind kind = planned.kind() == null ? InspectionKind.ROUTINE : planned.kind();
        if (!kind.official() && visit.failed().stream().anyMatch(a -> a.demand() != Answer.Demand.NONE)) {
            throw new Problem.Invalid("patrol-demand", "answers", "网格巡查只报告问题，不能责令整改；请只填写情况说明");
        }
        List<Answer> answers = new ArrayList<>(visit.answers());
        for (Answer answer : answers) {
            if (answer.item() < 1 || answer.item() > sheet.items().size() || answers.stream().filter(a -> a.item() == answer.item()).count() > 1) {
                throw new Problem.Invalid("item-unknown", "answers", "检查表没有第" + answer.item() + "项，或有两个结论");
            }
        }
        sheet.items().stream().filter(item -> visit.answers().stream().noneMatch(a -> a.item() == item.number()))
                .forEach(item -> answers.add(new Answer(item.number(), Answer.Outcome.PASS, null, null, null, null)));
        answers.sort(java.util.Comparator.comparingInt(Answer::item));
        Visit whole = new Visit(visit.begunAt(), visit.endedAt(), visit.fix(), visit.cardShown(), visit.signed(), visit.unsigned(), visit.summary(), answers, List.of());
        return new Inspection(id, number, kind, planned.unannounced(), planned.title(), planned.target(), Member.team(kind, planned.team()), day(), sheet.code(), sheet.version(),
                planned.plan(), planned.draw(), planned.campaign(), planned.cause(), by.account(), visit.begunAt(), InspectionState.RECORDED, visit.begunAt(), whole, by.account(), now,
                "历史台账", null, reference, 1);
    }
}
