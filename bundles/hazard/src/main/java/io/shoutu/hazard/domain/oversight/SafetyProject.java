package io.shoutu.hazard.domain.oversight;

import static io.shoutu.hazard.domain.oversight.SafetyProject.State.*;
import static io.shoutu.hazard.domain.oversight.SafetyProject.Verb.*;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.Term;
import io.shoutu.api.access.Roles;
import io.shoutu.hazard.domain.Words;
import java.time.Instant;
import java.util.Optional;

/**
 * A construction project whose safety facilities are designed, built and put to use together with it (建设项目“三同时”, 安全生产法第三十一条至第三十四条). A veto (一票否决) blocks every later stage
 * until it is lifted.
 *
 * @param highRisk mines, metal smelting, hazardous goods: assessed and reviewed by the department
 * @param healthDone whether the occupational-health facilities went along
 * @param vetoReason while vetoed, else null
 * @param usedEarly whether it was found in use before acceptance
 */
public record SafetyProject(String number, String enterprise, String title, boolean highRisk, State state, String registeredBy, Instant registeredAt, boolean healthDone, String vetoReason,
        String vetoedBy, boolean usedEarly, String note, long version) {
    public static final String KIND = "safety-project";

    /** Which stage (三同时阶段). */
    public enum State implements Term {
        REGISTERED("已登记"), ASSESSED("已安全评价"), DESIGN_REVIEWED("设计已审查"), BUILDING("施工中"), ACCEPTED("竣工已验收"), IN_USE("投入使用"), VOID("已作废");

        private final String label;

        State(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** What can be done with it (三同时动作). */
    public enum Verb implements Term {
        ASSESSMENT("安全评价"), DESIGN_REVIEW("设计审查"), CONSTRUCTION("开工"), ACCEPTANCE("竣工验收"), USE("投入使用"), EARLY_USE("发现未验先用"), VETO("一票否决"), LIFTING("解除否决"), VOIDING("作废");

        private final String label;

        Verb(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    public static final Lifecycle<State, Verb> TABLE = table();

    private static Lifecycle<State, Verb> table() {
        Lifecycle.Builder<State, Verb> table = Lifecycle.<State, Verb>table()
                .move(REGISTERED, ASSESSMENT, ASSESSED, Roles.INSPECTOR, "未被否决")
                .move(ASSESSED, DESIGN_REVIEW, DESIGN_REVIEWED, Roles.INSPECTOR, "未被否决")
                .move(DESIGN_REVIEWED, CONSTRUCTION, BUILDING, Roles.INSPECTOR, "未被否决")
                .move(BUILDING, ACCEPTANCE, ACCEPTED, Roles.INSPECTOR, "未被否决，职业病防护设施同时完成")
                .move(ACCEPTED, USE, IN_USE, Roles.INSPECTOR, "未被否决");
        for (State state : State.values()) {
            if (state != IN_USE && state != VOID) {
                table.move(state, VETO, state, Roles.LEADER, "未被否决");
                table.move(state, LIFTING, state, Roles.LEADER, "已被否决");
            }
        }
        table.move(REGISTERED, VOIDING, VOID, Roles.INSPECTOR, "登记错误");
        return table.move(BUILDING, EARLY_USE, BUILDING, Roles.INSPECTOR).build();
    }

    public SafetyProject {
        title = Words.required(title, "title", "项目名称", 200);
    }

    public Subject subject() {
        return new Subject(KIND, number);
    }

    /** Makes a move. @param health whether the occupational-health facilities are done, for the acceptance */
    public SafetyProject move(Verb verb, Actor by, String words, boolean health) {
        Gatekeeping.require(obstacle(verb, by));
        if (verb == ACCEPTANCE && !health) {
            throw new Problem.Invalid("health-missing", "health", "职业病防护设施应与主体工程同时验收，请确认已完成");
        }
        String said = verb == VETO || verb == LIFTING || verb == EARLY_USE || verb == VOIDING ? Words.required(words, "reason", "理由", 500) : Words.optional(words, "reason", "说明", 500);
        return new SafetyProject(number, enterprise, title, highRisk, TABLE.require(state, verb).to(), registeredBy, registeredAt, healthDone || verb == ACCEPTANCE,
                verb == VETO ? said : verb == LIFTING ? null : vetoReason, verb == VETO ? by.account() : verb == LIFTING ? null : vetoedBy, usedEarly || verb == EARLY_USE, said, version);
    }

    public Optional<Problem> obstacle(Verb verb, Actor by) {
        return Gatekeeping.obstacle(TABLE, state, verb, by).or(() -> switch (verb) {
            case VETO -> vetoReason != null ? Optional.of(new Problem.IllegalMove("vetoed", "已被一票否决：" + vetoReason)) : Optional.empty();
            case LIFTING -> vetoReason == null ? Optional.of(new Problem.IllegalMove("not-vetoed", "没有被否决，无需解除")) : Optional.empty();
            case EARLY_USE -> Optional.empty();
            default -> vetoReason != null ? Optional.of(new Problem.IllegalMove("vetoed", "已被一票否决，后续环节不能办理：" + vetoReason)) : Optional.empty();
        });
    }
}
