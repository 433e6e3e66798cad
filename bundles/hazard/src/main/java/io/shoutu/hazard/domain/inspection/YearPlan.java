package io.shoutu.hazard.domain.inspection;

import static io.shoutu.hazard.domain.inspection.YearPlan.State.*;
import static io.shoutu.hazard.domain.inspection.YearPlan.Verb.*;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.Term;
import io.shoutu.api.access.Roles;
import io.shoutu.hazard.domain.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The yearly inspection plan (年度监督检查计划) of a department (安全生产法第六十二条): drafted by a planner, approved by a leader.
 *
 * @param planYear the year it rules
 * @param unit id of the department
 * @param decidedBy who approved or returned it last, or null
 */
public record YearPlan(String number, int planYear, String unit, String title, List<Line> lines, String draftedBy, Instant draftedAt, State state, String decidedBy,
        Instant decidedAt, String note, long version) {
    public static final String KIND = "inspection-plan";

    /** Where a plan stands (计划状态). */
    public enum State implements Term {
        DRAFT("编制中"), SUBMITTED("待批准"), APPROVED("已批准");

        private final String label;

        State(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** What can be done with it (计划动作). */
    public enum Verb implements Term {
        CHANGE("修改"), SUBMISSION("报批"), APPROVAL("批准"), RETURN("退回"), REVISION("调整");

        private final String label;

        Verb(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    public static final Lifecycle<State, Verb> TABLE = Lifecycle.<State, Verb>table()
            .move(DRAFT, CHANGE, DRAFT, Roles.PLANNER)
            .move(DRAFT, SUBMISSION, SUBMITTED, Roles.PLANNER, "至少一行")
            .move(SUBMITTED, APPROVAL, APPROVED, Roles.LEADER, "批准人不是编制人")
            .move(SUBMITTED, RETURN, DRAFT, Roles.LEADER)
            .move(APPROVED, REVISION, DRAFT, Roles.PLANNER)
            .build();

    /**
     * A line (计划行): an enterprise, or so many of a sector.
     *
     * @param enterprise credit code, or null for a sector
     * @param sector the regulators' own tag, or null for an enterprise
     * @param inMonth 1 to 12
     * @param visits how many
     */
    public record Line(String enterprise, String sector, InspectionKind kind, String sheet, int inMonth, int visits, boolean unannounced) {
        public Line {
            sector = Words.optional(sector, "lines", "行业领域", 60);
            enterprise = enterprise == null || enterprise.isBlank() ? null : new Target(enterprise, null, null).enterprise();
            if ((enterprise == null) == (sector == null)) {
                throw new Problem.Invalid("plan-line", "lines", "计划行填写企业或行业领域之一");
            }
            kind = kind == null ? InspectionKind.ROUTINE : kind;
            if (inMonth < 1 || inMonth > 12 || visits < 1 || visits > 1000) {
                throw new Problem.Invalid("plan-line", "lines", "计划月份为1至12，检查次数为1至1000");
            }
            sheet = Words.optional(sheet, "lines", "检查表", 40);
        }
    }

    public YearPlan {
        title = Words.required(title, "title", "计划名称", 200);
        unit = Words.required(unit, "unit", "编制部门", 60);
        lines = lines == null ? List.of() : List.copyOf(lines);
        if (planYear < 2000 || planYear > 2200) {
            throw new Problem.Invalid("plan-year", "planYear", "计划年度不合理：" + planYear);
        }
    }

    public static YearPlan drafted(String number, int planYear, String unit, String title, List<Line> lines, Actor by, Instant now) {
        return new YearPlan(number, planYear, unit, title, lines, by.account(), now, DRAFT, null, null, null, 1);
    }

    public Subject subject() {
        return new Subject(KIND, number);
    }

    public YearPlan change(Actor by, String name, List<Line> anew) {
        require(CHANGE, by);
        return new YearPlan(number, planYear, unit, name, anew, draftedBy, draftedAt, state, decidedBy, decidedAt, note, version);
    }

    /** Every other move; the note is required to return or revise. */
    public YearPlan move(Verb verb, Actor by, String said, Instant now) {
        require(verb, by);
        boolean decision = verb == APPROVAL || verb == RETURN;
        String words = verb == RETURN || verb == REVISION ? Words.required(said, "reason", "理由", 500) : Words.optional(said, "reason", "说明", 500);
        return new YearPlan(number, planYear, unit, title, lines, draftedBy, draftedAt, TABLE.require(state, verb).to(), decision ? by.account() : decidedBy,
                decision ? now : decidedAt, words, version);
    }

    /** Why this actor cannot do that now; empty where he can. */
    public Optional<Problem> obstacle(Verb verb, Actor by) {
        List<String> roles = TABLE.moves().stream().filter(m -> m.verb() == verb).map(Lifecycle.Move::role).distinct().toList();
        if (roles.stream().noneMatch(by::holds)) {
            return Optional.of(new Problem.Forbidden("role-required", "“" + verb.label() + "”须由" + roles.stream().map(Roles::label).collect(Collectors.joining("或")) + "办理"));
        }
        if (TABLE.find(state, verb).isEmpty()) {
            return Optional.of(new Problem.IllegalMove("illegal-move", TABLE.whyNot(state, verb)));
        }
        if (verb == APPROVAL && by.account().equals(draftedBy)) {
            return Optional.of(new Problem.IllegalMove("drafter-is-approver", "不能批准自己编制的计划，请由另一位领导批准"));
        }
        return verb == SUBMISSION && lines.isEmpty() ? Optional.of(new Problem.IllegalMove("plan-empty", "计划还没有内容，请先填写计划行")) : Optional.empty();
    }

    private void require(Verb verb, Actor by) {
        obstacle(verb, by).ifPresent(p -> {
            throw p;
        });
    }
}
