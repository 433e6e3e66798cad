package io.shoutu.supervision.domain;

import static io.shoutu.supervision.domain.State.*;
import static io.shoutu.supervision.domain.Verb.*;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.Term;
import io.shoutu.api.access.Roles;
import java.util.Arrays;
import java.util.List;

/**
 * The course an instrument takes (督办流程): one table each, from, verb, to, role, guard. A table forbids what it does not name; the guards are checked where their words are, in {@link Guards}.
 * Which kind of paper takes which course is data, see {@link Kind}.
 */
public enum Flow implements Term {
    LETTER("函件与通知书"), INTERVIEW("约谈"), LISTING("挂牌督办"), INVESTIGATION("提级调查"), INSTRUCTION("县长督办"), CIRCULAR("通报");

    private static final String OFFICE = Roles.OPERATOR;
    private static final String LEADER = Roles.LEADER;
    private static final String CHECKER = Roles.ACCEPTOR + ", " + Roles.INSPECTOR + ", " + Roles.OPERATOR;
    private static final String ADDRESSEE = "*";
    private static final String WHOLE = "对象、问题、要求、期限齐全";
    private static final String TO_ME = "收件人本人或本单位，或值班员代录";
    private static final String OTHER_APPROVER = "审批人不是拟稿人";
    private static final String NOT_ANSWERER = "核实人不是答复人";

    private final String label;

