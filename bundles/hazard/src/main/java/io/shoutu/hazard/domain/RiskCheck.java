package io.shoutu.hazard.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.Term;
import io.shoutu.api.hazard.HazardFacts;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A check that a control measure holds (排查任务), opened by the platform as often as the measure says.
 *
 * @param event name of the event the measure is against
 * @param measure its words then: the measure may be changed later, the record is not
 * @param due last legal day
 * @param hazard number of the hazard a failure opened, or null
 */
public record RiskCheck(String number, String unit, String event, String measure, LocalDate due, State state, String doneBy, Instant doneAt, String note, String hazard) {
    /** What became of it (排查结果). */
    public enum State implements Term {
        OPEN("待排查"), PASSED("措施有效"), FAILED("措施失效"), MISSED("逾期未查");

        private final String label;

        State(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    public static RiskCheck opened(String number, String unit, String event, String measure, LocalDate due) {
        return new RiskCheck(number, unit, event, measure, due, State.OPEN, null, null, null, null);
    }

    /** What somebody saw. @throws Problem.IllegalMove where it was done already; one that was missed may still be done late */
    public RiskCheck done(boolean holds, String words, Actor by, Instant now) {
        if (state == State.PASSED || state == State.FAILED) {
            throw new Problem.IllegalMove("check-done", "这项排查已由 " + doneBy + " 完成，结果为“" + state.label() + "”");
        }
        if (!holds && (words == null || words.isBlank())) {
            throw new Problem.Invalid("text-required", "note", "措施失效的，请写明看到了什么，平台据此登记隐患");
        }
        return new RiskCheck(number, unit, event, measure, due, holds ? State.PASSED : State.FAILED, by.account(), now, Words.optional(words, "note", "排查情况", 1000), null);
    }

    public RiskCheck opened(String hazardNumber) {
        return new RiskCheck(number, unit, event, measure, due, state, doneBy, doneAt, note, hazardNumber);
    }

    public RiskCheck missed() {
        return new RiskCheck(number, unit, event, measure, due, State.MISSED, null, null, null, null);
    }

    public Subject subject() {
        return new Subject(HazardFacts.RISK_CHECK, number);
    }
}
