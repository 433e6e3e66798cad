package io.shoutu.hazard.domain.oversight;

import static io.shoutu.hazard.domain.oversight.Certificate.State.*;
import static io.shoutu.hazard.domain.oversight.Certificate.Verb.*;

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
 * Something that holds until a day (证书): an inspected piece of special equipment, an operator's certificate, a standardisation grade.
 *
 * @param ownNumber the number on it
 * @param what which equipment, which trade; for an operator his number at work, never his name
 * @param grade 1, 2 or 3 for standardisation, else null
 */
public record Certificate(String number, String enterprise, Kind kind, String ownNumber, String what, Integer grade, LocalDate validUntil, State state, String registeredBy,
        Instant registeredAt, String note, long version) {
    public static final String KIND = "certificate";

    /** Sorts (证书类别). */
    public enum Kind implements Term {
        EQUIPMENT("特种设备检验"), OPERATOR("作业人员证"), STANDARDISATION("安全生产标准化等级"), LICENCE("安全生产许可证");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** Where it stands (证书状态). */
    public enum State implements Term {
        VALID("有效"), EXPIRED("已过期"), STOPPED("已停用"), WITHDRAWN("已撤销");

        private final String label;

        State(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** What can be done with it (证书动作). */
    public enum Verb implements Term {
        RENEWAL("换证或检验合格"), STOPPING("停用"), WITHDRAWAL("撤销");

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
            .move(VALID, RENEWAL, VALID, Roles.INSPECTOR, "新期限晚于旧期限")
            .move(EXPIRED, RENEWAL, VALID, Roles.INSPECTOR, "新期限晚于今天")
            .move(STOPPED, RENEWAL, VALID, Roles.INSPECTOR, "新期限晚于今天")
            .move(VALID, STOPPING, STOPPED, Roles.INSPECTOR)
            .move(EXPIRED, STOPPING, STOPPED, Roles.INSPECTOR)
            .move(VALID, WITHDRAWAL, WITHDRAWN, Roles.LEADER)
            .move(EXPIRED, WITHDRAWAL, WITHDRAWN, Roles.LEADER)
            .build();

    public Certificate {
        ownNumber = Words.required(ownNumber, "ownNumber", "证书或设备编号", 60);
        what = Words.required(what, "what", "设备、工种或内容", 200);
        if (kind == null || validUntil == null) {
            throw new Problem.Invalid("certificate-fields", kind == null ? "kind" : "validUntil", "请填写类别和有效期");
        }
        if ((kind == Kind.STANDARDISATION) != (grade != null) || grade != null && (grade < 1 || grade > 3)) {
            throw new Problem.Invalid("certificate-grade", "grade", "标准化等级为一、二、三级，其他证书没有等级");
        }
    }

    public Subject subject() {
        return new Subject(KIND, number);
    }

    public Certificate move(Verb verb, Actor by, String words, LocalDate until, LocalDate today) {
        Gatekeeping.require(obstacle(verb, by));
        if (verb == RENEWAL && (until == null || !until.isAfter(today) || state == VALID && !until.isAfter(validUntil))) {
            throw new Problem.Invalid("valid-until", "validUntil", "新的有效期应晚于" + (state == VALID ? validUntil : today));
        }
        String said = verb == RENEWAL ? Words.optional(words, "reason", "说明", 500) : Words.required(words, "reason", "理由", 500);
        return new Certificate(number, enterprise, kind, ownNumber, what, grade, verb == RENEWAL ? until : validUntil, TABLE.require(state, verb).to(), registeredBy, registeredAt, said, version);
    }

    /** It ran out; empty where it was renewed or ended meanwhile. */
    public Optional<Certificate> ranOut(LocalDate today) {
        return state == VALID && today.isAfter(validUntil)
                ? Optional.of(new Certificate(number, enterprise, kind, ownNumber, what, grade, validUntil, EXPIRED, registeredBy, registeredAt, note, version)) : Optional.empty();
    }

    public Optional<Problem> obstacle(Verb verb, Actor by) {
        return Gatekeeping.obstacle(TABLE, state, verb, by);
    }
}
