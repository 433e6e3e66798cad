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
import java.util.Optional;

/**
 * Somebody, or a unit, is held to account (追责问责): a lead, what was found, what is proposed, what was decided by whom under which paper, and the proof that it was done. Whoever raised it does not verify it, whoever
 * proposed does not decide, whoever executed does not close.
 *
 * @param number e.g. WZ-2026-0001
 * @param about the record that set it off, or null where there is none in the house
 * @param person id of who is held to account, or null for the unit as a whole
 * @param unit id of the unit, or of the person's unit
 * @param findings what verification found, null until verified
 * @param proposal null until proposed
 * @param decision null until decided
 * @param execution null until executed
 * @param reason why it was dismissed, or null
 */
public record Accountability(String number, long version, Trigger trigger, Subject about, String matter, String person, String unit, State state, Instant since, String raisedBy, Instant raisedAt, String findings,
        Proposal proposal, Decision decision, Execution execution, String reason) {
    public static final String KIND = "accountability";

    /** What is proposed (处理意见), with its basis. */
    public record Proposal(Sanction sanction, String opinion, String by) {
        public Proposal {
            sanction = needed(sanction);
            opinion = Words.required(opinion, "text", "处理意见和依据", 2000);
        }
    }

    /** What was decided (处理决定), which need not be what was proposed. @param document number of its paper */
    public record Decision(Sanction sanction, String document, LocalDate day, String by) {
        public Decision {
            sanction = needed(sanction);
            document = Words.required(document, "document", "决定文号", 200);
        }
    }

    /** What was done (执行情况), with its proof. */
    public record Execution(String text, String by) {
        public Execution {
            text = Words.required(text, "text", "执行情况", 2000);
        }
    }

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
        return new Accountability(number, 0, trigger, about, matter, person, unit, State.LEAD, now, by.account(), now, null, null, null, null, null);
    }

    public Subject subject() {
        return new Subject(KIND, number);
    }

    public static List<String> roles(Verb verb) {
        return List.of(TABLE.moves().stream().filter(m -> m.verb() == verb).findFirst().orElseThrow().role().split(", "));
    }

    /** How he is held to account: what was decided, or while that is open what is proposed; null before. */
    public Sanction sanction() {
        return decision != null ? decision.sanction() : proposal != null ? proposal.sanction() : null;
    }

    /** Why this actor cannot do it, or empty. @param self whether he is the one held to account */
    public Optional<Problem> obstacle(Verb verb, Actor by, boolean self) {
        if (TABLE.find(state, verb).isEmpty()) {
            return illegal("illegal-move", TABLE.whyNot(state, verb));
        }
        if (roles(verb).stream().noneMatch(by::holds)) {
            return Optional.of(new Problem.Forbidden("role-required", "由" + String.join("、", roles(verb).stream().map(Roles::label).toList()) + "办理"));
        }
        if (self) {
            return illegal("self", "被问责人须回避，由其他有权人员办理");
        }
        return switch (verb) {
            case VERIFICATION -> by.account().equals(raisedBy) ? illegal("raiser-is-verifier", "提出线索的人不能核实，请由其他有权人员核实") : Optional.empty();
            case DECISION -> by.account().equals(proposal.by()) ? illegal("proposer-is-decider", "提出处理意见的人不能作出决定，请由其他领导决定") : Optional.empty();
            case CLOSING -> by.account().equals(execution.by()) ? illegal("executor-is-closer", "登记执行的人不能办结，请由其他有权人员核对后办结") : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Problem> illegal(String code, String text) {
        return Optional.of(new Problem.IllegalMove(code, text));
    }

    private void require(Verb verb, Actor by, boolean self) {
        obstacle(verb, by, self).ifPresent(why -> {
            throw why;
        });
    }

    public Accountability verify(String found, Actor by, boolean self, Instant now) {
        require(Verb.VERIFICATION, by, self);
        return moved(State.VERIFIED, now, Words.required(found, "text", "核实情况", 2000), proposal, decision, execution, reason);
    }

    public Accountability propose(Sanction how, String why, Actor by, boolean self, Instant now) {
        require(Verb.PROPOSAL, by, self);
        return moved(State.PROPOSED, now, findings, new Proposal(how, why, by.account()), decision, execution, reason);
    }

    public Accountability decide(Sanction how, String paper, LocalDate day, LocalDate today, Actor by, boolean self, Instant now) {
        require(Verb.DECISION, by, self);
        if (day == null || day.isAfter(today)) {
            throw new Problem.Invalid("decided-on", "day", "请填写决定日期，不晚于今天");
        }
        return moved(State.DECIDED, now, findings, proposal, new Decision(how, paper, day, by.account()), execution, reason);
    }

    public Accountability execute(String what, Actor by, boolean self, Instant now) {
        require(Verb.EXECUTION, by, self);
        return moved(State.EXECUTED, now, findings, proposal, decision, new Execution(what, by.account()), reason);
    }

    public Accountability close(Actor by, boolean self, Instant now) {
        require(Verb.CLOSING, by, self);
        return moved(State.CLOSED, now, findings, proposal, decision, execution, reason);
    }

    public Accountability dismiss(String why, Actor by, boolean self, Instant now) {
        require(Verb.DISMISSAL, by, self);
        return moved(State.DISMISSED, now, findings, proposal, decision, execution, Words.required(why, "text", "不予追究的理由", 2000));
    }

    private static Sanction needed(Sanction how) {
        if (how == null) {
            throw new Problem.Invalid("required", "sanction", "请选择问责方式：" + String.join("、", Arrays.stream(Sanction.values()).map(Sanction::label).toList()));
        }
        return how;
    }

    private Accountability moved(State to, Instant now, String found, Proposal proposed, Decision decided, Execution executed, String why) {
        return new Accountability(number, version, trigger, about, matter, person, unit, to, now, raisedBy, raisedAt, found, proposed, decided, executed, why);
    }
}
