package io.shoutu.responsibility.domain.accountability;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.Term;
import io.shoutu.api.access.Roles;
import io.shoutu.responsibility.domain.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * Somebody, or a unit, is held to account (追责问责): a lead, what was found, what is proposed, what was decided by whom under which paper, and the proof that it was done. Whoever raised it does not verify it, whoever
 * proposed does not decide, whoever executed does not close.
 *
 * @param number e.g. WZ-2026-0001
 * @param about the record that set it off, or null where there is none in the house
 * @param person id of who is held to account, or null for the unit as a whole
 * @param unit id of the unit, or of the person's unit
 * @param findings what verification found, once verified
 * @param opinion what is proposed, once proposed
 * @param document number of the decision's paper, once decided
 * @param execution what was done, once executed
 * @param reason why it was dismissed
 */
public record Accountability(String number, long version, Trigger trigger, Subject about, String matter, String person, String unit, State state, Instant since, String raisedBy, Instant raisedAt, String findings,
        Sanction sanction, String opinion, String proposedBy, String document, LocalDate decidedOn, String decidedBy, String execution, String executedBy, String reason) {
    public static final String KIND = "accountability";

    /** Where it stands (问责状态). */
    public enum State implements Term {
        LEAD("线索待核"), VERIFIED("已核实"), PROPOSED("待决定"), DECIDED("已决定"), EXECUTED("已执行"), CLOSED("已办结"), DISMISSED("不予追究");

        private final String label;

        State(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** What can be done to it (问责办理动作). */
    public enum Verb implements Term {
        VERIFICATION("核实"), PROPOSAL("提出处理意见"), DECISION("作出决定"), EXECUTION("登记执行"), CLOSING("办结"), DISMISSAL("不予追究");

        private final String label;

        Verb(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    private static final String BOTH = Roles.PLANNER + ", " + Roles.LEADER;

    public static final Lifecycle<State, Verb> TABLE = Lifecycle.<State, Verb>table()
            .move(State.LEAD, Verb.VERIFICATION, State.VERIFIED, BOTH, "不是提出人")
            .move(State.VERIFIED, Verb.PROPOSAL, State.PROPOSED, BOTH)
            .move(State.PROPOSED, Verb.DECISION, State.DECIDED, Roles.LEADER, "不是提出处理意见的人")
            .move(State.DECIDED, Verb.EXECUTION, State.EXECUTED, BOTH)
            .move(State.EXECUTED, Verb.CLOSING, State.CLOSED, BOTH, "不是登记执行的人")
            .move(State.LEAD, Verb.DISMISSAL, State.DISMISSED, Roles.LEADER)
            .move(State.VERIFIED, Verb.DISMISSAL, State.DISMISSED, Roles.LEADER)
            .move(State.PROPOSED, Verb.DISMISSAL, State.DISMISSED, Roles.LEADER)
            .build();

    public Accountability {
        matter = Words.required(matter, "matter", "问责事由", 2000);
        if (trigger == null) {
            throw new Problem.Invalid("required", "trigger", "请选择问责情形");
        }
        if (unit == null) {
            throw new Problem.Invalid("required", "unit", "请选择责任人或责任单位");
        }
    }

    public static Accountability raise(String number, Trigger trigger, Subject about, String matter, String person, String unit, Actor by, Instant now) {
        return new Accountability(number, 0, trigger, about, matter, person, unit, State.LEAD, now, by.account(), now, null, null, null, null, null, null, null, null, null, null);
    }

    public Subject subject() {
        return new Subject(KIND, number);
    }

    public static List<String> roles(Verb verb) {
        return List.of(TABLE.moves().stream().filter(m -> m.verb() == verb).findFirst().orElseThrow().role().split(", "));
    }

    /** Why this actor cannot do it, in Chinese, or null where he can. @param self whether he is the one held to account */
    public String obstacle(Verb verb, Actor by, boolean self) {
        if (TABLE.find(state, verb).isEmpty()) {
            return TABLE.whyNot(state, verb);
        }
        if (roles(verb).stream().noneMatch(by::holds)) {
            return "由" + String.join("、", roles(verb).stream().map(Roles::label).toList()) + "办理";
        }
        if (self) {
            return "被问责人须回避，由其他有权人员办理";
        }
        return switch (verb) {
            case VERIFICATION -> by.account().equals(raisedBy) ? "提出线索的人不能核实，请由其他有权人员核实" : null;
            case DECISION -> by.account().equals(proposedBy) ? "提出处理意见的人不能作出决定，请由其他领导决定" : null;
            case CLOSING -> by.account().equals(executedBy) ? "登记执行的人不能办结，请由其他有权人员核对后办结" : null;
            default -> null;
        };
    }

    private void require(Verb verb, Actor by, boolean self) {
        String why = obstacle(verb, by, self);
        if (why != null) {
            throw new Problem.IllegalMove("accountability-" + verb.word(), why);
        }
    }

    public Accountability verify(String found, Actor by, boolean self, Instant now) {
        require(Verb.VERIFICATION, by, self);
        return moved(State.VERIFIED, now, Words.required(found, "text", "核实情况", 2000), sanction, opinion, proposedBy, document, decidedOn, decidedBy, execution, executedBy, reason);
    }

    public Accountability propose(Sanction how, String why, Actor by, boolean self, Instant now) {
        require(Verb.PROPOSAL, by, self);
        return moved(State.PROPOSED, now, findings, needed(how), Words.required(why, "text", "处理意见和依据", 2000), by.account(), document, decidedOn, decidedBy, execution, executedBy, reason);
    }

    /** @param how what was decided, which need not be what was proposed */
    public Accountability decide(Sanction how, String paper, LocalDate day, LocalDate today, Actor by, boolean self, Instant now) {
        require(Verb.DECISION, by, self);
        if (day == null || day.isAfter(today)) {
            throw new Problem.Invalid("decided-on", "day", "请填写决定日期，不晚于今天");
        }
        return moved(State.DECIDED, now, findings, needed(how), opinion, proposedBy, Words.required(paper, "document", "决定文号", 200), day, by.account(), execution, executedBy, reason);
    }

    public Accountability execute(String what, Actor by, boolean self, Instant now) {
        require(Verb.EXECUTION, by, self);
        return moved(State.EXECUTED, now, findings, sanction, opinion, proposedBy, document, decidedOn, decidedBy, Words.required(what, "text", "执行情况", 2000), by.account(), reason);
    }

    public Accountability close(Actor by, boolean self, Instant now) {
        require(Verb.CLOSING, by, self);
        return moved(State.CLOSED, now, findings, sanction, opinion, proposedBy, document, decidedOn, decidedBy, execution, executedBy, reason);
    }

    public Accountability dismiss(String why, Actor by, boolean self, Instant now) {
        require(Verb.DISMISSAL, by, self);
        return moved(State.DISMISSED, now, findings, sanction, opinion, proposedBy, document, decidedOn, decidedBy, execution, executedBy, Words.required(why, "text", "不予追究的理由", 2000));
    }

    private static Sanction needed(Sanction how) {
        if (how == null) {
            throw new Problem.Invalid("required", "sanction", "请选择问责方式：" + String.join("、", Arrays.stream(Sanction.values()).map(Sanction::label).toList()));
        }
        return how;
    }

    private Accountability moved(State to, Instant now, String found, Sanction how, String opined, String proposer, String paper, LocalDate day, String decider, String done, String doer, String why) {
        return new Accountability(number, version, trigger, about, matter, person, unit, to, now, raisedBy, raisedAt, found, how, opined, proposer, paper, day, decider, done, doer, why);
    }
}