    Flow(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    private static Lifecycle.Builder<State, Verb> drafted() {
        return Lifecycle.<State, Verb>table()
                .move(DRAFTED, REVISION, DRAFTED, OFFICE)
                .move(DRAFTED, SUBMISSION, SUBMITTED, OFFICE, WHOLE)
                .move(SUBMITTED, RETURN, DRAFTED, LEADER)
                .move(SUBMITTED, REFUSAL, REFUSED, LEADER)
                .move(DRAFTED, CANCELLATION, CANCELLED, OFFICE)
                .move(APPROVED, CANCELLATION, CANCELLED, OFFICE);
    }

    private static Lifecycle.Builder<State, Verb> issued() {
        return drafted()
                .move(SUBMITTED, APPROVAL, APPROVED, LEADER, OTHER_APPROVER)
                .move(APPROVED, ISSUE, ISSUED, OFFICE, "期限未过")
                .move(ISSUED, SIGNING, SIGNED, ADDRESSEE, TO_ME)
                .move(ISSUED, WITHDRAWAL, WITHDRAWN, LEADER)
                .move(SIGNED, WITHDRAWAL, WITHDRAWN, LEADER);
    }

    private static final Lifecycle<State, Verb> LETTERS = issued()
            .move(SIGNED, REPLY, REPLIED, ADDRESSEE, TO_ME)
            .move(REPLIED, VERIFICATION, CLOSED, CHECKER, NOT_ANSWERER)
            .move(REPLIED, REJECTION, SIGNED, CHECKER, NOT_ANSWERER)
            .build();

    private static final Lifecycle<State, Verb> INTERVIEWS = issued()
            .move(ISSUED, HOLDING, HELD, OFFICE + ", " + LEADER, "约谈日期不晚于今天，有主持人")
            .move(SIGNED, HOLDING, HELD, OFFICE + ", " + LEADER, "约谈日期不晚于今天，有主持人")
            .move(HELD, COMMITMENT, TRACKED, ADDRESSEE, TO_ME)
            .move(TRACKED, REPLY, REPLIED, ADDRESSEE, TO_ME)
            .move(REPLIED, VERIFICATION, CLOSED, CHECKER, NOT_ANSWERER)
            .move(REPLIED, REJECTION, TRACKED, CHECKER, NOT_ANSWERER)
            .build();

    private static final Lifecycle<State, Verb> LISTINGS = drafted()
            .move(SUBMITTED, REVIEW, REVIEWED, LEADER, OTHER_APPROVER)
            .move(REVIEWED, APPROVAL, APPROVED, LEADER, "批准人不是审核人，也不是拟稿人")
            .move(REVIEWED, RETURN, DRAFTED, LEADER)
            .move(REVIEWED, REFUSAL, REFUSED, LEADER)
            .move(APPROVED, Verb.LISTING, LISTED, OFFICE, "期限未过，不超过最长治理期限")
            .move(LISTED, FILING, LISTED, OFFICE, "尚未备案")
            .move(SIGNED, FILING, SIGNED, OFFICE, "尚未备案")
            .move(TREATING, FILING, TREATING, OFFICE, "尚未备案")
            .move(LISTED, SIGNING, SIGNED, ADDRESSEE, TO_ME)
            .move(SIGNED, PLAN, TREATING, ADDRESSEE, TO_ME)
            .move(TREATING, MONTHLY_REPORT, TREATING, ADDRESSEE, TO_ME + "，当月尚未报送")
            .move(TREATING, EXTENSION_REQUEST, TREATING, ADDRESSEE, TO_ME + "，提前足够工作日，没有待批申请")
            .move(TREATING, EXTENSION_GRANT, TREATING, LEADER, "有待批申请，批准人不是申请人")
            .move(TREATING, EXTENSION_REFUSAL, TREATING, LEADER, "有待批申请")
            .move(TREATING, ACCEPTANCE_REQUEST, ACCEPTANCE_ASKED, ADDRESSEE, TO_ME)
            .move(ACCEPTANCE_ASKED, ACCEPTANCE, ACCEPTED, Roles.ACCEPTOR, "验收人不是申请人，有专家或参加人")
            .move(ACCEPTANCE_ASKED, REJECTION, TREATING, Roles.ACCEPTOR, "验收人不是申请人")
            .move(ACCEPTED, DELISTING_APPROVAL, DELISTING_APPROVED, LEADER)
            .move(DELISTING_APPROVED, DELISTING, DELISTED, OFFICE)
            .move(LISTED, WITHDRAWAL, WITHDRAWN, LEADER)
            .build();

    private static final Lifecycle<State, Verb> INVESTIGATIONS = issued()
            .move(SIGNED, REPORT, REPORTED, ADDRESSEE, TO_ME)
            .move(REPORTED, CONCLUSION, CLOSED, LEADER, "批准人不是报告人")
            .move(REPORTED, REJECTION, SIGNED, LEADER, "批准人不是报告人")
            .build();

    private static final Lifecycle<State, Verb> INSTRUCTIONS = issued()
            .move(SIGNED, REPLY, REPLIED, ADDRESSEE, TO_ME)
            .move(REPLIED, CONFIRMATION, CLOSED, LEADER, NOT_ANSWERER)
            .move(REPLIED, REJECTION, SIGNED, LEADER, NOT_ANSWERER)
            .build();

    private static final Lifecycle<State, Verb> CIRCULARS = issued()
            .move(SIGNED, CLOSING, CLOSED, OFFICE)
            .build();

    /** Its table. */
    public Lifecycle<State, Verb> table() {
        return switch (this) {
            case LETTER -> LETTERS;
            case INTERVIEW -> INTERVIEWS;
            case LISTING -> LISTINGS;
            case INVESTIGATION -> INVESTIGATIONS;
            case INSTRUCTION -> INSTRUCTIONS;
            case CIRCULAR -> CIRCULARS;
        };
    }

    /** Whether its papers set the addressee a deadline. */
    public boolean hasDeadline() {
        return this != CIRCULAR;
    }

    /** The verbs it knows, in the order of the trade. */
    public List<Verb> verbs() {
        return Arrays.stream(Verb.values()).filter(v -> table().moves().stream().anyMatch(m -> m.verb() == v)).toList();
    }

    /** The roles that may do this verb in this course, in whatever state; {@code "*"} where it is the addressee's. */
    public List<String> roles(Verb verb) {
        return table().moves().stream().filter(m -> m.verb() == verb).findFirst().map(m -> List.of(m.role().split(", "))).orElse(List.of());
    }
}
