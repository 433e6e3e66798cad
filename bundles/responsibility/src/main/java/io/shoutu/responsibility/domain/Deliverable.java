package io.shoutu.responsibility.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.Term;
import io.shoutu.api.access.Roles;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * A result handed in for one duty (成果材料), where a paper is what is asked for: a plan, a report, a summary. It performs the duty only once somebody else has accepted it, on the day it was done; when
 * its validity ends the duty is open again (R11).
 *
 * @param number e.g. CG-2026-0001
 * @param list number of the list it is for
 * @param code of the duty
 * @param done the day the work was done, which decides the slot
 * @param validUntil last day on which it proves anything, or null
 * @param revision 1, 2, …: a returned one is handed in again; the files of each revision stay
 */
public record Deliverable(String number, long version, String list, int edition, String code, String title, String note, LocalDate done, LocalDate validUntil, int revision, State state,
        String handedBy, Instant handedAt, String decidedBy, Instant decidedAt, String reason) {
    public static final String KIND = "deliverable";

    /** Where it stands (材料状态). */
    public enum State implements Term {
        HANDED("待验收"), ACCEPTED("已验收"), RETURNED("已退回"), VOIDED("已作废");

        private final String label;

        State(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** What can be done to it (材料办理动作). */
    public enum Verb implements Term {
        ACCEPTANCE("验收"), RETURN("退回"), RESUBMISSION("重新提交"), VOIDING("作废");

        private final String label;

        Verb(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final String JUDGES = Roles.PLANNER + ", " + Roles.LEADER;

    public static final Lifecycle<State, Verb> TABLE = Lifecycle.<State, Verb>table()
            .move(State.HANDED, Verb.ACCEPTANCE, State.ACCEPTED, JUDGES, "不是提交人")
            .move(State.HANDED, Verb.RETURN, State.RETURNED, JUDGES, "不是提交人")
            .move(State.RETURNED, Verb.RESUBMISSION, State.HANDED, "*", "责任人或其工作协助人")
            .move(State.ACCEPTED, Verb.VOIDING, State.VOIDED, JUDGES)
            .build();

    public Deliverable {
        if (title == null || title.isBlank() || title.length() > 200) {
            throw new Problem.Invalid("required", "title", "请填写成果名称（不超过 200 字）");
        }
        if (note != null && note.length() > 2000) {
            throw new Problem.Invalid("too-long", "note", "说明不超过 2000 字");
        }
        if (done == null) {
            throw new Problem.Invalid("required", "done", "请填写完成日期");
        }
        if (validUntil != null && validUntil.isBefore(done)) {
            throw new Problem.Invalid("valid-until", "validUntil", "有效期不能早于完成日期");
        }
    }

    public static Deliverable handIn(String number, DutyList list, String code, String title, String note, LocalDate done, LocalDate validUntil, LocalDate today, Actor by, Instant now) {
        if (done != null && done.isAfter(today)) {
            throw new Problem.Invalid("done-later", "done", "完成日期不能晚于今天");
        }
        return new Deliverable(number, 0, list.number(), list.edition(), code, title, note, done, validUntil, 1, State.HANDED, by.account(), now, null, null, null);
    }

    public Subject subject() {
        return new Subject(KIND, number);
    }

    /** Why this actor cannot do it, or null; whether he is of the bearer is known to the service alone. */
    public Problem obstacle(Verb verb, Actor by) {
        if (TABLE.find(state, verb).isEmpty()) {
            return new Problem.IllegalMove("illegal-move", TABLE.whyNot(state, verb));
        }
        List<String> roles = Arrays.asList(TABLE.require(state, verb).role().split(", "));
        if (roles.stream().noneMatch(by::holds)) {
            return new Problem.Forbidden("role-required", "由" + String.join("、", roles.stream().map(Roles::label).toList()) + "办理");
        }
        return (verb == Verb.ACCEPTANCE || verb == Verb.RETURN) && by.account().equals(handedBy) ? new Problem.IllegalMove("hander-is-acceptor", "提交人不能验收自己提交的材料，请由其他有权人员验收") : null;
    }

    private void require(Verb verb, Actor by) {
        Problem why = obstacle(verb, by);
        if (why != null) {
            throw why;
        }
    }

    public Deliverable accept(Actor by, Instant now) {
        require(Verb.ACCEPTANCE, by);
        return decided(State.ACCEPTED, null, by, now);
    }

    public Deliverable giveBack(String why, Actor by, Instant now) {
        require(Verb.RETURN, by);
        return decided(State.RETURNED, needed(why, "退回理由"), by, now);
    }

    public Deliverable voided(String why, Actor by, Instant now) {
        require(Verb.VOIDING, by);
        return decided(State.VOIDED, needed(why, "作废理由"), by, now);
    }

    public Deliverable again(String words, Actor by, Instant now) {
        require(Verb.RESUBMISSION, by);
        return new Deliverable(number, version, list, edition, code, title, words == null ? note : words, done, validUntil, revision + 1, State.HANDED, by.account(), now, null, null, null);
    }

    private Deliverable decided(State to, String why, Actor by, Instant now) {
        return new Deliverable(number, version, list, edition, code, title, note, done, validUntil, revision, to, handedBy, handedAt, by.account(), now, why);
    }

    private static String needed(String why, String what) {
        if (why == null || why.isBlank() || why.length() > 1000) {
            throw new Problem.Invalid("required", "reason", "请填写" + what + "（不超过 1000 字）");
        }
        return why.strip();
    }
}
