package io.shoutu.hazard.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.hazard.Criterion;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.hazard.RectificationMode;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A hazard from an earlier ledger (历史台账行), as far as it was written there: registered only, graded, in treatment or closed. What follows goes by
 * the same verbs as any other; what happened before is taken as it stood and marked as taken over.
 *
 * @param registeredOn when it was found
 * @param grade null where it was not graded
 * @param criterion the clause, for a major one
 * @param closedOn when it was closed, or null
 * @param acceptor who closed it, as the ledger has it, or null
 * @param lookedBackOn when somebody looked again and it held, or null
 */
public record Past(Finding finding, LocalDate registeredOn, HazardGrade grade, Criterion criterion, String rectifier, Plan plan, LocalDate closedOn, String acceptor,
        LocalDate lookedBackOn) {
    public Past {
        if (registeredOn == null) {
            throw new Problem.Invalid("registered-on", "registeredOn", "请填写登记日期");
        }
        if (closedOn != null && closedOn.isBefore(registeredOn)) {
            throw new Problem.Invalid("closed-before", "closedOn", "销号日期 " + closedOn + " 早于登记日期 " + registeredOn);
        }
        if (grade == null && (closedOn != null || plan != null || criterion != null)) {
            throw new Problem.Invalid("grade-required", "grade", "已制定方案或已销号的，请填写隐患等级");
        }
        if (lookedBackOn != null && (closedOn == null || lookedBackOn.isBefore(closedOn))) {
            throw new Problem.Invalid("looked-back", "lookedBackOn", "回头看日期应在销号之后");
        }
        if (plan != null && plan.deadline().isBefore(registeredOn)) {
            throw new Problem.Invalid("deadline-before", "deadline", "整改时限 " + plan.deadline() + " 早于登记日期 " + registeredOn);
        }
    }

    /**
     * The hazard as it stands today.
     *
     * @param again the same rule broken before, or null
     * @param today the legal day it is taken over
     */
    public Hazard taken(String number, Recurrence again, Actor by, LocalDate today) {
        return taken(number, again, by, today, 0);
    }

    /**
     * As above.
     *
     * @param lookBackDays days after which a major or recurring one is looked at again, where that day is still to come; 0 for never
     */
    public Hazard taken(String number, Recurrence again, Actor by, LocalDate today, int lookBackDays) {
        if (registeredOn.isAfter(today) || closedOn != null && closedOn.isAfter(today)) {
            throw new Problem.Invalid("in-the-future", closedOn != null && closedOn.isAfter(today) ? "closedOn" : "registeredOn", "日期不能晚于今天（" + today + "）");
        }
        Instant registered = morning(registeredOn);
        Grading grading = grade == null ? null : new Grading(grade, criterion, RectificationMode.BY_DEADLINE, criterion == null ? finding.basis() : null);
        HazardState state = closedOn != null ? HazardState.CLOSED : plan != null ? HazardState.RECTIFYING : grading != null ? HazardState.GRADED : HazardState.REGISTERED;
        LocalDate end = closedOn == null ? today : closedOn;
        boolean missed = plan != null && end.isAfter(plan.deadline());
        boolean watched = closedOn != null && lookedBackOn == null && lookBackDays > 0 && (grade == HazardGrade.MAJOR || again != null) && !closedOn.plusDays(lookBackDays).isBefore(today);
        LookBack look = lookedBackOn == null ? watched ? LookBack.due(closedOn.plusDays(lookBackDays)) : null : new LookBack(lookedBackOn, LookBack.Result.PASSED, acceptor == null ? by.account() : acceptor, evening(lookedBackOn), "历史台账", null);
        Marks marks = new Marks(missed ? plan.deadline() : null, again, null, look, 0);
        return new Hazard(number, finding, Origin.NONE, by.account(), registered, state, closedOn == null ? registered : evening(closedOn), today, grading,
                grading == null ? null : rectifier, plan, plan == null ? null : plan.deadline(),
                missed && closedOn == null, List.of(), List.of(), null, null, marks, 1);
    }

    private static Instant morning(LocalDate day) {
        return day.atTime(9, 0).atZone(Legal.ZONE).toInstant();
    }

    private static Instant evening(LocalDate day) {
        return day.atTime(17, 0).atZone(Legal.ZONE).toInstant();
    }
}
