package io.shoutu.hazard.domain.oversight;

import static io.shoutu.hazard.domain.oversight.WorkStop.State.*;
import static io.shoutu.hazard.domain.oversight.WorkStop.Verb.*;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.Term;
import io.shoutu.api.access.Roles;
import io.shoutu.hazard.domain.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A stop of work and its restart (停工停产与复工复产): nobody starts again before the conditions were checked on the spot and somebody else agreed (安全生产法第六十五条).
 *
 * @param forced whether it was ordered, not planned by the enterprise
 * @param inspection id of the recorded restart check, or null
 */
public record WorkStop(String number, String enterprise, boolean forced, String reason, LocalDate stopDay, LocalDate restartDay, State state, String registeredBy, Instant registeredAt,
        String appliedBy, String inspection, String decidedBy, String note, long version) {
    public static final String KIND = "work-stop";

    /** Where it stands (停复工状态). */
    public enum State implements Term {
        STOPPED("停工停产"), APPLIED("申请复工"), CHECKED("已核查"), APPROVED("同意复工"), RESUMED("已复工"), UNAPPROVED("擅自复工"), VOID("已作废");

        private final String label;

        State(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** What can be done with it (停复工动作). */
    public enum Verb implements Term {
        APPLICATION("申请复工"), CHECK("现场核查"), APPROVAL("同意复工"), REFUSAL("不同意复工"), RESUMPTION("确认复工"), VIOLATION("认定擅自复工"), STOPPING("重新停工"), VOIDING("作废");

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
            .move(STOPPED, APPLICATION, APPLIED, Roles.RECTIFIER + ", " + Roles.OPERATOR)
            .move(APPLIED, CHECK, CHECKED, Roles.INSPECTOR, "已提交复工复产核查记录，无不符合项")
            .move(APPLIED, REFUSAL, STOPPED, Roles.LEADER)
            .move(CHECKED, APPROVAL, APPROVED, Roles.LEADER, "批准人不是申请人")
            .move(CHECKED, REFUSAL, STOPPED, Roles.LEADER)
            .move(APPROVED, RESUMPTION, RESUMED, Roles.INSPECTOR + ", " + Roles.OPERATOR)
            .move(STOPPED, VIOLATION, UNAPPROVED, Roles.INSPECTOR)
            .move(APPLIED, VIOLATION, UNAPPROVED, Roles.INSPECTOR)
            .move(CHECKED, VIOLATION, UNAPPROVED, Roles.INSPECTOR)
            .move(UNAPPROVED, STOPPING, STOPPED, Roles.INSPECTOR)
            .move(STOPPED, VOIDING, VOID, Roles.INSPECTOR, "登记错误")
            .build();

    public WorkStop {
        reason = Words.required(reason, "reason", "停工停产原因", 500);
        if (stopDay == null) {
            throw new Problem.Invalid("stop-day", "stopDay", "请填写停工停产日期");
        }
    }

    public Subject subject() {
        return new Subject(KIND, number);
    }

    /**
     * Makes a move.
     *
     * @param check id of the restart check, for {@code CHECK}
     * @param clean whether that check was recorded about this enterprise and found nothing
     */
    public WorkStop move(Verb verb, Actor by, String words, String check, boolean clean, LocalDate today) {
        Gatekeeping.require(obstacle(verb, by));
        if (verb == CHECK && !clean) {
            throw new Problem.Invalid("restart-check", "inspection", "请填写该企业已提交、且没有不符合项的复工复产核查编号；有不符合项的先整改");
        }
        String said = verb == REFUSAL || verb == VIOLATION || verb == VOIDING ? Words.required(words, "reason", "理由", 500) : Words.optional(words, "reason", "说明", 500);
        State to = TABLE.require(state, verb).to();
        return new WorkStop(number, enterprise, forced, reason, stopDay, verb == RESUMPTION ? today : restartDay, to, registeredBy, registeredAt, verb == APPLICATION ? by.account() : appliedBy,
                verb == CHECK ? check : to == STOPPED ? null : inspection, verb == APPROVAL || verb == REFUSAL ? by.account() : decidedBy, said, version);
    }

    public Optional<Problem> obstacle(Verb verb, Actor by) {
        return Gatekeeping.obstacle(TABLE, state, verb, by).or(() -> verb == APPROVAL && by.account().equals(appliedBy)
                ? Optional.of(new Problem.IllegalMove("applicant-is-approver", "不能批准自己提出的复工申请")) : Optional.empty());
    }
}
