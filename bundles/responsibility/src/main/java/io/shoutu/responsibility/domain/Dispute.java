package io.shoutu.responsibility.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.Term;
import io.shoutu.api.access.Roles;
import java.time.Instant;
import java.util.List;

/**
 * A dispute about who supervises an industry or an enterprise (监管职责争议): each one named says its view, and the county rules. Source: 安全生产法 art. 10, by "similar
 * business" (业务相近) where the law names nobody.
 *
 * @param number e.g. ZY-2026-0001
 * @param sector the industry it is about, or null where it is about one enterprise
 * @param enterprise its credit code, or null
 * @param claimants ids of the units that claim or refuse it; at least two
 * @param lead the unit that must lead, once ruled
 * @param basis what the ruling rests on, once ruled
 */
public record Dispute(String number, long version, String title, String matter, String sector, String enterprise, List<String> claimants, State state, String raisedBy, Instant raisedAt,
        List<Statement> statements, String lead, String basis, String reason, String decidedBy, Instant decidedAt) {
    public static final String KIND = "duty-dispute";

    /** Where a dispute stands (争议状态). */
    public enum State implements Term {
        RAISED("待裁定"), RULED("已裁定"), WITHDRAWN("已撤回");

        private final String label;

        State(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** What can be done to it (争议办理动作). */
    public enum Verb implements Term {
        STATEMENT("陈述意见"), RULING("裁定"), WITHDRAWAL("撤回");

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

    public static final Lifecycle<State, Verb> TABLE = Lifecycle.<State, Verb>table()
            .move(State.RAISED, Verb.STATEMENT, State.RAISED, Roles.PLANNER + ", " + Roles.LEADER)
            .move(State.RAISED, Verb.RULING, State.RULED, Roles.LEADER, "不是提出人，各方已陈述意见")
            .move(State.RAISED, Verb.WITHDRAWAL, State.WITHDRAWN, Roles.PLANNER)
            .build();

    /** What one of them says (陈述意见). */
    public record Statement(long id, String unit, String text, String account, Instant made) {}

    public Dispute {
        claimants = claimants == null ? List.of() : claimants.stream().distinct().toList();
        statements = List.copyOf(statements);
        if (title == null || title.isBlank() || title.length() > 200) {
            throw new Problem.Invalid("required", "title", "请填写争议事项名称（不超过 200 字）");
        }
        if (matter == null || matter.isBlank() || matter.length() > 2000) {
            throw new Problem.Invalid("required", "matter", "请说明争议情况（不超过 2000 字）");
        }
        if ((sector == null) == (enterprise == null)) {
            throw new Problem.Invalid("dispute-about", "sector", "争议对象须是一个行业领域或一家企业，二者选一");
        }
        if (claimants.size() < 2) {
            throw new Problem.Invalid("dispute-claimants", "claimants", "请至少选择两个涉及单位");
        }
    }

    public static Dispute raise(String number, String title, String matter, String sector, String enterprise, List<String> claimants, Actor by, Instant now) {
        return new Dispute(number, 0, title, matter, sector, enterprise, claimants, State.RAISED, by.account(), now, List.of(), null, null, null, null, null);
    }

    public Subject subject() {
        return new Subject(KIND, number);
    }

    /** Why this actor cannot do it, or null where he can. */
    public Problem obstacle(Verb verb, Actor by) {
        if (TABLE.find(state, verb).isEmpty()) {
            return new Problem.IllegalMove("illegal-move", TABLE.whyNot(state, verb));
        }
        List<String> roles = List.of(TABLE.require(state, verb).role().split(", "));
        if (roles.stream().noneMatch(by::holds)) {
            return new Problem.Forbidden("role-required", "由" + String.join("、", roles.stream().map(Roles::label).toList()) + "办理");
        }
        if (verb == Verb.RULING && by.account().equals(raisedBy)) {
            return new Problem.IllegalMove("raiser-is-ruler", "提出争议的人不能裁定，请由其他有权人员裁定");
        }
        List<String> silent = claimants.stream().filter(unit -> statements.stream().noneMatch(s -> s.unit().equals(unit))).toList();
        return verb == Verb.RULING && !silent.isEmpty() ? new Problem.IllegalMove("claimant-unheard", "还有 " + silent.size() + " 个涉及单位未陈述意见，听取各方意见后才能裁定") : null;
    }

    private void require(Verb verb, Actor by) {
        Problem why = obstacle(verb, by);
        if (why != null) {
            throw why;
        }
    }

    public Dispute say(Statement statement, Actor by) {
        require(Verb.STATEMENT, by);
        if (!claimants.contains(statement.unit())) {
            throw new Problem.Invalid("not-a-claimant", "unit", "该单位不是本争议的涉及单位");
        }
        if (statement.text() == null || statement.text().isBlank() || statement.text().length() > 2000) {
            throw new Problem.Invalid("required", "text", "请填写意见（不超过 2000 字）");
        }
        List<Statement> all = new java.util.ArrayList<>(statements);
        all.add(statement);
        return new Dispute(number, version, title, matter, sector, enterprise, claimants, state, raisedBy, raisedAt, all, lead, basis, reason, decidedBy, decidedAt);
    }

    /** @param unit who must lead; one of those named, or another one */
    public Dispute rule(String unit, String rests, String why, Actor by, Instant now) {
        require(Verb.RULING, by);
        if (unit == null || unit.isBlank()) {
            throw new Problem.Invalid("required", "lead", "请选择裁定的牵头监管单位");
        }
        if (rests == null || rests.isBlank() || rests.length() > 500) {
            throw new Problem.Invalid("required", "basis", "请填写裁定依据，如：安全生产法第十条，按照业务相近的原则确定");
        }
        return new Dispute(number, version, title, matter, sector, enterprise, claimants, State.RULED, raisedBy, raisedAt, statements, unit, rests.strip(), why, by.account(), now);
    }

    public Dispute withdraw(String why, Actor by, Instant now) {
        require(Verb.WITHDRAWAL, by);
        if (why == null || why.isBlank() || why.length() > 2000) {
            throw new Problem.Invalid("required", "reason", "请填写撤回理由");
        }
        return new Dispute(number, version, title, matter, sector, enterprise, claimants, State.WITHDRAWN, raisedBy, raisedAt, statements, null, null, why.strip(), by.account(), now);
    }
}
